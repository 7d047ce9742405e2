"""What to add next to a record that has only begun: the first row of a table that has none."""

from data.kinds import KINDS
from data.load import Record

# The tables without a row of which there is none of these.
POSITIONS, CLAIMS, FORCES = ("issues", "positions"), ("issues", "claims"), ("places", "deployments")


def ask_for_rows(record: Record, *tables: str) -> str:
    """Return a sentence that asks for the first row of the first of these tables that has none.

    Empty where all have rows: those that are not known yet at a moment are not asked for.
    """
    for name in tables:
        if name in record.blank:
            file = record.package.tables[name].path.name
            return f"No {KINDS[name].many} yet: add the first row to {file}."
    return ""
