// Opens the map when the reader asks for it: its code is as heavy as several pages, so it is fetched only then.
const frame = document.querySelector<HTMLElement>("[data-map]");
const button = document.querySelector<HTMLButtonElement>("[data-map-open]");

if (frame && button) {
  button.hidden = false;
  button.addEventListener("click", () => {
    button.disabled = true;
    frame.hidden = false;
    const script = document.createElement("script");
    script.src = frame.dataset["root"] ?? "";
    script.addEventListener("error", () => {
      frame.textContent = frame.dataset["failed"] ?? "";
    });
    document.head.append(script);
  });
}
