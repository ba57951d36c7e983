//! Transfers between books and works that two books have: commands, what is refused, their golden log, and the
//! roll-up of three books against sums made by hand.

use crate::commands::*;
use crate::refusals::{Row, rows};
use crate::world::{CASH, CREDIT, CREDIT_2, DEBIT, NEXT, World, small_book};
use chungtay_ledger::decide::Command;
use chungtay_ledger::kinds::between::{BookTransfer, SharedWork};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::Told;

use chungtay_ledger::kinds::receipts::Attribution::{Gift, Transfer};
use chungtay_ledger::kinds::works::Measure;
use chungtay_ledger::money::Dong;
use chungtay_ledger::rollup::Counted;
use chungtay_ledger::rollup::books::{OneWork, Standing, Unjoined, rollup_of_books};
use chungtay_ledger::state::State;
use std::collections::BTreeMap;

const SELF: &str = "one.example/book";
const OTHER: &str = "other.example/book";
const THIRD: &str = "third.example/book";

fn between(book: &str, id: &str, entry: u64) -> Command {
    say(Body::BookTransfer(BookTransfer { book: book.to_owned(), entry, id: slug(id) }))
}

fn shared(work: &str, book: &str, other: &str) -> Command {
    let (work, other) = (slug(work), slug(other));
    say(Body::SharedWork(SharedWork { book: book.to_owned(), other, work })).without_record()
}

fn came() -> Command {
    attribute(CREDIT, &[(Gift, 400), (Transfer, 600)])
}

fn went() -> Command {
    attribute(DEBIT, &[(Transfer, -100)])
}

pub fn refused() -> Vec<Row> {
    let moved = || between(OTHER, "t1", NEXT);
    rows! {
        "accepted": came() => moved();
        "accepted": went() => moved();
        "wrong-entry entry=99 needed=attribution/1": came() => between(OTHER, "t1", 99);
        "wrong-entry entry=27 needed=attribution/1": between(OTHER, "t1", CASH);
        "wrong-entry entry=23 needed=attribution/1": between(OTHER, "t1", CREDIT);
        "wrong-entry entry=28 needed=attribution/1": transfer(("till", "road"), ("box", "road"), 100) => moved();
        "wrong-entry entry=28 needed=attribution/1": transfer(("till", "road"), ("vcb", "road"), 100) => moved();
        "wrong-entry entry=29 needed=attribution/1": came(), reverse(NEXT) => between(OTHER, "t1", NEXT + 1);
        "wrong-entry entry=28 needed=attribution/1": told(1, &[(DEBIT, Told::Transfer)]) => moved();
        "exists thing=transfer id=t1": came(), moved(), went() => between(OTHER, "t1", NEXT + 2);
        "already-attributed entry=28": came(), moved() => between(THIRD, "t1", NEXT);
        "accepted": came(), moved(), went() => between(THIRD, "t1", NEXT + 2);
        "already-reversed entry=28": came(), reverse(NEXT) => moved();
        "already-attributed entry=28": came(), moved() => reverse(NEXT);
        "accepted": came(), moved() => reverse(NEXT + 1);
        "accepted": came(), moved(), reverse(NEXT + 1) => reverse(NEXT);
        "accepted": came(), moved(), reverse(NEXT + 1) => moved();
        "not-representable field=book": came() => between("", "t1", NEXT);
        "not-representable field=book": came() => between("two words", "t1", NEXT);
        "not-representable field=book": came() => between("sổ.example", "t1", NEXT);
        "not-representable field=book": came() => between(&"a".repeat(201), "t1", NEXT);
        "accepted": shared("road1", OTHER, "their-road");
        "unknown thing=work id=none": shared("none", OTHER, "their-road");
        "exists thing=work id=road1": shared("road1", OTHER, "r") => shared("road1", OTHER, "s");
        "exists thing=work id=road2": shared("road1", OTHER, "r") => shared("road2", OTHER, "r");
        "accepted": shared("road1", OTHER, "r") => shared("road2", THIRD, "r");
        "accepted": shared("road1", OTHER, "r"), reverse(NEXT) => shared("road1", OTHER, "s");
        "not-representable field=book": shared("road1", "", "r");
    }
}

/// A transfer in and one out, one taken back, and works that another book has too.
pub fn made() -> World {
    let mut world = small_book();
    for command in [
        came(),
        between(OTHER, "t1", NEXT),
        went(),
        between(THIRD, "t2", NEXT + 2),
        reverse(NEXT + 3),
        between(OTHER, "t2", NEXT + 2),
        shared("road1", OTHER, "their-road"),
        shared("road2", THIRD, "far-road"),
        shared("house", OTHER, "home"),
        reverse(NEXT + 8),
    ] {
        world.must(command);
    }
    world
}

/// The small book with a transfer of this much that came (or went, where it is below zero).
fn book_with(amount: i64, commands: Vec<Command>) -> World {
    let mut world = small_book();
    let line = if amount > 0 { CREDIT_2 } else { DEBIT };
    world.must(attribute(line, &[(Transfer, amount)]));
    for command in commands {
        world.must(command);
    }
    world
}

fn rolled(worlds: &[(&str, &World)]) -> chungtay_ledger::rollup::books::BooksRollup {
    let states: BTreeMap<String, &State> =
        worlds.iter().map(|(origin, world)| ((*origin).to_owned(), &world.state)).collect();
    rollup_of_books(&states)
}

/// Each small book has three roads (430 m, two of unknown length), raised 1,000 + 500 + 300 and spent
/// nothing; the debit of 100 is with the bank.
#[test]
fn a_transfer_that_both_books_say_is_taken_out_and_a_shared_work_counts_once() {
    let giving = book_with(
        -100,
        vec![
            between(OTHER, "t1", NEXT),
            shared("road1", OTHER, "road1"),
            shared("road2", OTHER, "road2"),
        ],
    );
    let mut taking = small_book();
    taking.must(attribute(CREDIT, &[(Gift, 900), (Transfer, 100)]));
    taking.must(between(SELF, "t1", NEXT));
    taking.must(shared("road1", SELF, "road1"));
    let found = rolled(&[(SELF, &giving), (OTHER, &taking)]);
    let whole = &found.whole;
    assert_eq!((whole.works, whole.shared, whole.funds), (5, 1, 4));
    // 430 m once; of both books' other roads nobody knows the length.
    assert_eq!(whole.length_metres, Counted { value: 430, unknown: 4 });
    assert_eq!((whole.raised, whole.moved_within), (Dong(1_800 + 1_700), Dong(100)));
    assert_eq!((whole.moved_in, whole.moved_out), (Dong::ZERO, Dong::ZERO));
    // What was raised, less the debit that went to the other book and came back in the credit's 100.
    assert_eq!((whole.spent, whole.left), (Dong::ZERO, Dong(1_800 - 100 + 1_700 + 100 - 100)));
    let [transfer] = found.transfers.as_slice() else { panic!("{:?}", found.transfers) };
    assert_eq!((transfer.from.as_str(), transfer.to.as_str()), (SELF, OTHER));
    assert_eq!(transfer.standing, Standing::Within);
    assert_eq!(transfer.sent, Some((Dong(100), NEXT + 1)));
    assert_eq!(found.books[SELF].moved_out, Dong(100));
    assert_eq!(found.books[OTHER].moved_in, Dong(100));
    let works = vec![(SELF.to_owned(), slug("road1")), (OTHER.to_owned(), slug("road1"))];
    assert_eq!(found.works, [OneWork { works, differ: Vec::new() }]);
    // Of its second word the other book says nothing.
    let [unjoined] = found.unjoined.as_slice() else { panic!("{:?}", found.unjoined) };
    assert_eq!((unjoined.work.1.as_str(), unjoined.why), ("road2", Unjoined::OneSided));
}

#[test]
fn what_only_one_book_says_or_both_say_differently_is_not_taken_out() {
    let giving = book_with(-100, vec![between(OTHER, "t1", NEXT)]);
    let taking = book_with(500, vec![between(SELF, "t1", NEXT)]);
    let found = rolled(&[(SELF, &giving), (OTHER, &taking)]);
    assert_eq!(found.transfers.len(), 1);
    assert_eq!(found.transfers[0].standing, Standing::Differs);
    assert_eq!((found.whole.moved_out, found.whole.moved_in), (Dong(100), Dong(500)));
    assert_eq!(found.whole.moved_within, Dong::ZERO);

    let silent = small_book();
    let found = rolled(&[(SELF, &giving), (OTHER, &silent)]);
    assert_eq!(found.transfers[0].standing, Standing::OneSided);
    assert_eq!(found.transfers[0].received, None);
    assert_eq!(found.whole.moved_out, Dong(100));

    let found = rolled(&[(SELF, &giving)]);
    assert_eq!(found.transfers[0].standing, Standing::OtherUnseen);
}

/// Works joined through a third book are one, and a length that two books say differently is not known.
#[test]
fn works_are_joined_through_a_third_book_and_a_difference_makes_a_measure_unknown() {
    let mut first = small_book();
    first.must(shared("road1", OTHER, "road1"));
    let mut second = small_book();
    second.must(shared("road1", SELF, "road1"));
    second.must(shared("road1", THIRD, "long"));
    let mut third = small_book();
    third.must(work("long", Some("roads"), &[(Measure::LengthMetres, Some(500))]));
    third.must(shared("long", OTHER, "road1"));
    let found = rolled(&[(SELF, &first), (OTHER, &second), (THIRD, &third)]);
    // Ten works by the books; three of them are one.
    assert_eq!((found.whole.works, found.whole.shared), (8, 1));
    assert_eq!(found.works[0].works.len(), 3);
    assert_eq!(found.works[0].differ, [Measure::LengthMetres]);
    // The third book's own road of 430 m, two unknown roads in each book, and the one they differ on.
    assert_eq!(found.whole.length_metres, Counted { value: 430, unknown: 7 });
}

/// A chain of words that would make two roads of the first book one road joins none of them.
#[test]
fn two_works_of_one_book_are_never_one() {
    let mut first = small_book();
    first.must(shared("road1", OTHER, "road1"));
    first.must(work("twin", Some("roads"), &[(Measure::LengthMetres, Some(430))]));
    first.must(shared("twin", THIRD, "road1"));
    let mut second = small_book();
    second.must(shared("road1", SELF, "road1"));
    second.must(shared("road1", THIRD, "road1"));
    let mut third = small_book();
    third.must(shared("road1", OTHER, "road1"));
    third.must(shared("road1", SELF, "twin"));
    let found = rolled(&[(SELF, &first), (OTHER, &second), (THIRD, &third)]);
    // Three roads by each book and the twin; four of them have 430 m, six nobody knows.
    assert_eq!((found.whole.works, found.whole.shared), (10, 0));
    assert_eq!(found.whole.length_metres, Counted { value: 4 * 430, unknown: 6 });
    assert_eq!(found.works, []);
    let words: Vec<_> =
        found.unjoined.iter().map(|word| (word.work.0.as_str(), word.why)).collect();
    let apart = Unjoined::TwoOfOneBook;
    let of = |book| [(book, apart), (book, apart)];
    assert_eq!(words, [of(SELF), of(OTHER), of(THIRD)].concat());
}

/// Before a book states the origin of its log it can name itself as the other book; a roll-up passes that over.
#[test]
fn a_word_that_names_its_own_book_joins_nothing_and_moves_nothing() {
    let words = || {
        vec![
            between(SELF, "t1", NEXT),
            shared("road1", SELF, "road2"),
            shared("road2", SELF, "road1"),
        ]
    };
    for (amount, world) in [(-100_i64, book_with(-100, words())), (500, book_with(500, words()))] {
        let found = rolled(&[(SELF, &world)]);
        let whole = &found.whole;
        let moved = (whole.moved_in, whole.moved_out, whole.moved_within);
        assert_eq!(moved, (Dong::ZERO, Dong::ZERO, Dong::ZERO));
        assert_eq!((found.books[SELF].moved_in, found.books[SELF].moved_out), (moved.0, moved.1));
        let [transfer] = found.transfers.as_slice() else { panic!("{:?}", found.transfers) };
        assert_eq!(transfer.standing, Standing::Itself);
        let told = (transfer.sent.or(transfer.received), transfer.sent.is_some());
        assert_eq!(told, (Some((Dong(amount.abs()), NEXT + 1)), amount < 0));
        // 430 m once, and two roads of unknown length.
        assert_eq!((whole.works, whole.shared), (3, 0));
        assert_eq!(whole.length_metres, Counted { value: 430, unknown: 2 });
        let whys: Vec<_> = found.unjoined.iter().map(|word| word.why).collect();
        assert_eq!(whys, [Unjoined::Itself, Unjoined::Itself]);
    }
}
