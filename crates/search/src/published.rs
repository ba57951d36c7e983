//! The same search as plain files, for a copy that no server answers: segments of the log, each with its
//! words in shards and the facts of its lines in blocks. A reader's own script asks for the few shards
//! that hold its words. The format is told in `docs/static-copy.md`.
//!
//! A segment follows from its lines alone. Parts of words are not in it: they would make it larger than all
//! the rest.

use crate::bytes::{put, put_bytes};
use crate::keys::{Key, MemoReader, document_key};
use crate::places::put_places;
use crate::segments::segments_within;
use crate::writer::{BLOCK_ENTRIES, SearchedLine};
use std::collections::HashMap;

/// The longest segment, in blocks.
const LONGEST_SEGMENT: u64 = 64;
/// A shard is closed when it holds this many bytes.
const SHARD_BYTES: usize = 16 << 10;
/// Before an amount, with its sign.
const AMOUNT: u8 = 2;
/// Before a day.
const DAY: u8 = 3;

/// The segments of a log of `size` entries: first entry and the one past the last.
#[must_use]
pub fn segments(size: u64) -> Vec<(u64, u64)> {
    segments_within(size, LONGEST_SEGMENT)
}

/// A segment as it is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment {
    /// The words in order: the first of each shard, and the shard.
    pub shards: Vec<(Vec<u8>, Vec<u8>)>,
    /// The facts of the lines, block by block.
    pub facts: Vec<Vec<u8>>,
}

/// A segment while it is gathered.
pub struct SegmentWriter {
    first: u64,
    end: u64,
    places: HashMap<Key, Vec<u32>>,
    blocks: Vec<Facts>,
    memos: MemoReader,
}

impl SegmentWriter {
    /// The segment of the entries `first..end`.
    #[must_use]
    pub fn new(first: u64, end: u64) -> Self {
        let blocks = (end - first).div_ceil(BLOCK_ENTRIES);
        let blocks = (0..blocks).map(|_| Facts::default()).collect();
        Self { first, end, places: HashMap::new(), blocks, memos: MemoReader::default() }
    }

    /// Adds a line; sequences rise. One outside the segment is passed over.
    pub fn push(&mut self, line: &SearchedLine<'_>) {
        if !(self.first..self.end).contains(&line.sequence) {
            return;
        }
        let Ok(place) = u32::try_from(line.sequence - self.first) else { return };
        let mut memos = std::mem::take(&mut self.memos);
        if let Some(memo) = line.memo {
            memos.keys(memo, |key| self.add(key, place));
        }
        self.memos = memos;
        if let Some(key) = line.document.and_then(document_key) {
            self.add(&key, place);
        }
        let mut key = vec![AMOUNT];
        key.extend_from_slice(line.amount.0.to_string().as_bytes());
        self.add(&key, place);
        key.truncate(0);
        key.push(DAY);
        key.extend_from_slice(line.day.to_string().as_bytes());
        self.add(&key, place);
        let block = u64::from(place) / BLOCK_ENTRIES;
        let within = u64::from(place) % BLOCK_ENTRIES;
        if let Some(facts) = usize::try_from(block).ok().and_then(|at| self.blocks.get_mut(at)) {
            facts.push(within, line);
        }
    }

    fn add(&mut self, key: &[u8], place: u32) {
        match self.places.get_mut(key) {
            Some(places) if places.last() == Some(&place) => {}
            Some(places) => places.push(place),
            None => {
                self.places.insert(key.to_vec(), vec![place]);
            }
        }
    }

    /// The segment's files.
    #[must_use]
    pub fn finish(self) -> Segment {
        let mut words: Vec<(Key, Vec<u32>)> = self.places.into_iter().collect();
        words.sort_unstable_by(|one, other| one.0.cmp(&other.0));
        let mut shards: Vec<(Key, Vec<u8>)> = Vec::new();
        let mut before: Key = Vec::new();
        for (word, places) in words {
            if shards.last().is_none_or(|(_, bytes)| bytes.len() >= SHARD_BYTES) {
                shards.push((word.clone(), Vec::with_capacity(SHARD_BYTES + 1_100)));
                before.clear();
            }
            let Some((_, shard)) = shards.last_mut() else { continue };
            let shared = before.iter().zip(&word).take_while(|(a, b)| a == b).count();
            put(shared as u64, shard);
            put_bytes(&word[shared..], shard);
            put_places(&places, self.end - self.first, shard);
            before = word;
        }
        Segment { shards, facts: self.blocks.iter().map(Facts::to_bytes).collect() }
    }
}

/// The facts of a block's lines: stretches of unbroken places with one account and fund, then amounts,
/// each as its rank among the block's amounts.
#[derive(Default)]
struct Facts {
    names: Vec<(String, String)>,
    /// First place, length, which names.
    stretches: Vec<(u64, u64, usize)>,
    amounts: Vec<i64>,
}

impl Facts {
    fn push(&mut self, place: u64, line: &SearchedLine<'_>) {
        self.amounts.push(line.amount.0);
        let (account, fund) = (line.account.as_str(), line.fund.as_str());
        let known =
            self.names.iter().position(|(a, f)| (a.as_str(), f.as_str()) == (account, fund));
        let names = known.unwrap_or_else(|| {
            self.names.push((account.to_owned(), fund.to_owned()));
            self.names.len() - 1
        });
        match self.stretches.last_mut() {
            Some((first, length, same)) if *first + *length == place && *same == names => {
                *length += 1;
            }
            _ => self.stretches.push((place, 1, names)),
        }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.amounts.len() + 1_024);
        put(self.names.len() as u64, &mut out);
        for (account, fund) in &self.names {
            put_bytes(account.as_bytes(), &mut out);
            put_bytes(fund.as_bytes(), &mut out);
        }
        put(self.stretches.len() as u64, &mut out);
        let mut next = 0;
        for (first, length, names) in &self.stretches {
            put(first - next, &mut out);
            put(*length, &mut out);
            put(*names as u64, &mut out);
            next = first + length;
        }
        let ranks = self.ranks();
        put(ranks.len() as u64, &mut out);
        for amount in &ranks {
            put(amount.unsigned_abs(), &mut out);
            out.push(u8::from(*amount < 0));
        }
        let rank_of: HashMap<i64, u64> = ranks.into_iter().zip(0..).collect();
        for amount in &self.amounts {
            put(rank_of.get(amount).copied().unwrap_or_default(), &mut out);
        }
        out
    }

    /// The block's amounts, the most frequent first.
    fn ranks(&self) -> Vec<i64> {
        let mut sorted = self.amounts.clone();
        sorted.sort_unstable();
        let mut counted: Vec<(usize, i64)> =
            sorted.chunk_by(|a, b| a == b).map(|run| (run.len(), run[0])).collect();
        counted.sort_unstable_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        counted.into_iter().map(|(_, amount)| amount).collect()
    }
}
