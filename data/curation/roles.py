"""Who may write: the operator's list of addresses, or a claim, against what a provider says."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

ADDRESSES = "REDLINES_CURATORS"  # in the environment: addresses, with ; between them
CLAIM = "REDLINES_CURATOR_CLAIM"  # there, too: a claim and its value, as groups=curators
HOURS = 12  # that a sign-in lasts: what a provider says of an account is as old as its token
LONGEST = 254  # characters of an address (RFC 5321, 4.5.3.1.3 with its erratum)
BETWEEN = re.compile(r"[;,\s]+")
ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True)
class Roles:
    """Whose accounts may write: those with one of the addresses, or with the value in the claim."""

    addresses: frozenset[str] = frozenset()
    claim: str = ""
    value: str = ""


def read_roles(settings: Mapping[str, str]) -> Roles | None:
    """Return who may write, as an environment says it; None where it names neither.

    Raises ValueError where a setting says nothing, or cannot be read: an empty list must not open
    the record to all.
    """
    if ADDRESSES not in settings and CLAIM not in settings:
        return None
    addresses: frozenset[str] = frozenset()
    if ADDRESSES in settings:
        listed = list(filter(None, BETWEEN.split(settings[ADDRESSES])))
        wrong = next((one for one in listed if not _is_address(one)), None)
        if wrong is not None or not listed:
            fault = f"{wrong!r} is no address" if listed else "it is empty"
            raise ValueError(f"{ADDRESSES}: {fault}; write for example anna@desk.org;ben@desk.org")
        addresses = frozenset(map(fold_address, listed))
    claim, _, value = settings.get(CLAIM, "").partition("=")
    if CLAIM in settings and not (claim.strip() and value.strip()):
        raise ValueError(f"{CLAIM}: it names no claim and value; write for example groups=curators")
    return Roles(addresses, claim.strip(), value.strip())


def _is_address(words: str) -> bool:
    return len(words) <= LONGEST and words.isprintable() and bool(ADDRESS.fullmatch(words))


def fold_address(address: str) -> str:
    """Return an address as it is compared, whatever its case.

    One with letters of other scripts is compared as it stands: some of these become a letter of
    somebody else's address in another case.
    """
    return address.lower() if address.isascii() else address


def find_address(claims: Mapping[str, Any]) -> str:
    """Return an account's address, for the log; "" where it has none, or an unverified one.

    Not every provider says whether it has verified an address.
    """
    address = claims.get("email")
    verified = claims.get("email_verified")
    if not isinstance(address, str) or not _is_address(address):
        return ""
    if verified is None or verified is True or str(verified).lower() == "true":
        return fold_address(address)
    return ""


def find_refusal(roles: Roles, claims: Mapping[str, Any], now: float) -> str:
    """Return why an account may not write, in a sentence; "" where it may.

    `claims` is what its provider says of it, `now` the seconds since 1970.
    """
    if claims.get("is_logged_in") is not True:
        return "Only curators who are signed in may write."
    began = claims.get("iat")
    if isinstance(began, bool) or not isinstance(began, int | float):
        return "Your provider does not say when you signed in."
    if not now - began < HOURS * 3600:
        return f"You signed in more than {HOURS} hours ago. Sign in again to write."
    address = find_address(claims)
    if not address:
        return "Your account has no address that its provider has verified, and the log needs one."
    if address not in roles.addresses and not _holds(claims.get(roles.claim), roles):
        return f"{address} is not one of this record's curators, and can read, but not write."
    return ""


def _holds(claim: object, roles: Roles) -> bool:
    """Say whether a claim is the value asked for, or a list that contains it."""
    if not roles.claim:
        return False
    values = claim if isinstance(claim, list | tuple) else [claim]
    return any(_say(one) == roles.value for one in values)


def _say(one: object) -> str:
    """Return a value of a claim as a setting writes it; "" for what no setting can name."""
    if isinstance(one, bool):
        return str(one).lower()
    return str(one) if isinstance(one, str | int) else ""
