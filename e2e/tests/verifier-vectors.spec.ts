// The second implementation (frontend/verifier) beside vectors that others made: docs/receipts.md's, and
// RFC 6962's in ../shared/data/merkle. Runs its modules as they are, without a page.
import { expect, test } from "@playwright/test";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join as path, resolve } from "node:path";
import { decimal, fromBase64, textOf, toHex, type Bytes } from "../../frontend/verifier/src/bytes.ts";
import { readEntry } from "../../frontend/verifier/src/canonical.ts";
import { examine } from "../../frontend/verifier/src/checks.ts";
import { expand, fromBase45, join, readQrText } from "../../frontend/verifier/src/compact.ts";
import { itemsOfFragment, itemsOfPaste } from "../../frontend/verifier/src/intake.ts";
import { Malformed, under } from "../../frontend/verifier/src/malformed.ts";
import { includes, isConsistent } from "../../frontend/verifier/src/merkle.ts";
import { canVerify } from "../../frontend/verifier/src/note.ts";
import { parsePolicy, type Policy } from "../../frontend/verifier/src/policy.ts";
import { parseReceipt, type Receipt } from "../../frontend/verifier/src/receipt.ts";
import { fromHex, vectors, type Vector } from "../vectors.ts";

const merkle = resolve(import.meta.dirname, "../../../shared/data/merkle");

async function policyFor(logKey: string, witnessKeys: string[], needed: number): Promise<Policy> {
  const witnesses = witnessKeys.map((key, place) => `witness w${place} ${key}`);
  const members = witnessKeys.map((_, place) => `w${place}`).join(" ");
  const quorum = witnessKeys.length > 0 && needed > 0 ? [`group all-of-them ${needed} ${members}`, "quorum all-of-them"] : ["quorum none"];
  return parsePolicy([`log ${logKey}`, ...witnesses, ...quorum, ""].join("\n"));
}

const policyOfVectors = (): Promise<Policy> =>
  policyFor(vectors.policy.log_key, vectors.policy.witness_keys, vectors.policy.witnesses_needed);

/** The first rule broken, `null` where none is. */
async function reasonOf(read: () => Promise<Receipt> | Receipt, policy: Policy): Promise<string | null> {
  try {
    const report = await examine(await read(), policy, null);
    return report.wrong[0]?.reason ?? null;
  } catch (error) {
    if (error instanceof Malformed) return error.reason;
    throw error;
  }
}

async function fromQr(texts: string[]): Promise<Receipt> {
  const bytes = await join(texts.map(readQrText));
  return under("parts", () => {
    if (bytes === null) throw new Malformed({ id: "parts-mismatch", values: {} });
    return parseReceipt(expand(bytes));
  });
}

test("this machine verifies Ed25519", async () => {
  expect(await canVerify()).toBe(true);
});

for (const vector of vectors.receipts) {
  test(`receipt: ${vector.name}`, async () => {
    const policy = await policyFor(vector.log_key, vector.witness_keys, vector.witness_keys.length);
    const receipt = parseReceipt(vector.text);
    if (vector.form_only) {
      if (vector.compact_hex) expect(expand(fromHex(vector.compact_hex))).toBe(vector.text);
      return;
    }
    const report = await examine(receipt, policy, null);
    expect(report.wrong).toEqual([]);
    expect(report.isVouched).toBe(true);
    expect([receipt.index, receipt.checkpoint.size]).toEqual([BigInt(vector.index), BigInt(vector.size)]);
    expect(toHex(report.leaf ?? new Uint8Array())).toBe(vector.leaf_hex);
    expect(textOf(receipt.entry ?? new Uint8Array())).toBe(vector.entry);
    if (vector.compact_hex) expect(expand(fromHex(vector.compact_hex))).toBe(vector.text);
    if (vector.reduced_compact_hex) expect(expand(fromHex(vector.reduced_compact_hex))).toBe(vector.reduced_text);
    await checkQr(vector);
  });
}

async function checkQr({ qr, reduced_compact_hex: compact }: Vector): Promise<void> {
  if (!qr || qr.length === 0) return;
  for (const texts of [qr, [...qr].reverse()]) {
    expect(toHex((await join(texts.map(readQrText))) ?? new Uint8Array())).toBe(compact);
  }
}

test("base45 reads what RFC 9285 shows", () => {
  for (const [hex, text] of vectors.base45) expect(toHex(fromBase45(text))).toBe(hex);
});

test("every broken receipt is refused for its reason", async () => {
  const policy = await policyOfVectors();
  const wrong: string[] = [];
  const expectReason = async (kind: string, name: string, reason: string, read: () => Promise<Receipt> | Receipt): Promise<void> => {
    const found = await reasonOf(read, policy);
    if (found !== reason) wrong.push(`${kind}, ${name}: ${found}, not ${reason}`);
  };
  for (const { name, reason, text } of vectors.broken_text) await expectReason("text", name, reason, () => under("text", () => parseReceipt(text)));
  for (const { name, reason, compact_hex: hex } of vectors.broken_compact) {
    await expectReason("compact", name, reason, () => parseReceipt(expand(fromHex(hex))));
  }
  for (const { name, reason, qr } of vectors.broken_qr) await expectReason("qr", name, reason, () => fromQr(qr));
  expect(wrong).toEqual([]);
  expect(vectors.broken_text.length + vectors.broken_compact.length + vectors.broken_qr.length).toBeGreaterThan(50);
});

test("the owner's halves open what they should, and broken ones are refused", async () => {
  const policy = await policyOfVectors();
  for (const { name, receipt: of, fragment, fields } of vectors.owner) {
    const items = await itemsOfFragment(fragment, true);
    const own = items.find((item) => item.kind === "receipt");
    const receipt = own?.receipt ?? parseReceipt(vectors.receipts.find((vector) => vector.name === of)?.text ?? "");
    const opening = items.find((item) => item.kind === "opening")?.opening ?? null;
    const report = await examine(receipt, policy, opening);
    expect(report.opened, name).not.toBeNull();
    const opened = report.opened?.fields.map(({ state, value }) => [state, value]);
    expect(opened, name).toEqual(fields.map(({ state, value }) => [state, value ?? ""]));
  }
  for (const { name, receipt: of, fragment } of vectors.broken_owner) {
    const receipt = parseReceipt(vectors.receipts.find((vector) => vector.name === of)?.text ?? "");
    let reason: string | null | undefined;
    try {
      const [item] = await itemsOfFragment(fragment, true);
      const report = await examine(receipt, policy, item?.kind === "opening" ? item.opening : null);
      reason = report.wrong[0]?.reason;
    } catch (error) {
      reason = error instanceof Malformed ? error.reason : null;
    }
    expect(reason, name).toBe("opening");
  }
});

test("a byte of a receipt changed is refused, or says nothing that counts", async () => {
  test.setTimeout(300_000);
  const vector = vectors.receipts.find(({ name }) => name === vectors.base);
  const policy = await policyOfVectors();
  const whole = new TextEncoder().encode(vector?.text ?? "");
  const taken: string[] = [];
  for (let place = 0; place < whole.length; place += 1) {
    const altered = whole.slice();
    altered[place] = (altered[place] ?? 0) ^ 1;
    const text = textOf(altered);
    if (text === null) continue;
    const reason = await reasonOf(() => under("text", () => parseReceipt(text)), policy);
    if (reason === null) taken.push(`byte ${place} of ${whole.length}`);
  }
  expect(taken).toEqual([]);
});

test("a byte of the compact form changed is refused", async () => {
  test.setTimeout(300_000);
  const vector = vectors.receipts.find(({ name }) => name === vectors.base);
  const policy = await policyOfVectors();
  const whole = fromHex(vector?.compact_hex ?? "");
  const taken: string[] = [];
  for (let place = 0; place < whole.length; place += 1) {
    for (const flip of [0x01, 0x80]) {
      const altered = whole.slice();
      altered[place] = (altered[place] ?? 0) ^ flip;
      const reason = await reasonOf(() => parseReceipt(expand(altered)), policy);
      if (reason === null) taken.push(`byte ${place} of ${whole.length}`);
    }
  }
  expect(taken).toEqual([]);
  expect(whole.length).toBeGreaterThan(500);
});

test("what is pasted is taken for what it is", async () => {
  const vector = vectors.receipts.find(({ name }) => name === vectors.base);
  const kinds = async (text: string): Promise<string[]> => (await itemsOfPaste(text)).map(({ kind }) => kind);
  expect(await kinds(`\n  ${vector?.text.replaceAll("\n", "\r\n")}\n\n`)).toEqual(["receipt"]);
  expect(await kinds(vectors.policy.log_key)).toEqual(["policy"]);
  expect(await kinds(`# ours\nlog ${vectors.policy.log_key}\nquorum none`)).toEqual(["policy"]);
  expect(await kinds((vectors.receipts.find(({ qr }) => qr?.length === 2)?.qr ?? []).join("\n"))).toEqual(["part", "part"]);
  expect(await kinds(`https://books.example/verify.html#${vectors.owner[0]?.fragment}`)).toEqual(["opening"]);
  await expect(kinds("a letter to nobody")).rejects.toThrow("intake-unknown");
});

const refusedEntries: [string, string][] = [
  ["a space", '{"a": 1}'], ["fields out of order", '{"b":1,"a":2}'], ["a field twice", '{"a":1,"a":1}'],
  ["a fraction", '{"a":1.0}'], ["an exponent", '{"a":1e3}'], ["a leading zero", '{"a":01}'], ["minus zero", '{"a":-0}'],
  ["above 2^53 − 1", '{"a":9007199254740992}'], ["below −(2^53 − 1)", '{"a":-9007199254740992}'],
  ["a needless escape", '{"a":"\\u0041"}'], ["an escaped slash", '{"a":"\\/"}'], ["capital hexadecimal", '{"a":"\\u001F"}'],
  ["half of a pair", '{"a":"\\ud800"}'], ["a bare control character", '{"a":"\u0001"}'], ["a list", "[1]"],
  ["something after", '{"a":1}\n'], ["a comma too many", '{"a":1,}'], ["cut short", '{"a":[1'], ["UTF-16 order broken", '{"\u{e000}":1,"\u{10000}":1}'],
];

test("an entry stands in its one form", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  for (const [name, text] of refusedEntries) expect(() => readEntry(bytes(text)), name).toThrow(Malformed);
  expect(() => readEntry(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x7d)), "a byte order mark").toThrow(Malformed);
  const entry = readEntry(bytes('{"":null,"a":[true,false,-9007199254740991],"b":{"\\n":"\\u001f\\"\\\\đ"},"\u{10000}":0,"\u{e000}":1}'));
  expect(entry.get("a")).toEqual([true, false, -9007199254740991n]);
  const golden = readFileSync(resolve(import.meta.dirname, "../../crates/ledger/tests/golden/v1.jsonl"), "utf8");
  const lines = golden.trimEnd().split("\n");
  for (const line of lines) expect(readEntry(bytes(line)).has("kind")).toBe(true);
  expect(lines.length).toBeGreaterThan(30);
});

test("no 64-bit number is rounded", () => {
  expect(decimal("18446744073709551615")).toBe(18446744073709551615n);
  expect(decimal("18446744073709551616")).toBeNull();
  expect(decimal("01")).toBeNull();
});

interface Case { wantErr: boolean; desc: string; [name: string]: unknown }

/** Every case of a kind; 64-bit numbers are kept as text, because JSON.parse would round them. */
function cases(kind: string): { file: string; data: Case }[] {
  const folder = path(merkle, kind);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".json"));
  return files.map((file) => {
    const text = readFileSync(path(folder, file), "utf8").replace(/("(?:leafIdx|treeSize|size1|size2)":\s*)(\d+)/g, '$1"$2"');
    return { file, data: JSON.parse(text) as Case };
  });
}

const hash = (value: unknown): Bytes => fromBase64((value as string | null) ?? "") ?? new Uint8Array(1);
const hashes = (value: unknown): Bytes[] => ((value as string[] | null) ?? []).map(hash);
/** The one exception that the data's README names: its roots have 12 bytes. */
const exception = "sizes-are-equal-one-and-proof-is-empty.json";

test("RFC 6962's vectors: inclusion and consistency", async () => {
  if (!existsSync(merkle)) {
    console.log("skipped: shared data absent");
    test.skip();
  }
  const wrong: string[] = [];
  let count = 0;
  for (const { file, data } of cases("inclusion")) {
    count += 1;
    const [index, size] = [decimal(`${data.leafIdx}`), decimal(`${data.treeSize}`)];
    const holds = index !== null && size !== null && (await includes(hash(data.leafHash), index, size, hashes(data.proof), hash(data.root)));
    if (holds === data.wantErr) wrong.push(`inclusion/${file}`);
  }
  for (const { file, data } of cases("consistency")) {
    count += 1;
    const [old, size] = [decimal(`${data.size1}`), decimal(`${data.size2}`)];
    const holds = old !== null && size !== null && (await isConsistent(old, size, hash(data.root1), hash(data.root2), hashes(data.proof)));
    if (holds === data.wantErr && !file.endsWith(exception)) wrong.push(`consistency/${file}`);
  }
  console.log(`RFC 6962: ${count} vectors`);
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(100);
});
