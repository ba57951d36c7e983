//! What a received line turned out to be, and how that was found: people asked for a share each, rules
//! that the book's people write, attributions that say on what they rest. No name stands here: persons
//! are random identifiers, the numbers of their accounts private fields.

use crate::canonical::{record, words};
use crate::date::Date;
use crate::id::{AccountId, FundId, Id, PersonId};
use crate::kinds::receipts::Attribution;
use crate::money::Dong;
use std::collections::BTreeMap;

words! {
    /// On what an attribution rests, the strongest first.
    MatchedBy {
        /// A matching code stands in the line's words.
        Code = "code",
        /// The number of an earlier line's document stands in the line's words.
        Reference = "reference",
        /// It fits one pledge and no other.
        Pledge = "pledge",
        /// It fits one roster or one of its members, and no other.
        Roster = "roster",
        /// A rule that the book's people wrote covers it.
        Rule = "rule",
        /// A person accepted what was suggested.
        Suggestion = "suggestion",
        /// A person says so.
        Hand = "hand",
    }
    /// What speaks for an attribution.
    MatchReason {
        /// The matching code stands in the words.
        Code = "code",
        /// A code stands there that differs from this one in a single character.
        NearCode = "near-code",
        /// The whole name stands in the words.
        Name = "name",
        /// The name stands there with its parts in another order, or without a middle part.
        NameParts = "name-parts",
        /// The unit's or organisation's name stands in the words.
        Unit = "unit",
        /// The sum is what is still expected.
        Amount = "amount",
        /// The sum is what all the unit's members together still owe.
        WholeUnit = "whole-unit",
        /// It came from the account that was given.
        CounterAccount = "counter-account",
        /// The words say that money comes back.
        ReturnWords = "return-words",
        /// An earlier line has the same sum and the same other side.
        EarlierLine = "earlier-line",
        /// The number of the earlier line's document stands in the words.
        Reference = "reference",
        /// The earlier line's words stand in these.
        SameWords = "same-words",
        /// The rule's conditions hold.
        RuleHolds = "rule-holds",
    }
}

record! {
    /// `roster/1`: people of one unit who are asked for a share each, a day's salary for one.
    Roster {
        /// When it is due.
        due: Option<Date>,
        /// The fund it is for.
        fund: FundId,
        /// Identifier.
        id: Id,
        /// Name, of the drive and the unit, never of a person.
        name: String,
        /// The unit.
        organisation: Option<Id>,
    }
    /// `roster_member/1`: one of them; the name is the person's private record. Private field: the
    /// account that the person pays from.
    RosterMember {
        /// What is expected.
        amount: Dong,
        /// The person.
        person: PersonId,
        /// The roster.
        roster: Id,
    }
    /// `match_rule/1`: lines like these are that. All that is given must hold. Private fields: the other
    /// side's account, words that may name a person, the reason.
    MatchRule {
        /// The account the line is at.
        account: Option<AccountId>,
        /// The least amount, without its sign.
        amount_from: Option<Dong>,
        /// The largest amount, without its sign.
        amount_to: Option<Dong>,
        /// What such lines are.
        attribution: Attribution,
        /// The first day it holds.
        from: Option<Date>,
        /// The fund the line is in.
        fund: Option<FundId>,
        /// What it is called.
        name: String,
        /// The giving organisation.
        organisation: Option<Id>,
        /// The last day it holds.
        to: Option<Date>,
        /// Words that must all stand in the memo, whatever their marks and capitals; never of a person.
        words: Vec<String>,
    }
    /// A share of an attributed line, and what it fulfils.
    SharePart {
        /// The amount, with the line's sign.
        amount: Dong,
        /// What it is.
        attribution: Attribution,
        /// The giver, where known.
        donor: Option<PersonId>,
        /// The roster's members over whom it is split, and each one's part; the parts add up to it.
        members: BTreeMap<PersonId, Dong>,
        /// The giving organisation, where known.
        organisation: Option<Id>,
        /// The pledge it fulfils, or gives back.
        pledge: Option<u64>,
        /// The earlier line that this one returns money of: a gift sent back, or such money come back.
        returns: Option<u64>,
        /// The roster it belongs to; of its member where the giver is one, else of nobody's share.
        roster: Option<Id>,
    }
    /// `attribution/3`: what one line is, and on what that rests; the shares add up to it. Private
    /// fields: donor's name, its initials, memo.
    MatchedLine {
        /// On what it rests.
        by: MatchedBy,
        /// The line's entry.
        line: u64,
        /// What speaks for it.
        reasons: Vec<MatchReason>,
        /// The rule's entry, where a rule says so.
        rule: Option<u64>,
        /// Its shares.
        shares: Vec<SharePart>,
    }
    /// `attribution_list/1`: each of these lines, whole, is the same thing for the same reason.
    MatchedLines {
        /// What they are.
        attribution: Attribution,
        /// On what it rests: codes of the fund, or a rule.
        by: MatchedBy,
        /// The lines' entries, rising.
        lines: Vec<u64>,
        /// The giving organisation.
        organisation: Option<Id>,
        /// The rule's entry, where a rule says so.
        rule: Option<u64>,
    }
    /// `suggestion_declined/1`: a person says that what was suggested is not so. Private field: the reason.
    SuggestionDeclined {
        /// The line's entry.
        line: u64,
        /// The suggestion's identifier.
        suggestion: Id,
    }
}

impl SharePart {
    /// How many gifts it is: one, or one of each member.
    #[must_use]
    pub fn gifts(&self) -> usize {
        if self.attribution == Attribution::Gift { self.members.len().max(1) } else { 0 }
    }
}

/// Over how many members one share is split at most, so that its entry fits.
pub const MOST_MEMBERS: usize = 2_000;

/// How many lines one list names at most, so that its entry fits and its facts are few.
pub const LONGEST_LIST: usize = 4_096;
