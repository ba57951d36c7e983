//! The figures once more, by plain sums over the entries as they stand in the log: no state, no fold.

use chungtay_ledger::entry::Entry;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::kinds::checks::Told;
use chungtay_ledger::kinds::people::AccountClass;
use chungtay_ledger::kinds::receipts::{Attribution, GiftForm};
use chungtay_ledger::kinds::spending::Decision;
use std::collections::{BTreeMap, BTreeSet};

/// The entries read anew from their bytes as loose JSON, so that nothing of the ledger's own types
/// stands between.
struct Recount<'a> {
    entries: &'a [Entry],
    postings: Vec<(String, String, i64)>,
    reversed: BTreeSet<u64>,
}

type Found = BTreeMap<String, i64>;

/// Every figure that plain sums can give.
pub fn recount(entries: &[Entry]) -> Found {
    let mut postings = Vec::new();
    let mut reversed = BTreeSet::new();
    for entry in entries {
        let read: serde_json::Value = serde_json::from_slice(&entry.encode()).unwrap();
        for posting in read["postings"].as_array().into_iter().flatten() {
            let text = |place: usize| posting[place].as_str().unwrap().to_owned();
            postings.push((text(0), text(1), posting[2].as_i64().unwrap()));
        }
        if read["kind"] == "reversal/1" {
            reversed.insert(read["what"]["entry"].as_u64().unwrap());
        }
    }
    let recount = Recount { entries, postings, reversed };
    let mut found = Found::new();
    recount.book(&mut found);
    recount.funds(&mut found);
    recount.accounts(&mut found);
    recount.imports(&mut found);
    recount.works(&mut found);
    recount.matching(&mut found);
    found
}

impl Recount<'_> {
    /// Entries that stand, with their sequence.
    fn standing(&self) -> impl Iterator<Item = (u64, &Entry)> {
        let numbered = (0u64..).zip(self.entries);
        numbered.filter(|(sequence, _)| !self.reversed.contains(sequence))
    }

    fn sum(&self, of: impl Fn(&str, &str) -> bool) -> i64 {
        let found = self.postings.iter().filter(|(account, fund, _)| of(account, fund));
        found.map(|(_, _, amount)| amount).sum()
    }

    fn stores(&self, classes: &[AccountClass]) -> BTreeSet<String> {
        let accounts = self.entries.iter().filter_map(|entry| match &entry.body {
            Body::Account(account) if classes.contains(&account.class) => {
                Some(account.id.to_string())
            }
            _ => None,
        });
        accounts.collect()
    }

    /// Sums of the bank lines that stand, as (import, fund, amount).
    fn lines(&self) -> Vec<(u32, String, i64)> {
        let lines = self.standing().filter_map(|(_, entry)| match &entry.body {
            Body::BankLine(_) | Body::BankLinePart(_) => {
                let posting = entry.postings[0];
                let (import, _) = entry.body.as_line()?;
                Some((import, posting.fund.to_string(), posting.amount.0))
            }
            _ => None,
        });
        lines.collect()
    }

    fn book(&self, found: &mut Found) {
        let of = |names: &[&str]| self.sum(|account, _| names.contains(&account));
        let mut put = |name: &str, value: i64| found.insert(format!("book.{name}"), value);
        let credits = self.lines().into_iter().map(|(_, _, amount)| amount.max(0)).sum();
        put("received", credits);
        put("gifts", -of(&["gifts"]));
        put("in-kind", -of(&["goods-gifts", "labour-gifts"]));
        let held: i64 = self.held().values().sum();
        put("raised", -of(&["gifts", "goods-gifts", "labour-gifts", "unattributed"]) - held);
        if held != 0 {
            put("held", held);
        }
        put("spent", of(&["spending"]));
        let stores = self.stores(&[AccountClass::Bank, AccountClass::Cash]);
        put("left", self.sum(|account, _| stores.contains(account) || account == "unsettled"));
        put("lines", i64::try_from(self.lines().len()).unwrap());
        put("entries", i64::try_from(self.entries.len()).unwrap());
        let count = |of: fn(&Body) -> bool| {
            i64::try_from(self.entries.iter().filter(|entry| of(&entry.body)).count()).unwrap()
        };
        put("funds", count(|body| matches!(body, Body::Fund(_))));
        put("programmes", count(|body| matches!(body, Body::Programme(_))));
        put("works", count(|body| matches!(body, Body::Work(_))));
        put("claims", count(|body| matches!(body, Body::Claim(_))));
        let rows = count(|body| matches!(body, Body::QuarantinedRow(_)));
        put("waiting", rows - count(|body| matches!(body, Body::QuarantineEnd(_))));
        put("gift-count", self.gift_counts().values().sum());
        put("requests-open", i64::try_from(self.open_requests().len()).unwrap());
    }

    /// Gifts of money by fund: shares called gifts, lines under a rule, cash.
    fn gift_counts(&self) -> BTreeMap<String, i64> {
        let mut counts = BTreeMap::new();
        for (_, entry) in self.standing() {
            let fund = entry.postings.first().map(|posting| posting.fund.to_string());
            let more = match &entry.body {
                Body::AttributionRule(rule) => i64::try_from(rule.count).unwrap(),
                Body::Gift(gift) | Body::NamedGift(gift) if gift.form == GiftForm::Cash => 1,
                Body::Attribution(told) | Body::NamedAttribution(told) => {
                    let gifts =
                        told.shares.iter().filter(|share| share.attribution == Attribution::Gift);
                    i64::try_from(gifts.count()).unwrap()
                }
                Body::MatchedLine(told) => {
                    let gifts =
                        told.shares.iter().filter(|share| share.attribution == Attribution::Gift);
                    let gifts = gifts.map(|share| share.members.len().max(1));
                    i64::try_from(gifts.sum::<usize>()).unwrap()
                }
                Body::MatchedLines(told) if told.attribution == Attribution::Gift => {
                    i64::try_from(told.lines.len()).unwrap()
                }
                _ => 0,
            };
            if let Some(fund) = fund {
                *counts.entry(fund).or_insert(0) += more;
            }
        }
        counts
    }

    /// Payments that stand: request and amount.
    fn payments(&self) -> Vec<(u64, i64)> {
        let payments = self.standing().filter_map(|(_, entry)| match &entry.body {
            Body::Payment(payment) => Some((payment.request, payment.amount.0)),
            _ => None,
        });
        payments.collect()
    }

    /// Requests neither ended nor paid in full: fund, unpaid sum, whether approved.
    fn open_requests(&self) -> Vec<(String, i64, bool)> {
        let decided = |request: u64, decisions: &[Decision]| {
            self.entries.iter().any(|entry| match &entry.body {
                Body::SpendingDecision(found) => {
                    found.request == request && decisions.contains(&found.decision)
                }
                _ => false,
            })
        };
        let mut open = Vec::new();
        for (sequence, entry) in (0u64..).zip(self.entries) {
            let Body::SpendingRequest(asked) = &entry.body else { continue };
            let payments = self.payments();
            let paid = payments.iter().filter(|(request, _)| *request == sequence);
            let unpaid = asked.amount.0 - paid.map(|(_, amount)| amount).sum::<i64>();
            if unpaid > 0 && !decided(sequence, &[Decision::Returned, Decision::Refused]) {
                let approved = decided(sequence, &[Decision::Approved]);
                open.push((asked.fund.to_string(), unpaid, approved));
            }
        }
        open
    }

    fn funds(&self, found: &mut Found) {
        let stores = self.stores(&[AccountClass::Bank, AccountClass::Cash]);
        for entry in self.entries {
            let Body::Fund(fund) = &entry.body else { continue };
            let fund = fund.id.to_string();
            let mut put =
                |name: &str, value: i64| found.insert(format!("fund.{fund}.{name}"), value);
            let lines: Vec<i64> = self
                .lines()
                .into_iter()
                .filter(|(_, of, _)| *of == fund)
                .map(|(_, _, amount)| amount)
                .collect();
            let count =
                |of: fn(&&i64) -> bool| i64::try_from(lines.iter().filter(of).count()).unwrap();
            put("lines", i64::try_from(lines.len()).unwrap());
            put("credits", count(|amount| **amount > 0));
            put("debits", count(|amount| **amount < 0));
            put("received", lines.iter().map(|amount| amount.max(&0)).sum());
            put("paid-out-at-bank", lines.iter().map(|amount| -amount.min(&0)).sum());
            for (name, account, sign) in [
                ("gifts", "gifts", -1),
                ("goods", "goods-gifts", -1),
                ("labour", "labour-gifts", -1),
                ("interest", "interest", -1),
                ("unattributed", "unattributed", -1),
                ("suspense", "suspense", 1),
                ("fees", "fees", 1),
                ("refunds", "refunds", 1),
                ("spent", "spending", 1),
                ("unsettled", "unsettled", -1),
                ("transfers", "transfers", 1),
            ] {
                put(name, sign * self.sum(|of, within| of == account && within == fund));
            }
            // Only where there is any.
            let tax = self.sum(|of, within| of == "fees-vat" && within == fund);
            if tax != 0 {
                put("fees-vat", tax);
            }
            let left = self.sum(|account, within| {
                within == fund && (stores.contains(account) || account == "unsettled")
            });
            let approved = self.open_requests().into_iter();
            let approved = approved.filter(|(of, _, approved)| *of == fund && *approved);
            let reserved: i64 = approved.map(|(_, unpaid, _)| unpaid).sum();
            let held = self.held().get(&fund).copied().unwrap_or(0);
            let given = ["gifts", "goods-gifts", "labour-gifts", "unattributed"];
            let given = self.sum(|of, within| given.contains(&of) && within == fund);
            put("raised", -given - held);
            if held != 0 {
                let open = -self.sum(|of, within| of == "unattributed" && within == fund);
                put("held", held);
                put("unconfirmed", open - held);
            }
            put("left", left);
            put("reserved", reserved);
            put("available", left - reserved);
            put("shortfall", (reserved - left).max(0));
            put("gift-count", self.gift_counts().get(&fund).copied().unwrap_or(0));
            let pledged = self.standing().filter_map(|(_, entry)| match &entry.body {
                Body::Pledge(pledge) | Body::NamedPledge(pledge)
                    if pledge.fund.as_str() == fund =>
                {
                    Some(pledge.amount.0)
                }
                _ => None,
            });
            put("pledged", pledged.sum());
        }
    }

    /// Lines that a standing rule holds and no standing entry tells, by fund.
    fn held(&self) -> BTreeMap<String, i64> {
        let mut lines = BTreeSet::new();
        for (_, entry) in self.standing() {
            if let Body::LineRules(rules) = &entry.body {
                let held = rules.lines.iter().filter(|told| told.told == Told::Held);
                lines.extend(held.map(|told| told.line));
            }
        }
        for (_, entry) in self.standing() {
            match &entry.body {
                Body::Attribution(told) | Body::NamedAttribution(told) => {
                    lines.remove(&told.line);
                }
                Body::MatchedLine(told) => {
                    lines.remove(&told.line);
                }
                Body::MatchedLines(told) => lines.retain(|line| !told.lines.contains(line)),
                _ => {}
            }
        }
        let mut sums = BTreeMap::new();
        for (_, entry) in self.standing().filter(|(sequence, _)| lines.contains(sequence)) {
            let posting = entry.postings[0];
            *sums.entry(posting.fund.to_string()).or_default() += posting.amount.0;
        }
        sums
    }

    fn accounts(&self, found: &mut Found) {
        for account in self.stores(&[AccountClass::Bank, AccountClass::Cash, AccountClass::Goods]) {
            found.insert(format!("account.{account}.balance"), self.sum(|of, _| of == account));
        }
    }

    fn imports(&self, found: &mut Found) {
        let ended: BTreeSet<u64> = self
            .entries
            .iter()
            .filter_map(|entry| match &entry.body {
                Body::QuarantineEnd(end) => Some(end.waiting),
                _ => None,
            })
            .collect();
        for entry in self.entries {
            let Body::Import(import) = &entry.body else { continue };
            let number = import.number;
            let lines = self.lines();
            let amounts: Vec<i64> = lines
                .iter()
                .filter(|(of, _, _)| *of == number)
                .map(|(_, _, amount)| *amount)
                .collect();
            let waiting =
                (0u64..).zip(self.entries).filter(|(sequence, entry)| match &entry.body {
                    Body::QuarantinedRow(row) => row.import == number && !ended.contains(sequence),
                    _ => false,
                });
            let waiting = i64::try_from(waiting.count()).unwrap();
            let count =
                |of: fn(&&i64) -> bool| i64::try_from(amounts.iter().filter(of).count()).unwrap();
            let mut put =
                |name: &str, value: i64| found.insert(format!("import.{number}.{name}"), value);
            put("lines", i64::try_from(amounts.len()).unwrap());
            put("credits", count(|amount| **amount > 0));
            put("debits", count(|amount| **amount < 0));
            put("credit", amounts.iter().map(|amount| amount.max(&0)).sum());
            put("debit", amounts.iter().map(|amount| -amount.min(&0)).sum());
            put("waiting", waiting);
        }
    }

    fn works(&self, found: &mut Found) {
        for entry in self.entries {
            let Body::Work(work) = &entry.body else { continue };
            let requests: BTreeSet<u64> = (0u64..)
                .zip(self.entries)
                .filter(|(_, entry)| match &entry.body {
                    Body::SpendingRequest(asked) => asked.work == Some(work.id),
                    _ => false,
                })
                .map(|(sequence, _)| sequence)
                .collect();
            let payments = self.payments();
            let paid: Vec<i64> = payments
                .iter()
                .filter(|(request, _)| requests.contains(request))
                .map(|(_, amount)| *amount)
                .collect();
            let gifts: Vec<_> = self
                .standing()
                .filter_map(|(_, entry)| match &entry.body {
                    Body::Gift(gift) | Body::NamedGift(gift) if gift.work == Some(work.id) => {
                        Some(gift)
                    }
                    _ => None,
                })
                .collect();
            // What lies in a store has not gone into the work yet.
            let used = gifts.iter().filter(|gift| gift.account.is_none());
            let used = used.filter_map(|gift| gift.valuation.as_ref()).map(|value| value.amount.0);
            let mut put =
                |name: &str, value: i64| found.insert(format!("work.{}.{name}", work.id), value);
            put("paid", paid.iter().sum());
            put("payments", i64::try_from(paid.len()).unwrap());
            put("in-kind", used.sum());
            put("labour", gifts.iter().filter_map(|gift| gift.days_tenths).sum());
        }
    }

    /// What came of pledges and rosters, from the shares that stand.
    fn matching(&self, found: &mut Found) {
        let shares: Vec<_> = self
            .standing()
            .filter_map(|(_, entry)| match &entry.body {
                Body::MatchedLine(told) => Some(told.shares.clone()),
                _ => None,
            })
            .flatten()
            .collect();
        for (sequence, entry) in self.standing() {
            match &entry.body {
                Body::Pledge(pledge)
                    if shares.iter().any(|share| share.pledge == Some(sequence)) =>
                {
                    let received = shares.iter().filter(|share| share.pledge == Some(sequence));
                    let received: i64 = received.map(|share| share.amount.0).sum();
                    found.insert(format!("pledge.{sequence}.received"), received);
                    let missing = (pledge.amount.0 - received).max(0);
                    found.insert(format!("pledge.{sequence}.missing"), missing);
                }
                Body::Roster(roster) => {
                    let mine: Vec<_> =
                        shares.iter().filter(|share| share.roster == Some(roster.id)).collect();
                    let mut put = |name: &str, value: i64| {
                        found.insert(format!("roster.{}.{name}", roster.id), value)
                    };
                    put("received", mine.iter().map(|share| share.amount.0).sum());
                    let nobodys = mine
                        .iter()
                        .filter(|share| share.donor.is_none() && share.members.is_empty());
                    put("of-nobody", nobodys.map(|share| share.amount.0).sum());
                    let expected = self.standing().filter_map(|(_, entry)| match &entry.body {
                        Body::RosterMember(member) if member.roster == roster.id => {
                            Some(member.amount.0)
                        }
                        _ => None,
                    });
                    put("expected", expected.sum());
                }
                _ => {}
            }
        }
    }
}
