// Who goes by keys keeps the focus: where what has it leaves the page, as an answer of the server
// takes its place, its like gets it, else the stop before it, else the first thing to do; on another
// page, the page itself.
// Listens to: focus, keys and presses of the whole document, and its changes. Cleans up: all of
// them, as the element of `keys.js` leaves.
const STOPS = "a[href], button, input, select, textarea, summary, [tabindex]:not([tabindex='-1'])";
const SOON = 500; // ms in which the like of what left may still come
const REGIONS = ["stMain", "stSidebar", "stPopoverBody"].map((name) => `[data-testid=${name}]`).join();
const PARTNERS = {
  stExpandSidebarButton: "[data-testid=stSidebarCollapseButton] button",
  stSidebarCollapseButton: "[data-testid=stExpandSidebarButton]",
};
const kept = { keys: true, at: null, soon: 0, late: 0 }; // whether keys came last; what has the focus
const entered = new WeakSet(); // the menus that keys have opened and gone into

const whole = () => document.querySelector("[data-testid=stMain]");
const isStop = (node) =>
  node.isConnected && !node.disabled && node.checkVisibility({ visibilityProperty: true });
const wordsOf = (node) => node.getAttribute("aria-label") || node.value || node.textContent;
const keyOf = (node) => /st-key-\S+/.exec(node.closest("[class*=st-key-]")?.className)?.[0];
const placeOf = (key) => (key ? document.querySelector(`.${CSS.escape(key)}`) : whole());
const same = (tag, key) => [...(placeOf(key)?.querySelectorAll(tag) ?? [])];

// What has the focus, and the stops before it in its part of the page, the nearest first.
const describe = (node) => {
  if (node === document.body || node === whole()) return null;
  const [tag, key, region] = [node.localName, keyOf(node), node.closest(REGIONS)];
  const [alike, stops] = [same(tag, key), [...(region?.querySelectorAll(STOPS) ?? [])]];
  const precedes = (one) => one.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING;
  const before = stops.filter((one) => precedes(one) && !typing(one)).reverse();
  return {
    node,
    tag,
    key,
    words: wordsOf(node),
    at: alike.indexOf(node),
    of: alike.length,
    partner: PARTNERS[Object.keys(PARTNERS).find((name) => node.closest(`[data-testid=${name}]`))],
    before: before.map((one) => ({ one, key: keyOf(one) })),
    path: location.pathname,
  };
};

// The same again, or what says the same in its place, or stands where it stood among as many.
const like = ({ node, tag, key, words, at, of }) => {
  if (isStop(node)) return node;
  const alike = same(tag, key);
  const says = [...alike, ...same(tag, "")].find((one) => isStop(one) && wordsOf(one) === words);
  return says ?? (alike.length === of && alike[at] && isStop(alike[at]) ? alike[at] : null);
};

// Nothing has the focus, though keys had given it to something; where the browser's own bars have it,
// all is well.
const isLost = () => {
  const active = document.activeElement;
  const none = !active || active === document.body || active.disabled || !active.isConnected;
  return kept.at && kept.keys && none && document.hasFocus();
};

// Streamlit may make a button anew that stands under the same key.
const stopBefore = ({ before }) => {
  const renewed = (key) => key && document.querySelector(`.${CSS.escape(key)}`)?.querySelector(STOPS);
  const now = before.map(({ one, key }) => (one.isConnected ? one : renewed(key)));
  return now.find((one) => one && isStop(one) && !typing(one));
};

// What can be done first on the page, where nothing that stood before is left.
const isFirst = (one) => isStop(one) && (!typing(one) || one.matches("[type=radio]:checked"));
const firstStop = () => [...(whole()?.querySelectorAll(STOPS) ?? [])].find(isFirst);

// A menu stands at the end of the document: who opens it by keys goes into it.
const enter = () => {
  const menu = document.querySelector("[data-testid=stPopoverBody]");
  if (!menu || entered.has(menu) || !document.activeElement.closest("[data-testid=stPopover]")) return;
  entered.add(menu);
  menu.tabIndex = -1;
  menu.focus();
};

const settle = () => {
  const { at } = kept;
  kept.late = 0;
  if (!isLost()) return;
  const partner = at.partner && document.querySelector(at.partner);
  (like(at) ?? partner ?? stopBefore(at) ?? firstStop() ?? whole())?.focus();
};

const mend = () => {
  const { at } = kept;
  kept.soon = 0;
  if (!isLost()) return;
  const now = at.path === location.pathname ? like(at) : whole();
  if (now) now.focus();
  else kept.late ||= setTimeout(settle, SOON);
};

// On its way from one stop to the next nothing has the focus, but that is over with this turn.
const look = () => {
  if (kept.keys) enter();
  if (isLost()) kept.soon ||= setTimeout(mend);
};

const keepFocus = (signal) => {
  const remember = ({ target }) => {
    kept.at = kept.keys ? describe(target) : null;
    document.documentElement.toggleAttribute("data-keys", kept.keys);
  };
  const press = () => {
    kept.keys = true;
    const active = document.activeElement;
    if (active !== document.body && active !== kept.at?.node) kept.at = describe(active);
  };
  const point = () => Object.assign(kept, { keys: false, at: null });
  const changes = new MutationObserver(look);
  const what = { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] };
  changes.observe(document.body, what);
  document.addEventListener("focusin", remember, { signal });
  document.addEventListener("keydown", press, { signal });
  document.addEventListener("pointerdown", point, { signal });
  signal.addEventListener("abort", () => {
    changes.disconnect();
    clearTimeout(kept.late);
    document.documentElement.removeAttribute("data-keys");
  });
};
