// The compact form of a receipt and the texts of its QR codes (docs/receipts.md §3 and §4). Expands to
// the receipt's text and nothing else; whatever is not in its one form is refused.
import { concat, readU64, sha256, textOf, toBase64, toHex, type Bytes } from "./bytes.ts";
import { demand, under } from "./malformed.ts";
import { parseReceipt, proofHeader } from "./receipt.ts";

const longestCompact = 131_072;
const version = 1;
const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
const mostInOneCode = 964;
const mostInTwoCodes = 1_912;

/** Takes fields off the front of some bytes; running past the end is a breach named `id`. */
export class Fields {
  private at = 0;

  constructor(private readonly bytes: Bytes, private readonly id: string) {}

  take(length: number): Bytes {
    demand(this.at + length <= this.bytes.length, this.id);
    this.at += length;
    return this.bytes.slice(this.at - length, this.at);
  }

  /** Lengths and counts only, of at most four bytes: never a size or an index. */
  count(bytes: 1 | 2 | 4): number {
    return this.take(bytes).reduce((value, byte) => value * 256 + byte, 0);
  }

  u64(): bigint {
    return readU64(this.take(8));
  }

  /** Text after its length of `bytes` bytes. */
  text(bytes: 1 | 2 | 4, shortest: number): string {
    const length = this.count(bytes);
    const text = textOf(this.take(length));
    demand(length >= shortest && text !== null, this.id);
    return text;
  }

  end(): void {
    demand(this.at === this.bytes.length, this.id);
  }
}

/** The text of the receipt that these bytes hold. */
export function expand(bytes: Bytes): string {
  return under("compact", () => {
    demand(bytes.length <= longestCompact, "compact-malformed");
    const fields = new Fields(bytes, "compact-malformed");
    demand(fields.count(1) === version, "compact-malformed");
    const entryLength = fields.count(2);
    demand(entryLength >= 1, "compact-malformed");
    const lines = [proofHeader, `extra ${toBase64(fields.take(entryLength))}`, `index ${fields.u64()}`];
    for (let left = fields.count(1); left > 0; left -= 1) lines.push(toBase64(fields.take(32)));
    const origin = fields.text(1, 1);
    lines.push("", origin, `${fields.u64()}`, toBase64(fields.take(32)));
    for (let left = fields.count(1); left > 0; left -= 1) lines.push(fields.text(2, 1));
    lines.push("", ...signatures(fields, origin));
    fields.end();
    const text = `${lines.join("\n")}\n`;
    const receipt = parseReceipt(text);
    // A line end hidden in a field would read as another receipt than the one that is written here.
    demand(receipt.checkpoint.origin === origin && receipt.path.length === bytes[entryLength + 11], "compact-malformed");
    return text;
  });
}

function signatures(fields: Fields, origin: string): string[] {
  const lines: string[] = [];
  const count = fields.count(1);
  demand(count >= 1 && count <= 100, "compact-malformed");
  for (let left = count; left > 0; left -= 1) {
    const name = fields.text(1, 0);
    demand(name !== origin, "compact-malformed");
    const length = fields.count(2);
    demand(length >= 5, "compact-malformed");
    lines.push(`— ${name || origin} ${toBase64(fields.take(length))}`);
  }
  return lines;
}

/** RFC 9285. */
export function fromBase45(text: string): Bytes {
  const digits = Array.from(text, (letter) => alphabet.indexOf(letter));
  demand(!digits.includes(-1) && digits.length % 3 !== 1 && digits.length > 0, "qr-malformed");
  const bytes: number[] = [];
  for (let at = 0; at < digits.length; at += 3) {
    const [low = 0, middle = 0, high] = digits.slice(at, at + 3);
    const value = low + middle * 45 + (high ?? 0) * 2025;
    demand(value <= (high === undefined ? 0xff : 0xffff), "qr-malformed");
    if (high !== undefined) bytes.push(value >> 8);
    bytes.push(value & 0xff);
  }
  return Uint8Array.from(bytes);
}

export interface QrText {
  /** 0 where the whole stands in one code, else 1 or 2. */
  part: 0 | 1 | 2;
  /** Eight hexadecimal digits, or nothing where there is one code. */
  id: string;
  bytes: Bytes;
}

export const isQrText = (text: string): boolean => /^CT[0-9]/.test(text.trim());

export function readQrText(text: string): QrText {
  return under("qr", () => {
    const found = /^CT1(?:\.([12])\.2\.([0-9A-F]{8}))?:([^]+)$/.exec(text.trim());
    demand(found !== null, "qr-malformed");
    const part = found[1] === "1" ? 1 : found[1] === "2" ? 2 : 0;
    return { part, id: found[2] ?? "", bytes: fromBase45(found[3] ?? "") };
  });
}

/** The compact bytes of one text or of two in either order; `null` while the other part is missing. */
export async function join(texts: QrText[]): Promise<Bytes | null> {
  const [first, second, ...more] = [...texts].sort((left, right) => left.part - right.part);
  if (first === undefined) return null;
  if (first.part !== 0 && second === undefined) return null;
  const whole = first.part === 0 ? first.bytes : concat(first.bytes, second?.bytes ?? new Uint8Array());
  const id = toHex(await sha256(whole)).slice(0, 8).toUpperCase();
  under("parts", () => {
    demand(more.length === 0 && (second === undefined) === (first.part === 0), "parts-mismatch");
    if (second === undefined) {
      demand(whole.length <= mostInOneCode, "parts-mismatch");
      return;
    }
    const half = Math.ceil(whole.length / 2);
    const cut = half + (half % 2);
    demand(first.part === 1 && second.part === 2 && first.id === id && second.id === id, "parts-mismatch");
    demand(whole.length > mostInOneCode && whole.length <= mostInTwoCodes, "parts-mismatch");
    demand(first.bytes.length === cut, "parts-mismatch");
  });
  return whole;
}
