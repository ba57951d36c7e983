"""Writes ml_dsa_checkpoint.json: a checkpoint signed with ML-DSA-44, built from C2SP signed-note and
tlog-cosignature with PyPI's `dilithium-py` 1.5 (another implementation), sharing nothing with ours.
Run: python3 ml_dsa_checkpoint.py > ml_dsa_checkpoint.json"""

import base64
import hashlib
import json

from dilithium_py.ml_dsa import ML_DSA_44

NAME = "example.com/behind-the-sofa"
SIZE = 20852163
ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I="


def cosigned_message(name: str, time: int, origin: str, size: int, root: bytes) -> bytes:
    parts = [b"subtree/v1\n\0", bytes([len(name)]), name.encode(), time.to_bytes(8, "big")]
    parts += [bytes([len(origin)]), origin.encode(), (0).to_bytes(8, "big"), size.to_bytes(8, "big"), root]
    return b"".join(parts)


def signed(seed: bytes, time: int) -> dict[str, str]:
    public, secret = ML_DSA_44.key_derive(seed)
    key_id = hashlib.sha256(NAME.encode() + b"\n\x06" + public).digest()[:4]
    message = cosigned_message(NAME, time, NAME, SIZE, base64.b64decode(ROOT))
    payload = key_id + time.to_bytes(8, "big") + ML_DSA_44.sign(secret, message, deterministic=True)
    line = f"— {NAME} {base64.b64encode(payload).decode()}\n"
    verifier = f"{NAME}+{key_id.hex()}+{base64.b64encode(bytes([6]) + public).decode()}"
    return {"seed": seed.hex(), "verifier": verifier, "note": f"{NAME}\n{SIZE}\n{ROOT}\n\n{line}"}


seed = bytes(range(32))
print(json.dumps({"untimed": signed(seed, 0), "timed": signed(seed, 1679315147)}, indent=1, ensure_ascii=False))
