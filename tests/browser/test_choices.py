"""Choices and rows: what the browser's own boxes do before the server has answered."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.ui.elements import layout
from tests.browser.conftest import Open, settled

IMAGE = "<img src=x onerror='window.ran = 1'>"
TOPICS = {"field": "topic", "label": "Issue", "many": True, "every": "All", "titled": True}
TOPICS |= {"listed": True}
MANY = [[f"i{n}", f"Issue {n}"] for n in range(13)]
PLACE = """({ name, data }) => {
  window.said ??= [];
  const parentElement = document.querySelector("#here");
  window[name]({ data, parentElement, setTriggerValue: (_, value) => said.push(value) });
}"""


@pytest.fixture
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.set_content("<main tabindex=0><div id=here></div><button>Elsewhere</button></main>")
    for name in ("choices", "clocks", "lists"):
        script = layout.script("dom.js", f"{name}.js")
        function = script.replace("export default function", f"window.{name} = function")
        page.add_script_tag(content=f"{{{function}}}")
    yield page
    page.close()


def choose(page: Page, *choices: dict[str, Any]) -> None:
    page.evaluate(PLACE, {"name": "choices", "data": {"choices": list(choices)}})


def row(page: Page, *rows: dict[str, str]) -> None:
    page.evaluate(PLACE, {"name": "lists", "data": {"rows": list(rows)}})


def said(page: Page) -> list[dict[str, Any]]:
    return page.evaluate("said.splice(0)")


def opened(page: Page) -> None:
    page.locator("summary").click()
    expect(page.get_by_role("group", name="Issue", exact=True)).to_be_visible()


def test_what_is_typed_into_a_clock_stays_while_the_page_is_made_anew(blank: Page) -> None:
    days = {"first": "2022-01-01", "last": "2022-01-31"}

    def place(day: str) -> None:
        values = {"as_of": {"day": day, "hour": ""}}
        data = {"offered": {"as_of": days}, "values": values}
        blank.evaluate(PLACE, {"name": "clocks", "data": data})

    place("2022-01-09")
    box = blank.get_by_label("Day", exact=True)
    box.press("ControlOrMeta+a")
    blank.keyboard.type("2022-01-1")
    place("2022-01-09")
    expect(box).to_have_value("2022-01-1")
    blank.keyboard.type("2")
    blank.keyboard.press("Enter")
    assert said(blank) == [{"what": "as_of", "day": "2022-01-12", "hour": ""}]
    place("2022-01-14")
    expect(box).to_have_value("2022-01-14")


def test_a_list_stays_open_while_several_are_chosen_and_says_which(blank: Page) -> None:
    choose(blank, TOPICS | {"options": MANY, "values": []})
    opened(blank)
    blank.get_by_text("Issue 2", exact=True).click()
    blank.get_by_text("Issue 5", exact=True).click()
    assert [pick["values"] for pick in said(blank)] == [["i2"], ["i2", "i5"]]
    expect(blank.locator("summary")).to_have_text("Issue 2, Issue 5")
    blank.get_by_text("Choose none").click()
    assert [pick["values"] for pick in said(blank)] == [[]]
    expect(blank.locator("summary")).to_have_text("All")
    expect(blank.locator("summary")).to_be_focused()


def test_an_answer_to_an_earlier_pick_does_not_take_the_newest_back(blank: Page) -> None:
    choose(blank, TOPICS | {"options": MANY, "values": []})
    opened(blank)
    blank.get_by_text("Issue 2", exact=True).click()
    blank.get_by_text("Issue 5", exact=True).click()
    choose(blank, TOPICS | {"options": MANY, "values": ["i2"]})
    expect(blank.get_by_label("Issue 5", exact=True)).to_be_checked()


def test_a_view_that_was_set_elsewhere_shows_in_the_boxes(blank: Page) -> None:
    choose(blank, TOPICS | {"options": MANY, "values": []})
    box = blank.locator("[value=i3]")
    choose(blank, TOPICS | {"options": MANY, "values": ["i3"]})
    expect(box).to_be_checked()
    expect(blank.locator("summary")).to_have_text("Issue 3")
    choose(blank, TOPICS | {"options": MANY[:3], "values": []})
    expect(box).to_have_count(0)
    assert said(blank) == []


def test_a_list_is_narrowed_by_typing_and_left_by_escape_and_by_a_press_elsewhere(
    blank: Page,
) -> None:
    choose(blank, TOPICS | {"options": MANY, "values": []})
    opened(blank)
    expect(blank.get_by_role("searchbox")).to_be_focused()
    blank.keyboard.type("12")
    expect(blank.get_by_text("Issue 12", exact=True)).to_be_visible()
    expect(blank.get_by_text("Issue 3", exact=True)).to_be_hidden()
    blank.keyboard.press("Escape")
    panel = blank.get_by_role("group", name="Issue", exact=True)
    expect(panel).to_be_hidden()
    expect(blank.locator("summary")).to_be_focused()
    opened(blank)
    blank.get_by_text("Elsewhere").click()
    expect(panel).to_be_hidden()


def test_of_a_list_for_one_the_newest_pick_counts_and_closes_it(blank: Page) -> None:
    one = TOPICS | {"options": MANY, "values": [], "many": False}
    choose(blank, one)
    panel = blank.get_by_role("group", name="Issue", exact=True)
    opened(blank)
    panel.get_by_text("Issue 2", exact=True).click()
    expect(panel).to_be_hidden()
    expect(blank.locator("summary")).to_be_focused()
    opened(blank)
    panel.get_by_text("Issue 5", exact=True).click()
    opened(blank)
    panel.get_by_text("Issue 5", exact=True).click()
    assert [pick["values"] for pick in said(blank)] == [["i2"], ["i5"], []]
    choose(blank, one | {"every": "", "values": ["i2"]})
    opened(blank)
    expect(blank.get_by_text("Choose none")).to_be_hidden()
    panel.get_by_text("Issue 2", exact=True).click()
    assert [pick["values"] for pick in said(blank)] == [["i2"]]


def test_buttons_answer_to_the_arrow_keys_and_are_named(blank: Page) -> None:
    lanes = {"field": "lanes", "label": "Lanes", "many": False, "every": "", "titled": False}
    choose(blank, lanes | {"options": [["kind", "By kind"], ["party", "By party"]], "values": []})
    expect(blank.get_by_role("radiogroup", name="Lanes")).to_be_visible()
    blank.get_by_role("radio", name="By kind").focus()
    blank.keyboard.press("ArrowRight")
    assert said(blank) == [{"field": "lanes", "values": ["party"]}]


def test_a_title_is_text(blank: Page) -> None:
    choose(blank, TOPICS | {"label": IMAGE, "options": [["i", IMAGE]], "values": ["i"]})
    expect(blank.locator("summary")).to_have_text(IMAGE)
    assert blank.locator("img").count() == 0


def test_a_row_that_says_the_same_is_the_same_and_moves(blank: Page) -> None:
    first, second = ({"id": n, "html": f"<p>{n}</p>", "fold": "", "more": ""} for n in "ab")
    row(blank, first, second)
    blank.evaluate("window.kept = document.querySelector('p')")
    row(blank, second, first | {"fold": ""})
    assert blank.locator(".rw-rows p").all_inner_texts() == ["b", "a"]
    assert blank.evaluate("kept === document.querySelectorAll('p')[1]")
    row(blank, second)
    assert blank.locator(".rw-rows p").all_inner_texts() == ["b"]


def test_what_is_behind_a_fold_is_asked_for_when_it_is_opened(blank: Page) -> None:
    folded = {"id": "a", "html": "<p>a</p>", "fold": "Evidence", "more": ""}
    row(blank, folded)
    blank.get_by_text("Evidence").click()
    assert said(blank) == [{"id": "a", "open": True}]
    row(blank, folded | {"more": "<p>found</p>"})
    expect(blank.get_by_text("found")).to_be_visible()
    blank.get_by_text("Evidence").click()
    assert said(blank) == [{"id": "a", "open": False}]
    expect(blank.get_by_text("found")).to_be_hidden()


def test_a_pick_narrows_the_page_and_is_in_the_address(visit: Open) -> None:
    page = visit("/exchanges")
    page.locator("summary[aria-label^='Issue']").click()
    panel = page.get_by_role("group", name="Issue", exact=True)
    panel.get_by_text("NATO enlargement", exact=True).click()
    expect(page.locator("h1")).to_contain_text(re.compile(r"^\d+ of \d+ claims"))
    expect(page).to_have_url(re.compile("topic=nato-enlargement"))
    expect(panel).to_be_visible()
    settled(page).go_back()
    expect(page.locator("h1")).not_to_contain_text(" of ")
    expect(page.locator("summary[aria-label^='Issue']")).to_have_text("All")


def test_evidence_comes_with_its_fold_alone(visit: Open) -> None:
    page = visit("/positions")
    expect(page.locator(".ps-columns")).to_have_count(0)
    page.locator(".rw-fold summary").nth(1).click()
    expect(page.locator(".ps-columns")).to_have_count(1)
    expect(page.locator(".rw-fold").nth(1).locator(".ps-step").first).to_be_visible()
    page.locator(".rw-fold summary").nth(1).click()
    expect(page.locator(".ps-columns")).to_have_count(0)


CLOCKS = {
    "as_of": {"first": "2021-01-01", "last": "2022-02-24"},
    "since": {"first": "2021-01-01", "last": "2022-01-09"},
    "steps": [["A day before", "A day before"]],
    "moments": [["eve", IMAGE, "9 Jan 2022"]],
}
CHOSEN = {
    "as_of": {"day": "2022-01-09", "hour": "18:21"},
    "since": {"day": ""},
    "steps": None,
    "moments": "eve",
}


def clocks(page: Page) -> None:
    page.evaluate(PLACE, {"name": "clocks", "data": {"offered": CLOCKS, "values": CHOSEN}})


def written(page: Page, label: str, text: str) -> list[dict[str, Any]]:
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Tab")
    return said(page)


def test_a_clock_is_set_by_a_day_and_an_hour_or_none(blank: Page) -> None:
    clocks(blank)
    expect(blank.get_by_label("Day", exact=True)).to_have_value("2022-01-09")
    assert written(blank, "Day", "2022-01-12") == [
        {"what": "as_of", "day": "2022-01-12", "hour": "18:21"}
    ]
    assert written(blank, "Hour, UTC", "") == [{"what": "as_of", "day": "2022-01-12", "hour": ""}]
    assert written(blank, "Compared with the end of", "2021-12-01") == [
        {"what": "since", "day": "2021-12-01"}
    ]
    assert written(blank, "Compared with the end of", "") == [{"what": "since", "day": ""}]


@pytest.mark.parametrize("text", ["", "tomorrow", "2022-02-30", "9 Jan 2022", "2022-02-25"])
def test_what_is_no_day_is_marked_and_not_sent(blank: Page, text: str) -> None:
    clocks(blank)
    assert written(blank, "Day", text) == []
    assert blank.locator("input:invalid").count() == 1


def test_no_hour_beyond_the_day_is_sent(blank: Page) -> None:
    clocks(blank)
    assert written(blank, "Hour, UTC", "24:00") == []


def test_moments_and_steps_are_named_and_chosen(blank: Page) -> None:
    clocks(blank)
    assert blank.locator("img").count() == 0
    expect(blank.get_by_role("radio", name=IMAGE)).to_be_checked()
    blank.get_by_text("A day before").click()
    assert said(blank) == [{"what": "step", "value": "A day before"}]


def test_a_calendar_sets_the_day(blank: Page) -> None:
    clocks(blank)
    expect(blank.get_by_role("button", name="Choose from a calendar: Day")).to_be_visible()
    blank.locator("[type=date]").first.evaluate(
        "box => { box.value = '2022-01-20'; box.dispatchEvent(new Event('change')); }"
    )
    assert [pick["day"] for pick in said(blank)] == ["2022-01-20"]
