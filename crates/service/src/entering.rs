//! One entry with its private record, entered and published: what the verbs around personal data share.

use crate::book::Book;
use crate::error::Result;
use crate::import::begin::push;
use crate::log_keys::request::KeyRequest;
use chungtay_journal::BookAppend;
use chungtay_ledger::id::PersonId;
use chungtay_ledger::kinds::bodies::Body;
use chungtay_ledger::refusal::Refusal;
use chungtay_views::Views;

impl Book {
    /// Enters one body, by the operator where nobody else is named, and publishes it. Returns its number.
    pub fn enter(
        &mut self,
        actor: Option<PersonId>,
        body: Body,
        private: &[Option<&str>],
    ) -> Result<u64> {
        self.enter_with(actor, body, Some(private))
    }

    /// The same without private fields.
    pub fn enter_plain(&mut self, actor: Option<PersonId>, body: Body) -> Result<u64> {
        self.enter_with(actor, body, None)
    }

    fn enter_with(
        &mut self,
        actor: Option<PersonId>,
        body: Body,
        private: Option<&[Option<&str>]>,
    ) -> Result<u64> {
        let actor = match actor {
            Some(actor) => actor,
            None => self.operator()?,
        };
        let at = self.state().size;
        let mut batch = BookAppend::default();
        push(self, &mut batch, actor, None, body, private)?;
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

impl Book {
    /// Enters what a signed request says of the log's keys, and publishes it. `actor` is needed where the
    /// book has no entry yet.
    pub fn enter_request(&mut self, request: &KeyRequest, actor: Option<PersonId>) -> Result<u64> {
        let body = request.body().ok_or(Refusal::LogKeys { field: "request" })?;
        let (origin, signs) = self.publisher.signs_as();
        let (keys, of) = match &body {
            Body::LogRoots(stated) => (&stated.keys, stated.origin.as_str()),
            Body::LogSuccessor(said) => (&said.keys, said.origin.as_str()),
            Body::LogKeyChange(change) => (&change.keys, origin),
            _ => return Err(Refusal::LogKeys { field: "request" }.into()),
        };
        if *keys != signs {
            return Err(Refusal::LogKeys { field: "keys" }.into());
        }
        if of != origin {
            return Err(Refusal::LogKeys { field: "origin" }.into());
        }
        let actor = match actor {
            Some(actor) => actor,
            None => self.operator()?,
        };
        let at = self.state().size;
        let mut batch = BookAppend::default();
        push(self, &mut batch, actor, None, body, None)?;
        self.append(&batch)?;
        self.publish()?;
        Ok(at)
    }
}
