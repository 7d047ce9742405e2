// Drawings that the server has written: shown as they come, described under the pointer, clicked,
// zoomed in.
// Listens to: the pointer over its own drawing; presses in the whole document, which close what a
// finger had opened, and the keys that zoom. Cleans up: those of the document, as its element
// leaves; the rest goes with its nodes.
const NEAR = 16; // px: a pointer this close to a mark means it
const BAR = "feed:"; // before the id of a bar under the marks: a line as wide as its stroke
const places = new WeakMap(); // what stands in an element

const isBar = (mark) => mark.dataset.id?.startsWith(BAR);

// Where the marks lie, from the drawing's upper left; measured again when it is of another size.
const spots = (drawing) => {
  const ground = drawing.node.getBoundingClientRect();
  if (!drawing.spots || drawing.width !== ground.width) {
    drawing.width = ground.width;
    drawing.spots = [...drawing.node.querySelectorAll("[data-tip], [data-id]")].map((mark) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect(); // without the stroke
      const half = isBar(mark) ? Number.parseFloat(getComputedStyle(mark).strokeWidth) / 2 : 0;
      return { mark, left: left - half, right: right + half, top, bottom, x: ground.left, y: ground.top };
    });
  }
  return { ground, all: drawing.spots };
};

const under = (drawing, { clientX, clientY }, wanted) => {
  const { ground, all } = spots(drawing);
  let best = null;
  let least = NEAR;
  for (const spot of all) {
    if (!(wanted in spot.mark.dataset)) continue;
    const x = clientX - ground.left + spot.x;
    const y = clientY - ground.top + spot.y;
    const far = Math.hypot(
      Math.max(spot.left - x, 0, x - spot.right),
      Math.max(spot.top - y, 0, y - spot.bottom)
    );
    if (isBar(spot.mark) && (y < spot.top || y > spot.bottom)) continue; // it must be pointed at
    const middle = Math.hypot((spot.left + spot.right) / 2 - x, (spot.top + spot.bottom) / 2 - y);
    const distance = far + middle / 1000; // of two that the pointer is on, the one it is closer to
    if (distance < least) [best, least] = [spot.mark, distance];
  }
  return best;
};

const tell = (drawing, event) => {
  const mark = event && !drawing.stretch && under(drawing, event, "tip");
  drawing.tip.togglePopover(Boolean(mark));
  drawing.node.style.cursor = event && drawing.picks && under(drawing, event, "id") ? "pointer" : "";
  if (!mark) return;
  if (drawing.tipMark !== mark) drawing.tip.innerHTML = mark.dataset.tip;
  drawing.tipMark = mark;
  const { left, right, top, bottom } = mark.getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = drawing.tip;
  const x = right + 8 + wide > innerWidth ? left - 8 - wide : right + 8;
  const y = (top + bottom) / 2 - high / 2;
  drawing.tip.style.left = `${Math.max(4, Math.min(x, innerWidth - wide - 4))}px`;
  drawing.tip.style.top = `${Math.max(4, Math.min(y, innerHeight - high - 4))}px`;
};

const press = (drawing, event) => tell(drawing, drawing.node.contains(event.target) ? event : undefined);

const place = (parent) => {
  const tip = element("div", { className: "dw-tip" });
  tip.popover = "manual"; // over all, and where the pointer is, whatever is scaled around it
  const words = element("div", { className: "dw-words" });
  const drawing = { node: element("div", { className: "dw-place" }), tip, words };
  parent.append(words, drawing.node, tip);
  drawing.node.addEventListener("pointermove", (event) => tell(drawing, event));
  // A finger leaves as it is lifted: the description stays until it points elsewhere.
  drawing.node.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") tell(drawing);
  });
  drawing.node.addEventListener("click", (event) => {
    const mark = drawing.picks && !drawing.dragged && under(drawing, event, "id");
    if (!mark) return;
    drawing.say("picked", mark.dataset.id);
    reveal(mark.dataset.id);
  });
  drawing.node.addEventListener("pointerdown", (event) => brush(drawing, event));
  drawing.node.addEventListener("wheel", (event) => turn(drawing, event), { passive: false });
  drawing.node.addEventListener("dblclick", (event) => {
    if (drawing.zooms && !under(drawing, event, "id")) zoomTo(drawing, 0);
  });
  return drawing;
};

function draw({ data, parentElement, setTriggerValue, first, signal }) {
  const drawing = places.get(parentElement) ?? place(parentElement);
  places.set(parentElement, drawing);
  if (first) {
    document.addEventListener("pointerdown", (event) => press(drawing, event), { signal });
    document.addEventListener("keydown", (event) => zoomByKey(drawing, event), { signal });
  }
  const { picks, brushes, zooms } = data;
  Object.assign(drawing, { say: setTriggerValue, picks, brushes, zooms });
  drawing.node.setAttribute("role", "figure");
  drawing.node.setAttribute("aria-label", data.alt);
  drawing.node.classList.toggle("dw-brushes", brushes && !zooms);
  drawing.node.classList.toggle("dw-zooms", zooms);
  if (drawing.written !== data.words) drawing.words.innerHTML = drawing.written = data.words;
  if (drawing.html === data.html) return;
  drawing.node.innerHTML = drawing.html = data.html;
  Object.assign(drawing, { spots: null, tipMark: null });
  tell(drawing);
}
