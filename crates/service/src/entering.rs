//! One entry with its private record, entered and published: what the verbs around personal data share.

use crate::book::Book;
use crate::error::Result;
use crate::import::begin::push;
use chungtay_journal::BookAppend;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_views::Views;

impl Book {
    /// Enters one body, by the operator where nobody else is named, and publishes it. Returns its number.
    pub fn enter(
        &mut self,
        actor: Option<PersonId>,
        body: Body,
        private: &[Option<&str>],
    ) -> Result<u64> {
        let actor = match actor {
            Some(actor) => actor,
            None => self.operator()?,
        };
        let at = self.state().size;
        let mut batch = BookAppend::default();
        push(self, &mut batch, actor, None, body, Some(private))?;
        self.append(&batch)?;
        self.publish()?;
        Ok(at)
    }

    /// Brings the read models up to the openings, and leaves nothing behind of what was taken away.
    pub(crate) fn scrub_views(&self) -> Result<()> {
        let mut views = Views::open(self.directory(), self.folder.book_id())?;
        views.catch_up(&self.folder.journal, &self.folder.openings)?;
        Ok(views.scrub()?)
    }
}
