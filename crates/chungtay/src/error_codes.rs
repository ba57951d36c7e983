//! From the rooms' errors to failures: which code, which exit code. Log texts of the rooms are kept as
//! causes; what a person reads first is the sentence in their language.

use crate::bad_input;
use crate::failure::{Details, Exit, Failure};
use chungtay_journal::Error as StoreError;
use chungtay_pictures::Fault;
use chungtay_service::ServiceError;
use chungtay_service::error::LostPicture;
use chungtay_service::log_keys::{KeyFileError, KeyFileProblem};
use chungtay_statements::{Column, FileError, FileKind, PdfFault};
use chungtay_views::ViewsError;
use chungtay_views::fold::FoldError;
use std::path::Path;

impl From<chungtay_places::Malformed> for Failure {
    fn from(error: chungtay_places::Malformed) -> Self {
        Self::new("built-in-list", Exit::Damaged).because(&error)
    }
}

fn picture(fault: &Fault) -> Failure {
    let failure = Failure::new(fault.code(), Exit::Input);
    match fault {
        Fault::TooLarge { most, .. } => failure.with("most", *most),
        Fault::Trailing { bytes, .. } => failure.with("bytes", *bytes),
        Fault::TooManyPixels { width, height } => {
            failure.with("width", *width).with("height", *height)
        }
        Fault::ActivePaper(held) => failure.with("held", *held),
        Fault::UnknownKind
        | Fault::Heic
        | Fault::CutShort(_)
        | Fault::Animated
        | Fault::Damaged(_) => failure.because(fault),
    }
}

/// A picture that a published story would show as missing.
fn story_picture(lost: &LostPicture) -> Failure {
    let failure = match &lost.file {
        Some(file) => named("story-picture-missing", Exit::Damaged, file),
        None => Failure::new("story-picture-untold", Exit::Damaged),
    };
    failure.with("entry", lost.entry.to_string()).with("picture", lost.picture.to_string())
}

fn number_shown(field: &'static str) -> Failure {
    Failure::new("number-shown", Exit::Input).with("field", field)
}

fn not_matched(line: u64) -> Failure {
    Failure::new("not-matched", Exit::Refused).with("line", line.to_string())
}

impl From<ServiceError> for Failure {
    fn from(error: ServiceError) -> Self {
        match error {
            ServiceError::Journal(error) => error.into(),
            ServiceError::Fold(error) => error.into(),
            ServiceError::Statement(error) => error.into(),
            ServiceError::Refused(refusal) => {
                Self::new("refused", Exit::Refused).detailed(Details::Refusal(refusal))
            }
            ServiceError::RefusedLines(lines) => Self::new("refused-lines", Exit::Refused)
                .with("count", lines.len())
                .detailed(Details::Lines(lines)),
            ServiceError::BadRows(rows) => Self::new("bad-rows", Exit::Input)
                .with("count", rows.len())
                .detailed(Details::Rows(rows)),
            ServiceError::Story(faults) => Self::new("story-file", Exit::Input)
                .with("count", faults.len())
                .detailed(Details::Story(faults)),
            ServiceError::File { file, source } => Self::file("file", Exit::System, &file, &source),
            error @ (ServiceError::OtherImportOpen { .. } | ServiceError::OtherReading { .. }) => {
                begun(error)
            }
            ServiceError::NotThere { thing, id } => Self::new("not-there", Exit::Refused)
                .with_messages("thing", vec![bad_input::thing_key(thing)])
                .with("id", id),
            error @ (ServiceError::SeveralAccounts(_)
            | ServiceError::OtherAccount { .. }
            | ServiceError::ForeignCurrency { .. }) => of_statement(error),
            error @ (ServiceError::FeedsOpenToOthers { .. }
            | ServiceError::FeedsFile { .. }
            | ServiceError::NoFeed { .. }) => feeds_failure(&error),
            ServiceError::NamesTooWide => Self::new("names-too-wide", Exit::Refused),
            ServiceError::KeyFile(error) => error.into(),
            ServiceError::NoKey(name) => Self::new("no-key", Exit::Damaged).with("name", name),
            ServiceError::JournalDiffers { signed } => {
                Self::new("journal-differs", Exit::Damaged).with("signed", signed)
            }
            ServiceError::WithheldInLog { entry } => {
                of_entry("withheld-in-log", Exit::Damaged, entry)
            }
            ServiceError::HeadNotSigned { file, what } => {
                caused(named("not-a-checkpoint", Exit::Damaged, &file), what)
            }
            ServiceError::NoSuchEntry(entry) => of_entry("no-such-entry", Exit::Refused, entry),
            ServiceError::NotMatched(line) => not_matched(line),
            ServiceError::NoSuchWords { entry } => of_entry("no-such-words", Exit::Refused, entry),
            ServiceError::WordsInIdentifier { entry } => {
                of_entry("words-in-identifier", Exit::Refused, entry)
            }
            ServiceError::Picture(fault) => picture(&fault),
            ServiceError::StoryPicture(lost) => story_picture(&lost),
            ServiceError::NumberShown(field) => number_shown(field),
            ServiceError::NumberInName(entry) => of_entry("number-in-name", Exit::Refused, entry),
            ServiceError::Views(error) => error.into(),
            ServiceError::LogFile { file, what } => {
                caused(named("log-file", Exit::Damaged, &file), what)
            }
            ServiceError::Published(what) => caused(Self::new("published", Exit::Damaged), what),
            ServiceError::Policy { file, error } => named("book-policy", Exit::Input, &file)
                .with("line", error.line.to_string())
                .because(&error.problem),
            ServiceError::PolicyOfAnotherLog { file } => {
                named("policy-of-another-log", Exit::Input, &file)
            }
            ServiceError::Unreadable(entry) => of_entry("unreadable", Exit::Damaged, entry),
            ServiceError::NoRandomness(what) => {
                Self::new("no-randomness", Exit::System).with("what", what)
            }
        }
    }
}

fn caused(mut failure: Failure, what: String) -> Failure {
    failure.causes.push(what);
    failure
}

fn of_entry(code: &'static str, exit: Exit, entry: u64) -> Failure {
    Failure::new(code, exit).with("entry", entry.to_string())
}

/// An import that was broken off stands in the way.
fn begun(error: ServiceError) -> Failure {
    match error {
        ServiceError::OtherImportOpen { import, file_name } => {
            Failure::new("other-import", Exit::Refused)
                .with("import", import.to_string())
                .with("file", file_name)
        }
        ServiceError::OtherReading { file_name } => {
            Failure::new("other-reading", Exit::Refused).with("file", file_name)
        }
        other => Failure::new("published", Exit::Damaged).because(&other),
    }
}

/// What is wrong with the settings of feeds, or with what waits of them.
fn feeds_failure(error: &ServiceError) -> Failure {
    match error {
        ServiceError::FeedsOpenToOthers { file, mode } => {
            named("feeds-open", Exit::Refused, file).with("mode", format!("{mode:o}"))
        }
        ServiceError::FeedsFile { file, line, fault } => named("feeds-file", Exit::Input, file)
            .with("line", line.to_string())
            .with_messages("fault", vec![format!("feeds-fault-{}", fault.word())]),
        ServiceError::NoFeed { feed, account } => Failure::new("no-feed", Exit::Refused)
            .with("feed", feed.clone())
            .with("account", account.clone()),
        other => Failure::new("published", Exit::Damaged).because(other),
    }
}

impl From<KeyFileError> for Failure {
    fn from(error: KeyFileError) -> Self {
        let KeyFileError { file, problem } = &error;
        match problem {
            KeyFileProblem::Missing => named("key-missing", Exit::Damaged, file),
            KeyFileProblem::Exists => named("key-exists", Exit::Refused, file),
            KeyFileProblem::NotRoots => named("roots-file", Exit::Input, file),
            KeyFileProblem::SeenToo => named("key-seen-too", Exit::Refused, file),
            KeyFileProblem::OpenToOthers(mode) => {
                named("key-open", Exit::Refused, file).with("mode", format!("{mode:o}"))
            }
            KeyFileProblem::Locked => named("key-locked", Exit::Input, file),
            KeyFileProblem::WrongPassphrase => named("wrong-passphrase", Exit::Input, file),
            KeyFileProblem::NotARequest => named("key-request", Exit::Input, file),
            KeyFileProblem::ShortPassphrase => named("short-passphrase", Exit::Input, file),
            KeyFileProblem::NotAge(_) | KeyFileProblem::Form(_) => {
                named("key-form", Exit::Damaged, file).because(problem)
            }
            KeyFileProblem::OtherKeys { expected, found } => {
                named("key-other", Exit::Damaged, file)
                    .with("expected", expected.clone())
                    .with("found", found.clone())
            }
        }
    }
}

fn named(code: &'static str, exit: Exit, file: &Path) -> Failure {
    Failure::new(code, exit).with("file", file.display().to_string())
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::Sqlite { file, source } => {
                named("database", Exit::System, file).because(source)
            }
            StoreError::File { file, source } => Self::file("file", Exit::System, file, source),
            StoreError::NewerSchema { file, .. } => named("newer-release", Exit::NoBook, file),
            StoreError::OlderSchema { file, .. } => named("older-release", Exit::NoBook, file),
            StoreError::NotABook { file } => named("not-a-book", Exit::NoBook, file),
            StoreError::OtherBook { file, found, expected } => {
                named("other-book", Exit::NoBook, file)
                    .with("found", found.clone())
                    .with("expected", expected.clone())
            }
            StoreError::BookExists { file } => named("book-exists", Exit::NoBook, file),
            StoreError::WriterBusy { file, holder } => {
                named("busy", Exit::Busy, file).with("holder", holder.clone())
            }
            StoreError::JournalShorterThanHead { size, signed } => {
                Self::new("journal-short", Exit::Damaged)
                    .with("size", *size)
                    .with("signed", *signed)
            }
            StoreError::NotACheckpoint { file } => named("not-a-checkpoint", Exit::Damaged, file),
            StoreError::Damaged { file, what } => {
                named("damaged", Exit::Damaged, file).with("what", what.clone())
            }
            StoreError::SizeMismatch { .. } | StoreError::HeadMoved { .. } => {
                Self::new("moved", Exit::Busy).because(&error)
            }
            StoreError::ErasureUnfinished { file } => named("erasure", Exit::Busy, file),
            StoreError::OpenedForReading { .. }
            | StoreError::HeadWouldShrink { .. }
            | StoreError::EntryTooLong { .. }
            | StoreError::NotAscending { .. }
            | StoreError::EmptyRecord { .. }
            | StoreError::RecordStands { .. }
            | StoreError::OutsideBatch { .. }
            | StoreError::CannotWithhold { .. }
            | StoreError::UnknownImport { .. } => Self::new("store", Exit::Damaged).because(&error),
        }
    }
}

impl From<FoldError> for Failure {
    fn from(error: FoldError) -> Self {
        match error {
            FoldError::Journal(error) => error.into(),
            FoldError::Withheld { sequence } => {
                Self::new("withheld-unstated", Exit::Damaged).with("entry", sequence.to_string())
            }
            FoldError::Entry { sequence, problem } => Self::new("entry-form", Exit::Damaged)
                .with("entry", sequence.to_string())
                .because(&problem),
        }
    }
}

impl From<ViewsError> for Failure {
    fn from(error: ViewsError) -> Self {
        match error {
            ViewsError::Journal(error) => error.into(),
            ViewsError::Fold(error) => error.into(),
            ViewsError::JournalShorter { views, journal } => {
                Self::new("views-ahead", Exit::Damaged)
                    .with("views", views)
                    .with("journal", journal)
            }
            ViewsError::Sqlite(_)
            | ViewsError::Search(_)
            | ViewsError::Remove(_)
            | ViewsError::OtherVersion => Self::new("views", Exit::System).because(&error),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let columns =
            |columns: &[Column]| columns.iter().copied().map(bad_input::column_key).collect();
        match error {
            FileError::Read(source) => {
                Self::new("statement-unreadable", Exit::Input).because(&source)
            }
            FileError::Empty => Self::new("statement-empty", Exit::Input),
            FileError::KindNotRead(kind) => {
                Self::new("statement-kind", Exit::Input).with("kind", kind_name(kind))
            }
            FileError::Malformed { line_number, what } => {
                Self::new("statement-malformed", Exit::Input)
                    .with("line", line_number.to_string())
                    .because(&std::io::Error::other(what))
            }
            FileError::Pdf { fault, page } => pdf_failure(fault, page),
            FileError::NoStatement => Self::new("statement-none", Exit::Input),
            FileError::HeaderNotFound { found, .. } if found.is_empty() => {
                Self::new("statement-no-table", Exit::Input)
            }
            FileError::HeaderNotFound { missing, line_number, found } => {
                Self::new("statement-no-header", Exit::Input)
                    .with_messages("missing", columns(&missing))
                    .with("line", line_number.to_string())
                    .with("found", found.join(" | "))
            }
            FileError::AmbiguousColumn { column, headings } => {
                Self::new("statement-ambiguous", Exit::Input)
                    .with_messages("column", columns(&[column]))
                    .with("headings", headings.join(" | "))
            }
        }
    }
}

fn pdf_failure(fault: PdfFault, page: Option<u32>) -> Failure {
    let new = |code| Failure::new(code, Exit::Input);
    match (fault, page) {
        (PdfFault::Encrypted, _) => new("statement-pdf-encrypted"),
        (PdfFault::NoText, _) => new("statement-pdf-no-text"),
        (PdfFault::NoLetters, _) => new("statement-pdf-no-letters"),
        (PdfFault::Broken, None) => new("statement-pdf-broken"),
        (PdfFault::Broken, Some(page)) => {
            new("statement-pdf-broken-page").with("page", page.to_string())
        }
        (PdfFault::TooLarge, None) => new("statement-pdf-too-large"),
        (PdfFault::TooLarge, Some(page)) => {
            new("statement-pdf-too-large-page").with("page", page.to_string())
        }
    }
}

/// The names of formats are the same in every language.
fn kind_name(kind: FileKind) -> &'static str {
    match kind {
        FileKind::DelimitedText => "CSV",
        FileKind::Zip => "XLSX (ZIP)",
        FileKind::ExcelBinary => "XLS",
        FileKind::Pdf => "PDF",
        FileKind::Html => "HTML",
        FileKind::Xml => "XML",
        FileKind::Mt940 => "MT940",
        FileKind::Ofx => "OFX",
        FileKind::Feed => "JSON",
        FileKind::Utf16Text => "UTF-16",
        FileKind::OtherCompression => "zstd, xz, bzip2",
    }
}

/// A statement that is not this account's, or not in đồng.
fn of_statement(error: ServiceError) -> Failure {
    match error {
        ServiceError::ForeignCurrency { row, currency } => {
            let failure = Failure::new("statement-currency", Exit::Input);
            failure.with("row", row.to_string()).with("currency", currency)
        }
        ServiceError::OtherAccount { printed, account, end } => {
            let failure = Failure::new("statement-other-account", Exit::Input);
            failure.with("printed", printed).with("account", account).with("end", end)
        }
        ServiceError::SeveralAccounts(numbers) => {
            Failure::new("statement-accounts", Exit::Input).with("numbers", numbers.join(", "))
        }
        other => other.into(),
    }
}

#[cfg(test)]
mod tests {
    use chungtay_ledger::refusal::Refusal;
    use chungtay_text::{Language, Messages};
    use std::path::{Path, PathBuf};

    fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() { sources(&path, found) } else { found.push(path) }
        }
    }

    /// The codes that a source gives to failures: the first literal of each call.
    fn codes(source: &str) -> Vec<String> {
        let code = source.split("#[cfg(test)]").next().unwrap_or_default();
        let calls = ["Failure::new(", "Self::new(", "named(", "Failure::file(", "Self::file("];
        let ends =
            calls.iter().flat_map(|call| code.match_indices(call).map(|(at, _)| at + call.len()));
        let literal = |at: usize| code[at..].trim_start().strip_prefix('"')?.split('"').next();
        ends.filter_map(literal).map(|code| format!("error-{code}")).collect()
    }

    #[test]
    fn every_code_has_its_sentence_in_both_languages() {
        let mut files = Vec::new();
        sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
        let mut keys: Vec<String> =
            files.iter().flat_map(|file| codes(&std::fs::read_to_string(file).unwrap())).collect();
        assert!(keys.len() > 40, "{keys:?}");
        keys.extend(Refusal::CODES.iter().map(|code| format!("refusal-{code}")));
        let lines = chungtay_service::error::LineProblem::CODES;
        keys.extend(lines.iter().map(|code| format!("cli-line-{code}")));
        keys.extend(chungtay_service::doctor::CODES.iter().map(|code| format!("doctor-{code}")));
        for language in Language::ALL {
            let messages = Messages::for_language(language);
            let missing: Vec<_> = keys.iter().filter(|key| !messages.has(key)).collect();
            assert!(missing.is_empty(), "{language}: {missing:?}");
        }
    }
}
