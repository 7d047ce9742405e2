"""What the marks of the map may be narrowed to, and how many marks each choice would leave."""

import pandas as pd

from data.ages import AGES
from data.load import Record
from data.queries.forces.forces import NARROWS, newest
from data.query import query
from data.view import View

COLUMNS = {"party": "force", "basis": "basis", "age": "age"}  # of a mark, by field of the view


@query(reads=("as_of", "since", *NARROWS))
def facets(seen: Record, view: View) -> dict[str, pd.Series]:
    """Return, for each field of the view that leaves marks out, the marks of each of its values.

    A count is of the marks that all other filters let pass, so choosing the value alone shows as
    many. Forces stand in the package's order, evidence in that of its words, ages the newest first;
    a value without a mark is left out unless it is chosen.
    """
    basis = seen.package.field("deployments", "basis").enum
    orders = {"party": tuple(seen.parties.index), "basis": basis, "age": AGES}
    answer = {}
    for field, column in COLUMNS.items():
        counted = newest(seen, view.without(field))[column].astype("str").value_counts()
        chosen = getattr(view, field)
        offered = [value for value in orders[field] if value in counted or value in chosen]
        answer[field] = counted.reindex(offered, fill_value=0).astype("int64")
    return answer
