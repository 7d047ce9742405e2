// What the scripts here share: an element with its properties, its ARIA, and what stands in it;
// whether a key is typed into a text; bringing a card into sight that is about to come.
// Listens to: changes of the page, until the card has come that was asked for. Cleans up: that, and
// after ten seconds what waits in vain.
const element = (name, properties = {}, ...within) => {
  const { aria = {}, ...plain } = properties;
  const node = Object.assign(document.createElement(name), plain);
  for (const [attribute, value] of Object.entries(aria)) node.setAttribute(attribute, value);
  node.append(...within);
  return node;
};
const typing = (target) =>
  target.closest?.("input:not([type=range]), textarea, select, [contenteditable=true]");

// Who goes by keys goes on from the name of the card.
const read = (card) => {
  const name = card?.querySelector("h2, summary");
  if (name?.localName === "h2") name.tabIndex = -1;
  name?.focus({ preventScroll: true });
};

// What a click opens below what is seen would go unnoticed.
const reveal = (id) => {
  const card = () => document.querySelector(`:is(.rl-event, .rl-row)[data-row="${CSS.escape(id)}"]`);
  if (card()) return;
  const active = document.activeElement;
  const byKey = active.matches(":focus-visible") && !active.closest(".rl-beside"); // there it stays
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const watch = new MutationObserver(() => {
    if (!card()) return;
    watch.disconnect();
    requestAnimationFrame(() => {
      const top = card()?.getBoundingClientRect().top ?? 0;
      if (byKey) read(card());
      if (top > 0 && top < innerHeight / 2) return;
      card()?.scrollIntoView({ behavior: still ? "auto" : "smooth", block: "start" });
    });
  });
  watch.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => watch.disconnect(), 10_000);
};
