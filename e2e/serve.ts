// Starts the release binary over a book that `./x test` has just filled, on a free loopback port,
// crawls it once, and stops it at the end. Never touches a book that somebody else is serving.
// CHUNGTAY_URL points the same tests at a server that already runs.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { resolve } from "node:path";
import { crawl } from "./crawl.ts";

const here = import.meta.dirname;
const startLimitMilliseconds = 20_000;

export default async function serve(): Promise<() => void> {
  const given = process.env.CHUNGTAY_URL;
  const server = given === undefined ? await startServer() : undefined;
  const origin = given ?? server?.origin ?? "";
  process.env.CHUNGTAY_URL = origin;
  try {
    mkdirSync(resolve(here, "results"), { recursive: true });
    const site = await crawl(origin);
    writeFileSync(resolve(here, "results/crawl.json"), JSON.stringify(site, undefined, 1));
  } catch (error) {
    server?.process.kill();
    throw error;
  }
  return () => {
    server?.process.kill();
  };
}

export const binaryFile = (): string => process.env.CHUNGTAY_BINARY ?? resolve(here, "../target/release/chungtay");
const bookFolder = (): string => process.env.CHUNGTAY_BOOK ?? resolve(here, "../target/e2e-book");

/** Shows a story's file over the book; whoever starts it ends the process. */
export async function startPreview(file: string): Promise<{ address: string; process: ChildProcess }> {
  const words = ["story", "preview", file, "--listen", "--json", "-C", bookFolder()];
  const child = spawn(binaryFile(), words, { stdio: ["ignore", "pipe", "inherit"] });
  const said = await new Promise<string>((found, failed) => {
    child.stdout.once("data", (bytes: Buffer) => found(bytes.toString()));
    child.once("exit", () => failed(new Error("the preview ended before it said where it answers")));
  });
  return { address: (JSON.parse(said) as { address: string }).address, process: child };
}

/** Serves a book; whoever starts it ends the process. */
export async function startServer(book = bookFolder(), more: string[] = []): Promise<{ origin: string; process: ChildProcess }> {
  const binary = binaryFile();
  for (const needed of [binary, book]) {
    if (!existsSync(needed)) throw new Error(`${needed} is missing: run ./x test`);
  }
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(binary, ["serve", "-C", book, "--listen", listen, ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (bytes: Buffer) => (said += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (said += bytes.toString()));
  const origin = `http://${listen}`;
  const giveUp = Date.now() + startLimitMilliseconds;
  while (Date.now() < giveUp && child.exitCode === null) {
    const answers = await fetch(origin).then(() => true, () => false);
    if (answers) return { origin, process: child };
    await new Promise((wake) => setTimeout(wake, 50));
  }
  child.kill();
  throw new Error(`the server did not answer on ${origin}:\n${said}`);
}

function freePort(): Promise<number> {
  return new Promise((found, failed) => {
    const probe = createServer();
    probe.once("error", failed);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => found(port));
    });
  });
}
