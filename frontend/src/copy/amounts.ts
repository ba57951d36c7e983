// Amounts as people write them, read as `chungtay-text` reads them (`money/parse.rs`): what could be read
// in two ways is refused, never guessed. Refused is `undefined`.

type Convention = "vietnamese" | "english" | "unsaid";

const scales: [string, number, Convention][] = [
  ["nghìn tỷ", 12, "vietnamese"],
  ["nghìn tỉ", 12, "vietnamese"],
  ["ngàn tỷ", 12, "vietnamese"],
  ["ngàn tỉ", 12, "vietnamese"],
  ["trillion", 12, "english"],
  ["thousand", 3, "english"],
  ["billion", 9, "english"],
  ["million", 6, "english"],
  ["nghìn", 3, "vietnamese"],
  ["triệu", 6, "vietnamese"],
  ["nghin", 3, "vietnamese"],
  ["trieu", 6, "vietnamese"],
  ["ngàn", 3, "vietnamese"],
  ["tỷ", 9, "vietnamese"],
  ["tỉ", 9, "vietnamese"],
  ["ty", 9, "vietnamese"],
  ["tr", 6, "vietnamese"],
  ["k", 3, "unsaid"],
];
const currencies = ["vnđ", "vnd", "đồng", "dong", "đ", "₫"];
const largest = 2n ** 53n - 1n;

/** The amount in đồng. */
export function parseAmount(text: string): bigint | undefined {
  const lower = text.normalize("NFC").replace(/[\u00a0\u202f\u2009]/g, " ").toLowerCase();
  let rest = withoutCurrency(lower.trim());
  let negative = false;
  if (/^[-−+]/.test(rest)) {
    negative = !rest.startsWith("+");
    rest = withoutCurrency(rest.slice(1).trimStart());
  }
  if (rest === "") return undefined;
  const scale = scales.find(([word]) => rest.endsWith(word));
  const magnitude = scale
    ? scaled(rest.slice(0, -scale[0].length).trimEnd(), scale[1], scale[2])
    : scaled(rest, 0, "unsaid");
  if (magnitude === undefined || magnitude > largest) return undefined;
  return negative ? -magnitude : magnitude;
}

function withoutCurrency(text: string): string {
  const before = currencies.find((word) => text.startsWith(word));
  const begun = (before === undefined ? text : text.slice(before.length)).trimStart();
  const after = currencies.find((word) => begun.endsWith(word));
  return (after === undefined ? begun : begun.slice(0, -after.length)).trimEnd();
}

function scaled(number: string, zeros: number, convention: Convention): bigint | undefined {
  if (!/^[0-9](?:[0-9., ]*[0-9])?$/.test(number)) return undefined;
  const parts = split(number, zeros, convention);
  if (parts === undefined) return undefined;
  const digits = ungroup(parts[0]);
  const fraction = parts[1].replace(/0+$/, "");
  const shift = zeros - fraction.length;
  if (digits === undefined || shift < 0 || digits.length + fraction.length + shift > 30) return undefined;
  const written = digits + fraction + "0".repeat(shift);
  return /^[0-9]+$/.test(written) ? BigInt(written) : undefined;
}

/** Parts the whole from the decimals. */
function split(number: string, zeros: number, convention: Convention): [string, string] | undefined {
  const last = Math.max(number.lastIndexOf("."), number.lastIndexOf(","));
  if (last < 0) return [number, ""];
  const mark = number[last] ?? "";
  const [whole, fraction] = [number.slice(0, last), number.slice(last + 1)];
  if (fraction.includes(" ")) return [number, ""];
  const marks = number.split(mark).length - 1;
  const mixed = /[., ]/.test(whole) && marks === 1;
  const isDecimalMark = (convention === "vietnamese" && mark === ",") || (convention === "english" && mark === ".");
  if (fraction.length === 3) {
    if (mixed && !isDecimalMark) return undefined;
    if (marks > 1) return [number, ""];
    const groups = (convention === "vietnamese" && mark === ".") || (convention === "english" && mark === ",");
    if (zeros === 0 || groups) return whole.startsWith("0") ? undefined : [number, ""];
    return convention === "unsaid" ? undefined : [whole, fraction];
  }
  if (marks > 1) return undefined;
  if (zeros === 0 && /[^0]/.test(fraction)) return undefined;
  if (fraction.length === 1 || fraction.length === 2) return [whole, fraction];
  return zeros === 0 ? undefined : [whole, fraction];
}

/** Groups of three digits and one kind of mark, with the marks taken out. */
function ungroup(whole: string): string | undefined {
  const mark = /[^0-9]/.exec(whole)?.[0];
  if (mark === undefined) return whole;
  const [first = "", ...groups] = whole.split(mark);
  const sound = first.length >= 1 && first.length <= 3 && groups.every((group) => /^[0-9]{3}$/.test(group));
  return sound ? whole.split(mark).join("") : undefined;
}
