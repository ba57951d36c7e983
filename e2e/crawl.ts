// Finds every page of the portal by following links from `/`, without a browser: what a reader
// cannot reach by links does not exist. Knows nothing of what the pages are about.

export interface Page {
  /** Path and query, as linked. */
  address: string;
  status: number;
  contentType: string;
  /** The page that linked here first. */
  from: string;
  language: string;
}

export interface Site {
  pages: Page[];
  /** Query variants of a path left out beyond `variantsPerPath`. */
  variantsLeftOut: number;
}

/** A list can be sorted and filtered in endless ways; this many of one path are enough. */
const variantsPerPath = 12;
const pageLimit = 20_000;
const fetchesAtOnce = 6;

export async function crawl(origin: string, start = "/"): Promise<Site> {
  const waiting = [{ address: start, from: "" }];
  const seen = new Set([start]);
  const variants = new Map<string, number>();
  const site: Site = { pages: [], variantsLeftOut: 0 };
  const follow = (address: string, from: string): void => {
    if (seen.has(address)) return;
    seen.add(address);
    const [path = "", query] = address.split("?");
    if (query !== undefined) {
      const count = (variants.get(path) ?? 0) + 1;
      if (count > variantsPerPath) {
        site.variantsLeftOut += 1;
        return;
      }
      variants.set(path, count);
    }
    waiting.push({ address, from });
  };
  while (waiting.length > 0) {
    if (site.pages.length > pageLimit) throw new Error(`more than ${pageLimit} pages: a link trap?`);
    const batch = waiting.splice(0, fetchesAtOnce);
    const visits = await Promise.all(batch.map((next) => visit(origin, next.address, next.from)));
    for (const { page, links } of visits) {
      site.pages.push(page);
      for (const link of links) follow(link, page.address);
    }
  }
  return site;
}

async function visit(
  origin: string,
  address: string,
  from: string,
): Promise<{ page: Page; links: string[] }> {
  const response = await fetch(origin + address);
  const contentType = response.headers.get("content-type") ?? "";
  const body = await response.text();
  const isHtml = contentType.startsWith("text/html");
  const language = /<html[^>]*\blang=["']?([\w-]+)/i.exec(body)?.[1] ?? "";
  const page = { address, status: response.status, contentType, from, language };
  // A redirect lands elsewhere; relative links are read from where it landed.
  return { page, links: isHtml ? linksIn(body, response.url, origin) : [] };
}

function linksIn(body: string, base: string, origin: string): string[] {
  const anchors = /<a\b[^>]*?\bhref=(?:"([^"]*)"|'([^']*)'|([^\s>]+))/gi;
  const found: string[] = [];
  for (const [, double, single, bare] of body.matchAll(anchors)) {
    const href = (double ?? single ?? bare ?? "").replaceAll("&amp;", "&").replaceAll("&#x2F;", "/");
    const target = URL.canParse(href, base) ? new URL(href, base) : undefined;
    if (target?.origin === origin) found.push(target.pathname + target.search);
  }
  return found;
}

/** The family a page belongs to: its first path segment without the language, then `*`. */
export function familyOf(page: Page): string {
  const [path = ""] = page.address.split("?");
  const [first, ...rest] = path.replace(/^\/en(?=\/|$)/, "").split("/").filter(Boolean);
  return `/${first ?? ""}${rest.length > 0 ? "/*" : ""}`;
}
