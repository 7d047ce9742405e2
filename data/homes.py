"""Where a record lives: in a folder, or in a database."""

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, quote

SCHEMES = ("postgresql", "postgres")
SECRET = ("password", "sslpassword", "passfile")  # parameters of an address that are not shown
RECORD = "record"  # the parameter of an address that names one of a database's records


@dataclass(frozen=True)
class Database:
    """A record in a database: the database's address, and the record's name there.

    `record` is "" where the address names none.
    """

    address: str
    record: str = ""

    def __str__(self) -> str:
        """Return its address without a password, as it may be shown and logged."""
        place, _, query = re.sub(r"(?<=://)([^/@:]*):[^/]*@", r"\1@", self.address).partition("?")
        shown = [part for part in query.split("&") if part and part.partition("=")[0] not in SECRET]
        shown += [f"{RECORD}={quote(self.record)}"] * bool(self.record)
        return "?".join(filter(None, (place, "&".join(shown))))


Home = Path | Database


def parse_home(written: str) -> Home:
    """Return the home that an address names, postgresql://host/base?record=NAME, or a folder."""
    scheme, mark, after = written.partition("://")
    if not mark or scheme.lower() not in SCHEMES:
        return Path(written)
    place, _, query = after.partition("?")
    named = parse_qs(query).get(RECORD, [""])[-1]
    rest = "&".join(p for p in query.split("&") if p and not p.startswith(f"{RECORD}="))
    return Database(f"postgresql://{place}" + (f"?{rest}" if rest else ""), named)


def name_home(home: Home) -> str:
    """Return what a record is called by where it lives, where nothing better is known of it."""
    return home.name if isinstance(home, Path) else home.record
