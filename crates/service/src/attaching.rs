//! `attach`: a photo, drawing or paper of works. The copies that are published are made from its pixels and kept
//! by their hash; what the camera wrote is compared with the books and told; the file itself is not kept. The
//! entry names works only: everything that may describe a person is private, opened and erasable.

pub(crate) mod naming;

use crate::book::Book;
use crate::error::{Result, ServiceError};
use crate::import::begin::push_opened;
use chungtay_journal::{BookAppend, published_form};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{Id, PersonId};
use chungtay_ledger::kinds::attachments::{Attachment, AttachmentClass, ShownTime, SitePrecision};
use chungtay_ledger::kinds::bodies::{Body, private_fields};
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::State;
use chungtay_pictures::camera::{Told, told};
use chungtay_pictures::copies::{Format, copies};
use chungtay_pictures::distance::metres;
use chungtay_pictures::{Fault, Kind, kind_of};
use chungtay_text::mask;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The kind that is entered.
const KIND: &str = "attachment/1";

/// What is to be attached.
#[derive(Clone, Debug)]
pub struct Wanted<'a> {
    /// The file's bytes.
    pub bytes: &'a [u8],
    /// The works it shows or speaks of.
    pub works: &'a [Id],
    /// Its identifier; made from the file's hash where it is left out.
    pub id: Option<Id>,
    /// What it is; a PDF is a paper whatever is said.
    pub class: AttachmentClass,
    /// Which time it shows.
    pub shows: Option<ShownTime>,
    /// The picture of the same place at another time.
    pub pair: Option<Id>,
    /// The entry of the step of a work's life it belongs to.
    pub step: Option<u64>,
    /// What stands below it.
    pub caption: &'a str,
    /// What it shows, in Vietnamese, for who does not see it.
    pub alt: &'a str,
    /// The same in English.
    pub alt_english: Option<&'a str>,
    /// Who took it or drew it, as it is to be printed.
    pub credit: Option<&'a str>,
    /// A paper's file is published as it is; else its hash alone.
    pub publish_paper: bool,
    /// Where it was taken is shown too.
    pub open_place: bool,
    /// Made up for demonstration.
    pub demonstration: bool,
    /// The day of the entry.
    pub on: Option<Date>,
    /// Who acts; the operator where nobody is named.
    pub actor: Option<PersonId>,
}

/// What was attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attached {
    /// Its entry.
    pub entry: u64,
    /// Its identifier.
    pub id: Id,
    /// The published files: name, width, height (both zero for a paper), bytes.
    pub files: Vec<(String, u32, u32, u64)>,
    /// When it was taken, by the file.
    pub taken: Option<String>,
    /// How far from the nearest of the works' places, in metres, by the file.
    pub distance_metres: Option<i64>,
    /// Whether the file said where it was taken; that is not published unless asked for.
    pub had_place: bool,
}

/// Checks the file, makes and keeps its copies, and enters it.
pub fn attach(book: &mut Book, wanted: &Wanted<'_>) -> Result<Attached> {
    let kind = kind_of(wanted.bytes)?;
    check_words(wanted)?;
    let told = if kind == Kind::Pdf { Told::default() } else { told(wanted.bytes) };
    let original = HEXLOWER.encode(&Sha256::digest(wanted.bytes));
    let class = if kind == Kind::Pdf { AttachmentClass::Paper } else { wanted.class };
    let id = match wanted.id {
        Some(id) => id,
        None => Id::new(&format!("f{}", &original[..12])).ok_or(Fault::UnknownKind)?,
    };
    let distance = told.position.and_then(|position| {
        let sites = wanted.works.iter().filter_map(|work| place_of(book.state(), *work));
        sites.flatten().map(|point| metres(position, point)).min()
    });
    let body = Body::Attachment(Attachment {
        class,
        demonstration: wanted.demonstration,
        id,
        pair: wanted.pair,
        shows: wanted.shows,
        step: wanted.step,
        works: wanted.works.to_vec(),
    });
    let files = files_of(wanted, kind)?;
    let listed = published_form::write(&files.iter().map(Made::listed).collect::<Vec<_>>());
    let position = told.position.map(|(north, east)| format!("{north},{east}"));
    let distance_text = distance.map(|metres| metres.to_string());
    let private = [
        Some(listed.as_str()).filter(|listed| !listed.is_empty()),
        Some(wanted.caption),
        Some(wanted.alt),
        wanted.alt_english,
        wanted.credit,
        told.taken.as_deref(),
        distance_text.as_deref(),
        Some(original.as_str()),
        position.as_deref(),
    ];
    let open = opened(wanted, class);
    let actor = match wanted.actor {
        Some(actor) => actor,
        None => book.operator()?,
    };
    let entry = book.state().size;
    let mut batch = BookAppend::default();
    push_opened(book, &mut batch, (actor, wanted.on), body, Some(&private), &open)?;
    // The files before the entry that names them: an entry never names what is not there.
    for file in &files {
        book.folder.blobs.put(&file.bytes)?;
    }
    book.append(&batch)?;
    book.publish()?;
    let files = files.iter().map(|file| {
        let listed = file.listed();
        (listed.name(), listed.width, listed.height, listed.bytes)
    });
    Ok(Attached {
        entry,
        id,
        files: files.collect(),
        taken: told.taken,
        distance_metres: distance,
        had_place: told.position.is_some(),
    })
}

/// Words that are published say something, and hold no number that is never shown.
fn check_words(wanted: &Wanted<'_>) -> Result<()> {
    for (field, words) in [
        ("caption", Some(wanted.caption)),
        ("alt", Some(wanted.alt)),
        ("alt_en", wanted.alt_english),
        ("credit", wanted.credit),
    ] {
        let Some(words) = words else { continue };
        if words.trim().is_empty() {
            return Err(Refusal::Needs { field }.into());
        }
        if mask::personal_number(words).is_some() {
            return Err(ServiceError::NumberShown(field));
        }
    }
    Ok(())
}

/// A file to be published.
struct Made {
    ending: &'static str,
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

impl Made {
    fn listed(&self) -> published_form::Listed {
        published_form::Listed {
            hash: Sha256::digest(&self.bytes).into(),
            ending: self.ending.to_owned(),
            width: self.width,
            height: self.height,
            bytes: self.bytes.len() as u64,
        }
    }
}

fn files_of(wanted: &Wanted<'_>, kind: Kind) -> Result<Vec<Made>> {
    if kind == Kind::Pdf {
        let bytes = wanted.bytes.to_vec();
        let paper = Made { ending: "pdf", width: 0, height: 0, bytes };
        return Ok(if wanted.publish_paper { vec![paper] } else { Vec::new() });
    }
    if wanted.class == AttachmentClass::Paper && !wanted.publish_paper {
        return Ok(Vec::new());
    }
    let made = copies(wanted.bytes, kind)?.into_iter().map(|copy| Made {
        ending: match copy.format {
            Format::WebP => "webp",
            Format::Jpeg => "jpg",
        },
        width: copy.width,
        height: copy.height,
        bytes: copy.bytes,
    });
    Ok(made.collect())
}

/// Which private fields the public may read, by their places in the kind's list.
fn opened(wanted: &Wanted<'_>, class: AttachmentClass) -> Vec<u8> {
    let fields = private_fields(KIND).unwrap_or_default();
    let is_open = |field: &str| match field {
        // A paper's hash lets whoever holds it show that it is this one; a photo's would let them find it.
        "original" => class == AttachmentClass::Paper,
        "position" => wanted.open_place,
        _ => true,
    };
    let places = (0u8..).zip(fields).filter(|(_, field)| is_open(field));
    places.map(|(place, _)| place).collect()
}

/// Where a work stands, where that may be told exactly.
fn place_of(state: &State, work: Id) -> Option<Vec<(i64, i64)>> {
    let site = &state.attached.sites.get(&work)?.item;
    let is_exact = site.precision == SitePrecision::Exact;
    is_exact.then(|| site.points.iter().map(|point| (point.north, point.east)).collect())
}
