// How long from a click until its last change is painted, and from the start until all is drawn.
window.clickPainted = () =>
  new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("a minute after the click nothing has changed")), 60_000);
    let clicked = 0;
    let painted = 0;
    const quiet = 400; // ms without a change: it was the last one
    const shown = ["d", "transform", "x", "y", "cx", "cy", "points", "src"];
    const note = () =>
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          painted = performance.now();
        })
      );
    // Not painted: what is written again as it was, and the table's twin for screen readers, which
    // lies inside its canvas. The script's end stands for a canvas; where the browser has run over
    // that in one go, the twin does.
    let twin = 0;
    const changes = ({ type, target, oldValue, attributeName }) => {
      const owner = target.nodeType === 1 ? target : target.parentElement;
      if (owner?.closest("canvas")) twin = performance.now();
      if (!owner || owner.closest("canvas")) return false;
      return type !== "attributes" || oldValue !== target.getAttribute(attributeName);
    };
    const watch = new MutationObserver((all) => clicked && all.some(changes) && note());
    watch.observe(document.querySelector("[data-testid=stMain]"), {
      subtree: true,
      childList: true,
      characterData: true,
      attributes: true,
      attributeOldValue: true,
      attributeFilter: shown,
    });
    watch.observe(document.querySelector("[data-testid=stApp]"), {
      attributes: true,
      attributeOldValue: true,
      attributeFilter: ["data-test-script-state"],
    });
    addEventListener("pointerup", () => (clicked = performance.now()), { capture: true, once: true });
    const poll = setInterval(() => {
      const idle = document.querySelector("[data-test-script-state=notRunning]");
      painted ||= twin && performance.now() - twin > quiet ? twin : 0;
      if (painted && idle && performance.now() - painted > quiet) {
        clearInterval(poll);
        watch.disconnect();
        resolve(painted - clicked);
      }
    }, 50);
  });

(() => {
  const drawn = () => {
    const all = (name) => [...document.querySelectorAll(name)];
    const plots = all("[data-testid=stPlotlyChart]");
    const maps = all("[data-testid=stDeckGlJsonChart]");
    return (
      document.querySelector("[data-test-script-state=notRunning]") &&
      !document.querySelector("[data-testid=stSkeleton]") &&
      plots.length + maps.length &&
      plots.every((plot) => plot.querySelector(".main-svg")) &&
      maps.every((map) => map.querySelector("canvas"))
    );
  };
  const look = () => {
    // A page without either never is, and looking for ever would cost its clicks.
    if (performance.now() > 120_000) return;
    if (drawn()) requestAnimationFrame(() => (window.allDrawn = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
