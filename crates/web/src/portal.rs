//! The public record: pages that read without scripts, in Vietnamese and English, every number bound to
//! its figure or its entry. Never shows what the log and the openings do not hold.

pub mod assets;
pub mod books;
pub mod calendar;
pub mod card;
pub mod figure;
pub mod frame;
mod handlers;
mod html;
mod page_cache;
pub mod pages;
pub mod period;
pub mod record;
mod response;
pub mod router;
pub mod script;
pub mod source;
pub mod syndication;
pub mod verifier;

pub(crate) use handlers::ForCopy;
pub(crate) use handlers::preview;
pub(crate) use response::secure;
pub use router::{Settings, router};
pub use source::PortalSource;
