"""A model's answer: what it invented is dropped and counted, and nobody is asked unasked."""

import io
import json
import urllib.request

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.intake import model
from data.intake.article import Article
from data.intake.model import NoAnswer, is_set, propose_by_model
from data.intake.propose import propose
from tests.intake.articles import CONGRESS, cells
from tests.support.intake import find_faults

ARTICLE = Article(CONGRESS, "Havas", published="1878-03-09", lang="en")


def cell(value, source=None):
    return {"value": value, "source": value if source is None else source}


TRUE = {
    "table": "claims",
    "cells": {
        "quote": cell("Sixty days, and not one tide more"),
        "text": cell("“Sixty days, and not one tide more,” she added"),
        "person_id": cell("quiroga", "Eleodora Quiroga"),
        "party_id": cell("coralta", "of Coralta"),
        "made": cell("1878-03-04", "on Monday 4"),
        "kind": cell("demand", "not one tide more"),
        "issue_id": cell("navigation", "not one tide more"),
    },
}
FORCE = {
    "table": "deployments",
    "cells": {
        "what": cell("1,500 to 1,800 Maranzul soldiers stand at Fort Aurelio"),
        "place_id": cell("fort-aurelio", "at Fort Aurelio"),
        "force": cell("maranzul", "Maranzul soldiers"),
        "personnel_low": cell("1500", "1,500 to 1,800 Maranzul soldiers"),
        "status": cell("present", "stand"),
    },
}
# A recorded answer: what follows is nowhere in the article, or does not say what it is read as.
INVENTED = [
    {"table": "claims", "cells": {"quote": cell("Sixty days and not one tide more")}},  # a comma
    {"table": "claims", "cells": {"quote": cell("sixty days, and not one tide more")}},  # a letter
    {"table": "claims", "cells": {"text": cell("Vidaurre rejected every word of the note")}},
    {"table": "claims", "cells": {"person_id": cell("quiroga", "Eleodora Quiroga")}},
    {"table": "people", "cells": {"name": cell("Eleodora Quiroga")}},
    {"table": "nothing", "cells": {"text": cell("the river")}},
]
WRONG_CELLS = {
    "person_id": cell("ocampo", "Eleodora Quiroga"),
    "party_id": cell("maranzul", "of Coralta"),
    "made": cell("1878-03-05", "on Monday 4"),
    "kind": cell("boast", "not one tide more"),
    "issue_id": cell("weather", "not one tide more"),
    "credibility": cell("1", "Sixty days"),
    "claim_id": cell("mine", "Sixty days"),
    "note": cell("Sixty days", "Sixty days"),
    "medium": cell("letter", "a letter of today"),
    "made_up": cell("x", "x"),
}


def answered(made_up, rows):
    return propose_by_model(made_up, ARTICLE, lambda prompt: json.dumps({"rows": rows}))


def test_what_the_text_bears_out_is_proposed_as_by_rules(made_up):
    asked = answered(made_up, [FORCE, TRUE])
    assert asked.dropped == 0
    assert find_faults(made_up, ARTICLE, asked.proposals) == []
    columns = ("person_id", "party_id", "made", "quote")
    assert cells(asked.proposals, "claims", *columns) == [
        ("quiroga", "coralta", "1878-03-04", "Sixty days, and not one tide more")
    ]
    columns = ("place_id", "force", "personnel_low", "status")
    assert cells(asked.proposals, "deployments", *columns) == [
        ("fort-aurelio", "maranzul", "1500", "present")
    ]
    assert not {p.id for p in asked.proposals[1:]} & {p.id for p in propose(made_up, ARTICLE)}


def test_all_that_a_model_invents_is_dropped_and_counted(made_up):
    asked = answered(made_up, [*INVENTED, TRUE])
    assert asked.dropped == len(INVENTED)
    assert len(cells(asked.proposals, "claims", "quote")) == 1
    assert [p for p in asked.proposals if p.table not in ("sources", "claims")] == []


@pytest.mark.parametrize("column", WRONG_CELLS)
def test_a_cell_that_its_words_do_not_say_is_dropped(made_up, column):
    row = {"table": "claims", "cells": TRUE["cells"] | {column: WRONG_CELLS[column]}}
    asked = answered(made_up, [row])
    assert asked.dropped == 1
    (claim,) = [p for p in asked.proposals if p.table == "claims" and p.old is None]
    assert claim.cells.get(column, None) is None or (
        claim.cells[column].value != WRONG_CELLS[column]["value"]
    )


@pytest.mark.parametrize("number", ["1600", "-1500", "15", "1500.0", ""])
def test_a_number_that_is_not_there_is_dropped(made_up, number):
    changed = {"personnel_low": cell(number, "1,500 to 1,800 Maranzul soldiers")}
    asked = answered(made_up, [{**FORCE, "cells": FORCE["cells"] | changed}])
    assert asked.dropped == 1
    assert cells(asked.proposals, "deployments", "personnel_low") == [("",)]


@pytest.mark.parametrize("answer", ["", "I cannot.", "{", '{"rows": 1}', "[]", '{"row": []}'])
def test_what_is_no_answer_says_so(made_up, answer):
    with pytest.raises(NoAnswer, match="no JSON of rows; ask again"):
        propose_by_model(made_up, ARTICLE, lambda prompt: answer)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["Quiroga", "claims", "text", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["table", "cells", "text", "quote", "value", "source", "made"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(st.lists(JSON, max_size=4))
def test_no_answer_breaks_it(made_up, rows):
    asked = answered(made_up, rows)
    assert find_faults(made_up, ARTICLE, asked.proposals) == []


def test_no_model_is_asked_unless_one_is_named(made_up, monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("nobody named a model")

    monkeypatch.setattr(urllib.request, "urlopen", refuse)
    monkeypatch.delenv(model.ADDRESS, raising=False)
    assert not is_set()
    assert propose(made_up, ARTICLE)
    with pytest.raises(NoAnswer, match="names no address"):
        propose_by_model(made_up, ARTICLE)
    monkeypatch.setenv(model.ADDRESS, "file:///etc/passwd")
    with pytest.raises(NoAnswer, match="names no address"):
        propose_by_model(made_up, ARTICLE)


def test_the_model_that_is_named_is_asked_with_the_article(made_up, monkeypatch):
    asked = []
    message = {"content": f"```json\n{json.dumps({'rows': [TRUE]})}\n```"}

    def answer(request, timeout):
        asked.append((request.full_url, json.loads(request.data), request.headers))
        return io.BytesIO(json.dumps({"choices": [{"message": message}]}).encode())

    monkeypatch.setattr(urllib.request, "urlopen", answer)
    monkeypatch.setenv(model.ADDRESS, "http://localhost:11434/v1?model=small")
    monkeypatch.setenv(model.KEY, "word")
    assert is_set()
    assert len(propose_by_model(made_up, ARTICLE).proposals) > 1
    ((address, body, headers),) = asked
    assert address == "http://localhost:11434/v1/chat/completions"
    assert (body["model"], body["temperature"]) == ("small", 0)
    assert CONGRESS in body["messages"][0]["content"]
    assert headers["Authorization"] == "Bearer word"


@pytest.mark.parametrize("content", [b"", b"{}", b'{"choices": []}', b"<html>"])
def test_a_broken_answer_of_the_server_says_so(made_up, monkeypatch, content):
    monkeypatch.setattr(urllib.request, "urlopen", lambda *_, **__: io.BytesIO(content))
    monkeypatch.setenv(model.ADDRESS, "http://localhost:11434/v1")
    with pytest.raises(NoAnswer, match="gave no answer"):
        propose_by_model(made_up, ARTICLE)
