// The published log as plain files (C2SP tlog-tiles): an entry's bytes and its inclusion path, as a receipt.
// A size, an index or a level is a BigInt; every hash that is used leads to the checkpoint's root, or nothing
// is given. Whether that root is signed is for the verifier to say.
import { concat, equal, fromBase64, toBase64, type Bytes } from "../../verifier/src/bytes";
import { foldInclusion, leafHash, parent, siblings, split } from "../../verifier/src/merkle";

const hashLength = 32;
const tileLength = 256n;

export interface ReceiptFile {
  name: string;
  text: string;
}

interface Checkpoint {
  note: string;
  origin: string;
  size: bigint;
  root: Bytes;
}

function demanded<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(what);
  return value;
}

/** `1234567` → `x001/x234/567`. */
function encoded(index: bigint): string {
  const groups = index.toString().padStart(Math.ceil(index.toString().length / 3) * 3, "0").match(/.{3}/g) ?? [];
  return groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join("/");
}

/** Whether [start, end) is one whole subtree. */
const isWhole = (start: bigint, end: bigint): boolean => {
  const count = end - start;
  return (count & (count - 1n)) === 0n && start % count === 0n;
};

export class PublishedLog {
  readonly #root: string;
  readonly #files = new Map<string, Promise<Bytes>>();

  /** `root` is the address of the folder that holds `checkpoint`, with its last slash. */
  constructor(root: string) {
    this.#root = root;
  }

  async receipt(index: bigint): Promise<ReceiptFile> {
    const { note, origin, size, root } = await this.#checkpoint();
    if (index >= size) throw new Error("not under the checkpoint");
    const entry = await this.#entry(index, size);
    const path = await Promise.all(siblings(index, size).map(([start, end]) => this.#hash(start, end, size)));
    const folded = await foldInclusion(await leafHash(entry), index, size, path);
    if (folded === null || !equal(folded.root, root)) throw new Error("the files do not lead to the root");
    const head = ["c2sp.org/tlog-proof@v1", `extra ${toBase64(entry)}`, `index ${index}`, ...path.map(toBase64)];
    const book = origin.slice(origin.lastIndexOf("/") + 1);
    return { name: `${book}-${index}.tlog-proof`, text: `${head.join("\n")}\n\n${note}` };
  }

  async #checkpoint(): Promise<Checkpoint> {
    const note = new TextDecoder().decode(await this.#read("checkpoint"));
    const [origin = "", size = "", root = ""] = note.split("\n");
    return { note, origin, size: BigInt(size), root: demanded(fromBase64(root), "checkpoint") };
  }

  async #entry(index: bigint, size: bigint): Promise<Bytes> {
    const bundle = await this.#read(this.#tile("entries", index / tileLength, size));
    const view = new DataView(bundle.buffer);
    let at = 0;
    for (let before = index % tileLength; before > 0n; before -= 1n) at += 2 + view.getUint16(at);
    const bytes = bundle.slice(at + 2, at + 2 + view.getUint16(at));
    if (bytes.length === 0) throw new Error("withheld");
    return bytes;
  }

  /** The hash of the entries [start, end). */
  async #hash(start: bigint, end: bigint, size: bigint): Promise<Bytes> {
    if (isWhole(start, end)) return this.#subtree(start, end - start, size);
    const middle = start + split(end - start);
    const [left, right] = await Promise.all([this.#hash(start, middle, size), this.#hash(middle, end, size)]);
    return parent(left, right);
  }

  /** The hash of a whole subtree, from the tile that holds it or the hashes below it. */
  async #subtree(start: bigint, count: bigint, size: bigint): Promise<Bytes> {
    let [level, leaves] = [0n, 1n];
    while (leaves * tileLength <= count) [level, leaves] = [level + 1n, leaves * tileLength];
    const first = start / leaves;
    const tile = await this.#read(this.#tile(String(level), first / tileLength, size >> (8n * level)));
    const from = Number(first % tileLength) * hashLength;
    const within = tile.slice(from, from + Number(count / leaves) * hashLength);
    let hashes = Array.from({ length: within.length / hashLength }, (_, place) =>
      within.slice(place * hashLength, (place + 1) * hashLength),
    );
    while (hashes.length > 1) {
      const pairs = hashes.filter((_, place) => place % 2 === 0);
      hashes = await Promise.all(pairs.map((left, place) => parent(left, demanded(hashes[2 * place + 1], "tile"))));
    }
    return demanded(hashes[0], "tile");
  }

  /** Where a tile of `total` hashes or entries lies: whole, or as wide as it is by now. */
  #tile(level: string, index: bigint, total: bigint): string {
    const width = total - index * tileLength;
    return `tile/${level}/${encoded(index)}${width < tileLength ? `.p/${width}` : ""}`;
  }

  #read(file: string): Promise<Bytes> {
    const known = this.#files.get(file);
    if (known !== undefined) return known;
    const reading = this.#fetched(file);
    this.#files.set(file, reading);
    reading.catch(() => this.#files.delete(file));
    return reading;
  }

  /** A partial tile goes when its full one stands, which begins with the same. */
  async #fetched(file: string): Promise<Bytes> {
    const answer = await fetch(this.#root + file, { cache: file === "checkpoint" ? "no-cache" : "default" });
    if (answer.ok) return concat(new Uint8Array(await answer.arrayBuffer()));
    const full = file.replace(/\.p\/\d+$/, "");
    if (full === file) throw new Error(file);
    return this.#fetched(full);
  }
}
