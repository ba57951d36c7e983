//! `import`: a bank's file.

use crate::arguments::Import;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use crate::meter::Meter;
use crate::witnesses;
use crate::{statement_preview, statement_summary};
use chungtay_ledger::money::Dong;
use chungtay_service::import::{
    ImportRequest, Imported, ReadingChoice, StatedBalance, import_statement,
};
use serde_json::json;
use std::path::Path;

pub(super) fn run(asked: &Import, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    std::fs::File::open(&asked.file)
        .map_err(|error| Failure::file("input-file", Exit::Input, &asked.file, &error))?;
    if asked.preview {
        return statement_preview::show(&asked.file, console);
    }
    let (Some(account), Some(fund)) = (asked.account, asked.fund) else {
        return Err(Failure::new("not-there", Exit::Usage));
    };
    let mut book = super::writer(directory, asked.wait, console)?;
    let stated = |amount: Option<Dong>| {
        let source = asked.balance_source.clone();
        amount.zip(source).map(|(amount, source)| StatedBalance { amount, source })
    };
    let request = ImportRequest {
        create: asked.create,
        names: asked.names.map(Into::into),
        quarantine: asked.quarantine,
        attribute: !asked.no_attribute,
        opening: stated(asked.opening),
        closing: stated(asked.closing),
        actor: asked.actor,
        reading: ReadingChoice {
            columns: asked.columns.clone().map(|chosen| chosen.0),
            layout: asked.layout,
            save_as: asked.save_layout,
            number: asked.number.clone(),
        },
        ..ImportRequest::new(&asked.file, account, fund)
    };
    let mut meter = Meter::begin(console, "cli-progress-rows");
    let imported =
        import_statement(&mut book, &request, &mut |done, total| meter.step(done, total))?;
    let seconds = meter.end().as_secs_f64();
    let (lines, object) = (told(&imported, console), object(&imported, seconds));
    witnesses::conclude(&book, console, &lines, object)
}

fn told(imported: &Imported, console: &Console) -> Vec<String> {
    let rows = [("rows", imported.rows.into())];
    let first = match imported.number {
        None => console.text("cli-imported-nothing", &rows),
        Some(number) => console.text(
            "cli-imported",
            &[
                ("number", number.to_string().into()),
                ("rows", imported.rows.into()),
                ("posted", imported.posted.into()),
            ],
        ),
    };
    let count = |key: &'static str, count: u64| {
        (count > 0).then(|| console.text(key, &[("count", count.into())]))
    };
    let resumed =
        imported.resumed.then(|| console.messages.text("cli-imported-resumed").into_owned());
    let rest = [
        resumed,
        count("cli-imported-known", imported.known),
        count("cli-imported-doubtful", imported.doubtful),
        count("cli-imported-unreadable", imported.unreadable),
        count("cli-imported-missing", imported.missing),
        count("cli-imported-balances", imported.balances),
        count("cli-imported-attributed", imported.attributed),
        count("cli-imported-recovered", imported.recovered),
    ];
    let summary = statement_summary::lines(imported, console);
    std::iter::once(first).chain(rest.into_iter().flatten()).chain(summary).collect()
}

fn object(imported: &Imported, seconds: f64) -> serde_json::Value {
    json!({
        "import": imported.number,
        "rows": imported.rows,
        "posted": imported.posted,
        "known": imported.known,
        "doubtful": imported.doubtful,
        "unreadable": imported.unreadable,
        "missing": imported.missing,
        "balances": imported.balances,
        "attributed": imported.attributed,
        "recovered": imported.recovered,
        "check": statement_summary::object(imported),
        "resumed": imported.resumed,
        "seconds": seconds,
    })
}
