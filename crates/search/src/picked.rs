//! The lines of the page that is asked for: the nearest to the cursor in the order asked for.

use crate::query::{Cursor, Place, Query};
use std::collections::BinaryHeap;

/// Smaller comes first.
type Rank = (i64, i64);

/// The nearest so far, one more than asked, so that a page after it is known of.
pub struct Picked {
    cursor: Cursor,
    limit: usize,
    /// The farthest from the cursor on top, by how near it is.
    heap: BinaryHeap<(Rank, u64, i64)>,
}

impl Picked {
    /// None yet.
    pub fn new(query: &Query) -> Self {
        Self { cursor: query.cursor, limit: query.limit, heap: BinaryHeap::new() }
    }

    /// How many lines the page has at most.
    pub fn limit(&self) -> usize {
        self.limit
    }

    /// Whether the cursor stands among lines of this weight.
    pub fn is_cursors(&self, weight: i64) -> bool {
        match self.cursor {
            Cursor::Start => false,
            Cursor::After(place) | Cursor::Before(place) => place.weight == weight,
        }
    }

    /// Whether the nearest lines are the last in the order.
    pub fn is_backwards(&self) -> bool {
        matches!(self.cursor, Cursor::Before(_))
    }

    /// How near a place is, smaller is nearer; `None` on the wrong side of the cursor.
    fn near(&self, place: Place) -> Option<Rank> {
        let rank = rank(place);
        match self.cursor {
            Cursor::Start => Some(rank),
            Cursor::After(cursor) => (rank > self::rank(cursor)).then_some(rank),
            Cursor::Before(cursor) => (rank < self::rank(cursor)).then_some((-rank.0, -rank.1)),
        }
    }

    /// Whether lines of this weight, from entry `first` to entry `last`, can stand on the page.
    pub fn may_take(&self, weight: i64, first: u64, last: u64) -> bool {
        let (nearest, farthest) = if self.is_backwards() { (first, last) } else { (last, first) };
        let place = |sequence| Place { sequence, weight };
        if self.near(place(farthest)).is_none() {
            return false;
        }
        let Some((bound, _, _)) = self.heap.peek().filter(|_| self.heap.len() > self.limit) else {
            return true;
        };
        self.near(place(nearest)).is_none_or(|near| near < *bound)
    }

    /// Takes a line if it is near enough; `false` where no farther one would be.
    pub fn take(&mut self, place: Place) -> bool {
        let Some(near) = self.near(place) else { return true };
        if self.heap.len() > self.limit {
            if self.heap.peek().is_some_and(|(farthest, _, _)| *farthest <= near) {
                return false;
            }
            self.heap.pop();
        }
        self.heap.push((near, place.sequence, place.weight));
        true
    }

    /// The rows in the order asked for, and whether there are more beyond them.
    pub fn rows(self) -> (Vec<Place>, bool) {
        let is_backwards = self.is_backwards();
        let mut found = self.heap.into_sorted_vec();
        let more = found.len() > self.limit;
        found.truncate(self.limit);
        if is_backwards {
            found.reverse();
        }
        let rows = found.into_iter();
        (rows.map(|(_, sequence, weight)| Place { sequence, weight }).collect(), more)
    }
}

fn rank(place: Place) -> Rank {
    (-place.weight, -i64::try_from(place.sequence).unwrap_or(i64::MAX))
}
