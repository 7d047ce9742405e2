"""Going by keys alone: Tab from stop to stop, where the focus can always be seen."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled

MOST_STOPS = 120  # on the way to anything
# Whether the stop before this one looks otherwise than while it had the focus: what it has around
# it may show that. Then how this one looks, and whether it lies in sight.
LOOK = """() => {
  const AROUND = 7;
  const at = document.activeElement;
  const looks = (around) => around.map((node) => {
    const { outlineStyle, outline, boxShadow, borderColor, background } = getComputedStyle(node);
    return [outlineStyle !== "none" && outline, boxShadow, borderColor, background].join();
  }).join(";");
  const shown = !window.stop_before || looks(stop_before.around) !== stop_before.looks;
  const around = [at.nextElementSibling].filter(Boolean);
  for (let node = at; node && around.length < AROUND; node = node.parentElement) around.push(node);
  const was = window.stop_before?.says;
  const says = `${at.localName} ${(at.ariaLabel || at.textContent || at.value || "").slice(0, 60)}`;
  const blinks = at.matches("textarea, [type=text], [type=search]"); // a caret shows it
  const judged = at !== document.body && !blinks;
  window.stop_before = judged ? { around, looks: looks(around), says } : null;
  return shown ? "" : was;
}"""
STILL = "*, ::before, ::after { transition: none !important }"
HAS_IT = """target => target === document.activeElement
  || target.matches("details, label") && target.contains(document.activeElement)"""


class Keys:
    """Whoever has no mouse: goes to what is on the page with Tab, and presses Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page
        page.add_style_tag(content=STILL)

    def go_to(self, target: Locator, key: str = "Tab") -> None:
        """Go from stop to stop until the target has the focus; each stop shows that it has it."""
        expect(target).to_be_attached()
        self.page.evaluate("window.stop_before = null")
        stops = 0
        while not target.evaluate(HAS_IT):
            self.page.keyboard.press(key)
            unseen = self.page.evaluate(LOOK)
            stops += 1
            assert not unseen, f"the focus cannot be seen on {unseen}"
            assert stops < MOST_STOPS, f"no way to {target}"
        expect(target).to_be_in_viewport()

    def press(self, target: Locator, key: str = "Enter") -> None:
        """Go to a target, press it, and have the focus somewhere after it."""
        self.go_to(target)
        self.page.keyboard.press(key)
        self.still_there()

    def still_there(self) -> None:
        """Wait for the server's answer; then the focus is on the page, in a place that stands."""
        settled(self.page)
        self.page.wait_for_function("() => document.activeElement !== document.body")
