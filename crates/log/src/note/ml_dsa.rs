//! ML-DSA-44 (FIPS 204) signatures on checkpoints, as C2SP tlog-checkpoint advises and tlog-cosignature
//! lays out: type 0x06, over a structure made from the checkpoint and never over the note's text.
//! Signing is deterministic: the same checkpoint always gets the same bytes.

use std::fmt;

use ml_dsa::{
    EncodedSignature, EncodedVerifyingKey, Keypair as _, MlDsa44, Signature, SigningKey,
    VerifyingKey,
};
use zeroize::Zeroizing;

use super::NoteSignature;
use super::key::{KeyError, VerifierKey, parse_private, private_text};
use crate::checkpoint::Checkpoint;

/// The signature type of ML-DSA-44 cosignatures in signed notes.
pub(super) const ML_DSA_44: u8 = 0x06;
/// The first bytes of what is signed: twelve, with the terminating zero.
const LABEL: &[u8; 12] = b"subtree/v1\n\0";
const PUBLIC_BYTES: usize = 1312;
/// A log says nothing of the time in its own signature, which the specification allows.
const NO_TIME: u64 = 0;

/// A public key, as its 1,312 bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MlDsaPublic(Box<[u8]>);

impl MlDsaPublic {
    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == PUBLIC_BYTES).then(|| Self(bytes.into()))
    }

    pub(super) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Whether `signature` (a timestamp and ML-DSA-44's bytes) is the key's under the checkpoint in `text`.
pub(super) fn verify(name: &str, key: &MlDsaPublic, text: &[u8], signature: &[u8]) -> bool {
    let checked = || {
        let checkpoint = Checkpoint::from_text(std::str::from_utf8(text).ok()?).ok()?;
        let (time, bytes) = signature.split_first_chunk::<8>()?;
        let message = message(name, u64::from_be_bytes(*time), &checkpoint)?;
        let encoded = EncodedSignature::<MlDsa44>::try_from(bytes).ok()?;
        let signature = Signature::<MlDsa44>::decode(&encoded)?;
        let public = EncodedVerifyingKey::<MlDsa44>::try_from(key.as_bytes()).ok()?;
        let public = VerifyingKey::<MlDsa44>::decode(&public);
        public.verify_with_context(&message, &[], &signature).then_some(())
    };
    checked().is_some()
}

/// The `cosigned_message` of tlog-cosignature for a whole tree (`start` is 0); `None` where a name is
/// empty or longer than 255 bytes, or the time is beyond 2^63 − 1.
fn message(name: &str, time: u64, checkpoint: &Checkpoint) -> Option<Vec<u8>> {
    i64::try_from(time).ok()?;
    let mut message = LABEL.to_vec();
    let put = |message: &mut Vec<u8>, text: &str| {
        message.push(u8::try_from(text.len()).ok().filter(|&length| length > 0)?);
        message.extend_from_slice(text.as_bytes());
        Some(())
    };
    put(&mut message, name)?;
    message.extend_from_slice(&time.to_be_bytes());
    put(&mut message, checkpoint.origin())?;
    message.extend_from_slice(&0u64.to_be_bytes());
    message.extend_from_slice(&checkpoint.size().to_be_bytes());
    message.extend_from_slice(&checkpoint.root().0);
    Some(message)
}

/// A private ML-DSA-44 key under a name. Its `Debug` shows only the name; it is wiped when dropped.
#[derive(Clone)]
pub struct MlDsaSigner {
    /// Tens of kilobytes once expanded: never on the stack for longer than it takes to make it.
    secret: Box<SigningKey<MlDsa44>>,
    verifier: VerifierKey,
}

impl MlDsaSigner {
    /// The key that belongs to a FIPS 204 seed (ξ).
    ///
    /// # Errors
    /// Refuses a name that is empty or holds white space, control characters or `+`.
    pub fn from_seed(name: &str, seed: &[u8; 32]) -> Result<Self, KeyError> {
        let secret = Box::new(SigningKey::<MlDsa44>::from_seed(&(*seed).into()));
        let public = MlDsaPublic(secret.verifying_key().encode().as_slice().into());
        let verifier = VerifierKey::of_ml_dsa(name, public)?;
        Ok(Self { secret, verifier })
    }

    /// The public side, to publish.
    pub fn verifier(&self) -> &VerifierKey {
        &self.verifier
    }

    /// The signature on a checkpoint; `None` where its origin or the key's name is longer than 255 bytes.
    pub fn sign(&self, checkpoint: &Checkpoint) -> Option<NoteSignature> {
        let message = message(self.verifier.name(), NO_TIME, checkpoint)?;
        let signed = self.secret.expanded_key().sign_deterministic(&message, &[]).ok()?;
        Some(NoteSignature {
            name: self.verifier.name().to_owned(),
            key_id: self.verifier.key_id(),
            signature: [&NO_TIME.to_be_bytes()[..], &signed.encode()].concat(),
        })
    }

    /// The private text, for a key file: `PRIVATE+KEY+name+key id+base64`, as for Ed25519.
    pub fn to_private_text(&self) -> Zeroizing<String> {
        let seed = Zeroizing::new(<[u8; 32]>::from(self.secret.to_seed()));
        private_text(&self.verifier, ML_DSA_44, &seed)
    }

    /// Reads [`MlDsaSigner::to_private_text`]'s form.
    ///
    /// # Errors
    /// Refuses any other form, and a key id that does not belong to the key.
    pub fn from_private_text(text: &str) -> Result<Self, KeyError> {
        let (name, seed) = parse_private(text, ML_DSA_44)?;
        let key = Self::from_seed(name, &seed)?;
        if key.to_private_text().as_str() == text { Ok(key) } else { Err(KeyError::KeyId) }
    }
}

impl fmt::Debug for MlDsaSigner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verifier = &self.verifier;
        write!(formatter, "MlDsaSigner({}+{:08x})", verifier.name(), verifier.key_id())
    }
}
