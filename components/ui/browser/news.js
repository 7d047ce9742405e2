// The server is asked twice a second which state of the record is the newest. Where that is not the
// one on the page, the page is made anew once nothing else of it is on the way: so no value that a
// click has just changed is sent back. A hidden tab asks as it comes into sight.
// Listens to: the tab coming into sight. Cleans up: that and its clock, as its element leaves.
const EVERY = 500; // milliseconds
const AGAIN = 100; // until the page is looked at again, while it is being made
const PATIENCE = 5000; // until it is asked for once more
let shown = null; // what the last answer says: the record, its mark, and the way back

function draw({ data, setTriggerValue, first, signal }) {
  shown = { ...data, setTriggerValue };
  if (!first) return;
  let clock = 0;
  let asked = { mark: "", at: -PATIENCE };
  const isBusy = () =>
    document.querySelector("[data-testid=stApp]")?.dataset.testScriptState !== "notRunning";
  const move = (mark) => {
    if (signal.aborted || mark === shown.mark) return;
    if (isBusy()) {
      setTimeout(move, AGAIN, mark);
      return;
    }
    asked = { mark, at: performance.now() };
    shown.setTriggerValue("moved", mark);
  };
  const look = async () => {
    clearTimeout(clock);
    if (!document.hidden) {
      try {
        const answer = await fetch(`newest?record=${encodeURIComponent(shown.record)}`, { signal });
        if (answer.status === 404) return; // a server that has no such answer
        const mark = answer.ok ? await answer.text() : "";
        const again = mark === asked.mark && performance.now() - asked.at < PATIENCE;
        if (/^[0-9a-f]{12}$/.test(mark) && mark !== shown.mark && !again) move(mark);
      } catch (fault) {
        if (signal.aborted) return; // else the server is away: it may come back
      }
    }
    if (!signal.aborted) clock = setTimeout(look, EVERY);
  };
  document.addEventListener("visibilitychange", look, { signal });
  signal.addEventListener("abort", () => clearTimeout(clock));
  clock = setTimeout(look, EVERY * Math.random());
}
