//! The page for persons named in the books, from the fold: policy, consents, requests and their deadlines.
//! Opens no record and knows no name.

use super::snapshot::BooksSnapshot;
use crate::portal::figure::Figure;
use crate::portal::pages::privacy::{
    ConsentRow, Counts, Deadlines, PrivacyView, RequestRow, RightRow,
};
use chungtay_ledger::deadlines::{Rule, deadlines, newest_rule};
use chungtay_ledger::kinds::privacy::Right;
use std::cmp::Reverse;

/// Rows of a list on the page.
const LISTED: usize = 50;

impl BooksSnapshot<'_> {
    pub(super) fn privacy_page(&self) -> PrivacyView {
        let state = self.state();
        let privacy = &state.privacy;
        let consents = privacy.consents.iter().rev().take(LISTED);
        let today = state.last_recorded.date();
        let mut requests: Vec<RequestRow> = privacy
            .requests
            .values()
            .map(|asked| RequestRow {
                entry: asked.at,
                right: asked.right,
                received_on: asked.received_on,
                finish_by: deadlines(asked.right, asked.received_on).map(|by| by.finish_by),
                stage: asked.stage(),
                is_late: today.is_some_and(|today| asked.is_late(today)),
            })
            .collect();
        requests.sort_by_key(|row| (Reverse(row.is_late), Reverse(row.entry)));
        let more_requests = requests.len() > LISTED;
        requests.truncate(LISTED);
        PrivacyView {
            names_policy: state.names_policy(),
            consents: consents
                .map(|(entry, shown)| ConsentRow { entry: *entry, shown: *shown })
                .collect(),
            more_consents: privacy.consents.len() > LISTED,
            deadlines: newest_rule().and_then(of_rule),
            counts: self.list().get("privacy.asked").map(|_| Counts {
                asked: self.figure("privacy.asked"),
                answered: self.figure("privacy.answered"),
                late: self.figure("privacy.late"),
                erased: self.figure("privacy.erased"),
                restated: self.figure("privacy.restated"),
            }),
            requests,
            more_requests,
        }
    }
}

fn of_rule(rule: &'static Rule) -> Option<Deadlines> {
    let by_law = |days: u32| {
        let law = rule.laws.first().copied().unwrap_or_default();
        Figure::count(law, i64::from(days)).proved_here()
    };
    let row = |right: &Right| RightRow {
        right: *right,
        reply_working_days: by_law(rule.reply_working_days),
        finish_days: by_law((rule.finish_days)(*right)),
    };
    let rights = Right::ALL.iter().map(row).collect();
    Some(Deadlines { laws: rule.laws, from: rule.from()?, rights })
}
