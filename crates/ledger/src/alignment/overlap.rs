//! Every way an unbroken stretch can lie over another: inside it, around it, or end over beginning.
//! Finds them all in time linear in the rows (Z-function); chooses none.

use super::Overlap;

/// Calls `found` with every overlap of `run` and `incoming` in which all rows are equal. Each is as
/// long as the two stretches allow in that position; none is empty.
pub(super) fn each(
    run_index: usize,
    run: &[u32],
    incoming: &[u32],
    mut found: impl FnMut(Overlap),
) {
    let at = |run_start, incoming_start, length| Overlap {
        run: run_index,
        run_start,
        incoming_start,
        length,
    };
    // The run begins at or after the incoming beginning.
    for (start, length) in prefix_lengths(run, incoming).into_iter().enumerate() {
        if length > 0 && (length == run.len() || start + length == incoming.len()) {
            found(at(0, start, length));
        }
    }
    // The incoming begins inside the run.
    for (start, length) in prefix_lengths(incoming, run).into_iter().enumerate().skip(1) {
        if length > 0 && (length == incoming.len() || start + length == run.len()) {
            found(at(start, 0, length));
        }
    }
}

/// For every place of `text`, how many rows from there equal the beginning of `pattern`.
fn prefix_lengths(pattern: &[u32], text: &[u32]) -> Vec<usize> {
    let own = z_function(pattern, pattern, None);
    z_function(pattern, text, Some(&own))
}

/// The Z-function of `text` against `pattern`; `own` is the pattern's against itself (`None` while
/// that one is being made).
fn z_function(pattern: &[u32], text: &[u32], own: Option<&[usize]>) -> Vec<usize> {
    let mut lengths = vec![0; text.len()];
    let first = usize::from(own.is_none());
    if own.is_none() && !lengths.is_empty() {
        lengths[0] = pattern.len();
    }
    let (mut left, mut right) = (0, 0);
    for place in first..text.len() {
        let mut length = 0;
        if place < right {
            let seen = own.unwrap_or(&lengths)[place - left];
            length = seen.min(right - place);
        }
        while length < pattern.len()
            && place + length < text.len()
            && pattern[length] == text[place + length]
        {
            length += 1;
        }
        lengths[place] = length;
        if place + length > right {
            (left, right) = (place, place + length);
        }
    }
    lengths
}
