// Drawings that the server has written: shown as they come, described under the pointer, clicked.
// Listens to: the pointer over its own drawing; presses in the whole document, which close what a
// finger had opened. Cleans up: those of the document, as its element leaves; the rest goes with
// its nodes.
const NEAR = 16; // px: a pointer this close to a mark means it
const LEAST = 4; // px of a stretch that was brushed, and not just pressed on
const drawn = new WeakMap(); // what stands in an element

// Where the marks lie, from the drawing's upper left; measured again when it is of another size.
const spots = (made) => {
  const ground = made.node.getBoundingClientRect();
  if (!made.spots || made.width !== ground.width) {
    made.width = ground.width;
    made.spots = [...made.node.querySelectorAll("[data-tip], [data-id]")].map((mark) => {
      const { left, right, top, bottom } = mark.getBoundingClientRect();
      return { mark, left, right, top, bottom, x: ground.left, y: ground.top };
    });
  }
  return { ground, all: made.spots };
};

const under = (made, { clientX, clientY }, wanted) => {
  const { ground, all } = spots(made);
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
    const middle = Math.hypot((spot.left + spot.right) / 2 - x, (spot.top + spot.bottom) / 2 - y);
    const distance = far + middle / 1000; // of two that the pointer is on, the one it is closer to
    if (distance < least) [best, least] = [spot.mark, distance];
  }
  return best;
};

const tell = (made, event) => {
  const mark = event && under(made, event, "tip");
  made.tip.togglePopover(Boolean(mark));
  made.node.style.cursor = event && made.picks && under(made, event, "id") ? "pointer" : "";
  if (!mark) return;
  if (made.told !== mark) made.tip.innerHTML = mark.dataset.tip;
  made.told = mark;
  const { left, right, top, bottom } = mark.getBoundingClientRect();
  const { offsetWidth: wide, offsetHeight: high } = made.tip;
  const x = right + 8 + wide > innerWidth ? left - 8 - wide : right + 8;
  const y = (top + bottom) / 2 - high / 2;
  made.tip.style.left = `${Math.max(4, Math.min(x, innerWidth - wide - 4))}px`;
  made.tip.style.top = `${Math.max(4, Math.min(y, innerHeight - high - 4))}px`;
};

const brush = (made, pressed) => {
  const { left, width } = made.node.getBoundingClientRect();
  const at = ({ clientX }) => Math.min(Math.max(clientX - left, 0), width);
  const scale = made.node.offsetWidth / width; // where all is shown larger, as on a stage
  const stretch = element("div", { className: "dw-stretch" });
  made.node.append(stretch);
  const show = (event) => {
    const [a, b] = [at(pressed), at(event)].sort((one, other) => one - other);
    Object.assign(stretch.style, { left: `${a * scale}px`, width: `${(b - a) * scale}px` });
    return [a, b];
  };
  const over = new AbortController();
  const end = (event) => {
    over.abort();
    const [a, b] = show(event);
    stretch.remove();
    if (event.type === "pointerup" && b - a >= LEAST) made.say("brushed", [a / width, b / width]);
  };
  made.node.setPointerCapture(pressed.pointerId);
  for (const [type, hear] of [["pointermove", show], ["pointerup", end], ["pointercancel", end]]) {
    made.node.addEventListener(type, hear, { signal: over.signal });
  }
};

const press = (made, event) => tell(made, made.node.contains(event.target) ? event : undefined);

const place = (parent) => {
  const tip = element("div", { className: "dw-tip" });
  tip.popover = "manual"; // over all, and where the pointer is, whatever is scaled around it
  const words = element("div", { className: "dw-words" });
  const made = { node: element("div", { className: "dw-place" }), tip, words };
  parent.append(words, made.node, tip);
  made.node.addEventListener("pointermove", (event) => tell(made, event));
  // A finger leaves as it is lifted: what it has asked for stays until it points elsewhere.
  made.node.addEventListener("pointerleave", ({ pointerType }) => {
    if (pointerType !== "touch") tell(made);
  });
  made.node.addEventListener("click", (event) => {
    const mark = made.picks && under(made, event, "id");
    if (mark) made.say("picked", mark.dataset.id);
  });
  made.node.addEventListener("pointerdown", (event) => made.brushes && brush(made, event));
  return made;
};

function draw({ data, parentElement, setTriggerValue, first, signal }) {
  const made = drawn.get(parentElement) ?? place(parentElement);
  drawn.set(parentElement, made);
  if (first) document.addEventListener("pointerdown", (event) => press(made, event), { signal });
  Object.assign(made, { say: setTriggerValue, picks: data.picks, brushes: data.brushes });
  made.node.setAttribute("role", "figure");
  made.node.setAttribute("aria-label", data.alt);
  made.node.classList.toggle("dw-brushes", data.brushes);
  if (made.said !== data.words) made.words.innerHTML = made.said = data.words;
  if (made.html === data.html) return;
  made.node.innerHTML = made.html = data.html;
  Object.assign(made, { spots: null, told: null });
  tell(made);
}
