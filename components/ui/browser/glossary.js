// What a letter or a digit means, beside it, where it is pressed: a finger has no pointer to hold.
// Listens to: clicks in the whole document. Cleans up: that, as its element leaves.
const SIGN = "abbr[title], b[title]";

function draw({ parentElement, first, signal }) {
  if (!first) return;
  const note = element("div", { className: "dw-tip", popover: "manual", aria: { role: "status" } });
  parentElement.replaceChildren(note);
  const show = ({ target }) => {
    const sign = target.closest?.(SIGN);
    note.togglePopover(false);
    if (!sign || note.of === sign) {
      note.of = null;
      return;
    }
    note.of = sign;
    note.textContent = sign.title;
    note.togglePopover(true);
    const { left, bottom } = sign.getBoundingClientRect();
    note.style.left = `${Math.max(4, Math.min(left, innerWidth - note.offsetWidth - 4))}px`;
    note.style.top = `${Math.min(bottom + 4, innerHeight - note.offsetHeight - 4)}px`;
  };
  document.addEventListener("click", show, { signal });
}
