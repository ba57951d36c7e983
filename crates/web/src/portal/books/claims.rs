//! Claims beside books, as the ledger compares them.

use super::BooksError;
use super::figures::unit_of;
use super::snapshot::BooksSnapshot;
use crate::portal::figure::{Figure, Operation, Step};
use crate::portal::pages::claims::{ClaimRow, Claims, Reason, Tension, Verdict, VerdictCounts};
use crate::portal::record::{Named, Opened, Room, Verbatim};
use chungtay_ledger::claims::{self as ledger, Addend, Comparison, compare};
use chungtay_ledger::id::Id;
use chungtay_ledger::kinds::told::{Claim, Comparator, StatementClass};
use chungtay_ledger::kinds::works::Measure;
use chungtay_ledger::state::Registered;

impl BooksSnapshot<'_> {
    pub(super) fn claims_page(&self) -> Result<Claims, BooksError> {
        let rows: Result<Vec<ClaimRow>, BooksError> =
            self.claims_in_order().into_iter().map(|claim| self.claim_row(claim)).collect();
        let sources = self.state().sources.keys();
        Ok(Claims {
            counts: self.verdict_counts(),
            rows: rows?,
            tensions: self.tensions()?,
            sources: sources.filter_map(|id| self.source_named(*id)).collect(),
        })
    }

    pub(super) fn verdict_counts(&self) -> VerdictCounts {
        VerdictCounts {
            agree: self.figure("claims.agrees"),
            disagree: self.figure("claims.disagrees"),
            cannot_tell: self.figure("claims.cannot-be-told"),
        }
    }

    /// By line of the source, then as entered.
    fn claims_in_order(&self) -> Vec<&Registered<Claim>> {
        let mut claims: Vec<&Registered<Claim>> = self.state().claims.values().collect();
        claims.sort_by_key(|claim| (claim.item.source, claim.item.line, claim.at));
        claims
    }

    /// Claims about a work, a programme, or a group of works it is in.
    pub(super) fn claims_about(&self, id: Id) -> Result<Vec<ClaimRow>, BooksError> {
        let groups = &self.state().cost_groups;
        let about = |claim: &&Registered<Claim>| {
            claim.item.subjects.iter().any(|subject| {
                *subject == id
                    || groups.get(subject).is_some_and(|group| group.item.works.contains(&id))
            })
        };
        let claims = self.claims_in_order().into_iter().filter(about);
        claims.map(|claim| self.claim_row(claim)).collect()
    }

    pub(super) fn claim_row(&self, found: &Registered<Claim>) -> Result<ClaimRow, BooksError> {
        let claim = &found.item;
        let comparison = compare(self.state(), claim);
        let mut books = self.figure(&format!("claim.{}.found", claim.id)).meant(comparison.meant);
        books.unit = unit_of(claim.measure);
        let source = self.source_named(claim.source).unwrap_or_else(|| Named {
            room: Room::Source,
            id: claim.source.to_string(),
            name: Verbatim::new(claim.source.to_string(), found.at),
            demonstration: false,
        });
        Ok(ClaimRow {
            id: claim.id.to_string(),
            entry: found.at,
            quote: self.quote(found.at, "claim/1")?,
            words: Verbatim::new(&claim.words, found.at),
            measure: claim.measure,
            source,
            line: claim.line,
            subjects: self.subjects_named(&claim.subjects),
            jointly: claim.jointly,
            period: self.span(claim.period.as_ref(), found.at),
            claimed: self.figure(&format!("claim.{}.value", claim.id)),
            books,
            verdict: verdict_of(comparison.verdict),
            reasons: reasons(claim, &comparison),
            arithmetic: self.arithmetic(claim, &comparison),
        })
    }

    /// What was added, what it comes to, what it is held against, what is left.
    pub(super) fn arithmetic(&self, claim: &Claim, comparison: &Comparison) -> Vec<Step> {
        if comparison.known.is_none() {
            return Vec::new();
        }
        let mut steps: Vec<Step> =
            comparison.addends.iter().map(|addend| self.addend(claim, addend)).collect();
        if let Some(first) = steps.first_mut() {
            first.operation = Operation::Start;
        }
        let mut step = |operation, what: &str, meant: Option<Comparator>| {
            let mut figure = self.figure(&format!("claim.{}.{what}", claim.id));
            figure.unit = unit_of(claim.measure);
            let figure = match meant {
                Some(meant) => figure.meant(meant),
                None => figure,
            };
            steps.push(Step { operation, label: None, figure });
        };
        step(Operation::Result, "found", Some(comparison.meant));
        step(Operation::Against, "value", None);
        if let Some((meant, _)) = comparison.remainder {
            step(Operation::Rest, "rest", Some(meant));
        }
        steps
    }

    fn addend(&self, claim: &Claim, addend: &Addend) -> Step {
        let unit = unit_of(claim.measure);
        let part = self.state().claims.get(&addend.of).filter(|_| !claim.components.is_empty());
        let id = match (part, claim.measure) {
            (Some(part), _) => format!("claim.{}.value", part.item.id),
            (None, Measure::CostDong) => format!("work.{}.paid", addend.of),
            (None, measure) => format!("work.{}.{}", addend.of, measure.word()),
        };
        let has_proof = self.list().get(&id).is_some_and(|figure| figure.value == addend.value);
        let mut figure = match addend.value {
            Some(value) => Figure::known(id, value, unit),
            None => Figure::unknown(id, unit),
        };
        figure.has_proof = has_proof;
        let figure = figure.meant(addend.meant);
        let label = part.map(|part| Verbatim::new(&part.item.words, part.at)).or_else(|| {
            let work = self.work_named(addend.of).or_else(|| self.programme_named(addend.of));
            work.map(|named| named.name)
        });
        Step { operation: Operation::Plus, label, figure }
    }

    pub(super) fn tensions(&self) -> Result<Vec<Tension>, BooksError> {
        let all = self.state().statements.values();
        let mut tensions: Vec<_> =
            all.filter(|said| said.item.class == StatementClass::Tension).collect();
        tensions.sort_by_key(|said| (said.item.order, said.at));
        let mut rows = Vec::new();
        for said in tensions {
            let Some(words) = self.said(said)? else { continue };
            let mut claims: Vec<(String, Opened)> = Vec::new();
            for claim in self.claims_in_order() {
                let shares = claim.item.subjects.iter().any(|id| said.item.subjects.contains(id));
                if shares && claim.item.line == said.item.line {
                    claims.push((claim.item.id.to_string(), self.quote(claim.at, "claim/1")?));
                }
            }
            let subjects = self.subjects_named(&said.item.subjects);
            rows.push(Tension { words, claims, subjects, arithmetic: Vec::new() });
        }
        Ok(rows)
    }
}

/// The page's word for the ledger's verdict.
pub(super) fn verdict_of(verdict: ledger::Verdict) -> Verdict {
    match verdict {
        ledger::Verdict::Agrees => Verdict::Agree,
        ledger::Verdict::Disagrees => Verdict::Disagree,
        ledger::Verdict::CannotBeTold => Verdict::CannotTell,
    }
}

fn reasons(claim: &Claim, comparison: &Comparison) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if claim.value.is_none() {
        reasons.push(Reason::NoValue);
    }
    if comparison.known.is_none() {
        reasons.push(Reason::NothingInBooks);
    } else if comparison.unknown > 0 || !comparison.complete {
        reasons.push(Reason::OnlyPart);
    }
    if !comparison.dated {
        reasons.push(Reason::PeriodOpen);
    }
    if claim.jointly {
        reasons.push(Reason::JointNoSplit);
    }
    reasons
}
