// A story before it is published: asks whether its file or the books have changed, and loads the page again where they
// have; says so where nobody answers any more. Never changes what the story says.
const band = document.querySelector<HTMLElement>("[data-preview-mark]");
const over = document.querySelector<HTMLElement>("[data-preview-over]");
const betweenLooksMilliseconds = 500;

async function look(shown: string): Promise<void> {
  try {
    const answer = await fetch("/preview/mark", { cache: "no-store" });
    if (over) over.hidden = answer.ok;
    if (answer.ok && (await answer.text()) !== shown) return location.reload();
  } catch {
    if (over) over.hidden = false;
  }
  setTimeout(() => void look(shown), betweenLooksMilliseconds);
}

document.querySelector<HTMLElement>("[data-preview-by-hand]")?.setAttribute("hidden", "");
document.querySelector<HTMLElement>("[data-preview-live]")?.removeAttribute("hidden");
void look(band?.dataset["previewMark"] ?? "");
