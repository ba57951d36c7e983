// What the verifier says of two states of one log: the same, one extends the other, they contradict each
// other, or not compared. The logs are made here with Node's own hashes and keys, by RFC 6962's words.
import { expect, test } from "@playwright/test";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { compare, type Head } from "../../frontend/verifier/src/comparison.ts";
import { examine } from "../../frontend/verifier/src/checks.ts";
import { policyOfKey } from "../../frontend/verifier/src/policy.ts";
import { parseConsistency, parseReceipt } from "../../frontend/verifier/src/receipt.ts";
import { openFile, paste } from "../verifier-page.ts";

const origin = "books.example/made-in-a-test";
const keys = generateKeyPairSync("ed25519");
const publicKey = Buffer.from(keys.publicKey.export({ format: "jwk" }).x ?? "", "base64url");
const sha256 = (...parts: Uint8Array[]): Buffer => createHash("sha256").update(Buffer.concat(parts)).digest();
const keyId = sha256(Buffer.from(`${origin}\n\u0001`), publicKey).subarray(0, 4);
const verifierKey = `${origin}+${keyId.toString("hex")}+${Buffer.concat([Buffer.of(1), publicKey]).toString("base64")}`;

const entry = (number: number, history: string): Buffer => Buffer.from(`{"kind":"test/1","what":"${history} ${number}"}`);
/** Entries of two histories part at `fork`. */
const log = (size: number, fork = Infinity): Buffer[] =>
  Array.from({ length: size }, (_, number) => entry(number, number < fork ? "first" : "second"));

const splitAt = (count: number): number => 2 ** Math.ceil(Math.log2(count) - 1);

function treeHash(leaves: Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.of(0), leaves[0] as Buffer);
  const middle = splitAt(leaves.length);
  return sha256(Buffer.of(1), treeHash(leaves.slice(0, middle)), treeHash(leaves.slice(middle)));
}

function inclusion(index: number, leaves: Buffer[]): Buffer[] {
  if (leaves.length <= 1) return [];
  const middle = splitAt(leaves.length);
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return index < middle ? [...inclusion(index, left), treeHash(right)] : [...inclusion(index - middle, right), treeHash(left)];
}

function consistency(old: number, leaves: Buffer[], isWhole = true): Buffer[] {
  if (old === leaves.length) return isWhole ? [] : [treeHash(leaves)];
  const middle = splitAt(leaves.length);
  const [left, right] = [leaves.slice(0, middle), leaves.slice(middle)];
  return old <= middle
    ? [...consistency(old, left, isWhole), treeHash(right)]
    : [...consistency(old - middle, right, false), treeHash(left)];
}

function checkpoint(leaves: Buffer[]): string {
  const text = `${origin}\n${leaves.length}\n${treeHash(leaves).toString("base64")}\n`;
  const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), keys.privateKey)]);
  return `${text}\n— ${origin} ${signature.toString("base64")}\n`;
}

const lines = (hashes: Buffer[]): string => hashes.map((hash) => `${hash.toString("base64")}\n`).join("");

const receiptText = (index: number, leaves: Buffer[]): string =>
  `c2sp.org/tlog-proof@v1\nextra ${leaves[index]?.toString("base64")}\nindex ${index}\n${lines(inclusion(index, leaves))}\n${checkpoint(leaves)}`;

const proofText = (old: number, leaves: Buffer[]): string => `old ${old}\n${lines(consistency(old, leaves))}\n${checkpoint(leaves)}`;

async function headOf(index: number, leaves: Buffer[]): Promise<Head> {
  const receipt = parseReceipt(receiptText(index, leaves));
  const report = await examine(receipt, await policyOfKey(verifierKey), null);
  expect(report.wrong).toEqual([]);
  expect(report.isVouched).toBe(true);
  return { size: receipt.checkpoint.size, root: receipt.checkpoint.root, seen: "2026-01-01", known: report.known };
}

test("every receipt of every small log is proved, and every pair of states is told rightly", async () => {
  test.setTimeout(120_000);
  const told = { linked: 0, uncompared: 0, contradicts: 0 };
  for (let size = 1; size <= 17; size += 1) {
    for (let old = 1; old < size; old += 1) {
      const [before, honest] = [await headOf(0, log(old)), await headOf(old - 1, log(size))];
      // The last entry of the old state: its path in the new one holds the old root.
      expect((await compare(honest, [before], [])).relation, `${old} in ${size}`).toBe("linked");
      const proof = parseConsistency(proofText(old, log(size)));
      const far = await headOf(size - 1, log(size));
      expect((await compare(far, [before], [proof])).relation, `proof from ${old} to ${size}`).toBe("linked");
      const relation = (await compare(far, [before], [])).relation;
      expect(["linked", "uncompared"]).toContain(relation);
      told[relation as "linked" | "uncompared"] += 1;
      const forked = await headOf(size - 1, log(size, old - 1));
      const fork = (await compare(forked, [before], [proof])).relation;
      expect(["contradicts", "uncompared"], `fork before ${old} of ${size}`).toContain(fork);
      told[fork as "contradicts" | "uncompared"] += 1;
    }
  }
  expect(told.linked * told.uncompared * told.contradicts, JSON.stringify(told)).toBeGreaterThan(0);
});

test("a proof of another pair of states links nothing", async () => {
  const [before, now] = [await headOf(0, log(5)), await headOf(11, log(12))];
  expect((await compare(now, [before], [])).relation).toBe("uncompared");
  for (const wrong of [proofText(4, log(12)), proofText(5, log(11)), proofText(5, log(12, 3))]) {
    expect((await compare(now, [before], [parseConsistency(wrong)])).relation).toBe("uncompared");
  }
  expect((await compare(now, [before], [parseConsistency(proofText(5, log(12)))])).relation).toBe("linked");
});

test("one size with two roots is a contradiction, whatever else was seen", async () => {
  const kept = [await headOf(2, log(9)), await headOf(3, log(4))];
  const result = await compare(await headOf(0, log(4, 2)), kept, []);
  expect(result.relation).toBe("contradicts");
  expect((await compare(await headOf(5, log(9)), kept, [])).relation).toBe("same");
  expect((await compare(await headOf(5, log(9)), [], [])).relation).toBe("first");
});

test("the page cries when the log it saw was replaced", async ({ context }) => {
  const { page, asked } = await openFile(context);
  await paste(page, verifierKey);
  await paste(page, receiptText(3, log(9)));
  await expect(page.locator("#verdict")).toHaveText("It holds: this entry stands in the signed books");
  await paste(page, receiptText(8, log(21)));
  await expect(page.locator("#result .proved")).toContainText("the longer only adds to the shorter");
  await paste(page, receiptText(30, log(31)));
  await expect(page.locator("#result .unproved")).toContainText("Not compared: a consistency proof is needed");
  await paste(page, receiptText(3, log(9, 5)));
  await expect(page.locator("#verdict")).toHaveText("Alarm: the log has two versions that contradict each other");
  await expect(page.locator("#result .wrong")).toContainText("cannot both be true");
  expect(asked).toEqual([]);
});
