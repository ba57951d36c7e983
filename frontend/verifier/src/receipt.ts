// Receipts as text (C2SP tlog-proof), and consistency proofs as text (the body of C2SP tlog-witness's
// add-checkpoint: the one textual form of such a proof that is specified).
import { decimal, fromBase64, type Bytes } from "./bytes.ts";
import { demand } from "./malformed.ts";
import { parseCheckpoint, type Checkpoint } from "./note.ts";

export const proofHeader = "c2sp.org/tlog-proof@v1";
const mostHashes = 64;

export interface Receipt {
  /** The entry's bytes; `null` where the receipt does not hold them. */
  entry: Bytes | null;
  index: bigint;
  path: Bytes[];
  checkpoint: Checkpoint;
}

export function parseReceipt(text: string): Receipt {
  const gap = text.indexOf("\n\n");
  demand(gap > 0, "receipt-malformed", { line: "1" });
  const lines = text.slice(0, gap).split("\n");
  const malformed = (line: number): { line: string } => ({ line: String(line + 1) });
  demand(lines[0] === proofHeader, "receipt-malformed", malformed(0));
  let at = 1;
  let entry: Bytes | null = null;
  if (lines[at]?.startsWith("extra ")) {
    entry = fromBase64((lines[at] as string).slice(6));
    demand(entry !== null && entry.length > 0, "receipt-malformed", malformed(at));
    at += 1;
  }
  const index = lines[at]?.startsWith("index ") ? decimal((lines[at] as string).slice(6)) : null;
  demand(index !== null, "receipt-malformed", malformed(at));
  const path = readHashes(lines, at + 1, "receipt-malformed");
  return { entry, index, path, checkpoint: parseCheckpoint(text.slice(gap + 2)) };
}

export interface ConsistencyProof {
  oldSize: bigint;
  hashes: Bytes[];
  checkpoint: Checkpoint;
}

export function parseConsistency(text: string): ConsistencyProof {
  const gap = text.indexOf("\n\n");
  demand(gap > 0, "consistency-malformed", { line: "1" });
  const lines = text.slice(0, gap).split("\n");
  const oldSize = lines[0]?.startsWith("old ") ? decimal((lines[0] as string).slice(4)) : null;
  demand(oldSize !== null, "consistency-malformed", { line: "1" });
  const hashes = readHashes(lines, 1, "consistency-malformed");
  return { oldSize, hashes, checkpoint: parseCheckpoint(text.slice(gap + 2)) };
}

function readHashes(lines: string[], from: number, id: string): Bytes[] {
  return lines.slice(from).map((line, place) => {
    const hash = fromBase64(line);
    demand(hash?.length === 32 && place < mostHashes, id, { line: String(from + place + 1) });
    return hash;
  });
}
