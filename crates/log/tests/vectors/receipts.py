"""Makes receipts.json: test vectors for docs/receipts.md, written from that page and from the C2SP and RFC
texts alone. Shares no code with the Rust or TypeScript readers and reads none of their output.

    python3 -m venv target/python && target/python/bin/pip install cryptography
    target/python/bin/python crates/log/tests/vectors/receipts.py > crates/log/tests/vectors/receipts.json

Everything follows from fixed seeds: running it twice gives the same file.
"""
import base64
import hashlib
import json
import struct

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

B45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def b64(raw):
    return base64.b64encode(raw).decode()


def b64url(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def b45(raw):
    out = []
    for at in range(0, len(raw), 2):
        pair = raw[at:at + 2]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            out.append(B45[number % 45])
            number //= 45
    return "".join(out)


# --- keys and signatures -------------------------------------------------------------------------

class Key:
    def __init__(self, name, kind, seed):
        self.name, self.kind = name, kind
        self.secret = Ed25519PrivateKey.from_private_bytes(sha(b"vector key ", seed.encode()))
        self.public = self.secret.public_key().public_bytes_raw()
        self.key_id = sha(name.encode(), b"\n", bytes([kind]), self.public)[:4]

    def verifier(self):
        return f"{self.name}+{self.key_id.hex()}+{b64(bytes([self.kind]) + self.public)}"

    def line(self, text, time=None):
        if self.kind == 1:
            return self.name, self.key_id + self.secret.sign(text)
        message = b"cosignature/v1\ntime %d\n" % time + text
        return self.name, self.key_id + struct.pack(">Q", time) + self.secret.sign(message)


ORIGIN = "books.example/duong-bien-gioi"
LOG = Key(ORIGIN, 1, "log")
OTHER_LOG = Key(ORIGIN, 1, "another log under the same name")
ONE = Key("witness.example/mot", 4, "one")
TWO = Key("witness.example/hai", 4, "two")
ACCENTED = Key("sổ-sách.example/quỹ", 1, "accented")
NOT_A_KEY_NAME = "books of the village/quỹ"
VILLAGE = Key("books.example/village", 1, "village")
TIME = 1_767_225_600


# --- trees ---------------------------------------------------------------------------------------

def leaf_of(entry):
    return sha(b"\0", entry)


def node(left, right):
    return sha(b"\1", left, right)


def path_and_root(index, size, leaf):
    """RFC 9162 §2.1.3.2 backwards: a made-up sibling wherever a proof has one."""
    path, place, last, hash_ = [], index, size - 1, leaf
    while last > 0:
        sibling = sha(b"sibling %d of %d " % (len(path), size), leaf)
        if place & 1 or place == last:
            path.append(sibling)
            hash_ = node(sibling, hash_)
            while place & 1 == 0 and place != 0:
                place, last = place >> 1, last >> 1
        else:
            path.append(sibling)
            hash_ = node(hash_, sibling)
        place, last = place >> 1, last >> 1
    return path, hash_


# --- the forms -----------------------------------------------------------------------------------

def note_text(origin, size, root, extensions=()):
    return "".join(f"{line}\n" for line in [origin, str(size), b64(root), *extensions]).encode()


def file_text(entry, index, path, text, lines):
    head = ["c2sp.org/tlog-proof@v1", f"extra {b64(entry)}", f"index {index}", *map(b64, path)]
    block = "".join(f"— {name} {b64(payload)}\n" for name, payload in lines)
    return "\n".join(head) + "\n\n" + text.decode() + "\n" + block


def compact(entry, index, path, origin, size, root, extensions, lines):
    out = [b"\1", struct.pack(">H", len(entry)), entry, struct.pack(">QB", index, len(path)), *path]
    origin_bytes = origin.encode()
    out += [bytes([len(origin_bytes)]), origin_bytes, struct.pack(">Q", size), root]
    out.append(bytes([len(extensions)]))
    for line in extensions:
        out += [struct.pack(">H", len(line.encode())), line.encode()]
    out.append(bytes([len(lines)]))
    for name, payload in lines:
        name = b"" if name == origin else name.encode()
        out += [bytes([len(name)]), name, struct.pack(">H", len(payload)), payload]
    return b"".join(out)


def qr_texts(raw):
    if len(raw) <= 964:
        return ["CT1:" + b45(raw)]
    if len(raw) > 1912:
        return None
    half = (len(raw) + 1) // 2
    half += half % 2
    name = sha(raw)[:4].hex().upper()
    return [f"CT1.{k}.2.{name}:{b45(part)}" for k, part in ((1, raw[:half]), (2, raw[half:]))]


# --- entries and records -------------------------------------------------------------------------

def commitment(position, salt, value):
    if value is None:
        return sha(b"ct/commit", salt, bytes([position]), struct.pack(">Q", 2**64 - 1))
    raw = value.encode()
    return sha(b"ct/commit", salt, bytes([position]), struct.pack(">Q", len(raw)), raw)


class Record:
    def __init__(self, seed, values):
        self.values = values
        self.salts = [sha(b"salt ", seed.encode(), bytes([i])) for i in range(len(values))]
        self.fields = [commitment(i, s, v) for i, (s, v) in enumerate(zip(self.salts, values))]
        self.commitment = b64url(sha(b"ct/record", *self.fields))

    def owners_half(self, entry, index, origin, closed=()):
        raw = origin.encode()
        out = [b"\1", leaf_of(entry), struct.pack(">QB", index, len(raw)), raw, bytes([len(self.values)])]
        for i, value in enumerate(self.values):
            if i in closed:
                out += [b"\0", self.fields[i]]
            elif value is None:
                out += [b"\2", self.salts[i]]
            else:
                out += [b"\1", self.salts[i], struct.pack(">I", len(value.encode())), value.encode()]
        return b"".join(out)


LINE = Record("line", ["5078.21042", "0071000999999", "NGUYEN VAN MAU ung ho duong bien gioi",
                       "NGUYEN VAN MAU ung ho duong bien gioi", "N V M ung ho duong bien gioi"])
GIFT = Record("gift", ["Trần Thị Mẫu", None])


def canonical(value):
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def bank_line(row):
    return canonical({
        "actor": "k3v9x2mq", "authority": "asserted", "kind": "bank_line/1", "occurred_on": "2024-09-10",
        "postings": [["vcb", "yagi", 50_000], ["unattributed", "yagi", -50_000]],
        "record": LINE.commitment, "recorded_at": TIME, "what": {"import": 1, "row": row}})


LONG_NAME = "Quỹ xây dựng đường ra mốc biên giới " * 80
LINE_ENTRY = bank_line(7)
GIFT_ENTRY = canonical({
    "actor": "k3v9x2mq", "authority": "asserted", "kind": "gift/1", "occurred_on": "2024-09-10",
    "postings": [["till", "yagi", 2_000_000], ["gifts", "yagi", -2_000_000]],
    "record": GIFT.commitment, "recorded_at": TIME,
    "what": {"account": "till", "amount": 2_000_000, "days_tenths": None, "donor": None, "form": "cash",
             "fund": "yagi", "goods": None, "organisation": None, "valuation": None, "work": None}})
LONG_ENTRY = canonical({
    "actor": "k3v9x2mq", "authority": "asserted", "kind": "fund/1", "occurred_on": "2024-09-10",
    "postings": [], "record": None, "recorded_at": TIME, "what": {"id": "yagi", "name": LONG_NAME}})


# --- receipts ------------------------------------------------------------------------------------

class Receipt:
    def __init__(self, name, entry, index, size, key, cosigners=(), extensions=(), strange=(), origin=None):
        self.name, self.entry, self.index, self.size = name, entry, index, size
        self.origin = origin or key.name
        self.path, self.root = path_and_root(index, size, leaf_of(entry))
        self.extensions = list(extensions)
        self.body = note_text(self.origin, size, self.root, extensions)
        self.lines = [key.line(self.body)]
        self.lines += [witness.line(self.body, TIME + at) for at, witness in enumerate(cosigners)]
        self.lines += list(strange)
        self.key, self.cosigners = key, cosigners

    def text(self):
        return file_text(self.entry, self.index, self.path, self.body, self.lines)

    def reduced(self):
        return [line for line in self.lines if len(line[1]) in (68, 76)]

    def compact(self, lines=None):
        return compact(self.entry, self.index, self.path, self.origin, self.size, self.root,
                       self.extensions, self.lines if lines is None else lines)

    def vector(self):
        reduced = self.reduced()
        small = self.compact(reduced)
        return {
            "name": self.name,
            "entry": self.entry.decode(),
            "leaf_hex": leaf_of(self.entry).hex(),
            "index": str(self.index),
            "size": str(self.size),
            "origin": self.origin,
            "root": b64(self.root),
            "path": [b64(hash_) for hash_ in self.path],
            "extensions": self.extensions,
            # A policy that names a key takes the key's name for the origin: then only the form is of use.
            "form_only": self.origin != self.key.name,
            "log_key": self.key.verifier(),
            "witness_keys": [witness.verifier() for witness in self.cosigners],
            "cosigned_at": [str(TIME + at) for at in range(len(self.cosigners))],
            "text": self.text(),
            "compact_hex": self.compact().hex(),
            "reduced_text": file_text(self.entry, self.index, self.path, self.body, reduced),
            "reduced_compact_hex": small.hex(),
            "qr": qr_texts(small),
        }


def strange(length, seed):
    payload = b"".join(sha(seed.encode(), bytes([n])) for n in range(length // 32 + 1))
    return f"{seed}.example/key", payload[:length]


def pad_to(total, key, cosigners):
    """An entry that makes the compact form exactly `total` bytes long."""
    base = len(Receipt("", canonical({"pad": ""}), 3, 8, key, cosigners).compact())
    return canonical({"pad": "x" * (total - base)})


ML_DSA = strange(2432, "ml-dsa")
RECEIPTS = [
    Receipt("the only entry of a log", LINE_ENTRY, 0, 1, LOG),
    Receipt("a small log, the last entry alone on its level", LINE_ENTRY, 6, 7, LOG),
    Receipt("a thousand entries, two witnesses", LINE_ENTRY, 518, 1_000, LOG, [ONE, TWO]),
    Receipt("a million entries, no witness", LINE_ENTRY, 700_123, 1_000_000, LOG),
    Receipt("a million entries, two witnesses", LINE_ENTRY, 700_123, 1_000_000, LOG, [ONE, TWO]),
    Receipt("a hundred million entries, two witnesses", LINE_ENTRY, 12_345_678, 100_000_000, LOG, [ONE, TWO]),
    Receipt("a gift in cash, one witness", GIFT_ENTRY, 41, 100, LOG, [ONE]),
    Receipt("numbers that a double cannot hold", LINE_ENTRY, 2**63 + 1, 2**64 - 1, LOG),
    Receipt("ML-DSA beside Ed25519 stays out of the code", LINE_ENTRY, 3, 8, LOG, [ONE], strange=[ML_DSA]),
    Receipt("signatures of unknown kinds are kept", LINE_ENTRY, 3, 8, LOG, [ONE],
            strange=[strange(5, "short"), strange(68, "plain"), strange(76, "timed")]),
    Receipt("extension lines", LINE_ENTRY, 3, 8, LOG, [ONE], extensions=["one", "thứ hai — 2"]),
    Receipt("a name with marks", LINE_ENTRY, 3, 8, ACCENTED),
    Receipt("an origin that is no key's name", LINE_ENTRY, 3, 8, VILLAGE, origin=NOT_A_KEY_NAME),
    Receipt("the longest that fits one code", pad_to(964, LOG, ()), 3, 8, LOG),
    Receipt("the shortest that needs two", pad_to(965, LOG, ()), 3, 8, LOG),
    Receipt("the longest that fits two", pad_to(1912, LOG, [ONE]), 3, 8, LOG, [ONE]),
    Receipt("too long for two: file only", pad_to(1913, LOG, [ONE]), 3, 8, LOG, [ONE]),
    Receipt("a long entry: file only", LONG_ENTRY, 3, 8, LOG, [ONE]),
]
BASE = RECEIPTS[2]      # one code
DOUBLE = RECEIPTS[5]    # two codes


# --- broken ones ---------------------------------------------------------------------------------

def replaced(old, new, of=None):
    text = (of or BASE).text()
    assert text.count(old) >= 1, old
    return text.replace(old, new, 1)


def broken_texts():
    text = BASE.text()
    path_line, next_line = b64(BASE.path[0]), b64(BASE.path[1])
    log_line = f"— {LOG.name} {b64(BASE.lines[0][1])}\n"
    yield "another version", replaced("@v1", "@v2"), "text"
    yield "index with a leading zero", replaced("index 518", "index 0518"), "text"
    yield "index with a sign", replaced("index 518", "index +518"), "text"
    yield "index above 64 bits", replaced("index 518", "index 18446744073709551616"), "text"
    yield "two extra lines", replaced("index 518", "extra AAAA\nindex 518"), "text"
    yield "extra without padding bits at zero", replaced(b64(LINE_ENTRY), "AB=="), "text"
    yield "a path hash cut short", replaced(path_line, path_line[4:]), "text"
    yield "a path hash with stray bits", replaced(path_line, path_line[:42] + other_tail(path_line)), "text"
    yield "carriage returns", text.replace("\n", "\r\n"), "text"
    yield "no newline at the end", text[:-1], "text"
    yield "one newline too many", text + "\n", "text"
    yield "no signature", text[:text.index("—")], "text"
    yield "size with a leading zero", replaced("\n1000\n", "\n01000\n"), "text"
    yield "hyphen for the dash", replaced("— ", "- "), "text"
    yield "a control character", replaced("\n1000\n", "\n1000\t\n"), "text"
    yield "65 hashes", replaced(path_line, "\n".join([path_line] * 56)), "text"
    yield "another log's name", replaced(f"\n\n{ORIGIN}\n", "\n\nbooks.example/other\n"), "origin"
    yield "not signed by the log", replaced(log_line, ""), "unsigned"
    yield "signed by another key of the same name", text.replace(
        log_line, "— {} {}\n".format(LOG.name, b64(OTHER_LOG.line(BASE.body)[1]))), "unsigned"
    yield "the log's signature of something else", text.replace(
        log_line, "— {} {}\n".format(LOG.name, b64(LOG.line(BASE.body + b"x\n")[1]))), "signature"
    yield "another size", replaced("\n1000\n", "\n1001\n"), "signature"
    yield "another root", replaced(b64(BASE.root), path_line), "signature"
    yield "a witness's time changed", text.replace(
        b64(BASE.lines[1][1]), b64(BASE.lines[1][1][:4] + struct.pack(">Q", TIME + 1) + BASE.lines[1][1][12:])), "signature"
    yield "one witness of two", text[:text.rindex("—")], "quorum"
    yield "a witness's line under another name", replaced("— witness.example/mot", "— witness.example/moi"), "quorum"
    yield "another index", replaced("index 518", "index 519"), "path"
    yield "an index outside the tree", replaced("index 518", "index 1000"), "path"
    yield "two hashes exchanged", replaced(f"{path_line}\n{next_line}", f"{next_line}\n{path_line}"), "path"
    yield "a hash missing", replaced(f"{path_line}\n", ""), "path"
    yield "a hash too many", replaced("\n\n", f"\n{path_line}\n\n"), "path"
    yield "another entry", replaced(b64(LINE_ENTRY), b64(bank_line(8))), "path"
    entry = LINE_ENTRY.replace(b'"row":7', b'"row": 7')
    yield "an entry that is not canonical", Receipt("", entry, 518, 1_000, LOG, [ONE, TWO]).text(), "entry"


def other_tail(line):
    """The last letter before the padding with a bit set that must be zero."""
    alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    return alphabet[alphabet.index(line[42]) | 1] + "="


def broken_compacts():
    raw = BASE.compact()
    entry_end = 3 + len(LINE_ENTRY)
    yield "another version", b"\2" + raw[1:]
    yield "nothing", b""
    yield "one byte short", raw[:-1]
    yield "one byte too many", raw + b"\0"
    yield "no entry", compact(b"", 518, BASE.path, ORIGIN, 1_000, BASE.root, [], BASE.lines)
    yield "65 hashes", compact(LINE_ENTRY, 518, [BASE.path[0]] * 65, ORIGIN, 1_000, BASE.root, [], BASE.lines)
    yield "an entry length past the end", raw[:1] + b"\xff\xff" + raw[3:]
    yield "a path count past the end", raw[:entry_end + 8] + b"\x40" + raw[entry_end + 9:]
    yield "an origin with a newline", raw.replace(ORIGIN.encode(), ORIGIN.encode().replace(b"/", b"\n"), 1)
    yield "an origin that is not UTF-8", raw.replace(ORIGIN.encode(), ORIGIN.encode().replace(b"/", b"\xff"), 1)
    yield "no signature", compact(LINE_ENTRY, 518, BASE.path, ORIGIN, 1_000, BASE.root, [], [])
    yield "a name that cannot be a key's", raw.replace(b"witness.example/mot", b"witness example/mot", 1)
    at = raw.index(b"\0\0\x44" + LOG.key_id)
    spelled = raw[:at] + bytes([len(ORIGIN)]) + ORIGIN.encode() + raw[at + 1:]
    yield "the origin spelled out as a name", spelled
    yield "a payload of four bytes", compact(
        LINE_ENTRY, 518, BASE.path, ORIGIN, 1_000, BASE.root, [], [(ONE.name, b"\1\2\3\4")])
    yield "an empty extension line", compact(
        LINE_ENTRY, 518, BASE.path, ORIGIN, 1_000, BASE.root, [""], BASE.lines)
    spaced = RECEIPTS[12]
    yield "a log's own name that is no key's", compact(
        LINE_ENTRY, 3, spaced.path, NOT_A_KEY_NAME, 8, spaced.root, [], [(NOT_A_KEY_NAME, BASE.lines[0][1])])


def broken_codes():
    single = qr_texts(BASE.compact())[0]
    first, second = qr_texts(DOUBLE.compact())
    raw = DOUBLE.compact()
    yield "another prefix", ["CT2:" + single[4:]], "qr"
    yield "small letters", [single.lower()], "qr"
    yield "a character outside base45", [single[:-1] + "_"], "qr"
    yield "a triple above 65,535", [single[:4] + "GGW" + single[7:]], "qr"
    yield "a final pair above 255", ["CT1:V5"], "qr"
    yield "one letter left over", ["CT1:BB8A"], "qr"
    yield "nothing", ["CT1:"], "qr"
    yield "a third part", [first.replace("CT1.1.2.", "CT1.3.3."), second], "qr"
    yield "the first part alone", [first], "parts"
    yield "the first part twice", [first, first], "parts"
    yield "parts of two receipts", [first, second.replace(second[8:16], "00000000")], "parts"
    yield "an id that is not that of the whole", [t.replace(t[8:16], "00000000") for t in (first, second)], "parts"
    name = sha(raw)[:4].hex().upper()
    yield "split elsewhere", [f"CT1.1.2.{name}:{b45(raw[:700])}", f"CT1.2.2.{name}:{b45(raw[700:])}"], "parts"
    small = BASE.compact()
    name = sha(small)[:4].hex().upper()
    half = (len(small) + 1) // 2
    half += half % 2
    yield "two parts where one is enough", [
        f"CT1.1.2.{name}:{b45(small[:half])}", f"CT1.2.2.{name}:{b45(small[half:])}"], "parts"
    yield "bytes that are no compact form", ["CT1:" + b45(b"\2" + small[1:])], "compact"


# --- the owner's half ----------------------------------------------------------------------------

def owners():
    half = LINE.owners_half(LINE_ENTRY, 518, ORIGIN)
    partly = LINE.owners_half(LINE_ENTRY, 518, ORIGIN, closed=(1, 3))
    gift = RECEIPTS[6]
    gift_half = GIFT.owners_half(GIFT_ENTRY, gift.index, ORIGIN)
    names = ["document_number", "counter_account", "memo", "memo_full", "memo_initials"]

    def shown(record, names, closed=()):
        return [{"name": name, "state": "closed" if i in closed else "open" if value is not None else "empty",
                 "value": None if i in closed else value}
                for i, (name, value) in enumerate(zip(names, record.values))]

    valid = [
        {"name": "all fields of a bank line", "receipt": BASE.name, "fragment": f"o={b64url(half)}",
         "owner_hex": half.hex(), "fields": shown(LINE, names)},
        {"name": "two fields kept closed", "receipt": BASE.name, "fragment": f"o={b64url(partly)}",
         "owner_hex": partly.hex(), "fields": shown(LINE, names, (1, 3))},
        {"name": "complete by itself, an empty field", "receipt": gift.name,
         "fragment": f"r={b64url(gift.compact())}&o={b64url(gift_half)}",
         "owner_hex": gift_half.hex(), "fields": shown(GIFT, ["donor_name", "memo"])},
    ]
    flipped = bytearray(half)
    flipped[-1] ^= 1
    bad = [
        ("another value", bytes(flipped)), ("one byte short", half[:-1]), ("one byte too many", half + b"\0"),
        ("another version", b"\2" + half[1:]), ("an unknown tag", half.replace(b"\5\1", b"\5\3", 1)),
        ("another entry's", LINE.owners_half(bank_line(8), 518, ORIGIN)),
        ("another number", LINE.owners_half(LINE_ENTRY, 519, ORIGIN)),
        ("another log", LINE.owners_half(LINE_ENTRY, 518, "books.example/other")),
        ("another record", GIFT.owners_half(LINE_ENTRY, 518, ORIGIN)),
        ("no field", LINE.owners_half(LINE_ENTRY, 518, ORIGIN)[:42 + len(ORIGIN)] + b"\0"),
    ]
    return valid, [{"name": name, "receipt": BASE.name, "fragment": f"o={b64url(raw)}", "reason": "opening"}
                   for name, raw in bad]


def main():
    owner_valid, owner_broken = owners()
    keys = {"log_key": LOG.verifier(), "witness_keys": [ONE.verifier(), TWO.verifier()],
            "witnesses_needed": 2, "origin": ORIGIN}
    document = {
        "about": "Vectors of docs/receipts.md, made by receipts.py. Numbers of 64 bits are strings. Each 'broken' "
                 "is checked with the keys under 'policy' (both witnesses needed); 'base' is sound under them.",
        "policy": keys,
        "base45": [[b"AB".hex(), "BB8"], [b"Hello!!".hex(), "%69 VD92EX0"],
                   [b"base-45".hex(), "UJCLQE7W581"], [b"ietf!".hex(), "QED8WEX0"]],
        "base": BASE.name,
        "receipts": [receipt.vector() for receipt in RECEIPTS],
        "broken_text": [{"name": n, "text": t, "reason": r} for n, t, r in broken_texts()],
        "broken_compact": [{"name": n, "compact_hex": c.hex(), "reason": "compact"} for n, c in broken_compacts()],
        "broken_qr": [{"name": n, "qr": q, "reason": r} for n, q, r in broken_codes()],
        "owner": owner_valid,
        "broken_owner": owner_broken,
    }
    for raw, text in document["base45"]:
        assert b45(bytes.fromhex(raw)) == text
    assert all(part["text"] != BASE.text() for part in document["broken_text"])
    print(json.dumps(document, ensure_ascii=False, indent=1))


main()
