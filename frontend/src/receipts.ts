// In a static copy no server makes receipts: on a page of entries, an entry's receipt is put together in the
// reader's browser from the files of the published log, and held against the signed root before it is given.
// Every word it shows stands in the page; nothing is sent anywhere.
import { PublishedLog } from "./copy/published-log";

/** A file for the reader to keep. */
function offer(name: string, text: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

function offerReceipts(list: HTMLElement): void {
  const { root = "", receipt = "", receiptFailed = "" } = list.dataset;
  const log = new PublishedLog(new URL("./", new URL(root, location.href)).href);
  for (const leaf of list.querySelectorAll<HTMLElement>("li[id]:not([data-withheld])")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button slight";
    button.textContent = receipt;
    button.setAttribute("aria-label", `${receipt} ${leaf.id.slice(1)}`);
    const said = document.createElement("p");
    said.setAttribute("role", "status");
    button.addEventListener("click", () => {
      button.disabled = true;
      log
        .receipt(BigInt(leaf.id.slice(1)))
        .then(({ name, text }) => offer(name, text))
        .catch(() => (said.textContent = receiptFailed))
        .finally(() => (button.disabled = false));
    });
    leaf.append(button, said);
  }
}

document.addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll<HTMLElement>("[data-receipt]").forEach(offerReceipts);
});
