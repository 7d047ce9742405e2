"""Two records side by side: each at its own moment, each link into its own record."""

import os
import re

import pytest
from streamlit.testing.v1 import AppTest

from components.ui import store
from data import package
from data.package import shipped
from tests.conftest import MADE_UP
from tests.support.pages import raised, session, texts

OTHER = MADE_UP.name


@pytest.fixture(autouse=True)
def both(monkeypatch: pytest.MonkeyPatch, copied) -> None:
    """Serve the shipped record and a copy of the made-up crisis, which no other test has cached."""
    monkeypatch.setenv(package.RECORDS, os.pathsep.join(map(str, (shipped(), copied(MADE_UP)))))


def parts(at: AppTest, mark: str) -> list[str]:
    return [text for text in texts(at) if mark in text]


def both_parts(at: AppTest, mark: str) -> tuple[str, str]:
    """Return a part of the shipped record, and the same of the other, which names Coralta."""
    here, there = sorted(parts(at, mark), key=lambda text: "Coralta" in text)
    assert ("Coralta" in here, "Coralta" in there) == (False, True)
    return here, there


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', text)


def test_one_click_sets_both_side_by_side() -> None:
    at = session().run()
    sent = " ".join(str(element.proto.body) for element in at.get("html"))
    (address,) = re.findall(r'href="([^"]*show=records)"', sent)
    at = session({"show": "records"}).run()
    assert (address, raised(at)) == ("./?show=records", [])
    for mark in ("s-distances", "s-weeks"):
        both_parts(at, mark)
    assert len(parts(at, "rb-head")) == 2


def test_each_link_leads_into_its_own_record() -> None:
    at = session({"show": "records", "since": "2021-12-31"}).run()
    for mark in ("s-distances", "s-weeks"):
        here, there = both_parts(at, mark)
        assert links(here)
        assert links(there)
        assert not any("record=" in link for link in links(here))
        assert all(f"record={OTHER}" in link for link in links(there))
        assert not any("since=" in link for link in links(there))


def test_the_moment_of_the_other_is_its_own() -> None:
    at = session({"show": "records", "beside": OTHER, "beside_as_of": "1878-03-09"}).run()
    assert raised(at) == []
    here, there = parts(at, "rb-head")
    assert ("9 Mar 1878" in here, "9 Mar 1878" in there) == (False, True)
    with store.reading(OTHER):
        moments = store.record().moments
    chosen = [link for link in links(there) if "beside_as_of=" in link]
    assert len(chosen) >= len(moments) - 1
    assert not any("&as_of" in link or "?as_of" in link for link in chosen)


@pytest.mark.parametrize(
    "query", [{"beside": "nowhere"}, {"beside": "../x"}, {"beside_as_of": "soon"}]
)
def test_a_wrong_address_is_named(query: dict[str, str]) -> None:
    at = session({"show": "records"} | query).run()
    assert raised(at) == []
    assert any("Ignored in the address" in text for text in texts(at))
    assert len(parts(at, "rb-head")) == 2


def test_the_record_beside_itself_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    at = session({"show": "records", "record": OTHER, "beside": OTHER}).run()
    there, here = both_parts(at, "s-distances")
    assert all(f"record={OTHER}" in link for link in links(here))
    assert not any("record=" in link for link in links(there))


def test_of_one_record_there_is_none_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(package.RECORDS, str(shipped()))
    at = session({"show": "records"}).run()
    assert raised(at) == []
    assert parts(at, "No other record is here")


def test_what_is_read_in_a_context_is_not_read_after_it() -> None:
    assert store.record_name() == shipped().name
    with store.reading(OTHER):
        assert store.record().package.folder.name == OTHER
    assert store.record_name() == shipped().name
    with pytest.raises(KeyError), store.reading(OTHER):
        store.record().moment("nowhere")
    assert store.record_name() == shipped().name
