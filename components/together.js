// Streamlit draws all of a page again for every message of a run that comes by itself: four times
// for a click. So the messages of a run are handed on together, at its end, and drawn once.
// The first run, which has all to fetch, and what takes long are shown as they come; and so is the
// run of a step through history, as what is held would set the address back once the reader goes on.
(() => {
  const LONG = 150; // ms: a run that takes longer shows what it has
  // session_status_changed, the ninth of a ForwardMsg, with nothing in it: no script is running.
  const ends = (data) => data.byteLength === 2 && new Uint8Array(data)[0] === 0x4a;

  window.WebSocket = class extends WebSocket {
    addEventListener(type, listener, options) {
      if (type !== "message") return super.addEventListener(type, listener, options);
      let passing = true;
      let held = [];
      let timer = 0;
      const hand = () => {
        clearTimeout(timer);
        timer = 0;
        for (const event of held.splice(0)) listener.call(this, event);
      };
      super.addEventListener(
        type,
        (event) => {
          held.push(event);
          const last = ends(event.data);
          if (passing || last) hand();
          else timer ||= setTimeout(hand, LONG);
          passing &&= !last;
        },
        options
      );
      addEventListener("popstate", () => {
        hand();
        passing = true;
      });
    }
  };
})();
