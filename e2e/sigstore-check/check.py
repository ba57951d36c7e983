"""Checks receipts with PyPI's `sigstore` (4.5.1): its Merkle inclusion, its signed checkpoint, its Ed25519.

Reads a JSON list of {"key": verifier key, "text": .tlog-proof text} from stdin and writes a list of the same
length: null where sigstore accepts the receipt, else what it said. Takes a receipt apart by line only; every
judgement is sigstore's. Run by crates/log/tests/log/sigstore_check.rs in the environment that `./x setup` makes.
"""
import base64
import json
import sys
from types import SimpleNamespace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sigstore._internal.merkle import verify_merkle_inclusion
from sigstore._internal.rekor.checkpoint import SignedCheckpoint, verify_checkpoint
from sigstore._internal.trust import Keyring
from sigstore_models.common import v1 as common


def keyring(verifier):
    """The log's key as sigstore holds keys, and the id by which it finds the signature line."""
    _, key_id, encoded = verifier.split("+", 2)
    raw = base64.b64decode(encoded)[1:]
    der = Ed25519PublicKey.from_public_bytes(raw).public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    key = common.PublicKey(raw_bytes=base64.b64encode(der), key_details=common.PublicKeyDetails.PKIX_ED25519)
    return Keyring([key]), bytes.fromhex(key_id)


def entry_of(text, key_id):
    """The receipt in the shape of a Rekor entry, as far as sigstore's checks look at it."""
    head, checkpoint = text.split("\n\n", 1)
    first, extra, index, *path = head.split("\n")
    signed = SignedCheckpoint.from_text(checkpoint)
    proof = SimpleNamespace(
        log_index=int(index.removeprefix("index ")),
        tree_size=signed.checkpoint.log_size,
        root_hash=bytes.fromhex(signed.checkpoint.log_hash),
        hashes=[base64.b64decode(line) for line in path],
        checkpoint=SimpleNamespace(envelope=checkpoint),
    )
    body = base64.b64decode(extra.removeprefix("extra "))
    inner = SimpleNamespace(inclusion_proof=proof, canonicalized_body=body, log_id=SimpleNamespace(key_id=key_id))
    return SimpleNamespace(_inner=inner)


def judgement(receipt):
    try:
        keys, key_id = keyring(receipt["key"])
        entry = entry_of(receipt["text"], key_id)
        verify_merkle_inclusion(entry)
        verify_checkpoint(keys, entry)
    except Exception as refusal:  # whatever sigstore raises, it did not accept
        return f"{type(refusal).__name__}: {refusal}"
    return None


json.dump([judgement(receipt) for receipt in json.load(sys.stdin)], sys.stdout)
