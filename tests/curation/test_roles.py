"""Who may write: whose address or claim the operator names, verified, signed in lately."""

from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from data.curation.roles import (
    ADDRESSES,
    CLAIM,
    HOURS,
    find_address,
    find_refusal,
    fold_address,
    read_roles,
)

NOW = 1_800_000_000.0
WORDS = st.text("abcXYZ019.-+_", min_size=1, max_size=12)
ADDRESS = st.builds("{}@{}".format, WORDS, WORDS)
VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.lists(st.text())
)


def account(**claims: Any) -> dict[str, Any]:
    known = {"is_logged_in": True, "iat": NOW - 60, "email": "anna@desk.org"}
    return known | {"email_verified": True} | claims


def refusal(settings: dict[str, str], claims: dict[str, Any]) -> str:
    roles = read_roles(settings)
    assert roles
    return find_refusal(roles, claims, NOW)


@given(st.lists(ADDRESS, min_size=1, max_size=4), ADDRESS, st.sampled_from([";", ",", " ; ", "\n"]))
def test_those_listed_may_write_in_any_case_and_nobody_else(listed, other, mark) -> None:
    settings = {ADDRESSES: mark.join(listed)}
    for one in listed:
        assert refusal(settings, account(email=one.swapcase())) == ""
    assume(other.lower() not in {one.lower() for one in listed})
    assert "can read, but not write" in refusal(settings, account(email=other))


@given(st.sampled_from(["anna@desk.org", "kim@desk.org"]), st.integers(0, 4))
def test_a_letter_of_another_script_makes_another_address(address: str, at: int) -> None:
    twins = {"k": "\u212a", "i": "\u0130", "s": "\u017f", "a": "\u0430"}
    assume(address[at] in twins)
    twin = address[:at] + twins[address[at]] + address[at + 1 :]
    assert fold_address(twin) != address
    assert refusal({ADDRESSES: address}, account(email=twin))


@pytest.mark.parametrize("verified", [False, "false", "", 0, 1, [], "yes"])
def test_an_address_that_is_said_to_be_unverified_counts_for_nothing(verified: object) -> None:
    claims = account(email_verified=verified, groups=["curators"])
    both = {ADDRESSES: "anna@desk.org", CLAIM: "groups=curators"}
    assert "verified" in refusal(both, claims)
    assert find_address(claims) == ""


@pytest.mark.parametrize("verified", [True, "true", "True", None])
def test_an_address_counts_where_it_is_verified_or_nothing_is_said_of_it(verified: object) -> None:
    assert refusal({ADDRESSES: "anna@desk.org"}, account(email_verified=verified)) == ""
    claims = account()
    del claims["email_verified"]
    assert find_address(claims) == "anna@desk.org"


@pytest.mark.parametrize(
    "email",
    [
        *(None, 7, "", "anna", "@", "anna@", "@desk.org", "a@b@c", "anna@desk.org\n"),
        *(" anna@desk.org", ["anna@desk.org"], "anna@desk.org\u202e", "a b@desk.org"),
        f"{'a' * 250}@desk.org",
    ],
)
def test_what_is_no_address_is_none(email: object) -> None:
    assert find_address(account(email=email)) == ""
    assert refusal({CLAIM: "groups=curators"}, account(email=email, groups="curators"))


@given(VALUES, st.text(min_size=1).map(str.strip).filter(bool))
def test_a_claim_gives_the_role_where_it_is_or_contains_the_value(held, value) -> None:
    settings = {CLAIM: f"groups={value}"}
    listed = held if isinstance(held, list) else [held]
    by_word = {"true": True, "false": False}
    wanted = any(
        one == value
        if isinstance(one, str)
        else (one is by_word.get(value) if isinstance(one, bool) else f"{one}" == value)
        for one in listed
        if one is not None and not isinstance(one, float)
    )
    assert (refusal(settings, account(groups=held)) == "") == wanted
    assert refusal(settings, account(groups=[*listed, value])) == ""
    assert refusal(settings, account(groups=value)) == ""
    assert refusal(settings, account()), "a claim that is missing gives the role"


@pytest.mark.parametrize("held", ["curators-not", "my curators", {"curators": True}, "CURATORS"])
def test_a_claim_that_only_looks_like_the_value_gives_none(held: object) -> None:
    assert refusal({CLAIM: "groups=curators"}, account(groups=held))
    assert refusal({CLAIM: "groups=curators"}, account(groups=[held]))


def test_a_value_may_hold_the_sign_that_parts_it_from_its_claim() -> None:
    settings = {CLAIM: "memberOf=cn=curators,ou=desk"}
    assert refusal(settings, account(memberOf=["cn=curators,ou=desk"])) == ""
    assert refusal(settings, account(memberOf=["cn"]))


def test_either_of_both_settings_gives_the_role() -> None:
    both = {ADDRESSES: "ben@desk.org", CLAIM: "groups=curators"}
    assert refusal(both, account(email="ben@desk.org")) == ""
    assert refusal(both, account(groups=["curators"])) == ""
    assert refusal(both, account())


@given(st.floats(0, 48).filter(lambda hours: abs(hours - HOURS) > 0.01))
def test_a_sign_in_ends_after_its_hours(hours: float) -> None:
    said = refusal({ADDRESSES: "anna@desk.org"}, account(iat=NOW - hours * 3600))
    assert ("Sign in again" in said) == (hours > HOURS)


@pytest.mark.parametrize("began", [None, "1800000000", True, float("nan"), [NOW]])
def test_a_sign_in_without_its_hour_counts_for_nothing(began: object) -> None:
    assert refusal({ADDRESSES: "anna@desk.org"}, account(iat=began))


@given(st.dictionaries(st.sampled_from(["email", "is_logged_in", "iat", "groups"]), VALUES))
def test_whatever_a_provider_says_nobody_is_let_in_who_has_not_signed_in(claims) -> None:
    assume(claims.get("is_logged_in") is not True)
    both = {ADDRESSES: "anna@desk.org", CLAIM: "groups=curators"}
    assert "signed in" in refusal(both, {**account(groups="curators"), **claims, "is_logged_in": 1})
    assert "signed in" in refusal(both, claims)


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    [
        (ADDRESSES, "", "it is empty"),
        (ADDRESSES, " ; ,", "it is empty"),
        (ADDRESSES, "anna@desk.org;ben", "'ben' is no address"),
        (CLAIM, "", "names no claim and value"),
        (CLAIM, "groups", "names no claim and value"),
        (CLAIM, "groups= ", "names no claim and value"),
        (CLAIM, "=curators", "names no claim and value"),
    ],
)
def test_a_setting_that_says_nothing_is_a_fault_and_opens_nothing(name, value, fault) -> None:
    with pytest.raises(ValueError, match=fault) as raised:
        read_roles({name: value})
    assert str(raised.value).startswith(f"{name}: ")


def test_without_either_setting_nobody_is_asked_to_sign_in() -> None:
    assert read_roles({"REDLINES_CURATE": "1"}) is None
