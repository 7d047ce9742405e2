"""What a cell should look like: an example of its form, and what a spreadsheet leaves in cells."""

import re
from collections.abc import Iterable

from data.package import Field
from data.parameters import YEARS

MOMENT = "write it as 2022-01-09, or 2022-01-09T18:21Z with an hour (UTC)"
# The first of these that a column's pattern admits shows its form.
EXAMPLES = (
    ("UA", "two capital letters"),
    ("#1F5FA8", "a colour"),
    ("zh-Hans", "a language by BCP 47"),
    ("en", "a language"),
    ("https://example.org/page", "an address"),
    ("second-summit", "small letters and digits, parted by hyphens"),
    ("2022-01-09", "a day"),
)
# What Excel, LibreOffice and Google Sheets write where a formula fails, in English and German.
FAILED = re.compile(
    r"#(?:REF|VALUE|NAME|DIV/0|NULL|NUM|SPILL|CALC|FIELD|ERROR|BEZUG|WERT|ZAHL|ÜBERLAUF)[!?]"
    r"|#(?:N/A|NV|GETTING_DATA)|Err:\d{3}|#{3,}"
)
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
SERIAL = re.compile(r"[1-9]\d{4}(\.\d+)?", re.ASCII)  # days since 1900, of 1927 to 2173
# A year before the first one, or of five digits: no form of ours would mend it.
BEYOND = re.compile(r"^[-\u2212]\d|^0000|^\d{5,}-|\d\s*(?:BCE?|B\.C\.)", re.IGNORECASE)
NOT_LOCAL = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d?:\d\d(:\d\d)?", re.ASCII)


def show_form(field: Field, cells: Iterable[str | None]) -> str:
    """Return what to write in a column that has a pattern: by an example, of its own where it can.

    `cells`: what stands in the column. The pattern itself only where nothing matches it.
    """
    if field.moment:
        return MOMENT
    pattern = re.compile(field.constraints["pattern"])
    for example, words in EXAMPLES:
        if pattern.fullmatch(example):
            return f"write {words}, as {example}"
    own = next((cell for cell in cells if cell and pattern.fullmatch(cell)), None)
    return f"write it as {own}" if own else f"write what matches {pattern.pattern}"


def why_no_date(cell: str) -> str:
    """Return what is amiss with a cell that is no date as the record writes it; "" for no guess."""
    if SERIAL.fullmatch(cell):
        return "a spreadsheet's number of a day"
    if re.fullmatch(r"\d\d?/\d\d?/\d{2,4}.*", cell):
        return "which is the day, which the month?"
    if NOT_LOCAL.fullmatch(cell):
        return "an hour without its zone"
    if BEYOND.search(cell):
        return f"the record holds the years {YEARS[0]} to {YEARS[1]}"
    return ""
