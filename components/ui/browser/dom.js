// What the scripts here share: an element with its properties, its ARIA, and what stands in it;
// whether a key is typed into a text.
// Listens to: nothing. Cleans up: nothing.
const element = (name, properties = {}, ...within) => {
  const { aria = {}, ...plain } = properties;
  const node = Object.assign(document.createElement(name), plain);
  for (const [attribute, value] of Object.entries(aria)) node.setAttribute(attribute, value);
  node.append(...within);
  return node;
};
const typing = (target) =>
  target.closest?.("input:not([type=range]), textarea, select, [contenteditable=true]");
