//! Bodies in the inbox: encrypted as records of the vault are, each with a key of its own that follows from the
//! book's look-up secret and a random salt beside it. What tells a transaction again is a keyed hash.

use crate::error::{Result, ServiceError};
use crate::sealing;
use chungtay_ledger::commitment::Secret;
use hmac::{Hmac, Mac};
use sha2::Sha256;

const SALT_BYTES: usize = 16;

/// The key of one book's inbox.
pub(super) struct InboxKey(Hmac<Sha256>);

impl InboxKey {
    pub fn new(lookup_secret: &[u8]) -> Self {
        let mut mac = keyed(lookup_secret);
        mac.update(b"ct/feeds");
        Self(keyed(&mac.finalize().into_bytes()))
    }

    /// What tells a transaction when it is sent again.
    pub fn event(&self, feed: &str, account: &str, id: &str) -> [u8; 16] {
        let mut mac = self.0.clone();
        for part in ["event", feed, account, id] {
            mac.update(part.as_bytes());
            mac.update(&[0]);
        }
        let full: [u8; 32] = mac.finalize().into_bytes().into();
        let mut hash = [0; 16];
        hash.copy_from_slice(&full[..16]);
        hash
    }

    /// Salt and encrypted body.
    pub fn seal(&self, salt: [u8; SALT_BYTES], body: &[u8]) -> Result<Vec<u8>> {
        let text = std::str::from_utf8(body).map_err(|_| ServiceError::Unreadable(0))?;
        let mut sealed = salt.to_vec();
        sealing::encrypt_into(&self.secret(&salt).derive(0), &[Some(text)], &mut sealed)?;
        Ok(sealed)
    }

    /// The body again.
    pub fn open(&self, sealed: &[u8], number: u64) -> Result<String> {
        let wrong = || ServiceError::Unreadable(number);
        let (salt, body) = sealed.split_at_checked(SALT_BYTES).ok_or_else(wrong)?;
        let values = sealing::decrypt(&self.secret(salt), body, number)?;
        values.into_iter().next().flatten().ok_or_else(wrong)
    }

    fn secret(&self, salt: &[u8]) -> Secret {
        let mut mac = self.0.clone();
        mac.update(b"body\0");
        mac.update(salt);
        Secret(mac.finalize().into_bytes().into())
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}
