//! The named accounts that stand opposite the book's stores in every posting. Stores (bank, cash,
//! goods) hold value with a plus; what came in stands here with a minus, what went out with a plus.
//! The numbers of Circular 41/2022 have not been compared ("chưa đối chiếu"): names, no numbers.

use crate::id::AccountId;

macro_rules! named_accounts {
    ($($(#[$meta:meta])* $constant:ident = $name:literal),* $(,)?) => {
        $($(#[$meta])* pub const $constant: AccountId = AccountId::literal($name);)*
        /// Every named account; no store may take one of these names.
        pub const NAMED: &[AccountId] = &[$($constant),*];
    };
}

named_accounts! {
    /// Credits at the bank that nobody has attributed yet.
    UNATTRIBUTED = "unattributed",
    /// Debits at the bank that nobody has explained yet.
    SUSPENSE = "suspense",
    /// Gifts of money.
    GIFTS = "gifts",
    /// Gifts of goods, at their valuation.
    GOODS_GIFTS = "goods-gifts",
    /// Gifts of labour, at their valuation.
    LABOUR_GIFTS = "labour-gifts",
    /// Bank interest.
    INTEREST = "interest",
    /// Bank fees.
    FEES = "fees",
    /// The tax on bank fees.
    FEES_VAT = "fees-vat",
    /// Money sent back to givers.
    REFUNDS = "refunds",
    /// Spending.
    SPENDING = "spending",
    /// Paid by us, not yet seen at the bank.
    UNSETTLED = "unsettled",
    /// Between our own accounts, funds and books.
    TRANSFERS = "transfers",
}
