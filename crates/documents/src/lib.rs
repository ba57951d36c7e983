//! Drawings and papers made from what the books say. So far: QR codes, as SVG and as PNG.
//!
//! It never decides what a paper says, and reads no file.

pub mod qr;
