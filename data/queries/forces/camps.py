"""How the map tells forces apart: a camp is a party with a colour, or a side that lends one."""

import pandas as pd

from data.load import Record
from data.memory import keep

UNIDENTIFIED = "unidentified"  # kind of a party, in the schema's words


@keep(16)
def camps(seen: Record) -> pd.DataFrame:
    """Return how forces are told apart: one row a camp, in display order, indexed by its id.

    Columns: `title`; `look`: own (a party with a colour), lent (a side whose members borrow one),
    plain (neither), unidentified; `party`: whose colour it wears ("" for the last two).
    """
    parties, rows = seen.parties, []
    colored = parties.loc[parties["color_light"] != ""]
    rows += [(i, str(name), "own", i) for i, name in colored["short_name"].items()]
    rest = parties.loc[(parties["color_light"] == "") & (parties["kind"] != UNIDENTIFIED)]
    for side in seen.package.crisis.sides:
        if (rest["side"] == side.side).any():
            lent = side.color_of in colored.index
            title = side.title
            rows.append((f"side-{side.side}", title, "lent" if lent else "plain", side.color_of))
    known = {row[0] for row in rows}
    if any(f"side-{side}" not in known for side in rest["side"]):
        rows.append(("side-", "Others", "plain", ""))
    if (parties["kind"] == UNIDENTIFIED).any():
        rows.append((UNIDENTIFIED, "Not identified", UNIDENTIFIED, ""))
    frame = pd.DataFrame(rows, columns=["camp", "title", "look", "party"]).astype("str")
    return frame.set_index("camp", drop=False).rename_axis(None)


def camp_of(party: pd.Series, seen: Record) -> str:
    """Return the camp, as `camps`, of a row of the parties."""
    if party["color_light"]:
        return str(party["party_id"])
    if party["kind"] == UNIDENTIFIED:
        return UNIDENTIFIED
    declared = {side.side for side in seen.package.crisis.sides}
    return f"side-{party['side'] if party['side'] in declared else ''}"
