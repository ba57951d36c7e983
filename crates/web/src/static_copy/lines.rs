//! The statement lines in a copy, as far as they are open: the search index, the lines as a search shows
//! them, and plain tables for other programs. A piece is made anew only where its lines changed.

use super::CopyError;
use super::generation::{Generation, Stamp};
use crate::portal::books::copying::CopyReading;
use crate::portal::record::LineState;
use chungtay_journal::BUNDLE_ENTRIES;
use chungtay_log::hash::leaf_hash;
use chungtay_opendata::lines::{HEAD, Row};
use chungtay_opendata::published;
use chungtay_search::SearchedLine;
use chungtay_search::published::{SegmentWriter, segments};
use chungtay_views::{LineView, Shown};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The form of the index; a script reads only its own.
const FORM: u32 = 2;
/// Lines are shown from files of so many entries.
const SHARD_ENTRIES: u64 = 64;
/// Where the index lies.
const INDEX: &str = "search/index.json";

/// What a script reads first.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Index {
    form: u32,
    size: u64,
    flags: String,
    segments: Vec<IndexedSegment>,
}

/// One segment of the index.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct IndexedSegment {
    first: u64,
    end: u64,
    folder: String,
    /// The first word of each shard, a character for each byte.
    shards: Vec<String>,
}

/// What is known of each bundle: its mark, and whether its openings changed.
pub(super) struct Bundles<'a> {
    pub marks: &'a [String],
    pub changed: BTreeSet<u64>,
}

impl Bundles<'_> {
    /// A stamp for what is made of the entries `first..end`; stale where openings changed in them.
    fn stamp(&self, first: u64, end: u64) -> Stamp {
        let bundles = first / BUNDLE_ENTRIES..end.div_ceil(BUNDLE_ENTRIES);
        let is_stale = self.changed.range(bundles.clone()).next().is_some();
        let mut told = Vec::new();
        for bundle in bundles {
            let mark = usize::try_from(bundle).ok().and_then(|at| self.marks.get(at));
            told.extend_from_slice(mark.map_or("", String::as_str).as_bytes());
        }
        Stamp { text: leaf_hash(&told).to_hex(), is_stale }
    }
}

/// Writes everything about lines.
pub(super) fn write(
    reading: &CopyReading<'_>,
    generation: &Generation,
    bundles: &Bundles<'_>,
) -> Result<(), CopyError> {
    let before: Index = generation
        .read_before(INDEX)
        .and_then(|bytes| serde_json::from_slice(&bytes).ok())
        .filter(|index: &Index| index.form == FORM)
        .unwrap_or_default();
    let flags = reading.flags();
    let name = format!("flags-{}", short_hash(&flags));
    generation.write(&format!("search/{name}"), "", &flags)?;
    let mut index = Index { form: FORM, size: reading.size(), flags: name, segments: Vec::new() };
    for (first, end) in segments(reading.size()) {
        let known = before.segments.iter().find(|known| (known.first, known.end) == (first, end));
        let in_it = first / BUNDLE_ENTRIES..end.div_ceil(BUNDLE_ENTRIES);
        let unchanged = bundles.changed.range(in_it).next().is_none();
        let kept = match known.filter(|_| unchanged) {
            Some(known) if generation.keep_folder(&format!("search/{}", known.folder))? => {
                Some(known.clone())
            }
            _ => None,
        };
        let segment = kept.map_or_else(|| segment(reading, generation, first, end), Ok)?;
        index.segments.push(segment);
    }
    let index = serde_json::to_vec(&index).unwrap_or_default();
    generation.write(INDEX, "", &index)?;
    shown(reading, generation, bundles)?;
    tables(reading, generation, bundles)?;
    openings(reading, generation, bundles)
}

fn short_hash(bytes: &[u8]) -> String {
    leaf_hash(bytes).to_hex()[..16].to_owned()
}

fn text(shown: &Shown) -> Option<&str> {
    match shown {
        Shown::Text(text) => Some(text),
        Shown::Empty => Some(""),
        Shown::Withheld => None,
    }
}

/// A text as the script reads it: the words, `null` where they are not open, `false` where they were erased.
#[derive(Serialize)]
#[serde(untagged)]
enum Told {
    Open(Option<String>),
    Erased(bool),
}

impl Told {
    fn of(reading: &CopyReading<'_>, entry: u64, shown: &Shown) -> Self {
        match reading.erased_by(entry) {
            Some(_) => Self::Erased(false),
            None => Self::Open(text(shown).map(str::to_owned)),
        }
    }
}

/// Makes a segment of the index.
fn segment(
    reading: &CopyReading<'_>,
    generation: &Generation,
    first: u64,
    end: u64,
) -> Result<IndexedSegment, CopyError> {
    let mut writer = SegmentWriter::new(first, end);
    reading.lines_between(first, end, |line, _| {
        writer.push(&SearchedLine {
            sequence: line.sequence,
            import: line.import,
            row: line.row,
            account: line.account,
            fund: line.fund,
            day: line.day,
            amount: line.amount,
            memo: text(&line.memo),
            document: text(&line.document),
        });
    })?;
    let made = writer.finish();
    let mut whole = Vec::new();
    for bytes in made.shards.iter().map(|(_, bytes)| bytes).chain(&made.facts) {
        whole.extend_from_slice(leaf_hash(bytes).0.as_slice());
    }
    let folder = format!("{first}-{}", short_hash(&whole));
    for (place, (_, bytes)) in made.shards.iter().enumerate() {
        generation.write(&format!("search/{folder}/words-{place}"), "", bytes)?;
    }
    for (block, bytes) in made.facts.iter().enumerate() {
        generation.write(&format!("search/{folder}/facts-{block}"), "", bytes)?;
    }
    let shards = made.shards.iter().map(|(word, _)| word.iter().copied().map(char::from).collect());
    Ok(IndexedSegment { first, end, folder, shards: shards.collect() })
}

/// The lines as a search shows them: number, day, amount, fund, state, memo, document number.
fn shown(
    reading: &CopyReading<'_>,
    generation: &Generation,
    bundles: &Bundles<'_>,
) -> Result<(), CopyError> {
    for shard in 0..reading.size().div_ceil(SHARD_ENTRIES) {
        let (first, end) = (shard * SHARD_ENTRIES, (shard + 1) * SHARD_ENTRIES);
        let file = format!("search/lines/{shard}.json");
        let stamp = bundles.stamp(first, end);
        if generation.keep(&file, &stamp)? {
            continue;
        }
        let mut rows = Vec::new();
        reading.lines_between(first, end, |line, state| {
            rows.push((
                line.sequence,
                line.day.to_string(),
                line.amount.0,
                line.fund.to_string(),
                code(state),
                Told::of(reading, line.sequence, &line.memo),
                Told::of(reading, line.sequence, &line.document),
            ));
        })?;
        generation.write(&file, &stamp.text, &serde_json::to_vec(&rows).unwrap_or_default())?;
    }
    Ok(())
}

/// A state's place in the script's list.
fn code(state: LineState) -> u8 {
    match state {
        LineState::Attributed => 0,
        LineState::NotYetAttributed => 1,
        LineState::InSuspense => 2,
        LineState::Reversed => 3,
    }
}

fn tables(
    reading: &CopyReading<'_>,
    generation: &Generation,
    bundles: &Bundles<'_>,
) -> Result<(), CopyError> {
    for table in published::line_tables(reading.size()) {
        let (first, end) = (table.entries.start, table.entries.end);
        let file = format!("{}/{}", published::FOLDER, table.name);
        let stamp = bundles.stamp(first, end);
        if generation.keep(&file, &stamp)? {
            continue;
        }
        let mut out = HEAD.to_vec();
        reading.lines_between(first, end, |line, state| {
            let LineView { sequence, day, amount, account, fund, .. } = *line;
            let row = Row {
                entry: sequence,
                day,
                amount,
                account,
                fund,
                state: state.word(),
                document: text(&line.document).unwrap_or_default(),
                memo: text(&line.memo).unwrap_or_default(),
                erased_by: reading.erased_by(sequence),
            };
            row.write(&mut out);
        })?;
        generation.write(&file, &stamp.text, &out)?;
    }
    Ok(())
}

/// What the public may read of the records, with the salts that prove it.
fn openings(
    reading: &CopyReading<'_>,
    generation: &Generation,
    bundles: &Bundles<'_>,
) -> Result<(), CopyError> {
    for piece in published::openings(reading.size()) {
        let (first, end) = (piece.entries.start, piece.entries.end);
        let file = format!("{}/{}", published::FOLDER, piece.name);
        let stamp = bundles.stamp(first, end);
        if generation.keep(&file, &stamp)? {
            continue;
        }
        let mut out = Vec::new();
        reading.openings_between(first, end, |opening| {
            out.extend_from_slice(&opening.to_json());
            out.push(b'\n');
        })?;
        generation.write(&file, &stamp.text, &out)?;
    }
    Ok(())
}
