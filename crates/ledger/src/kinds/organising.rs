//! Organisations in time, what they aim at and what they call for: renamed, moved, merged; their part in the
//! works; posts that ended; targets; drives with their units, from launch to close. Names of organisations are
//! public; persons are random identifiers.

use crate::canonical::{record, words};
use crate::date::Date;
use crate::id::{FundId, Id};
use crate::kinds::told::Citation;
use crate::money::Dong;
use crate::term::Period;

words! {
    /// What becomes of an organisation from a day on.
    OrganisationStep {
        /// It bears another name.
        Renamed = "renamed",
        /// It belongs to another organisation, or to none.
        Moved = "moved",
        /// It went into another; what it did counts as that one's and below.
        Merged = "merged",
        /// It was dissolved and went into none.
        Ended = "ended",
    }
    /// What part an organisation has in the book.
    OrganisationRole {
        /// One of the book's own units.
        Unit = "unit",
        /// Gives or launches together with them.
        Partner = "partner",
        /// Permits, decides or inspects by its office.
        Authority = "authority",
        /// Those who live there.
        Residents = "residents",
    }
    /// In what a target is counted.
    TargetUnit {
        /// Whole đồng.
        Dong = "dong",
        /// Things.
        Count = "count",
        /// Whole metres.
        Metres = "metres",
        /// Tenths of a day's work.
        DaysTenths = "days-tenths",
    }
    /// What a drive is.
    DriveClass {
        /// A day's salary of members and staff.
        SalaryDay = "salary-day",
        /// An appeal to businesses.
        Businesses = "businesses",
        /// An appeal to everybody.
        Appeal = "appeal",
        /// A special drive.
        Special = "special",
    }
    /// Whom a drive asks.
    DriveAsking {
        /// The members of its units' rosters, a share each.
        Roster = "roster",
        /// Whoever will.
        Open = "open",
    }
}

record! {
    /// `organisation_change/1`: from a day on, an organisation has another name or another place in the tree, or
    /// is no more. What stood before stands for the days before.
    OrganisationChange {
        /// The decision it rests on.
        basis: Option<Id>,
        /// What changes.
        change: OrganisationStep,
        /// Where it is told of.
        cited: Option<Citation>,
        /// The first day on which it holds.
        from: Date,
        /// The organisation it went into.
        into: Option<Id>,
        /// Its new name.
        name: Option<String>,
        /// The organisation.
        organisation: Id,
        /// The organisation it belongs to from then on; absent where it stands by itself.
        parent: Option<Id>,
    }
    /// `organisation_role/1`: what part an organisation has; it may have several.
    OrganisationPart {
        /// Where it is told of.
        cited: Option<Citation>,
        /// When.
        during: Option<Period>,
        /// The organisation.
        organisation: Id,
        /// The part.
        role: OrganisationRole,
    }
    /// `post_end/1`: a post that was entered without its end was held up to a day.
    PostEnd {
        /// Where it is told of.
        cited: Option<Citation>,
        /// The post's entry.
        post: u64,
        /// The last day.
        until: Date,
    }
    /// `target/1`: what is to be reached. How far it is follows from the question bound in it, asked over its
    /// period; without a question nobody can tell. Private field: the source's words.
    Target {
        /// The resolution, plan or drive that sets it.
        basis: Option<Id>,
        /// Where it is told of.
        cited: Option<Citation>,
        /// A question in the figure language, without a period of its own.
        expression: Option<String>,
        /// Identifier.
        id: Id,
        /// What is measured, in the words of whoever set it.
        indicator: String,
        /// Whose target it is.
        organisation: Option<Id>,
        /// By when, or within what time.
        period: Option<Period>,
        /// The programme it belongs to.
        programme: Option<Id>,
        /// In what it is counted.
        unit: TargetUnit,
        /// How much is to be reached.
        value: i64,
    }
    /// `drive/1`: a drive is launched, on the entry's day. Private field: note.
    Drive {
        /// Whom it asks.
        asking: DriveAsking,
        /// What it is launched under.
        bases: Vec<Id>,
        /// Where it is told of.
        cited: Option<Citation>,
        /// What it is.
        class: DriveClass,
        /// The last day planned.
        closes: Option<Date>,
        /// Invented for demonstration.
        demonstration: bool,
        /// The fund it collects for.
        fund: FundId,
        /// The sum it aims at.
        goal: Option<Dong>,
        /// Identifier.
        id: Id,
        /// Who launches it, in the order given.
        launchers: Vec<Id>,
        /// Name.
        name: String,
        /// The programme it belongs to.
        programme: Option<Id>,
    }
    /// `drive_unit/1`: a unit takes part in a drive.
    DriveUnit {
        /// The drive.
        drive: Id,
        /// What the unit is asked for, where no roster says it.
        expected: Option<Dong>,
        /// The unit.
        organisation: Id,
        /// Its roster.
        roster: Option<Id>,
    }
    /// `drive_close/1`: a drive is closed, on the entry's day. Private field: note.
    DriveClose {
        /// The drive.
        drive: Id,
    }
}
