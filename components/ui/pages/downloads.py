"""The record as files: its licence, how a row is corrected, tables and the whole of it."""

from functools import partial
from typing import Any

import streamlit as st

from components.ui import store
from components.ui.elements import files, layout
from components.ui.elements.files import File
from data import export
from data.load import TABLES, Record
from data.view import View
from data.workbook.write import write_workbook

ZIP = "application/zip"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@layout.block
def offer(view: View) -> None:
    """Place the licence, how to correct a row, and the tables as files."""
    seen = store.seen(view)
    layout.html(
        "sources_licence",
        package=seen.package,
        sources=seen.package.descriptor.get("sources", ()),
        moment=view.as_of.at_end,
    )
    row = st.container(horizontal=True, vertical_alignment="bottom")
    declared = seen.package.tables
    with row:
        name = st.selectbox("Table", TABLES, format_func=lambda n: declared[n].title, width=240)
        moment = f"{seen.package.name}-{seen.seen_at:%Y-%m-%dT%H%MZ}"
        table = partial(export.table_csv, seen, name)
        files.offer(
            "record",
            File("This table (CSV)", f"{moment}-{name}.csv", "text/csv", table),
            File("All tables (ZIP)", f"{moment}-tables.zip", ZIP, partial(export.all_csv, seen)),
            *_whole_record(seen),
        )


def _whole_record(seen: Record) -> tuple[File, File]:
    """Return the record itself as files: they hold all moments, so they wait for the last one."""
    package = store.record().package
    late = "It also holds what became known later. Set “as of” to the last moment to download it."
    wait: Any = {"disabled": not seen.at_the_last, "help": "" if seen.at_the_last else late}
    book, name = f"{package.name}.xlsx", f"{package.name}.zip"
    archive, workbook = (
        partial(export.package_zip, store.record()),
        partial(write_workbook, package, book),
    )
    return (
        File("The whole record (data package)", name, ZIP, archive, **wait),
        File("The whole record (workbook)", book, XLSX, workbook, **wait),
    )
