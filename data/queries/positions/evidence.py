"""What each position of two compared parties rests on, and how it moved."""

from dataclasses import dataclass

import pandas as pd

from data import clock
from data.clock import Moment
from data.load import Record
from data.queries.events.stretch import find_past
from data.queries.events.window import compare_with
from data.queries.exchanges.claims import describe_claims
from data.queries.positions.moved import WAS, with_earlier
from data.queries.positions.positions import SIDES
from data.queries.positions.stances import describe_stances
from data.queries.sources.citing import grades, sources_of
from data.query import query
from data.rows import cells_by_id
from data.view import View


@dataclass(frozen=True, eq=False)
class Moves:
    """How two parties moved on every issue, between two instants (UTC) worth drawing.

    `rows`: one row each time a stance was set or moved, oldest first: the columns of positions
    and `side` (left, right), `party` (short name), `word`, `since_label`, `grade`, `grade_label`,
    and of the step before `was_stance`, `was_word`, `was_summary`, `was_since_label`. The axis
    begins at `axis_start`; it ends at `until`, the moment itself, or with the events of a crisis
    that `is_over`: what moved later stands at its end. `compare_with` is the earlier instant that
    `news` of a row is compared with, or None.
    """

    rows: pd.DataFrame
    axis_start: pd.Timestamp
    until: pd.Timestamp
    compare_with: Moment | None = None
    is_over: bool = False


@dataclass(frozen=True, eq=False)
class Evidence:
    """The claims that carry the positions of two parties.

    `carried`: one row a position and a claim that carries it: `position_id` and the columns of
    `data.queries.exchanges.claims.describe_claims`, in the order in which the position names them.
    `sources`: those cited by either, as `data.queries.sources.citing.sources_of`, indexed by id.
    """

    carried: pd.DataFrame
    sources: pd.DataFrame


@query(reads=("as_of", "compare", "topic"))
def moves(seen: Record, view: View) -> Moves:
    """Return every position of the two parties of `view.compare`, oldest first.

    Only those on the issues of `view.topic`, where it names some.
    """
    rows = _of_both(seen, view)
    side = dict(zip(view.compare, SIDES, strict=True))
    rows = rows.assign(
        side=rows["party_id"].map(side).astype("str"),
        party=rows["party_id"].map(cells_by_id(seen.parties, "short_name")).astype("str"),
        word=describe_stances(seen, rows),
        since_label=pd.Series(clock.say_column(rows, "since"), rows.index, dtype="str"),
    ).join(grades(seen, rows))
    rows = rows.join(with_earlier(seen)[[f"was_{name}" for name in WAS]])
    until = view.as_of.last
    weeks = seen.package.crisis.axis.true_scale_weeks
    axis_start = (until - pd.Timedelta(weeks=weeks)).normalize()
    past = find_past(seen)
    axis_start, axis_end = past or (axis_start, until)
    rows = rows.sort_values(["since", "since_last"], kind="stable")
    return Moves(rows, axis_start, axis_end, compare_with(seen, view), is_over=past is not None)


@query(reads=("compare", "topic"))
def evidence(seen: Record, view: View) -> Evidence:
    """Return the claims that carry the two parties' positions, and all sources cited."""
    rows = _of_both(seen, view)
    named = [(p, claim) for p, ids in rows["claim_ids"].items() for claim in ids]
    claims = seen.claims.loc[[claim for _, claim in named]]
    ids = pd.Series([str(p) for p, _ in named], claims.index, dtype="str")
    carried = describe_claims(seen, claims).assign(position_id=ids)
    cited = dict.fromkeys(s for frame in (rows, claims) for ids in frame["cited"] for s in ids)
    return Evidence(carried, sources_of(seen, cited))


def _of_both(seen: Record, view: View) -> pd.DataFrame:
    rows = seen.positions.loc[seen.positions["party_id"].isin(view.compare)]
    return rows.loc[rows["issue_id"].isin(list(view.topic))] if view.topic else rows
