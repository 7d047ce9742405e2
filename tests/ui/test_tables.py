"""Tables of pages: their words, the lists that narrow them, and what of them is taken away."""

import pandas as pd
import pytest

from components.figures.kit.ruler import fill
from components.ui import store
from components.ui.elements import layout, tables
from tests.support.pages import offered, raised, session, texts

FACES = [
    ("situation", {}),
    ("situation", {"show": "estimates"}),
    ("timeline", {}),
    ("map", {"since": "2022-02-01"}),
    *(("positions", {"show": show}) for show in ("", "matrix", "distance", "room")),
    *(("exchanges", {"show": show}) for show in ("", "threads", "network", "unanswered")),
    ("changes", {"since": "2022-02-11"}),
    ("sources", {"show": "health"}),
    ("sources", {"show": "checks"}),
]
LABELS = (
    "The same as a table",
    "All of them as a table",
    "All that is new as a table",
    "The marks as a table",
    "The meetings as a table",
    "The three charts as tables",
)
MARKS = "marks"


def visit(page: str, **query: str):
    """Return a page on 18 Feb 2022 with all its tables unfolded."""
    query = {"as_of": "2022-02-18"} | query
    at = session(query).run()
    if page != "situation":
        at.switch_page(f"pages/{page}.py")
    for name, value in query.items():
        at.query_params[name] = value
    for label in LABELS:
        at.session_state[f"folded_{label.lower().replace(' ', '_')}"] = True
    return at.run()


@pytest.mark.parametrize(("page", "query"), FACES)
def test_every_table_has_words_as_headings_and_no_cell_of_python_s(page: str, query) -> None:
    at = visit(page, **query)
    assert not raised(at)
    assert at.dataframe
    assert not any(layout.BROKEN in text for text in texts(at))
    for frame in (table.value for table in at.dataframe):
        for heading in frame.columns:
            assert "_" not in heading
            assert heading[0].isupper(), heading
        cells = frame.drop(columns=tables.PAGE, errors="ignore")  # which is a link, or nothing
        words = {str(cell) for cell in cells.select_dtypes(["str", "object"]).to_numpy().ravel()}
        assert words.isdisjoint({"True", "False", "nan", "NaT", "<NA>"})


def test_a_table_narrows_to_the_cells_chosen_and_counts_what_the_other_lists_leave() -> None:
    at = visit("map")
    whole = at.dataframe[0].value
    russian = whole.loc[whole["Force"] == "Russia"]
    at.query_params["narrow"] = f"{MARKS}~Force~Russia"
    at.run()
    narrowed = at.dataframe[0].value
    assert 0 < len(narrowed) < len(whole)
    assert set(narrowed["Force"]) == {"Russia"}
    assert f"{len(russian):,} of {len(whole):,} rows" in [c.value for c in at.caption]
    lists = offered(at)
    counted = dict(lists["Evidence"]["options"])
    counts = russian["Evidence"].value_counts()
    assert counted == {basis: f"{basis} ({counts.get(basis, 0):,})" for basis in counted}
    assert len(lists["Force"]["options"]) == whole["Force"].nunique()


def test_a_link_to_a_narrowed_table_opens_it_and_narrows_no_other() -> None:
    link = {"narrow": "events~Status~announced", "as_of": "2022-01-14"}
    at = session(link).run()
    at.switch_page("pages/timeline.py")
    for name, value in link.items():
        at.query_params[name] = value
    at.run()
    (table,) = at.dataframe
    assert set(table.value["Status"]) == {"announced"}
    at.query_params["narrow"] = "claims~Status~announced"
    at.session_state["folded_the_same_as_a_table"] = True
    at.run()
    assert len(at.dataframe[0].value) > len(table.value)


def test_a_table_drops_aloud_what_no_list_of_it_offers() -> None:
    at = visit("map")
    whole = len(at.dataframe[0].value)
    at.query_params["narrow"] = [f"{MARKS}~Force~Atlantis", f"{MARKS}~Nothing~<b>x</b>"]
    at.run()
    assert not raised(at)
    assert len(at.dataframe[0].value) == whole
    (notice,) = (text for text in texts(at) if "not in this table" in text)
    assert "Force “Atlantis”, Nothing “&lt;b&gt;x&lt;/b&gt;”" in notice


def test_only_short_cells_that_come_again_narrow_a_table() -> None:
    frame = pd.DataFrame(
        {
            "Kind": ["a", "b", "a", "b", ""],
            "Title": ["one", "two", "three", "four", "five"],
            "Words": ["x" * (tables.LONGEST_CELL + 1)] * 3 + ["y", "y"],
            "One": ["same"] * 5,
            "Number": [1, 2, 1, 2, 1],
        },
        index=range(5),
    )
    assert tables.facets(frame) == {"Kind": {"a": 2, "b": 2}}
    assert tables.facets(frame.iloc[:0]) == {}


def test_a_table_is_taken_away_in_the_words_it_shows() -> None:
    frame = pd.DataFrame(
        {"Held": [True, False], "Rank": pd.Categorical(["high", None]), "Note": [None, "=1"]}
    )
    assert tables.in_words(frame).to_dict("list") == {
        "Held": ["yes", ""],
        "Rank": ["high", ""],
        "Note": ["", "=1"],
    }


def test_a_text_is_cut_at_a_word_where_its_cell_has_no_room() -> None:
    titles = store.record().sources["title"].astype(str)
    shown = [tables.fit(title, 290, 3) for title in titles]
    assert all(len(fill(title, 290 - tables.AIR, tables.CELL_PX)) <= 3 for title in shown)
    cut = [(now, title) for now, title in zip(shown, titles, strict=True) if now != title]
    assert 0 < len(cut) < len(titles) / 20
    assert all(now.endswith("…") and title.startswith(now[:-1]) for now, title in cut)
