// What the scripts here share: an element with its properties, its ARIA, and what stands in it.
// Listens to: nothing. Cleans up: nothing.
const element = (name, given = {}, ...within) => {
  const { aria = {}, ...plain } = given;
  const node = Object.assign(document.createElement(name), plain);
  for (const [said, value] of Object.entries(aria)) node.setAttribute(said, value);
  node.append(...within);
  return node;
};
