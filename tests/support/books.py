"""A workbook of a record, edited as a spreadsheet program does."""

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

Book = openpyxl.Workbook


def change(book: Path, edit_book: Callable[[Book], Any]) -> None:
    whole = openpyxl.load_workbook(book)
    edit_book(whole)
    whole.save(book)


def put(book: Path, place: tuple[str, int, str], value: Any, shown: str = "") -> None:
    table, row, column = place

    def edit_book(whole: Book) -> None:
        page = whole[table]
        at = [cell.value for cell in page[1]].index(column) + 1
        cell = page.cell(row, at, value)
        if shown:
            cell.number_format = shown

    change(book, edit_book)


def cell(folder: Path, table: str, row: int, column: str) -> str:
    with (folder / "tables" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))[row - 2][column]
