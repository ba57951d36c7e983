// What people type into one box, told apart as the portal tells it apart (`pages/lines/asked.rs`): words,
// amounts and days (one, or between two), a document number. Never guesses: what is none of these with certainty stays a word.
import { parseAmount } from "./amounts";
import { fold } from "./folding";
import { ends, exactly, type Between } from "./ranges";

export interface Asked {
  words?: string;
  amount?: Between<bigint>;
  day?: Between<string>;
  document?: string;
}

const units = [
  "ty", "ti", "trieu", "tr", "nghin", "ngan", "k", "d", "dong", "vnd", "billion", "million", "thousand",
];
const shortestAmount = 4;

/** A day that exists, as `YYYY-MM-DD`. */
export function dayOf(year: number, month: number, day: number): string | undefined {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return undefined;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
  if (day > (lengths[month - 1] ?? 0)) return undefined;
  const padded = (value: number, length: number): string => String(value).padStart(length, "0");
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}`;
}

export function isoDay(text: string): string | undefined {
  const parts = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  return parts ? dayOf(Number(parts[1]), Number(parts[2]), Number(parts[3])) : undefined;
}

const digits = /^\+?[0-9]+$/;

function written(token: string): string | undefined {
  const iso = isoDay(token);
  if (iso !== undefined) return iso;
  const [day = "", month = "", year = "", ...more] = token.split(/[/.-]/);
  if (more.length > 0 || year.length !== 4 || ![day, month, year].every((part) => digits.test(part))) return undefined;
  return dayOf(Number(year), Number(month), Number(day));
}

/** `10/9`: the latest such day not after the last one there is. */
function withoutYear(token: string, lastDay: string | undefined): string | undefined {
  const parts = /^(\+?[0-9]+)\/(\+?[0-9]+)$/.exec(token);
  if (!parts || lastDay === undefined) return undefined;
  const year = Number(lastDay.slice(0, 4));
  for (const candidate of [year, year - 1]) {
    const day = dayOf(candidate, Number(parts[2]), Number(parts[1]));
    if (day !== undefined && day <= lastDay) return day;
  }
  return undefined;
}

/** A day, with its year or without. */
export function tokenDay(token: string, lastDay: string | undefined): string | undefined {
  return written(token) ?? withoutYear(token, lastDay);
}

/** Whether a word after a number makes it an amount. */
export function isUnit(word: string): boolean {
  return units.includes(fold(word));
}

export function amountWithUnit(number: string, unit: string): bigint | undefined {
  return /^[0-9]/.test(number) ? parseAmount(`${number} ${unit}`) : undefined;
}

export function amountOf(token: string): bigint | undefined {
  const number = token.replace(/\p{Alphabetic}+$/u, "");
  const hasUnit = number.length < token.length && isUnit(token.slice(number.length));
  const count = token.replace(/[^0-9]/g, "").length;
  const longEnough = count >= shortestAmount && number.length === token.length;
  return /^[0-9][0-9.,]*$/.test(number) && (hasUnit || longEnough) ? parseAmount(token) : undefined;
}

/** The first amount, day and document number count; a second stays a word. */
export function toldApart(text: string, lastDay: string | undefined): Asked {
  const asked: Asked = {};
  const words: string[] = [];
  const tokens = text.split(/\s+/u).filter((token) => token !== "");
  for (let place = 0; place < tokens.length; place += 1) {
    const token = tokens[place] ?? "";
    const next = tokens[place + 1];
    const enclosed = ends(tokens.slice(place), lastDay);
    if (enclosed && asked[enclosed[0].kind] === undefined) {
      if (enclosed[0].kind === "amount") asked.amount = enclosed[0].between;
      else asked.day = enclosed[0].between;
      place += enclosed[1] - 1;
      continue;
    }
    if (asked.amount === undefined && next !== undefined && isUnit(next)) {
      const amount = amountWithUnit(token, next);
      if (amount !== undefined) {
        asked.amount = exactly(amount);
        place += 1;
        continue;
      }
    }
    const day = asked.day === undefined ? tokenDay(token, lastDay) : undefined;
    const amount = asked.amount === undefined ? amountOf(token) : undefined;
    if (day !== undefined) asked.day = exactly(day);
    else if (asked.document === undefined && /^[0-9]{4}\.[0-9]{4,5}$/.test(token)) asked.document = token;
    else if (amount !== undefined) asked.amount = exactly(amount);
    else words.push(token);
  }
  if (words.length > 0) asked.words = words.join(" ");
  return asked;
}
