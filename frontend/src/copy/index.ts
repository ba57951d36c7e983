// The published index of a copy, as `chungtay-search` writes it (docs/static-copy.md tells its form): read
// shard by shard over plain files, with the same answers as the portal's own search. Knows no page.
import { fold } from "./folding";
import { holds, single, type Between } from "./ranges";

export type State = "attributed" | "not-yet-attributed" | "suspense" | "reversed";
const states: State[] = ["attributed", "not-yet-attributed", "suspense", "reversed"];

export type Sort = "newest" | "relevance" | "day" | "amount";

export interface Query {
  words?: string;
  amount?: Between<bigint>;
  day?: Between<string>;
  document?: string;
  fund?: string;
  account?: string;
  direction?: "in" | "out";
  state?: State;
  sort: Sort;
}

export interface Line {
  sequence: number;
  day: string;
  amount: number;
  fund: string;
  state: State;
  /** Empty where it is open and there is nothing; null where it is not open; false where it was erased. */
  memo: string | null | false;
  document: string | null | false;
}

export interface Found {
  count: number;
  lines: Line[];
  /** Comes later where many facts must be read for it. */
  sum: Promise<bigint>;
}

interface Segment {
  first: number;
  end: number;
  folder: string;
  /** The first word of each shard, a character for each byte. */
  shards: string[];
}

interface Description {
  form: number;
  size: number;
  flags: string;
  segments: Segment[];
}

interface Match {
  sequence: number;
  /** Where facts were read for it. */
  amount: number | undefined;
}

/** A word of the index, and whether all that begin so are meant. */
type Key = [string, boolean];
interface Term {
  words: Key[];
  document: Key | undefined;
}
/** Before two neighbours written together: a word the bank may have cut in two. */
const joined = "\u0004";

const form = 2;
const blockEntries = 8192;
const shardEntries = 64;
const longestWord = 200;
const shortestPrefix = 2;

export class CopyIndex {
  private readonly root: URL;
  private readonly held = new Map<string, Promise<ArrayBuffer>>();
  private description: Promise<Description> | undefined;

  /** `address`: where `index.json` is. */
  constructor(address: string) {
    this.root = new URL(address, document.baseURI);
  }

  /** A page of what matches; asks once more where a new copy took the place of the old one meanwhile. */
  async find(query: Query, page: number, length: number): Promise<Found> {
    try {
      return await this.answer(query, page, length);
    } catch (error) {
      if (!(error instanceof Missing)) throw error;
      this.held.clear();
      this.description = undefined;
      return this.answer(query, page, length);
    }
  }

  private async answer(query: Query, page: number, length: number): Promise<Found> {
    const description = await this.described();
    const terms = termsOf(query);
    const isRanged = query.amount !== undefined && single(query.amount) === undefined;
    const byFacts = isRanged || query.sort === "amount" ||
      [query.fund, query.account, query.direction, query.state].some((asked) => asked !== undefined);
    const begin = (page - 1) * length;
    const isPlain = terms.length === 0 && query.amount === undefined && query.day === undefined;
    const facts = isPlain || byFacts ? await this.withFacts(description, query, terms) : undefined;
    const matches = await this.inOrder(description, query, terms, facts ?? await this.withoutFacts(description, query, terms));
    const shown = matches.slice(begin, begin + length).map((match) => match.sequence);
    const lines = await this.lines(shown);
    const sumOf = (all: { amount: number | undefined }[]): bigint => all.reduce((total, { amount }) => total + BigInt(amount ?? 0), 0n);
    const isWhole = lines.length === matches.length;
    const sum = facts ? Promise.resolve(sumOf(facts))
      : isWhole ? Promise.resolve(sumOf(lines))
      : this.withFacts(description, query, terms).then(sumOf);
    return { count: matches.length, lines, sum };
  }

  private async withoutFacts(description: Description, query: Query, terms: Term[]): Promise<Match[]> {
    const found = await Promise.all(description.segments.map((segment) => this.bits(segment, query, terms)));
    const matches: Match[] = [];
    description.segments.forEach((segment, place) => {
      eachBit(found[place], segment.end - segment.first, (at) => matches.push({ sequence: segment.first + at, amount: undefined }));
    });
    return matches;
  }

  /** The largest weight first; among equals the last entered. */
  private async inOrder(description: Description, query: Query, terms: Term[], matches: Match[]): Promise<Match[]> {
    const weights = await Promise.all(description.segments.map((segment) => this.weights(segment, query, terms)));
    let place = 0;
    const weighed = matches.map((match) => {
      while ((description.segments[place]?.end ?? Infinity) <= match.sequence) place += 1;
      return { match, weight: weights[place]?.(match) ?? 0 };
    });
    weighed.sort((one, other) => other.weight - one.weight || other.match.sequence - one.match.sequence);
    return weighed.map(({ match }) => match);
  }

  /** What the order goes by in a segment. */
  private async weights(segment: Segment, query: Query, terms: Term[]): Promise<(match: Match) => number> {
    if (query.sort === "amount") return ({ amount }) => Math.abs(amount ?? 0);
    if (query.sort === "relevance") {
      const asTyped = await Promise.all(terms.map(async (term) => {
        const found = empty(segment);
        const exact = ([key]: Key): Promise<Uint8Array> => this.word(segment, [key, false]);
        if (term.words.length > 0) add(found, both(segment, await Promise.all(term.words.map(exact))));
        if (term.document) add(found, await exact(term.document));
        return found;
      }));
      const bits = asTyped.length === 0 ? undefined : both(segment, asTyped);
      return ({ sequence }) => (hasBit(bits, sequence - segment.first) ? 1 : 0);
    }
    if (query.sort === "day") {
      const days = new Map<number, number>();
      await this.range(segment, "\u0003", "\u0004", (word, places) => {
        const found = empty(segment);
        addPlaces(found, places);
        eachBit(found, segment.end - segment.first, (at) => days.set(at, Date.parse(word.slice(1))));
      });
      return ({ sequence }) => days.get(sequence - segment.first) ?? 0;
    }
    return () => 0;
  }

  /** Every match with its amount, in order of the log. */
  private async withFacts(description: Description, query: Query, terms: Term[]): Promise<Match[]> {
    const flags = query.state === undefined ? undefined : new Uint8Array(await this.bytes(description.flags));
    const found = await Promise.all(description.segments.map(async (segment) => {
      const bits = await this.bits(segment, query, terms);
      const blocks = Math.ceil((segment.end - segment.first) / blockEntries);
      const wanted = Array.from({ length: blocks }, (_, block) => block).filter((block) => hasBits(bits, block));
      return Promise.all(wanted.map(async (block) => {
        const facts = new Uint8Array(await this.bytes(`${segment.folder}/facts-${block}`));
        return matchesOf(facts, segment.first, block, bits, query, flags);
      }));
    }));
    return found.flat(2);
  }

  /** The places of a segment that words, amount, day and document number leave; undefined is all. */
  private async bits(segment: Segment, query: Query, terms: Term[]): Promise<Uint8Array | undefined> {
    const asked: Promise<Uint8Array>[] = terms.map(async (term) => {
      const found = empty(segment);
      if (term.words.length > 0) add(found, both(segment, await Promise.all(term.words.map((key) => this.wordOrCut(segment, key)))));
      if (term.document) add(found, await this.word(segment, term.document));
      return found;
    });
    const amount = single(query.amount);
    if (amount !== undefined) {
      asked.push((async () => {
        const found = await this.word(segment, [`\u0002${amount}`, false]);
        add(found, await this.word(segment, [`\u0002${-amount}`, false]));
        return found;
      })());
    }
    if (query.day !== undefined) {
      const { least = "", most = "\u00ff" } = query.day;
      asked.push((async () => {
        const found = empty(segment);
        // Days are written so that their order is that of their letters.
        await this.range(segment, `\u0003${least}`, `\u0003${most}\u0000`, (_, places) => addPlaces(found, places));
        return found;
      })());
    }
    return asked.length === 0 ? undefined : both(segment, await Promise.all(asked));
  }

  /** The places of a word, whole or cut in two by the bank. */
  private async wordOrCut(segment: Segment, [key, isPrefix]: Key): Promise<Uint8Array> {
    const found = await this.word(segment, [key, isPrefix]);
    add(found, await this.word(segment, [joined + key, isPrefix]));
    return found;
  }

  /** The places of a word, or of every word that begins so. */
  private async word(segment: Segment, [key, isPrefix]: Key): Promise<Uint8Array> {
    const found = empty(segment);
    await this.range(segment, key, key + (isPrefix ? "\u00ff" : "\u0000"), (_, places) => addPlaces(found, places));
    return found;
  }

  /** Gives every word in `key..end` with its places. */
  private async range(segment: Segment, key: string, end: string, visit: (word: string, places: Places) => void): Promise<void> {
    const { shards } = segment;
    let first = shards.findIndex((word) => word > key);
    first = Math.max(0, (first < 0 ? shards.length : first) - 1);
    const asked: Promise<ArrayBuffer>[] = [];
    for (let place = first; place < shards.length && (shards[place] ?? end) < end; place += 1) {
      asked.push(this.bytes(`${segment.folder}/words-${place}`));
    }
    for (const shard of await Promise.all(asked)) collect(new Uint8Array(shard), key, end, visit);
  }

  private async lines(sequences: number[]): Promise<Line[]> {
    const shards = [...new Set(sequences.map((sequence) => Math.floor(sequence / shardEntries)))];
    type Row = [number, string, number, string, number, string | null, string | null];
    const read = await Promise.all(shards.map(async (shard) => {
      const bytes = await this.bytes(`lines/${shard}.json`, true);
      return JSON.parse(new TextDecoder().decode(bytes)) as Row[];
    }));
    const lines = new Map(read.flat().map(([sequence, day, amount, fund, state, memo, document]) =>
      [sequence, { sequence, day, amount, fund, state: states[state] ?? "suspense", memo, document }]));
    return sequences.flatMap((sequence) => lines.get(sequence) ?? []);
  }

  private described(): Promise<Description> {
    this.description ??= this.bytes("index.json", true).then((bytes) => {
      const found = JSON.parse(new TextDecoder().decode(bytes)) as Description;
      if (found.form !== form) throw new Error("an index of another form");
      return found;
    });
    return this.description;
  }

  /** A file; one whose name does not change with its content is asked for anew. */
  private bytes(path: string, changes = false): Promise<ArrayBuffer> {
    const held = this.held.get(path);
    if (held) return held;
    const asked = fetch(new URL(path, this.root), changes ? { cache: "no-cache" } : {}).then((answer) => {
      if (!answer.ok) throw new Missing(path);
      return answer.arrayBuffer();
    });
    if (path !== "index.json") this.held.set(path, asked);
    return asked;
  }
}

class Missing extends Error {}

/** UTF-8, a character for each byte, so that order is that of the bytes. */
function byteString(text: string): string {
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join("");
}

function cut(word: string): string {
  const bytes = byteString(word);
  let end = Math.min(bytes.length, longestWord);
  while (end < bytes.length && (bytes.charCodeAt(end) & 0xc0) === 0x80) end -= 1;
  return bytes.slice(0, end);
}

function documentKey(document: string): string | undefined {
  const key = cut(fold(document).replace(/ /g, ""));
  return key === "" ? undefined : `\u0001${key}`;
}

function termsOf(query: Query): Term[] {
  const chunks = (query.words ?? "").split(/\s+/u)
    .map((chunk): [string, string] => [chunk, fold(chunk)])
    .filter(([, folded]) => folded !== "");
  const terms = chunks.map(([chunk, folded], index): Term => {
    const isLast = index === chunks.length - 1;
    const words = folded.split(" ");
    const keys = words.map((word, place): Key => {
      const isOpen = isLast && place === words.length - 1 && [...word].length >= shortestPrefix;
      return [cut(word), isOpen || byteString(word).length > longestWord];
    });
    const document = documentKey(chunk);
    const isOpen = isLast && byteString(folded).length >= shortestPrefix;
    return { words: keys, document: document === undefined ? undefined : [document, isOpen] };
  });
  if (query.document !== undefined) {
    const document = documentKey(query.document);
    terms.push({ words: [], document: document === undefined ? undefined : [document, true] });
  }
  return terms;
}

function empty(segment: Segment): Uint8Array {
  return new Uint8Array(Math.ceil((segment.end - segment.first) / 8));
}

function add(bits: Uint8Array, others: Uint8Array): void {
  others.forEach((byte, at) => { bits[at] = (bits[at] ?? 0) | byte; });
}

function both(segment: Segment, all: Uint8Array[]): Uint8Array {
  const [first, ...rest] = all;
  const bits = first ?? empty(segment);
  for (const other of rest) other.forEach((byte, at) => { bits[at] = (bits[at] ?? 0) & byte; });
  return bits;
}

function hasBits(bits: Uint8Array | undefined, block: number): boolean {
  return bits === undefined || bits.subarray(block * blockEntries / 8, (block + 1) * blockEntries / 8).some((byte) => byte !== 0);
}

function hasBit(bits: Uint8Array | undefined, at: number): boolean {
  return bits === undefined || ((bits[at >> 3] ?? 0) >> (at & 7) & 1) === 1;
}

function eachBit(bits: Uint8Array | undefined, length: number, each: (at: number) => void): void {
  for (let at = 0; at < length; at += 1) {
    if (hasBit(bits, at)) each(at);
  }
}

/** Numbers in seven bits to a byte, lowest first; none beyond 2^53. */
class Reader {
  at = 0;
  readonly bytes: Uint8Array;
  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }
  number(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at] ?? 0;
      this.at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }
  slice(length: number): Uint8Array {
    const found = this.bytes.subarray(this.at, this.at + length);
    this.at += length;
    return found;
  }
  text(): string {
    return String.fromCharCode(...this.slice(this.number()));
  }
}

/** Places as stored: a bitmap, or gaps between rising places. */
interface Places {
  isBitmap: boolean;
  bytes: Uint8Array;
}

function addPlaces(found: Uint8Array, { isBitmap, bytes }: Places): void {
  if (isBitmap) {
    // A bitmap is stored in whole words, a little longer than the segment may be.
    add(found, bytes.subarray(0, found.length));
    return;
  }
  const list = new Reader(bytes);
  for (let next = 0; list.at < bytes.length;) {
    const place = list.number() + next;
    found[place >> 3] = (found[place >> 3] ?? 0) | 1 << (place & 7);
    next = place + 1;
  }
}

/** Gives every word in `key..end` that the shard holds, with its places. */
function collect(shard: Uint8Array, key: string, end: string, visit: (word: string, places: Places) => void): void {
  const reader = new Reader(shard);
  let word = "";
  while (reader.at < shard.length) {
    const shared = reader.number();
    word = word.slice(0, shared) + reader.text();
    const length = reader.number();
    const bytes = reader.slice(Math.floor(length / 2));
    if (word >= end) return;
    if (word >= key) visit(word, { isBitmap: length % 2 === 1, bytes });
  }
}

/** The matches of a block: its lines that the bits leave and the facts allow. */
function matchesOf(
  facts: Uint8Array,
  first: number,
  block: number,
  bits: Uint8Array | undefined,
  query: Query,
  flags: Uint8Array | undefined,
): Match[] {
  const reader = new Reader(facts);
  const names = Array.from({ length: reader.number() }, () => [reader.text(), reader.text()]);
  const stretches: [number, number, boolean][] = [];
  let next = 0;
  for (let left = reader.number(); left > 0; left -= 1) {
    const from = reader.number() + next;
    const length = reader.number();
    const [account, fund] = names[reader.number()] ?? [];
    const wanted = (query.account === undefined || query.account === account) && (query.fund === undefined || query.fund === fund);
    stretches.push([from, length, wanted]);
    next = from + length;
  }
  const amounts = Array.from({ length: reader.number() }, () => {
    const magnitude = reader.number();
    return reader.slice(1)[0] === 1 ? -magnitude : magnitude;
  });
  const matches: Match[] = [];
  for (const [from, length, wanted] of stretches) {
    for (let place = from; place < from + length; place += 1) {
      const amount = amounts[reader.number()] ?? 0;
      const at = block * blockEntries + place;
      if (!wanted || !hasBit(bits, at)) continue;
      if (query.amount !== undefined && !holds(query.amount, BigInt(Math.abs(amount)))) continue;
      if (query.direction !== undefined && (query.direction === "in") !== amount > 0) continue;
      if (query.state !== undefined && query.state !== stateOf(flags, first + at, amount)) continue;
      matches.push({ sequence: first + at, amount });
    }
  }
  return matches;
}

/** Two bits to an entry: attributed, reversed. */
function stateOf(flags: Uint8Array | undefined, sequence: number, amount: number): State {
  const bits = (flags?.[sequence >> 2] ?? 0) >> (sequence & 3) * 2 & 3;
  if ((bits & 2) !== 0) return "reversed";
  if ((bits & 1) !== 0) return "attributed";
  return amount > 0 ? "not-yet-attributed" : "suspense";
}
