//! `receipt`: one entry's proof as a file, as QR codes, and the owner's half as a link. The link opens private
//! words: it is printed and kept nowhere.

use crate::arguments::Receipt as Asked;
use crate::console::Console;
use crate::failure::{Exit, Failure};
use chungtay_documents::qr::Qr;
use chungtay_log::receipt::{CompactError, MAX_CODE_VERSION, Receipt, code_texts};
use chungtay_service::receipts::{NoReceipt, owners_half, receipt_of};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Pixels to a module in a PNG: at 300 dots an inch 0.5 mm.
const PNG_PIXELS_A_MODULE: u32 = 6;
/// Tenths of a millimetre to a module in an SVG.
const SVG_MODULE_TENTHS: u32 = 5;

pub(super) fn run(asked: &Asked, directory: &Path, console: &Console) -> Result<Exit, Failure> {
    let log = directory.join("log");
    let receipt = receipt_of(&log, asked.index).map_err(|problem| {
        // Where there is no book at all, that is the thing to say.
        super::reader(directory).err().unwrap_or_else(|| problem.into())
    })?;
    let text = receipt.to_text();
    let codes = codes(&receipt)?;
    let mut lines = Vec::new();
    if let Some(file) = &asked.output {
        write(file, text.as_bytes())?;
        lines.push(told(console, asked.index, file));
    }
    let drawn = match &asked.qr {
        Some(file) => draw(file, codes.as_deref(), asked.index)?,
        None => Vec::new(),
    };
    lines.extend(drawn.iter().map(|file| told(console, asked.index, file)));
    let link = asked.owner.then(|| owners_link(asked, directory, &receipt)).transpose()?;
    lines.extend(link.clone());
    if lines.is_empty() && !console.json {
        Console::write(&text)?;
        return Ok(Exit::Done);
    }
    let files: Vec<String> =
        asked.output.iter().chain(&drawn).map(|file| file.display().to_string()).collect();
    let object = json!({
        "index": receipt.index, "receipt": text, "codes": codes, "files": files, "owner_link": link,
    });
    console.result(&lines, &object)?;
    Ok(Exit::Done)
}

fn told(console: &Console, index: u64, file: &Path) -> String {
    let values = [("entry", index.to_string().into()), ("file", file.display().to_string().into())];
    console.text("cli-receipt-written", &values)
}

fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes).map_err(|error| Failure::file("file", Exit::System, file, &error))
}

/// The texts of the receipt's codes; `None` where it is too long for them.
fn codes(receipt: &Receipt) -> Result<Option<Vec<String>>, Failure> {
    let compact = receipt.reduced().and_then(|reduced| reduced.to_compact());
    match compact {
        Ok(compact) => Ok(code_texts(&compact)),
        Err(CompactError::Long | CompactError::NoSignature) => Ok(None),
        Err(error) => Err(NoReceipt::Log(error.to_string()).into()),
    }
}

/// Draws one code into the file, two into `NAME-1.svg` and `NAME-2.svg`.
fn draw(file: &Path, codes: Option<&[String]>, index: u64) -> Result<Vec<PathBuf>, Failure> {
    let too_long =
        || Failure::new("receipt-too-long", Exit::Refused).with("entry", index.to_string());
    let codes = codes.ok_or_else(too_long)?;
    let format = file.extension().and_then(std::ffi::OsStr::to_str).unwrap_or_default();
    if !matches!(format, "svg" | "png") {
        return Err(Failure::new("qr-format", Exit::Usage).with("file", file.display().to_string()));
    }
    let mut drawn = Vec::new();
    for (number, text) in (1..).zip(codes) {
        let code = Qr::within(text, MAX_CODE_VERSION).map_err(|_| too_long())?;
        let file = if codes.len() == 1 { file.to_owned() } else { numbered(file, number, format) };
        match format {
            "svg" => write(&file, code.svg(SVG_MODULE_TENTHS).as_bytes())?,
            _ => write(&file, &code.png(PNG_PIXELS_A_MODULE))?,
        }
        drawn.push(file);
    }
    Ok(drawn)
}

fn numbered(file: &Path, number: u32, format: &str) -> PathBuf {
    let name = file.file_stem().unwrap_or_default().to_string_lossy();
    file.with_file_name(format!("{name}-{number}.{format}"))
}

/// The link that opens the donor's own record, with the receipt, complete by itself.
fn owners_link(asked: &Asked, directory: &Path, receipt: &Receipt) -> Result<String, Failure> {
    let half = owners_half(&super::reader(directory)?, receipt)?;
    let compact = receipt.reduced().and_then(|reduced| reduced.to_compact());
    let fragment = half.fragment(compact.ok().as_deref());
    let fragment = fragment.ok_or_else(|| {
        Failure::new("receipt-too-long", Exit::Refused).with("entry", receipt.index.to_string())
    })?;
    let address = asked.address.clone().unwrap_or_else(|| format!("https://{}", half.origin));
    Ok(format!("{}/verify.html#{fragment}", address.trim_end_matches('/')))
}

impl From<NoReceipt> for Failure {
    fn from(problem: NoReceipt) -> Self {
        let of_entry =
            |code, index: u64| Self::new(code, Exit::Refused).with("entry", index.to_string());
        match problem {
            NoReceipt::NothingPublished => Self::new("nothing-signed", Exit::Damaged),
            NoReceipt::NotThere { index, size } => of_entry("no-entry", index).with("size", size),
            NoReceipt::Withheld(index) => of_entry("receipt-withheld", index),
            NoReceipt::NoRecord(index) => of_entry("receipt-no-record", index),
            NoReceipt::Erased(index) => of_entry("receipt-erased", index),
            NoReceipt::Log(what) => {
                let mut failure = Self::new("receipt-log", Exit::Damaged);
                failure.causes.push(what);
                failure
            }
            NoReceipt::Service(error) => error.into(),
            NoReceipt::Journal(error) => error.into(),
        }
    }
}
