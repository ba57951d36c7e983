//! Random books: long rows of commands, plausible and wild, against the small book; what must hold
//! after every one of them.

use crate::bodies::body_of;
use crate::commands::*;
use crate::dice::{Dice, Taste};
use crate::golden_matching::{
    match_line, match_lines, member, of_member, of_members, of_pledge, returning, roster,
};
use crate::recount::recount;
use crate::world::{World, small_book};
use chungtay_ledger::decide::{Command, Facts, decide};
use chungtay_ledger::entry::Entry;
use chungtay_ledger::figures::{FigureList, figures, read_figures};
use chungtay_ledger::id::{AccountId, PersonId};
use chungtay_ledger::kinds::bodies::{Body, KINDS};
use chungtay_ledger::kinds::checks::{Part, Told};
use chungtay_ledger::kinds::matching::MatchedBy;
use chungtay_ledger::kinds::receipts::{Attribution, QuarantineOutcome};
use chungtay_ledger::kinds::spending::Decision;
use chungtay_ledger::money::Dong;
use chungtay_ledger::refusal::Refusal;
use chungtay_ledger::state::State;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const FUNDS: &[&str] = &["any", "road"];
const ACCOUNTS: &[&str] = &["vcb", "acb", "till", "box", "store"];
const PEOPLE: &[&str] = &["maker", "checker", "payer", "other", "op"];

/// An entry of one of these kinds, if there is one: mostly the newest.
fn one_of(world: &World, dice: &mut Dice<'_>, kinds: &[&str]) -> u64 {
    let fitting: Vec<u64> = world
        .newest_first()
        .filter(|(_, entry)| kinds.contains(&entry.body.kind()))
        .map(|(sequence, _)| sequence)
        .collect();
    let place = dice.below(4) * dice.below(4);
    fitting.get(place).or(fitting.first()).copied().unwrap_or(0)
}

fn line_amount(world: &World, line: u64) -> i64 {
    world.entries[usize::try_from(line).unwrap()].postings.first().map_or(1, |first| first.amount.0)
}

fn money_in(world: &World, dice: &mut Dice<'_>) -> Command {
    let number = u32::try_from(world.state.imports.len()).unwrap();
    let row = world.state.import(number).map_or(1, |import| import.last_row.saturating_add(1));
    let small = 1 + i64::from(dice.byte() % 50) * 10;
    let (fund, work) = (dice.of(FUNDS), dice.of(&[None, Some("road1"), Some("house")]));
    match dice.below(14) {
        12 => part(number, row.saturating_sub(1), dice.of(Part::ALL), -small),
        13 => {
            let line = one_of(world, dice, &["bank_line/1", "bank_line_part/1"]);
            told(number, &[(line, dice.of(Told::ALL))])
        }
        0 => import(number + 1, dice.of(&["vcb", "acb"]), fund),
        1 => totals(Some(number)),
        2 | 3 => line(number, row, small * 5),
        4 => line(number, row, -small),
        5 => waiting(number, row),
        6 => rule(number),
        7 => cash(fund, dice.of(ACCOUNTS), small),
        8 => goods(
            fund,
            dice.of(&[None, Some("store"), Some("till")]),
            dice.of(&[None, Some(small)]),
            work,
        ),
        9 => labour(fund, small, dice.of(&[None, Some(small)]), work),
        10 => match dice.below(3) {
            0 => roster("r1", fund),
            1 => member("r1", dice.of(&["payer", "maker"]), small),
            _ => pledge(fund, small),
        },
        _ => {
            let waiting = one_of(world, dice, &["quarantined_row/1"]);
            let line = one_of(world, dice, &["bank_line/1"]);
            let outcome = dice.of(QuarantineOutcome::ALL);
            settled(waiting, outcome, (outcome != QuarantineOutcome::Rejected).then_some(line))
        }
    }
}

fn explained(world: &World, dice: &mut Dice<'_>) -> Command {
    let line = one_of(world, dice, &["bank_line/1", "bank_line_part/1"]);
    let amount = line_amount(world, line);
    let (first, second) = if amount > 0 {
        (Attribution::Gift, dice.of(&[Attribution::Interest, Attribution::Transfer]))
    } else {
        (Attribution::Fee, dice.of(&[Attribution::Refund, Attribution::Transfer]))
    };
    match dice.below(9) {
        8 => {
            let earlier = one_of(world, dice, &["bank_line/1"]);
            match_line(line, MatchedBy::Hand, vec![returning(amount, earlier)])
        }
        5 => {
            let fulfilled = one_of(world, dice, &["pledge/1"]);
            let by = dice.of(&[MatchedBy::Code, MatchedBy::Hand, MatchedBy::Suggestion]);
            match_line(line, by, vec![of_pledge(amount, fulfilled)]).by(dice.of(PEOPLE))
        }
        6 => {
            let whole = if dice.below(2) == 0 {
                of_members("r1", &[("payer", amount / 3), ("maker", amount - amount / 3)])
            } else {
                of_member(amount, "r1", dice.of(&[None, Some("payer"), Some("maker")]))
            };
            match_line(line, MatchedBy::Roster, vec![whole])
        }
        7 => {
            let other = one_of(world, dice, &["bank_line/1"]);
            let mut lines = vec![line.min(other), line.max(other)];
            lines.dedup();
            match_lines(&lines, MatchedBy::Code, None)
        }
        0 => attribute(line, &[(first, amount)]),
        1 => attribute(line, &[(first, amount / 3), (second, amount - amount / 3)]),
        2 => attribute(line, &[(dice.of(Attribution::ALL), amount)]),
        _ => {
            let (payment, account, amount) = unsettled(world, dice);
            // A line that fits, where there is one.
            let fits = |entry: &Entry| {
                let first = entry.postings.first();
                matches!(entry.body, Body::BankLine(_))
                    && first
                        .is_some_and(|first| first.account == account && first.amount == -amount)
            };
            let open = |line: u64| !world.state.flags.attributed.get(line);
            let found = world.newest_first().find(|(line, entry)| open(*line) && fits(entry));
            settle(found.map_or(line, |(line, _)| line), payment)
        }
    }
}

/// A payment or withdrawal, mostly one that the bank has not shown yet, with its account and sum.
fn unsettled(world: &World, dice: &mut Dice<'_>) -> (u64, AccountId, Dong) {
    let any = dice.below(8) == 0;
    let mut found = (0, slug("vcb"), Dong(1));
    for (sequence, entry) in world.newest_first() {
        let open = !world.state.flags.attributed.get(sequence);
        match &entry.body {
            Body::Payment(payment) if open || any => {
                found = (sequence, payment.account, payment.amount);
            }
            Body::Transfer(transfer) if open || any => {
                found = (sequence, transfer.from_account, transfer.amount);
            }
            _ => continue,
        }
        if dice.below(2) == 0 {
            break;
        }
    }
    found
}

fn money_out(world: &World, dice: &mut Dice<'_>) -> Command {
    let small = 1 + i64::from(dice.byte() % 60) * 10;
    let (fund, by) = (dice.of(FUNDS), dice.of(PEOPLE));
    match dice.below(10) {
        0 | 1 => {
            request(fund, dice.of(&[None, Some("road1"), Some("house")]), Some("roads"), small)
        }
        2 | 3 => approve(asked_for(world, dice, false)).by(by),
        4 => {
            let approved = dice.below(3) == 0;
            decision(asked_for(world, dice, approved), dice.of(Decision::ALL)).by(by)
        }
        5 => pay(asked_for(world, dice, true), dice.of(ACCOUNTS), small).by(by),
        6 | 7 => {
            let asked = asked_for(world, dice, true);
            let found = world.state.requests.get(&asked);
            let left = found.map_or(small, |found| (found.amount - found.paid).0);
            let from = dice.of(&["vcb", "vcb", "till", "acb"]);
            pay(asked, from, dice.of(&[left, left, left - 1, left + 1])).by(by)
        }
        8 => {
            let number = u32::try_from(world.state.imports.len()).unwrap();
            let row =
                world.state.import(number).map_or(1, |import| import.last_row.saturating_add(1));
            line(number, row, -unsettled(world, dice).2.0)
        }
        _ => {
            let (from, to) = (dice.of(ACCOUNTS), dice.of(ACCOUNTS));
            if dice.below(2) == 0 {
                transfer((from, fund), (to, fund), small)
            } else {
                transfer((from, fund), (from, dice.of(FUNDS)), small)
            }
        }
    }
}

/// A request, mostly one that waits for its approval or its payment.
fn asked_for(world: &World, dice: &mut Dice<'_>, approved: bool) -> u64 {
    let waits = world
        .state
        .requests
        .iter()
        .filter(|(_, request)| request.is_open() && request.approver.is_some() == approved);
    let waits: Vec<u64> = waits.map(|(sequence, _)| *sequence).collect();
    if waits.is_empty() || dice.below(10) == 0 {
        return one_of(world, dice, &["spending_request/1"]);
    }
    dice.of(&waits)
}

fn next_command(world: &World, dice: &mut Dice<'_>) -> Command {
    match dice.below(16) {
        0..=2 => money_in(world, dice),
        3..=5 => named(money_in(world, dice)),
        6 => explained(world, dice),
        7 => named(explained(world, dice)),
        8..=12 => money_out(world, dice),
        13 => {
            let last = usize::try_from(world.state.size).unwrap();
            reverse(u64::try_from(last.saturating_sub(1 + dice.below(12))).unwrap())
        }
        14 if dice.below(4) == 0 => alias(dice.of(PEOPLE), dice.of(PEOPLE)),
        14 if dice.below(8) == 0 => close(dice.of(&["2024-09-01", "2024-09-09"])),
        _ => {
            let kind = dice.below(KINDS.len());
            let mut command = say(body_of(kind, dice));
            command.amount = dice.draw();
            command
        }
    }
}

/// What no accepted command may do, judged from the states before and after.
fn check_step(before: &State, world: &World) {
    let entry = world.entries.last().unwrap();
    let guarded = matches!(
        entry.body,
        Body::SpendingRequest(_) | Body::SpendingDecision(_) | Body::Payment(_) | Body::Transfer(_)
    );
    for fund in before.funds.keys() {
        let (then, now) = (before.available(*fund), world.state.available(*fund));
        if guarded && then >= Dong::ZERO {
            assert!(now >= Dong::ZERO, "{fund} is overdrawn by {entry:?}");
        }
        if guarded && then < Dong::ZERO {
            assert!(now >= then, "{fund} was short and is shorter by {entry:?}");
        }
    }
    // A shortfall blocks spending.
    let asked = match &entry.body {
        Body::SpendingRequest(request) => Some(request.fund),
        Body::SpendingDecision(decision) if decision.decision == Decision::Approved => {
            before.requests.get(&decision.request).map(|request| request.fund)
        }
        Body::Payment(payment) => before.requests.get(&payment.request).map(|request| request.fund),
        _ => None,
    };
    assert!(asked.is_none_or(|fund| before.available(fund) >= Dong::ZERO), "{entry:?}");
    three_persons(before, world);
}

/// Maker, approver and payer of a request are three persons as far as was known when they acted.
fn three_persons(before: &State, world: &World) {
    let entry = world.entries.last().unwrap();
    let of = |sequence: u64| &world.entries[usize::try_from(sequence).unwrap()];
    let approver = |request: u64| {
        world.entries.iter().find(|entry| match &entry.body {
            Body::SpendingDecision(found) => {
                found.request == request && found.decision == Decision::Approved
            }
            _ => false,
        })
    };
    let persons: Vec<PersonId> = match &entry.body {
        Body::SpendingDecision(decision) => vec![of(decision.request).actor, entry.actor],
        Body::Payment(payment) => {
            let approver = approver(payment.request).expect("an approval").actor;
            vec![of(payment.request).actor, approver, entry.actor]
        }
        _ => return,
    };
    let different: BTreeSet<PersonId> = persons.iter().map(|id| before.person(*id)).collect();
    assert_eq!(different.len(), persons.len(), "one person in two roles: {entry:?}");
}

/// Each line is explained at most once by entries that stand, and each row posted once.
fn check_lines(world: &World) {
    let reversed: BTreeSet<u64> = world
        .entries
        .iter()
        .filter_map(|entry| match &entry.body {
            Body::Reversal(reversal) => Some(reversal.entry),
            _ => None,
        })
        .collect();
    let mut explained: BTreeMap<u64, u32> = BTreeMap::new();
    let mut rows = BTreeSet::new();
    for (sequence, entry) in (0u64..).zip(&world.entries) {
        match &entry.body {
            Body::BankLine(line) => {
                assert!(rows.insert((line.import, line.row)), "posted twice: {line:?}");
            }
            Body::QuarantinedRow(row) => {
                assert!(rows.insert((row.import, row.row)), "posted twice: {row:?}");
            }
            Body::Attribution(told) | Body::NamedAttribution(told)
                if !reversed.contains(&sequence) =>
            {
                *explained.entry(told.line).or_default() += 1;
            }
            Body::LineRules(rules) if !reversed.contains(&sequence) => {
                for told in rules.lines.iter().filter(|told| told.told != Told::Held) {
                    *explained.entry(told.line).or_default() += 1;
                }
            }
            Body::MatchedLine(told) if !reversed.contains(&sequence) => {
                *explained.entry(told.line).or_default() += 1;
            }
            Body::MatchedLines(told) if !reversed.contains(&sequence) => {
                for line in &told.lines {
                    *explained.entry(*line).or_default() += 1;
                }
            }
            Body::Settlement(told) if !reversed.contains(&sequence) => {
                *explained.entry(told.line).or_default() += 1;
                *explained.entry(told.payment).or_default() += 1;
            }
            _ => {}
        }
    }
    let twice = explained.iter().find(|(line, times)| **times > 1 || reversed.contains(line));
    assert_eq!(twice, None, "explained twice, or reversed while explained");
    // Unattributed and suspense hold exactly what nobody explained.
    for import in &world.state.imports {
        assert!(import.unattributed_sum >= Dong::ZERO);
        assert_eq!(import.unattributed == 0, import.unattributed_sum == Dong::ZERO);
    }
    let waits: Dong = world.state.imports.iter().map(|import| import.unattributed_sum).sum();
    let unattributed = world.state.account_sum(chungtay_ledger::accounts::UNATTRIBUTED);
    // Held lines wait for a person, apart from those that a rule may take.
    let flags = &world.state.flags;
    let open = |line: &&u64| !flags.attributed.get(**line) && !flags.reversed.get(**line);
    let held = world.state.imports.iter().flat_map(|import| &import.held).filter(open);
    let held: Dong = held.map(|line| Dong(line_amount(world, *line))).sum();
    assert_eq!(-unattributed, waits + held);
}

fn check_figures(world: &World) {
    let list = figures(&world.state);
    assert_eq!(read_figures(&list.to_json()).as_ref(), Ok(&list));
    let ids: BTreeSet<&str> = list.figures.iter().map(|figure| figure.id.as_str()).collect();
    assert_eq!(ids.len(), list.figures.len(), "one identifier, one figure");
    for (id, value) in recount(&world.entries) {
        let found = list.get(&id).unwrap_or_else(|| panic!("no figure {id}"));
        assert_eq!(found.value, Some(value), "{id}");
    }
    crate::asking::check(world);
    crate::flows::check(world);
}

/// Figures but the number of entries.
fn without_size(state: &State) -> FigureList {
    let mut list = figures(state);
    list.size = 0;
    list.figures.retain(|figure| figure.id != "book.entries");
    list
}

/// Undoes the entry just made, where that is allowed: everything must be as before it.
fn check_undoing(before: &State, world: &World) {
    let mut undone = world.clone();
    if undone.enter(reverse(world.state.size - 1)).is_err() {
        return;
    }
    let nonzero = |state: &State| {
        let mut sums = state.sums.clone();
        sums.retain(|_, sum| *sum != Dong::ZERO);
        sums
    };
    assert_eq!(nonzero(&undone.state), nonzero(before));
    assert_eq!(undone.state.movements.moved, before.movements.moved);
    let (now, then) = (without_size(&undone.state), without_size(before));
    for (now, then) in now.figures.iter().zip(&then.figures) {
        assert_eq!(now, then, "after undoing {:?}", world.entries.last());
    }
    assert_eq!(now, then);
}

fn check_snapshot(world: &World) -> State {
    let bytes = world.state.to_bytes();
    let read = State::from_bytes(&bytes).unwrap();
    assert_eq!(read, world.state);
    assert_eq!(read.to_bytes(), bytes);
    read
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 250, failure_persistence: None, max_shrink_iters: 1_500, ..ProptestConfig::default()
    })]

    #[test]
    fn no_row_of_commands_breaks_the_rules(
        bytes in proptest::collection::vec(any::<u8>(), 100..700),
        save_at in 0usize..40,
    ) {
        let mut dice = Dice::new(&bytes, Taste::Wild);
        let mut world = BUSY.with(Clone::clone);
        let mut step = 0;
        while !dice.is_empty() {
            let before = world.state.clone();
            let command = next_command(&world, &mut dice);
            if world.enter(command).is_ok() {
                check_step(&before, &world);
                check_undoing(&before, &world);
                step += 1;
                if step == save_at {
                    // What was saved and read again goes on as if nothing had happened.
                    world.state = check_snapshot(&world);
                }
            }
        }
        check_lines(&world);
        check_figures(&world);
        check_snapshot(&world);
        prop_assert_eq!(world.refolded(), world.state);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Any body at all, with any frame: entries that can be written and read, or a refusal.
    #[test]
    fn a_decision_never_panics(
        kind in 0..KINDS.len(),
        bytes in proptest::collection::vec(any::<u8>(), 0..120),
        empty in any::<bool>(),
    ) {
        let small = if empty { World::default() } else { SMALL.with(Clone::clone) };
        let mut dice = Dice::new(&bytes, Taste::Wild);
        let mut command = say(body_of(kind, &mut dice));
        if dice.below(3) == 0 {
            command.actor = dice.draw();
            command.occurred_on = dice.draw();
            command.recorded_at = dice.draw();
            command.record = dice.draw();
        }
        command.amount = dice.draw();
        let _ = decide(&small.state, &Facts::default(), command.clone());
        let mut world = small;
        if world.enter(command).is_ok() {
            check_snapshot(&world);
            check_figures(&world);
        }
    }
}

thread_local! {
    static SMALL: World = small_book();
    static BUSY: World = busy_book();
}

/// The small book with spending under way: requests asked, approved and partly paid, payments and a
/// withdrawal that the bank has shown and nobody has settled yet.
fn busy_book() -> World {
    let mut world = small_book();
    world.must(line(1, 5, 5_000));
    let house = world.must(request("any", Some("house"), None, 900));
    let road = world.must(request("road", Some("road1"), None, 120));
    world.must(request("any", None, Some("roads"), 400));
    world.must(approve(house));
    world.must(approve(road));
    world.must(pay(house, "vcb", 250));
    world.must(pay(house, "vcb", 150));
    world.must(pay(road, "till", 20));
    world.must(transfer(("vcb", "any"), ("till", "any"), 70));
    for (row, amount) in (6..).zip([-250, -150, -70]) {
        world.must(line(1, row, amount));
    }
    world
}

/// The bank is never refused, also where the fund is short; spending is, until it is not.
#[test]
fn a_shortfall_is_shown_and_blocks_spending() {
    let mut world = small_book();
    let asked = world.must(request("any", Some("house"), None, 1_400));
    world.must(approve(asked));
    world.must(line(1, 5, -600));
    let shown = |world: &World, name: &str| figures(&world.state).get(name).unwrap().value.unwrap();
    assert_eq!(shown(&world, "fund.any.shortfall"), 600);
    assert_eq!(shown(&world, "fund.any.available"), -600);
    let refused = |world: &mut World, command: Command| world.enter(command).unwrap_err();
    let overdraws = Refusal::Overdraws { fund: slug("any"), available: Dong(-600) };
    assert_eq!(refused(&mut world, request("any", Some("house"), None, 1)), overdraws);
    assert_eq!(refused(&mut world, pay(asked, "vcb", 1)), overdraws);
    world.must(line(1, 6, 600));
    assert_eq!(shown(&world, "fund.any.shortfall"), 0);
    world.must(pay(asked, "vcb", 1_400));
}
