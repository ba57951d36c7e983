//! One entry: what it says, what it moved, who stands for it, and where it lies in the log.

use super::matching::{Fulfils, Give, Matched};
use crate::portal::frame::Frame;
use crate::portal::pages::comparison::Seen;
use crate::portal::pages::statement::{FilePlace, ToldBy};
use crate::portal::record::{Amount, Named, Opened, Verbatim};
use askama::Template;
use chungtay_ledger::date::{Date, Moment};
use chungtay_ledger::entry::Authority;

/// One posting.
#[derive(Clone, Debug)]
pub struct PostingRow {
    /// The account: a store of the book, or a named account by its word (`unattributed`).
    pub account: PostingAccount,
    /// The fund.
    pub fund: Named,
    /// The amount.
    pub amount: Amount,
}

/// Where a posting stands.
#[derive(Clone, Debug)]
pub enum PostingAccount {
    /// A store of the book.
    Store(Named),
    /// A named account of the ledger, by its word.
    Ledger(&'static str),
}

/// One private field of the entry's record.
#[derive(Clone, Debug)]
pub struct OpeningRow {
    /// The field's name as the kind lists it (`memo`).
    pub field: &'static str,
    /// As far as it is open.
    pub value: Opened,
    /// Its commitment, hexadecimal, where a record stands.
    pub commitment: Option<String>,
}

/// One public field of the entry, shown as the entry holds it.
#[derive(Clone, Debug)]
pub struct PublicField {
    /// The field's name as the kind lists it.
    pub field: String,
    /// Its value as canonical JSON, without quotation marks for plain text.
    pub value: Verbatim,
}

/// How another entry belongs to this one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// The other attributes this one.
    AttributedBy,
    /// This one attributes the other.
    Attributes,
    /// The other reverses this one.
    ReversedBy,
    /// This one reverses the other.
    Reverses,
    /// The import that brought this line.
    BroughtBy,
    /// The request this one answers or pays.
    Request,
    /// A decision on this request.
    DecidedBy,
    /// A payment of this request.
    PaidBy,
    /// The bank line that settles this payment, or the payment it settles.
    Settlement,
    /// The other states this one again without its personal text.
    RestatedBy,
    /// This one states the other again.
    Restates,
    /// A rule of the other entry tells what this line is.
    ToldBy,
    /// The rule that this one applies.
    ByRule,
    /// The other applies this rule.
    UsedBy,
    /// The pledge that this one fulfils.
    Fulfils,
    /// The other fulfils this pledge.
    FulfilledBy,
    /// The earlier line that this one returns money of.
    Returns,
    /// The other returns money of this line.
    ReturnedBy,
    /// A suggestion for this line that the other declines.
    DeclinedBy,
    /// The other says from which book this transfer came or to which it went.
    BetweenBooks,
    /// Any other tie that the entry names.
    Names,
}

impl Relation {
    /// Every relation.
    pub const ALL: [Self; 21] = [
        Self::AttributedBy,
        Self::Attributes,
        Self::ReversedBy,
        Self::Reverses,
        Self::BroughtBy,
        Self::Request,
        Self::DecidedBy,
        Self::PaidBy,
        Self::Settlement,
        Self::RestatedBy,
        Self::Restates,
        Self::ToldBy,
        Self::ByRule,
        Self::UsedBy,
        Self::Fulfils,
        Self::FulfilledBy,
        Self::Returns,
        Self::ReturnedBy,
        Self::DeclinedBy,
        Self::BetweenBooks,
        Self::Names,
    ];

    /// The word in message keys.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::AttributedBy => "attributed-by",
            Self::Attributes => "attributes",
            Self::ReversedBy => "reversed-by",
            Self::Reverses => "reverses",
            Self::BroughtBy => "brought-by",
            Self::Request => "request",
            Self::DecidedBy => "decided-by",
            Self::PaidBy => "paid-by",
            Self::Settlement => "settlement",
            Self::RestatedBy => "restated-by",
            Self::Restates => "restates",
            Self::ToldBy => "told-by",
            Self::ByRule => "by-rule",
            Self::UsedBy => "used-by",
            Self::Fulfils => "fulfils",
            Self::FulfilledBy => "fulfilled-by",
            Self::Returns => "returns",
            Self::ReturnedBy => "returned-by",
            Self::DeclinedBy => "declined-by",
            Self::BetweenBooks => "between-books",
            Self::Names => "names",
        }
    }
}

/// A person who acted: a random identifier, and a name where it is open.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Random identifier.
    pub id: String,
    /// The name as far as it is open.
    pub name: Opened,
    /// The post held that day, where one is told.
    pub post: Option<Verbatim>,
}

/// Where the entry lies in the log.
#[derive(Clone, Debug)]
pub struct LogPlace {
    /// SHA-256(0x00 ‖ bytes), hexadecimal.
    pub leaf_hash: String,
    /// Entries in the tree the proof is for.
    pub tree_size: u64,
    /// The root the proof leads to, hexadecimal.
    pub root: String,
    /// Inclusion proof, leaf first, hexadecimal.
    pub proof: Vec<String>,
}

/// One entry.
#[derive(Clone, Debug)]
pub struct EntryView {
    /// Its place in the log, from zero.
    pub number: u64,
    /// The kind with its version.
    pub kind: String,
    /// The day it happened.
    pub occurred_on: Date,
    /// When it was entered.
    pub recorded_at: Moment,
    /// Who acted.
    pub actor: Actor,
    /// On what that rests.
    pub authority: Authority,
    /// Who prepared what this entry approves or pays, where that was another entry.
    pub prepared_by: Option<Actor>,
    /// Who approved it.
    pub approved_by: Option<Actor>,
    /// Where a line stands in its file.
    pub file_place: Option<FilePlace>,
    /// The sources that show a line, where there is more than one.
    pub seen: Option<Seen>,
    /// What a rule told of it.
    pub told_by: Option<ToldBy>,
    /// The number of the statement file, where this entry brought one.
    pub statement: Option<u32>,
    /// Why the line counts as what it does, or what this attribution says.
    pub matched: Option<Matched>,
    /// How to give to what this entry asks for; none where it asks for nothing.
    pub give: Vec<Give>,
    /// What moved; empty where nothing did.
    pub postings: Vec<PostingRow>,
    /// What it says in public.
    pub public_fields: Vec<PublicField>,
    /// Its private fields, as far as they are open.
    pub openings: Vec<OpeningRow>,
    /// Entries that belong to it.
    pub linked: Vec<(Relation, u64)>,
    /// Where it lies in the log; `None` before a checkpoint covers it.
    pub place: Option<LogPlace>,
    /// The later entry that states it again, where its own bytes were withheld: all that is shown of it
    /// is what that entry states.
    pub withheld: Option<u64>,
    /// Its canonical bytes as text.
    pub canonical: String,
    /// The entry before it.
    pub previous: Option<u64>,
    /// The entry after it.
    pub next: Option<u64>,
}

/// One entry's page.
#[derive(Template)]
#[template(path = "entry.html")]
pub struct EntryPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub entry: EntryView,
}
