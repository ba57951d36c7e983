// Search in a static copy: the page of lines answers its own form from the published index. All words it
// shows stand in the page, in templates; nothing is sent anywhere.
import { isoDay, toldApart, type Asked } from "./copy/asked";
import { parseAmount } from "./copy/amounts";
import { CopyIndex, type Line, type Query, type Sort, type State } from "./copy/index";
import { exactly, type Between } from "./copy/ranges";

const pageLength = 50;
const fields = ["words", "amount", "day", "until", "document", "fund", "account", "direction", "state", "sort"] as const;
type Field = (typeof fields)[number];
type Problem = "amount" | "day" | "choice";
const isEnglish = document.documentElement.lang === "en";

/** A copy of a part that the page holds ready. */
function part(name: string): DocumentFragment {
  const found = document.querySelector<HTMLTemplateElement>(`template[data-part="${name}"]`);
  return (found?.content.cloneNode(true) ?? document.createDocumentFragment()) as DocumentFragment;
}

function grouped(number: bigint): string {
  const digits = String(number < 0n ? -number : number).replace(/\B(?=(?:\d{3})+$)/g, isEnglish ? "," : ".");
  return (number < 0n ? "−" : "") + digits;
}

const money = (amount: bigint): string => (isEnglish ? `VND ${grouped(amount)}` : `${grouped(amount)} đ`);

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
function day(iso: string): string {
  const [year = 0, month = 1, date = 1] = iso.split("-").map(Number);
  return isEnglish ? `${date} ${months[month - 1]} ${year}` : `${date}/${month}/${year}`;
}

interface Read {
  query: Query;
  asked: Asked;
  problems: Problem[];
}

const sorts: Sort[] = ["newest", "relevance", "day", "amount"];

function between<T>(least: T | undefined, most: T | undefined): Between<T> {
  return { ...(least === undefined ? {} : { least }), ...(most === undefined ? {} : { most }) };
}

/** An amount, or two between which it lies. */
function amountIn(text: string): Between<bigint> | undefined {
  const amount = parseAmount(text);
  if (amount !== undefined) return exactly(amount);
  const { amount: enclosed, words, day: on, document: number } = toldApart(text, undefined);
  return words === undefined && on === undefined && number === undefined ? enclosed : undefined;
}

/** The form as it was sent, read as the portal reads it. */
function read(sent: Record<Field, string>, lastDay: string | undefined): Read {
  const problems: Problem[] = [];
  const filled = (field: Field): string | undefined => sent[field].trim() || undefined;
  const typed = filled("amount");
  const amount = typed === undefined ? undefined : amountIn(typed);
  if (typed !== undefined && amount === undefined) problems.push("amount");
  const [first, last] = [filled("day"), filled("until")];
  const [least, most] = [first, last].map((picked) => (picked === undefined ? undefined : isoDay(picked)));
  for (const [picked, found] of [[first, least], [last, most]]) if (picked !== undefined && found === undefined) problems.push("day");
  const on = last === undefined ? (least === undefined ? undefined : exactly(least)) : between(least, most);
  const alone = typed === undefined && first === undefined && last === undefined && filled("document") === undefined;
  const asked: Asked = alone ? toldApart(sent.words, lastDay) : {};
  const words = alone ? asked.words : filled("words");
  const query: Record<string, unknown> = {
    words, amount: amount ?? asked.amount, day: on ?? asked.day, document: filled("document") ?? asked.document,
    fund: filled("fund"), account: filled("account"),
    direction: sent.direction || undefined, state: filled("state"),
    sort: sorts.find((sort) => sort === sent.sort) ?? (words === undefined ? "newest" : "relevance"),
  };
  const states: State[] = ["attributed", "not-yet-attributed", "suspense", "reversed"];
  if (!["", "in", "out"].includes(sent.direction)) problems.push("choice");
  if (query["state"] !== undefined && !states.includes(query["state"] as State)) problems.push("choice");
  if (!["", ...sorts].includes(sent.sort)) problems.push("choice");
  for (const key of Object.keys(query)) if (query[key] === undefined) delete query[key];
  return { query: query as unknown as Query, asked, problems };
}

function fill(root: ParentNode, slot: string, content: Node | string): void {
  for (const place of root.querySelectorAll(`[data-slot="${slot}"]`)) place.replaceChildren(content);
}

/** Words of an entry. */
function quoted(text: string, entry: number): DocumentFragment {
  const words = part("words");
  const span = words.querySelector("span");
  span?.setAttribute("data-entry", String(entry));
  span?.replaceChildren(text);
  return words;
}

function opened(text: string | null | false, entry: number): DocumentFragment {
  if (text === null) return part("withheld");
  if (text === false) return part("erased");
  return text === "" ? part("absent") : quoted(text, entry);
}

function row(line: Line): DocumentFragment {
  const cells = part("row");
  const time = cells.querySelector("time");
  time?.setAttribute("datetime", line.day);
  time?.replaceChildren(day(line.day));
  const amount = cells.querySelector<HTMLDataElement>("data.amount");
  if (amount) {
    amount.value = String(line.amount);
    amount.dataset["entry"] = String(line.sequence);
    amount.classList.toggle("negative", line.amount < 0);
    amount.replaceChildren(money(BigInt(line.amount)));
  }
  fill(cells, "memo", opened(line.memo, line.sequence));
  fill(cells, "document", opened(line.document, line.sequence));
  fill(cells, "fund", part(`fund-${line.fund}`));
  fill(cells, "state", part(`state-${line.state}`));
  const entry = part("entry");
  const link = entry.querySelector("a");
  const pages = link?.getAttribute("href")?.replace(/0\.html#e0$/, "") ?? "";
  link?.setAttribute("href", `${pages}${Math.floor(line.sequence / 256)}.html#e${line.sequence}`);
  entry.querySelector("code")?.replaceChildren(String(line.sequence));
  fill(cells, "entry", entry);
  return cells;
}

function address(sent: Record<Field, string>, change: Record<string, string>): string {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...sent, ...change })) if (value !== "") all.set(name, value);
  const query = all.toString();
  return query === "" ? location.pathname : `${location.pathname}?${query}`;
}

function showForm(form: HTMLFormElement, sent: Record<Field, string>): void {
  for (const field of fields) {
    const input = form.elements.namedItem(field);
    if (input instanceof HTMLInputElement || input instanceof HTMLSelectElement) input.value = sent[field];
  }
  const isFiltered = fields.some((field) => field !== "words" && field !== "sort" && sent[field] !== "");
  const fold = form.querySelector("details");
  if (fold && isFiltered) fold.open = true;
}

function moneyPart(amount: bigint): DocumentFragment {
  const shown = part("amount");
  const data = shown.querySelector("data");
  if (data) data.value = String(amount);
  data?.replaceChildren(money(amount));
  return shown;
}

function dayPart(iso: string): DocumentFragment {
  const shown = part("day");
  shown.querySelector("time")?.setAttribute("datetime", iso);
  shown.querySelector("time")?.replaceChildren(day(iso));
  return shown;
}

/** One value or two ends, in the page's words. */
function enclosed<T>({ least, most }: Between<T>, show: (value: T) => DocumentFragment): DocumentFragment {
  if (least !== undefined && least === most) return show(least);
  const shown = part(least === undefined ? "between-most" : most === undefined ? "between-least" : "between-both");
  if (least !== undefined) fill(shown, "least", show(least));
  if (most !== undefined) fill(shown, "most", show(most));
  return shown;
}

function understood(asked: Asked): DocumentFragment {
  const said = part("understood");
  const { amount, day: on, document: number } = asked;
  const show = (name: string, fillIn: (tag: Element) => void, is: boolean): void => {
    const tag = said.querySelector(`[data-understood="${name}"]`);
    if (is && tag) fillIn(tag);
    else tag?.remove();
  };
  show("amount", (tag) => fill(tag, "amount", amount ? enclosed(amount, moneyPart) : ""), amount !== undefined);
  show("day", (tag) => fill(tag, "day", on ? enclosed(on, dayPart) : ""), on !== undefined);
  show("document", (tag) => tag.querySelector("code")?.replaceChildren(number ?? ""), number !== undefined);
  return amount === undefined && on === undefined && number === undefined ? document.createDocumentFragment() : said;
}

function pager(sent: Record<Field, string>, page: number, count: number): DocumentFragment {
  const links = part("pager");
  const link = (rel: string, to: number, is: boolean): void => {
    const found = links.querySelector(`a[rel="${rel}"]`);
    if (is) found?.setAttribute("href", address(sent, { page: String(to) }));
    else found?.remove();
  };
  link("prev", page - 1, page > 1);
  link("next", page + 1, page * pageLength < count);
  return links;
}

async function answer(section: HTMLElement, index: CopyIndex, sent: Record<Field, string>, form: Read, page: number): Promise<void> {
  const { query, asked } = form;
  const found = await index.find(query, page, pageLength);
  const head = part("head");
  const count = head.querySelector<HTMLDataElement>('[data-slot="count"]');
  if (count) count.value = String(found.count);
  fill(head, "count", grouped(BigInt(found.count)));
  fill(head, "understood", understood(asked));
  for (const link of head.querySelectorAll<HTMLAnchorElement>("a[data-sort]")) {
    const sort = link.dataset["sort"] ?? "";
    link.href = address(sent, { sort });
    if (sort === "relevance" && query.words === undefined) link.closest("li")?.remove();
    if (sort === query.sort) link.setAttribute("aria-current", "true");
  }
  const table = part(found.lines.length === 0 ? "empty" : "table");
  table.querySelector("tbody")?.append(...found.lines.map(row));
  section.replaceChildren(head, table, found.lines.length === 0 ? "" : pager(sent, page, found.count));
  const sum = await found.sum;
  const place = section.querySelector<HTMLDataElement>('[data-slot="sum"]');
  if (place) place.value = String(sum);
  fill(section, "sum", money(sum));
  section.removeAttribute("aria-busy");
}

async function start(): Promise<void> {
  const form = document.querySelector<HTMLFormElement>("form[data-root]");
  const section = document.querySelector<HTMLElement>("[data-results]");
  if (!form || !section) return;
  const asked = new URLSearchParams(location.search);
  const sent = Object.fromEntries(fields.map((field) => [field, asked.get(field) ?? ""])) as Record<Field, string>;
  const page = Math.max(1, Math.trunc(Number(asked.get("page") ?? "1")) || 1);
  showForm(form, sent);
  const isPlain = page === 1 && fields.every((field) => sent[field] === "");
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[hreflang]")) link.search = location.search;
  if (isPlain) return;
  const understoodForm = read(sent, form.dataset["lastDay"] || undefined);
  section.setAttribute("aria-busy", "true");
  if (understoodForm.problems.length > 0) {
    const alarm = part("problems");
    for (const item of alarm.querySelectorAll<HTMLElement>("[data-problem]")) {
      if (!understoodForm.problems.includes(item.dataset["problem"] as Problem)) item.remove();
    }
    section.replaceChildren(alarm);
    section.removeAttribute("aria-busy");
    return;
  }
  section.replaceChildren(part("searching"));
  try {
    await answer(section, new CopyIndex(form.dataset["root"] ?? ""), sent, understoodForm, page);
  } catch {
    section.replaceChildren(part("no-files"));
    section.removeAttribute("aria-busy");
  }
}

document.addEventListener("DOMContentLoaded", () => void start());
