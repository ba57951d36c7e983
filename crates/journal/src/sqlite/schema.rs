//! Which files there are, their migrations, and how each is tuned. Never touches a connection.

/// One kind of file and how it is opened.
pub(crate) struct Kind {
    /// The file's name in the book's folder.
    pub(crate) file_name: &'static str,
    /// `PRAGMA application_id`, four ASCII letters: tells a book's files from strangers'.
    pub(crate) application_id: i32,
    /// The scripts in order; `user_version` counts those that have run.
    pub(crate) migrations: &'static [&'static str],
    /// Records that can be erased: a revision is kept, and what is deleted is overwritten.
    pub(crate) holds_records: bool,
}

impl Kind {
    /// The schema version of this release.
    pub(crate) fn known_version(&self) -> u32 {
        u32::try_from(self.migrations.len()).unwrap_or(u32::MAX)
    }
}

pub(crate) const JOURNAL: Kind = Kind {
    file_name: "journal.sqlite",
    application_id: i32::from_be_bytes(*b"CTjo"),
    migrations: &[
        include_str!("../../migrations/journal/0001_first.sql"),
        include_str!("../../migrations/journal/0002_withheld.sql"),
    ],
    holds_records: false,
};

pub(crate) const VAULT: Kind = Kind {
    file_name: "vault.sqlite",
    application_id: i32::from_be_bytes(*b"CTva"),
    migrations: &[include_str!("../../migrations/vault/0001_first.sql")],
    holds_records: true,
};

pub(crate) const KEYS: Kind = Kind {
    file_name: "keys.sqlite",
    application_id: i32::from_be_bytes(*b"CTke"),
    migrations: &[include_str!("../../migrations/keys/0001_first.sql")],
    holds_records: true,
};

pub(crate) const OPENINGS: Kind = Kind {
    file_name: "openings.sqlite",
    application_id: i32::from_be_bytes(*b"CTop"),
    migrations: &[include_str!("../../migrations/openings/0001_first.sql")],
    holds_records: true,
};

/// Made when the book has its first feed.
pub(crate) const FEEDS: Kind = Kind {
    file_name: "feeds.sqlite",
    application_id: i32::from_be_bytes(*b"CTfe"),
    migrations: &[include_str!("../../migrations/feeds/0001_first.sql")],
    holds_records: true,
};
