// What a page's digits must have: an element around them that says which figure, entry, opening or source
// they came from. Runs in the browser, for its HTML parser.

/** The texts that hold a digit and name no source. */
export function numbersWithoutSource(html: string): string[] {
  const attributed =
    "[data-figure]:not([data-figure='']), time[datetime]:not([datetime='']), " +
    "[data-entry]:not([data-entry='']), [data-opening]:not([data-opening='']), " +
    "[data-source]:not([data-source='']), code";
  const parsed = new DOMParser().parseFromString(html, "text/html");
  const texts = parsed.createTreeWalker(parsed.documentElement, NodeFilter.SHOW_TEXT);
  const orphans: string[] = [];
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const text = (node.textContent ?? "").trim();
    const element = node.parentElement;
    if (!/\p{Nd}/u.test(text) || element === null || element.closest("script, style")) continue;
    if (element.closest(attributed)) continue;
    orphans.push(`<${element.tagName.toLowerCase()} class="${element.className}"> ${text.slice(0, 80)}`);
  }
  return orphans;
}
