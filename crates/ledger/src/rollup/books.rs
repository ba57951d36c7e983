//! Roll-ups over several books. Each đồng counts once: what went from one of them to another is taken out of what
//! came and went, and only where both say so with the same amount. Each metre counts once: works that two books
//! say are one are counted as one, and what they say differently of it is not known. What only one book says is
//! counted as if nothing was said, and listed; so is a word that names its own book as the other, and words that
//! would make two works of one book one: works of one book never count as one.

use super::{InBook, Rollup, count_built, count_cost, count_fund};
use crate::id::Id;
use crate::kinds::works::Measure;
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
    /// The other book is the book itself: nothing came or went.
    Itself,
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

/// Why a word that a work is another book's too joins nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unjoined {
    /// The other book is looked at and does not say it.
    OneSided,
    /// The other book is not looked at.
    OtherUnseen,
    /// The other book is the book itself.
    Itself,
    /// With others it would join two works of one book.
    TwoOfOneBook,
}

/// A word that a work is another book's too, which joins nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnjoinedWork {
    /// The work.
    pub work: WorkOf,
    /// The other book's.
    pub other: WorkOf,
    /// The entry that says so.
    pub entry: u64,
    /// Why it joins nothing.
    pub why: Unjoined,
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
    /// Words that a work is another book's too, which join nothing.
    pub unjoined: Vec<UnjoinedWork>,
}

/// The roll-up of books, each with its log's origin line.
#[must_use]
pub fn rollup_of_books(books: &BTreeMap<String, &State>) -> BooksRollup {
    let mut found = BooksRollup::default();
    for (origin, state) in books {
        let mut alone = Rollup::default();
        for (id, work) in &state.works {
            count_built(&[(state, work)], &mut alone);
            count_cost(state, *id, &mut alone);
            count_cost(state, *id, &mut found.whole);
        }
        for fund in state.funds.keys() {
            count_fund(state, *fund, &mut alone);
            count_fund(state, *fund, &mut found.whole);
        }
        let transfers = state.between.transfers.iter();
        for (_, moved) in transfers.filter(|((other, _), _)| other != origin) {
            alone.moved_in += moved.amount.max(Dong::ZERO);
            alone.moved_out += (-moved.amount).max(Dong::ZERO);
        }
        found.books.insert(origin.clone(), alone);
    }
    add_works(books, &mut found);
    add_transfers(books, &mut found);
    found
}

/// A word of one book that a work is another's too: that work, and the entry that says so.
type Word = (WorkOf, u64);

fn add_works(books: &BTreeMap<String, &State>, found: &mut BooksRollup) {
    let says = |(book, id): &WorkOf, (other, at): &WorkOf| {
        let told = books.get(book).and_then(|state| state.between.works.get(&(*id, other.clone())));
        told.is_some_and(|told| told.item.other == *at)
    };
    let mut joined: BTreeMap<WorkOf, Vec<Word>> = BTreeMap::new();
    for (origin, state) in books {
        for work in state.works.keys() {
            joined.entry((origin.clone(), *work)).or_default();
        }
        for ((work, book), told) in &state.between.works {
            let (work, other) = ((origin.clone(), *work), (book.clone(), told.item.other));
            let entry = told.at;
            let why = match books.get(book) {
                _ if book == origin => Unjoined::Itself,
                Some(_) if says(&other, &work) => {
                    joined.entry(work).or_default().push((other, entry));
                    continue;
                }
                Some(_) => Unjoined::OneSided,
                None => Unjoined::OtherUnseen,
            };
            found.unjoined.push(UnjoinedWork { work, other, entry, why });
        }
    }
    let mut counted: BTreeSet<WorkOf> = BTreeSet::new();
    for work in joined.keys() {
        if counted.contains(work) {
            continue;
        }
        let works = all_joined(work, &joined);
        counted.extend(works.iter().cloned());
        let of_books: BTreeSet<&String> = works.iter().map(|(book, _)| book).collect();
        if of_books.len() < works.len() {
            count_apart(books, &works, &joined, found);
            continue;
        }
        let items = works.iter().filter_map(|work| item(books, work));
        let differ = count_built(&items.collect::<Vec<_>>(), &mut found.whole);
        if works.len() > 1 {
            found.whole.shared += 1;
            found.works.push(OneWork { works: works.into_iter().collect(), differ });
        }
    }
}

/// Counts each of these works for itself, and lists the words that would make them one.
fn count_apart(
    books: &BTreeMap<String, &State>,
    works: &BTreeSet<WorkOf>,
    joined: &BTreeMap<WorkOf, Vec<Word>>,
    found: &mut BooksRollup,
) {
    for work in works {
        if let Some(item) = item(books, work) {
            count_built(&[item], &mut found.whole);
        }
        for (other, entry) in joined.get(work).into_iter().flatten() {
            let (work, other, entry) = (work.clone(), other.clone(), *entry);
            found.unjoined.push(UnjoinedWork { work, other, entry, why: Unjoined::TwoOfOneBook });
        }
    }
}

/// A work and all that are the same.
fn all_joined(work: &WorkOf, joined: &BTreeMap<WorkOf, Vec<Word>>) -> BTreeSet<WorkOf> {
    let mut all = BTreeSet::new();
    let mut waiting = vec![work];
    while let Some(work) = waiting.pop() {
        if all.insert(work.clone()) {
            waiting.extend(joined.get(work).into_iter().flatten().map(|(other, _)| other));
        }
    }
    all
}

fn item<'a>(books: &BTreeMap<String, &'a State>, (book, id): &WorkOf) -> Option<InBook<'a>> {
    let state: &'a State = books.get(book)?;
    state.works.get(id).map(|found| (state, found))
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
            _ if from == to => Standing::Itself,
            _ if books.contains_key(&from) && books.contains_key(&to) => Standing::OneSided,
            _ => Standing::OtherUnseen,
        };
        let amount = |half: Option<Half>| half.map_or(Dong::ZERO, |(amount, _)| amount);
        match standing {
            Standing::Within => found.whole.moved_within += amount(sent),
            Standing::Itself => {}
            Standing::Differs | Standing::OneSided | Standing::OtherUnseen => {
                found.whole.moved_out += amount(sent);
                found.whole.moved_in += amount(received);
            }
        }
        found.transfers.push(BooksTransfer { id, from, to, sent, received, standing });
    }
}
