// What this browser keeps between visits, in localStorage: for each log the key or policy that was first
// used with success, and the signed states seen. Nothing of a receipt's entry or of an opening is kept.
import { fromBase64, toBase64, type Bytes } from "./bytes.ts";
import type { Head } from "./comparison.ts";

const storeName = "chungtay-verifier-1";
const mostHeads = 64;

export interface Trusted {
  /** The key or policy as it was given. */
  text: string;
  /** When it was first used, as ISO 8601. */
  since: string;
  /** It came in a link to this page, not from the reader's own hand. */
  byLink: boolean;
}

interface StoredHead {
  size: string;
  root: string;
  seen: string;
  known: [string, string][];
}

interface Stored {
  trusted: Record<string, Trusted>;
  heads: Record<string, StoredHead[]>;
}

function load(): Stored {
  const empty: Stored = { trusted: Object.create(null) as Record<string, Trusted>, heads: Object.create(null) as Record<string, StoredHead[]> };
  try {
    const stored = JSON.parse(localStorage.getItem(storeName) ?? "{}") as Partial<Stored>;
    return { trusted: Object.assign(empty.trusted, stored.trusted), heads: Object.assign(empty.heads, stored.heads) };
  } catch {
    return empty;
  }
}

/** Whether it could be kept: a browser may close its storage to pages opened from files. */
function save(stored: Stored): boolean {
  try {
    localStorage.setItem(storeName, JSON.stringify(stored));
    return true;
  } catch {
    return false;
  }
}

export const trustedFor = (origin: string): Trusted | null => load().trusted[origin] ?? null;

/**
 * The first key or policy of a log stays until it is forgotten; one that came by a link gives way to any
 * from the reader's own hand, for whoever made the link could have set it.
 */
export function keepTrusted(origin: string, trusted: Trusted): boolean {
  const stored = load();
  const before = stored.trusted[origin];
  if (before === undefined || (before.byLink && !trusted.byLink)) stored.trusted[origin] = trusted;
  return save(stored);
}

/** The states kept of a log under one of its keys; a shelf is `origin key-id`. */
export function headsOf(shelf: string): Head[] {
  const heads: Head[] = [];
  for (const { size, root, seen, known } of load().heads[shelf] ?? []) {
    const hash = fromBase64(root);
    if (hash === null || !/^\d+$/.test(size)) continue;
    heads.push({ size: BigInt(size), root: hash, seen, known: new Map(known.flatMap(readNode)) });
  }
  return heads;
}

function readNode([place, hash]: [string, string]): [string, Bytes][] {
  const bytes = fromBase64(hash);
  return bytes === null ? [] : [[place, bytes]];
}

/** Keeps a signed state; of one size and root the earliest sight stays, its known subtrees grow. */
export function keepHead(shelf: string, head: Head): void {
  const stored = load();
  const heads = stored.heads[shelf] ?? [];
  const root = toBase64(head.root);
  const same = heads.find((other) => other.size === `${head.size}` && other.root === root);
  const nodes = [...head.known].map(([place, hash]): [string, string] => [place, toBase64(hash)]);
  if (same) same.known = [...new Map([...same.known, ...nodes])].slice(-256);
  else heads.push({ size: `${head.size}`, root, seen: head.seen, known: nodes });
  stored.heads[shelf] = heads.slice(-mostHeads);
  save(stored);
}

export const logsKept = (): [string, Trusted][] => Object.entries(load().trusted);

/** How many states of a log are kept, under all its keys. */
export const headCount = (origin: string): number =>
  Object.entries(load().heads).reduce((sum, [shelf, heads]) => sum + (shelf.startsWith(`${origin} `) ? heads.length : 0), 0);

export function forgetAll(): void {
  try {
    localStorage.removeItem(storeName);
  } catch {
    // Nothing could be kept, so there is nothing to forget.
  }
}
