// What the scripts here end with: a part that cannot be drawn says so in its place, where Streamlit
// would put an error box, and the browser's console says why.
// Streamlit calls it for each new answer, and what it returns as the element leaves the page; for
// an answer that a newer one has overtaken at once, which must not silence the newer one.
// Listens to: nothing. Cleans up: whatever `draw` has added with `signal`, as the element leaves.
const mounts = new WeakMap(); // for each element that stands on the page, an AbortController

export default function (given) {
  const { parentElement } = given;
  const mount = mounts.get(parentElement) ?? { over: new AbortController(), draws: 0 };
  mounts.set(parentElement, mount);
  const number = (mount.draws += 1);
  try {
    draw({ ...given, first: number === 1, signal: mount.over.signal });
  } catch (fault) {
    console.error(fault);
    const said = document.createElement("p");
    said.className = "rl-notice";
    said.textContent = "This part could not be shown in this browser. The rest is not affected.";
    parentElement.replaceChildren(said);
  }
  return () => {
    if (mount.draws !== number) return;
    mount.over.abort();
    if (mounts.get(parentElement) === mount) mounts.delete(parentElement);
  };
}
