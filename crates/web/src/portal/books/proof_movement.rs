//! The entries behind figures of roll-ups, targets, drives and models. What the ledger counts by works, funds and
//! givers is looked up by the same works, funds and givers; nothing is counted here.

use super::BooksError;
use super::snapshot::BooksSnapshot;
use chungtay_ledger::accounts;
use chungtay_ledger::date::Date;
use chungtay_ledger::drives::window;
use chungtay_ledger::emulation::stage;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::movements::MovementClass;
use chungtay_ledger::organisations::{is_below_on, present};
use chungtay_ledger::rollup::{
    funds_of_level, funds_of_organisation, funds_of_programme, organisations_of_level,
    works_of_level, works_of_organisation,
};
use chungtay_ledger::targets::progress;
use std::collections::BTreeSet;

/// Gifts looked at for their givers; a list of entries shows the newest.
const GIFTS_LOOKED_AT: usize = 2_000;

/// What a gift may consist of.
const GIVEN: [MovementClass; 5] = [
    MovementClass::Bank,
    MovementClass::Cash,
    MovementClass::Goods,
    MovementClass::Stored,
    MovementClass::Labour,
];

/// What a roll-up says of works.
const OF_WORKS: [&str; 8] =
    ["works", "shared-works", "length-metres", "lamps", "houses", "paid", "in-kind", "labour"];

/// A stretch of days with open ends.
type Days = (Option<Date>, Option<Date>);

impl BooksSnapshot<'_> {
    /// The entries behind a figure, by its identifier's parts; none for a figure of another kind.
    pub(super) fn entries_of_movement(&self, parts: &[&str]) -> Result<Vec<u64>, BooksError> {
        let named = |id: &str| Id::new(id);
        match parts {
            ["organisation", id, what] => match named(id) {
                Some(id) => self.behind_organisation(id, what),
                None => Ok(Vec::new()),
            },
            ["level", level, what] => match level.parse() {
                Ok(level) => self.behind_level(level, what),
                Err(_) => Ok(Vec::new()),
            },
            ["programme", id, what] => match named(id) {
                Some(id) => self.behind_programme(id, what),
                None => Ok(Vec::new()),
            },
            ["target", id, what] => {
                Ok(named(id).map(|id| self.behind_target(id, what)).unwrap_or_default())
            }
            ["drive", id, rest @ ..] => match named(id) {
                Some(id) => self.behind_drive(id, rest),
                None => Ok(Vec::new()),
            },
            ["model", id, _] => {
                let model = named(id).and_then(|id| self.state().movement.models.get(&id));
                let score = model.and_then(|model| model.scores.last());
                Ok(score.map(|told| told.at).into_iter().collect())
            }
            ["emulation", year, what] => Ok(self.behind_year(year, what)),
            _ => Ok(Vec::new()),
        }
    }

    fn behind_organisation(&self, id: Id, what: &str) -> Result<Vec<u64>, BooksError> {
        let state = self.state();
        let day = present(state);
        let below = |body: Id| is_below_on(state, body, id, day);
        match what {
            "gave" | "gave-in-kind" => self.gifts_by(below, what),
            what if OF_WORKS.contains(&what) => {
                self.of_works(&works_of_organisation(state, id), what)
            }
            _ => self.of_funds(&funds_of_organisation(state, id), what),
        }
    }

    fn behind_level(&self, level: u32, what: &str) -> Result<Vec<u64>, BooksError> {
        let state = self.state();
        match what {
            "gave" | "gave-in-kind" => {
                let bodies = organisations_of_level(state, level);
                self.gifts_by(|body| bodies.contains(&body), what)
            }
            what if OF_WORKS.contains(&what) => self.of_works(&works_of_level(state, level), what),
            _ => self.of_funds(&funds_of_level(state, level), what),
        }
    }

    fn behind_programme(&self, id: Id, what: &str) -> Result<Vec<u64>, BooksError> {
        let state = self.state();
        let works = state.works.values().filter(|work| {
            work.item.programme.is_some_and(|programme| state.is_within(programme, id))
        });
        let works: Vec<Id> = works.map(|work| work.item.id).collect();
        match what {
            "works" | "length-metres" | "lamps" | "houses" | "in-kind" | "labour" => {
                self.of_works(&works, what)
            }
            "paid" => {
                let mut entries = self.of_works(&works, what)?;
                let below = state.programmes.keys().filter(|other| state.is_within(**other, id));
                for programme in below {
                    entries.extend(self.requests_of("programme", programme.as_str())?);
                }
                Ok(entries)
            }
            _ => self.of_funds(&funds_of_programme(state, id), what),
        }
    }

    /// The works' own entries, or what was asked for them and given to them.
    fn of_works(&self, works: &[Id], what: &str) -> Result<Vec<u64>, BooksError> {
        let relation = match what {
            "paid" => "request",
            "in-kind" | "labour" => "gift",
            _ => {
                let found = works.iter().filter_map(|id| self.state().works.get(id));
                return Ok(found.map(|work| work.at).collect());
            }
        };
        let mut entries = Vec::new();
        for work in works {
            let ties = self.views()?.ties(self.size(), "work", work.as_str())?;
            entries
                .extend(ties.iter().filter(|tie| tie.relation == relation).map(|tie| tie.sequence));
        }
        Ok(entries)
    }

    fn of_funds(&self, funds: &[FundId], what: &str) -> Result<Vec<u64>, BooksError> {
        let posted: &[chungtay_ledger::id::AccountId] = match what {
            "raised" => &[
                accounts::GIFTS,
                accounts::GOODS_GIFTS,
                accounts::LABOUR_GIFTS,
                accounts::UNATTRIBUTED,
            ],
            "spent" => &[accounts::SPENDING],
            "moved-in" | "moved-out" | "moved-within" => &[accounts::TRANSFERS],
            _ => {
                let found = funds.iter().filter_map(|id| self.state().funds.get(id));
                return Ok(found.map(|fund| fund.at).collect());
            }
        };
        let mut entries = Vec::new();
        for fund in funds {
            for account in posted {
                let fund = Some(fund.as_str());
                let found = self.views()?.entries_posting(
                    self.size(),
                    account.as_str(),
                    fund,
                    usize::MAX >> 1,
                )?;
                entries.extend(found);
            }
        }
        Ok(entries)
    }

    /// Gifts of money (`gave`) or in kind that such organisations gave.
    fn gifts_by(&self, is_among: impl Fn(Id) -> bool, what: &str) -> Result<Vec<u64>, BooksError> {
        let (money, in_kind) = GIVEN.split_at(2);
        let classes = if what == "gave" { money } else { in_kind };
        let gave = |body: Option<Id>| body.is_some_and(&is_among);
        let keys = self.state().movements.moved.keys();
        let given = keys.filter(|key| classes.contains(&key.class) && gave(key.organisation));
        let places: BTreeSet<_> = given.map(|key| (key.class, key.fund)).collect();
        let mut entries = Vec::new();
        for (class, fund) in places {
            let found = self.moved_entries(class, fund, (None, None))?;
            for number in found.into_iter().rev().take(GIFTS_LOOKED_AT) {
                let entry = self.entry_at(number)?;
                if entry.is_some_and(|entry| givers(&entry).into_iter().any(gave)) {
                    entries.push(number);
                }
            }
        }
        Ok(entries)
    }

    /// Entries of a class in a fund that were not reversed; of bank lines, those that tell what they are.
    pub(super) fn moved_entries(
        &self,
        class: MovementClass,
        fund: FundId,
        days: Days,
    ) -> Result<Vec<u64>, BooksError> {
        let (views, fund) = (self.views()?, fund.as_str());
        let found = match class {
            MovementClass::Bank => views.bank_attributions(self.size(), fund, days)?,
            class => views.movement_entries(self.size(), class.word(), fund, days)?,
        };
        let flags = &self.state().flags;
        Ok(found.into_iter().filter(|entry| !flags.reversed.get(*entry)).collect())
    }

    /// The target's entry, and for what is reached the entries of the answer.
    fn behind_target(&self, id: Id, what: &str) -> Vec<u64> {
        let Some(told) = self.state().movement.targets.get(&id) else { return Vec::new() };
        let mut entries = vec![told.at];
        let found = progress(self.state(), &told.item).and_then(|found| found.answer.ok());
        if let Some(answer) = found.filter(|_| what != "value") {
            entries.extend(answer.entries);
        }
        entries
    }

    /// The drive's entry, its units', and the gifts of its time.
    fn behind_drive(&self, id: Id, what: &[&str]) -> Result<Vec<u64>, BooksError> {
        let Some(drive) = self.state().movement.drives.get(&id) else { return Ok(Vec::new()) };
        let of_unit = match what {
            [unit, _] => Id::new(unit),
            _ => None,
        };
        let (first, last) = window(drive);
        let fund = drive.launched.item.fund;
        let mut entries = vec![drive.launched.at];
        let units = drive
            .units
            .iter()
            .filter(|told| of_unit.is_none_or(|unit| told.item.organisation == unit));
        entries.extend(units.map(|told| told.at));
        let classes = if what == ["in-kind"] { &GIVEN[2..] } else { &GIVEN[..2] };
        for class in classes {
            for number in self.moved_entries(*class, fund, (Some(first), last))? {
                let Some(unit) = of_unit else {
                    entries.push(number);
                    continue;
                };
                let entry = self.entry_at(number)?;
                let of = |body: Option<Id>| {
                    body.is_some_and(|body| is_below_on(self.state(), body, unit, first))
                };
                if entry.is_some_and(|entry| givers(&entry).into_iter().any(of)) {
                    entries.push(number);
                }
            }
        }
        Ok(entries)
    }

    fn behind_year(&self, year: &str, what: &str) -> Vec<u64> {
        let movement = &self.state().movement;
        let of_year = |rules: &Id| {
            let rules = movement.rules.get(rules);
            rules.is_some_and(|rules| rules.item.year.to_string() == year)
        };
        let models = movement.models.values().filter(|model| of_year(&model.model.item.rules));
        let wanted = models.filter(|model| {
            let level = model.recognised().map(|told| told.item.level.word());
            what == "models"
                || stage(model).word() == what
                || what.strip_prefix("at-").is_some_and(|wanted| level == Some(wanted))
        });
        wanted.map(|model| model.model.at).collect()
    }
}

/// The organisations that an entry says gave.
fn givers(entry: &Entry) -> Vec<Option<Id>> {
    match &entry.body {
        Body::Gift(gift) | Body::NamedGift(gift) => vec![gift.organisation],
        Body::Attribution(told) | Body::NamedAttribution(told) => {
            told.shares.iter().map(|share| share.organisation).collect()
        }
        Body::MatchedLine(told) => told.shares.iter().map(|share| share.organisation).collect(),
        Body::MatchedLines(told) => vec![told.organisation],
        _ => Vec::new(),
    }
}
