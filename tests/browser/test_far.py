"""The two sides, shown to a room: read from three metres, and given equal room."""

import pytest
from playwright.sync_api import Browser, ViewportSize

from tests.browser.conftest import settled
from tests.browser.serving import Server

SHARED = ViewportSize(width=1280, height=720)
FAR = 18  # px: text that is read from three metres on a shared screen
# What a text measures on the screen: its size in the style sheet, as large as the stage draws it.
MEASURED = """least => {
  const small = [], sides = [[], []];
  for (const row of document.querySelectorAll(".ps-row")) {
    const walk = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const owner = node.parentElement;
      if (!node.textContent.trim() || !owner.checkVisibility() || !owner.offsetWidth) continue;
      const box = owner.closest(".ps-row").getBoundingClientRect();
      const scale = box.width / owner.closest(".ps-row").offsetWidth;
      const size = parseFloat(getComputedStyle(owner).fontSize) * scale;
      if (size < least) small.push(`${size.toFixed(1)} ${node.textContent.trim().slice(0, 40)}`);
    }
    row.querySelectorAll(".ps-side").forEach((side, at) => {
      const box = side.getBoundingClientRect();
      const type = getComputedStyle(side.querySelector(".ps-stance b")).fontSize;
      sides[at].push([Math.round(box.width), Math.round(box.top), type].join(" "));
    });
  }
  return {small, sides, wide: document.scrollingElement.scrollWidth};
}"""


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sides_are_read_from_three_metres_and_take_equal_room(
    browser: Browser, server: Server, theme: str
) -> None:
    tab = browser.new_page(viewport=SHARED, color_scheme=theme)
    tab.goto(f"{server.url}/positions?present=1&as_of=2022-01-26")
    settled(tab)
    found = tab.evaluate(MEASURED, FAR)
    tab.close()
    left, right = found["sides"]
    assert len(left) > 10
    assert left == right
    assert found["small"] == []
    assert found["wide"] <= SHARED["width"]
