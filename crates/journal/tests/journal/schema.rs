//! The files seen from outside: versions, strangers, and Debian's sqlite3 shell.

use super::samples::{book_append, entry};
use super::sqlite_factory::{WAIT, WRITER};
use chungtay_journal::{BookFolder, Error, Mode};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

const FILES: [&str; 4] = ["journal.sqlite", "vault.sqlite", "keys.sqlite", "openings.sqlite"];

fn new_book(size: u64) -> TempDir {
    let directory = TempDir::new().unwrap();
    let mut book = BookFolder::create(directory.path(), "lang-son", WAIT).unwrap();
    book.append(0, &book_append(0, size)).unwrap();
    directory
}

fn change(file: &Path, sql: &str) {
    rusqlite::Connection::open(file).unwrap().execute_batch(sql).unwrap();
}

#[test]
fn a_later_releases_file_is_refused() {
    for name in FILES {
        let directory = new_book(3);
        change(&directory.path().join(name), "PRAGMA user_version = 99");
        for mode in [Mode::Reader, WRITER] {
            let error = BookFolder::open(directory.path(), mode).unwrap_err();
            let Error::NewerSchema { ref file, found: 99, known } = error else {
                panic!("{error}")
            };
            assert!(file.ends_with(name) && known >= 1);
            assert!(error.to_string().contains("later"), "{error}");
        }
    }
}

/// A book of release 0.1 is brought up to date by the first writer; a reader before it says so.
#[test]
fn an_earlier_releases_journal_is_brought_up_to_date() {
    let directory = new_book(300);
    let file = directory.path().join(FILES[0]);
    change(&file, "DROP TABLE withheld; PRAGMA user_version = 1");
    let error = BookFolder::open(directory.path(), Mode::Reader).unwrap_err();
    assert!(matches!(error, Error::OlderSchema { found: 1, .. }), "{error}");
    drop(BookFolder::open(directory.path(), WRITER).unwrap());
    let book = BookFolder::open(directory.path(), Mode::Reader).unwrap();
    assert_eq!(chungtay_journal::Journal::withheld(&book.journal).unwrap(), []);
    assert_eq!(chungtay_journal::Journal::size(&book.journal).unwrap(), 300);
}

#[test]
fn a_strangers_file_is_refused() {
    for (name, sql) in FILES.map(|name| (name, "PRAGMA application_id = 7")) {
        let directory = new_book(3);
        change(&directory.path().join(name), sql);
        let error = BookFolder::open(directory.path(), Mode::Reader).unwrap_err();
        assert!(matches!(error, Error::NotABook { .. }), "{error}");
    }
    let directory = TempDir::new().unwrap();
    std::fs::write(directory.path().join("journal.sqlite"), "a letter, not a database\n").unwrap();
    let error = BookFolder::open(directory.path(), WRITER).unwrap_err();
    assert!(matches!(error, Error::NotABook { .. }), "{error}");
    assert!(BookFolder::create(directory.path(), "lang-son", WAIT).is_err());
    let letter = std::fs::read(directory.path().join("journal.sqlite")).unwrap();
    assert_eq!(letter, b"a letter, not a database\n");
    change(&directory.path().join("other.sqlite"), "CREATE TABLE theirs (x)");
    std::fs::rename(directory.path().join("other.sqlite"), directory.path().join(FILES[0]))
        .unwrap();
    let error = BookFolder::create(directory.path(), "lang-son", WAIT).unwrap_err();
    assert!(matches!(error, Error::NotABook { .. }), "{error}");
}

#[test]
fn damage_is_named() {
    let directory = new_book(600);
    change(&directory.path().join("journal.sqlite"), "UPDATE bundle SET bytes = substr(bytes, 2)");
    let book = BookFolder::open(directory.path(), Mode::Reader).unwrap();
    let error = chungtay_journal::Journal::read(&book.journal, 0, 1).unwrap_err();
    assert!(matches!(error, Error::Damaged { .. }), "{error}");
}

/// What the shell prints, or `None` where it is not installed.
fn shell(file: &Path, sql: &str) -> Option<String> {
    let output = Command::new("sqlite3").arg("-readonly").arg(file).arg(sql).output();
    let Ok(output) = output else {
        eprintln!("skipped: no sqlite3 shell");
        return None;
    };
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8(output.stdout).unwrap().trim_end().to_owned())
}

#[test]
fn debians_shell_reads_the_files() {
    let directory = new_book(600);
    let journal = directory.path().join("journal.sqlite");
    let Some(counts) = shell(&journal, "SELECT count(*) FROM bundle; SELECT count(*) FROM tail")
    else {
        return;
    };
    assert_eq!(counts, "2\n88");
    let text = shell(&journal, "SELECT bytes FROM tail WHERE sequence = 599").unwrap();
    assert_eq!(text.as_bytes(), entry(599));
    let first = shell(&journal, "SELECT hex(substr(bytes, 3, 5)) FROM bundle LIMIT 1").unwrap();
    assert_eq!(first, "7B22736571");
    let keys = "SELECT sum(length(keys) / 24), min(day), max(whole_day) FROM line_run
                JOIN line_day USING (book_id, account, day, import)";
    assert_eq!(shell(&journal, keys).unwrap(), "600|2024-09-10|0");
    let schema = shell(&journal, ".schema").unwrap();
    assert!(schema.contains("-- Full bundles of 256 entries in the C2SP entry-bundle form"));
    for name in FILES {
        let file = directory.path().join(name);
        assert_eq!(shell(&file, "PRAGMA integrity_check").unwrap(), "ok");
        assert_eq!(shell(&file, "PRAGMA foreign_key_check").unwrap(), "");
        assert_eq!(shell(&file, "PRAGMA journal_mode").unwrap(), "wal");
        let first_columns = "SELECT DISTINCT info.name FROM sqlite_schema AS tables,
            pragma_table_info(tables.name) AS info WHERE tables.type = 'table' AND info.pk = 1";
        assert_eq!(shell(&file, first_columns).unwrap(), "book_id");
        let lax =
            "SELECT count(*) FROM pragma_table_list WHERE strict = 0 AND name NOT LIKE 'sqlite_%'";
        assert_eq!(shell(&file, lax).unwrap(), "0");
    }
}
