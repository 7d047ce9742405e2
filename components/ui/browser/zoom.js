// Zooming in a drawing of time: a stretch drawn over it, Ctrl with the wheel (or a pinch, which
// browsers send as that), a double click, the keys + - 0. The server is told once of each.
// Listens to: the pointer, while a stretch is drawn over its own drawing. Cleans up: that, as the
// stretch ends; what calls these functions lets go of the rest.
const LEAST = 4; // px of a stretch that was drawn, and not just pressed on
const CALM = 200; // ms in which the wheel stands still before the server is told
const NOTCH = 150; // px of the wheel that zoom by e: a notch of most doubles what is seen
const LINE = 33; // px of a wheel that counts in lines
const BY_KEY = { "+": 0.5, "=": 0.5, "-": 2, 0: 0 }; // what becomes of the window's length

// By 0 all is shown again; without a place, about the middle of what is shown.
const zoomTo = (drawing, by, part = null) => drawing.say("zoomed", [part, by]);

const mark = (drawing, a, b) => {
  const { width } = drawing.node.getBoundingClientRect();
  const scale = drawing.node.offsetWidth / width; // where all is shown larger, as on a stage
  if (!drawing.stretch) {
    drawing.stretch = element("div", { className: "dw-stretch" });
    drawing.node.append(drawing.stretch);
  }
  Object.assign(drawing.stretch.style, { left: `${a * scale}px`, width: `${(b - a) * scale}px` });
};

const unmark = (drawing) => {
  drawing.stretch?.remove();
  drawing.stretch = null;
};

const brush = (drawing, pressed) => {
  drawing.dragged = false;
  const scrolls = drawing.zooms && pressed.pointerType === "touch"; // a finger scrolls the page
  if (!drawing.brushes || scrolls || pressed.button) return;
  const { left, width } = drawing.node.getBoundingClientRect();
  const at = ({ clientX }) => Math.min(Math.max(clientX - left, 0), width);
  const ends = (event) => [at(pressed), at(event)].sort((one, other) => one - other);
  const over = new AbortController();
  const show = (event) => {
    const [a, b] = ends(event);
    if (b - a < LEAST && !drawing.dragged) return;
    drawing.dragged = true; // what follows is no click on a mark
    mark(drawing, a, b);
  };
  const end = (event) => {
    over.abort();
    const [a, b] = ends(event);
    unmark(drawing);
    if (event.type === "pointerup" && b - a >= LEAST) drawing.say("brushed", [a / width, b / width]);
  };
  drawing.node.setPointerCapture(pressed.pointerId);
  for (const [type, hear] of [["pointermove", show], ["pointerup", end], ["pointercancel", end]]) {
    drawing.node.addEventListener(type, hear, { signal: over.signal });
  }
};

const turn = (drawing, event) => {
  if (!drawing.zooms || !event.ctrlKey) return;
  event.preventDefault(); // the page keeps its size
  const { left, width } = drawing.node.getBoundingClientRect();
  const x = Math.min(Math.max(event.clientX - left, 0), width);
  const turned = (event.deltaMode ? LINE : 1) * event.deltaY;
  drawing.turned = (drawing.turned ?? 0) + turned;
  const by = Math.exp(drawing.turned / NOTCH);
  if (by < 1) mark(drawing, x - x * by, x + (width - x) * by);
  else unmark(drawing);
  clearTimeout(drawing.calm);
  drawing.calm = setTimeout(() => {
    drawing.turned = 0;
    unmark(drawing);
    zoomTo(drawing, by, x / width);
  }, CALM);
};

const zoomByKey = (drawing, event) => {
  const given = event.ctrlKey || event.metaKey || event.altKey || typing(event.target);
  if (drawing.zooms && !given && event.key in BY_KEY) zoomTo(drawing, BY_KEY[event.key]);
};
