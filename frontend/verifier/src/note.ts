// Signed notes and the keys that verify them (C2SP signed-note), and cosignatures (C2SP tlog-cosignature).
// Ed25519 by WebCrypto. ML-DSA-44 is recognised and said to be unchecked: no browser has it yet.
import { concat, decimal, equal, fromBase64, readU64, sha256, toHex, utf8, type Bytes } from "./bytes.ts";
import { demand } from "./malformed.ts";

export const signatureType = { ed25519: 1, cosignature: 4, mlDsa44: 6 } as const;

export interface Signature {
  name: string;
  /** Eight hexadecimal digits. */
  keyId: string;
  bytes: Bytes;
}

export interface Note {
  /** With its last newline. */
  text: string;
  signatures: Signature[];
}

export interface Key {
  name: string;
  keyId: string;
  type: number;
  publicKey: Bytes;
  /** As it was given. */
  text: string;
}

const mostSignatures = 100;
const keyLengths: Record<number, number> = { 1: 32, 4: 32, 6: 1312 };

// A key's name has no Unicode space, no plus and no control character.
const isName = (name: string): boolean => /^[^\p{White_Space}\p{Cc}+]+$/u.test(name);

export function parseNote(whole: string): Note {
  // eslint-disable-next-line no-control-regex
  demand(!/[\u0000-\u0009\u000b-\u001f]/.test(whole) && whole.endsWith("\n"), "note-malformed");
  const gap = whole.lastIndexOf("\n\n");
  demand(gap > 0, "note-malformed");
  const lines = whole.slice(gap + 2, -1).split("\n");
  demand(lines.length <= mostSignatures, "note-malformed");
  return { text: whole.slice(0, gap + 1), signatures: lines.map(parseSignature) };
}

function parseSignature(line: string): Signature {
  const [dash, name, encoded, ...more] = line.split(" ");
  demand(dash === "—" && name !== undefined && isName(name) && more.length === 0, "note-malformed");
  const bytes = fromBase64(encoded ?? "");
  demand(bytes !== null && bytes.length > 4, "note-malformed");
  return { name, keyId: toHex(bytes.subarray(0, 4)), bytes: bytes.slice(4) };
}

/** `name+id+base64(type, key)`; the id must be the one that the name and the key give. */
export async function parseKey(text: string): Promise<Key> {
  const [, name, keyId, encoded] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text) ?? [];
  const bytes = fromBase64(encoded ?? "");
  demand(name !== undefined && keyId !== undefined && isName(name) && bytes !== null, "key-malformed");
  const type = bytes[0] ?? 0;
  demand(keyLengths[type] === bytes.length - 1, "key-unknown-type", { name });
  const expected = (await sha256(utf8(`${name}\n`), bytes)).subarray(0, 4);
  demand(toHex(expected) === keyId, "key-wrong-id", { name, id: toHex(expected) });
  return { name, keyId, type, publicKey: bytes.slice(1), text };
}

/** `absent`: no signature by that key. `unchecked`: this browser has not the algorithm. */
export type Verdict = "good" | "bad" | "absent" | "unchecked";

export interface Checked {
  verdict: Verdict;
  /** POSIX seconds, where the signature is a cosignature. */
  time?: bigint;
}

/** What the note says by a key: each signature with its name and id is verified, and must verify. */
export async function check(note: Note, key: Key): Promise<Checked> {
  const mine = note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
  let result: Checked = { verdict: "absent" };
  for (const { bytes } of mine) {
    const one = await checkOne(note.text, bytes, key);
    if (one.verdict !== "good") return one;
    result = one;
  }
  return result;
}

async function checkOne(text: string, bytes: Bytes, key: Key): Promise<Checked> {
  if (key.type === signatureType.mlDsa44) return { verdict: "unchecked" };
  if (key.type === signatureType.ed25519) return { verdict: await ed25519(key.publicKey, bytes, utf8(text)) };
  if (bytes.length !== 72) return { verdict: "bad" };
  const time = readU64(bytes);
  if (time >= 1n << 63n) return { verdict: "bad" };
  const message = utf8(`cosignature/v1\ntime ${time}\n${text}`);
  return { verdict: await ed25519(key.publicKey, bytes.slice(8), message), time };
}

async function ed25519(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<Verdict> {
  if (signature.length !== 64) return "bad";
  if (!(await canVerify())) return "unchecked";
  return (await verify(publicKey, signature, message)) ? "good" : "bad";
}

async function verify(publicKey: Bytes, signature: Bytes, message: Bytes): Promise<boolean> {
  try {
    const key = await crypto.subtle.importKey("raw", publicKey, "Ed25519", false, ["verify"]);
    return await crypto.subtle.verify("Ed25519", key, signature, message);
  } catch {
    return false;
  }
}

let isAble: Promise<boolean> | undefined;

/** Whether this browser verifies Ed25519: it must take RFC 8032's second test and refuse it altered. */
export function canVerify(): Promise<boolean> {
  isAble ??= (async () => {
    const key = fromBase64("PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw=") as Bytes;
    const signature = fromBase64(
      "kqAJqfDUyrhyDoILX2QlQKKye1QWUD+Ps3YiI+vbadoIWsHkPhWZbkWPNhPQ8R2MOHsurrQwKu6wDSkWErsMAA==",
    ) as Bytes;
    const altered = concat(signature.subarray(0, 63), Uint8Array.of((signature[63] ?? 0) ^ 1));
    const message = Uint8Array.of(0x72);
    return (await verify(key, signature, message)) && !(await verify(key, altered, message));
  })();
  return isAble;
}

export interface Checkpoint {
  note: Note;
  origin: string;
  size: bigint;
  root: Bytes;
}

/** C2SP tlog-checkpoint: origin, size, root; lines after these are signed but mean nothing to us. */
export function parseCheckpoint(whole: string): Checkpoint {
  const note = parseNote(whole);
  const lines = note.text.slice(0, -1).split("\n");
  const [origin, sizeText, rootText] = lines;
  demand(lines.length >= 3 && lines.every((line) => line !== ""), "checkpoint-malformed");
  const size = decimal(sizeText ?? "");
  const root = fromBase64(rootText ?? "");
  demand(origin !== undefined && size !== null && root?.length === 32, "checkpoint-malformed");
  return { note, origin, size, root };
}

export const isSameKey = (left: Key, right: Key): boolean => equal(left.publicKey, right.publicKey);
