//! Roll-ups over several books. Each đồng counts once: what went from one of them to another is taken out of what
//! came and went, and only where both say so with the same amount. Each metre counts once: works that two books
//! say are one are counted as one, and what they say differently of it is not known. What only one book says is
//! counted as if nothing was said, and listed.

use super::{Rollup, count_built, count_cost, count_fund};
use crate::id::Id;
use crate::kinds::works::{Measure, Work};
use crate::money::Dong;
use crate::state::State;
use std::collections::{BTreeMap, BTreeSet};

/// What became of a transfer between two books.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Both say the same amount: it is taken out.
    Within,
    /// Both say it, with different amounts.
    Differs,
    /// The other book is looked at and does not say it.
    OneSided,
    /// The other book is not looked at.
    OtherUnseen,
}

/// What one book says of a transfer: how much, and in which entry.
pub type Half = (Dong, u64);

/// A transfer between two books, as far as either says it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BooksTransfer {
    /// The transfer.
    pub id: Id,
    /// The book that gave.
    pub from: String,
    /// The book that took.
    pub to: String,
    /// What the giving book says.
    pub sent: Option<Half>,
    /// What the taking book says.
    pub received: Option<Half>,
    /// What became of it.
    pub standing: Standing,
}

/// A work of a book, by the book's origin.
pub type WorkOf = (String, Id);

/// Works that are one: each pair of their books says so, directly or through others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneWork {
    /// The works, in order of book.
    pub works: Vec<WorkOf>,
    /// Measures of which two books give different values.
    pub differ: Vec<Measure>,
}

/// A word that a work is another book's too, which that book does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneSidedWork {
    /// The work.
    pub work: WorkOf,
    /// The other book's.
    pub other: WorkOf,
    /// The entry that says so.
    pub entry: u64,
    /// Whether the other book is looked at.
    pub is_seen: bool,
}

/// What several books come to. Of a roll-up's fields those of organisations (what they gave) are not used.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BooksRollup {
    /// Each book by itself: what moved between it and any other is what came and went.
    pub books: BTreeMap<String, Rollup>,
    /// All of them.
    pub whole: Rollup,
    /// Transfers between books, in order of the giving book.
    pub transfers: Vec<BooksTransfer>,
    /// Works that several of the books have.
    pub works: Vec<OneWork>,
    /// Works that one book says are another's too, and the other does not.
    pub one_sided: Vec<OneSidedWork>,
}

/// The roll-up of books, each with its log's origin line.
#[must_use]
pub fn rollup_of_books(books: &BTreeMap<String, &State>) -> BooksRollup {
    let mut found = BooksRollup::default();
    for (origin, state) in books {
        let mut alone = Rollup::default();
        for (id, work) in &state.works {
            count_built(&[&work.item], &mut alone);
            count_cost(state, *id, &mut alone);
            count_cost(state, *id, &mut found.whole);
        }
        for fund in state.funds.keys() {
            count_fund(state, *fund, &mut alone);
            count_fund(state, *fund, &mut found.whole);
        }
        for moved in state.between.transfers.values() {
            alone.moved_in += moved.amount.max(Dong::ZERO);
            alone.moved_out += (-moved.amount).max(Dong::ZERO);
        }
        found.books.insert(origin.clone(), alone);
    }
    add_works(books, &mut found);
    add_transfers(books, &mut found);
    found
}

fn add_works(books: &BTreeMap<String, &State>, found: &mut BooksRollup) {
    let said = |(book, id): &WorkOf, (other, at): &WorkOf| {
        let told = books.get(book)?.between.works.get(&(*id, other.clone()))?;
        (told.item.other == *at).then_some(told.at)
    };
    let mut joined: BTreeMap<WorkOf, Vec<WorkOf>> = BTreeMap::new();
    for (origin, state) in books {
        for work in state.works.keys() {
            joined.entry((origin.clone(), *work)).or_default();
        }
        for ((work, book), told) in &state.between.works {
            let (here, there) = ((origin.clone(), *work), (book.clone(), told.item.other));
            if said(&there, &here).is_some() {
                joined.entry(here).or_default().push(there);
            } else {
                let (entry, is_seen) = (told.at, books.contains_key(book));
                found.one_sided.push(OneSidedWork { work: here, other: there, entry, is_seen });
            }
        }
    }
    let mut counted: BTreeSet<WorkOf> = BTreeSet::new();
    for work in joined.keys() {
        if counted.contains(work) {
            continue;
        }
        let works = all_joined(work, &joined);
        let items = works.iter().filter_map(|work| item(books, work));
        let differ = count_built(&items.collect::<Vec<_>>(), &mut found.whole);
        counted.extend(works.iter().cloned());
        if works.len() > 1 {
            found.whole.shared += 1;
            found.works.push(OneWork { works: works.into_iter().collect(), differ });
        }
    }
}

/// A work and all that are the same.
fn all_joined(work: &WorkOf, joined: &BTreeMap<WorkOf, Vec<WorkOf>>) -> BTreeSet<WorkOf> {
    let mut all = BTreeSet::new();
    let mut waiting = vec![work];
    while let Some(work) = waiting.pop() {
        if all.insert(work.clone()) {
            waiting.extend(joined.get(work).into_iter().flatten());
        }
    }
    all
}

fn item<'a>(books: &BTreeMap<String, &'a State>, (book, id): &WorkOf) -> Option<&'a Work> {
    books.get(book)?.works.get(id).map(|found| &found.item)
}

fn add_transfers(books: &BTreeMap<String, &State>, found: &mut BooksRollup) {
    let mut halves: BTreeMap<(String, String, Id), [Option<Half>; 2]> = BTreeMap::new();
    for (origin, state) in books {
        for ((other, id), moved) in &state.between.transfers {
            let half = Some((Dong(moved.amount.0.abs()), moved.at));
            if moved.amount.is_positive() {
                halves.entry((other.clone(), origin.clone(), *id)).or_default()[1] = half;
            } else {
                halves.entry((origin.clone(), other.clone(), *id)).or_default()[0] = half;
            }
        }
    }
    for ((from, to, id), [sent, received]) in halves {
        let standing = match (sent, received) {
            (Some((sent, _)), Some((received, _))) if sent == received => Standing::Within,
            (Some(_), Some(_)) => Standing::Differs,
            _ if books.contains_key(&from) && books.contains_key(&to) => Standing::OneSided,
            _ => Standing::OtherUnseen,
        };
        let amount = |half: Option<Half>| half.map_or(Dong::ZERO, |(amount, _)| amount);
        if standing == Standing::Within {
            found.whole.moved_within += amount(sent);
        } else {
            found.whole.moved_out += amount(sent);
            found.whole.moved_in += amount(received);
        }
        found.transfers.push(BooksTransfer { id, from, to, sent, received, standing });
    }
}
