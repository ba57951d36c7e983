//! `DIR/feeds`: which services may push transactions of which account, and the keys they prove themselves with.
//! A file of one's own (mode 0600), a line each; docs/feeds.md. Its secrets are shown nowhere.

use crate::error::{Result, ServiceError};
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_statements::FeedKind;
use std::collections::BTreeMap;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use zeroize::Zeroizing;

/// The file's name in the book's folder.
pub const FEEDS_FILE: &str = "feeds";
/// A shorter key can be guessed.
const SHORTEST_KEY: usize = 16;
/// How far a signature's time may be from our clock where the settings do not say.
const WINDOW_SECONDS: i64 = 300;
/// Everyone but the owner.
const OTHERS: u32 = 0o077;

/// One feed.
#[derive(Clone)]
pub struct FeedSettings {
    /// The service.
    pub kind: FeedKind,
    /// The account in the book.
    pub account: AccountId,
    /// The fund that receives.
    pub fund: FundId,
    /// The account's number at the bank, as the service writes it.
    pub account_number: String,
    /// Whether credits are attributed as gifts.
    pub attribute: bool,
    /// How far a signature's time may be from our clock, in seconds; only Casso signs a time.
    pub window_seconds: i64,
    /// The service's key.
    pub(super) key: Zeroizing<String>,
}

impl std::fmt::Debug for FeedSettings {
    /// Never the key, nor the account's number.
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{} {}", self.kind.word(), self.account)
    }
}

/// What is wrong with a line of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedFault {
    /// It does not begin with `feed` and a service.
    #[error("begins with neither a service nor #")]
    NoFeed,
    /// A part is not `name=value` with a known name, or stands twice.
    #[error("has a part that is unknown or stands twice")]
    UnknownPart,
    /// A part that every feed needs is not there.
    #[error("lacks account, number, fund or key")]
    MissingPart,
    /// A value is not of its form.
    #[error("has a value that is not of its form")]
    BadValue,
    /// The key has fewer than 16 characters.
    #[error("has a key of fewer than 16 characters")]
    ShortKey,
    /// The same service and account stand in an earlier line.
    #[error("repeats a feed")]
    Twice,
}

impl FeedFault {
    /// Every fault.
    pub const ALL: [Self; 6] = [
        Self::NoFeed,
        Self::UnknownPart,
        Self::MissingPart,
        Self::BadValue,
        Self::ShortKey,
        Self::Twice,
    ];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NoFeed => "no-feed",
            Self::UnknownPart => "unknown-part",
            Self::MissingPart => "missing-part",
            Self::BadValue => "bad-value",
            Self::ShortKey => "short-key",
            Self::Twice => "twice",
        }
    }
}

/// The feeds of a book.
#[derive(Clone, Debug, Default)]
pub struct Feeds {
    feeds: Vec<FeedSettings>,
}

impl Feeds {
    /// Reads a book's settings; `None` where there are none.
    ///
    /// # Errors
    /// Where the file can be read by others, or a line of it is not understood.
    pub fn read(directory: &Path) -> Result<Option<Self>> {
        let file = directory.join(FEEDS_FILE);
        let mode = match std::fs::metadata(&file) {
            Ok(found) => found.permissions().mode() & 0o777,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ServiceError::at(&file)(error)),
        };
        if mode & OTHERS != 0 {
            return Err(ServiceError::FeedsOpenToOthers { file, mode });
        }
        let text = std::fs::read_to_string(&file).map_err(ServiceError::at(&file))?;
        Self::parse(&Zeroizing::new(text), &file).map(Some)
    }

    fn parse(text: &str, file: &Path) -> Result<Self> {
        let mut feeds: Vec<FeedSettings> = Vec::new();
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let fault = |fault| wrong(file, index + 1, fault);
            let feed = one(line).map_err(fault)?;
            let is_same =
                |known: &FeedSettings| (known.kind, known.account) == (feed.kind, feed.account);
            if feeds.iter().any(is_same) {
                return Err(fault(FeedFault::Twice));
            }
            feeds.push(feed);
        }
        Ok(Self { feeds })
    }

    /// The feed of a service and an account.
    #[must_use]
    pub fn of(&self, kind: FeedKind, account: &str) -> Option<&FeedSettings> {
        self.feeds.iter().find(|feed| feed.kind == kind && feed.account.as_str() == account)
    }

    /// Every feed, in the file's order.
    pub fn iter(&self) -> impl Iterator<Item = &FeedSettings> {
        self.feeds.iter()
    }
}

fn wrong(file: &Path, line: usize, fault: FeedFault) -> ServiceError {
    ServiceError::FeedsFile { file: PathBuf::from(file), line, fault }
}

/// `feed SERVICE account=ID number=DIGITS fund=ID key=KEY [window=SECONDS] [attribute=no]`.
fn one(line: &str) -> Result<FeedSettings, FeedFault> {
    let mut words = line.split_whitespace();
    if words.next() != Some("feed") {
        return Err(FeedFault::NoFeed);
    }
    let kind = words.next().and_then(FeedKind::from_word).ok_or(FeedFault::NoFeed)?;
    let mut parts: BTreeMap<&str, &str> = BTreeMap::new();
    for word in words {
        let (name, value) = word.split_once('=').ok_or(FeedFault::UnknownPart)?;
        let is_known = ["account", "number", "fund", "key", "window", "attribute"].contains(&name);
        if !is_known || parts.insert(name, value).is_some() {
            return Err(FeedFault::UnknownPart);
        }
    }
    let needed = |name: &str| parts.get(name).copied().ok_or(FeedFault::MissingPart);
    let key = Zeroizing::new(needed("key")?.to_owned());
    let settings = FeedSettings {
        kind,
        account: AccountId::new(needed("account")?).ok_or(FeedFault::BadValue)?,
        fund: FundId::new(needed("fund")?).ok_or(FeedFault::BadValue)?,
        account_number: needed("number")?.to_owned(),
        attribute: match parts.get("attribute") {
            None | Some(&"yes") => true,
            Some(&"no") => false,
            Some(_) => return Err(FeedFault::BadValue),
        },
        window_seconds: match parts.get("window") {
            None => WINDOW_SECONDS,
            Some(seconds) => match seconds.parse() {
                Ok(seconds) if (1..=86_400).contains(&seconds) => seconds,
                _ => return Err(FeedFault::BadValue),
            },
        },
        key,
    };
    if settings.account_number.is_empty() {
        return Err(FeedFault::BadValue);
    }
    if settings.key.len() < SHORTEST_KEY {
        return Err(FeedFault::ShortKey);
    }
    Ok(settings)
}

#[cfg(test)]
mod tests {
    use super::{FeedFault, one};

    #[test]
    fn lines_of_the_settings() {
        let good = "feed sepay account=vcb number=0071 fund=yagi key=0123456789abcdef=";
        let feed = one(good).unwrap();
        assert_eq!((feed.account.as_str(), feed.key.as_str()), ("vcb", "0123456789abcdef="));
        assert_eq!((feed.window_seconds, feed.attribute), (300, true));
        assert_eq!(format!("{feed:?}"), "sepay vcb", "no secret is shown");
        for (line, fault) in [
            ("sepay account=vcb", FeedFault::NoFeed),
            ("feed momo account=vcb", FeedFault::NoFeed),
            ("feed sepay account", FeedFault::UnknownPart),
            ("feed sepay account=a account=b", FeedFault::UnknownPart),
            ("feed sepay account=vcb number=1 key=0123456789abcdef", FeedFault::MissingPart),
            ("feed sepay account=VCB! number=1 fund=f key=0123456789abcdef", FeedFault::BadValue),
            ("feed sepay account=v number=1 fund=f key=short", FeedFault::ShortKey),
            (
                "feed casso account=v number=1 fund=f key=0123456789abcdef window=0",
                FeedFault::BadValue,
            ),
        ] {
            assert_eq!(one(line).unwrap_err(), fault, "{line}");
        }
    }
}
