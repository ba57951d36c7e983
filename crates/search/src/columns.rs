//! The facts of a block's lines as columns: unbroken stretches of lines that share account, fund and day,
//! then the amounts in order.

use crate::bytes::{Cursor, put, put_bytes, put_signed};
use chungtay_ledger::date::Date;
use chungtay_ledger::id::{AccountId, FundId};
use chungtay_ledger::money::Dong;

/// Lines of unbroken places that share account, fund and day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Place of the first line in the block.
    pub first: u16,
    /// Place of the last.
    pub last: u16,
    /// The account.
    pub account: AccountId,
    /// The fund.
    pub fund: FundId,
    /// The day.
    pub day: Date,
}

/// The columns of a block while it is written.
#[derive(Default)]
pub struct ColumnsWriter {
    stretches: Vec<Stretch>,
    amounts: Vec<u8>,
    /// Lines in the block.
    pub lines: u64,
    /// The sum of their amounts.
    pub sum: i64,
}

impl ColumnsWriter {
    /// Adds a line; places rise.
    pub fn push(&mut self, place: u16, account: AccountId, fund: FundId, day: Date, amount: Dong) {
        put_signed(amount.0, &mut self.amounts);
        self.lines += 1;
        self.sum = self.sum.saturating_add(amount.0);
        match self.stretches.last_mut() {
            Some(stretch)
                if stretch.last + 1 == place
                    && (stretch.account, stretch.fund, stretch.day) == (account, fund, day) =>
            {
                stretch.last = place;
            }
            _ => self.stretches.push(Stretch { first: place, last: place, account, fund, day }),
        }
    }

    /// The stored form.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.amounts.len() + self.stretches.len() * 32);
        put(self.stretches.len() as u64, &mut out);
        for stretch in &self.stretches {
            put(u64::from(stretch.first), &mut out);
            put(u64::from(stretch.last - stretch.first), &mut out);
            put_bytes(stretch.account.as_str().as_bytes(), &mut out);
            put_bytes(stretch.fund.as_str().as_bytes(), &mut out);
            put_signed(i64::from(stretch.day.days_since_epoch()), &mut out);
        }
        out.extend_from_slice(&self.amounts);
        out
    }
}

/// The columns of a block as stored.
pub struct Columns<'a> {
    /// The stretches, in order.
    pub stretches: Vec<Stretch>,
    amounts: Cursor<'a>,
}

impl<'a> Columns<'a> {
    /// Reads them; `None` where they are damaged.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut cursor = Cursor(bytes);
        let mut stretches = Vec::new();
        for _ in 0..cursor.take()? {
            let first = u16::try_from(cursor.take()?).ok()?;
            let more = u16::try_from(cursor.take()?).ok()?;
            let text = |bytes| std::str::from_utf8(bytes).ok();
            stretches.push(Stretch {
                first,
                last: first.checked_add(more)?,
                account: AccountId::new(text(cursor.take_bytes()?)?)?,
                fund: FundId::new(text(cursor.take_bytes()?)?)?,
                day: Date::from_days_since_epoch(i32::try_from(cursor.take_signed()?).ok()?)?,
            });
        }
        Some(Self { stretches, amounts: cursor })
    }

    /// The next line's amount, in order of places.
    #[inline]
    pub fn next_amount(&mut self) -> Option<i64> {
        self.amounts.take_signed()
    }
}
