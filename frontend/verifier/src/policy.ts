// Trust policies (C2SP tlog-policy): which logs, which witnesses, and how many of them must have signed.
// A single verifier key is read as the policy "this log, no witnesses".
import { demand } from "./malformed.ts";
import { isSameKey, parseKey, signatureType, type Key } from "./note.ts";

export interface Group {
  threshold: number;
  members: string[];
}

export interface Policy {
  logs: Key[];
  witnesses: Map<string, Key>;
  groups: Map<string, Group>;
  /** The name of a witness or group, or `none`. */
  quorum: string;
  /** As it was given. */
  text: string;
}

const noQuorum = "none";

export async function parsePolicy(text: string): Promise<Policy> {
  const policy: Policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "", text };
  // eslint-disable-next-line no-control-regex
  demand(!/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text), "policy-malformed", { line: "1" });
  const taken = new Set<string>();
  for (const [place, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    if (words.length === 0 || words[0]?.startsWith("#")) continue;
    const isRead = await readLine(policy, words, taken);
    demand(isRead, "policy-malformed", { line: String(place + 1) });
  }
  demand(policy.quorum !== "", "policy-no-quorum");
  return policy;
}

/** A key alone: any checkpoint that it signed will do, and nobody else is asked. */
export async function policyOfKey(text: string): Promise<Policy> {
  const key = await parseKey(text);
  demand(key.type !== signatureType.mlDsa44, "key-not-checkable", { name: key.name });
  return { logs: [key], witnesses: new Map(), groups: new Map(), quorum: noQuorum, text };
}

export const asksForWitnesses = (policy: Policy): boolean => policy.quorum !== noQuorum;

async function readLine(policy: Policy, words: string[], taken: Set<string>): Promise<boolean> {
  const [verb, first = "", second = "", ...rest] = words;
  if (verb === "log") return words.length <= 3 && addLog(policy, await parseKey(first));
  if (verb === "witness") {
    if (words.length < 3 || words.length > 4 || !claim(taken, first)) return false;
    return addWitness(policy, first, await parseKey(second));
  }
  if (verb === "group") return claim(taken, first) && addGroup(policy, first, second, rest);
  if (verb === "quorum") {
    if (words.length !== 2 || policy.quorum !== "" || !(first === noQuorum || isDefined(policy, first))) return false;
    policy.quorum = first;
    return true;
  }
  return false;
}

function claim(taken: Set<string>, name: string): boolean {
  if (name === "" || name === noQuorum || taken.has(name)) return false;
  taken.add(name);
  return true;
}

const isDefined = (policy: Policy, name: string): boolean => policy.witnesses.has(name) || policy.groups.has(name);

function addLog(policy: Policy, key: Key): boolean {
  if (policy.logs.some((other) => isSameKey(other, key))) return false;
  policy.logs.push(key);
  return true;
}

function addWitness(policy: Policy, name: string, key: Key): boolean {
  if (key.type === signatureType.ed25519) return false;
  if ([...policy.witnesses.values()].some((other) => isSameKey(other, key))) return false;
  policy.witnesses.set(name, key);
  return true;
}

function addGroup(policy: Policy, name: string, quota: string, members: string[]): boolean {
  const earlier = [...policy.groups.values()].flatMap((group) => group.members);
  const isFree = (member: string, place: number): boolean =>
    isDefined(policy, member) && !earlier.includes(member) && members.indexOf(member) === place;
  if (members.length === 0 || !members.every(isFree)) return false;
  const threshold = quota === "any" ? 1 : quota === "all" ? members.length : /^[1-9][0-9]{0,3}$/.test(quota) ? Number(quota) : 0;
  if (threshold < 1 || threshold > members.length) return false;
  policy.groups.set(name, { threshold, members });
  return true;
}

/** Whether these witnesses suffice. */
export function isQuorum(policy: Policy, signed: Set<string>): boolean {
  const hasWitnessed = (name: string): boolean => {
    const group = policy.groups.get(name);
    if (group === undefined) return signed.has(name);
    return group.members.filter(hasWitnessed).length >= group.threshold;
  };
  return !asksForWitnesses(policy) || hasWitnessed(policy.quorum);
}
