// Builds dist/verify.html: one file with its style, its script and the words of both languages inside,
// and a policy that forbids it every address. The same sources give the same bytes.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const languages = ["vi", "en"];
const prefix = "verifier-";
/** Families of messages whose keys are put together while the page runs, and the one that stands without scripts. */
const families = ["no-script", "kind-", "account-", "field-", "entry-", "detail-", "section-", "result-"];
const target = ["es2021", "chrome96", "firefox96", "safari15"];

/** `verifier-a = text` lines; anything else that Fluent allows is refused, because the page cannot read it. */
function messagesOf(source, name) {
  const messages = {};
  for (const [at, line] of source.split("\n").entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const [, key, text] = /^verifier-([a-z-]+) = (.*\S)$/.exec(line) ?? [];
    const rest = (text ?? "").replace(/\{ \$[a-z]+ \}/g, "");
    if (key === undefined || /[{}]/.test(rest)) throw new Error(`${name}:${at + 1}: one line, \`${prefix}key = text\``);
    messages[key] = text;
  }
  return messages;
}

async function wordsOf(here) {
  const words = {};
  for (const language of languages) {
    const path = join(here, "..", "locales", language, "verifier.ftl");
    words[language] = messagesOf(await readFile(path, "utf8"), path);
  }
  return words;
}

/** Every key used must be written, every key written must be used. */
async function checkWords(here, words, page) {
  const folder = join(here, "verifier", "src");
  const sources = [page];
  for (const name of (await readdir(folder)).sort()) sources.push(await readFile(join(folder, name), "utf8"));
  const code = sources.join("\n");
  const called = [...code.matchAll(/(?:\b(?:say|text|demand)\([^"\n]*?|data-(?:say|label)=)"([a-z]+(?:-[a-z]+)*)"/g)].map(([, key]) => key);
  const literals = new Set([...code.matchAll(/"([a-z]+(?:-[a-z]+)*)"/g)].map(([, key]) => key));
  for (const language of languages) {
    const written = words[language];
    const missing = called.filter((key) => !(key in written) && /-/.test(key));
    const unused = Object.keys(written).filter((key) => !literals.has(key) && !families.some((family) => key.startsWith(family)));
    if (missing.length + unused.length > 0) {
      throw new Error(`locales/${language}/verifier.ftl: missing ${missing.join(", ") || "none"}; unused ${unused.join(", ") || "none"}`);
    }
  }
}

const bundle = async (here, entry, options) => {
  const result = await build({
    absWorkingDir: here, entryPoints: [entry], bundle: true, minify: true, charset: "utf8", target,
    legalComments: "none", write: false, outdir: "dist", ...options,
  });
  return result.outputFiles[0].text.trim();
};

const hashOf = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

/** The file, its policy, and the weight of what is ours in it. */
export async function buildVerifier(here) {
  const page = await readFile(join(here, "verifier", "verify.html"), "utf8");
  const words = await wordsOf(here);
  await checkWords(here, words, page);
  const style = await bundle(here, "verifier/verify.css", {});
  // Key, Vietnamese, English, one after the other: the shortest once it is packed.
  const flat = Object.keys(words.vi).flatMap((key) => [key, ...languages.map((language) => words[language][key])]);
  const define = { WORDS: JSON.stringify(flat.join("\n")) };
  const script = await bundle(here, "verifier/src/page.ts", { format: "iife", define });
  if (/<\/(script|style)/i.test(script + style)) throw new Error("the script or the style would end its own element");
  const icon = encodeURIComponent(await readFile(join(here, "src", "icon.svg"), "utf8"));
  const policy =
    `default-src 'none'; script-src ${hashOf(script)}; style-src ${hashOf(style)}; img-src blob: data:; ` +
    `media-src blob: mediastream:; base-uri 'none'; form-action 'none'`;
  const parts = { POLICY: policy, ICON: icon, NOSCRIPT: `${words.vi["no-script"]} – ${words.en["no-script"]}`, TITLE: `${words.vi.brand}: ${words.vi.title}`, STYLE: style };
  const filled = (code) =>
    new TextEncoder().encode(page.replace(/%([A-Z]+)%/g, (_, name) => (name === "SCRIPT" ? code : parts[name])));
  // The same without the package `qr`, then without the words too: weighed and thrown away.
  const weigh = async (words) => {
    const own = await bundle(here, "verifier/src/page.ts", { format: "esm", define: { WORDS: words }, external: ["qr"] });
    return gzipSync(filled(own), { level: 9 }).length;
  };
  const gzippedBytes = { codeAndWords: await weigh(define.WORDS), code: await weigh('""') };
  return { html: filled(script), policy, gzippedBytes };
}
