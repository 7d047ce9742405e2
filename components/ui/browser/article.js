// A text beside a form: the words that a cell was read from stand out while the cell has the focus,
// and are scrolled into sight; a click on words leads to their cell. As another proposal opens, its
// first words are in sight, and its head where the page was scrolled beyond it. On a phone a few
// lines of it stand over the form, until it is unfolded.
// Listens to: focus on the whole page, and clicks on its own text. Cleans up: the first as it leaves
// the page; the second goes with its node.
const texts = new WeakMap(); // what an element shows: the words, and how cells' classes begin

const columnOf = (target, cells) => {
  const holder = target.closest?.(`[class*="${CSS.escape(cells)}"]`);
  const name = [...(holder?.classList ?? [])].find((one) => one.startsWith(cells));
  return name?.slice(cells.length) ?? "";
};

const bring = (box, mark) => {
  const way = mark.getBoundingClientRect().top - box.getBoundingClientRect().top;
  box.scrollTop += way - box.clientHeight / 3;
};

const begin = (place) => {
  const [box, mark] = [place.querySelector(".cu-text"), place.querySelector("mark")];
  if (mark) bring(box, mark);
  const head = document.querySelector(".cu-head");
  if (head?.getBoundingClientRect().top < 0) head.scrollIntoView({ block: "start" });
};

const choose = (place, column) => {
  const box = place.querySelector(".cu-text");
  const marks = [...place.querySelectorAll("mark")];
  const chosen = marks.filter((mark) => mark.dataset.columns.split(" ").includes(column));
  for (const mark of marks) mark.classList.toggle("chosen", chosen.includes(mark));
  if (chosen.length) bring(box, chosen[0]);
};

function draw({ data, parentElement, first, signal }) {
  const shown = texts.get(parentElement);
  const place = shown?.place ?? element("div");
  texts.set(parentElement, { place, words: data.words, cells: data.cells });
  if (shown?.words !== data.words) {
    const chosen = place.querySelector("mark.chosen")?.dataset.columns.split(" ")[0];
    const at = place.querySelector(".cu-text")?.scrollTop ?? 0;
    const unfolded = place.querySelector(".cu-whole")?.open ?? false;
    place.innerHTML = data.words;
    place.querySelector(".cu-whole").open = unfolded;
    place.querySelector(".cu-text").scrollTop = at;
    if (chosen) choose(place, chosen);
  }
  if (!first) return;
  parentElement.append(place);
  requestAnimationFrame(() => begin(place));
  const lead = (event) => {
    const column = event.target.closest("mark")?.dataset.columns.split(" ")[0];
    const { cells } = texts.get(parentElement);
    const cell = column && document.querySelector(`.${CSS.escape(cells + column)}`);
    cell?.querySelector("input, textarea")?.focus();
  };
  place.addEventListener("click", lead);
  const follow = (event) => {
    const column = columnOf(event.target, texts.get(parentElement).cells);
    if (column) choose(place, column);
  };
  document.addEventListener("focusin", follow, { signal });
}
