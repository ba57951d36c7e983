//! A strip map: works along numbered posts, in the order of the posts. Not to scale, on no coordinates. What
//! is read by a convention is marked so, and what cannot be read stands apart in the source's words.

use super::works::Quantity;
use crate::portal::frame::Frame;
use crate::portal::record::{Named, Verbatim};
use askama::Template;
use chungtay_ledger::chainage::{Doubt, Series};
use chungtay_ledger::kinds::works::{WorkClass, WorkState};

/// A line of posts: the border's markers, or one programme's kilometre posts or stakes. What is invented
/// for demonstration stands on a line of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostLine {
    /// The identifier in the address.
    pub id: String,
    /// What is counted along.
    pub series: Series,
    /// Whose posts; `None` for the border.
    pub programme: Option<Named>,
    /// Whether its works are invented.
    pub demonstration: bool,
}

/// One post that something stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The post as written.
    pub label: Verbatim,
    /// Whether posts between the one before and this one are left out.
    pub after_gap: bool,
}

/// A place along the posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Which of the strip's posts, from zero.
    pub post: usize,
    /// How far towards the next, in thousandths; what lies past a border marker is drawn half way, since
    /// nobody published how far the next one is.
    pub past_thousandths: u16,
}

/// A place or a length of one work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// Where it begins.
    pub from: Place,
    /// Where it ends; `None` for a place.
    pub to: Option<Place>,
}

/// One work on the strip.
#[derive(Clone, Debug)]
pub struct StripItem {
    /// The work.
    pub work: Named,
    /// What it is.
    pub class: WorkClass,
    /// How far it is.
    pub state: Option<WorkState>,
    /// The chainage or markers in the source's words.
    pub words: Vec<Verbatim>,
    /// Where it stands, in the order of the posts; never empty.
    pub reaches: Vec<Reach>,
    /// Its quantities.
    pub quantities: Vec<Quantity>,
    /// What the reading of the words rests on.
    pub doubts: Vec<Doubt>,
}

/// A work whose words could not be read.
#[derive(Clone, Debug)]
pub struct UnreadWork {
    /// The work.
    pub work: Named,
    /// The words.
    pub words: Vec<Verbatim>,
}

/// Works along one line of posts.
#[derive(Clone, Debug)]
pub struct Strip {
    /// The line.
    pub line: PostLine,
    /// Posts that something stands at, in order.
    pub posts: Vec<Post>,
    /// Works in the order in which they begin.
    pub items: Vec<StripItem>,
}

impl Strip {
    /// Works whose place rests on a convention.
    #[must_use]
    pub fn guessed(&self) -> Vec<&StripItem> {
        self.items.iter().filter(|item| !item.doubts.is_empty()).collect()
    }
}

/// Strips, and what could not be put on any.
#[derive(Clone, Debug, Default)]
pub struct Strips {
    /// One per line of posts.
    pub strips: Vec<Strip>,
    /// Works whose words could not be read.
    pub unread: Vec<UnreadWork>,
}

impl Strips {
    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.strips.is_empty() && self.unread.is_empty()
    }
}

/// One line's page.
#[derive(Template)]
#[template(path = "strip.html")]
pub struct StripPage {
    /// Around the page.
    pub frame: Frame,
    /// In the page: one strip, and what could not be read.
    pub strips: Strips,
}
