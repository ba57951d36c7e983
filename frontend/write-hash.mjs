// Writes the verifier's SHA-256 where people look for it: README.md and docs/verify.html.sha256 (in the
// form that `sha256sum -c` reads). Run after a change to the verifier; a test of crates/web compares them.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const { verifier } = JSON.parse(await readFile(join(here, "dist", "manifest.json"), "utf8"));
const readme = join(here, "..", "README.md");
const text = await readFile(readme, "utf8");
await writeFile(readme, text.replace(/\b[0-9a-f]{64}\b/, verifier.sha256));
await writeFile(join(here, "..", "docs", "verify.html.sha256"), `${verifier.sha256}  verify.html\n`);
