// What the scripts here end with: a part that cannot be drawn says so in its place, where Streamlit
// would put an error box, and the browser's console says why.
// Streamlit calls it for each new answer, and what it returns as the element leaves the page; for
// an answer that a newer one has overtaken at once, which must not silence the newer one.
// Listens to: nothing. Cleans up: whatever `draw` has added with `signal`, as the element leaves.
const mounts = new WeakMap(); // for each element that stands on the page, an AbortController

export default function (component) {
  const { parentElement } = component;
  const mount = mounts.get(parentElement) ?? { over: new AbortController(), draws: 0 };
  mounts.set(parentElement, mount);
  const number = (mount.draws += 1);
  try {
    draw({ ...component, first: number === 1, signal: mount.over.signal });
  } catch (fault) {
    console.error(fault);
    const notice = document.createElement("p");
    notice.className = "rl-notice";
    notice.textContent = "This part could not be shown in this browser. The rest is not affected.";
    parentElement.replaceChildren(notice);
  }
  return () => {
    if (mount.draws !== number) return;
    mount.over.abort();
    if (mounts.get(parentElement) === mount) mounts.delete(parentElement);
  };
}
