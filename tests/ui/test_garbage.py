"""No address does harm: fifty that nobody honest would write."""

import logging

import pytest

from components.ui.frame.frame import PAGES
from data.view import View
from tests.support.pages import raised, session, texts, turn

LONGEST_NOTICE = 300  # characters: one line of a wide screen, two of a narrow one
HUGE = 8_000  # characters: what browsers and proxies still pass on
GARBAGE: dict[str, dict[str, object]] = {
    "words for a date": {"as_of": "yesterday"},
    "no real date": {"as_of": "2022-02-30"},
    "the year nought": {"as_of": "0000-00-00"},
    "a thirteenth month": {"as_of": "2022-13"},
    "an hour that is none": {"as_of": "2022-01-09T25:61Z"},
    "another zone": {"as_of": "2022-01-09T18:21+03:00"},
    "a date in other digits": {"as_of": "٢٠٢٢-٠١-٠٩"},
    "a date of five digits": {"as_of": "12022-01-09"},
    "the last minute": {"since": "9999-12-31T23:59Z"},
    "a number": {"as_of": "1e999"},
    "the first year": {"as_of": "0001"},
    "nothing": {"as_of": ""},
    "a list for a date": {"as_of": "[2022-01-09]"},
    "a huge date": {"as_of": "9" * HUGE},
    "since that is none": {"since": "the day before"},
    "from that is none": {"from": "then"},
    "to that is none": {"to": "2022-02-31"},
    "a page of nulls": {"as_of": "2022-01-09\x00"},
    "an unknown event": {"event": "2022-02-30-no-such-event"},
    "an unknown claim": {"claim": "none"},
    "an unknown place": {"place": "atlantis"},
    "an unknown issue": {"issue": "none"},
    "an unknown source": {"source": "none"},
    "an unknown party": {"party": ["us", "atlantis"]},
    "an unknown topic": {"topic": "weather"},
    "an unknown kind": {"kind": ["talks", "party"]},
    "an unknown lane": {"lanes": "alphabet"},
    "an unknown order": {"order": "random"},
    "an unknown map": {"map": "3d"},
    "an unknown area": {"area": "moon"},
    "an unknown layer": {"hide": ["forces", "truth"]},
    "a switch half on": {"present": "maybe"},
    "one party compared": {"compare": "us"},
    "a party with itself": {"compare": ["us", "us"]},
    "three parties compared": {"compare": ["us", "russia", "nato"]},
    "a huge party": {"party": "A" * HUGE},
    "a huge setting": {"A" * HUGE: "1"},
    "a thousand parties": {"party": [f"p{n}" for n in range(1000)]},
    "two hundred settings": {f"x{n}": "1" for n in range(200)},
    "the same twice": {"as_of": ["2022-01-20", "nonsense"]},
    "SQL": {"event": "'; DROP TABLE events; --"},
    "a script": {"event": "<script>window.taken=1</script>"},
    "a picture": {"<img src=x onerror=window.taken=1>": "1"},
    "a template": {"issue": "{{ 7 * 7 }}{% raw %}"},
    "a format": {"place": "%s%n{0.__class__}"},
    "a prototype": {"__proto__": "1", "constructor.prototype": "x"},
    "a class": {"__class__": "1", "from_query": "1"},
    "a path": {"source": "../../../../etc/passwd"},
    "emoji": {"party": "🇺🇦", "🚀": "🚀"},
    "line ends and directions": {"claim": "a\r\nSet-Cookie: x\u202e\u2028"},
}
# Addresses that are understood, however odd, and so must be shown without a word.
ODD: dict[str, dict[str, object]] = {
    "an early year": {"as_of": "0100"},
    "a year of three digits": {"as_of": "0850-06-01"},
    "a late minute": {"as_of": "9800-12-31T23:59Z"},
    "since after as of": {"as_of": "2021-12-01", "since": "2022-02-20"},
    "since in an early year": {"since": "0100-01-01"},
    "to before from": {"from": "2022-01-01", "to": "2021-01-01"},
    "every party a hundred times": {"party": ["us", "russia"] * 100},
    "huge words": {"q": "missile " * (HUGE // 8)},
    "words of one letter": {"q": "a b c d e f g h " * 20},
    "words that are none": {"q": "\x00'; <b>\u202e %00 ../.. 🚂"},
    "an edition that is a path": {"edition": "../../../etc/passwd"},
    "a huge edition": {"edition": "a" * HUGE},
    "an edition of nulls": {"edition": "\x00"},
}
PAGE = dict(zip(GARBAGE, list(PAGES) * 10, strict=False))


def opened(query, pages, caplog):
    with caplog.at_level(logging.ERROR):
        reader = session(query).run()
        first = notices(reader)
        for shown in pages:
            turn(reader, shown)
            assert raised(reader) == []
            assert "<h1" in "".join(texts(reader))
    assert caplog.records == []
    return first


def notices(reader) -> list[str]:
    return [body for body in texts(reader) if "Ignored in the address" in body]


def test_there_are_fifty():
    assert len(GARBAGE) == 50


@pytest.mark.parametrize("name", GARBAGE)
def test_nonsense_costs_one_line_and_nothing_else(caplog, name):
    said = opened(GARBAGE[name], [PAGE[name]], caplog)
    assert len(said) == 1
    assert len(said[0]) < LONGEST_NOTICE
    assert "<img" not in said[0]
    assert "<script" not in said[0]


@pytest.mark.parametrize("name", ODD)
def test_an_odd_address_is_taken_at_its_word(caplog, name):
    assert opened(ODD[name], PAGES, caplog) == []


@pytest.mark.parametrize("name", ODD)
def test_an_odd_address_is_written_as_it_was_read(record, name):
    asked = {k: v if isinstance(v, list) else [v] for k, v in ODD[name].items() if k != "edition"}
    view, dropped = View.from_query(asked, record)
    assert dropped == ()
    assert View.from_query(view.to_query(record), record) == (view, ())


def test_a_week_before_the_first_week_is_no_fault(caplog):
    with caplog.at_level(logging.ERROR):
        reader = session({"as_of": "0100-01-03"}).run()
    offered = [way for pills in reader.get("button_group") for way in pills.options]
    assert raised(reader) == []
    assert caplog.records == []
    assert "A week before" not in offered


def test_words_typed_are_kept_as_a_link_will_say_them(record):
    reader = session().run()
    reader.text_input(key="view_q").set_value("  missile \u202e" + "x" * 300).run()
    view = reader.session_state["view"]
    assert View.from_query(view.to_query(record), record) == (view, ())
    assert view.q.startswith("missile")
