//! Drives: a day's salary, an appeal to businesses, a special drive; goal, units and their progress, whom it
//! thanks by the names policy, and its close.

use super::matching::Give;
use crate::portal::figure::Figure;
use crate::portal::frame::Frame;
use crate::portal::record::{Named, Opened, Verbatim};
use askama::Template;
use chungtay_ledger::date::Date;
use chungtay_ledger::kinds::organising::{DriveAsking, DriveClass};

/// One drive in a list.
#[derive(Clone, Debug)]
pub struct DriveRow {
    /// The drive.
    pub drive: Named,
    /// What it is.
    pub class: DriveClass,
    /// Whom it asks.
    pub asking: DriveAsking,
    /// The day of its launch.
    pub launched_on: Date,
    /// The last day planned.
    pub closes: Option<Date>,
    /// The day it was closed and the entry.
    pub closed: Option<(Date, u64)>,
    /// What came.
    pub received: Figure,
    /// The goal.
    pub goal: Option<Figure>,
    /// How much of the goal.
    pub share: Option<Figure>,
}

/// All drives.
#[derive(Clone, Debug)]
pub struct Drives {
    /// The newest first.
    pub rows: Vec<DriveRow>,
}

/// The page of drives.
#[derive(Template)]
#[template(path = "drives.html")]
pub struct DrivesPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub drives: Drives,
}

/// A unit of a drive.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// The unit.
    pub unit: Named,
    /// Its roster.
    pub roster: Option<Verbatim>,
    /// What it is asked for.
    pub expected: Option<Figure>,
    /// What came.
    pub received: Figure,
    /// What is missing.
    pub missing: Option<Figure>,
    /// How many gifts.
    pub gifts: Figure,
    /// Members of its roster, and how many gave their whole share.
    pub members: Option<(Figure, Figure)>,
    /// The entry.
    pub entry: u64,
}

/// Somebody who is thanked.
#[derive(Clone, Debug)]
pub struct ThanksRow {
    /// The name by the book's policy, or the organisation.
    pub giver: Opened,
    /// The organisation's page.
    pub organisation: Option<Named>,
    /// The day of the gift.
    pub on: Date,
    /// The entry.
    pub entry: u64,
}

/// A page of those who are thanked.
#[derive(Clone, Debug)]
pub struct Thanks {
    /// By name.
    pub rows: Vec<ThanksRow>,
    /// How many gifts of this page show no name.
    pub unnamed: Figure,
    /// The page, from one.
    pub page: usize,
    /// How many there are.
    pub pages: usize,
    /// The same, to be shown.
    pub of_pages: Figure,
}

/// A page of thanks by itself.
#[derive(Clone, Debug)]
pub struct ThanksView {
    /// The drive.
    pub drive: Named,
    /// Its page.
    pub thanks: Thanks,
}

/// One drive.
#[derive(Clone, Debug)]
pub struct DriveView {
    /// As in the list.
    pub row: DriveRow,
    /// The fund.
    pub fund: Named,
    /// Who launched it, in the order given.
    pub launchers: Vec<Named>,
    /// What it was launched under.
    pub bases: Vec<Named>,
    /// The programme.
    pub programme: Option<Named>,
    /// A note on its launch.
    pub note: Option<Verbatim>,
    /// A note on its close.
    pub closing_note: Option<Verbatim>,
    /// What is missing to the goal.
    pub missing: Option<Figure>,
    /// How many gifts of money.
    pub gifts: Figure,
    /// Of no unit.
    pub of_no_unit: Option<Figure>,
    /// In kind.
    pub in_kind: Option<Figure>,
    /// Unit by unit.
    pub units: Vec<UnitRow>,
    /// The first page of whom it thanks.
    pub thanks: Thanks,
    /// How to give, while it is open.
    pub give: Vec<Give>,
    /// The entry of its launch.
    pub entry: u64,
}

/// One drive's page.
#[derive(Template)]
#[template(path = "drive.html")]
pub struct DrivePage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub drive: DriveView,
}

/// A page of thanks.
#[derive(Template)]
#[template(path = "drive-thanks.html")]
pub struct ThanksPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page.
    pub view: ThanksView,
}
