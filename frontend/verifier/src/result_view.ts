// The result as people read it: the verdict, what is wrong, proved, somebody's word and not proved, the
// entry, and the details to compare with other programs.
import { toBase64, toHex, textOf } from "./bytes.ts";
import type { Report } from "./checks.ts";
import { element } from "./element.ts";
import { entryView } from "./entry_view.ts";
import type { Saying } from "./malformed.ts";
import type { Receipt } from "./receipt.ts";
import { grouped, text, told } from "./words.ts";

export type Outcome = "sound" | "false" | "contradicted" | "self" | "other-key" | "open";

const marks: Record<Outcome, string> = { sound: "✓", false: "✕", contradicted: "✕", self: "!", "other-key": "!", open: "?" };

export function resultView(outcome: Outcome, receipt: Receipt, report: Report): HTMLElement[] {
  const verdict = element(
    "div", { class: `verdict ${outcome}` },
    element("span", { class: "mark", "aria-hidden": "true" }, marks[outcome]),
    element("div", {}, element("h2", { id: "verdict" }, text(`result-${outcome}`)), element("p", {}, text(`result-${outcome}-note`))),
  );
  const parts: (HTMLElement | null)[] = [
    verdict,
    list("wrong", report.wrong.map(({ saying }) => saying)),
    list("proved", report.proved),
    list("attested", report.attested),
    list("unproved", report.unproved),
    report.entry && section("entry", entryView(report.entry, report.opened)),
    details(receipt, report),
  ];
  return parts.filter((part) => part !== null);
}

function section(name: string, ...content: Node[]): HTMLElement {
  return element("section", { class: name }, element("h3", {}, text(`section-${name}`)), ...content);
}

function list(name: string, sayings: Saying[]): HTMLElement | null {
  if (sayings.length === 0) return null;
  return section(name, element("ul", {}, ...sayings.map((saying) => element("li", {}, told(saying)))));
}

function details({ entry, index, checkpoint }: Receipt, report: Report): HTMLElement {
  const rows: [string, ...string[]][] = [
    ["index", grouped(index)],
    ["size", grouped(checkpoint.size)],
    ["origin", checkpoint.origin],
    ["root", toBase64(checkpoint.root)],
  ];
  if (report.leaf) rows.push(["leaf", toHex(report.leaf)]);
  if (report.signedBy) rows.push(["key", report.signedBy.text]);
  rows.push(["signatures", ...checkpoint.note.signatures.map(({ name, keyId }) => `${name} ${keyId}`)]);
  if (entry) rows.push(["text", textOf(entry) ?? toHex(entry)]);
  const facts = rows.map(([name, ...values]) =>
    element("div", {}, element("dt", {}, text(`detail-${name}`)), element("dd", {}, ...values.map((value) => element("code", {}, value)))),
  );
  return element("details", {}, element("summary", {}, text("section-details")), element("dl", { class: "facts" }, ...facts));
}
