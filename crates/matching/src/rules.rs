//! Rules that the book's people write: all that a rule names must hold of a line. Where two rules hold
//! and do not say the same, neither counts.

use crate::evidence::Line;
use crate::memo::{Memo, glued};
use crate::targets::RuleTarget;
use chungtay_ledger::kinds::matching::MatchRule;
use chungtay_ledger::kinds::receipts::Attribution;
use chungtay_ledger::money::Dong;

/// Words shorter than this must stand as words; longer ones are found where the bank cut them, too.
const SHORT: usize = 4;

/// A rule ready to be tried.
#[derive(Clone, Debug)]
pub(crate) struct Ready {
    words: Vec<Vec<u8>>,
    counter_account: Option<Vec<u8>>,
}

impl Ready {
    pub(crate) fn of(target: &RuleTarget) -> Self {
        let words = target.rule.words.iter().chain(&target.words);
        Self {
            words: words.map(|word| glued(word)).filter(|word| !word.is_empty()).collect(),
            counter_account: target.counter_account.as_deref().map(glued),
        }
    }

    fn holds(&self, rule: &MatchRule, line: &Line<'_>, memo: &Memo) -> bool {
        let amount = line.amount.abs();
        let within = |least: Option<Dong>, most: Option<Dong>| {
            least.is_none_or(|least| amount >= least) && most.is_none_or(|most| amount <= most)
        };
        rule.fund.is_none_or(|fund| fund == line.fund)
            && rule.account.is_none_or(|account| account == line.account)
            && rule.from.is_none_or(|from| line.day >= from)
            && rule.to.is_none_or(|to| line.day <= to)
            && within(rule.amount_from, rule.amount_to)
            && fits(rule.attribution, line.amount)
            && self.words.iter().all(|word| stands(memo, word))
            && self.counter_account.as_ref().is_none_or(|account| {
                line.counter_account.is_some_and(|other| glued(other) == *account)
            })
    }
}

/// Whether a line of this sign can be this at all.
fn fits(attribution: Attribution, amount: Dong) -> bool {
    match attribution {
        Attribution::Gift | Attribution::Interest => amount.is_positive(),
        Attribution::Fee | Attribution::Refund => !amount.is_positive(),
        Attribution::Transfer => true,
    }
}

fn stands(memo: &Memo, word: &[u8]) -> bool {
    if word.len() >= SHORT {
        return memo.holds(word);
    }
    let mut windows = memo.letters().windows(word.len()).enumerate();
    windows.any(|(start, window)| window == word && memo.is_aligned(start, start + word.len()))
}

/// The first rule that holds, where all that hold say the same.
pub(crate) fn rule_for(
    targets: &[RuleTarget],
    ready: &[Ready],
    line: &Line<'_>,
    memo: &Memo,
) -> Option<usize> {
    let pairs = targets.iter().zip(ready).enumerate();
    let mut holding = pairs.filter(|(_, (target, ready))| ready.holds(&target.rule, line, memo));
    let (first, (target, _)) = holding.next()?;
    let says = |rule: &MatchRule| (rule.attribution, rule.organisation);
    let agree = holding.all(|(_, (other, _))| says(&other.rule) == says(&target.rule));
    agree.then_some(first)
}
