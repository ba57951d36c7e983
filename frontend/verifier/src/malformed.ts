// What is said about something, by the key of its words (locales/*/verifier.ftl, without `verifier-`),
// and the error that a reader of a format throws.

export interface Saying {
  id: string;
  values: Record<string, string>;
}

/** A sentence to be said in the reader's language. */
export const say = (id: string, values: Record<string, string> = {}): Saying => ({ id, values });

/** Which rule of docs/receipts.md is broken. */
export type Reason =
  | "text" | "compact" | "qr" | "parts" | "origin" | "unsigned" | "signature" | "quorum" | "path" | "entry" | "opening";

/** The text is not what its format asks for; nothing of it may be used. */
export class Malformed extends Error {
  reason: Reason | null = null;
  readonly saying: Saying;

  constructor(saying: Saying) {
    super(`${saying.id} ${JSON.stringify(saying.values)}`);
    this.saying = saying;
  }
}

export function demand(holds: boolean, id: string, values: Record<string, string> = {}): asserts holds {
  if (!holds) throw new Malformed(say(id, values));
}

/** What `read` gives; what it finds malformed is told as a breach of this rule, where no inner one was named. */
export function under<T>(reason: Reason, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Malformed) error.reason ??= reason;
    throw error;
  }
}
