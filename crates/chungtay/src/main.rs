//! The binary: command line, settings and wiring. The only place that reads the clock and the
//! environment; it decides nothing and holds no text of its own.

fn main() {}
