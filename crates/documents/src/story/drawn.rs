//! What a story's blocks may be about: every identifier is of the book and of the right kind, a picture was not
//! taken down, a work on the map may be shown there. And what each block shows, in a line, for who reads a story
//! where nothing is drawn.

use super::Story;
use super::blocks::{CHARTS, ChartOf, DIRECTIVES, Takes};
use super::fault::Reason;
use super::marks::{Mark, Marked};
use chungtay_ledger::id::{FundId, Id};
use chungtay_ledger::kinds::attachments::{AttachmentClass, SitePrecision};
use chungtay_ledger::state::State;
use chungtay_text::{Messages, Value};

/// The reason, the words, and where in the text.
type Wrong = (Reason, String, usize);

/// The first thing of a block that may not stand there.
pub(super) fn check(marked: &Marked, text: &str, state: &State) -> Result<(), Wrong> {
    let Mark::Directive(name, ids) = &marked.mark else { return Ok(()) };
    let Some((_, takes)) = DIRECTIVES.iter().find(|(known, _)| known == name) else {
        return Ok(());
    };
    let placed = placed(marked, text, ids);
    let needs = || (Reason::DirectiveNeeds, format!("::{name}"), marked.span.start);
    if *takes == Takes::Pictures && placed.len() > 2 {
        return Err(needs());
    }
    if *takes != Takes::Chart {
        return placed.into_iter().try_for_each(|(id, at)| {
            stands(*takes, id, state).map_err(|reason| (reason, id.to_owned(), at))
        });
    }
    let Some(((chart, at), of)) = placed.split_first() else { return Err(needs()) };
    let known = CHARTS.iter().find(|(name, _)| name == chart);
    let (_, takes) = known.ok_or_else(|| (Reason::Chart, (*chart).to_owned(), *at))?;
    let fits = match takes {
        ChartOf::Funds => true,
        ChartOf::Fund => of.len() <= 1,
        ChartOf::Targets => !of.is_empty(),
    };
    if !fits {
        return Err(needs());
    }
    of.iter().try_for_each(|(id, at)| {
        let known = match takes {
            ChartOf::Funds | ChartOf::Fund => {
                FundId::new(id).is_some_and(|id| state.funds.contains_key(&id))
            }
            ChartOf::Targets => {
                Id::new(id).is_some_and(|id| state.movement.targets.contains_key(&id))
            }
        };
        if known { Ok(()) } else { Err((Reason::Unknown, (*id).to_owned(), *at)) }
    })
}

/// Identifiers, and where in the text each stands.
fn placed<'a>(marked: &Marked, text: &str, ids: &'a [String]) -> Vec<(&'a str, usize)> {
    let line = text.get(marked.inner..marked.span.end).unwrap_or_default();
    let mut from = 0;
    let place = |id: &'a String| {
        let at = line.get(from..).and_then(|rest| rest.find(id.as_str())).unwrap_or(0) + from;
        from = at + id.len();
        (id.as_str(), marked.inner + at)
    };
    ids.iter().map(place).collect()
}

fn stands(takes: Takes, id: &str, state: &State) -> Result<(), Reason> {
    let id = Id::new(id).ok_or(Reason::Unknown)?;
    let known = |is: bool| if is { Ok(()) } else { Err(Reason::Unknown) };
    match takes {
        Takes::Works => known(state.works.contains_key(&id)),
        Takes::Claims => known(state.claims.contains_key(&id)),
        Takes::Pictures => {
            let file = state.attached.files.get(&id).ok_or(Reason::Unknown)?;
            if file.item.class == AttachmentClass::Paper {
                return Err(Reason::NotPicture);
            }
            let is_gone = state.privacy.erased.contains_key(&file.at);
            if is_gone { Err(Reason::TakenDown) } else { Ok(()) }
        }
        Takes::Places => {
            known(state.works.contains_key(&id))?;
            let site = state.attached.sites.get(&id);
            let is_shown = site.is_some_and(|site| site.item.precision != SitePrecision::Hidden);
            if is_shown { Ok(()) } else { Err(Reason::NoPlace) }
        }
        Takes::Number | Takes::Chart => Ok(()),
    }
}

/// What each block of a story shows, a line each, from the first; numbers set large stand in the text.
#[must_use]
pub fn blocks_said(story: &Story, state: &State, messages: &Messages) -> Vec<String> {
    let blocks = story.marks.iter().filter_map(|marked| match &marked.mark {
        Mark::Directive(name, ids) if !ids.is_empty() => Some((*name, ids)),
        _ => None,
    });
    blocks.map(|(name, ids)| block_said(name, ids, state, messages)).collect()
}

fn block_said(name: &str, ids: &[String], state: &State, messages: &Messages) -> String {
    let (chart, ids) = match (name, ids) {
        ("chart", [chart, of @ ..]) => (Some(chart), of),
        _ => (None, ids),
    };
    let named: Vec<String> = ids.iter().map(|id| called(id, state)).collect();
    let of = if named.is_empty() {
        messages.text("story-block-whole-book").into_owned()
    } else {
        named.join("; ")
    };
    let key = chart.map_or_else(
        || format!("story-block-{name}"),
        |chart| format!("story-block-chart-{chart}"),
    );
    messages.format(&key, &[("of", Value::from(of))])
}

/// What something is called; a picture by its works.
fn called(id: &str, state: &State) -> String {
    let of_work = |id: &Id| state.works.get(id).map(|work| work.item.name.clone());
    let found = Id::new(id).and_then(|found| {
        let picture = state.attached.files.get(&found);
        let works = picture.map(|file| file.item.works.iter().filter_map(of_work));
        let works = works.map(|names| names.collect::<Vec<_>>().join(", "));
        works
            .or_else(|| of_work(&found))
            .or_else(|| Some(state.claims.get(&found)?.item.words.clone()))
            .or_else(|| Some(state.movement.targets.get(&found)?.item.indicator.clone()))
    });
    let fund = FundId::new(id).and_then(|fund| state.funds.get(&fund));
    let words = found.or_else(|| fund.map(|fund| fund.item.name.clone()));
    words.map_or_else(|| id.to_owned(), |words| format!("{words} ({id})"))
}
