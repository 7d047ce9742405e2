"""A brief's tables as a workbook, and the map's marks as GeoJSON."""

import io
import json
from datetime import datetime
from typing import Any

import xlsxwriter

from components.brief.model import JUDGEMENT, Brief, Row, stamp
from components.brief.points import write_runs
from components.brief.support import LATER
from data.direction import bare
from data.load import Record
from data.queries.events.ending import record_end
from data.queries.forces.forces import forces
from data.queries.forces.venues import venues
from data.view import View

LONG_AGO = datetime(1980, 1, 1)  # the file's own date: the same bytes every time
LONGEST_CELL = 32_767  # characters, by Excel's own limit
OF_A_MARK = (
    *("observation_id", "place", "force_name", "status_name", "at_label", "what", "people"),
    "basis_name",
)


def xlsx(brief: Brief) -> bytes:
    """Return every section as a sheet, the sources as the last; each cell is written as text.

    A sheet that does not hold all that is on record says so in its last row. No cell is a formula
    or a link, whatever it begins with.
    """
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    book.set_properties({"title": brief.title[:255], "created": LONG_AGO})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True})
    about = [brief.title, brief.subject, stamp(brief), *brief.filters]
    about += [f"Record {brief.digest}", *brief.statement]
    about += [f"{JUDGEMENT}: {brief.note}"] if brief.note else []
    tables: dict[str, list[tuple[str, ...]]] = {"About": [("Brief",), *((a,) for a in about)]}
    if brief.points:
        points = [(p.words, p.confidence, p.edited, write_runs(p.sources)) for p in brief.points]
        tables["Key points"] = [("Point", "Sourcing", "Words", "Sources"), *points]
    for section in brief.sections:
        rows = [(*row.cells, _cited(row)) for row in section.rows]
        more = [(section.left_out,)] if section.left_out else []
        tables[section.title] = [(*section.columns, "Sources"), *rows, *more]
    sources = [
        (str(s.number), s.publisher, s.title, s.published, s.reliability, s.url)
        for s in brief.sources
    ]
    tables["Sources"] = [
        ("Number", "Publisher", "Title", "Published", "Reliability", "Address"),
        *sources,
    ]
    for title, rows in tables.items():
        sheet = book.add_worksheet(title[:31])
        sheet.freeze_panes(1, 0)
        for line, row in enumerate(rows):
            for column, cell in enumerate(row):
                look = wrapped if line else bold
                sheet.write_string(line, column, cell[:LONGEST_CELL], look)
        for column in range(len(rows[0])):
            longest = max(len(row[column]) for row in rows if len(row) > column)
            sheet.set_column(column, column, min(max(longest, 8) + 2, 60))
    book.close()
    return out.getvalue()


def _cited(row: Row) -> str:
    return write_runs(row.sources) or LATER


def geojson(seen: Record, view: View) -> bytes:
    """Return the map's marks and meeting towns as GeoJSON (RFC 7946, WGS84).

    Seen from after the record's end, each feature says so in `record`.
    """
    marks: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {"layer": "forces"}
            | {name: bare(str(row[name])) for name in OF_A_MARK}
            | {"sources": list(seen.deployments.at[row["observation_id"], "cited"])},
        }
        for row in forces(seen, view).marks.to_dict("records")
    ]
    towns: list[dict[str, Any]] = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [row["lon"], row["lat"]]},
            "properties": {
                "layer": "meetings",
                "place": bare(str(row["name"])),
                "announced": int(row["upcoming"]),
                "held": int(row["past"]),
                "called_off": int(row["called_off"]),
            },
        }
        for row in venues(seen, view).towns.to_dict("records")
    ]
    features = marks + towns
    collection: dict[str, Any] = {"type": "FeatureCollection", "as_of": str(view.as_of)}
    if ending := record_end(seen):
        collection["record"] = ending
        # Programs that read the features keep nothing of what stands around them.
        for feature in features:
            feature["properties"]["record"] = ending
    return json.dumps(collection | {"features": features}, ensure_ascii=False, indent=1).encode()
