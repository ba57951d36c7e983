//! Files taken and refused. The samples are Pillow's (`samples/make.py`), what they hold is what Pillow reads.
#![expect(clippy::unwrap_used, reason = "a test that cannot set itself up must stop")]

#[path = "pictures/taken.rs"]
mod taken;
