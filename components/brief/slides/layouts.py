"""The layouts of slides: a title in each, and body placeholders for all that is text."""

from copy import deepcopy
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Length

from components.brief.slides.pagination import BODY_INCHES

WIDE, HIGH = Inches(13.333), Inches(7.5)
LEFT, TOP = 0.6, 1.75  # inches
ROOM = 4.75  # inches from there down to the foot
GUTTER = 0.4  # inches between two columns
HALF = (BODY_INCHES - GUTTER) / 2
FOOTER, TYPE = 6.97, 12  # inches from the top; points, the smallest on a slide
OPENING, WORDS, SIDES, PLAIN = "Title Slide", "Title and Content", "Comparison", "Title Only"
BODY, HEADS, TOPIC, FOOT = 1, (1, 3), 13, 14  # the numbers of placeholders
PAIRS = tuple((20 + 3 * n, 21 + 3 * n, 22 + 3 * n) for n in range(3))  # label, left, right
FOOTER_TYPES = ("ftr", "sldNum")


class Box(NamedTuple):
    """Where something lies on a slide, in inches."""

    x: float
    y: float
    wide: float
    high: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Return the four in the file's own unit."""
        return Inches(self.x), Inches(self.y), Inches(self.wide), Inches(self.high)


CONTENT = Box(LEFT, TOP, BODY_INCHES, ROOM)
COLUMNS = (Box(LEFT, TOP, HALF, 0.35), Box(LEFT + HALF + GUTTER, TOP, HALF, 0.35))
TITLE = Box(LEFT, 0.62, BODY_INCHES, 1.0)
OPENING_TITLE, OPENING_WORDS = Box(LEFT, 1.2, BODY_INCHES, 2.6), Box(LEFT, 4.1, BODY_INCHES, 2.4)


def empty_deck() -> Any:
    """Return a presentation without slides, 16:9, with the four layouts that a brief uses."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = WIDE, HIGH
    _tidy(deck.slide_master)
    named: dict[str, Any] = {layout.name: layout for layout in list(deck.slide_layouts)}
    for name, layout in named.items():
        if name not in (OPENING, WORDS, SIDES, PLAIN):
            deck.slide_layouts.remove(layout)
    body = next(p for p in named[SIDES].placeholders if p.placeholder_format.idx == HEADS[0])
    model = _bare(deepcopy(body.element))
    for name in (OPENING, WORDS, SIDES, PLAIN):
        _arrange(named[name], name, model)
    return deck


def layout(deck: Any, name: str) -> Any:
    """Return a layout by its name."""
    return next(layout for layout in deck.slide_layouts if layout.name == name)


def move(shape: Any, box: Box) -> None:
    """Set where a shape lies."""
    shape.left, shape.top, shape.width, shape.height = box.emu


def carry_footer(slide: Any) -> Any:
    """Copy the footer and the slide's number from its layout, and return the former."""
    copied = []
    for shape in slide.slide_layout.placeholders:
        if shape.element.find(f".//{qn('p:ph')}").get("type") in FOOTER_TYPES:
            slide.shapes.element.append(deepcopy(shape.element))
            copied.append(shape.placeholder_format.idx)
    return next(p for p in slide.placeholders if p.placeholder_format.idx == copied[0])


def _tidy(master: Any) -> None:
    """Let the master's titles begin at the left, and its words have no bullets."""
    styles = master.element.find(qn("p:txStyles"))
    styles.find(f"{qn('p:titleStyle')}/{qn('a:lvl1pPr')}").set("algn", "l")
    words = styles.find(f"{qn('p:bodyStyle')}/{qn('a:lvl1pPr')}")
    words.set("marL", "0")
    words.set("indent", "0")
    for name in ("a:buFont", "a:buChar"):
        words.remove(words.find(qn(name)))
    words.insert(1, words.makeelement(qn("a:buNone"), {}))
    for shape in master.placeholders:
        _settle(shape)
    places = (TITLE, CONTENT, None, Box(LEFT, FOOTER, 11, 0.3), Box(11.9, FOOTER, 0.83, 0.3))
    for shape, box in zip(list(master.placeholders), places, strict=True):
        if box:
            move(shape, box)


def _arrange(layout: Any, name: str, model: Any) -> None:
    """Place a layout's own placeholders, and add those that it lacks."""
    own = {p.placeholder_format.idx: p for p in layout.placeholders}
    for idx in (10, 2, 4) if name == SIDES else (10,):  # dates, and what the pairs stand for
        layout.shapes.element.remove(own.pop(idx).element)
    for shape in own.values():
        _settle(shape)
    move(own[0], OPENING_TITLE if name == OPENING else TITLE)
    move(own[11], Box(LEFT, FOOTER, 11, 0.3))
    move(own[12], Box(11.9, FOOTER, 0.83, 0.3))
    if name == OPENING:
        move(own[1], OPENING_WORDS)
        return
    _add(layout, model, TOPIC, "Topic", Box(LEFT, 0.32, BODY_INCHES, 0.3))
    _add(layout, model, FOOT, "Left out", Box(LEFT, TOP + ROOM + 0.08, BODY_INCHES, 0.3))
    if name == WORDS:
        move(own[BODY], CONTENT)
    if name == SIDES:
        for idx, box in zip(HEADS, COLUMNS, strict=True):
            own[idx].element.getparent().replace(own[idx].element, _numbered(model, idx, "Side"))
            move(next(p for p in layout.placeholders if p.placeholder_format.idx == idx), box)
        for label, left, right in PAIRS:
            _add(layout, model, label, "Label", CONTENT._replace(high=0.35))
            for idx, box in zip((left, right), COLUMNS, strict=True):
                _add(layout, model, idx, "Text", box)


def _settle(shape: Any) -> None:
    """Let a placeholder's words begin at its upper left corner and keep their size."""
    frame = shape.text_frame
    frame.vertical_anchor, frame.word_wrap = MSO_ANCHOR.TOP, True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    body = frame._txBody.find(qn("a:bodyPr"))
    for child in list(body):
        body.remove(child)
    body.append(body.makeelement(qn("a:noAutofit"), {}))


def _bare(element: Any) -> Any:
    """Return a body placeholder's element without the looks of its first layout."""
    styles = element.find(f"{qn('p:txBody')}/{qn('a:lstStyle')}")
    for child in list(styles):
        styles.remove(child)
    return element


def _numbered(model: Any, idx: int, name: str) -> Any:
    element = deepcopy(model)
    named = element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvPr')}")
    named.set("id", str(100 + idx))
    named.set("name", f"{name} {idx}")
    holder = element.find(f".//{qn('p:ph')}")
    holder.set("idx", str(idx))
    return element


def _add(layout: Any, model: Any, idx: int, name: str, box: Box) -> None:
    layout.shapes.element.append(_numbered(model, idx, name))
    shape = next(p for p in layout.placeholders if p.placeholder_format.idx == idx)
    _settle(shape)
    move(shape, box)
