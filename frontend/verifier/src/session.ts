// What the reader has handed in so far, and the conclusion drawn from it together with what this browser
// remembers. Knows nothing of the page.
import { examine, isFalse, isOtherKey, type Report } from "./checks.ts";
import { compare, type Comparison } from "./comparison.ts";
import { expand, join, type QrText } from "./compact.ts";
import type { Item } from "./intake.ts";
import { say, under } from "./malformed.ts";
import { headsOf, keepHead, keepTrusted, trustedFor, type Trusted } from "./memory.ts";
import type { Opening } from "./opening.ts";
import { parsePolicy, policyOfKey, type Policy } from "./policy.ts";
import { parseReceipt, type ConsistencyProof, type Receipt } from "./receipt.ts";
import type { Outcome } from "./result_view.ts";

export interface Session {
  receipt: Receipt | null;
  parts: QrText[];
  policy: { policy: Policy; from: "hand" | "link" } | null;
  opening: Opening | null;
  proofs: ConsistencyProof[];
}

export const emptySession = (): Session => ({ receipt: null, parts: [], policy: null, opening: null, proofs: [] });

/** Takes one thing in. A later receipt, key or owner's half takes the place of an earlier one. */
export async function take(session: Session, item: Item): Promise<void> {
  if (item.kind === "receipt") takeReceipt(session, item.receipt);
  else if (item.kind === "policy") session.policy = { policy: item.policy, from: item.byLink ? "link" : "hand" };
  else if (item.kind === "opening") session.opening = item.opening;
  else if (item.kind === "consistency") session.proofs.push(item.proof);
  else await takePart(session, item.text);
}

async function takePart(session: Session, part: QrText): Promise<void> {
  const others = session.parts.filter((other) => other.id === part.id && other.part !== part.part);
  session.parts = [...others, part];
  const bytes = await join(session.parts);
  if (bytes === null) return;
  session.parts = [];
  takeReceipt(session, under("compact", () => parseReceipt(expand(bytes))));
}

/** The owner's half of an earlier receipt says nothing of a later one's entry. */
function takeReceipt(session: Session, receipt: Receipt): void {
  const { opening, receipt: before } = session;
  const isAnother = opening !== null && (opening.index !== receipt.index || opening.origin !== receipt.checkpoint.origin);
  if (before !== null && isAnother) session.opening = null;
  session.receipt = receipt;
}

export interface Conclusion {
  outcome: Outcome;
  receipt: Receipt;
  report: Report;
  /** The key or policy that was used, where it is one that this browser kept. */
  remembered: Policy | null;
}

/** Checks what is there; `today` is the day to remember, as ISO 8601. */
export async function conclude(session: Session, today: string): Promise<Conclusion | null> {
  const { receipt, opening } = session;
  if (receipt === null) return null;
  const { origin } = receipt.checkpoint;
  const trusted = trustedFor(origin);
  const remembered = session.policy === null && trusted !== null ? await policyOf(trusted) : null;
  const policy = session.policy?.policy ?? remembered;
  const report = await examine(receipt, policy, opening);
  sayWhoseKey(report, session, trusted);
  const isByLink = session.policy?.from === "link" || (remembered !== null && trusted?.byLink === true);
  const comparison = await compareAndKeep(session, report, today, isByLink);
  return { outcome: outcomeOf(report, comparison, isByLink), receipt, report, remembered };
}

async function policyOf({ text }: Trusted): Promise<Policy | null> {
  try {
    return await (text.includes("\n") ? parsePolicy(text) : policyOfKey(text));
  } catch {
    return null;
  }
}

function sayWhoseKey({ unproved }: Report, { policy }: Session, trusted: Trusted | null): void {
  const since = { since: `seen:${trusted?.since ?? ""}` };
  const isOther = policy && trusted && policy.policy.text !== trusted.text;
  // A key from the reader's own hand is not measured by one that a link had set.
  if (isOther && !(trusted.byLink && policy.from === "hand")) unproved.unshift(say("unproved-key-changed", since));
  if (policy) unproved.push(say(policy.from === "link" ? "unproved-key-link" : "unproved-key-given"));
  else if (trusted) unproved.push(trusted.byLink ? say("unproved-key-link") : say("unproved-key-remembered", since));
}

/** Only a state whose signature and path hold is compared, and only such a state is kept. */
async function compareAndKeep(
  session: Session,
  report: Report,
  today: string,
  isByLink: boolean,
): Promise<Comparison | null> {
  const { receipt, policy } = session;
  if (receipt === null || !report.isVouched || report.signedBy === null || isFalse(report) || report.known.size === 0) return null;
  const { origin, size, root } = receipt.checkpoint;
  const now = { size, root, seen: today, known: report.known };
  const shelf = `${origin} ${report.signedBy.keyId}`;
  const comparison = await compare(now, headsOf(shelf), session.proofs);
  sayHowItCompares(report, comparison);
  if (comparison.relation === "contradicts") return comparison;
  keepHead(shelf, now);
  const canKeep = policy === null || keepTrusted(origin, { text: policy.policy.text, since: today, byLink: isByLink });
  if (!canKeep) report.unproved.push(say("unproved-memory"));
  return comparison;
}

function sayHowItCompares(report: Report, { relation, with: before }: Comparison): void {
  const values = { size: `${before?.size ?? 0}`, seen: `seen:${before?.seen ?? ""}` };
  if (relation === "same") report.proved.push(say("proved-same", values));
  else if (relation === "linked") report.proved.push(say("proved-linked", values));
  else if (relation === "first") report.unproved.push(say("unproved-first"));
  else if (relation === "uncompared") report.unproved.push(say("unproved-compared", values));
  else report.wrong.push({ reason: "signature", saying: say("wrong-contradiction", values) });
}

function outcomeOf(report: Report, comparison: Comparison | null, isByLink: boolean): Outcome {
  if (comparison?.relation === "contradicts") return "contradicted";
  if (isOtherKey(report)) return "other-key";
  if (isFalse(report)) return "false";
  const isWhole = report.isVouched && report.entry !== null && report.known.size > 0;
  const lacks = (saying: string): boolean => report.unproved.some(({ id }) => id === saying);
  if (!isWhole || lacks("unproved-balance")) return "open";
  if (lacks("unproved-key-changed")) return "other-key";
  return isByLink ? "self" : "sound";
}
