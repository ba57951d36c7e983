// The page: takes in by file, paste, picture, camera, drop and link; shows what was taken and what follows.
// Asks the network for nothing: the policy in the page's head forbids it.
import { byId, element } from "./element.ts";
import { itemsOfFile, itemsOfFragment, itemsOfPaste, type Item } from "./intake.ts";
import { Malformed, say, type Saying } from "./malformed.ts";
import { forgetAll, headCount, logsKept } from "./memory.ts";
import { codesInPicture, watchCamera } from "./qr.ts";
import { resultView } from "./result_view.ts";
import { conclude, emptySession, take, type Conclusion, type Session } from "./session.ts";
import { chooseLanguage, currentLanguage, text, told } from "./words.ts";

const session: Session = emptySession();
let conclusion: Conclusion | null = null;
/** What could not be taken in, or has to be said about it. */
let notices: Saying[] = [];
let endCamera: (() => void) | null = null;

const today = (): string => new Date().toISOString().slice(0, 10);

/** Takes in what `read` finds and checks again; returns whether anything was taken. */
async function takeFrom(read: () => Promise<Item[]>): Promise<boolean> {
  let hasTaken = false;
  try {
    for (const item of await read()) {
      await take(session, item);
      hasTaken = true;
    }
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    notices.push(error.saying);
    // A receipt that cannot be read must not stand under an earlier one's verdict.
    if (error.reason !== null && error.reason !== "opening") session.receipt = null;
  }
  return hasTaken;
}

async function checkAgain(isToBeShown = true): Promise<void> {
  conclusion = await conclude(session, today());
  show();
  const result = byId("result");
  if (isToBeShown && conclusion) {
    result.focus({ preventScroll: true });
    result.scrollIntoView({ block: "start" });
  }
}

async function takeFiles(files: Iterable<File>): Promise<void> {
  notices = [say("reading")];
  show();
  notices = [];
  let hasTaken = false;
  for (const file of files) {
    const isTaken = file.type.startsWith("image/")
      ? await takePicture(file)
      : await takeFrom(() => itemsOfFile(file));
    hasTaken ||= isTaken;
  }
  await checkAgain(hasTaken);
}

async function takePicture(file: File): Promise<boolean> {
  let codes: string[] = [];
  try {
    codes = await codesInPicture(file);
  } catch {
    // Not a picture that this browser can show: the same as one without a code.
  }
  if (codes.length === 0) notices.push(say("no-code", { name: file.name }));
  let hasTaken = false;
  for (const code of codes) if (await takeFrom(() => itemsOfPaste(code))) hasTaken = true;
  return hasTaken;
}

async function takePasted(): Promise<void> {
  notices = [];
  const field = byId<HTMLTextAreaElement>("paste");
  const hasTaken = await takeFrom(() => itemsOfPaste(field.value));
  if (hasTaken) field.value = "";
  await checkAgain(hasTaken);
}

async function toggleCamera(): Promise<void> {
  if (endCamera) return closeCamera();
  notices = [];
  const video = byId<HTMLVideoElement>("video");
  byId("camera-view").hidden = false;
  try {
    endCamera = await watchCamera(video, takeFrame);
  } catch {
    notices = [say("camera-refused")];
    closeCamera();
  }
  show();
}

function closeCamera(): void {
  endCamera?.();
  endCamera = null;
  byId("camera-view").hidden = true;
  show();
}

/** Whether the camera has seen enough: a whole receipt, or anything that is no part of one. */
async function takeFrame(code: string): Promise<boolean> {
  notices = [];
  const isDone = (await takeFrom(() => itemsOfPaste(code))) && session.parts.length === 0;
  await checkAgain(isDone);
  if (isDone) closeCamera();
  return isDone;
}

async function takeFragment(): Promise<void> {
  const fragment = location.hash.slice(1);
  const language = /(?:^|&)lang=(vi|en)(?:&|$)/.exec(fragment)?.[1];
  if (language === "vi" || language === "en") setLanguage(language);
  if (!/(?:^|&)[rok]=/.test(fragment)) return;
  // The owner's half is private: it does not stay in the address, nor in the history.
  history.replaceState(null, "", `${location.pathname}${location.search}`);
  notices = [];
  await takeFrom(() => itemsOfFragment(fragment, true));
  await checkAgain();
}

function setLanguage(language: "vi" | "en"): void {
  chooseLanguage(language);
  document.documentElement.lang = language;
  document.title = `${text("brand")}: ${text("title")}`;
  for (const node of document.querySelectorAll<HTMLElement>("[data-say]")) node.textContent = text(node.dataset["say"] ?? "");
  for (const node of document.querySelectorAll<HTMLElement>("[data-label]")) node.setAttribute("aria-label", text(node.dataset["label"] ?? ""));
  byId("language").lang = language === "vi" ? "en" : "vi";
  show();
}

function show(): void {
  byId("notices").replaceChildren(...notices.map((notice) => element("p", {}, told(notice))));
  byId("taken").replaceChildren(...takenItems());
  byId("taken-part").hidden = byId("taken").childElementCount === 0;
  byId("camera").textContent = text(endCamera ? "camera-end" : "camera");
  const result = byId("result");
  result.hidden = conclusion === null;
  result.replaceChildren(...(conclusion ? resultView(conclusion.outcome, conclusion.receipt, conclusion.report) : []));
  showMemory();
}

function takenItems(): HTMLElement[] {
  const { receipt, policy, opening, parts, proofs } = session;
  const items: HTMLElement[] = [];
  const add = (saying: Saying, remove: (() => void) | null): void => {
    const line = element("li", {}, element("span", {}, told(saying)));
    if (remove) line.append(removalButton(told(saying), remove));
    items.push(line);
  };
  if (receipt) add(say("item-receipt", { index: `${receipt.index}`, origin: receipt.checkpoint.origin }), () => { session.receipt = null; });
  for (const { part } of parts) add(say("item-part", { part: `${part}` }), () => { session.parts = []; });
  const names = (logs: { name: string }[]): Record<string, string> => ({ names: logs.map(({ name }) => name).join(", ") });
  if (policy) {
    const kind = policy.from === "link" ? "item-link" : policy.policy.witnesses.size > 0 ? "item-policy" : "item-key";
    add(say(kind, names(policy.policy.logs)), () => { session.policy = null; });
  } else if (conclusion?.remembered) add(say("item-remembered", names(conclusion.remembered.logs)), null);
  if (opening) add(say("item-opening", { index: `${opening.index}` }), () => { session.opening = null; });
  for (const proof of proofs) {
    const values = { old: `${proof.oldSize}`, size: `${proof.checkpoint.size}` };
    add(say("item-consistency", values), () => { session.proofs = proofs.filter((other) => other !== proof); });
  }
  return items;
}

function removalButton(name: string, remove: () => void): HTMLElement {
  const button = element("button", { type: "button", class: "slight", "aria-label": `${text("remove")}: ${name}` }, text("remove"));
  button.addEventListener("click", () => {
    remove();
    notices = [];
    void checkAgain(false).then(() => byId("paste").focus());
  });
  return button;
}

function showMemory(): void {
  const kept = logsKept();
  const lines = kept.map(([origin, { since }]) =>
    element("li", {}, text("memory-log", { origin, since: `seen:${since}`, count: `${headCount(origin)}` })),
  );
  byId("memory-list").replaceChildren(...(lines.length > 0 ? lines : [element("li", {}, text("memory-empty"))]));
  byId("forget").hidden = kept.length === 0;
}

function listen(): void {
  byId("take").addEventListener("click", () => void takePasted());
  for (const id of ["files", "photos"]) {
    const input = byId<HTMLInputElement>(id);
    input.addEventListener("change", () => void takeFiles([...(input.files ?? [])]).then(() => { input.value = ""; }));
  }
  byId("camera").addEventListener("click", () => void toggleCamera());
  byId("camera").hidden = typeof navigator.mediaDevices?.getUserMedia !== "function";
  byId("language").addEventListener("click", () => setLanguage(currentLanguage() === "vi" ? "en" : "vi"));
  byId("forget").addEventListener("click", () => {
    forgetAll();
    notices = [say("forgotten")];
    void checkAgain(false);
  });
  addEventListener("hashchange", () => void takeFragment());
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length > 0) void takeFiles(files);
  });
}

listen();
setLanguage(navigator.languages.some((language) => language.startsWith("vi")) || !navigator.language.startsWith("en") ? "vi" : "en");
if (globalThis.crypto?.subtle === undefined) {
  byId("cannot").hidden = false;
  byId("main").hidden = true;
} else void takeFragment();
