// How long from a click until its last change is painted: in the page, or on one of its canvases.
(() => {
  let drew = () => {};
  const drawing = {
    CanvasRenderingContext2D: ["fillText"],
    WebGL2RenderingContext: [
      "drawArrays",
      "drawElements",
      "drawArraysInstanced",
      "drawElementsInstanced",
    ],
  };
  for (const [kind, names] of Object.entries(drawing)) {
    const prototype = window[kind].prototype;
    for (const name of names) {
      const draw = prototype[name];
      prototype[name] = function (...args) {
        if (this.canvas.isConnected) drew();
        return draw.apply(this, args);
      };
    }
  }

  window.clickPainted = () =>
    new Promise((resolve, reject) => {
      setTimeout(() => reject(new Error("a minute after the click nothing has changed")), 60_000);
      let clicked = 0;
      let painted = 0;
      const quiet = 400; // ms without a change: it was the last one
      const attributes = ["d", "transform", "x", "y", "cx", "cy", "points", "src"];
      const note = () => {
        if (!clicked) return;
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            painted = performance.now();
          })
        );
      };
      // Not painted: what is written again as it was, and the table's twin for screen readers,
      // which lies inside its canvas.
      const changes = ({ type, target, oldValue, attributeName }) => {
        const owner = target.nodeType === 1 ? target : target.parentElement;
        if (!owner || owner.closest("canvas")) return false;
        return type !== "attributes" || oldValue !== target.getAttribute(attributeName);
      };
      const watch = new MutationObserver((all) => all.some(changes) && note());
      watch.observe(document.querySelector("[data-testid=stMain]"), {
        subtree: true,
        childList: true,
        characterData: true,
        attributes: true,
        attributeOldValue: true,
        attributeFilter: attributes,
      });
      drew = note;
      addEventListener("pointerup", () => (clicked = performance.now()), {
        capture: true,
        once: true,
      });
      const poll = setInterval(() => {
        const idle = document.querySelector("[data-test-script-state=notRunning]");
        if (painted && idle && performance.now() - painted > quiet) {
          clearInterval(poll);
          watch.disconnect();
          drew = () => {};
          resolve(painted - clicked);
        }
      }, 50);
    });
})();
