// The stage shows nothing in half: a line, row or picture that its foot would cut is not seen until
// it is scrolled to, and the foot says that there is more. Nothing moves for it.
// Listens to: scrolling and changes of the page, the size of the window. Cleans up: all of them, and
// the marks that it left, as its element leaves.
const UNITS = "p,li,tr,h1,h2,h3,h4,dt,dd,blockquote,nav,summary,figure,img,svg,canvas,article,.dw,.s-row";
const TALL = 0.6; // of the screen over the foot: what is higher is looked into, not left out whole
const LOW = 0.6; // of it: a part that begins lower and is cut is left out with its name, however high
const SLACK = 2; // px

const cut = (node, edge, tall) => {
  for (const child of node.children) {
    const { top, bottom, height } = child.getBoundingClientRect();
    if (height && (bottom <= edge + SLACK || top >= edge)) continue;
    const drawn = child.matches("svg,canvas,img");
    if (height && top > edge * LOW && child.matches("article,section")) child.dataset.cut = "";
    else if (height && height < tall && (drawn || child.matches(UNITS) || !child.childElementCount))
      child.dataset.cut = "";
    else if (!drawn) cut(child, edge, tall);
  }
};

// What only names a picture is left out with it.
const leaveName = (picture) => {
  const before = picture.closest("[data-testid=stElementContainer]")?.previousElementSibling;
  if (before?.querySelector(".names-picture")) before.dataset.cut = "";
};

function draw({ first, signal }) {
  if (!first) return;
  const main = document.querySelector("[data-testid=stMain]");
  const foot = document.querySelector("[data-testid=stBottom]");
  const root = document.documentElement;
  const clear = () => main.querySelectorAll("[data-cut]").forEach((node) => delete node.dataset.cut);
  const look = () => {
    asked = 0;
    clear();
    const edge = foot.getBoundingClientRect().top;
    const page = main.querySelector("[data-testid=stMainBlockContainer]");
    if (page) cut(page, edge, edge * TALL);
    main.querySelectorAll(".dw[data-cut]").forEach(leaveName);
    root.toggleAttribute("data-more", main.scrollTop + main.clientHeight < main.scrollHeight - 40);
  };
  let asked = 0;
  const ask = () => (asked ||= requestAnimationFrame(look));
  const changes = new MutationObserver(ask);
  const size = new ResizeObserver(ask);
  changes.observe(main, { childList: true, subtree: true });
  size.observe(main);
  size.observe(foot);
  main.addEventListener("scroll", ask, { signal });
  main.addEventListener("toggle", ask, { signal, capture: true });
  signal.addEventListener("abort", () => {
    changes.disconnect();
    size.disconnect();
    cancelAnimationFrame(asked);
    clear();
    root.removeAttribute("data-more");
  });
  ask();
}
