// Rows of HTML, filled in and escaped by the server. A row with the same words is left as it is,
// one that stands elsewhere is moved. What is behind a fold comes when it is opened.
// Listens to: clicks on its own folds and buttons. Cleans up: nothing; they go with their nodes.
const lists = new WeakMap(); // the rows that stand in an element, by id

const build = (row, tell) => {
  const body = element("div");
  const node = element("div", {}, body);
  const item = { node, body, html: null, more: null, tell };
  if (row.actions?.length) {
    const press = (action) => item.tell("acted", { id: row.id, action });
    const buttons = row.actions.map((action) => {
      const button = element("button", { type: "button", textContent: action });
      button.addEventListener("click", () => press(action));
      return button;
    });
    node.append(element("div", { className: "rw-actions" }, ...buttons));
  }
  if (!row.fold) return item;
  const head = element("summary", { textContent: row.fold });
  item.behind = element("div");
  const fold = element("details", { className: "rw-fold" }, head, item.behind);
  node.append(fold);
  head.addEventListener("click", () => {
    item.wanted = !fold.open; // the browser opens it after this
    item.tell("opened", { id: row.id, open: item.wanted });
  });
  item.fold = fold;
  return item;
};

const fill = (item, row) => {
  if (item.html !== row.html) item.body.innerHTML = item.html = row.html;
  if (!item.fold || item.more === row.more) return;
  item.behind.innerHTML = item.more = row.more;
  item.fold.open = Boolean(row.more) && item.wanted !== false;
};

function draw({ data, parentElement, setTriggerValue }) {
  const before = lists.get(parentElement) ?? new Map();
  const tell = (what, value) => setTriggerValue(what, value);
  const now = new Map();
  for (const row of data.rows) {
    const existing = before.get(row.id);
    const kind = `${Boolean(row.fold)} ${row.actions}`;
    const same = existing?.kind === kind;
    const item = same ? existing : build(row, tell);
    Object.assign(item, { tell, kind });
    fill(item, row);
    now.set(row.id, item);
  }
  lists.set(parentElement, now);
  if ([...now.keys()].join() === [...before.keys()].join()) return;
  const list = parentElement.querySelector(".rw-rows") ?? element("div", { className: "rw-rows" });
  list.replaceChildren(...[...now.values()].map((item) => item.node));
  parentElement.append(list);
}
