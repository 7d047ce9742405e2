// Links inside the app are followed without loading the page anew; `/` goes to the search box.
// J and K open the row after and before the one that stands open.
// Copying with a link, a code or a citation in focus, and nothing marked, takes it whole.
// Arrows walk through the search results, Escape goes back to the box and out of it.
// The browser's own ways stay: new tabs, other hosts and the menu are left alone.
// Listens to: clicks, keys and copying of the whole document. Cleans up: all of them, as its element
// leaves.
const NARROW = "(max-width: 768px)"; // where Streamlit lays the sidebar over the page
const BESIDE = { j: "next", k: "prev" }; // the rows beside the one opened

function draw({ first, signal }) {
  if (!first) return;
  keepFocus(signal);
  const follow = (event) => {
    const link = event.target.closest?.(":is([data-testid=stHtml], .rw-rows, .dw-words) a[href]");
    const plain = !(event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!link || !plain || event.defaultPrevented || link.target === "_blank") return;
    const address = new URL(link.href);
    if (address.origin !== location.origin) return;
    event.preventDefault();
    const within = link.getAttribute("href");
    if (within.startsWith("#")) {
      document.getElementById(within.slice(1))?.scrollIntoView();
      return;
    }
    // As the browser's own back and forward do it: page and address arrive together, as one entry.
    history.pushState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    const opened = address.searchParams.get("event");
    if (opened) reveal(opened);
  };
  // On a phone the menu lies over the page: it closes once a page is chosen.
  const choose = ({ target }) => {
    const menu = target.closest?.("[data-testid=stSidebarNavLink]") && matchMedia(NARROW).matches;
    if (menu) document.querySelector("[data-testid=stSidebarCollapseButton] button")?.click();
  };
  const press = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const beside = !typing(event.target) && BESIDE[event.key.toLowerCase()];
    if (beside) document.querySelector(`[data-testid=stHtml] a[rel=${beside}]`)?.click();
    const box = document.querySelector(".st-key-find input");
    if (!box) return;
    const links = [...document.querySelectorAll(".rl-results[open] .rl-results-groups a")];
    const at = links.indexOf(event.target);
    if (event.target === box && event.key === "Escape") {
      document.querySelector("[data-testid=stMain]")?.focus();
    } else if (at >= 0 && event.key === "Escape") {
      box.focus();
    } else if ((event.target === box || at >= 0) && event.key === "ArrowDown" && links[at + 1]) {
      event.preventDefault();
      links[at + 1].focus();
    } else if (at >= 0 && event.key === "ArrowUp") {
      event.preventDefault();
      (links[at - 1] || box).focus();
    } else if (event.key === "/" && !typing(event.target)) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  };
  const copy = (event) => {
    const words = event.target.closest?.("[data-testid=stCode]")?.querySelector("code");
    if (!words || String(getSelection())) return;
    event.preventDefault();
    event.clipboardData.setData("text/plain", words.textContent);
  };
  document.addEventListener("copy", copy, { signal });
  document.addEventListener("click", follow, { signal });
  document.addEventListener("click", choose, { signal });
  document.addEventListener("keydown", press, { signal });
}
