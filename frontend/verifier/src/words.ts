// The reader's language: messages from locales/*/verifier.ftl (put in by the build), numbers, money,
// dates. Amounts stay BigInt.
import type { Saying } from "./malformed.ts";

export type Language = "vi" | "en";

/** Put in by build-verifier.mjs: key (without `verifier-`), Vietnamese, English, and so on, a line each. */
declare const WORDS: string;

const lines = WORDS.split("\n");
const languages: Language[] = ["vi", "en"];

let language: Language = "vi";

export const currentLanguage = (): Language => language;

export function chooseLanguage(chosen: Language): void {
  language = chosen;
}

function written(id: string): string | undefined {
  for (let at = 0; at < lines.length; at += 3) if (lines[at] === id) return lines[at + 1 + languages.indexOf(language)];
  return undefined;
}

export const has = (id: string): boolean => written(id) !== undefined;

export function text(id: string, values: Record<string, string> = {}): string {
  const message = written(id) ?? id;
  return message.replace(/\{ \$([a-z]+) \}/g, (_, name: string) => shown(values[name] ?? ""));
}

export const told = ({ id, values }: Saying): string => text(id, values);

/** `moment:` and `date:` are written out, whole numbers grouped, the rest stands as it is. */
function shown(value: string): string {
  if (value.startsWith("moment:")) return moment(BigInt(value.slice(7)));
  if (value.startsWith("seen:")) return date(value.slice(5));
  return /^\d{4,20}$/.test(value) ? grouped(BigInt(value)) : value;
}

/** Groups of three: dots in Vietnamese, commas in English; the minus sign is U+2212. */
export function grouped(value: bigint): string {
  const digits = (value < 0n ? -value : value).toString();
  const groups = digits.replace(/\B(?=(\d{3})+$)/g, language === "vi" ? "." : ",");
  return value < 0n ? `−${groups}` : groups;
}

export const money = (dong: bigint): string => (language === "vi" ? `${grouped(dong)} đ` : `VND ${grouped(dong)}`);

const locale = (): string => (language === "vi" ? "vi-VN" : "en-GB");

/** An ISO date as people write it; what is not one stands as it is. */
export function date(iso: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(iso.slice(0, 10)) ?? [];
  if (year === undefined) return iso;
  if (language === "vi") return `${day}/${month}/${year}`;
  const at = new Date(Date.UTC(+year, +(month ?? 1) - 1, +(day ?? 1)));
  return at.toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });
}

/** POSIX seconds, told on Vietnam's clock; what no calendar holds stands as a number. */
export function moment(seconds: bigint): string {
  if (seconds < 0n || seconds > 253_402_300_799n) return grouped(seconds);
  const at = new Date(parseInt(`${seconds}000`, 10));
  const options = { dateStyle: "long", timeStyle: "short", timeZone: "Asia/Ho_Chi_Minh" } as const;
  return at.toLocaleString(locale(), options);
}
