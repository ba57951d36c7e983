//! `roster`: a unit's list of people, as its office keeps it, becomes a roster. Names are told to nobody.

use crate::arguments::Roster as Asked;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::witnesses;
use chungtay_ledger::kinds::matching::Roster;
use chungtay_matching::codes::{Codes, Purpose};
use chungtay_service::ServiceError;
use chungtay_service::rosters::{ListProblem, enter_roster, read_list};
use chungtay_text::money;
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Asked, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let file = std::fs::File::open(&asked.file)
        .map_err(|error| Failure::file("input-file", Exit::Input, &asked.file, &error))?;
    let rows = chungtay_statements::cells(file).map_err(ServiceError::from)?;
    let listed = read_list(&rows).map_err(|problem| wrong(&problem, console))?;
    let mut book = super::writer(directory, asked.wait, console)?;
    let roster = Roster {
        due: asked.due,
        fund: asked.fund,
        id: asked.id,
        name: asked.name.clone(),
        organisation: asked.organisation,
    };
    let entered = enter_roster(&mut book, roster, &listed, asked.actor)?;
    let code = Codes::of(book.state()).code(Purpose::Roster(asked.id)).unwrap_or_default();
    let values = [
        ("roster", asked.id.to_string().into()),
        ("members", entered.members.into()),
        ("amount", money::full(entered.expected, console.messages.language()).into()),
        ("code", code.clone().into()),
    ];
    let object = json!({
        "roster": asked.id.to_string(), "first": entered.first, "members": entered.members,
        "expected": entered.expected.0, "code": code,
    });
    witnesses::conclude(&book, console, &[console.text("cli-rostered", &values)], object)
}

fn wrong(problem: &ListProblem, console: &Console) -> Failure {
    let full = |amount| money::full(amount, console.messages.language());
    match problem {
        ListProblem::NoHead => Failure::new("roster-head", Exit::Input),
        ListProblem::Rows(rows) => {
            let rows: Vec<String> = rows.iter().map(u64::to_string).collect();
            Failure::new("roster-rows", Exit::Input).with("rows", rows.join(", "))
        }
        ListProblem::Total { row, told, sum } => Failure::new("roster-total", Exit::Input)
            .with("row", row.to_string())
            .with("told", full(*told))
            .with("sum", full(*sum)),
    }
}
