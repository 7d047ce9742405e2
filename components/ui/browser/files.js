// Buttons of files that the server makes when one is asked for: a bar runs until it comes, and the
// browser saves it.
// Listens to: clicks on its own buttons. Cleans up: the address of a file, a minute after it came;
// the rest goes with its nodes.
const SAVED = 60_000; // ms after which a browser has read what it saves
const places = new WeakMap(); // what stands in an element

const save = ({ name, mime, content }) => {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: mime }));
  element("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), SAVED);
};

const button = (place, number, { label, disabled, help }) => {
  const node = element("button", { type: "button", textContent: label, title: help, disabled });
  node.addEventListener("click", () => {
    node.classList.add("making");
    node.setAttribute("aria-busy", "true");
    place.say("wanted", number);
  });
  return node;
};

function draw({ data, parentElement, setTriggerValue }) {
  const place = places.get(parentElement) ?? { row: element("div", { className: "fl-row" }) };
  places.set(parentElement, place);
  place.say = setTriggerValue;
  const offered = JSON.stringify(data.files);
  if (place.offered !== offered) {
    place.row.replaceChildren(...data.files.map((file, number) => button(place, number, file)));
    place.offered = offered;
  }
  if (!place.row.isConnected) parentElement.append(place.row);
  if (place.done !== data.done) {
    for (const node of place.row.children) {
      node.classList.remove("making");
      node.removeAttribute("aria-busy");
    }
    if (data.file) save(data.file);
  }
  place.done = data.done;
}
