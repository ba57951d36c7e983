//! What a browser sees: `portal` is the public record. Handlers here fetch and render; they never decide,
//! never compute a figure and never hold text of their own.

pub mod feeds;
pub mod portal;
pub mod published;
pub mod server;
pub mod static_copy;
pub mod witness;
