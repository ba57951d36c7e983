//! The command line as it is typed. The texts of its help stand in `locales/` (`cli-help-…`) and are
//! put in by `help.rs`.

mod addresses;
mod attach;
pub(crate) mod stories;

pub(crate) use attach::Attach;

use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId, Id, PersonId};
use chungtay_ledger::kinds::people::NamesPolicy;
use chungtay_ledger::kinds::privacy::{Channel, Right};
use chungtay_ledger::money::Dong;
use chungtay_log::note::{KeyError, VerifierKey};
use chungtay_statements::Column;
use chungtay_text::{Language, money};
use chungtay_web::portal::pages::map::MapTiles;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

#[derive(Debug, Parser)]
#[command(
    name = "chungtay",
    version,
    disable_help_flag = true,
    disable_help_subcommand = true,
    disable_version_flag = true
)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub everywhere: Everywhere,
    #[command(subcommand)]
    pub verb: Verb,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub(crate) struct Everywhere {
    #[arg(short = 'C', long = "book", value_name = "DIR", global = true, default_value = ".")]
    pub book: PathBuf,
    #[arg(long, global = true)]
    pub json: bool,
    #[arg(long, value_name = "vi|en", global = true, value_parser = language)]
    pub lang: Option<Language>,
    #[arg(short, long, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    #[arg(short = 'V', long, action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    Init(Init),
    Apply(Apply),
    Attach(Box<Attach>),
    Import(Box<Import>),
    Compare(Compare),
    Find(Find),
    Places(Places),
    Serve(Serve),
    Feeds(FeedsArguments),
    Figures(Figures),
    Figure(Figure),
    Claims(Claims),
    Rollup(Rollup),
    Verify(Verify),
    Receipt(Receipt),
    Monitor(Monitor),
    Rebuild,
    Doctor,
    Recover(Recover),
    Export(Export),
    Publish(Publish),
    LogKey(LogKey),
    RootKeys(RootKeys),
    Cosign(Cosign),
    Witness(Witness),
    WitnessKey(WitnessKey),
    Erase(Erase),
    Withhold(Withhold),
    Consent(Consent),
    Names(NamesChange),
    Privacy(Privacy),
    Match(Match),
    Roster(Roster),
    Qr(Qr),
    Story(stories::Story),
    Completions(Completions),
}

#[derive(Debug, Args)]
pub(crate) struct Init {
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    #[arg(long, value_name = "ID", value_parser = slug::<32>)]
    pub id: Option<Id>,
    #[arg(long, value_name = "NAME")]
    pub origin: Option<String>,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long)]
    pub encrypt_keys: bool,
    #[arg(long, value_name = "WORDS")]
    pub test_seed: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Apply {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "switches of a command line, each by itself")]
pub(crate) struct Import {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "ID", value_parser = slug::<12>, required_unless_present = "preview")]
    pub account: Option<AccountId>,
    #[arg(long, value_name = "ID", value_parser = slug::<12>, required_unless_present = "preview")]
    pub fund: Option<FundId>,
    #[arg(long, conflicts_with_all = ["columns", "layout", "save_layout"])]
    pub preview: bool,
    #[arg(long, value_name = "ROLE=COLUMN,…", value_parser = columns, conflicts_with = "layout")]
    pub columns: Option<ChosenColumns>,
    #[arg(long, value_name = "NAME", value_parser = slug::<32>)]
    pub layout: Option<Id>,
    #[arg(long, value_name = "NAME", value_parser = slug::<32>, requires = "columns")]
    pub save_layout: Option<Id>,
    #[arg(long, value_name = "NUMBER")]
    pub number: Option<String>,
    #[arg(long)]
    pub create: bool,
    #[arg(long, value_name = "full|initials|none")]
    pub names: Option<Names>,
    #[arg(long)]
    pub quarantine: bool,
    #[arg(long)]
    pub no_attribute: bool,
    #[arg(long, value_name = "AMOUNT", requires = "balance_source", allow_hyphen_values = true, value_parser = amount)]
    pub opening: Option<Dong>,
    #[arg(long, value_name = "AMOUNT", requires = "balance_source", allow_hyphen_values = true, value_parser = amount)]
    pub closing: Option<Dong>,
    #[arg(long, value_name = "TEXT")]
    pub balance_source: Option<String>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Compare {
    #[arg(value_name = "FILE1")]
    pub first: PathBuf,
    #[arg(value_name = "FILE2")]
    pub second: PathBuf,
    #[arg(long)]
    pub every_line: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Rollup {
    #[arg(value_name = "LOG", required = true)]
    pub logs: Vec<String>,
    #[arg(long = "key", value_name = "KEY", value_parser = book_keys)]
    pub keys: Vec<BookKeys>,
}

/// A book's verifier key, or its keys parted by white space.
#[derive(Clone, Debug)]
pub(crate) struct BookKeys(pub Vec<VerifierKey>);

#[derive(Debug, Args)]
pub(crate) struct Find {
    #[arg(value_name = "WORDS", num_args = 0..)]
    pub words: Vec<String>,
    #[arg(long)]
    pub parts: bool,
    #[arg(long, value_name = "newest|fit|day|amount")]
    pub sort: Option<FindSort>,
    #[arg(long)]
    pub all: bool,
}

/// In which order lines are told.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum FindSort {
    Newest,
    Fit,
    Day,
    Amount,
}

#[derive(Debug, Args)]
pub(crate) struct Places {
    #[arg(value_name = "WORDS", required = true, num_args = 1..)]
    pub words: Vec<String>,
    #[arg(long, value_name = "DAY", value_parser = date)]
    pub on: Option<Date>,
}

/// What the columns of a file hold, as `--columns` says it.
#[derive(Clone, Debug)]
pub(crate) struct ChosenColumns(pub Vec<(Column, usize)>);

/// `date=A,credit=D,memo=6`: a role (its word, or a short one) and its column, by letters or from one.
fn columns(text: &str) -> Result<ChosenColumns, String> {
    let mut chosen: Vec<(Column, usize)> = Vec::new();
    for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
        let (role, place) = part.split_once('=').ok_or_else(|| part.to_owned())?;
        let column = role_of(role.trim()).ok_or_else(|| part.to_owned())?;
        let place = place_of(place.trim()).ok_or_else(|| part.to_owned())?;
        if chosen.iter().any(|(known, _)| *known == column) {
            return Err(part.to_owned());
        }
        chosen.push((column, place));
    }
    if chosen.is_empty() { Err(text.to_owned()) } else { Ok(ChosenColumns(chosen)) }
}

fn role_of(word: &str) -> Option<Column> {
    let word = word.to_lowercase();
    let short = match word.as_str() {
        "doc" | "ref" => Some(Column::DocumentNumber),
        "account" => Some(Column::CounterAccount),
        "name" => Some(Column::CounterName),
        "bank" => Some(Column::CounterBank),
        "in" => Some(Column::Credit),
        "out" => Some(Column::Debit),
        _ => None,
    };
    short.or_else(|| Column::ALL.into_iter().find(|column| column.word() == word))
}

/// `A`, `AB` or `3`: a column, from zero.
fn place_of(text: &str) -> Option<usize> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<usize>().ok()?.checked_sub(1).filter(|place| *place < 256);
    }
    let letters = text.bytes().all(|byte| byte.is_ascii_alphabetic()) && text.len() <= 2;
    let value = |letter: u8| usize::from(letter.to_ascii_uppercase() - b'A') + 1;
    letters.then(|| text.bytes().fold(0, |sum, letter| sum * 26 + value(letter)) - 1)
}

/// How names in memos are opened.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Names {
    Full,
    Initials,
    None,
}

impl From<Names> for NamesPolicy {
    fn from(names: Names) -> Self {
        match names {
            Names::Full => Self::Full,
            Names::Initials => Self::Initials,
            Names::None => Self::None,
        }
    }
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    #[arg(long, value_name = "URL", value_parser = addresses::site::<false>)]
    pub address: Option<String>,
    #[arg(long, value_name = "URL", requires = "map_credit", value_parser = tiles)]
    pub map_tiles: Option<String>,
    #[arg(long, value_name = "WORDS", requires = "map_tiles")]
    pub map_credit: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct FeedsArguments {
    #[command(subcommand)]
    pub verb: FeedsVerb,
}

/// What to do with the book's feeds.
#[derive(Debug, Subcommand)]
pub(crate) enum FeedsVerb {
    Waiting,
    Take(FeedsTake),
}

#[derive(Debug, Args)]
pub(crate) struct FeedsTake {
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Figures {
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Figure {
    #[arg(value_name = "EXPRESSION", required = true)]
    pub expression: Vec<String>,
    #[arg(long)]
    pub entries: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Claims {
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Verify {
    #[arg(value_name = "DIR|URL")]
    pub log: Option<String>,
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub roots: Option<PathBuf>,
    #[arg(long, value_name = "DIR|URL")]
    pub predecessor: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub since: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub receipt: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub openings: Option<PathBuf>,
    #[arg(long)]
    pub log_only: bool,
    #[arg(long, value_name = "FILE")]
    pub resume: Option<PathBuf>,
    #[arg(long, value_name = "FILE", conflicts_with_all = ["log", "policy", "since", "openings", "resume"])]
    pub evidence: Option<PathBuf>,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct Monitor {
    #[arg(value_name = "URL|DIR")]
    pub log: String,
    #[arg(long, value_name = "KEY")]
    pub key: Option<String>,
    #[arg(long, value_name = "FILE")]
    pub policy: Option<PathBuf>,
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = duration)]
    pub every: Duration,
    #[arg(long, value_name = "TIME", value_parser = seconds)]
    pub frozen_after: Option<i64>,
    #[arg(long)]
    pub once: bool,
    #[arg(long, value_name = "FILE")]
    pub state: Option<PathBuf>,
    #[arg(long, value_name = "DIR")]
    pub evidence: Option<PathBuf>,
    #[arg(long, value_name = "URL")]
    pub webhook: Option<String>,
    #[arg(long, value_name = "ADDRESS", value_parser = crate::alarms::mail_address)]
    pub mail: Option<String>,
    #[arg(long, value_name = "PROGRAM", default_value = "/usr/sbin/sendmail")]
    pub sendmail: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct Receipt {
    #[arg(value_name = "NUMBER")]
    pub index: u64,
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    #[arg(long, value_name = "FILE.svg|FILE.png")]
    pub qr: Option<PathBuf>,
    #[arg(long)]
    pub owner: bool,
    #[arg(long, value_name = "URL", requires = "owner", value_parser = addresses::site::<true>)]
    pub address: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Recover {
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Export {
    #[arg(long, value_name = "hledger|openings|verify-py")]
    pub format: ExportFormat,
    #[arg(long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Publish {
    #[arg(value_name = "DIR")]
    pub directory: PathBuf,
    #[arg(long, value_name = "URL", value_parser = addresses::site::<true>)]
    pub address: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Erase {
    #[arg(value_name = "ENTRY")]
    pub entries: Vec<u64>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub person: Option<PersonId>,
    #[arg(long, value_name = "ID", value_parser = slug::<32>)]
    pub request: Option<Id>,
    #[arg(long, conflicts_with_all = ["entries", "person"])]
    pub again: bool,
    #[arg(long, value_name = "TEXT", required_unless_present = "again")]
    pub because: Option<String>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>, required_unless_present = "again")]
    pub approved_by: Option<PersonId>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Withhold {
    #[arg(value_name = "ENTRY")]
    pub entry: u64,
    #[arg(long, value_name = "TEXT", required = true)]
    pub hide: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub approved_by: PersonId,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Consent {
    #[arg(value_name = "ENTRY")]
    pub entry: u64,
    #[arg(value_name = "full|initials|none")]
    pub shown: Names,
    #[arg(long, value_name = "TEXT")]
    pub told: String,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct NamesChange {
    #[arg(value_name = "full|initials|none")]
    pub shown: Names,
    #[arg(long, value_name = "TEXT")]
    pub because: String,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Privacy {
    #[command(subcommand)]
    pub verb: PrivacyVerb,
}

/// What to do about what persons ask for.
#[derive(Debug, Subcommand)]
pub(crate) enum PrivacyVerb {
    Request(PrivacyRequest),
    List(PrivacyList),
    Done(PrivacyDone),
}

#[derive(Debug, Args)]
pub(crate) struct PrivacyRequest {
    #[arg(value_name = "RIGHT", value_parser = right)]
    pub right: Right,
    #[arg(long, value_name = "HOW", default_value = "person", value_parser = channel)]
    pub channel: Channel,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub received_on: Option<Date>,
    #[arg(long, value_name = "NAME")]
    pub name: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pub contact: Option<String>,
    #[arg(long = "asked", value_name = "TEXT")]
    pub words: Option<String>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct PrivacyList {
    #[arg(long)]
    pub private: bool,
}

#[derive(Debug, Args)]
pub(crate) struct PrivacyDone {
    #[arg(value_name = "ID", value_parser = slug::<32>)]
    pub id: Id,
    #[arg(long, conflicts_with = "refused")]
    pub received: bool,
    #[arg(long)]
    pub refused: bool,
    #[arg(long, value_name = "TEXT")]
    pub told: Option<String>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

/// What can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    Hledger,
    Openings,
    VerifyPy,
}

#[derive(Debug, Args)]
pub(crate) struct LogKey {
    #[arg(long)]
    pub all: bool,
    #[command(subcommand)]
    pub verb: Option<LogKeyVerb>,
}

/// What to do with the log's private keys.
#[derive(Debug, Subcommand)]
pub(crate) enum LogKeyVerb {
    Encrypt,
    Decrypt,
    Request(KeyRequestAsked),
    Enter {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long, value_name = "NAME")]
        name: Option<String>,
    },
}

/// What a request asks for: one of the three.
#[derive(Debug, Args)]
pub(crate) struct KeyRequestAsked {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "FILE")]
    pub roots: Option<PathBuf>,
    #[arg(long, value_name = "REASON", conflicts_with = "roots")]
    pub reason: Option<KeyReasonAsked>,
    #[arg(long, value_name = "DIR|URL", conflicts_with_all = ["roots", "reason"])]
    pub succeeds: Option<String>,
    #[arg(long, requires = "reason")]
    pub encrypt_keys: bool,
}

/// Why keys change.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum KeyReasonAsked {
    Scheduled,
    Lost,
    Stolen,
    Keeper,
}

#[derive(Debug, Args)]
pub(crate) struct RootKeys {
    #[command(subcommand)]
    pub verb: RootKeysVerb,
}

/// What to do with root keys.
#[derive(Debug, Subcommand)]
pub(crate) enum RootKeysVerb {
    Make {
        #[arg(value_name = "DIR")]
        directory: PathBuf,
        #[arg(long, value_name = "NAME")]
        name: String,
        #[arg(long)]
        encrypt: bool,
    },
    Sign {
        #[arg(value_name = "FILE")]
        file: PathBuf,
        #[arg(long = "key", value_name = "FILE")]
        root: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Cosign {
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Witness {
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8090")]
    pub listen: SocketAddr,
    #[arg(long, value_name = "DIR")]
    pub state: PathBuf,
    #[arg(long = "key", value_name = "FILE")]
    pub secret: PathBuf,
    #[arg(long = "log", value_name = "KEY", required = true, value_parser = log_key)]
    pub logs: Vec<VerifierKey>,
}

#[derive(Debug, Args)]
pub(crate) struct WitnessKey {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "NAME")]
    pub new: Option<String>,
}

#[derive(Debug, Args)]
pub(crate) struct Match {
    #[arg(long, group = "doing")]
    pub apply: bool,
    #[arg(long, value_name = "ID", value_parser = slug::<32>, group = "doing")]
    pub accept: Vec<Id>,
    #[arg(long, value_name = "ID", value_parser = slug::<32>, group = "doing")]
    pub decline: Option<Id>,
    #[arg(long, value_name = "NUMBER", group = "doing", requires = "because")]
    pub undo: Option<u64>,
    #[arg(long, value_name = "TEXT")]
    pub because: Option<String>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
pub(crate) struct Roster {
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    #[arg(long, value_name = "ID", value_parser = slug::<32>)]
    pub id: Id,
    #[arg(long, value_name = "ID", value_parser = slug::<12>)]
    pub fund: FundId,
    #[arg(long, value_name = "TEXT")]
    pub name: String,
    #[arg(long, value_name = "ID", value_parser = slug::<32>)]
    pub organisation: Option<Id>,
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub due: Option<Date>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>)]
    pub actor: Option<PersonId>,
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub wait: u64,
}

#[derive(Debug, Args)]
#[command(group = clap::ArgGroup::new("purpose").required(true))]
pub(crate) struct Qr {
    #[arg(long, value_name = "ID", value_parser = slug::<12>, group = "purpose")]
    pub fund: Option<FundId>,
    #[arg(long, value_name = "NUMBER", group = "purpose")]
    pub pledge: Option<u64>,
    #[arg(long, value_name = "ID", value_parser = slug::<32>, group = "purpose")]
    pub roster: Option<Id>,
    #[arg(long, value_name = "ID", value_parser = slug::<8>, requires = "roster")]
    pub member: Option<PersonId>,
    #[arg(long, value_name = "ID", value_parser = slug::<12>)]
    pub account: Option<AccountId>,
    #[arg(long, value_name = "AMOUNT", value_parser = amount)]
    pub amount: Option<Dong>,
    #[arg(short, long, value_name = "FILE.svg|FILE.png")]
    pub output: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
}

// What was expected is told in the person's language (`usage.rs`); these texts go no further.

fn tiles(text: &str) -> Result<String, String> {
    let is_address = MapTiles::is_address(text);
    is_address.then(|| text.to_owned()).ok_or_else(|| "https://…/{z}/{x}/{y}.png".to_owned())
}

fn slug<const N: usize>(text: &str) -> Result<chungtay_ledger::id::Slug<N>, String> {
    chungtay_ledger::id::Slug::new(text).ok_or_else(|| format!("at most {N} of a-z 0-9 - _"))
}

fn log_key(text: &str) -> Result<VerifierKey, String> {
    text.parse().map_err(|error: KeyError| error.to_string())
}

fn book_keys(text: &str) -> Result<BookKeys, String> {
    let keys: Vec<VerifierKey> = text.split_whitespace().map(log_key).collect::<Result<_, _>>()?;
    if keys.is_empty() { Err("name+hash+key".to_owned()) } else { Ok(BookKeys(keys)) }
}

fn right(text: &str) -> Result<Right, String> {
    let words: Vec<&str> = Right::ALL.iter().map(|right| right.word()).collect();
    Right::from_word(text).ok_or_else(|| words.join(", "))
}

fn channel(text: &str) -> Result<Channel, String> {
    let words: Vec<&str> = Channel::ALL.iter().map(|channel| channel.word()).collect();
    Channel::from_word(text).ok_or_else(|| words.join(", "))
}

fn date(text: &str) -> Result<Date, String> {
    Date::parse_iso(text).ok_or_else(|| "2026-03-02".to_owned())
}

fn amount(text: &str) -> Result<Dong, String> {
    money::parse(text).map_err(|error| error.to_string())
}

fn language(text: &str) -> Result<Language, String> {
    Language::parse(text).ok_or_else(|| "vi, en".to_owned())
}

/// A whole number with `s`, `m`, `h` or `d`; at least one second.
fn seconds(text: &str) -> Result<i64, String> {
    let bad = || "60s, 5m, 24h, 7d".to_owned();
    let unit = text.chars().last().ok_or_else(bad)?;
    let each = match unit {
        's' => 1,
        'm' => 60,
        'h' => 3_600,
        'd' => 86_400,
        _ => return Err(bad()),
    };
    let count: u32 =
        text.strip_suffix(unit).and_then(|count| count.parse().ok()).ok_or_else(bad)?;
    if count == 0 { Err(bad()) } else { Ok(i64::from(count) * each) }
}

fn duration(text: &str) -> Result<Duration, String> {
    seconds(text).map(|seconds| Duration::from_secs(seconds.unsigned_abs()))
}
