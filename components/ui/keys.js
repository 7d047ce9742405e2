// Links inside the app are followed without loading the page anew; `/` goes to the search box.
// The browser's own ways stay: new tabs, other hosts and the menu are left alone.
export default function ({ setTriggerValue }) {
  const follow = (event) => {
    const link = event.target.closest?.("[data-testid=stHtml] a[href]");
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
    setTriggerValue("followed", { path: address.pathname, query: address.search });
  };
  const press = (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable=true]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.querySelector(".st-key-find input");
    if (!box) return;
    event.preventDefault();
    box.focus();
    box.select();
  };
  document.addEventListener("click", follow);
  document.addEventListener("keydown", press);
  return () => {
    document.removeEventListener("click", follow);
    document.removeEventListener("keydown", press);
  };
}
