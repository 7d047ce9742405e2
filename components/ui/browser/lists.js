// Rows of HTML, filled in and escaped by the server. A row that says what it said is left as it is,
// one that stands elsewhere is moved. What is behind a fold comes when it is opened.
// Listens to: clicks on its own folds. Cleans up: nothing; they go with their nodes.
const lists = new WeakMap(); // the rows that stand in an element, by id

const build = (row, tell) => {
  const said = element("div");
  const node = element("div", {}, said);
  const made = { node, said, html: null, more: null, tell };
  if (!row.fold) return made;
  const head = element("summary", { textContent: row.fold });
  made.behind = element("div");
  const fold = element("details", { className: "rw-fold" }, head, made.behind);
  node.append(fold);
  head.addEventListener("click", () => {
    made.asked = !fold.open; // the browser opens it after this
    made.tell({ id: row.id, open: made.asked });
  });
  made.fold = fold;
  return made;
};

const fill = (made, row) => {
  if (made.html !== row.html) made.said.innerHTML = made.html = row.html;
  if (!made.fold || made.more === row.more) return;
  made.behind.innerHTML = made.more = row.more;
  made.fold.open = Boolean(row.more) && made.asked !== false;
};

function draw({ data, parentElement, setTriggerValue }) {
  const before = lists.get(parentElement) ?? new Map();
  const tell = (opened) => setTriggerValue("opened", opened);
  const now = new Map();
  for (const row of data.rows) {
    const kept = before.get(row.id);
    const same = kept && Boolean(kept.fold) === Boolean(row.fold);
    const made = same ? kept : build(row, tell);
    made.tell = tell;
    fill(made, row);
    now.set(row.id, made);
  }
  lists.set(parentElement, now);
  if ([...now.keys()].join() === [...before.keys()].join()) return;
  const list = parentElement.querySelector(".rw-rows") ?? element("div", { className: "rw-rows" });
  list.replaceChildren(...[...now.values()].map((made) => made.node));
  parentElement.append(list);
}
