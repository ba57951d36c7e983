//! A book in a few words: its state is folded from entries that the ledger decided, as any book's is, and
//! its private words stand beside it.

use chungtay_ledger::commitment::Commitment;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::decide::{Command, Facts, decide};
use chungtay_ledger::entry::Authority;
use chungtay_ledger::evolve::evolve;
use chungtay_ledger::id::Slug;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::matching::{MatchRule, Roster, RosterMember};
use chungtay_ledger::kinds::people::{
    Account, AccountClass, Book, Fund, NamesPolicy, Organisation, OrganisationClass, Person,
    Purpose as FundPurpose,
};
use chungtay_ledger::kinds::receipts::{Attribution, Pledge};
use chungtay_ledger::money::Dong;
use chungtay_ledger::state::State;
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::targets::Targets;
use std::collections::BTreeMap;
use std::convert::Infallible;

/// The fold of a made book and what is private in it.
#[derive(Default)]
pub struct Made {
    pub state: State,
    private: BTreeMap<(u64, usize), String>,
}

pub fn slug<const N: usize>(text: &str) -> Slug<N> {
    Slug::new(text).unwrap()
}

pub fn day(text: &str) -> Date {
    Date::parse_iso(text).unwrap()
}

impl Made {
    /// A book with the funds `bien` and `khac` and the account `vcb`.
    pub fn new() -> Self {
        let mut made = Self::default();
        made.say(Body::Book(Book {
            demonstration: true,
            id: slug("so-thu"),
            name: "Sổ thử".into(),
            name_en: None,
            names_policy: NamesPolicy::Initials,
        }));
        for id in ["bien", "khac"] {
            made.say(Body::Fund(Fund {
                demonstration: true,
                id: slug(id),
                name: "Quỹ".into(),
                name_en: None,
                organisation: None,
                purpose: FundPurpose { general: true, programmes: vec![], works: vec![] },
                sources: vec![],
            }));
        }
        made.say(Body::Account(Account {
            bank: Some("Vietcombank".into()),
            class: AccountClass::Bank,
            demonstration: true,
            id: slug("vcb"),
            name: "Tài khoản".into(),
        }));
        made
    }

    /// Enters a body; returns its entry's number.
    pub fn say(&mut self, body: Body) -> u64 {
        let command = Command {
            actor: slug("op"),
            authority: Authority::Asserted,
            occurred_on: day("2024-09-01"),
            recorded_at: Moment(1_725_940_800),
            record: Some(Commitment([7; 32])),
            amount: None,
            body,
        };
        for entry in decide(&self.state, &Facts::default(), command).unwrap() {
            evolve(&mut self.state, &entry, &Facts::default());
        }
        self.state.size - 1
    }

    pub fn unit(&mut self, id: &str, name: &str) {
        self.say(Body::Organisation(Organisation {
            cited: None,
            class: OrganisationClass::State,
            during: None,
            id: slug(id),
            name: name.into(),
            parent: None,
            relations: vec![],
            unenumerated: false,
            variants: vec![],
        }));
    }

    pub fn roster(&mut self, id: &str, unit: &str) -> Purpose {
        self.say(Body::Roster(Roster {
            due: None,
            fund: slug("bien"),
            id: slug(id),
            name: "Một ngày lương".into(),
            organisation: Some(slug(unit)),
        }));
        Purpose::Roster(slug(id))
    }

    pub fn member(
        &mut self,
        roster: &str,
        person: &str,
        name: &str,
        amount: i64,
        account: Option<&str>,
    ) -> Purpose {
        let entry = self.say(Body::Person(Person { id: slug(person), public_capacity: false }));
        self.private.insert((entry, 0), name.to_owned());
        let (roster, person) = (slug(roster), slug(person));
        let member = RosterMember { amount: Dong(amount), person, roster };
        let entry = self.say(Body::RosterMember(member));
        if let Some(account) = account {
            self.private.insert((entry, 0), account.to_owned());
        }
        Purpose::Member(roster, person)
    }

    pub fn pledge(&mut self, unit: Option<&str>, name: Option<&str>, amount: i64) -> Purpose {
        let entry = self.say(Body::Pledge(Pledge {
            amount: Dong(amount),
            donor: None,
            due: None,
            fund: slug("bien"),
            organisation: unit.map(slug),
        }));
        if let Some(name) = name {
            self.private.insert((entry, 0), name.to_owned());
        }
        Purpose::Pledge(entry)
    }

    pub fn rule(&mut self, attribution: Attribution, words: &[&str]) -> u64 {
        self.say(Body::MatchRule(MatchRule {
            account: None,
            amount_from: None,
            amount_to: None,
            attribution,
            from: None,
            fund: None,
            name: "Quy tắc".into(),
            organisation: None,
            to: None,
            words: words.iter().map(|word| (*word).to_owned()).collect(),
        }))
    }

    pub fn targets(&self) -> Targets {
        let mut private = |entry: u64, place: usize| {
            Ok::<_, Infallible>(self.private.get(&(entry, place)).cloned())
        };
        Targets::of(&self.state, &mut private).unwrap()
    }

    pub fn code(&self, purpose: Purpose) -> String {
        Codes::of(&self.state).code(purpose).unwrap()
    }
}
