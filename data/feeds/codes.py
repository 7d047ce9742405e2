"""The codes of countries and organisations that reports name their actors by, and where from.

`countries.csv`: ISO 3166-1 alpha-3 and alpha-2 as pycountry 26 has them; `cameo`: the code that
GDELT writes instead, which differs for two (its lookup table CAMEO.country.txt); `gw`: the number
of Gleditsch and Ward's list of independent states (ksgleditsch.com/data), whose microstates are
left out. `organisations.csv`: codes of known groups that are organisations of states, from GDELT's
lookup table CAMEO.knowngroup.txt; none of them is an ISO code. `cameo_plover.csv`: the Open Event
Data Alliance's mapping of 2021, in the record's words (YIELD for CONCEDE and RETREAT); it has no
type for public statements (01) and appeals (02), so reports of these have none.
`acled_plover.csv` is this product's own reading of ACLED's types; one that it lacks has no type.
"""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def list_codes() -> frozenset[str]:
    """Return every code that a party may be given in `feed_parties`."""
    codes: set[str] = set()
    for name in ("countries.csv", "organisations.csv"):
        with (HERE / name).open(encoding="utf-8", newline="") as file:
            codes.update(row["code"] for row in csv.DictReader(file))
    return frozenset(codes)
