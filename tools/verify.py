#!/usr/bin/env python3
"""Recomputes a published Chung Tay log with nothing but Python's standard library.

    python3 verify.py DIR|URL [KEY]        KEY: the log's verifier key, known from elsewhere

Checks: the Ed25519 signature of the checkpoint, the one byte form of every entry, the Merkle root (RFC 6962), that
postings sum to zero within each fund, every `totals` entry, and those figures that are plain sums and counts.
The rules of the books (who may do what), cosignatures and openings are left to `chungtay verify`.
Ends with 0 when all agrees, 1 at the first difference, 2 when the log cannot be read."""
import base64, collections, functools, hashlib, json, sys, urllib.request
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def add(p, q):  # on edwards25519: RFC 8032, section 5.1.4
    a, b = (p[1] - p[0]) * (q[1] - q[0]) % P, (p[1] + p[0]) * (q[1] + q[0]) % P
    c, d = 2 * p[3] * q[3] * D % P, 2 * p[2] * q[2] % P
    return (b - a) * (d - c) % P, (d + c) * (b + a) % P, (d - c) * (d + c) % P, (b - a) * (b + a) % P
def multiply(n, p):
    rest = multiply(n >> 1, add(p, p)) if n > 1 else (0, 1, 1, 0)
    return add(rest, p) if n & 1 else rest
def point(data):
    y, sign = int.from_bytes(data, "little") & (1 << 255) - 1, data[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    if y >= P or x * x % P != square or (x == 0 and sign):
        raise ValueError("not a point of the curve")
    return (P - x if x & 1 != sign else x), y, 1, (P - x if x & 1 != sign else x) * y % P
def is_signed(public, text, signature):
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + public + text).digest(), "little") % L
    a = multiply(s, point(bytes([0x58]) + bytes([0x66]) * 31))
    b = add(point(r), multiply(k, point(public)))
    return s < L and (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P
def agree(what, published, computed, entry=None):
    if published == computed: return
    print(f"KHÔNG KHỚP / DIFFERS{'' if entry is None else f' #{entry}'}: {what}")
    print(f"  đã công bố / published: {published}\n  tính lại / computed:    {computed}")
    sys.exit(1)
def read(path):
    try:
        with urllib.request.urlopen(f"{root}/{path}", timeout=60) if "://" in root else open(f"{root}/{path}", "rb") as it:
            return it.read()
    except OSError as error:
        if isinstance(error, FileNotFoundError) or getattr(error, "code", 0) in (404, 410): return None
        sys.exit(print(f"{root}/{path}: không đọc được / cannot be read: {error}") or 2)
digest = lambda data: hashlib.sha256(data).digest()
@functools.lru_cache(64)
def bundle(index, kind="entries"):
    """The entries of a bundle (C2SP tlog-tiles), or with kind "0" the leaf hashes of a tile."""
    width, rest, place = min(256, size - index * 256), index // 1000, f"{index % 1000:03}"
    while rest: rest, place = rest // 1000, f"x{rest % 1000:03}/{place}"
    path = f"tile/{kind}/{place}"
    data = (read(f"{path}.p/{width}") if width < 256 else None) or read(path) or b""
    found, at = [data[at:at + 32] for at in range(0, width * 32, 32) if kind != "entries"], 0
    while len(found) < width and at < len(data):
        end = at + 2 + int.from_bytes(data[at:at + 2], "big")
        found, at = found + [data[at + 2:end]], end
    agree(path, len(found) if max(at, 32 * width * (at == 0)) <= len(data) else "?", width, index * 256)
    return found
@functools.lru_cache(1)
def restated():
    # What later entries state in place of withheld ones, whose bytes are gone: attested, not proved.
    found = (data for index in range(-(-size // 256)) for data in bundle(index) if b'"kind":"restatement/' in data)
    return {what["entry"]: what["stated"] for what in reversed([json.loads(data)["what"] for data in found])}
def entry_at(number):
    data = bundle(number // 256)[number % 256]
    agree("giữ lại mà không nhắc lại / withheld and not restated", bool(data) or number in restated(), True, number)
    try:
        return json.loads(data) if data else restated()[number]
    except ValueError:
        agree("dạng / form", data, "JSON", number)
def take(number, entry, times):
    kind, what = entry["kind"].split("/")[0], entry["what"]
    if kind == "bank_line":
        (_, fund, amount), held[number] = entry["postings"][0], held[number] + min(times, 0)
        for place in ("book.", f"fund.{fund}.", f"import.{what['import']}."):
            sign = place + ("credit" if amount > 0 else "debit")
            counts.update({place + "lines": times, sign + "s": times, sign: times * abs(amount)})
    elif kind == "line_rules":  # held: perhaps no gift, until somebody tells
        held.update({row["line"]: times for row in what["lines"] if row["told"] == "held"})
    elif kind in ("attribution", "matched_line", "matched_lines"):
        held.update({line: -times for line in what.get("lines") or [what["line"]]})
def total(*names, fund=None):
    rows = ((account, value) for (account, of), value in sums.items() if fund in (None, of))
    return sum(value for account, value in rows if account in names or classes.get(account) in names)
root = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else sys.exit(__doc__)
inner, root = root, root + "/log"
try:
    root = inner if (read("checkpoint") or b"<").startswith(b"<") else root
    note, key = read("checkpoint").decode(), (sys.argv[2].encode() if len(sys.argv) > 2 else read("key")).decode().split()[0]
    (text, _, lines), (name, number, public) = note.rpartition("\n\n"), key.split("+", 2)
    origin, size, signed_root = text.split("\n")[:3]
    size = int(size)
    found, public = [base64.b64decode(row.split(" ")[2]) for row in lines.split("\n") if row.startswith(f"— {name} ")], base64.b64decode(public)
    is_key = public[0] == 1 and digest(name.encode() + b"\n" + public)[:4].hex() == number and name == origin
except (AttributeError, IndexError, ValueError) as error:
    sys.exit(print(f"{root}: không có nhật ký đã ký / no signed log: {error}") or 2)
found = [payload[4:] for payload in found if payload[:4].hex() == number and is_key]
good = {is_signed(public[1:], (text + "\n").encode(), signature) for signature in found}
agree(f"chữ ký / signature: {key}", good, {True})
edge, sums, counts, held, classes, attested = [], *(collections.Counter() for _ in "..."), {}, 0
for sequence in range(size):
    data, entry = bundle(sequence // 256)[sequence % 256], entry_at(sequence)
    node, attested = digest(b"\0" + data) if data else bundle(sequence // 256, "0")[sequence % 256], attested + (not data)
    again = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    agree("dạng / form", data or again, again, sequence)
    while len(edge) > (sequence + 1).bit_count() - 1:
        node = digest(b"\1" + edge.pop() + node)
    edge, within = edge + [node], collections.Counter()
    for account, fund, amount in entry.get("postings", ()):
        sums[account, fund], within[fund] = sums[account, fund] + amount, within[fund] + amount
    agree("cân bằng / balance", {fund: value for fund, value in within.items() if value}, {}, sequence)
    kind, what = entry["kind"].split("/")[0], entry["what"]
    counts[f"book.{kind}s"] += 1
    take(sequence, entry, 1)
    if kind == "account":
        classes[what["id"]] = "@" + what["class"]
    elif kind in ("fund", "import"):
        place = f"{kind}.{what['id'] if kind == 'fund' else counts['book.imports']}."
        counts.update({place + word: 0 for word in ("lines", "credits", "debits", "credit", "debit")})
    elif kind == "reversal":
        take(what["entry"], entry_at(what["entry"]), -1)
    elif kind == "totals":
        now = [{"account": a, "fund": f, "sum": s} for (a, f), s in sorted(sums.items()) if s]
        agree("tổng / totals", what["totals"], now, sequence)
top = functools.reduce(lambda right, left: digest(b"\1" + left + right), reversed(edge)) if edge else digest(b"")
agree("gốc / root", signed_root, base64.b64encode(top).decode())
values = dict(counts, **{"book.entries": size, "book.received": counts["book.credit"]})
values.update({f"account.{account}.balance": total(account) for account in classes})
for _, fund, amount in (entry_at(line)["postings"][0] for line, times in held.items() if times > 0):
    values.update({place + "held": values.get(place + "held", 0) + amount for place in ("book.", f"fund.{fund}.")})
for place in ["book."] + [place[:-5] for place in counts if place.startswith("fund.") and place.endswith(".lines")]:
    of = functools.partial(total, fund=place[5:-1] or None)
    waits, given = values.get(place + "held", 0), ("gifts", "goods-gifts", "labour-gifts", "unattributed")
    raised, spent = -of(*given) - waits, of("spending")
    goods, left = of("@goods"), of("@bank", "@cash", "unsettled")
    values.update({place + "raised": raised, place + "spent": spent, place + "goods-in-store": goods,
                   place + "left": left, place + "other": raised + waits - spent - goods - left,
                   place + "in-kind": -of("goods-gifts", "labour-gifts"), place + "goods": -of("goods-gifts"),
                   place + "labour": -of("labour-gifts"), place + "received": counts[place + "credit"],
                   place + "paid-out-at-bank": counts[place + "debit"]})
    values.update({place + word: -of(word) for word in ("interest", "unattributed", "unsettled", "gifts")})
    values.update({place + word: of(word) for word in ("suspense", "fees", "refunds", "transfers", "spending")})
published = json.loads(read("figures.json") or sys.exit(print("figures.json: không có / absent") or 2))
agree("figures.json", published["size"], size)
known = {figure["id"]: figure.get("value") for figure in published["figures"] if figure["id"] in values}
for name in known:
    agree(name, known[name], values[name])
print(f"KHỚP / AGREES: {origin}, {size} bút toán / entries, gốc / root {signed_root}, chữ ký / signed by {key.split('+')[1]}")
print(f"  {len(known)}/{len(published['figures'])} con số / figures; {attested} chỉ được chứng nhận / attested, not proved")
