//! What of a bank memo the public may see. Account, phone and reference digits are never shown; under
//! the initials policy no word is shown that is not known to be ordinary. Errs towards hiding; stores
//! nothing, and the memo itself stays in the vault.

mod digits;
mod initials;
mod ordinary;
mod personal;

pub use digits::{mask_digits, mask_digits_into};
pub use initials::{initials, initials_into};
pub use ordinary::is_ordinary_word;
pub use personal::personal_number;

/// What stands for hidden digits: U+2022.
pub const MARK: char = '•';
