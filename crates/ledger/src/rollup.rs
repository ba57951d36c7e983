//! Roll-ups: what organisations with all below them, programmes with all below them and the levels of the tree
//! come to. Each đồng and each metre counts once in each of them: a work that several launched is one work, and
//! what moved between two funds of one roll-up is taken out of what moved in and out. Below means as the tree
//! stands on the day of the last entry. Works are those an organisation launched or whose programme it runs.

pub mod books;

use crate::accounts;
use crate::date::Date;
use crate::id::{FundId, Id};
use crate::kinds::works::{Measure, Work, WorkClass};
use crate::money::Dong;
use crate::movements::{Moved, MovementClass, MovementKey};
use crate::organisations::{ancestors_on, present};
use crate::state::{Registered, State};
use std::collections::{BTreeMap, BTreeSet};

/// A work and the fold of its book.
type InBook<'a> = (&'a State, &'a Registered<Work>);

/// A sum and how many of its parts nobody knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// What is known.
    pub value: i64,
    /// How many parts are not.
    pub unknown: u64,
}

impl Counted {
    /// Adds the quantity of a measure of one work, which several books may have; works of this class have one,
    /// whether or not anybody says so. False where the books say different values: then it is not known.
    fn add(&mut self, works: &[InBook<'_>], wanted: Measure, class: Option<WorkClass>) -> bool {
        let quantities = works.iter().map(|(state, work)| state.quantity(work, wanted));
        let told: Vec<Option<i64>> = quantities.flatten().map(|(value, _)| value).collect();
        let values: BTreeSet<i64> = told.iter().flatten().copied().collect();
        match values.first() {
            Some(value) if values.len() == 1 => self.value = self.value.saturating_add(*value),
            None if told.is_empty()
                && works.iter().all(|(_, work)| class != Some(work.item.class)) => {}
            _ => self.unknown += 1,
        }
        values.len() < 2
    }
}

/// What one organisation, programme or level comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollup {
    /// Works, each once.
    pub works: u64,
    /// Of them those that somebody outside launched too.
    pub shared: u64,
    /// Metres.
    pub length_metres: Counted,
    /// Lamp posts.
    pub lamps: Counted,
    /// Houses.
    pub houses: Counted,
    /// What was paid for its works (of a programme: for itself too).
    pub paid: Dong,
    /// What was given to its works in kind, valued.
    pub in_kind: Dong,
    /// Labour on its works, in tenths of a day.
    pub days_tenths: i64,
    /// Money it gave.
    pub gave: Dong,
    /// What it gave in kind, valued.
    pub gave_in_kind: Dong,
    /// Gifts of it that nobody valued.
    pub gave_unvalued: u64,
    /// Funds it answers for.
    pub funds: u64,
    /// What its funds were given.
    pub raised: Dong,
    /// What its funds spent.
    pub spent: Dong,
    /// What its funds have left.
    pub left: Dong,
    /// What moved to its funds from others.
    pub moved_in: Dong,
    /// What moved from its funds to others.
    pub moved_out: Dong,
    /// What moved between its funds, in neither of the two.
    pub moved_within: Dong,
}

/// All roll-ups of a book.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rollups {
    /// The day whose tree is used.
    pub day: Date,
    /// Organisations with all below them.
    pub organisations: BTreeMap<Id, Rollup>,
    /// Programmes with all below them.
    pub programmes: BTreeMap<Id, Rollup>,
    /// Everything of organisations at this level of the tree (from one, the top) or below.
    pub levels: BTreeMap<u32, Rollup>,
}

/// The roll-ups of a state.
#[must_use]
pub fn rollups(state: &State) -> Rollups {
    let day = present(state);
    let tree = Tree::of(state, day);
    let mut found = Rollups { day, ..Rollups::default() };
    for id in state.organisations.keys() {
        found.organisations.insert(*id, Rollup::default());
    }
    for id in state.programmes.keys() {
        found.programmes.insert(*id, Rollup::default());
    }
    for work in state.works.values() {
        add_work(state, &tree, work, &mut found);
    }
    for (key, moved) in &state.movements.moved {
        add_movement(&tree, key, moved, &mut found);
    }
    for fund in state.funds.keys() {
        add_fund(state, &tree, *fund, &mut found);
    }
    for ((from, to), amount) in &state.movement.transfers {
        add_transfer(&tree, (*from, *to), *amount, &mut found);
    }
    found
}

/// Funds whose money is in an organisation's roll-up.
#[must_use]
pub fn funds_of_organisation(state: &State, id: Id) -> Vec<FundId> {
    let tree = Tree::of(state, present(state));
    tree.fund_bodies
        .iter()
        .filter(|(_, above)| above.contains(&id))
        .map(|(fund, _)| *fund)
        .collect()
}

/// Funds whose money is in a programme's roll-up.
#[must_use]
pub fn funds_of_programme(state: &State, id: Id) -> Vec<FundId> {
    let tree = Tree::of(state, present(state));
    let within = tree.fund_programmes.iter().filter(|(_, above)| above.contains(&id));
    within.map(|(fund, _)| *fund).collect()
}

/// Works in an organisation's roll-up.
#[must_use]
pub fn works_of_organisation(state: &State, id: Id) -> Vec<Id> {
    let day = present(state);
    let below = |body: &Id| ancestors_on(state, *body, day).contains(&id);
    let works = state.works.values().filter(|work| bodies_of(state, &work.item).iter().any(below));
    works.map(|work| work.item.id).collect()
}

/// Organisations at a level of the tree (from one, the top) or below.
#[must_use]
pub fn organisations_of_level(state: &State, level: u32) -> BTreeSet<Id> {
    let tree = Tree::of(state, present(state));
    let at_or_below = |above: &BTreeSet<Id>| Tree::levels(above).contains(&level);
    let found = tree.organisations.iter().filter(|(_, above)| at_or_below(above));
    found.map(|(id, _)| *id).collect()
}

/// Funds whose money is in a level's roll-up.
#[must_use]
pub fn funds_of_level(state: &State, level: u32) -> Vec<FundId> {
    let bodies = organisations_of_level(state, level);
    let funds = state.funds.iter();
    let held =
        funds.filter(|(_, fund)| fund.item.organisation.is_some_and(|id| bodies.contains(&id)));
    held.map(|(fund, _)| *fund).collect()
}

/// Works in a level's roll-up.
#[must_use]
pub fn works_of_level(state: &State, level: u32) -> Vec<Id> {
    let bodies = organisations_of_level(state, level);
    let of_level = |work: &Work| bodies_of(state, work).iter().any(|body| bodies.contains(body));
    let works = state.works.values().filter(|work| of_level(&work.item));
    works.map(|work| work.item.id).collect()
}

/// Who stands above whom, looked up once.
struct Tree {
    organisations: BTreeMap<Id, BTreeSet<Id>>,
    programmes: BTreeMap<Id, BTreeSet<Id>>,
    work_programmes: BTreeMap<Id, BTreeSet<Id>>,
    fund_bodies: BTreeMap<FundId, BTreeSet<Id>>,
    fund_programmes: BTreeMap<FundId, BTreeSet<Id>>,
}

impl Tree {
    fn of(state: &State, day: Date) -> Self {
        let bodies = state.organisations.keys();
        let organisations: BTreeMap<Id, BTreeSet<Id>> =
            bodies.map(|id| (*id, ancestors_on(state, *id, day).into_iter().collect())).collect();
        let programmes: BTreeMap<Id, BTreeSet<Id>> =
            state.programmes.keys().map(|id| (*id, programmes_above(state, *id))).collect();
        let within = |id: Option<Id>| id.and_then(|id| programmes.get(&id)).cloned();
        let work_programmes = state
            .works
            .values()
            .map(|work| (work.item.id, within(work.item.programme).unwrap_or_default()));
        let work_programmes: BTreeMap<Id, BTreeSet<Id>> = work_programmes.collect();
        let body_of = |id: FundId| state.funds.get(&id).and_then(|fund| fund.item.organisation);
        let fund_bodies = state.funds.keys().map(|id| {
            let above = body_of(*id).and_then(|body| organisations.get(&body)).cloned();
            (*id, above.unwrap_or_default())
        });
        let fund_bodies = fund_bodies.collect();
        let fund_programmes = state.funds.iter().map(|(id, fund)| {
            let purpose = &fund.item.purpose;
            if purpose.general {
                return (*id, BTreeSet::new());
            }
            let named = purpose.programmes.iter().map(|id| within(Some(*id)).unwrap_or_default());
            let of_works = purpose.works.iter();
            let of_works =
                of_works.map(|work| work_programmes.get(work).cloned().unwrap_or_default());
            let all = named.chain(of_works).reduce(|first, second| &first & &second);
            (*id, all.unwrap_or_default())
        });
        let fund_programmes = fund_programmes.collect();
        Self { organisations, programmes, work_programmes, fund_bodies, fund_programmes }
    }

    fn above(&self, organisation: Id) -> BTreeSet<Id> {
        self.organisations.get(&organisation).cloned().unwrap_or_default()
    }

    /// The levels that something of an organisation with so many above it belongs to.
    fn levels(above: &BTreeSet<Id>) -> BTreeSet<u32> {
        (1..=u32::try_from(above.len()).unwrap_or(u32::MAX)).collect()
    }
}

fn programmes_above(state: &State, id: Id) -> BTreeSet<Id> {
    let mut above = BTreeSet::new();
    let mut at = Some(id);
    while let Some(programme) = at.filter(|programme| above.insert(*programme)) {
        at = state.programmes.get(&programme).and_then(|found| found.item.parent);
    }
    above
}

/// Does the same to the roll-up of each key.
fn each<K: Ord + Copy>(
    all: &mut BTreeMap<K, Rollup>,
    keys: &BTreeSet<K>,
    mut change: impl FnMut(&mut Rollup),
) {
    for key in keys {
        change(all.entry(*key).or_default());
    }
}

/// The bodies a work belongs to: who launched it, and who runs its programme.
fn bodies_of(state: &State, work: &Work) -> Vec<Id> {
    let programme = work.programme.and_then(|id| state.programmes.get(&id));
    let runs = programme.and_then(|programme| programme.item.organisation);
    work.launchers.iter().copied().chain(runs).collect()
}

fn add_work(state: &State, tree: &Tree, told: &Registered<Work>, found: &mut Rollups) {
    let work = &told.item;
    let add = |rollup: &mut Rollup| count_work(state, told, rollup);
    let bodies = bodies_of(state, work);
    let above: Vec<BTreeSet<Id>> = bodies.iter().map(|body| tree.above(*body)).collect();
    let all: BTreeSet<Id> = above.iter().flatten().copied().collect();
    each(&mut found.organisations, &all, add);
    let launched: Vec<_> = work.launchers.iter().map(|body| tree.above(*body)).collect();
    for body in &all {
        if launched.iter().any(|above| !above.contains(body))
            && let Some(rollup) = found.organisations.get_mut(body)
        {
            rollup.shared += 1;
        }
    }
    let levels: BTreeSet<u32> = above.iter().flat_map(Tree::levels).collect();
    each(&mut found.levels, &levels, add);
    let programmes = tree.work_programmes.get(&work.id).cloned().unwrap_or_default();
    each(&mut found.programmes, &programmes, |rollup| {
        count_work(state, told, rollup);
        // Payments of a programme are counted one by one, with those that name the programme itself.
        let paid = state.work_figures.get(&work.id).map_or(Dong::ZERO, |figures| figures.paid);
        rollup.paid -= paid;
    });
}

fn count_work(state: &State, work: &Registered<Work>, rollup: &mut Rollup) {
    count_built(&[(state, work)], rollup);
    count_cost(state, work.item.id, rollup);
}

/// What one work is, which several books may have; the measures of which they say different values.
fn count_built(works: &[InBook<'_>], rollup: &mut Rollup) -> Vec<Measure> {
    rollup.works += 1;
    let counted = [
        (&mut rollup.length_metres, Measure::LengthMetres, Some(WorkClass::Road)),
        (&mut rollup.lamps, Measure::Lamps, Some(WorkClass::Lighting)),
        (&mut rollup.houses, Measure::Houses, None),
    ];
    let differ = counted.into_iter().filter_map(|(counted, measure, class)| {
        (!counted.add(works, measure, class)).then_some(measure)
    });
    differ.collect()
}

/// What one book paid for a work and was given to it.
fn count_cost(state: &State, work: Id, rollup: &mut Rollup) {
    if let Some(figures) = state.work_figures.get(&work) {
        rollup.paid += figures.paid;
        rollup.in_kind += figures.in_kind;
        rollup.days_tenths = rollup.days_tenths.saturating_add(figures.days_tenths);
    }
}

fn add_movement(tree: &Tree, key: &MovementKey, moved: &Moved, found: &mut Rollups) {
    let above = key.organisation.map(|body| tree.above(body)).unwrap_or_default();
    let give = |rollup: &mut Rollup| match key.class {
        MovementClass::Bank | MovementClass::Cash => rollup.gave += moved.amount,
        MovementClass::Goods | MovementClass::Stored | MovementClass::Labour => {
            rollup.gave_in_kind += moved.amount;
            rollup.gave_unvalued += moved.unvalued;
        }
        MovementClass::Pledge | MovementClass::Payment => {}
    };
    each(&mut found.organisations, &above, give);
    each(&mut found.levels, &Tree::levels(&above), give);
    if key.class == MovementClass::Payment {
        let of_work = key.work.and_then(|work| tree.work_programmes.get(&work)).cloned();
        let of_itself = || key.programme.and_then(|id| tree.programmes.get(&id)).cloned();
        let programmes = of_work.or_else(of_itself).unwrap_or_default();
        each(&mut found.programmes, &programmes, |rollup| rollup.paid += moved.amount);
    }
}

fn count_fund(state: &State, fund: FundId, rollup: &mut Rollup) {
    let given =
        [accounts::GIFTS, accounts::GOODS_GIFTS, accounts::LABOUR_GIFTS, accounts::UNATTRIBUTED];
    rollup.funds += 1;
    let given: Dong = given.iter().map(|account| state.sum(*account, fund)).sum();
    rollup.raised -= given + state.held_back(fund);
    rollup.spent += state.sum(accounts::SPENDING, fund);
    rollup.left += state.left(fund);
}

fn add_fund(state: &State, tree: &Tree, fund: FundId, found: &mut Rollups) {
    let add = |rollup: &mut Rollup| count_fund(state, fund, rollup);
    let bodies = tree.fund_bodies.get(&fund).cloned().unwrap_or_default();
    each(&mut found.organisations, &bodies, add);
    each(&mut found.levels, &Tree::levels(&bodies), add);
    let programmes = tree.fund_programmes.get(&fund).cloned().unwrap_or_default();
    each(&mut found.programmes, &programmes, add);
}

fn add_transfer(tree: &Tree, (from, to): (FundId, FundId), amount: Dong, found: &mut Rollups) {
    let sets = |of: &BTreeMap<FundId, BTreeSet<Id>>| {
        let side = |fund: FundId| of.get(&fund).cloned().unwrap_or_default();
        (side(from), side(to))
    };
    let (giving, taking) = sets(&tree.fund_bodies);
    move_between(&mut found.organisations, &giving, &taking, amount);
    move_between(&mut found.levels, &Tree::levels(&giving), &Tree::levels(&taking), amount);
    let (giving, taking) = sets(&tree.fund_programmes);
    move_between(&mut found.programmes, &giving, &taking, amount);
}

fn move_between<K: Ord + Copy>(
    all: &mut BTreeMap<K, Rollup>,
    giving: &BTreeSet<K>,
    taking: &BTreeSet<K>,
    amount: Dong,
) {
    each(all, &(giving & taking), |rollup| rollup.moved_within += amount);
    each(all, &(giving - taking), |rollup| rollup.moved_out += amount);
    each(all, &(taking - giving), |rollup| rollup.moved_in += amount);
}
