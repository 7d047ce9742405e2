// What a brief does where scripts run; without them it is read as it is.
// Listens to: clicks on headings of tables, typing over the sources, hovers and focus on numbers;
// Escape, and the address, whose source is shown again if the filter hid it. Cleans up: nothing; the page has no other.
"use strict";
const DATE = /(\d{1,2} )?(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\w* (\d{4})(?:, (\d\d):(\d\d))?/;
const YEARLESS = /^\d{1,2} [A-Z][a-z]{2}(?! \d{4})\b/; // such dates stand in their order already
const make = (tag, words, look) => Object.assign(document.createElement(tag), { textContent: words, className: look || "" });

// A cell begins with its words; the numbers of its sources come after.
const say = (cell) => (cell.firstChild && cell.firstChild.nodeName !== "SUP" ? cell.firstChild.textContent.trim() : "");

function worth(cell) {
  const words = say(cell);
  const date = DATE.exec(words);
  if (date) return Date.parse(`${date[1] || "1 "}${date[2]} ${date[3]} ${date[4] || "00"}:${date[5] || "00"} UTC`);
  const number = /\d[\d,]*(\.\d+)?/.exec(words);
  return number ? Number(number[0].replaceAll(",", "")) : NaN;
}

function sort(table, column, button) {
  const head = button.closest("th"), body = table.tBodies[0];
  const turn = { none: "ascending", ascending: "descending", descending: "none" }[head.ariaSort || "none"];
  for (const other of table.tHead.rows[0].cells) other.ariaSort = "none";
  head.ariaSort = turn;
  const rows = [...body.rows].sort((a, b) => a.dataset.at - b.dataset.at);
  const said = rows.map((row) => say(row.cells[column])).filter(Boolean);
  const typed = /^(When|Number)$/.test(button.textContent) || said.every((words) => /^\d/.test(words));
  const sign = turn === "ascending" ? 1 : -1;
  const by = (a, b) => {
    const [x, y] = [a.cells[column], b.cells[column]];
    if (!typed) return sign * say(x).localeCompare(say(y), "en");
    const [m, n] = [worth(x), worth(y)];
    return isNaN(m) || isNaN(n) ? isNaN(m) - isNaN(n) : sign * (m - n); // what has none is last
  };
  if (turn !== "none") rows.sort(by);
  body.append(...rows);
}

for (const table of document.querySelectorAll("table")) {
  [...table.tBodies[0].rows].forEach((row, at) => (row.dataset.at = at));
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    if ([...table.tBodies[0].rows].some((row) => YEARLESS.test(say(row.cells[column])))) return;
    const button = make("button", head.textContent, "sort");
    button.type = "button";
    button.addEventListener("click", () => sort(table, column, button));
    head.replaceChildren(button);
  });
}

const list = document.getElementById("sources");
const sources = list ? [...list.children] : [];
if (sources.length > 5) {
  const label = make("label", "Filter the sources ", "filter"), field = make("input", ""), count = make("output", "");
  field.type = "search";
  field.addEventListener("input", () => {
    const words = field.value.toLowerCase().split(/\s+/);
    for (const one of sources) one.hidden = !words.every((word) => one.textContent.toLowerCase().includes(word));
    const shown = sources.filter((one) => !one.hidden).length;
    count.textContent = field.value.trim() ? ` ${shown} of ${sources.length}` : "";
  });
  label.append(field);
  list.before(label, count);
  // A number leads to its source, whatever the filter has hidden.
  addEventListener("hashchange", () => {
    if (!/^#source-/.test(location.hash) || !document.querySelector(`${location.hash}[hidden]`)) return;
    field.value = "";
    field.dispatchEvent(new Event("input"));
    document.querySelector(location.hash).scrollIntoView();
  });
}

const tip = make("div", "", "tip");
tip.id = "tip";
tip.setAttribute("role", "tooltip");
tip.hidden = true;
document.body.append(tip);
function show({ target }) {
  const number = target.closest?.("sup a");
  const source = number && document.getElementById(number.hash.slice(1));
  tip.hidden = !source;
  if (!source) return;
  tip.textContent = `${source.value}. ${source.textContent.trim()}`;
  number.setAttribute("aria-describedby", "tip");
  const at = number.getBoundingClientRect(), most = document.documentElement.clientWidth - tip.offsetWidth - 8;
  tip.style.left = `${Math.max(8, Math.min(at.left, most))}px`;
  tip.style.top = at.bottom + tip.offsetHeight + 8 < innerHeight ? `${at.bottom + 4}px` : `${at.top - tip.offsetHeight - 4}px`;
}
for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, show);
for (const kind of ["scroll", "focusout"]) document.addEventListener(kind, () => (tip.hidden = true));
document.addEventListener("keydown", ({ key }) => (tip.hidden = tip.hidden || key === "Escape"));
for (const number of document.querySelectorAll("sup a")) number.removeAttribute("title");
