// The one byte form of an entry: JSON as RFC 8785 writes it, integers only, within ±(2^53 − 1), at most
// 65,535 bytes. Reads and checks in one pass; never repairs.
import { demand } from "./malformed.ts";
import { textOf } from "./bytes.ts";

export type Value = string | bigint | boolean | null | Value[] | Fields;
export type Fields = Map<string, Value>;

const largestInteger = (1n << 53n) - 1n;
const deepest = 64;
const shortEscapes: Record<string, string> = { "\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r" };

/** The entry in its one form, or `Malformed` with the place of the first breach. */
export function readEntry(bytes: Uint8Array): Fields {
  demand(bytes.length <= 65_535, "entry-too-long");
  const text = textOf(bytes);
  demand(text !== null, "entry-not-text");
  const reader = new Reader(text);
  const value = reader.value(0);
  reader.end();
  demand(value instanceof Map, "entry-not-object");
  return value;
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  value(depth: number): Value {
    this.demand(depth < deepest);
    const letter = this.text[this.at];
    if (letter === "{") return this.object(depth);
    if (letter === "[") return this.list(depth);
    if (letter === '"') return this.string();
    for (const [word, value] of [["true", true], ["false", false], ["null", null]] as const) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length;
        return value;
      }
    }
    return this.integer();
  }

  end(): void {
    this.demand(this.at === this.text.length);
  }

  private object(depth: number): Fields {
    const fields: Fields = new Map();
    let last: string | undefined;
    this.at += 1;
    while (!this.passed("}")) {
      if (last !== undefined) this.take(",");
      const start = this.at;
      const name = this.string();
      // RFC 8785 §3.2.3: by UTF-16 code units, as `<` compares; equal names fall out too.
      if (last !== undefined && !(last < name)) this.at = start;
      this.demand(last === undefined || last < name);
      this.take(":");
      fields.set(name, this.value(depth + 1));
      last = name;
    }
    return fields;
  }

  private list(depth: number): Value[] {
    const values: Value[] = [];
    this.at += 1;
    while (!this.passed("]")) {
      if (values.length > 0) this.take(",");
      values.push(this.value(depth + 1));
    }
    return values;
  }

  private integer(): bigint {
    const found = /^(0|-?[1-9][0-9]{0,15})(?![0-9.eE])/.exec(this.text.slice(this.at, this.at + 20));
    this.demand(found !== null);
    const value = BigInt(found[0]);
    this.demand(value <= largestInteger && value >= -largestInteger);
    this.at += found[0].length;
    return value;
  }

  private string(): string {
    this.take('"');
    const end = this.closingQuote();
    const inner = this.text.slice(this.at, end);
    let value: unknown;
    try {
      value = JSON.parse(`"${inner}"`);
    } catch {
      this.demand(false);
    }
    // The one form: what the text means, written again, must be the text.
    this.demand(typeof value === "string" && written(value) === inner);
    this.at = end + 1;
    return value;
  }

  private closingQuote(): number {
    for (let place = this.at; place < this.text.length; place += 1) {
      if (this.text[place] === "\\") place += 1;
      else if (this.text[place] === '"') return place;
    }
    this.demand(false);
  }

  private passed(letter: string): boolean {
    if (this.text[this.at] !== letter) return false;
    this.at += 1;
    return true;
  }

  private take(letter: string): void {
    this.demand(this.passed(letter));
  }

  private demand(holds: boolean): asserts holds {
    demand(holds, "entry-not-canonical", { place: String(this.at + 1) });
  }
}

/** A string's inside as RFC 8785 §3.2.2.2 writes it. */
function written(value: string): string {
  return value.replace(/["\\\u0000-\u001f]/g, (letter) => {
    if (letter === '"' || letter === "\\") return `\\${letter}`;
    const short = shortEscapes[letter];
    return short === undefined ? `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}` : `\\${short}`;
  });
}
