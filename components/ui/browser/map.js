// The buttons over the map, and its scale: closer, farther, back to the first view. The map's zoom is
// the server's, as it places the names for it, so all that zooms goes there as a step: the buttons,
// the keys + - 0 on the map, a wheel with Ctrl, two fingers. A wheel alone scrolls the page.
// Listens to: its own buttons; the wheel, keys, fingers and width of the map that it stands on; the
// beginning and the end of printing.
// Cleans up: what it added to the map, as its element leaves; the rest goes with its nodes.
const STEP = 60; // px of a wheel that are one step, a notch of most
const REST = 250; // ms after which a wheel begins anew
const places = new WeakMap(); // what stands in an element

const go = (map, zoom) => {
  const next = Math.min(Math.max(zoom, map.least), map.most);
  if (next === map.zoom) return;
  map.zoom = next;
  show(map);
  map.say("zoomed", next);
};

const reset = (map) => map.say("reset", true);

const show = (map) => {
  map.closer.disabled = map.zoom >= map.most;
  map.farther.disabled = map.zoom <= map.least;
};

const button = (title, sign, act) => {
  const node = element("button", { type: "button", title, textContent: sign, aria: { "aria-label": title } });
  node.addEventListener("click", act);
  return node;
};

const place = (parent) => {
  const map = { turned: 0, at: 0, fingers: new Map() };
  map.closer = button("Zoom in", "+", () => go(map, map.zoom + 1));
  map.farther = button("Zoom out", "\u2212", () => go(map, map.zoom - 1));
  const back = button("Back to the whole view", "\u21ba", () => reset(map));
  const aria = { role: "group", "aria-label": "Zoom" };
  map.scale = element("p", { className: "map-scale" });
  parent.append(map.scale, element("div", { className: "map-buttons", aria }, map.closer, map.farther, back));
  return map;
};

const turn = (map, event) => {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault(); // else the browser zooms the whole page
  if (event.timeStamp - map.at > REST) map.turned = 0;
  map.at = event.timeStamp;
  map.turned -= event.deltaMode ? Math.sign(event.deltaY) * STEP : event.deltaY;
  const steps = Math.trunc(map.turned / STEP);
  if (!steps) return;
  map.turned = 0;
  go(map, map.zoom + Math.sign(steps));
};

const press = (map, event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const act = {
    "+": () => go(map, map.zoom + 1),
    "=": () => go(map, map.zoom + 1),
    "-": () => go(map, map.zoom - 1),
    0: () => reset(map),
  }[event.key];
  if (!act) return;
  event.preventDefault();
  act();
};

// Two fingers that part to twice their distance are one step.
const touch = (map, event) => {
  if (event.pointerType !== "touch") return;
  const { fingers } = map;
  const apart = () => {
    const [one, other] = [...fingers.values()];
    return Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY);
  };
  if (event.type === "pointerdown") {
    fingers.set(event.pointerId, event);
    if (fingers.size === 2) map.began = apart();
  } else if (event.type === "pointermove") {
    if (fingers.has(event.pointerId)) fingers.set(event.pointerId, event);
  } else {
    const steps = fingers.size === 2 ? Math.round(Math.log2(apart() / map.began) * 1.5) : 0;
    fingers.delete(event.pointerId);
    if (steps && event.type === "pointerup") go(map, map.zoom + steps);
  }
};

const fit = (map, ground) => {
  const wide = ground.clientWidth;
  const width = map.widths.find((one) => one <= wide) ?? map.widths.at(-1);
  if (!map.width || !wide || width === map.sent) return;
  map.sent = width;
  if (width !== map.width) map.say("resized", width);
};

function draw({ data, parentElement, setTriggerValue, first, signal }) {
  const map = places.get(parentElement) ?? place(parentElement);
  places.set(parentElement, map);
  const { zoom, least, most, scale, width, widths } = data;
  Object.assign(map, { zoom, least, most, width, widths, say: setTriggerValue });
  map.scale.hidden = !scale;
  map.scale.textContent = scale?.label ?? "";
  map.scale.style.setProperty("--long", `${scale?.px ?? 0}px`);
  show(map);
  const ground = parentElement.closest(".st-key-map");
  if (!first || !ground) return;
  const options = { signal, capture: true };
  ground.addEventListener("wheel", (event) => turn(map, event), { ...options, passive: false });
  ground.addEventListener("keydown", (event) => press(map, event), options);
  for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"]) {
    ground.addEventListener(type, (event) => touch(map, event), options);
  }
  // Of another width it would be drawn anew, and is printed before that is done.
  const hold = (width) => ground.style.setProperty("width", width);
  window.addEventListener("beforeprint", () => hold(`${ground.offsetWidth}px`), { signal });
  window.addEventListener("afterprint", () => hold(""), { signal });
  const watch = new ResizeObserver(() => fit(map, ground));
  watch.observe(ground);
  signal.addEventListener("abort", () => watch.disconnect());
}
