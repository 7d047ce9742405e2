"""Who made a change, and why: one line of what can be seen, whoever gives it."""

from argparse import Namespace

from hypothesis import given
from hypothesis import strategies as st

from data.curation.commands import read_account
from data.curation.log import LONGEST_NAME, LONGEST_REASON, Account, make_account


@given(st.text(), st.text())
def test_who_and_why_are_one_line_of_what_can_be_seen(who: str, why: str) -> None:
    account = make_account(who, why)
    for words, most in ((account.who, LONGEST_NAME), (account.why, LONGEST_REASON)):
        assert words.isprintable()
        assert len(words) <= most
        assert words == " ".join(words.split())


def test_no_turn_of_direction_and_no_line_break_comes_into_the_log() -> None:
    account = make_account("Anna\r\nBen,\u202e 2026\x00", " a\tdecree \u200f\n" * 1_000)
    assert account.who == "Anna Ben, 2026"
    assert account.why.startswith("a decree a decree")
    assert len(account.why) <= LONGEST_REASON


def test_a_command_takes_a_name_as_the_page_does() -> None:
    options = Namespace(by="Anna\x1b[2J\nBen", why="\u2028why")
    assert read_account(options, "") == Account("Anna[2J Ben", "why")
    assert read_account(Namespace(by="\n", why=""), "an import").who
