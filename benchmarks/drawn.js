// How long from the start until every chart of a page is drawn.
(() => {
  const isDrawn = () => {
    const all = (name) => [...document.querySelectorAll(name)];
    const plots = all("[data-testid=stPlotlyChart]");
    const maps = all("[data-testid=stDeckGlJsonChart]");
    return (
      document.querySelector("[data-test-script-state=notRunning]") &&
      !document.querySelector("[data-testid=stSkeleton]") &&
      plots.length + maps.length + all(".dw").length &&
      plots.every((plot) => plot.querySelector(".main-svg")) &&
      maps.every((map) => map.querySelector("canvas"))
    );
  };
  const look = () => {
    if (isDrawn()) requestAnimationFrame(() => (window.allDrawn = performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
