// Takes whatever the reader hands over and tells what it is: a receipt, the text of a QR code, a key, a
// policy, the owner's half, a consistency proof, a link. Never guesses: what fits nothing is refused.
import { fromBase64Url, textOf } from "./bytes.ts";
import { expand, isQrText, readQrText, type QrText } from "./compact.ts";
import { demand, under } from "./malformed.ts";
import { readOpening, type Opening } from "./opening.ts";
import { parsePolicy, policyOfKey, type Policy } from "./policy.ts";
import { parseConsistency, parseReceipt, type ConsistencyProof, type Receipt } from "./receipt.ts";

export type Item =
  | { kind: "receipt"; receipt: Receipt }
  | { kind: "part"; text: QrText }
  | { kind: "policy"; policy: Policy; byLink: boolean }
  | { kind: "opening"; opening: Opening }
  | { kind: "consistency"; proof: ConsistencyProof };

const longestText = 2_000_000;

/** A file's bytes, as they are; of one that is too large only the beginning is read. */
export async function itemsOfFile(file: Blob): Promise<Item[]> {
  const bytes = await file.slice(0, longestText + 1).arrayBuffer().then((read) => new Uint8Array(read), () => null);
  demand(bytes !== null, "intake-unreadable");
  demand(bytes.length <= longestText, "intake-too-long");
  const text = textOf(bytes);
  demand(text !== null, "intake-unknown");
  return itemsOf(text);
}

/** Pasted text: what copying does to its beginning and end is undone, what stands between is not touched. */
export const itemsOfPaste = (text: string): Promise<Item[]> => itemsOf(`${text.replace(/\r\n/g, "\n").trim()}\n`);

async function itemsOf(text: string): Promise<Item[]> {
  const bare = text.trim();
  demand(bare !== "", "intake-empty");
  if (text.startsWith("c2sp.org/tlog-proof")) return [{ kind: "receipt", receipt: under("text", () => parseReceipt(text)) }];
  if (isQrText(bare)) return bare.split("\n").filter((line) => line.trim() !== "").map((line) => ({ kind: "part", text: readQrText(line) }));
  if (/^old /.test(bare)) return [{ kind: "consistency", proof: parseConsistency(text) }];
  if (/^[^\s+]+\+[0-9a-f]{8}\+\S+$/.test(bare)) return [{ kind: "policy", policy: await policyOfKey(bare), byLink: false }];
  if (/^[ \t]*(log|witness|group|quorum)[ \t]/m.test(text)) return [{ kind: "policy", policy: await parsePolicy(text), byLink: false }];
  const fragment = /^(?:[^#\s]*#)?((?:[rok]|lang)=\S*)$/.exec(bare)?.[1];
  demand(fragment !== undefined, "intake-unknown");
  return itemsOfFragment(fragment, false);
}

/** `r=`, `o=` (docs/receipts.md §5) and `k=`, a verifier key; other names are passed over. */
export async function itemsOfFragment(fragment: string, byLink: boolean): Promise<Item[]> {
  const items: Item[] = [];
  for (const pair of fragment.split("&")) {
    const [name, value] = [pair.slice(0, 2), pair.slice(2)];
    if (name === "r=") items.push({ kind: "receipt", receipt: receiptOf(value) });
    else if (name === "o=") items.push({ kind: "opening", opening: openingOf(value) });
    else if (name === "k=") items.push({ kind: "policy", policy: await policyOfKey(decoded(value)), byLink });
  }
  return items;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function receiptOf(value: string): Receipt {
  return under("compact", () => {
    const bytes = fromBase64Url(value);
    demand(bytes !== null, "compact-malformed");
    return parseReceipt(expand(bytes));
  });
}

function openingOf(value: string): Opening {
  return under("opening", () => {
    const bytes = fromBase64Url(value);
    demand(bytes !== null, "opening-malformed");
    return readOpening(bytes);
  });
}
