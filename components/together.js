// Streamlit draws all of a page again for every message that comes by itself: four times for a
// click. `together.py` sends a run's messages as one, which is taken apart here: handed on in one
// go, they are drawn once.
(() => {
  const JOINED = 0; // no message of Streamlit's begins so: it would be a field without a number

  // What came as one message, taken apart: the length of each part stands before it.
  const parts = (data) => {
    const view = new DataView(data);
    if (!data.byteLength || view.getUint8(0) !== JOINED) return [data];
    const found = [];
    for (let at = 1; at < data.byteLength; ) {
      const from = at + 4;
      at = from + view.getUint32(at);
      found.push(data.slice(from, at));
    }
    return found;
  };

  window.WebSocket = class extends WebSocket {
    addEventListener(type, listener, options) {
      if (type !== "message") return super.addEventListener(type, listener, options);
      const hear = ({ data }) => {
        for (const part of parts(data)) {
          listener.call(this, new MessageEvent("message", { data: part }));
        }
      };
      super.addEventListener(type, hear, options);
      super.addEventListener("open", () => this.send("join"), { once: true });
      // What is held back would set the address back once the reader goes on through history.
      addEventListener("popstate", () => this.readyState === WebSocket.OPEN && this.send("pass"));
    }
  };
})();
