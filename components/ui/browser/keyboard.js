// The sheet of all keys: `?` opens and closes it, and so does the button of the sidebar's tools.
// Listens to: keys of the whole document, and `rl-keyboard` of the window. Cleans up: both, as its
// element leaves.
const group = ([title, keys]) => {
  const rows = keys.flatMap(([key, does]) => {
    const names = key.split(" ").map((name) => element("kbd", { textContent: name }));
    return [element("dt", {}, ...names), element("dd", { textContent: does })];
  });
  return element("section", {}, element("h3", { textContent: title }), element("dl", {}, ...rows));
};

function draw({ data, parentElement, first, signal }) {
  if (!first) return;
  const aria = { "aria-label": "Keyboard" };
  const close = element("button", { type: "button", textContent: "×", aria: { "aria-label": "Close" } });
  const head = element("header", {}, element("h2", { textContent: "Keyboard" }), close);
  const sheet = element("dialog", { className: "kb", aria }, head, ...data.sheet.map(group));
  close.onclick = () => sheet.close();
  sheet.onclick = ({ target }) => target === sheet && sheet.close(); // beside it
  parentElement.replaceChildren(sheet);
  const turn = () => (sheet.open ? sheet.close() : sheet.showModal());
  const press = (event) => {
    if (event.key !== "?" || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    event.preventDefault();
    turn();
  };
  document.addEventListener("keydown", press, { signal });
  addEventListener("rl-keyboard", turn, { signal });
}
