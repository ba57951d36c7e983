//! `attach`: a photo, drawing or paper of works, checked, copied without what the camera wrote, and entered.

use crate::arguments::Attach;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_ledger::kinds::attachments::AttachmentClass;
use chungtay_pictures::MOST_BYTES;
use chungtay_service::attaching::{Attached, Wanted, attach};
use serde_json::json;
use std::fs::File;
use std::io::Read;
use std::path::Path;

pub(super) fn run(asked: &Attach, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let bytes = read(&asked.file)?;
    let class = match (asked.paper, asked.illustration) {
        (true, _) => AttachmentClass::Paper,
        (false, true) => AttachmentClass::Illustration,
        (false, false) => AttachmentClass::Photo,
    };
    let wanted = Wanted {
        bytes: &bytes,
        works: &asked.works,
        id: asked.id,
        class,
        shows: asked.shows,
        pair: asked.pair,
        step: asked.step,
        caption: &asked.caption,
        alt: &asked.alt,
        alt_english: asked.alt_english.as_deref(),
        credit: asked.credit.as_deref(),
        publish_paper: asked.publish,
        open_place: asked.open_place,
        demonstration: asked.demonstration,
        on: asked.on,
        actor: asked.actor,
    };
    let mut book = super::writer(directory, asked.wait, console)?;
    let attached = attach(&mut book, &wanted)?;
    let object = json!({
        "entry": attached.entry,
        "id": attached.id.to_string(),
        "taken": attached.taken,
        "distance_metres": attached.distance_metres,
        "files": attached.files.iter().map(|(name, width, height, bytes)| {
            json!({"name": name, "width": width, "height": height, "bytes": bytes})
        }).collect::<Vec<_>>(),
    });
    crate::witnesses::conclude(&book, console, &lines(asked, &attached, console), object)
}

/// No more than may be taken is read, whatever the file claims.
fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let failed = |error: std::io::Error| Failure::file("input-file", Exit::Input, file, &error);
    let mut bytes = Vec::new();
    let most = MOST_BYTES as u64 + 1;
    File::open(file).map_err(failed)?.take(most).read_to_end(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn lines(asked: &Attach, attached: &Attached, console: &Console) -> Vec<String> {
    let values = [
        ("id", attached.id.to_string().into()),
        ("entry", attached.entry.to_string().into()),
        ("files", attached.files.len().into()),
        ("bytes", attached.files.iter().map(|(_, _, _, bytes)| bytes).sum::<u64>().into()),
    ];
    let mut lines = vec![console.text("cli-attached", &values)];
    if let Some(taken) = &attached.taken {
        lines
            .push(console.text("cli-attached-taken", &[("taken", taken.replace('T', " ").into())]));
    }
    if let Some(metres) = attached.distance_metres {
        lines.push(console.text("cli-attached-distance", &[("metres", metres.into())]));
    }
    if attached.had_place {
        let key =
            if asked.open_place { "cli-attached-place-open" } else { "cli-attached-place-removed" };
        lines.push(console.messages.text(key).into_owned());
    }
    lines
}
