//! Photos and papers from the fold and the openings. Nothing is shown that is not open.

use super::BooksError;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Unit};
use crate::portal::pages::pictures::{PictureFile, PictureView, Pictures, TakenView};
use crate::portal::record::Verbatim;
use chungtay_journal::published_form;
use chungtay_ledger::date::Date;
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::attachments::{Attachment, AttachmentClass, ShownTime, SitePrecision};
use chungtay_ledger::state::life::Happened;

const KIND: &str = "attachment/1";

impl BooksSnapshot<'_> {
    /// Everything attached to a work.
    pub(super) fn pictures_of(&self, work: Id) -> Result<Pictures, BooksError> {
        let mut pictures = Pictures::default();
        let attached = self.state().attached.of_work(work);
        let mut waiting: Vec<PictureView> = Vec::new();
        let mut pairs: Vec<(String, String)> = Vec::new();
        for file in attached {
            let view = self.picture_view(file)?;
            if file.item.class == AttachmentClass::Paper {
                pictures.papers.push(view);
                continue;
            }
            if let Some(pair) = file.item.pair {
                pairs.push((pair.to_string(), view.id.clone()));
            }
            waiting.push(view);
        }
        for (one, other) in pairs {
            let place = |id: &str| waiting.iter().position(|view| view.id == id);
            let (Some(first), Some(second)) = (place(&one), place(&other)) else { continue };
            let (low, high) = (first.min(second), first.max(second));
            let later = waiting.remove(high);
            let earlier = waiting.remove(low);
            let order = |view: &PictureView| view.shows == Some(ShownTime::Before);
            pictures.pairs.push(if order(&later) { (later, earlier) } else { (earlier, later) });
        }
        pictures.single = waiting;
        Ok(pictures)
    }

    /// One photo, drawing or paper by its identifier.
    pub(super) fn picture_view(
        &self,
        file: &Happened<Attachment>,
    ) -> Result<PictureView, BooksError> {
        let (at, item) = (file.at, &file.item);
        let open = |field: &str| self.opened(at, KIND, field);
        let listed = words_of(open("files")?).map(|words| published_form::read(&words.text));
        let files = listed.unwrap_or_default().into_iter().map(|file| PictureFile {
            name: file.name(),
            width: file.width,
            height: file.height,
        });
        let places_are_shown = item.works.iter().any(|work| {
            let site = self.state().attached.sites.get(work);
            site.is_some_and(|site| site.item.precision == SitePrecision::Exact)
        });
        let distance = words_of(open("distance")?).and_then(|words| words.text.parse().ok());
        let taken = words_of(open("taken")?);
        Ok(PictureView {
            id: item.id.to_string(),
            entry: at,
            entered_for: file.on,
            class: item.class,
            demonstration: item.demonstration,
            shows: item.shows,
            step: item.step,
            works: item.works.iter().filter_map(|work| self.work_named(*work)).collect(),
            files: files.collect(),
            caption: open("caption")?,
            alt: open("alt")?,
            alt_english: open("alt_en")?,
            credit: open("credit")?,
            taken: taken.and_then(|words| taken_view(words, file.on)),
            distance: distance.filter(|_| places_are_shown).map(|metres| {
                let id = format!("attachment.{}.distance", item.id);
                Figure::known(id, metres, Unit::Metres).proved_here()
            }),
            position: words_of(open("position")?),
            original: words_of(open("original")?),
        })
    }
}

fn taken_view(words: Verbatim, entered_for: Date) -> Option<TakenView> {
    let day = Date::parse_iso(words.text.get(..10)?)?;
    Some(TakenView { words, day, is_day_of_entry: day == entered_for })
}
