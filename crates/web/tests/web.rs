//! The portal's tests: every page rendered in both languages over sample data, and the router's manners.

#[path = "web/manners.rs"]
mod manners;
#[path = "web/rendered.rs"]
mod rendered;
#[path = "web/sample.rs"]
mod sample;
