// Amounts and days between two, read as the portal reads them (`pages/lines/ranges.rs`): `từ 10tr đến 20tr`,
// `10-20 triệu`, `>1 tỷ`, `10/9-12/9`. Never guesses: what is none of these with certainty is left to be words.
import { amountOf, amountWithUnit, dayOf, isUnit, tokenDay } from "./asked";
import { fold } from "./folding";

/** From one value to another, both included; open where there is none. */
export interface Between<T> {
  least?: T;
  most?: T;
}

export type Ends = { kind: "amount"; between: Between<bigint> } | { kind: "day"; between: Between<string> };
type End = { kind: "amount"; value: bigint } | { kind: "day"; value: string };

const longestBare = 9;
/** Marks before an end; whether it is the least, and whether it is itself left out. Longer ones first. */
const marks: [string, boolean, boolean][] = [
  [">=", true, false], ["≥", true, false], ["<=", false, false], ["≤", false, false], [">", true, true], ["<", false, true],
];
const led: [string[], boolean, boolean][] = [
  [["tren", "hon", "sau", "over", "above", "after"], true, true],
  [["duoi", "truoc", "under", "below", "before"], false, true],
  [["den", "until"], false, false],
];
const joining = ["den", "toi", "to", "va", "and"];

export function exactly<T>(value: T): Between<T> {
  return { least: value, most: value };
}

/** The one value that lies in it, where the ends say so. */
export function single<T>(between: Between<T> | undefined): T | undefined {
  return between && between.least === between.most ? between.least : undefined;
}

export function holds<T extends bigint | string>(between: Between<T>, value: T): boolean {
  return (between.least === undefined || between.least <= value) && (between.most === undefined || value <= between.most);
}

/** What the first words enclose, and how many words say so. */
export function ends(tokens: string[], lastDay: string | undefined): [Ends, number] | undefined {
  const [first, ...rest] = tokens;
  if (first === undefined) return undefined;
  for (const [mark, isLeast, isStrict] of marks) {
    if (!first.startsWith(mark)) continue;
    const attached = first.slice(mark.length);
    const found = end(attached === "" ? rest : [attached, ...rest], lastDay);
    const ended = found && oneSided(found[0], isLeast, isStrict);
    return found && ended ? [ended, found[1] + (attached === "" ? 1 : 0)] : undefined;
  }
  const word = fold(first);
  if (["tu", "from", "between"].includes(word)) {
    const both = two(rest, lastDay, true);
    return both ? [both[0], both[1] + 1] : after(rest, lastDay, true, false);
  }
  for (const [words, isLeast, isStrict] of led) {
    if (words.includes(word)) return after(rest, lastDay, isLeast, isStrict);
  }
  const found = two(tokens, lastDay, false);
  if (found) return found;
  const hyphen = hyphenated(first, rest, lastDay);
  if (hyphen) return [hyphen, 1];
  const withUnit = rest[0] === undefined ? undefined : hyphenatedWithUnit(first, rest[0]);
  return withUnit ? [withUnit, 2] : undefined;
}

function after(tokens: string[], lastDay: string | undefined, isLeast: boolean, isStrict: boolean): [Ends, number] | undefined {
  const found = certainEnd(tokens, lastDay);
  const ended = found && oneSided(found[0], isLeast, isStrict);
  return found && ended ? [ended, found[1] + 1] : undefined;
}

function end(tokens: string[], lastDay: string | undefined): [End, number] | undefined {
  const [first, unit] = tokens;
  if (first === undefined) return undefined;
  if (unit !== undefined && isUnit(unit)) {
    const value = amountWithUnit(first, unit);
    if (value !== undefined) return [{ kind: "amount", value }, 2];
  }
  const day = tokenDay(first, lastDay);
  if (day !== undefined) return [{ kind: "day", value: day }, 1];
  const value = amountOf(first);
  return value === undefined ? undefined : [{ kind: "amount", value }, 1];
}

/** An end after a word that may stand in a memo too: a long bare number is an account's. */
function certainEnd(tokens: string[], lastDay: string | undefined): [End, number] | undefined {
  const first = tokens[0] ?? "";
  const isAccount = /^[0-9]*$/.test(first) && (first.length > longestBare || first.startsWith("0"));
  return isAccount ? undefined : end(tokens, lastDay);
}

function oneSided(found: End, isLeast: boolean, isStrict: boolean): Ends | undefined {
  const step = isStrict ? (isLeast ? 1 : -1) : 0;
  if (found.kind === "amount") {
    const value = found.value + BigInt(step);
    return { kind: "amount", between: isLeast ? { least: value } : { most: value } };
  }
  const moved = new Date(Date.parse(found.value) + step * 86_400_000);
  const value = dayOf(moved.getUTCFullYear(), moved.getUTCMonth() + 1, moved.getUTCDate());
  return value === undefined ? undefined : { kind: "day", between: isLeast ? { least: value } : { most: value } };
}

const isHyphen = (token: string | undefined): boolean => token === "-" || token === "–";

/** Two ends with a word or a hyphen between them. After `từ` the first may leave its unit to the second. */
function two(tokens: string[], lastDay: string | undefined, isLed: boolean): [Ends, number] | undefined {
  const joins = (token: string | undefined): boolean => token !== undefined && (isHyphen(token) || joining.includes(fold(token)));
  const first = certainEnd(tokens, lastDay);
  if (first && joins(tokens[first[1]])) {
    const second = certainEnd(tokens.slice(first[1] + 1), lastDay);
    const found = second && both(first[0], second[0]);
    if (second && found) return [found, first[1] + 1 + second[1]];
  }
  const [one, joint, other, more] = tokens;
  if (one === undefined || other === undefined || !(isLed || isHyphen(joint)) || !joins(joint)) return undefined;
  const isApart = more !== undefined && isUnit(more);
  const unit = isApart ? more : unitOf(other);
  if (unit === undefined) return undefined;
  const most = amountWithUnit(other.endsWith(unit) ? other.slice(0, -unit.length) : other, unit);
  const least = amountWithUnit(one, unit);
  if (most === undefined || least === undefined) return undefined;
  const found = both({ kind: "amount", value: least }, { kind: "amount", value: most });
  return found && [found, isApart ? 4 : 3];
}

function splitHyphen(token: string): [string, string] | undefined {
  const parts = /^([^-–]*)[-–](.*)$/su.exec(token);
  return parts ? [parts[1] ?? "", parts[2] ?? ""] : undefined;
}

/** `10tr-20tr`, `10-20tr`, `10/9-12/9`. */
function hyphenated(token: string, rest: string[], lastDay: string | undefined): Ends | undefined {
  if (tokenDay(token, lastDay) !== undefined || (rest[0] !== undefined && isUnit(rest[0]))) return undefined;
  const parts = splitHyphen(token);
  if (!parts) return undefined;
  const second = certainEnd([parts[1]], lastDay);
  if (!second) return undefined;
  const first = certainEnd([parts[0]], lastDay);
  if (first) return both(first[0], second[0]);
  const unit = unitOf(parts[1]);
  const value = unit === undefined ? undefined : amountWithUnit(parts[0], unit);
  return value === undefined ? undefined : both({ kind: "amount", value }, second[0]);
}

/** `10-20 triệu`. */
function hyphenatedWithUnit(token: string, unit: string): Ends | undefined {
  const parts = splitHyphen(token);
  if (!parts || !isUnit(unit)) return undefined;
  const least = (unitOf(parts[0]) === undefined ? undefined : amountOf(parts[0])) ?? amountWithUnit(parts[0], unit);
  const most = amountWithUnit(parts[1], unit);
  return least === undefined || most === undefined ? undefined : both({ kind: "amount", value: least }, { kind: "amount", value: most });
}

/** The unit that is written on to a number. */
function unitOf(token: string): string | undefined {
  const unit = /\p{Alphabetic}*$/u.exec(token)?.[0] ?? "";
  return isUnit(unit) ? unit : undefined;
}

function both(first: End, second: End): Ends | undefined {
  if (first.kind === "amount" && second.kind === "amount") return { kind: "amount", between: rising(first.value, second.value) };
  if (first.kind === "day" && second.kind === "day") return { kind: "day", between: rising(first.value, second.value) };
  return undefined;
}

function rising<T extends bigint | string>(first: T, second: T): Between<T> {
  return first <= second ? { least: first, most: second } : { least: second, most: first };
}
