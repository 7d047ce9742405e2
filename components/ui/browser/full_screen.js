// A button that shows a part of the page on the whole screen, as large as it fits, its proportions
// as they were; Esc leads back, as from any whole screen.
// Listens to: its own button; the document, while the part is on the whole screen. Cleans up: the
// part's size, as it comes back; the button goes with its node.
const buttons = new WeakMap();

const fill = async (name) => {
  const part = document.querySelector(`.st-key-${CSS.escape(name)}`);
  if (!part) return;
  const { offsetWidth: wide, offsetHeight: high } = part;
  await part.requestFullscreen();
  const over = new AbortController();
  const { signal } = over;
  const fit = () => {
    const whole = document.fullscreenElement === part;
    const sizes = { whole: Math.min(innerWidth / wide, innerHeight / high), wide: `${wide}px`, high: `${high}px` };
    for (const [name, size] of Object.entries(sizes)) part.style.setProperty(`--${name}`, whole ? size : "");
    if (!whole) over.abort();
  };
  document.addEventListener("fullscreenchange", fit, { signal });
  window.addEventListener("resize", fit, { signal });
  fit();
};

function draw({ data, parentElement }) {
  const button =
    buttons.get(parentElement) ??
    element("button", { type: "button", className: "fs-button", textContent: "Full screen" });
  button.onclick = () => fill(data.part);
  button.hidden = !document.fullscreenEnabled;
  if (buttons.has(parentElement)) return;
  buttons.set(parentElement, button);
  parentElement.append(button);
}
