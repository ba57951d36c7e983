// The Merkle tree of RFC 6962: leaf hash, inclusion (§2.1.1), consistency (§2.1.2). Sizes and indexes
// are BigInt. Written from the RFC's recursive definition, so that every hash has its place in the tree.
import { equal, sha256, type Bytes } from "./bytes.ts";

const leafMark = Uint8Array.of(0);
const nodeMark = Uint8Array.of(1);

export const leafHash = (entry: Uint8Array): Promise<Bytes> => sha256(leafMark, entry);
export const parent = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(nodeMark, left, right);

/** Hashes of subtrees whose place is known, by `start-end` (end not included). */
export type KnownNodes = Map<string, Bytes>;

const place = (start: bigint, end: bigint): string => `${start}-${end}`;

/** The largest power of two below `count`, for a count of at least two. */
export const split = (count: bigint): bigint => 1n << BigInt((count - 1n).toString(2).length - 1);

interface Step {
  start: bigint;
  end: bigint;
  siblingStart: bigint;
  siblingEnd: bigint;
}

/** From the leaf up: the subtree at each level, and where its sibling lies. */
function steps(index: bigint, size: bigint): Step[] {
  const found: Step[] = [];
  let [start, end] = [0n, size];
  while (end - start > 1n) {
    const middle = start + split(end - start);
    if (index < middle) {
      found.push({ start, end: middle, siblingStart: middle, siblingEnd: end });
      end = middle;
    } else {
      found.push({ start: middle, end, siblingStart: start, siblingEnd: middle });
      start = middle;
    }
  }
  return found.reverse();
}

/** What an inclusion path is made of, from the leaf up: the ranges of entries whose hashes stand in it. */
export const siblings = (index: bigint, size: bigint): [bigint, bigint][] =>
  steps(index, size).map(({ siblingStart, siblingEnd }) => [siblingStart, siblingEnd]);

/**
 * The root that a leaf and its inclusion path lead to, with every subtree on the way; `null` where the
 * index lies outside the tree or the path is not as long as the tree asks for.
 */
export async function foldInclusion(
  leaf: Bytes,
  index: bigint,
  size: bigint,
  path: Bytes[],
): Promise<{ root: Bytes; known: KnownNodes } | null> {
  if (index >= size || [leaf, ...path].some((hash) => hash.length !== 32)) return null;
  const way = steps(index, size);
  if (way.length !== path.length) return null;
  const known: KnownNodes = new Map();
  let hash = leaf;
  for (const [level, { start, end, siblingStart, siblingEnd }] of way.entries()) {
    const sibling = path[level] as Bytes;
    known.set(place(start, end), hash).set(place(siblingStart, siblingEnd), sibling);
    hash = siblingStart < start ? await parent(sibling, hash) : await parent(hash, sibling);
  }
  known.set(place(0n, size), hash);
  return { root: hash, known };
}

export async function includes(
  leaf: Bytes,
  index: bigint,
  size: bigint,
  path: Bytes[],
  root: Bytes,
): Promise<boolean> {
  const folded = await foldInclusion(leaf, index, size, path);
  return folded !== null && equal(folded.root, root);
}

/**
 * The root that the first `size` leaves had, put together from subtrees whose hashes are known in a
 * larger tree; `null` where they do not suffice.
 */
export async function earlierRoot(size: bigint, known: KnownNodes): Promise<Bytes | null> {
  const rights: Bytes[] = [];
  let start = 0n;
  for (;;) {
    const whole = known.get(place(start, size));
    if (whole !== undefined) {
      let root = whole;
      for (const left of rights.reverse()) root = await parent(left, root);
      return root;
    }
    if (size - start <= 1n) return null;
    const middle = start + split(size - start);
    const left = known.get(place(start, middle));
    if (left === undefined) return null;
    rights.push(left);
    start = middle;
  }
}

/** Whether a consistency proof shows that the tree of `oldSize` leaves begins the tree of `newSize`. */
export async function isConsistent(
  oldSize: bigint,
  newSize: bigint,
  oldRoot: Bytes,
  newRoot: Bytes,
  proof: Bytes[],
): Promise<boolean> {
  if (oldSize > newSize || [oldRoot, newRoot, ...proof].some((hash) => hash.length !== 32)) return false;
  if (oldSize === newSize) return proof.length === 0 && equal(oldRoot, newRoot);
  if (oldSize === 0n) return proof.length === 0 && equal(oldRoot, await sha256());
  const rest = [...proof];
  const take = (): Bytes | null => rest.shift() ?? null;
  const roots = await subproof(oldSize, 0n, newSize, true, oldRoot, take);
  return roots !== null && rest.length === 0 && equal(roots[0], oldRoot) && equal(roots[1], newRoot);
}

/**
 * SUBPROOF of RFC 6962 read backwards: the hashes of [start, oldSize) and [start, end). `isWhole` while
 * the old tree itself is the subtree in question, whose hash the verifier knows already.
 */
async function subproof(
  oldSize: bigint,
  start: bigint,
  end: bigint,
  isWhole: boolean,
  oldRoot: Bytes,
  take: () => Bytes | null,
): Promise<[Bytes, Bytes] | null> {
  if (oldSize === end) {
    const hash = isWhole ? oldRoot : take();
    return hash && [hash, hash];
  }
  const middle = start + split(end - start);
  if (oldSize <= middle) {
    const left = await subproof(oldSize, start, middle, isWhole, oldRoot, take);
    const right = take();
    return left && right && [left[0], await parent(left[1], right)];
  }
  const right = await subproof(oldSize, middle, end, false, oldRoot, take);
  const left = take();
  return right && left && [await parent(left, right[0]), await parent(left, right[1])];
}
