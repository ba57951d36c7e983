//! Pledges, rosters, how to give, and why a line counts as what it does. An account's number is shown
//! where its entry was opened, and nowhere else.

use super::BooksError;
use super::quoting::words_of;
use super::snapshot::BooksSnapshot;
use crate::portal::pages::matching::{
    Fulfils, Give, GiveSum, Matched, MatchedShare, PledgeRow, RosterRow,
};
use crate::portal::pages::receipt::Code;
use crate::portal::record::{Amount, Verbatim};
use chungtay_documents::qr::Qr;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::matching::{MatchReason, MatchedBy, SharePart};
use chungtay_matching::banks::bank;
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_matching::vietqr::{Transfer, purpose};
use chungtay_service::paying::{accounts_of, plain};

impl BooksSnapshot<'_> {
    /// How to give to what an entry asks for: a pledge that stands, a roster. Nothing for other entries.
    pub(super) fn ways_asked(&self, number: u64, entry: &Entry) -> Result<Vec<Give>, BooksError> {
        let matching = &self.state().matching;
        let (what, fund) = match &entry.body {
            Body::Pledge(pledge) | Body::NamedPledge(pledge)
                if matching.pledges.contains_key(&number) =>
            {
                (Purpose::Pledge(number), pledge.fund)
            }
            Body::Roster(roster)
                if matching.rosters.get(&roster.id).is_some_and(|r| r.at == number) =>
            {
                (Purpose::Roster(roster.id), roster.fund)
            }
            _ => return Ok(Vec::new()),
        };
        self.ways_to_give(what, fund)
    }

    /// The accounts that money for a fund, a pledge or a roster is paid to, with the memo that tells so.
    pub(super) fn ways_to_give(
        &self,
        what: Purpose,
        fund: FundId,
    ) -> Result<Vec<Give>, BooksError> {
        let sum = match what {
            Purpose::Fund(_) => GiveSum::Yours,
            Purpose::Pledge(_) => GiveSum::Pledged,
            Purpose::Roster(_) | Purpose::Member(..) => GiveSum::Share,
        };
        let codes = Codes::of(self.state());
        let code = codes.code(what).unwrap_or_default();
        let name = self.state().funds.get(&fund).map_or("", |found| found.item.name.as_str());
        let memo = purpose(&code, name);
        let mut ways = Vec::new();
        for account in accounts_of(self.state(), fund) {
            ways.extend(self.way_to_give(account, &memo, sum)?);
        }
        Ok(ways)
    }

    fn way_to_give(
        &self,
        account: AccountId,
        memo: &str,
        sum: GiveSum,
    ) -> Result<Option<Give>, BooksError> {
        let Some(found) = self.state().accounts.get(&account) else { return Ok(None) };
        let number = words_of(self.opened(found.at, "account/1", "number")?);
        let Some(number) = number else { return Ok(None) };
        let known = found.item.bank.as_deref().and_then(bank);
        let payload = known.and_then(|known| {
            let number = plain(&number.text);
            let transfer =
                Transfer { bin: known.bin, account: &number, amount: None, purpose: memo };
            transfer.payload().ok()
        });
        let drawn = payload.and_then(|payload| Qr::new(&payload).ok());
        Ok(Some(Give {
            account: self.account_named(account),
            bank: found.item.bank.as_deref().map(|bank| Verbatim::new(bank, found.at)),
            number,
            holder: words_of(self.opened(found.at, "account/1", "holder")?),
            memo: memo.to_owned(),
            sum,
            code: drawn.map(|drawn| Code { path: drawn.svg_path(), width: drawn.width() }),
        }))
    }

    /// A fund's pledges, in the order in which they were made.
    pub(super) fn pledges_of(&self, fund: FundId) -> Vec<PledgeRow> {
        let state = self.state();
        let codes = Codes::of(state);
        let pledges = state.matching.pledges.iter().filter(|(_, found)| found.pledge.fund == fund);
        let rows = pledges.map(|(entry, found)| {
            let came = |figure: &str| {
                (found.gifts > 0).then(|| self.figure(&format!("pledge.{entry}.{figure}")))
            };
            PledgeRow {
                entry: *entry,
                code: codes.code(Purpose::Pledge(*entry)).unwrap_or_default(),
                by: found.pledge.organisation.and_then(|id| self.organisation_named(id)),
                promised: Amount { dong: found.pledge.amount, entry: *entry },
                due: found.pledge.due,
                received: came("received"),
                missing: came("missing"),
            }
        });
        rows.collect()
    }

    /// A fund's rosters, in the order in which they were made.
    pub(super) fn rosters_of(&self, fund: FundId) -> Vec<RosterRow> {
        let state = self.state();
        let codes = Codes::of(state);
        let mut rosters: Vec<_> =
            state.matching.rosters.iter().filter(|(_, found)| found.roster.fund == fund).collect();
        rosters.sort_by_key(|(_, found)| found.at);
        let rows = rosters.into_iter().map(|(id, found)| {
            let figure = |name: &str| self.figure(&format!("roster.{id}.{name}"));
            RosterRow {
                name: Verbatim::new(&found.roster.name, found.at),
                code: codes.code(Purpose::Roster(*id)).unwrap_or_default(),
                unit: found.roster.organisation.and_then(|id| self.organisation_named(id)),
                due: found.roster.due,
                expected: figure("expected"),
                received: figure("received"),
                missing: figure("missing"),
                members: figure("members"),
                members_given: figure("members-given"),
                of_nobody: self.figure_unless_zero(&format!("roster.{id}.of-nobody")),
            }
        });
        rows.collect()
    }

    /// Why a line counts as what it does, or what an attribution says.
    pub(super) fn matched(
        &self,
        number: u64,
        entry: &Entry,
    ) -> Result<Option<Matched>, BooksError> {
        if entry.body.as_line().is_none() {
            return self.matched_by(number, entry);
        }
        let flags = &self.state().flags;
        if !flags.alone.get(number) {
            return Ok(None);
        }
        let ties = self.views()?.ties(self.size(), "entry", &number.to_string())?;
        let told = ties
            .iter()
            .rev()
            .find(|tie| tie.relation == "attributed-by" && !flags.reversed.get(tie.sequence));
        let Some(told) = told else { return Ok(None) };
        match self.entry_at(told.sequence)? {
            Some(entry) => self.matched_by(told.sequence, &entry),
            None => Ok(None),
        }
    }

    fn matched_by(&self, number: u64, entry: &Entry) -> Result<Option<Matched>, BooksError> {
        Ok(match &entry.body {
            Body::MatchedLine(matched) => Some(Matched {
                entry: number,
                by: matched.by,
                reasons: matched.reasons.clone(),
                rule: self.rule_named(matched.rule)?,
                shares: matched.shares.iter().map(|share| self.share(number, share)).collect(),
            }),
            Body::MatchedLines(matched) => Some(Matched {
                entry: number,
                by: matched.by,
                reasons: vec![match matched.by {
                    MatchedBy::Rule => MatchReason::RuleHolds,
                    MatchedBy::Code
                    | MatchedBy::Reference
                    | MatchedBy::Pledge
                    | MatchedBy::Roster
                    | MatchedBy::Suggestion
                    | MatchedBy::Hand => MatchReason::Code,
                }],
                rule: self.rule_named(matched.rule)?,
                shares: Vec::new(),
            }),
            _ => None,
        })
    }

    /// The rule's entry and its name; a rule that ended stands in the log still.
    fn rule_named(&self, rule: Option<u64>) -> Result<Option<(u64, Option<Verbatim>)>, BooksError> {
        let Some(rule) = rule else { return Ok(None) };
        let name = self.entry_at(rule)?.and_then(|entry| match entry.body {
            Body::MatchRule(found) => Some(Verbatim::new(found.name, rule)),
            _ => None,
        });
        Ok(Some((rule, name)))
    }

    fn share(&self, entry: u64, share: &SharePart) -> MatchedShare {
        let roster = share.roster.and_then(|id| self.state().matching.rosters.get(&id));
        let name = roster.map(|found| Verbatim::new(&found.roster.name, found.at));
        let of_roster = name.map(|name| match share.donor {
            Some(_) => Fulfils::Member(name),
            None if !share.members.is_empty() => Fulfils::Members(name),
            None => Fulfils::Roster(name),
        });
        MatchedShare {
            amount: Amount { dong: share.amount, entry },
            attribution: share.attribution.word(),
            fulfils: share.pledge.map(Fulfils::Pledge).or(of_roster),
            returns: share.returns,
        }
    }
}
