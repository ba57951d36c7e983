//! Rising numbers (places of lines, numbers of words) as they are stored: gaps, or a bitmap where that is
//! shorter.

use crate::bits::Bits;
use crate::bytes::{Cursor, put};

/// Appends them: the length in bytes doubled, one more for a bitmap, then the bytes. `length`: all numbers
/// lie below it.
pub fn put_places(places: &[u32], length: u64, out: &mut Vec<u8>) {
    let mut list = Vec::with_capacity(places.len() * 2);
    let mut next = 0;
    for place in places {
        put(u64::from(*place) - next, &mut list);
        next = u64::from(*place) + 1;
    }
    let bitmap = usize::try_from(length.div_ceil(64) * 8).unwrap_or(usize::MAX);
    if list.len() <= bitmap {
        put(list.len() as u64 * 2, out);
        out.extend_from_slice(&list);
        return;
    }
    let mut bits = Bits::none(bitmap * 8);
    for place in places {
        bits.set(*place);
    }
    put(bitmap as u64 * 2 + 1, out);
    out.extend_from_slice(&bits.to_stored());
}

/// As [`put_places`] wrote them.
#[derive(Clone, Copy, Debug)]
pub enum Places<'a> {
    /// Gaps between rising numbers.
    Gaps(&'a [u8]),
    /// Eight bytes for 64 numbers.
    Bitmap(&'a [u8]),
}

impl<'a> Places<'a> {
    /// Reads them; `None` where they are damaged.
    pub fn take(cursor: &mut Cursor<'a>) -> Option<Self> {
        let length = cursor.take()?;
        let bytes = cursor.split(length / 2)?;
        Some(if length % 2 == 1 { Self::Bitmap(bytes) } else { Self::Gaps(bytes) })
    }

    /// Gives each to `visit`, rising.
    #[inline]
    pub fn each(self, mut visit: impl FnMut(u32)) -> Option<()> {
        match self {
            Self::Gaps(bytes) => {
                let mut cursor = Cursor(bytes);
                let mut next = 0;
                while !cursor.is_empty() {
                    let place = cursor.take()?.checked_add(next)?;
                    visit(u32::try_from(place).ok()?);
                    next = place + 1;
                }
            }
            Self::Bitmap(bytes) => {
                let mut bits = Bits::none(bytes.len() * 8);
                bits.add_stored(bytes);
                bits.places().for_each(visit);
            }
        }
        Some(())
    }

    /// Adds them to `found`.
    pub fn add_to(self, found: &mut Bits) -> Option<()> {
        match self {
            Self::Gaps(_) => self.each(|place| found.set(place)),
            Self::Bitmap(bytes) => {
                found.add_stored(bytes);
                Some(())
            }
        }
    }
}
