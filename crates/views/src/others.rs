//! Writes what is listed beside statement lines: entries with their postings, what they say of each
//! other, spending step by step, gifts outside the bank.

use crate::ViewsError;
use chungtay_ledger::entry::Entry;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::{LineRules, StatementCheck};
use chungtay_ledger::kinds::matching::MatchedLine;
use chungtay_ledger::kinds::receipts::{Gift, GiftForm};
use chungtay_ledger::kinds::sightings::LineSightings;
use chungtay_ledger::kinds::spending::{Decision, SpendingRequest};
use chungtay_ledger::money::Dong;
use rusqlite::{Connection, OptionalExtension, params};

/// Entries other than lines on their way into one transaction.
pub(crate) struct OtherWriter<'a> {
    pub(crate) connection: &'a Connection,
    pub(crate) book: &'a str,
}

impl OtherWriter<'_> {
    /// Adds an entry.
    pub(crate) fn push(&self, sequence: u64, entry: &Entry) -> Result<(), ViewsError> {
        self.connection
            .prepare_cached(
                "INSERT INTO entry (book_id, sequence, kind, day) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![
                self.book,
                sequence,
                entry.body.kind(),
                entry.occurred_on.to_string()
            ])?;
        self.postings(sequence, entry)?;
        self.ties(sequence, &entry.body)?;
        self.spending(sequence, &entry.body)?;
        if let Body::Gift(gift) | Body::NamedGift(gift) = &entry.body {
            self.gift(sequence, entry, gift)?;
        }
        Ok(())
    }

    fn postings(&self, sequence: u64, entry: &Entry) -> Result<(), ViewsError> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO posting (book_id, sequence, place, account, fund, amount)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?;
        for (place, posting) in (0i64..).zip(&entry.postings) {
            let (account, fund) = (posting.account.as_str(), posting.fund.as_str());
            insert.execute(params![self.book, sequence, place, account, fund, posting.amount.0])?;
            self.tie("fund", &fund, sequence, "moved")?;
        }
        Ok(())
    }

    fn tie(
        &self,
        subject: &str,
        id: &impl ToString,
        sequence: u64,
        relation: &str,
    ) -> Result<(), ViewsError> {
        self.connection
            .prepare_cached(
                "INSERT OR IGNORE INTO tie (book_id, subject, id, sequence, relation)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![self.book, subject, id.to_string(), sequence, relation])?;
        Ok(())
    }

    fn ties(&self, sequence: u64, body: &Body) -> Result<(), ViewsError> {
        let entry = |named: u64, relation| self.tie("entry", &named, sequence, relation);
        match body {
            Body::Attribution(attribution) | Body::NamedAttribution(attribution) => {
                entry(attribution.line, "attributed-by")
            }
            Body::MatchedLine(matched) => self.match_ties(sequence, matched),
            Body::MatchedLines(matched) => {
                matched.lines.iter().try_for_each(|line| entry(*line, "attributed-by"))?;
                matched.rule.map_or(Ok(()), |rule| entry(rule, "used-by"))
            }
            Body::SuggestionDeclined(declined) => entry(declined.line, "declined-by"),
            Body::PostEnd(end) => entry(end.post, "ended-by"),
            Body::RosterMember(member) => self.tie("roster", &member.roster, sequence, "member"),
            Body::AttributionRule(rule) => {
                self.tie("import", &rule.import, sequence, "attributed-by")
            }
            Body::Reversal(reversal) => entry(reversal.entry, "reversed-by"),
            Body::BookTransfer(told) => entry(told.entry, "between-books"),
            Body::Restatement(restatement) => entry(restatement.entry, "restated-by"),
            Body::QuarantineEnd(end) => {
                entry(end.waiting, "settled-by")?;
                end.line.map_or(Ok(()), |line| entry(line, "settled-by"))
            }
            Body::SpendingDecision(decision) => entry(decision.request, "decided-by"),
            Body::Payment(payment) => entry(payment.request, "paid-by"),
            Body::Settlement(settlement) => {
                entry(settlement.line, "settlement")?;
                entry(settlement.payment, "settlement")
            }
            Body::SpendingRequest(request) => self.request_ties(sequence, request),
            Body::Pledge(pledge) | Body::NamedPledge(pledge) => {
                self.tie("fund", &pledge.fund, sequence, "pledged")
            }
            Body::Import(import) => self.tie("fund", &import.fund, sequence, "import"),
            Body::StatementPages(pages) => self.tie("import", &pages.import, sequence, "paged-by"),
            Body::StatementCheck(check) => self.check_ties(sequence, check),
            Body::LineSightings(sightings) => self.sighting_ties(sequence, sightings),
            Body::LineRules(rules) => self.rule_ties(sequence, rules),
            Body::Gift(gift) | Body::NamedGift(gift) => match gift.work {
                Some(work) => self.tie("work", &work, sequence, "gift"),
                None => Ok(()),
            },
            Body::WorkStep(step) => self.tie("work", &step.work, sequence, "step"),
            Body::LifeStep(step) => self.tie("work", &step.work, sequence, "step"),
            _ => Ok(()),
        }
    }

    /// A check belongs to its import, and to those it was held against.
    fn check_ties(&self, sequence: u64, check: &StatementCheck) -> Result<(), ViewsError> {
        if let Some(import) = check.import {
            self.tie("import", &import, sequence, "checked-by")?;
        }
        let earlier = check.second.iter().flat_map(|second| &second.earlier);
        for import in earlier.filter(|earlier| Some(**earlier) != check.import) {
            self.tie("import", import, sequence, "seen-again-by")?;
        }
        Ok(())
    }

    /// Sightings belong to their file's import, and to those that brought the lines.
    fn sighting_ties(&self, sequence: u64, sightings: &LineSightings) -> Result<(), ViewsError> {
        if let Some(import) = sightings.import {
            self.tie("import", &import, sequence, "sees")?;
        }
        let mut import_of = self
            .connection
            .prepare_cached("SELECT import FROM line WHERE book_id = ?1 AND sequence = ?2")?;
        for seen in &sightings.seen {
            let import: Option<u32> =
                import_of.query_row(params![self.book, seen.line], |row| row.get(0)).optional()?;
            if let Some(import) = import {
                self.tie("import", &import, sequence, "seen-by")?;
            }
        }
        Ok(())
    }

    fn rule_ties(&self, sequence: u64, rules: &LineRules) -> Result<(), ViewsError> {
        self.tie("import", &rules.import, sequence, "told-by")?;
        for told in &rules.lines {
            self.tie("entry", &told.line, sequence, "told-by")?;
        }
        Ok(())
    }

    /// A line's attribution, the rule it rests on, and what its shares fulfil.
    fn match_ties(&self, sequence: u64, matched: &MatchedLine) -> Result<(), ViewsError> {
        self.tie("entry", &matched.line, sequence, "attributed-by")?;
        if let Some(rule) = matched.rule {
            self.tie("entry", &rule, sequence, "used-by")?;
        }
        for share in &matched.shares {
            if let Some(pledge) = share.pledge {
                self.tie("entry", &pledge, sequence, "fulfilled-by")?;
            }
            if let Some(earlier) = share.returns {
                self.tie("entry", &earlier, sequence, "returned-by")?;
            }
            if let Some(roster) = &share.roster {
                self.tie("roster", roster, sequence, "fulfilled-by")?;
            }
        }
        Ok(())
    }

    fn request_ties(&self, sequence: u64, request: &SpendingRequest) -> Result<(), ViewsError> {
        self.tie("fund", &request.fund, sequence, "request")?;
        if let Some(work) = request.work {
            self.tie("work", &work, sequence, "request")?;
        }
        if let Some(programme) = request.programme {
            self.tie("programme", &programme, sequence, "request")?;
        }
        Ok(())
    }

    fn spending(&self, sequence: u64, body: &Body) -> Result<(), ViewsError> {
        match body {
            Body::SpendingRequest(request) => {
                self.step(sequence, sequence, "asked", request.amount)
            }
            Body::SpendingDecision(decision) => {
                let word = match decision.decision {
                    Decision::Approved => "approved",
                    Decision::Returned | Decision::Refused => "declined",
                };
                self.step(decision.request, sequence, word, Dong::ZERO)
            }
            Body::Payment(payment) => self.step(payment.request, sequence, "paid", payment.amount),
            Body::Settlement(settlement) => {
                let request: Option<u64> = self
                    .connection
                    .prepare_cached(
                        "SELECT request FROM spending WHERE book_id = ?1 AND sequence = ?2",
                    )?
                    .query_row(params![self.book, settlement.payment], |row| row.get(0))
                    .optional()?;
                match request {
                    Some(request) => self.step(request, sequence, "settled", Dong::ZERO),
                    None => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    fn step(
        &self,
        request: u64,
        sequence: u64,
        step: &str,
        amount: Dong,
    ) -> Result<(), ViewsError> {
        self.connection
            .prepare_cached(
                "INSERT INTO spending (book_id, request, sequence, step, amount)
                 VALUES (?1, ?2, ?3, ?4, ?5)",
            )?
            .execute(params![self.book, request, sequence, step, amount.0])?;
        Ok(())
    }

    fn gift(&self, sequence: u64, entry: &Entry, gift: &Gift) -> Result<(), ViewsError> {
        let form = match gift.form {
            GiftForm::Cash => "cash",
            GiftForm::Goods => "goods",
            GiftForm::Labour => "labour",
        };
        let valued = gift.valuation.as_ref().map(|valuation| valuation.amount);
        self.connection
            .prepare_cached(
                "INSERT INTO gift (book_id, sequence, form, fund, day, amount, days_tenths, work)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                self.book,
                sequence,
                form,
                gift.fund.as_str(),
                entry.occurred_on.to_string(),
                gift.amount.or(valued).map(|amount| amount.0),
                gift.days_tenths,
                gift.work.map(|work| work.as_str().to_owned())
            ])?;
        Ok(())
    }
}
