"""What letters, digits and signs mean stands at the foot of the pages that have them."""

import pytest

from components.ui import store
from components.ui.frame import glossary
from components.ui.frame.frame import PAGES
from data.distance import STANCES
from tests.support.pages import raised, session, texts, turn


@pytest.mark.parametrize("page", PAGES)
def test_a_page_explains_its_letters_digits_and_signs(page: str) -> None:
    at = turn(session().run(), page)
    assert raised(at) == []
    found = [body for body in texts(at) if "rl-glossary" in body]
    assert len(found) == (page not in glossary.WITHOUT)
    package = store.record().package
    for body in found:
        for column in (("sources", "reliability"), ("events", "credibility")):
            for sign, meaning in package.field(*column).labels.items():
                assert f"<dt>{sign}</dt><dd>{meaning}</dd>" in body
        assert body.count('class="g ') == len(STANCES)


def test_a_stage_has_no_glossary() -> None:
    at = session({"present": "1"}).run()
    assert not any("rl-glossary" in body for body in texts(at))
