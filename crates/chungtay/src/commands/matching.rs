//! `match`: what lines turn out to be, told with its reasons; entered, accepted, declined or undone where
//! asked. Memos are shown to the person who decides, on this screen alone.

use crate::arguments::Match as Asked;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use chungtay_ledger::kinds::matching::{MatchReason, SharePart};
use chungtay_ledger::money::Dong;
use chungtay_matching::proposal::{List, Proposal, Proposals, Suggestion};
use chungtay_service::matching::{
    Entered, Looked, accept, decline, enter, look, memo_of, state_of, undo, undone_because,
};
use chungtay_text::money;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;

pub(super) fn run(asked: &Asked, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let doing = asked.apply || !asked.accept.is_empty();
    if !doing && asked.decline.is_none() && asked.undo.is_none() {
        return tell(directory, console);
    }
    let mut book = super::writer(directory, asked.wait, console)?;
    let because = asked.because.as_deref();
    let mut lines = Vec::new();
    let entered = if asked.apply {
        let folder = super::reader(directory)?;
        let looked = look(&folder, book.state())?;
        lines.extend(summary(&looked, console));
        enter(&mut book, &looked, asked.actor)?
    } else if let Some(id) = asked.decline {
        decline(&mut book, id, because, asked.actor)?
    } else if let Some(line) = asked.undo {
        undo(&mut book, line, because.unwrap_or_default(), asked.actor)?
    } else {
        accept(&mut book, &asked.accept, asked.actor)?
    };
    lines.push(done(&entered, console));
    let Entered { first, entries, lines: told } = entered;
    let object = json!({"first": first, "entries": entries, "lines": told});
    witnesses::conclude(&book, console, &lines, object)
}

fn done(entered: &Entered, console: &Console) -> String {
    let values = [
        ("first", entered.first.to_string().into()),
        ("entries", entered.entries.into()),
        ("lines", entered.lines.into()),
    ];
    let key = if entered.entries == 0 { "cli-matched-nothing" } else { "cli-matched" };
    console.text(key, &values)
}

/// The dry run.
fn tell(directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let folder = super::reader(directory)?;
    let looked = look(&folder, &state_of(&folder)?)?;
    let mut lines = summary(&looked, console);
    lines.extend(looked.proposals.automatic.iter().map(|found| one(found, console)));
    let mut suggested = Vec::new();
    for suggestion in &looked.proposals.suggestions {
        let memo = memo_of(&folder, suggestion.proposal.line)?.unwrap_or_default();
        lines.push(suggestion_line(suggestion, &memo, console));
        let mut told = suggestion_object(suggestion, &memo);
        if let Some(reversal) = suggestion.undone {
            let reason = undone_because(&folder, reversal)?.unwrap_or_default();
            let values =
                [("entry", reversal.to_string().into()), ("reason", reason.clone().into())];
            lines.push(console.text("cli-match-undone", &values));
            told["undone"] = json!({"entry": reversal, "reason": reason});
        }
        suggested.push(told);
    }
    let Proposals { lines: open, lists, automatic, suggestions } = &looked.proposals;
    if looked.proposals.matched() > 0 {
        lines.push(console.messages.text("cli-match-how-apply").into_owned());
    }
    if !suggestions.is_empty() {
        lines.push(console.messages.text("cli-match-how-accept").into_owned());
    }
    let automatic: Vec<Value> = automatic.iter().map(object).collect();
    let object = json!({
        "lines": open,
        "without_words": looked.without_words,
        "lists": lists.iter().map(list_object).collect::<Vec<_>>(),
        "automatic": automatic,
        "suggestions": suggested,
    });
    console.result(&lines, &object)?;
    Ok(Exit::Done)
}

/// How many lines were looked at, and how many turn out to be what, by what it rests on.
fn summary(looked: &Looked, console: &Console) -> Vec<String> {
    let Proposals { lines, lists, automatic, suggestions } = &looked.proposals;
    let mut waiting: Vec<u64> = suggestions.iter().map(|found| found.proposal.line).collect();
    waiting.dedup();
    let (matched, suggested) = (looked.proposals.matched(), waiting.len() as u64);
    let values = [
        ("lines", (*lines).into()),
        ("automatic", matched.into()),
        ("suggested", suggested.into()),
        ("left", lines.saturating_sub(matched + suggested).into()),
    ];
    let mut told = vec![console.text("cli-match-looked", &values)];
    if looked.without_words > 0 {
        told.push(console.text("cli-match-wordless", &[("count", looked.without_words.into())]));
    }
    let mut groups: BTreeMap<_, (usize, Dong)> = BTreeMap::new();
    for proposal in automatic {
        let said = proposal.shares.first().map_or("gifts", |share| share.attribution.word());
        let group = groups.entry((proposal.by, None, said)).or_default();
        group.0 += 1;
        group.1 += proposal.amount;
    }
    for List { alike, lines, sum } in lists {
        let group = groups.entry((alike.by, alike.rule, alike.attribution.word())).or_default();
        group.0 += lines.len();
        group.1 += *sum;
    }
    for ((by, rule, said), (count, sum)) in groups {
        let by = console.messages.text(&format!("match-by-{}", by.word())).into_owned();
        let rule = rule.map_or_else(String::new, |rule| format!(" {rule}"));
        let said = console.messages.text(&format!("ledger-account-{said}")).into_owned();
        let values = [
            ("by", format!("{by}{rule}").into()),
            ("count", count.into()),
            ("amount", money::full(sum, console.messages.language()).into()),
            ("said", said.into()),
        ];
        told.push(console.text("cli-match-group", &values));
    }
    told
}

/// A line of its own for what is split or fulfils something; lists stand in the summary.
fn one(proposal: &Proposal, console: &Console) -> String {
    let values = [
        ("line", proposal.line.to_string().into()),
        ("amount", money::full(proposal.amount, console.messages.language()).into()),
        ("target", target(&proposal.shares, console).into()),
        ("reasons", reasons(&proposal.reasons, console).into()),
    ];
    console.text("cli-match-line", &values)
}

fn suggestion_line(suggestion: &Suggestion, memo: &str, console: &Console) -> String {
    let proposal = &suggestion.proposal;
    let values = [
        ("id", suggestion.id.to_string().into()),
        ("score", suggestion.score.to_string().into()),
        ("line", proposal.line.to_string().into()),
        ("amount", money::full(proposal.amount, console.messages.language()).into()),
        ("target", target(&proposal.shares, console).into()),
        ("reasons", reasons(&proposal.reasons, console).into()),
        ("memo", memo.to_owned().into()),
    ];
    console.text("cli-match-suggestion", &values)
}

fn reasons(reasons: &[MatchReason], console: &Console) -> String {
    let texts = reasons.iter().map(|reason| {
        console.messages.text(&format!("match-reason-{}", reason.word())).into_owned()
    });
    texts.collect::<Vec<_>>().join("; ")
}

/// What the shares fulfil.
fn target(shares: &[SharePart], console: &Console) -> String {
    let Some(first) = shares.first() else { return String::new() };
    if let Some(line) = first.returns {
        return console.text("cli-match-returns", &[("line", line.to_string().into())]);
    }
    if let Some(pledge) = first.pledge {
        return console.text("cli-match-pledge", &[("entry", pledge.to_string().into())]);
    }
    let Some(roster) = first.roster else { return String::new() };
    let roster = ("roster", roster.to_string().into());
    match (shares.len(), first.donor) {
        (1, None) if first.members.is_empty() => console.text("cli-match-roster", &[roster]),
        (1, Some(donor)) => {
            console.text("cli-match-member", &[roster, ("person", donor.to_string().into())])
        }
        _ => {
            let nobodys =
                shares.iter().filter(|share| share.donor.is_none() && share.members.is_empty());
            let rest: Dong = nobodys.map(|share| share.amount).sum();
            let members: usize = shares.iter().map(|share| share.members.len()).sum();
            let rest = money::full(rest, console.messages.language());
            let values = [roster, ("members", members.into()), ("rest", rest.into())];
            console.text("cli-match-split", &values)
        }
    }
}

fn list_object(list: &List) -> Value {
    json!({
        "by": list.alike.by.word(),
        "rule": list.alike.rule,
        "fund": list.alike.fund.to_string(),
        "attribution": list.alike.attribution.word(),
        "organisation": list.alike.organisation.map(|id| id.to_string()),
        "amount": list.sum.0,
        "lines": list.lines,
    })
}

fn object(proposal: &Proposal) -> Value {
    let words: Vec<&str> = proposal.reasons.iter().map(|reason| reason.word()).collect();
    let shares: Vec<Value> = proposal
        .shares
        .iter()
        .map(|share| {
            json!({
                "amount": share.amount.0,
                "attribution": share.attribution.word(),
                "donor": share.donor.map(|id| id.to_string()),
                "organisation": share.organisation.map(|id| id.to_string()),
                "members": share.members.len(),
                "pledge": share.pledge,
                "returns": share.returns,
                "roster": share.roster.map(|id| id.to_string()),
            })
        })
        .collect();
    json!({
        "line": proposal.line,
        "amount": proposal.amount.0,
        "by": proposal.by.word(),
        "reasons": words,
        "shares": shares,
    })
}

fn suggestion_object(suggestion: &Suggestion, memo: &str) -> Value {
    let mut told = object(&suggestion.proposal);
    told["id"] = suggestion.id.to_string().into();
    told["score"] = suggestion.score.into();
    told["memo"] = memo.into();
    told
}
