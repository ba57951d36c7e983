//! Lists the entries that an answer of the figure language counts by the day. Never sums: what they come
//! to is the fold's to say.

use crate::ViewsError;
use crate::reader::ReaderTransaction;
use chungtay_ledger::date::Date;
use rusqlite::params;

impl ReaderTransaction<'_> {
    /// Entries among the first `size` that say which bank lines of a fund, from one day to another, are gifts or
    /// something else: attributions of lines, and rules over the import that a line came with. In order.
    pub fn bank_attributions(
        &self,
        size: u64,
        fund: &str,
        (from, to): (Option<Date>, Option<Date>),
    ) -> Result<Vec<u64>, ViewsError> {
        let from = from.map_or_else(String::new, |day| day.to_string());
        let to = to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        self.sequences(
            "SELECT tie.sequence FROM line JOIN tie USING (book_id)
             WHERE book_id = ?1 AND tie.sequence < ?2 AND fund = ?3 AND day >= ?4 AND day <= ?5
               AND subject = 'entry' AND id = CAST(line.sequence AS TEXT) AND relation = 'attributed-by'
             UNION
             SELECT tie.sequence FROM
               (SELECT DISTINCT import FROM line
                WHERE book_id = ?1 AND fund = ?3 AND day >= ?4 AND day <= ?5 AND amount > 0) JOIN tie
             WHERE book_id = ?1 AND tie.sequence < ?2
               AND subject = 'import' AND id = CAST(import AS TEXT) AND relation = 'attributed-by'
             ORDER BY 1",
            params![self.book(), size, fund, from, to],
        )
    }

    /// Entries among the first `size` that may move something and are no bank lines, the newest first, at most
    /// `limit`: whatever posts, and gifts and promises without a value.
    pub fn moving_entries(&self, size: u64, limit: usize) -> Result<Vec<u64>, ViewsError> {
        self.sequences(
            "SELECT sequence FROM entry
             WHERE book_id = ?1 AND sequence < ?2
               AND (kind LIKE 'gift/%' OR kind LIKE 'pledge/%' OR EXISTS (
                   SELECT 1 FROM posting
                   WHERE posting.book_id = entry.book_id AND posting.sequence = entry.sequence))
             ORDER BY sequence DESC LIMIT ?3",
            params![self.book(), size, limit],
        )
    }

    /// Entries among the first `size` of a class (`cash`, `goods`, `stored`, `labour`, `pledge`, `payment`)
    /// in a fund, from one day to another. Of bank lines see
    /// [`bank_attributions`](Self::bank_attributions).
    pub fn movement_entries(
        &self,
        size: u64,
        class: &str,
        fund: &str,
        (from, to): (Option<Date>, Option<Date>),
    ) -> Result<Vec<u64>, ViewsError> {
        let from = from.map_or_else(String::new, |day| day.to_string());
        let to = to.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let sql = match class {
            "cash" | "goods" | "stored" | "labour" => {
                "SELECT sequence FROM gift
                 WHERE book_id = ?1 AND sequence < ?2 AND fund = ?3 AND day >= ?4 AND day <= ?5
                   AND form = CASE ?6 WHEN 'stored' THEN 'goods' ELSE ?6 END"
            }
            "pledge" => {
                "SELECT tie.sequence FROM tie JOIN entry USING (book_id, sequence)
                 WHERE book_id = ?1 AND sequence < ?2 AND subject = 'fund' AND id = ?3
                   AND relation = 'pledged' AND day >= ?4 AND day <= ?5
                   AND ?6 = 'pledge'"
            }
            "payment" => {
                "SELECT DISTINCT spending.sequence FROM spending
                 JOIN entry USING (book_id, sequence) JOIN posting USING (book_id, sequence)
                 WHERE book_id = ?1 AND sequence < ?2 AND fund = ?3 AND day >= ?4 AND day <= ?5
                   AND step = 'paid' AND ?6 = 'payment'"
            }
            _ => return Ok(Vec::new()),
        };
        self.sequences(sql, params![self.book(), size, fund, from, to, class])
    }
}
