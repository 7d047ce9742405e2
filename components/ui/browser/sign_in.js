// Who signs in comes back to where they were: the provider leads to the front page, so this window
// keeps the address for a while. Nobody else reads it, and it names nobody.
// Listens to: clicks on the buttons that sign in. Cleans up: these as its element leaves, what was
// kept as the next page is opened.
const BACK = "red-lines-back";
const WAYS = ["account_in", "account_again", "account_other"].map((key) => `.st-key-${key} button`).join();
const LONGEST = 600_000; // ms that a sign-in may take

const takeBack = () => {
  const kept = JSON.parse(sessionStorage.getItem(BACK) ?? "null");
  sessionStorage.removeItem(BACK);
  const ours = /^\/(?!\/)/.test(kept?.address) && Date.now() - kept.at < LONGEST;
  return ours ? kept.address : "";
};

function draw({ data, first, signal }) {
  if (!first) return;
  const address = takeBack();
  const atFront = location.pathname.endsWith("/") && !location.search;
  if (data.signed_in && address && atFront) {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
  }
  const keep = ({ target }) => {
    if (!target.closest?.(WAYS)) return;
    const address = `${location.pathname}${location.search}`;
    sessionStorage.setItem(BACK, JSON.stringify({ address, at: Date.now() }));
  };
  document.addEventListener("click", keep, { signal });
}
