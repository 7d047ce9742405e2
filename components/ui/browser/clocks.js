// The two clocks: days as the record writes them, a calendar beside each, the moments as a list.
// Listens to: its own boxes and buttons. Cleans up: nothing; they go with their nodes.
const DAY = /^\d{4}-\d\d-\d\d$/;
const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;
const clocks = new WeakMap(); // the clocks that stand in an element
let count = 0;

const isDay = (text) => DAY.test(text) && new Date(`${text}T00:00Z`).toJSON()?.startsWith(text);

const box = (label, properties) => {
  const input = element("input", { type: "text", autocomplete: "off", ...properties });
  return { input, node: element("label", {}, element("span", { textContent: label }), input) };
};

// The page is made anew for other reasons, too: what a reader types meanwhile stays.
const write = (input, value) => {
  if (input.defaultValue !== value || input !== document.activeElement) input.value = value;
  input.defaultValue = value;
};

// A day as text, which every reader reads alike, and the browser's calendar to choose it from.
const day = (label, { first, last }, may_be_none, say) => {
  const { input, node } = box(label, { inputMode: "numeric", maxLength: 10 });
  const calendar = element("input", { type: "date", min: first, max: last, tabIndex: -1 });
  const aria = { "aria-label": `Choose from a calendar: ${label}` };
  const button = element("button", { type: "button", className: "ck-calendar", aria });
  calendar.setAttribute("aria-hidden", "true");
  button.addEventListener("click", () => {
    calendar.value = input.value;
    calendar.showPicker();
  });
  calendar.addEventListener("change", () => {
    input.value = calendar.value;
    input.dispatchEvent(new Event("change"));
  });
  input.addEventListener("change", () => {
    const text = input.value.trim();
    const none = may_be_none && !text;
    const fits = none || (isDay(text) && first <= text && text <= last);
    input.setCustomValidity(fits ? "" : `A day from ${first} to ${last}, written so.`);
    if (fits) say(text);
    else input.reportValidity();
  });
  input.addEventListener("input", () => input.setCustomValidity(""));
  return { input, node: element("div", { className: "ck-day" }, node, calendar, button) };
};

const asOf = ({ first, last }, say) => {
  const tell = () => say({ what: "as_of", day: date.input.value, hour: hour.input.value });
  const date = day("Day", { first, last }, false, tell);
  const hour = box("Hour, UTC", { inputMode: "numeric", placeholder: "day’s end", maxLength: 5 });
  hour.input.addEventListener("change", () => {
    const fits = !hour.input.value || HOUR.test(hour.input.value);
    hour.input.setCustomValidity(fits ? "" : "An hour from 00:00 to 23:59, or none.");
    if (fits) tell();
    else hour.input.reportValidity();
  });
  hour.input.addEventListener("input", () => hour.input.setCustomValidity(""));
  const set = (values) => {
    write(date.input, values.day);
    write(hour.input, values.hour);
  };
  const row = element("div", { className: "ck-row" }, date.node, hour.node);
  return { nodes: [element("h3", { textContent: "As of" }), row], set };
};

const since = (bounds, say) => {
  const { input, node } = day("Compared with the end of", bounds, true, (text) =>
    say({ what: "since", day: text })
  );
  const words = "What became known after it is marked as new on every page.";
  const note = element("p", { textContent: words });
  const set = (values) => write(input, values.day);
  return { nodes: [element("h3", { textContent: "Since" }), node, note], set };
};

const list = (what, title, className, options, say) => {
  count += 1;
  const aria = { role: "radiogroup", "aria-label": title };
  const boxes = options.map(([value]) =>
    element("input", { type: "radio", name: `clock-${count}`, value })
  );
  const labels = options.map(([, words, when], at) => {
    const small = when ? [element("small", { textContent: when })] : [];
    return element("label", {}, boxes[at], element("span", { textContent: words }), ...small);
  });
  const node = element("div", { className, aria }, ...labels);
  node.addEventListener("change", ({ target }) => say({ what, value: target.value }));
  const set = (value) => {
    for (const one of boxes) one.checked = one.value === value;
  };
  return { nodes: [node], set };
};

const moments = (offered, say) => {
  const { nodes, set } = list("moment", "Named moments", "ck-moments", offered, say);
  return { nodes: [element("h3", { textContent: "Named moments" }), ...nodes], set };
};

const steps = (offered, say) => list("step", "Since", "ch-buttons", offered, say);

const PARTS = { as_of: asOf, since, steps, moments };

function draw({ data, parentElement, setTriggerValue }) {
  const offered = JSON.stringify(data.offered);
  let current = clocks.get(parentElement);
  if (current?.offered !== offered) {
    const say = (message) => current.say(message);
    const parts = Object.entries(data.offered).map(([name, of]) => [name, PARTS[name](of, say)]);
    current = { offered, parts };
    clocks.set(parentElement, current);
    const node = parentElement.querySelector(".ck") ?? element("div", { className: "ck" });
    node.replaceChildren(...parts.flatMap(([, part]) => part.nodes));
    parentElement.append(node);
  }
  current.say = (message) => setTriggerValue("picked", message);
  for (const [name, part] of current.parts) part.set(data.values[name]);
}
