// Builds dist/: subset fonts, the style sheets, the script, the icon, each under a name that carries
// its hash, each beside its gzip and Brotli form, the receipt verifier, and manifest.json, which
// crates/web/build.rs embeds. Never fetches anything: what it needs lies in node_modules.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import subsetFont from "subset-font";
import { buildVerifier } from "./build-verifier.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const dist = join(here, "dist");
const fonts = join(here, "node_modules", ".cache", "chungtay-fonts");

const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => 32 + index));
const latin = `${ascii}\u00a0«»·×÷°²³–—‘’“”…•−ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝàáâãèéêìíòóôõùúýçñöüÇÑÖÜ`;
const figures = "0123456789.,-−+%";
const range = (first, last) =>
  Array.from({ length: last - first + 1 }, (_, index) => String.fromCharCode(first + index)).join("");
const vietnamese = `ĂăĐđĨĩŨũƠơƯư₫${range(0x1ea0, 0x1ef9)}${range(0x300, 0x303)}\u0309\u0323`;

// Which faces are cut to which letters, and to which weights where they vary. The Vietnamese files of
// Be Vietnam Pro are already no larger than they need be.
const faces = [
  ["be-400-latin", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2", latin],
  ["be-600-latin", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2", latin],
  ["be-400-vietnamese", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2"],
  ["be-600-vietnamese", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2"],
  ["figures", "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2", figures, { min: 400, max: 600 }],
  ["serif-latin", "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2", latin, 400],
  ["serif-vietnamese", "@fontsource-variable/source-serif-4/files/source-serif-4-vietnamese-wght-normal.woff2", vietnamese, 400],
];

async function cutFonts() {
  await mkdir(fonts, { recursive: true });
  for (const [name, file, letters, weight] of faces) {
    const source = await readFile(join(here, "node_modules", file));
    const options = { targetFormat: "woff2", ...(weight && { variationAxes: { wght: weight } }) };
    const cut = letters ? await subsetFont(source, letters, options) : source;
    await writeFile(join(fonts, `${name}.woff2`), cut);
  }
}

// What cards are drawn with: the same letters as TrueType, which a program reads without unpacking; never sent to a browser.
const every = `${latin}${vietnamese}`;
const cards = [
  ["be-400-latin", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2"],
  ["be-400-vietnamese", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2"],
  ["be-600-latin", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-600-normal.woff2"],
  ["be-600-vietnamese", "@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-600-normal.woff2"],
  ["serif-600-latin", "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2", 600],
  ["serif-600-vietnamese", "@fontsource-variable/source-serif-4/files/source-serif-4-vietnamese-wght-normal.woff2", 600],
];

async function cutCardFonts() {
  const cut = cards.map(async ([name, file, weight]) => {
    const options = { targetFormat: "truetype", ...(weight && { variationAxes: { wght: weight } }) };
    const font = await subsetFont(await readFile(join(here, "node_modules", file)), every, options);
    await writeFile(join(dist, `card-${name}.ttf`), font);
    return [name, font];
  });
  return await Promise.all(cut);
}

async function bundle() {
  const result = await build({
    absWorkingDir: here,
    entryPoints: { portal: "src/portal.css", story: "src/story.css", works: "src/works.css", charts: "src/charts.css", "map-page": "src/map.css", map: "src/map.ts", "map-open": "src/map-open.ts", "map-worker": "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs", receipt: "src/receipt.css", "preview-page": "src/preview.css", preview: "src/preview.ts", script: "src/portal.ts", search: "src/search.ts", receipts: "src/receipts.ts", icon: "src/icon.svg" },
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    outdir: dist,
    bundle: true,
    minify: true,
    charset: "utf8",
    format: "iife",
    target: ["es2020", "chrome87", "firefox84", "safari14"],
    // Only a rare form of destructuring, which nothing here uses, fails in Safari 14.0.
    supported: { destructuring: true },
    loader: { ".woff2": "file", ".svg": "copy" },
    alias: { fonts },
    legalComments: "none",
    write: false,
  });
  return result.outputFiles;
}

/** The fonts' licences go where the fonts go (SIL Open Font License, condition 2). */
async function licences() {
  const packages = [...new Set(faces.map(([, file]) => file.split("/").slice(0, 2).join("/"))), "maplibre-gl"];
  const texts = packages.map(async (name) => {
    const file = name === "maplibre-gl" ? "LICENSE.txt" : "LICENSE";
    const text = await readFile(join(here, "node_modules", name, file), "utf8");
    return `${name}\n\n${text.trim()}\n`;
  });
  return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}

async function writePacked(path, contents) {
  await writeFile(`${path}.gz`, gzipSync(contents, { level: 9 }));
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  await writeFile(`${path}.br`, brotliCompressSync(contents, quality));
}

/** `portal-ABCDEFGH.css` → `portal.css`. */
const logicalName = (file) => file.replace(/-[A-Z0-9]{8}(?=\.[a-z0-9]+$)/, "");

await cutFonts();
await rm(dist, { recursive: true, force: true });
await mkdir(dist, { recursive: true });
const files = {};
const whole = createHash("sha256");
const licence = new TextEncoder().encode(await licences());
const licenceHash = createHash("sha256").update(licence).digest("hex").slice(0, 8).toUpperCase();
const licenceFile = { path: join(dist, `licences-${licenceHash}.txt`), contents: licence };
const outputs = [...(await bundle()), licenceFile].sort((a, b) => (a.path < b.path ? -1 : 1));
for (const output of outputs) {
  const file = output.path.slice(dist.length + 1);
  await writeFile(output.path, output.contents);
  whole.update(file).update(output.contents);
  files[logicalName(file)] = file;
  if (extname(file) === ".woff2") continue;
  await writePacked(output.path, output.contents);
}
const cardFonts = {};
for (const [name, font] of await cutCardFonts()) {
  whole.update(name).update(font);
  cardFonts[name] = `card-${name}.ttf`;
}
const { html, policy, gzippedBytes } = await buildVerifier(here);
const verifier = { policy, sha256: createHash("sha256").update(html).digest("hex"), gzippedBytes };
await writeFile(join(dist, "verify.html"), html);
await writePacked(join(dist, "verify.html"), html);
const manifest = { build: whole.digest("hex").slice(0, 16), files, cardFonts, verifier };
await writeFile(join(dist, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
