// The owner's half (docs/receipts.md §5): salts and values of the record that an entry commits to.
import { equal, maximumU64, sha256, toBase64Url, u64, utf8, type Bytes } from "./bytes.ts";
import { Fields } from "./compact.ts";
import type { Fields as EntryFields } from "./canonical.ts";
import { demand, say, under, type Saying } from "./malformed.ts";

export interface OpenedField {
  state: "closed" | "open" | "empty";
  /** The commitment of a closed field, the salt of another. */
  secret: Bytes;
  value: string;
}

export interface Opening {
  leaf: Bytes;
  index: bigint;
  origin: string;
  fields: OpenedField[];
}

const states = ["closed", "open", "empty"] as const;
const longest = 65_535;

export function readOpening(bytes: Bytes): Opening {
  return under("opening", () => {
    demand(bytes.length <= longest, "opening-malformed");
    const from = new Fields(bytes, "opening-malformed");
    demand(from.count(1) === 1, "opening-malformed");
    const [leaf, index, origin, count] = [from.take(32), from.u64(), from.text(1, 1), from.count(1)];
    demand(count >= 1, "opening-malformed");
    const fields: OpenedField[] = [];
    for (let left = count; left > 0; left -= 1) {
      const state = states[from.count(1)];
      demand(state !== undefined, "opening-malformed");
      const secret = from.take(32);
      fields.push({ state, secret, value: state === "open" ? from.text(4, 0) : "" });
    }
    from.end();
    return { leaf, index, origin, fields };
  });
}

const commit = (salt: Bytes, place: number, length: bigint, value: Bytes): Promise<Bytes> =>
  sha256(utf8("ct/commit"), salt, Uint8Array.of(place), u64(length), value);

/** The commitment to the whole record. */
export async function recordOf(fields: OpenedField[]): Promise<Bytes> {
  const commitments = fields.map(({ state, secret, value }, place) => {
    if (state === "closed") return secret;
    const bytes = utf8(value);
    return state === "empty"
      ? commit(secret, place, maximumU64, new Uint8Array())
      : commit(secret, place, BigInt(bytes.length), bytes);
  });
  return sha256(utf8("ct/record"), ...(await Promise.all(commitments)));
}

/** What is wrong with this half beside that receipt; `null` where it fits. */
export async function misfit(
  opening: Opening,
  receipt: { leaf: Bytes; index: bigint; origin: string },
  entry: EntryFields,
): Promise<Saying | null> {
  const isSame = equal(opening.leaf, receipt.leaf) && opening.index === receipt.index && opening.origin === receipt.origin;
  if (!isSame) return say("wrong-opening-other", { index: `${opening.index}`, origin: opening.origin });
  const record = toBase64Url(await recordOf(opening.fields));
  return entry.get("record") === record ? null : say("wrong-opening-record");
}

/** The names of a kind's private fields, by their place; further fields are numbered. */
const names: Record<string, string[]> = {
  "bank_line/1": ["document-number", "counter-account", "memo", "memo-full", "memo-initials"],
  "gift/1": ["donor-name", "memo"],
  "pledge/1": ["donor-name", "memo"],
  "attribution/1": ["donor-name", "memo"],
  "gift/2": ["donor-name", "donor-initials", "memo"],
  "pledge/2": ["donor-name", "donor-initials", "memo"],
  "attribution/2": ["donor-name", "donor-initials", "memo"],
  "attribution/3": ["donor-name", "donor-initials", "memo"],
  "payment/1": ["voucher", "payee-name", "note"],
  "spending_request/1": ["payee-name", "note"],
};

export const nameOf = (kind: string, place: number): string | null => names[kind]?.[place] ?? null;
