// Meeting mode: one key steps through the story, B blanks the screen, N opens the notes, Q shows
// how to follow, Escape leaves. Two buttons at the foot of the stage step, too.
// Listens to: keys and clicks of the whole window, and a channel between the stage and the notes, once for each
// window. Cleans up: neither. They, and the newest way to the server, live as long as the window
// does: a page being drawn anew must not lose a key.
const HOST = "red-lines-host";
const BLANK = "rl-blank";
const channel = new BroadcastChannel("red-lines-story");
const typing = (target) =>
  target.closest?.("input:not([type=range]), textarea, select, [contenteditable=true]");
let state = {}; // what the server said last: whether on stage, in notes, the step, how many, notes
let send = null; // the newest way to the server; an older one, of a page that has gone, works too
let target = 0; // the step last requested: quick presses count on from it
let sentAt = 0; // when; what the server says of an earlier press does not take it back
const PATIENCE = 5000; // ms
const AGAIN = 1500; // ms; a press sent while Streamlit redraws the page may be lost on the way
const MOST = 6; // times
let insisting = null;

// Asks until the server stands where it was sent: to ask twice for the same step does no harm.
const insist = (tries = 0) => {
  clearTimeout(insisting);
  insisting = setTimeout(() => {
    if (!(state.stage || state.speaking) || state.step === target || tries >= MOST) return;
    sentAt = performance.now();
    send("stepped", { to: target });
    insist(tries + 1);
  }, AGAIN);
};
const COVER = "position:fixed;inset:0;z-index:2147483647;display:grid;place-content:center;";
const uncover = () => document.getElementById(BLANK)?.remove();
const cover = (style, ...within) => {
  const covering = document.getElementById(BLANK)?.style.background;
  uncover();
  const sheet = document.createElement("div");
  sheet.id = BLANK;
  sheet.style.cssText = COVER + style;
  if (covering === sheet.style.background) return; // the same key again takes it away
  sheet.append(...within);
  document.body.append(sheet);
};
const blank = () => cover("background:black;cursor:none");
const joining = () => {
  if (!state.qr) return;
  const image = document.createElement("img");
  image.src = state.qr;
  image.alt = state.join;
  image.style.cssText = "width:min(60vh,90vw);margin:auto";
  const words = document.createElement("p");
  words.textContent = state.join;
  words.style.cssText = "font-size:28px;text-align:center;color:black;overflow-wrap:anywhere";
  cover("background:white", image, words);
};
const go = (to, heard = false) => {
  uncover();
  const step = Math.min(Math.max(to, 1), state.count);
  if (!state.count || step === target) return;
  target = step;
  sentAt = performance.now();
  send("stepped", { to: step });
  insist();
  if (!heard) tell();
};
// The stage tells the notes and the notes tell the stage; a stage never leads another one.
const tell = () => channel.postMessage({ step: target, from: state.stage ? "stage" : "notes" });
const roll = (by) => document.querySelector("[data-testid=stMain]")?.scrollBy({ top: by * innerHeight * 0.6 });
const STEPS = {
  ArrowRight: () => go(target + 1),
  PageDown: () => go(target + 1),
  ArrowLeft: () => go(target - 1),
  PageUp: () => go(target - 1),
  Home: () => go(1),
  End: () => go(state.count),
};
const STAGE = {
  b: blank,
  ".": blank, // what the blank key of a clicker sends
  q: joining,
  ArrowDown: () => roll(1),
  ArrowUp: () => roll(-1),
  n: () => window.open(state.notes, "red-lines-notes", "popup,width=900,height=700"),
  Escape: () => {
    uncover();
    send("left", true);
  },
  // Streamlit's own: run again, and clear the cache.
  r: () => {},
  c: () => {},
};
const press = (event) => {
  if (!(state.stage || state.speaking) || typing(event.target)) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const act = STEPS[name] || (state.stage && STAGE[name]) || (name === "r" || name === "c" ? () => {} : null);
  if (!act) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  act();
};
const point = ({ target: pointed }) => {
  const button = state.stage && pointed.closest?.(".st-foot [data-step]");
  if (button) go(target + Number(button.dataset.step));
};
// Where site data are blocked, a window has no store: a presenter then begins anew after a reload.
const stored = (use) => {
  try {
    return use(sessionStorage);
  } catch {
    return null;
  }
};
// The presenter's key outlives a reload in this window's own store; a notes window has a copy of it.
const keep = (host, was) => {
  if (host) stored((store) => store.setItem(HOST, host));
  else if (was) stored((store) => store.removeItem(HOST));
  else if (was === undefined && !state.speaking) {
    const before = stored((store) => store.getItem(HOST));
    if (before) send("resumed", before);
  }
};
const hear = ({ data }) => {
  if (data.asks && state.stage && target) tell();
  else if (data.step && data.from === (state.stage ? "notes" : state.speaking && "stage"))
    go(data.step, true);
};
window.addEventListener("keydown", press, true);
window.addEventListener("click", point, true);
channel.addEventListener("message", hear);

function draw({ data, setTriggerValue }) {
  const arrived = data.speaking && !state.speaking;
  const hosted = state.host;
  state = data;
  send = setTriggerValue;
  document.documentElement.dataset.listens = data.stage ? "stage" : data.speaking ? "notes" : "";
  keep(data.host, hosted);
  if (data.step === target || performance.now() - sentAt > PATIENCE) sentAt = 0;
  if (!sentAt) target = data.step;
  if (!data.stage) uncover();
  if (arrived) channel.postMessage({ asks: true });
}
