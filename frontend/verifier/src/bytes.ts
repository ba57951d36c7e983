// Bytes, hashes and numbers at the edge of the formats: strict base64 (RFC 4648, one form only),
// SHA-256 by WebCrypto, 64-bit numbers as BigInt. No size or index ever becomes a JavaScript number.

export type Bytes = Uint8Array<ArrayBuffer>;

export const maximumU64 = (1n << 64n) - 1n;

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

/** The text of valid UTF-8, byte for byte; `null` where it is not valid. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const equal = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, place) => byte === right[place]);

export async function sha256(...parts: Uint8Array[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", concat(...parts)));
}

/** Eight bytes, most significant first. */
export function u64(value: bigint): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, value);
  return bytes;
}

export const readU64 = (bytes: Uint8Array): bigint =>
  bytes.subarray(0, 8).reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);

/** A decimal without leading zeros that fits 64 bits; `null` for anything else. */
export function decimal(text: string): bigint | null {
  if (!/^(0|[1-9][0-9]{0,19})$/.test(text)) return null;
  const value = BigInt(text);
  return value <= maximumU64 ? value : null;
}

export function toBase64(bytes: Uint8Array): string {
  let raw = "";
  for (const byte of bytes) raw += String.fromCharCode(byte);
  return btoa(raw);
}

export const toBase64Url = (bytes: Uint8Array): string =>
  toBase64(bytes).replace(/=+$/, "").replace(/\+/g, "-").replace(/\//g, "_");

/** Standard alphabet, padded, in the one form that its bytes encode to; `null` for anything else. */
export function fromBase64(text: string): Bytes | null {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4 !== 0) return null;
  let raw: string;
  try {
    raw = atob(text);
  } catch {
    return null;
  }
  const bytes = Uint8Array.from(raw, (letter) => letter.charCodeAt(0));
  return toBase64(bytes) === text ? bytes : null;
}

/** The alphabet for addresses, without padding, in its one form; `null` for anything else. */
export function fromBase64Url(text: string): Bytes | null {
  if (!/^[A-Za-z0-9_-]*$/.test(text)) return null;
  const padded = text.replace(/-/g, "+").replace(/_/g, "/") + "=".repeat((4 - (text.length % 4)) % 4);
  return fromBase64(padded);
}

export const toHex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
