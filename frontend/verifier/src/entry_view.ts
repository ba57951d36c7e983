// An entry as people read it: its kind, its days, its amounts, then every other field by name. Shows text
// as text, never as markup.
import type { Fields, Value } from "./canonical.ts";
import { element } from "./element.ts";
import { nameOf, type Opening } from "./opening.ts";
import { date, grouped, has, moment, money, text } from "./words.ts";

const label = (family: string, name: string): string => {
  const id = `${family}-${name.replace(/_/g, "-")}`;
  return has(id) ? text(id) : name;
};

const kindName = (kind: string): string => label("kind", kind.replace(/\/\d+$/, ""));

function row(name: string, ...content: (Node | string)[]): HTMLElement {
  return element("div", {}, element("dt", {}, name), element("dd", {}, ...content));
}

export function entryView(entry: Fields, opened: Opening | null): HTMLElement {
  const list = element("dl", { class: "facts" });
  const kind = `${entry.get("kind") ?? ""}`;
  list.append(row(text("entry-kind"), kindName(kind), " ", element("code", {}, kind)));
  const [occurred, recorded] = [entry.get("occurred_on"), entry.get("recorded_at")];
  if (typeof occurred === "string") list.append(row(text("entry-occurred"), date(occurred)));
  if (typeof recorded === "bigint") list.append(row(text("entry-recorded"), moment(recorded)));
  const postings = entry.get("postings");
  if (Array.isArray(postings)) list.append(row(text("entry-postings"), postingsTable(postings)));
  const shown = new Set(["kind", "occurred_on", "recorded_at", "postings", "what"]);
  const what = entry.get("what");
  if (what instanceof Map) list.append(row(text("entry-what"), valueView(what)));
  for (const [name, value] of entry) if (!shown.has(name)) list.append(row(label("entry", name), valueView(value)));
  if (opened) list.append(...openedRows(kind, opened));
  return list;
}

function postingsTable(postings: Value[]): HTMLElement {
  const head = ["entry-account", "entry-fund", "entry-amount"].map((id) => element("th", { scope: "col" }, text(id)));
  const rows = postings.map((posting) => {
    const [account, fund, amount] = Array.isArray(posting) ? posting : [posting];
    const amountText = typeof amount === "bigint" ? money(amount) : inline(amount ?? "");
    return element(
      "tr", {},
      element("td", {}, typeof account === "string" ? label("account", account) : inline(account ?? "")),
      element("td", {}, inline(fund ?? "")),
      element("td", { class: "number" }, amountText),
    );
  });
  return element("table", {}, element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...rows));
}

function openedRows(kind: string, { fields }: Opening): HTMLElement[] {
  return fields.map(({ state, value }, place) => {
    const name = nameOf(kind, place);
    const said = state === "open" ? value : text(`field-${state}`);
    const title = name === null ? text("field-numbered", { place: `${place + 1}` }) : text(`field-${name}`);
    const made = row(title, element(state === "open" ? "bdi" : "i", {}, said));
    made.className = "opened";
    return made;
  });
}

function inline(value: Value): string {
  if (typeof value === "bigint") return grouped(value);
  return value === null ? "null" : `${value}`;
}

function valueView(value: Value): Node {
  if (value instanceof Map) {
    return element("ul", {}, ...[...value].map(([name, inner]) => element("li", {}, element("code", {}, name), ": ", valueView(inner))));
  }
  if (Array.isArray(value)) return element("ul", {}, ...value.map((inner) => element("li", {}, valueView(inner))));
  return element("bdi", {}, typeof value === "string" ? value : inline(value));
}
