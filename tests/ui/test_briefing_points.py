"""The key points of a brief are the rule's until the analyst changes them, at that moment alone."""

from components.brief.points import EDITED
from tests.support.pages import raised, session, texts, turn


def shown(page) -> str:
    assert raised(page) == []
    (body,) = [body for body in texts(page) if "rl-brief" in body]
    return body


def areas(page) -> list:
    return [a for a in page.text_area if str(a.key).startswith("brief_words_")]


def test_a_point_is_worded_moved_dropped_and_restored_and_marked_as_the_analyst_s():
    page = turn(session({"as_of": "2022-01-14", "since": "2022-01-09"}).run(), "briefing")
    assert EDITED not in shown(page)
    first, second, *_ = [area.value for area in areas(page)]
    areas(page)[0].set_value("<b>Mine</b>").run()
    body = shown(page)
    assert "&lt;b&gt;Mine&lt;/b&gt;" in body
    assert body.count(EDITED) == 1
    page.button(key="brief_down_point_0").click().run()
    assert [area.value for area in areas(page)][:2] == [second, "<b>Mine</b>"]
    page.button(key="brief_reword_point_1").click().run()
    assert [area.value for area in areas(page)][:2] == [second, first]
    assert EDITED not in shown(page)
    count = len(areas(page))
    page.button(key="brief_drop_point_0").click().run()
    assert len(areas(page)) == count - 1
    page.button(key="brief_points_restore").click().run()
    assert [area.value for area in areas(page)][:2] == [first, second]


def test_an_edit_belongs_to_its_moment():
    page = turn(session({"as_of": "2022-01-14"}).run(), "briefing")
    areas(page)[0].set_value("Mine").run()
    assert EDITED in shown(page)
    page.query_params["as_of"] = "2022-01-20"
    page.run()
    assert EDITED not in shown(page)
    page.query_params["as_of"] = "2022-01-14"
    page.run()
    assert EDITED in shown(page)
