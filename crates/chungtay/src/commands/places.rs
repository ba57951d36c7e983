//! `places`: names and codes of provinces, districts and communes, old and new. Needs no book.

use crate::arguments::Places;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_places::{Became, Era, Share, Unit, UnitRef, Units};
use serde_json::{Value, json};

pub(super) fn run(asked: &Places, console: &Console) -> Result<Exit, Failure> {
    let units = Units::read()?;
    let era = asked.on.map(|day| units.era_on(day));
    let found: Vec<UnitRef> = units
        .find(&asked.words.join(" "))
        .into_iter()
        .filter(|at| era.is_none_or(|era| units.get(*at).era == era))
        .collect();
    let told = Told { units: &units, console };
    let mut lines: Vec<String> = found.iter().flat_map(|at| told.lines(*at)).collect();
    if lines.is_empty() {
        lines.push(console.text("places-none", &[]));
    }
    let objects: Vec<Value> = found.iter().map(|at| told.object(*at)).collect();
    console.result(&lines, &json!({ "units": objects }))?;
    Ok(if found.is_empty() { Exit::Refused } else { Exit::Done })
}

/// Words units.
struct Told<'t> {
    units: &'t Units,
    console: &'t Console,
}

impl Told<'_> {
    fn lines(&self, at: UnitRef) -> Vec<String> {
        let unit = self.units.get(at);
        let era = match unit.era {
            Era::Before => self.console.text("places-era-before", &[]),
            Era::Since => self.console.text("places-era-since", &[]),
        };
        let name = self.name(at);
        let values = [
            ("code", unit.code.into()),
            ("name", name.as_str().into()),
            ("era", era.as_str().into()),
        ];
        let mut lines = vec![self.console.text("places-line", &values)];
        lines.extend(unit.links.iter().map(|link| format!("    {}", self.link(unit, *link))));
        lines
    }

    fn link(&self, unit: &Unit, link: Became) -> String {
        let share = self.console.text(&format!("places-share-{}", word(link.share)), &[]);
        let name = self.name(link.unit);
        let code = self.units.get(link.unit).code;
        let values = [
            ("code", code.into()),
            ("name", name.as_str().into()),
            ("share", share.as_str().into()),
        ];
        match unit.era {
            Era::Before => self.console.text("places-line-became", &values),
            Era::Since => self.console.text("places-line-made-of", &values),
        }
    }

    /// The name with those of the units around it.
    fn name(&self, at: UnitRef) -> String {
        let own = std::iter::once(self.units.get(at).name);
        own.chain(self.units.around(at).map(|unit| unit.name)).collect::<Vec<_>>().join(", ")
    }

    fn object(&self, at: UnitRef) -> Value {
        let unit = self.units.get(at);
        let around: Vec<&str> = self.units.around(at).map(|unit| unit.name).collect();
        let links: Vec<Value> = unit
            .links
            .iter()
            .map(|link| {
                let other = self.units.get(link.unit);
                json!({ "code": other.code, "name": other.name, "share": word(link.share) })
            })
            .collect();
        json!({
            "code": unit.code,
            "name": unit.name,
            "around": around,
            "until": (unit.era == Era::Before).then_some("2025-06-30"),
            "from": (unit.era == Era::Since).then_some("2025-07-01"),
            "links": links,
        })
    }
}

fn word(share: Share) -> &'static str {
    match share {
        Share::Whole => "whole",
        Share::Part => "part",
        Share::Doubtful => "doubtful",
    }
}
