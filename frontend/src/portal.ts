// What the portal adds where scripts run: a theme the reader chose, `/` to search, copying a hash.
// Nothing here is needed to read a page.

type Theme = "light" | "dark";
const THEME_KEY = "chungtay-theme";
const root = document.documentElement;

function storedTheme(): Theme | null {
  try {
    const value = localStorage.getItem(THEME_KEY);
    return value === "light" || value === "dark" ? value : null;
  } catch {
    return null;
  }
}

function applyTheme(theme: Theme): void {
  root.dataset["theme"] = theme;
}

function effectiveTheme(): Theme {
  const chosen = root.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function offerThemeChoice(): void {
  const button = document.querySelector<HTMLButtonElement>("[data-theme-choice]");
  if (!button) return;
  const show = (): void => {
    button.setAttribute("aria-pressed", String(effectiveTheme() === "dark"));
  };
  button.hidden = false;
  show();
  button.addEventListener("click", () => {
    const next: Theme = effectiveTheme() === "dark" ? "light" : "dark";
    applyTheme(next);
    show();
    try {
      localStorage.setItem(THEME_KEY, next);
    } catch {
      // Storage is closed: the choice holds for this page only.
    }
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

function focusSearchOnSlash(): void {
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    const field = document.querySelector<HTMLInputElement>("input[type=search]");
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  });
}

function offerCopying(): void {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    const said = button.textContent ?? "";
    button.addEventListener("click", () => {
      const source = document.getElementById(button.dataset["copy"] ?? "");
      if (!source) return;
      void navigator.clipboard.writeText(source.textContent?.trim() ?? "").then(() => {
        button.textContent = button.dataset["copied"] ?? said;
        setTimeout(() => { button.textContent = said; }, 2000);
      });
    });
  }
}

const theme = storedTheme();
if (theme) applyTheme(theme);
document.addEventListener("DOMContentLoaded", () => {
  offerThemeChoice();
  focusSearchOnSlash();
  offerCopying();
});
