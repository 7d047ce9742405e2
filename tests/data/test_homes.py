"""Where a record lives: its address is read, and shown without what is secret in it."""

from pathlib import Path

import pytest

from data.descriptor import read_package
from data.homes import Database, parse_home
from data.package import NotAPackage


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("postgres://u:p@ss@h/b?record=a", "postgresql://u@h/b?record=a"),
        ("postgresql://h/b?password=pass&sslmode=require", "postgresql://h/b?sslmode=require"),
        ("postgresql://h/b?sslmode=x&record=a%26b", "postgresql://h/b?sslmode=x&record=a%26b"),
    ],
)
def test_an_address_is_shown_without_its_password_and_leads_back(written: str, shown: str) -> None:
    assert str(parse_home(written)) == shown
    assert str(parse_home(shown)) == shown
    assert "pass" not in shown


@pytest.mark.parametrize(
    "written", ["postgresql://", "postgresql://h:x/b", "postgresql://[::1/b", "postgres://u@[/b"]
)
def test_an_address_that_is_none_is_a_sentence(written: str) -> None:
    with pytest.raises(NotAPackage, match=r"is no address; write postgresql://|does not answer"):
        read_package(parse_home(written))


def test_an_address_is_a_database_and_all_else_a_folder() -> None:
    assert parse_home("data/crisis") == Path("data/crisis")
    assert parse_home("postgres://u@h/b?record=a&sslmode=require") == Database(
        "postgresql://u@h/b?sslmode=require", "a"
    )
    assert parse_home("postgresql:///b?record=a") == Database("postgresql:///b", "a")


def test_a_database_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(NotAPackage, match="does not answer") as fault:
        read_package(Database("postgresql://anna:secret@127.0.0.1:1/x", "crisis"))
    assert "secret" not in str(fault.value)
