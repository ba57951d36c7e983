// Every check of a receipt, in the order of docs/receipts.md §2, and what follows from it: what is
// proved, what is somebody's word, what is not proved, what is false. Knows nothing of pages or storage.
import { equal, type Bytes } from "./bytes.ts";
import { readEntry, type Fields } from "./canonical.ts";
import { Malformed, say, type Reason, type Saying } from "./malformed.ts";
import { foldInclusion, leafHash, type KnownNodes } from "./merkle.ts";
import { check, signatureType, type Checked, type Key } from "./note.ts";
import { misfit, type Opening } from "./opening.ts";
import { asksForWitnesses, isQuorum, type Policy } from "./policy.ts";
import type { Receipt } from "./receipt.ts";

export interface Wrong {
  reason: Reason;
  saying: Saying;
}

export interface Report {
  wrong: Wrong[];
  proved: Saying[];
  attested: Saying[];
  unproved: Saying[];
  /** The entry, where it could be read. */
  entry: Fields | null;
  leaf: Bytes | null;
  /** Subtrees of the signed tree, where the path holds. */
  known: KnownNodes;
  /** The owner's half, where it fits. */
  opened: Opening | null;
  /** The log's key whose signature holds. */
  signedBy: Key | null;
  /** A key, a signature and whatever the policy asks for are all there, and hold. */
  isVouched: boolean;
}

export async function examine(receipt: Receipt, policy: Policy | null, opening: Opening | null): Promise<Report> {
  const report: Report = {
    wrong: [], proved: [], attested: [], unproved: [], entry: null, leaf: null,
    known: new Map(), opened: null, signedBy: null, isVouched: false,
  };
  if (policy === null) report.unproved.push(say("unproved-no-key", { origin: receipt.checkpoint.origin }));
  else await examineSignatures(report, receipt, policy);
  await examinePath(report, receipt);
  examineEntry(report, receipt);
  await examineOpening(report, receipt, opening);
  return report;
}

/** All that is wrong is that another key of that name has signed than the one that the reader has. */
export const isOtherKey = ({ wrong }: Report): boolean => wrong.length > 0 && wrong.every(({ saying }) => saying.id === "wrong-other-key");

export const isFalse = (report: Report): boolean => report.wrong.length > 0;

const fail = (report: Report, reason: Reason, saying: Saying): void => {
  report.wrong.push({ reason, saying });
};

async function examineSignatures(report: Report, { checkpoint }: Receipt, policy: Policy): Promise<void> {
  const { origin, note } = checkpoint;
  const keys = policy.logs.filter(({ name }) => name === origin);
  const named = { origin, names: policy.logs.map(({ name }) => name).join(", ") };
  if (keys.length === 0) return fail(report, "origin", say("wrong-origin", named));
  const checked = await Promise.all(keys.map(async (key) => ({ key, ...(await check(note, key)) })));
  const bad = checked.find(({ verdict }) => verdict === "bad");
  const good = checked.find(({ verdict }) => verdict === "good");
  if (bad) fail(report, "signature", say("wrong-signature", { name: bad.key.name }));
  else if (good) {
    report.signedBy = good.key;
    report.proved.push(say("proved-signature", { name: good.key.name, size: `${checkpoint.size}` }));
  } else if (checked.some(({ verdict }) => verdict === "unchecked")) {
    report.unproved.push(say("unproved-browser"));
  } else fail(report, "unsigned", unsigned(note, origin, keys));
  await examineWitnesses(report, note, policy);
}

/** Signed by nobody, or by another key of that name than the reader has: then both are named. */
function unsigned({ signatures }: Receipt["checkpoint"]["note"], origin: string, keys: Key[]): Saying {
  const ids = (named: { keyId: string }[]): string => named.map(({ keyId }) => `${origin}+${keyId}`).join(", ");
  const others = signatures.filter(({ name }) => name === origin);
  if (others.length === 0) return say("wrong-unsigned", { origin });
  return say("wrong-other-key", { found: ids(others), known: ids(keys) });
}

async function examineWitnesses(report: Report, note: Receipt["checkpoint"]["note"], policy: Policy): Promise<void> {
  const results = new Map<string, Checked>();
  for (const [name, key] of policy.witnesses) results.set(name, await check(note, key));
  const having = (verdict: string): string[] => [...results].filter(([, found]) => found.verdict === verdict).map(([name]) => name);
  const good = having("good");
  for (const name of having("bad")) fail(report, "signature", say("wrong-witness", { name }));
  if (isQuorum(policy, new Set(good))) {
    if (asksForWitnesses(policy)) report.proved.push(say("proved-witnesses", { names: good.join(", "), count: `${good.length}` }));
    else report.unproved.push(say("unproved-witnesses"));
    report.isVouched = report.signedBy !== null;
  } else if (isQuorum(policy, new Set([...good, ...having("unchecked")]))) report.unproved.push(say("unproved-quorum"));
  else fail(report, "quorum", say("wrong-quorum", { count: `${good.length}`, names: good.join(", ") || "–" }));
  for (const name of good) {
    const time = results.get(name)?.time;
    if (time !== undefined) report.attested.push(say("attested-witness-time", { name, time: `moment:${time}` }));
  }
  const hasQuantumSafe = note.signatures.some(({ bytes }) => bytes.length === 2_428);
  const knows = [...policy.logs, ...policy.witnesses.values()].some(({ type }) => type === signatureType.mlDsa44);
  if (hasQuantumSafe || knows) report.unproved.push(say("unproved-ml-dsa"));
}

async function examinePath(report: Report, { entry, index, path, checkpoint }: Receipt): Promise<void> {
  const places = { index: `${index}`, size: `${checkpoint.size}`, origin: checkpoint.origin };
  if (entry === null) {
    report.unproved.push(say("unproved-no-entry", places));
    return;
  }
  report.leaf = await leafHash(entry);
  const folded = await foldInclusion(report.leaf, index, checkpoint.size, path);
  if (folded === null) fail(report, "path", say("wrong-path-form", places));
  else if (!equal(folded.root, checkpoint.root)) fail(report, "path", say("wrong-path", places));
  else {
    report.known = folded.known;
    report.proved.unshift(say(report.signedBy ? "proved-entry" : "proved-inside", places));
  }
}

/** Kinds of which there is more to say than that they are the keeper's word. */
const ownWords = new Map([
  ["restatement", "attested-restatement"],
  ["log_roots", "attested-log-roots"],
  ["log_key", "attested-log-key"],
  ["log_successor", "attested-log-successor"],
]);

function examineEntry(report: Report, { entry }: Receipt): void {
  if (entry === null) return;
  try {
    report.entry = readEntry(entry);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return fail(report, "entry", error.saying);
  }
  report.proved.push(say("proved-form"));
  const balance = postingsBalance(report.entry);
  if (balance !== null) {
    if (balance) report.proved.push(say("proved-balance"));
    else report.unproved.push(say("unproved-balance"));
  }
  const kind = `${report.entry.get("kind")}`.replace(/\/\d+$/, "");
  report.attested.push(say(ownWords.get(kind) ?? "attested-content"), say("attested-time"));
  if (kind.startsWith("log_")) report.unproved.push(say("unproved-roots"));
  report.unproved.push(say("unproved-truth"), say("unproved-later"));
}

/** Whether the postings sum to zero within each fund; `null` where there are none. */
function postingsBalance(entry: Fields): boolean | null {
  const postings = entry.get("postings");
  if (!Array.isArray(postings)) return null;
  const sums = new Map<string, bigint>();
  for (const posting of postings) {
    if (!Array.isArray(posting)) return false;
    const [account, fund, amount] = posting;
    if (typeof account !== "string" || typeof fund !== "string" || typeof amount !== "bigint") return false;
    sums.set(fund, (sums.get(fund) ?? 0n) + amount);
  }
  return [...sums.values()].every((sum) => sum === 0n);
}

async function examineOpening(report: Report, { index, checkpoint }: Receipt, opening: Opening | null): Promise<void> {
  if (opening === null) {
    if (report.entry?.has("record")) report.unproved.push(say("unproved-private"));
    return;
  }
  if (report.entry === null || report.leaf === null) return;
  const receipt = { leaf: report.leaf, index, origin: checkpoint.origin };
  const problem = await misfit(opening, receipt, report.entry);
  if (problem) return fail(report, "opening", problem);
  report.opened = opening;
  report.proved.push(say("proved-opening"));
  if (opening.fields.some(({ state }) => state === "closed")) report.unproved.push(say("unproved-closed"));
}
