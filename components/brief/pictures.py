"""The brief's pictures: timeline and map as on the screen, each with its key, and as files."""

from xml.etree import ElementTree as XML

from components.brief import fonts
from components.brief.weeks import WIDE, fitted
from components.figures.kit.drawing import GAP, Figure
from components.figures.kit.drawing import picture as write_picture
from components.figures.kit.picture_key import key
from components.figures.kit.theme import Mode, Theme, theme
from components.figures.map import key as map_key
from components.figures.map.placing import HEIGHT as MAP_HEIGHT
from components.figures.map.placing import WIDTH as MAP
from components.figures.map.plain import list_unplaced_notes, plain_map
from components.figures.numbers.distances_over_time import distances_over_time
from components.figures.numbers.estimates import estimates as estimates_figure
from components.figures.numbers.estimates import thousands
from components.figures.timeline import key as timeline_key
from components.figures.timeline.chart import lanes
from data.load import Record
from data.memory import keep
from data.queries.events.events import timeline
from data.queries.forces.estimates import estimates
from data.queries.forces.forces import Forces, forces
from data.queries.positions.matrix import over_time
from data.view import View

# px across: at the width of a page between its margins, 174 mm, the smallest type is 7 points
WIDTH = 900
PNG = 160  # dots an inch of a slide, whose picture is 12 inches wide
KEY_WIDTH = 270  # px of a map's key beside it
NAMES = ("timeline", "map", "estimates")  # and "apart", where both sides have stances to measure
SHEET = b"""#set page(width: 12in, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.picture), width: 100%)"""


@keep(16)
def picture(name: str, seen: Record, view: View, mode: Mode = "light") -> str:
    """Return a picture of NAMES, or `apart`, as SVG. Raises KeyError for another name."""
    draw = {"timeline": _timeline, "map": _map, "apart": _apart, "estimates": _estimates}
    return draw[name](seen, view, theme(seen, mode))


@keep(16)
def low_picture(name: str, seen: Record, view: View, mode: Mode = "light") -> str:
    """Return such a picture for a slide or page one, as SVG: in large type.

    It is at most WIDE and HIGH px. The timeline is that of the last weeks, by kind of event,
    without its curve; the map has its key beside it.
    """
    draw = {"timeline": _wide_timeline, "map": _wide_map, "apart": _apart}
    return draw[name](seen, view, theme(seen, mode))


def png(svg: str) -> bytes:
    """Return a picture as PNG, 12 inches wide; a letter that no font has is an empty box."""
    import typst

    wanted = fonts.for_pictures(words(svg))
    image = typst.compile(
        SHEET,
        format="png",
        ppi=PNG,
        ignore_system_fonts=True,
        font_paths=fonts.for_typst(wanted),
        sys_inputs={"picture": svg},
    )
    return bytes(image)


def words(svg: str) -> str:
    """Return the text of a picture."""
    texts = XML.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")
    return "\n".join("".join(text.itertext()) for text in texts)


def _timeline(seen: Record, view: View, theme: Theme) -> str:
    """Draw the timeline by party: in print that is grey, its lane says whose an event is."""
    if seen.package.crisis.party_lanes:
        view = view.but(lanes="party")
    answer = timeline(seen, view)
    rows = timeline_key.rows(timeline_key.timeline_key(answer, seen, view, theme), theme)
    figure = lanes(answer, view, theme, WIDTH)
    return write_picture(figure, WIDTH, "Timeline: the same as the table", key(rows, WIDTH, theme))


def _wide_timeline(seen: Record, view: View, theme: Theme) -> str:
    _, figure, signs = fitted(seen, view, theme)
    return write_picture(figure, WIDE, "Timeline", signs)


def _wide_map(seen: Record, view: View, theme: Theme) -> str:
    """Draw the map beside its key, which beneath it would leave it no height."""
    view = view.without("hide", "place")
    known = forces(seen, view)
    high = int((WIDE - KEY_WIDTH - 2 * GAP) * MAP_HEIGHT / MAP)
    figure = plain_map(known, view, theme, high)
    # Each line of the key under its title, as it is narrow
    rows = [
        line
        for title, signs in map_key.rows(known, view, theme)
        for line in ((title, []), ("", list(signs)))
    ]
    signs = key(rows, KEY_WIDTH, theme, _ground(known, view, high))
    return write_picture(figure, WIDE, "Map", signs, beside=KEY_WIDTH)


def _apart(seen: Record, view: View, theme: Theme) -> str:
    """Draw on how many issues the compared parties stood how far apart, since the beginning."""
    figure = distances_over_time(over_time(seen, view), view, theme)
    return write_picture(figure, _plane(figure), "How far apart: the number of issues over time")


def _estimates(seen: Record, view: View, theme: Theme) -> str:
    """Draw the numbers of forces as they were given."""
    rows, counted = estimates(seen, view), seen.package.crisis.headline
    figure = estimates_figure(rows, view, theme)
    unit = ", thousands" * thousands(rows)
    foot = "; ".join(filter(None, (f"{counted.title}{unit}", counted.note)))
    beneath = key([], WIDTH, theme, f"{foot}.")
    return write_picture(figure, _plane(figure), "How many: the same as the table", beneath)


def _plane(figure: Figure) -> float:
    """Return how wide a figure's plane is, so that it is WIDTH px wide with its margins."""
    margin = figure["layout"]["margin"]
    return WIDTH - margin["l"] - margin["r"]


def _map(seen: Record, view: View, theme: Theme) -> str:
    """Draw the map of the view's area, with all its layers and no place selected."""
    view = view.without("hide", "place")
    known = forces(seen, view)
    beneath = key(map_key.rows(known, view, theme), MAP, theme, _ground(known, view))
    figure = plain_map(known, view, theme)
    return write_picture(figure, MAP, "Map: the same as the table", beneath)


def _ground(known: Forces, view: View, height: int = MAP_HEIGHT) -> str:
    """Return what is said of the map's ground beneath it: notes without room on it, whose it is."""
    basemap = known.settings.basemap
    notes = [*list_unplaced_notes(known, view, height), *([basemap.attribution] if basemap else [])]
    return " ".join(f"{words}." for words in notes)
