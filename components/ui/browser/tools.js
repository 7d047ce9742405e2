// What may be done with the screen: a button each, which stays pressed while its panel is open.
// Listens to: clicks on its own buttons; for two seconds after one, to the size of what they stand
// in. Cleans up: the latter, after those seconds; the rest goes with its nodes.
const SOON = 2000; // ms in which a panel has come

// A panel opens below what a screen holds of the sidebar: what was pressed goes up to make room.
const makeRoom = (row) => {
  const grown = new ResizeObserver(() => row.scrollIntoView({ block: "start" }));
  grown.observe(row.closest(".st-key-tools"));
  setTimeout(() => grown.disconnect(), SOON);
};

function draw({ data, parentElement, setTriggerValue }) {
  const aria = { role: "group", "aria-label": "This screen" };
  const row = parentElement.querySelector(".tl") ?? element("div", { className: "tl", aria });
  const now = data.tools.map(({ name, title, help, pressed }) => {
    const stands = row.querySelector(`[data-tool=${name}]`);
    const button = stands ?? element("button", { type: "button" });
    button.dataset.tool = name;
    Object.assign(button, { textContent: title, title: help, ariaPressed: pressed });
    button.onclick = () => {
      if (name === "keyboard") return dispatchEvent(new Event("rl-keyboard"));
      if (pressed === false) makeRoom(row);
      setTriggerValue("pressed", name);
    };
    return button;
  });
  // One that is put in its place again loses the focus.
  if (now.some((button, at) => button !== row.children[at]) || now.length !== row.children.length) {
    row.replaceChildren(...now);
  }
  if (!row.isConnected) parentElement.append(row);
}
