// The vectors of docs/receipts.md, as crates/log/tests/vectors/receipts.json holds them.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

export interface Vector {
  name: string;
  entry: string;
  leaf_hex: string;
  index: string;
  size: string;
  form_only: boolean;
  log_key: string;
  witness_keys: string[];
  text: string;
  compact_hex?: string;
  reduced_text?: string;
  reduced_compact_hex?: string;
  qr?: string[];
}

interface Broken {
  name: string;
  reason: string;
}

interface Vectors {
  policy: { log_key: string; witness_keys: string[]; witnesses_needed: number };
  base45: [string, string][];
  base: string;
  receipts: Vector[];
  broken_text: (Broken & { text: string })[];
  broken_compact: (Broken & { compact_hex: string })[];
  broken_qr: (Broken & { qr: string[] })[];
  owner: { name: string; receipt: string; fragment: string; fields: { state: string; value: string | null }[] }[];
  broken_owner: { name: string; receipt: string; fragment: string }[];
}

const file = resolve(import.meta.dirname, "../crates/log/tests/vectors/receipts.json");
export const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;

export const fromHex = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
