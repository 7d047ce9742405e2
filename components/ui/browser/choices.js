// Choices as the browser's own boxes: buttons side by side, or a list that opens and stays open
// while several are chosen. What is picked shows at once; the server hears of it and answers.
// Listens to: its own boxes and lists; presses and focus in the whole document, which close an open
// list. Cleans up: those of the document, as its element leaves; its own go with their nodes.
const LONG = 12; // options from which on a list has a box to narrow it
const PATIENCE = 3000; // ms in which the server may still speak of an earlier pick
const rows = new WeakMap(); // the choices that stand in an element
let count = 0;

// In a list one is chosen among boxes, too: arrows would take each radio button that they pass.
const options = ({ many, listed, options: offered }) => {
  const type = many || listed ? "checkbox" : "radio";
  count += 1;
  return offered.map(([value, title]) => {
    const box = element("input", { type, value, name: `choice-${count}` });
    return element("label", {}, box, element("span", { textContent: title }));
  });
};

const buttons = (choice) => {
  const role = choice.many ? "group" : "radiogroup";
  const aria = { role, "aria-label": choice.label };
  return { node: element("div", { className: "ch-buttons", aria }, ...options(choice)) };
};

const narrowing = (choice, labels) => {
  const aria = { "aria-label": `Narrow the list: ${choice.label}` };
  const box = element("input", { type: "search", placeholder: "Type to narrow", aria });
  box.addEventListener("input", () => {
    const typed = box.value.trim().toLowerCase();
    for (const label of labels) label.hidden = !label.textContent.toLowerCase().includes(typed);
  });
  return box;
};

const list = (choice) => {
  const labels = options(choice);
  const head = element("summary", {});
  const none = element("button", { type: "button", textContent: "Choose none" });
  const aria = { role: "group", "aria-label": choice.label };
  // It takes the focus of a press on it, which else went past it and closed the list.
  const className = choice.many ? "ch-panel" : "ch-panel one";
  const panel = element("div", { className, tabIndex: -1, aria }, none, ...labels);
  const node = element("details", { className: `ch-list${choice.every ? "" : " must"}` }, head, panel);
  if (labels.length >= LONG) {
    const narrow = narrowing(choice, labels);
    panel.prepend(narrow);
    node.addEventListener("toggle", () => node.open && narrow.focus());
    // The toggle comes late where the page is busy: letters typed meanwhile are for the box, too.
    head.addEventListener("keydown", ({ key, ctrlKey, metaKey, altKey }) => {
      const typed = key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey;
      if (typed && node.open) narrow.focus();
    });
  }
  none.addEventListener("click", () => {
    for (const box of panel.querySelectorAll(":checked")) box.checked = false;
    head.focus();
    panel.dispatchEvent(new Event("change", { bubbles: true }));
  });
  node.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !node.open) return;
    event.stopPropagation();
    node.open = false;
    head.focus();
  });
  const show = (values) => {
    const titles = choice.options.filter(([value]) => values.includes(value)).map((o) => o[1]);
    head.textContent = titles.join(", ") || choice.every;
    head.setAttribute("aria-label", `${choice.label}: ${head.textContent}`);
    node.classList.toggle("some", Boolean(choice.every) && titles.length > 0);
    none.hidden = !titles.length || !choice.every;
  };
  const title = element("p", { textContent: choice.label });
  return { node: choice.titled ? element("div", {}, title, node) : node, show };
};

const placed = (choice, offered) => {
  const { node, show = () => {} } = (choice.listed ? list : buttons)(choice);
  const boxes = [...node.querySelectorAll("[type=radio], [type=checkbox]")];
  const control = { node, offered, send: null, picked: "", until: 0 };
  node.addEventListener("change", ({ target }) => {
    if (target.type === "search") return;
    if (choice.listed && !choice.many && target.type === "checkbox") {
      for (const box of boxes) box.checked = box === target && (box.checked || !choice.every);
      const folded = target.closest("details");
      folded.open = false;
      folded.querySelector("summary").focus();
    }
    const values = boxes.filter((box) => box.checked).map((box) => box.value);
    Object.assign(control, { picked: values.join(), until: performance.now() + PATIENCE });
    show(values);
    control.send({ field: choice.field, values });
  });
  control.set = (values) => {
    // What the server says of an earlier pick does not take the newest one back.
    if (performance.now() < control.until && values.join() !== control.picked) return;
    control.until = 0;
    for (const box of boxes) box.checked = values.includes(box.value);
    show(values);
  };
  return control;
};

const closeLists = (parent, signal) => {
  const close = ({ target }) => {
    for (const open of parent.querySelectorAll(".ch-list[open]")) {
      if (!open.contains(target)) open.open = false;
    }
  };
  document.addEventListener("pointerdown", close, { signal });
  document.addEventListener("focusin", close, { signal });
};

function draw({ data, parentElement, setTriggerValue, first, signal }) {
  if (first) closeLists(parentElement, signal);
  const before = rows.get(parentElement) ?? [];
  const now = data.choices.map(({ values, ...choice }, at) => {
    const offered = JSON.stringify(choice);
    const control = before[at]?.offered === offered ? before[at] : placed(choice, offered);
    control.send = (picked) => setTriggerValue("picked", picked);
    control.set(values);
    return control;
  });
  rows.set(parentElement, now);
  if (now.length === before.length && now.every((control, at) => control === before[at])) return;
  const row = parentElement.querySelector(".ch-row") ?? element("div", { className: "ch-row" });
  row.replaceChildren(...now.map((control) => control.node));
  parentElement.append(row);
}
