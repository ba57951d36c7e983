//! Live feeds (docs/feeds.md): what `SePay`, Casso and payOS push is checked, stored durably, and only then
//! answered; the book's writer enters it as bank lines. Opens no socket; writes no name and no secret into a log.

mod forget;
mod inbox_seal;
mod settings;
mod signature;
mod take;

pub use chungtay_statements::FeedKind;
pub(crate) use forget::forget;
pub use settings::{FEEDS_FILE, FeedFault, FeedSettings, Feeds};
pub use take::{TakenBatch, take, waiting};

use crate::book::named;
use crate::chance::{Clock, fill};
use crate::error::{Result, ServiceError};
use chungtay_journal::{BookFolder, Inbox, InboxEvent, KeyStore};
use chungtay_statements::feed_event;
use inbox_seal::InboxKey;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// What a request brings along to prove who sends it: the headers that the services use.
#[derive(Clone, Copy, Default)]
pub struct Credentials<'r> {
    /// `Authorization`.
    pub authorization: Option<&'r str>,
    /// `X-Casso-Signature`.
    pub casso_signature: Option<&'r str>,
}

/// What became of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Received {
    /// It is stored durably.
    Stored,
    /// It was stored before.
    Known,
    /// The service tried the address; there is nothing to store.
    Trial,
}

/// Why a body was not taken. Says nothing of what it holds.
#[derive(Debug, thiserror::Error)]
pub enum FeedRefusal {
    /// The settings have no such feed.
    #[error("there is no such feed")]
    NoSuchFeed,
    /// The key or signature is not there.
    #[error("the request carries no signature of this service")]
    Unsigned,
    /// The key or signature is wrong.
    #[error("the signature is not made with this feed's key")]
    WrongSignature,
    /// It was signed too long ago, or in the future: by so many seconds.
    #[error("it was signed {0} seconds from this server's clock")]
    Clock(i64),
    /// It is no message of this service.
    #[error("the body is no message of this service")]
    Malformed,
    /// It is of another account than the feed's.
    #[error("it is of another account than this feed's")]
    OtherAccount,
    /// It could not be stored: to be sent again.
    #[error("it could not be stored: {0}")]
    Failed(#[from] ServiceError),
}

impl FeedRefusal {
    /// The HTTP status.
    #[must_use]
    pub fn status(&self) -> u16 {
        match self {
            Self::NoSuchFeed => 404,
            Self::Unsigned | Self::WrongSignature | Self::Clock(_) => 401,
            Self::Malformed => 400,
            Self::OtherAccount => 422,
            Self::Failed(_) => 503,
        }
    }

    /// A stable word for logs and replies.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::NoSuchFeed => "no-such-feed",
            Self::Unsigned => "unsigned",
            Self::WrongSignature => "wrong-signature",
            Self::Clock(_) => "clock",
            Self::Malformed => "malformed",
            Self::OtherAccount => "other-account",
            Self::Failed(_) => "failed",
        }
    }
}

/// Where pushed transactions come in. Works beside the book's writer.
pub struct FeedDesk {
    feeds: Feeds,
    inbox: Mutex<Inbox>,
    key: InboxKey,
    clock: Clock,
}

impl FeedDesk {
    /// The desk of a book, where its folder has settings of feeds.
    ///
    /// # Errors
    /// Where the settings cannot be read, or others than their owner can read them; where the inbox or
    /// the key store cannot be opened.
    pub fn open(folder: &BookFolder, clock: Clock) -> Result<Option<Self>> {
        let Some(feeds) = Feeds::read(folder.directory())? else { return Ok(None) };
        let inbox = Mutex::new(Inbox::open(folder.directory(), folder.book_id())?);
        let lookup = folder.keys.named_secret(named::LOOKUP)?;
        let lookup = lookup.ok_or(ServiceError::NoKey(named::LOOKUP))?;
        Ok(Some(Self { feeds, inbox, key: InboxKey::new(&lookup), clock }))
    }

    /// Whether a book has settings of feeds.
    #[must_use]
    pub fn is_wanted(directory: &Path) -> bool {
        directory.join(FEEDS_FILE).exists()
    }

    /// Checks a body and stores it. It is durable when this returns.
    ///
    /// # Errors
    /// Why it was not taken; nothing is stored then.
    pub fn receive(
        &self,
        kind: &str,
        account: &str,
        credentials: &Credentials<'_>,
        body: &[u8],
    ) -> Result<Received, FeedRefusal> {
        let kind = FeedKind::from_word(kind).ok_or(FeedRefusal::NoSuchFeed)?;
        let feed = self.feeds.of(kind, account).ok_or(FeedRefusal::NoSuchFeed)?;
        let signed_at = signature::check(feed, credentials, body)?;
        let event = feed_event(kind, body).ok_or(FeedRefusal::Malformed)?;
        if event.is_trial {
            return Ok(Received::Trial);
        }
        if event.account_number != feed.account_number {
            return Err(FeedRefusal::OtherAccount);
        }
        let hash = self.key.event(kind.word(), account, &event.id);
        let mut inbox = self.inbox.lock().unwrap_or_else(PoisonError::into_inner);
        let now = (self.clock)();
        let apart = signed_at.map_or(0, |signed_at| now.0 - signed_at);
        if apart.abs() > feed.window_seconds {
            // What is here already may be sent again at any time.
            let is_here = inbox.holds(kind.word(), account, &hash).map_err(ServiceError::from)?;
            return if is_here { Ok(Received::Known) } else { Err(FeedRefusal::Clock(apart)) };
        }
        let mut salt = [0; 16];
        fill(&mut salt)?;
        let body = self.key.seal(salt, body)?;
        let (feed, account) = (kind.word().to_owned(), account.to_owned());
        let event = InboxEvent { feed, account, event: hash, received_at: now, body };
        let is_new = inbox.put(&event).map_err(ServiceError::from)?;
        Ok(if is_new { Received::Stored } else { Received::Known })
    }
}
