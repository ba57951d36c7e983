// This state of the log beside the states of it seen before: the same, an extension, a contradiction, or
// not compared. Says "extends" only where hashes prove it. Knows nothing of where the states are kept.
import { equal, type Bytes } from "./bytes.ts";
import { earlierRoot, isConsistent, type KnownNodes } from "./merkle.ts";
import type { ConsistencyProof } from "./receipt.ts";

/** A signed state of the log. */
export interface Head {
  size: bigint;
  root: Bytes;
  /** When this browser first saw it, as ISO 8601. */
  seen: string;
  /** Subtrees known of it, from the receipt it came with. */
  known: KnownNodes;
}

export type Relation = "same" | "linked" | "contradicts" | "uncompared";

/** How two states relate; a proof that does not fit proves nothing and is passed over. */
export async function relate(now: Head, before: Head, proofs: ConsistencyProof[]): Promise<Relation> {
  if (now.size === before.size) return equal(now.root, before.root) ? "same" : "contradicts";
  const [small, large] = now.size > before.size ? [before, now] : [now, before];
  const computed = await earlierRoot(small.size, large.known);
  if (computed !== null) return equal(computed, small.root) ? "linked" : "contradicts";
  for (const { oldSize, checkpoint, hashes } of proofs) {
    const isOfThese = oldSize === small.size && checkpoint.size === large.size;
    if (isOfThese && (await isConsistent(small.size, large.size, small.root, large.root, hashes))) return "linked";
  }
  return "uncompared";
}

export interface Comparison {
  relation: Relation | "first";
  /** The state that was compared with, or could not be. */
  with: Head | null;
}

/** The new state beside all kept ones: any contradiction first, else the relation to the largest. */
export async function compare(now: Head, kept: Head[], proofs: ConsistencyProof[]): Promise<Comparison> {
  const sorted = [...kept].sort((left, right) => (left.size < right.size ? 1 : -1));
  let result: Comparison = { relation: "first", with: null };
  for (const before of sorted) {
    const relation = await relate(now, before, proofs);
    if (relation === "contradicts") return { relation, with: before };
    if (result.with === null) result = { relation, with: before };
  }
  return result;
}
