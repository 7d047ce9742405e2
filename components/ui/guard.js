// What the scripts here end with: a part that cannot be drawn says so in its place, where Streamlit
// would put an error box, and the browser's console says why.
export default function (given) {
  try {
    return draw(given);
  } catch (fault) {
    console.error(fault);
    const said = document.createElement("p");
    said.className = "rl-notice";
    said.textContent = "This part could not be shown in this browser. The rest is not affected.";
    given.parentElement.replaceChildren(said);
  }
}
