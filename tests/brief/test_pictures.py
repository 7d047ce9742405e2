"""The brief's pictures are the screen's, each with the key that explains it."""

import io
import re
from typing import Any
from xml.etree import ElementTree as XML

import pytest
from PIL import Image

from components.brief import pictures, weeks
from components.figures.kit import picture_key
from components.figures.kit.picture_key import Sign, key
from components.figures.kit.theme import theme
from components.figures.timeline import key as timeline_key
from data.asof import seen_by
from data.clock import parse
from data.load import Record, load
from data.package import list_shipped
from data.queries.events.events import timeline
from data.view import View


def at(record: Record, moment: str, since: str = "", **more: Any) -> tuple[Record, View]:
    view = View.default(record).but(as_of=parse(moment), since=parse(since) if since else None)
    view = view.but(**more)
    return seen_by(record, view), view


def lines(svg: str) -> list[str]:
    return pictures.words(svg).split("\n")


@pytest.mark.parametrize("name", pictures.NAMES)
@pytest.mark.parametrize("moment", ["2021-01-01", "2022-01-09T18:21Z", "2022-02-24"])
def test_a_picture_is_well_formed_and_says_no_nothing(record: Record, name: str, moment: str):
    svg = pictures.picture(name, *at(record, moment))
    XML.fromstring(svg)
    assert not re.findall(r"\b(nan|None|inf)\b", svg)  # as words: "Governance" is none


@pytest.mark.parametrize("moment", ["1800", "1866-02", "1878-05"])
@pytest.mark.parametrize("name", pictures.NAMES)
def test_a_crisis_that_no_code_knows_has_both_pictures(made_up: Record, name: str, moment: str):
    XML.fromstring(pictures.picture(name, *at(made_up, moment)))


def test_the_timeline_s_key_explains_every_colour_shape_and_ring(record: Record) -> None:
    seen, view = at(record, "2022-02-22", "2022-02-10", lanes="party")
    said = lines(pictures.picture("timeline", seen, view))
    own = timeline_key.timeline_key(timeline(seen, view), seen, view, theme(record, "light"))
    named = [name for _, name in (*own.own, *own.pale)] + [name for name, _ in own.shapes]
    assert len(named) > 8
    assert set(named) <= set(said)
    assert {"others", "joint meetings", "called off", "over a day"} <= set(said)
    assert {"new since 10 Feb 2022", "outcome known since 10 Feb 2022"} <= set(said)
    assert "announced" not in said, "nothing is ahead then"


def test_the_key_of_a_picture_says_nothing_of_marks_that_it_lacks(record: Record) -> None:
    said = lines(pictures.picture("timeline", *at(record, "2022-01-09T18:21Z")))
    assert "announced" in said
    assert not {"called off", "new since"} & set(said)
    assert "Since" not in lines(pictures.picture("map", *at(record, "2022-01-09T18:21Z")))
    assert "Since" in lines(pictures.picture("map", *at(record, "2022-01-09T18:21Z", "2022-01-01")))


def test_a_line_of_the_key_that_is_too_long_goes_on_beneath_its_signs(record: Record) -> None:
    colors = theme(record, "light")
    signs = [Sign('<circle r="4"/>', f"sign {i} of this") for i in range(9)]
    drawn, high = key([("Title", signs), ("", signs[:1])], 300, colors, "foot")
    root = XML.fromstring(f"<svg>{drawn}</svg>")
    texts = [(float(t.get("x", 0)), float(t.get("y", 0)), t.text or "") for t in root.iter("text")]
    rows = sorted({y for _, y, _ in texts})
    assert len(rows) >= 5
    assert high >= rows[-1]
    ends = [x + picture_key.width(said) for x, _, said in texts]
    assert max(ends) <= 300
    begins = {min(x for x, at, said in texts if at == y and said != "Title") for y in rows[:-2]}
    assert len(begins) == 1, "signs stand under signs"


def test_a_word_of_the_key_is_escaped(record: Record) -> None:
    drawn, _ = key([("<b>", [Sign("", "<script>")])], 300, theme(record, "light"), "a & b")
    assert [t.text for t in XML.fromstring(f"<svg>{drawn}</svg>")] == [
        "<b>",
        None,
        "<script>",
        "a & b",
    ]


def test_a_picture_is_raster_for_slides_and_the_same_each_time(record: Record) -> None:
    svg = pictures.picture("map", *at(record, "2022-01-09T18:21Z"))
    made = pictures.png(svg)
    image = Image.open(io.BytesIO(made))
    assert image.format == "PNG"
    assert image.width == 12 * pictures.PNG
    root = XML.fromstring(svg)
    shape = float(root.get("width", 0)) / float(root.get("height", 1))
    assert image.width / image.height == pytest.approx(shape, rel=0.01)
    assert len(image.convert("RGB").getcolors(1 << 24)) > 100, "something is drawn"
    assert pictures.png(svg) == made


def test_the_parties_that_a_timeline_tells_apart_differ_without_colour(record: Record) -> None:
    """In print that is grey a lane of its own tells whose an event is."""
    seen, view = at(record, "2022-01-09T18:21Z", "2022-01-01")
    lanes = seen.package.crisis.party_lanes
    for party in view.compare:
        (own,) = (lane for lane in lanes if party in lane.parties)
        assert own.parties == (party,)
        assert own.title in lines(pictures.picture("timeline", seen, view))


@pytest.mark.parametrize("name", pictures.NAMES)
def test_no_picture_cuts_its_legend_off(record: Record, name: str) -> None:
    seen, view = at(record, "2022-02-24")
    drawing = Image.open(io.BytesIO(pictures.png(pictures.picture(name, seen, view))))
    paper = Image.new("RGBA", drawing.size, "white")
    shown = Image.alpha_composite(paper, drawing.convert("RGBA")).convert("L")
    foot = shown.crop((0, shown.height - 4, shown.width, shown.height))
    assert foot.getextrema() == (255, 255)


@pytest.mark.parametrize("name", ["timeline", "map", "apart"])
@pytest.mark.parametrize("moment", ["2022-01-09", "2022-01-14", "2022-02-18", "2022-02-24"])
@pytest.mark.parametrize("since", ["", "2022-01-01"])
def test_all_type_of_a_low_picture_is_12_points_on_a_slide_and_6_and_a_half_on_a_page(
    record: Record, name: str, moment: str, since: str
) -> None:
    svg = pictures.low_picture(name, *at(record, moment, since))
    root = XML.fromstring(svg)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    smallest = min(float(size) for size in re.findall(r'font-size="([\d.]+)', svg))
    inches = min(12.13 / wide, 5.25 / high)  # to a px, as large as it stands on a slide
    assert smallest * inches * 72 >= 12
    assert smallest * 174 / 25.4 * 72 / wide >= 6.5


def test_a_low_timeline_names_the_lanes_that_it_has_no_room_for(record: Record) -> None:
    seen, view = at(record, "2022-02-24")
    said = lines(pictures.low_picture("timeline", seen, view))
    answer = timeline(seen, weeks.last_weeks(seen, view))
    missing = [lane for lane, _ in weeks.count_lanes(answer) if lane.title not in said]
    assert missing, "else there is nothing to name"
    for lane, events in weeks.count_lanes(answer):
        named = f"{lane.title}: {events} events, not drawn"
        assert (named in said) == (lane in missing)


def test_a_lane_without_an_event_is_none_on_record() -> None:
    other = load(list_shipped()[1])
    said = lines(pictures.low_picture("timeline", *at(other, "1962-10-28")))
    assert "Measures: none on record" in said
    assert not any(": 0 event" in line for line in said)


def test_a_low_timeline_has_an_empty_lane_only_where_all_with_events_are_drawn(
    made_up: Record,
) -> None:
    for moment in ("1866-02", "1878-05"):
        seen, view = at(made_up, moment)
        drawn, *_ = weeks.fitted(seen, view, theme(made_up, "light"))
        kept = dict(weeks.count_lanes(drawn))
        every = dict(weeks.count_lanes(timeline(seen, weeks.last_weeks(seen, view))))
        left = [events for lane, events in every.items() if lane not in kept]
        assert not any(left) or all(kept.values())


def test_the_timeline_of_a_slide_is_that_of_the_last_weeks_without_its_curve(
    record: Record,
) -> None:
    seen, view = at(record, "2022-02-24")
    said = lines(pictures.low_picture("timeline", seen, view))
    assert "Intensity" in lines(pictures.picture("timeline", seen, view))
    assert "Intensity" not in said
    assert not [words for words in said if words in ("December 2021", "Background")]
    assert weeks.last_weeks(seen, view.but(start=parse("2022-02-20"))).start == parse("2022-02-20")


def test_the_key_of_a_slide_s_map_stands_beside_it(record: Record) -> None:
    svg = pictures.low_picture("map", *at(record, "2022-02-24", "2022-02-18"))
    root = XML.fromstring(svg)
    (drawn,) = [svg for svg in root if svg.tag.endswith("}svg")]
    (key_,) = [group for group in root if group.tag.endswith("}g")]
    left = float(key_.get("transform", "").removeprefix("translate(").split()[0])
    assert left >= float(drawn.get("x", 0)) + float(drawn.get("width", 0))
    ends = [float(t.get("x", 0)) + picture_key.width(t.text or "") for t in key_.iter() if t.text]
    assert left + max(ends) <= float(root.get("width", 0))


def test_the_picture_of_numbers_says_its_unit(record: Record) -> None:
    seen, view = at(record, "2022-01-14")
    assert any("thousands" in said for said in lines(pictures.picture("estimates", seen, view)))
