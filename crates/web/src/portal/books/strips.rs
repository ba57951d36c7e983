//! Strip maps: which works stand at which posts, in order. Reads chainage through the ledger; draws nothing
//! and invents no coordinates.

use super::snapshot::BooksSnapshot;
use crate::portal::pages::strips::{
    Place, Post, PostLine, Reach, Strip, StripItem, Strips, UnreadWork,
};
use crate::portal::record::Verbatim;
use chungtay_ledger::chainage::{Chainage, Point, Series, Stretch};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::works::Work;
use chungtay_ledger::state::Registered;
use std::collections::{BTreeMap, BTreeSet};

/// What tells one line of posts from another.
type LineKey = (bool, Series, Option<Id>);
/// A post's place among the others.
type Number = (u32, u32);

/// A work whose words were read.
struct Placed<'a> {
    work: &'a Registered<Work>,
    chainage: Chainage,
}

impl BooksSnapshot<'_> {
    /// Every strip of the book.
    pub(super) fn strips(&self) -> Strips {
        self.strips_of(&self.works_in_order())
    }

    /// Strips of one programme and those below it.
    pub(super) fn programme_strips(&self, programme: Id) -> Strips {
        let state = self.state();
        let within = |work: &Id| {
            let of = state.works.get(work).and_then(|work| work.item.programme);
            of.is_some_and(|of| state.is_within(of, programme))
        };
        let works: Vec<Id> = self.works_in_order().into_iter().filter(within).collect();
        self.strips_of(&works)
    }

    /// One line by its address, with what could not be read.
    pub(super) fn strip_page(&self, id: &str) -> Option<Strips> {
        let Strips { mut strips, unread } = self.strips();
        strips.retain(|strip| strip.line.id == id);
        (!strips.is_empty()).then_some(Strips { strips, unread })
    }

    /// The line that a work stands on.
    pub(super) fn line_of(&self, work: &Registered<Work>) -> Option<PostLine> {
        let (chainage, _) = read(&work.item);
        chainage.map(|chainage| self.line(line_key(&work.item, &chainage)))
    }

    /// Strips of these works.
    pub(super) fn strips_of(&self, works: &[Id]) -> Strips {
        let mut lines: BTreeMap<LineKey, Vec<Placed<'_>>> = BTreeMap::new();
        let mut unread = Vec::new();
        for work in works.iter().filter_map(|id| self.state().works.get(id)) {
            let (chainage, unread_words) = read(&work.item);
            if !unread_words.is_empty()
                && let Some(named) = self.work_named(work.item.id)
            {
                let words = unread_words.into_iter().map(|words| Verbatim::new(words, work.at));
                unread.push(UnreadWork { work: named, words: words.collect() });
            }
            if let Some(chainage) = chainage {
                let key = line_key(&work.item, &chainage);
                lines.entry(key).or_default().push(Placed { work, chainage });
            }
        }
        let strips = lines.into_iter().map(|(key, placed)| self.strip(key, placed)).collect();
        Strips { strips, unread }
    }

    fn line(&self, (demonstration, series, programme): LineKey) -> PostLine {
        let mut id = series.word().to_owned();
        if demonstration {
            id.push_str("-demonstration");
        }
        if let Some(programme) = programme {
            id.push('_');
            id.push_str(programme.as_str());
        }
        let programme = programme.and_then(|id| self.programme_named(id));
        PostLine { id, series, programme, demonstration }
    }

    fn strip(&self, key: LineKey, placed: Vec<Placed<'_>>) -> Strip {
        let points = placed.iter().flat_map(|placed| {
            let at = placed.work.at;
            placed.chainage.points().filter_map(move |point| Some((point.number()?, point, at)))
        });
        let mut labels: BTreeMap<Number, Verbatim> = BTreeMap::new();
        for (number, point, at) in points {
            labels.entry(number).or_insert_with(|| Verbatim::new(&point.marker, at));
        }
        let numbers: Vec<Number> = labels.keys().copied().collect();
        let mut items: Vec<StripItem> =
            placed.into_iter().filter_map(|placed| self.item(key.1, &numbers, placed)).collect();
        items.sort_by_key(|item| item.reaches.first().map(|reach| reach.from));
        let mut before: Option<Number> = None;
        let posts = labels.into_iter().map(|(number, label)| {
            let after_gap = before.is_some_and(|before| !are_neighbours(before, number));
            before = Some(number);
            Post { label, after_gap }
        });
        Strip { line: self.line(key), posts: posts.collect(), items }
    }

    fn item(&self, series: Series, numbers: &[Number], placed: Placed<'_>) -> Option<StripItem> {
        let work = &placed.work.item;
        let place = |point: &Point| {
            let post = numbers.binary_search(&point.number()?).ok()?;
            Some(Place { post, past_thousandths: past(series, point) })
        };
        let mut reaches: Vec<Reach> = placed
            .chainage
            .stretches
            .iter()
            .filter_map(|stretch| match stretch {
                Stretch::At(point) => Some(Reach { from: place(point)?, to: None }),
                Stretch::Along(from, to) => {
                    let (from, to) = (place(from)?, place(to)?);
                    Some(Reach { from: from.min(to), to: Some(from.max(to)) })
                }
            })
            .collect();
        reaches.sort_by_key(|reach| reach.from);
        let words: Vec<Verbatim> = words_of(work)
            .into_iter()
            .filter(|words| Chainage::parse(words).is_some())
            .map(|words| Verbatim::new(words, placed.work.at))
            .collect();
        let figures = self.state().work_figures.get(&work.id);
        (!reaches.is_empty()).then_some(())?;
        Some(StripItem {
            work: self.work_named(work.id)?,
            class: work.class,
            state: figures.and_then(|figures| figures.steps.last()).map(|(state, _)| *state),
            words,
            reaches,
            quantities: self.quantities_of(placed.work),
            doubts: placed.chainage.doubts,
        })
    }
}

/// The chainage where it was told, else the markers.
fn words_of(work: &Work) -> Vec<&String> {
    let chainage = work.chainage.as_ref().filter(|words| Chainage::parse(words).is_some());
    chainage.map_or_else(|| work.markers.iter().collect(), |words| vec![words])
}

/// What a work's words say of its place, and those that could not be read.
fn read(work: &Work) -> (Option<Chainage>, Vec<&String>) {
    let mut unread: Vec<&String> = Vec::new();
    if let Some(words) = &work.chainage {
        match Chainage::parse(words) {
            Some(chainage) => return (Some(chainage), unread),
            None => unread.push(words),
        }
    }
    let mut found: Option<Chainage> = None;
    for words in &work.markers {
        match (Chainage::parse(words), &mut found) {
            (Some(read), None) => found = Some(read),
            (Some(read), Some(all)) if read.series == all.series => {
                all.stretches.extend(read.stretches);
                all.doubts.extend(read.doubts);
            }
            _ => unread.push(words),
        }
    }
    if let Some(all) = &mut found {
        let once: BTreeSet<_> = all.doubts.drain(..).collect();
        all.doubts.extend(once);
    }
    (found, unread)
}

fn line_key(work: &Work, chainage: &Chainage) -> LineKey {
    let programme = match chainage.series {
        Series::Markers => None,
        Series::Kilometres | Series::Stakes => work.programme,
    };
    (work.demonstration, chainage.series, programme)
}

/// How far towards the next post: known along kilometre posts, half way elsewhere.
fn past(series: Series, point: &Point) -> u16 {
    match (series, point.offset.unwrap_or(0)) {
        (_, 0) => 0,
        (Series::Kilometres, metres) => u16::try_from(metres.min(990)).unwrap_or(990),
        (Series::Markers | Series::Stakes, _) => 500,
    }
}

/// Whether no whole-numbered post can stand between the two.
fn are_neighbours(before: Number, after: Number) -> bool {
    after.0 - before.0 <= 1
}
