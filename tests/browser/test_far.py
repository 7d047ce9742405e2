"""Shown to a room: read from three metres, on either ground, and the two sides in equal room."""

import pytest
from playwright.sync_api import Browser, ViewportSize, expect

from components.figures.kit.theme import GROUNDS
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

# Text that stands out too little from what is behind it (WCAG 2.2, 1.4.3), with its contrast: a
# canvas reads any colour, what is translucent is blended, text of a chart is filled, not coloured.
FAINT = """([usual, large]) => {
  const pixel = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
  const rgba = color => {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = color;
    pixel.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => {
    const mix = (top, at) => a * top + (1 - a) * under[at];
    return [mix(r, 0), mix(g, 1), mix(b, 2), 1];
  };
  const veiled = (element, [r, g, b, a], own) => {
    let shown = a * own;
    for (let at = element; at; at = at.parentElement) shown *= getComputedStyle(at).opacity;
    return [r, g, b, shown];
  };
  const marks = [...document.querySelectorAll("svg :is(path,rect,circle,ellipse,polygon)")];
  // The marks of a chart that are painted under the middle of a text, the topmost first.
  const painted = text => {
    const box = text.getBoundingClientRect(), before = Node.DOCUMENT_POSITION_PRECEDING;
    const middle = new DOMPoint(box.x + box.width / 2, box.y + box.height / 2);
    return marks.filter(mark => {
      const area = mark.getBoundingClientRect(), matrix = mark.getScreenCTM();
      return matrix && text.compareDocumentPosition(mark) & before && mark.checkVisibility()
        && area.left <= middle.x && middle.x <= area.right
        && area.top <= middle.y && middle.y <= area.bottom
        && mark.isPointInFill(middle.matrixTransform(matrix.inverse()));
    }).reverse().map(mark => {
      const {fill, fillOpacity} = getComputedStyle(mark);
      return veiled(mark, rgba(fill === "none" ? "transparent" : fill), Number(fillOpacity));
    });
  };
  const behind = element => {
    const layers = element instanceof SVGElement ? painted(element) : [];
    for (let at = element; at; at = at.parentElement) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      if (layer[3]) layers.push(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduceRight((under, layer) => over(layer, under), [255, 255, 255, 1]);
  };
  const light = color => {
    const linear = c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
    const [r, g, b] = color.map(c => linear(c / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const unread = "script,style,noscript,title,canvas,:disabled,[aria-disabled=true]";
  const faint = new Set();
  let read = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const owner = node.parentElement, words = node.textContent.trim();
    if (!words || owner.closest(unread)) continue;
    const seen = owner.getBoundingClientRect();
    const shown = owner.checkVisibility({visibilityProperty: true, opacityProperty: true});
    if (!shown || seen.width <= 1 || seen.height <= 1) continue;
    read++;
    const style = getComputedStyle(owner), drawn = owner instanceof SVGElement;
    const color = rgba(drawn ? style.fill : style.color), under = behind(owner);
    const ink = veiled(owner, color, drawn ? Number(style.fillOpacity) : 1);
    const [low, high] = [light(over(ink, under)), light(under)].sort((a, b) => a - b);
    const contrast = (high + 0.05) / (low + 0.05);
    const size = parseFloat(style.fontSize), bold = Number(style.fontWeight) >= 700;
    const least = size >= 24 || (bold && size >= 18.66) ? large : usual;
    if (contrast < least) faint.add(`${contrast.toFixed(2)} ${words.slice(0, 40)}`);
  }
  const ground = document.querySelector("[data-testid=stApp]");
  const hex = behind(ground).slice(0, 3).map(c => Math.round(c).toString(16).padStart(2, "0"));
  return {faint: [...faint], read, ground: `#${hex.join("")}`};
}"""
USUAL, LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3: the least contrast of text, and of large text
PAGES = (
    "/",
    "/timeline",
    "/map",
    "/positions",
    "/exchanges",
    "/changes?since=2021-12-17",
    "/sources",
)


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


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_text_on_the_stage_stands_out_from_what_is_behind_it(
    browser: Browser, server: Server, theme: str
) -> None:
    tab = browser.new_page(viewport=SHARED, color_scheme=theme)
    grounds = set()
    for path in PAGES:
        tab.goto(f"{server.url}{path}{'&' if '?' in path else '?'}present=1")
        expect(settled(tab).locator(".st-foot")).to_be_visible()
        found = tab.evaluate(FAINT, [USUAL, LARGE])
        grounds.add(found["ground"])
        assert found["read"] > 20, path
        assert found["faint"] == [], path
    tab.close()
    assert grounds == {GROUNDS[theme]["paper"].lower()}
