"""A replay that has run to its end shows what jumping there shows."""

from tests.browser.conftest import Open, settled
from tests.browser.replaying import END, opened_replay, played, shown


def test_a_replay_ends_on_the_screen_that_jumping_to_its_end_gives(visit: Open) -> None:
    page = visit("/exchanges?as_of=2022-02-20")
    before = shown(page)
    opened_replay(page)
    played(page)
    played_to = shown(page)
    assert played_to != before
    assert shown(settled(visit(f"/exchanges?as_of={END}"))) == played_to
