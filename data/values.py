"""A cell in the form its column is written in, where it can only be meant in one way.

`9 Jan 2022`, `1 200`, `#fff` and `a; b` are read; `01/02/2022`, `1,500` and `~1500` would have to
be guessed: they stay as they are, and the checks name them.
"""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

from data import clock
from data.cells import trim
from data.package import Field

NOTHING = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # letters without a shape
SPACES = re.compile("[\u00a0\u2007\u2009\u202f\u3000]")
HYPHENS, MINUS = re.compile("[\u2010\u2011]"), "\u2212"
GROUPED = (  # thousands: by spaces or apostrophes; by commas or points only where there are two
    re.compile(r"[+-]?\d{1,3}(?:[ '’]\d{3})+(?:\.\d+)?", re.ASCII),
    re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?", re.ASCII),
    re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}", re.ASCII),
)
DECIMAL_COMMA = re.compile(r"([+-]?)(\d+),(\d+)", re.ASCII)
WHOLE = re.compile(r"([+-]?\d+)[.,]0{1,2}", re.ASCII)  # 1,000 would be a thousand
MONTHS = tuple(re.findall("...", "janfebmaraprmayjunjulaugsepoctnovdec"))
NAMES = (
    *("january", "february", "march", "april", "june", "july", "august", "september"),
    *("october", "november", "december", "sept"),
)
MONTH = f"(?P<m>{'|'.join((*NAMES, *MONTHS))})\\.?"
TIME = (
    r"(?:[T ,]+(?P<h>\d\d?):(?P<min>\d\d)(?::\d\d(?:\.\d+)?)?"
    r"\s*(?P<zone>Z|UTC|GMT|[+-]\d\d:?\d\d))?"
)
DATES = tuple(
    re.compile(form + TIME, re.ASCII | re.IGNORECASE)
    for form in (
        r"(?P<y>\d{4})-(?P<m>\d\d?)-(?P<d>\d\d?)",
        r"(?P<y>\d{4})[/.](?P<m>\d\d?)[/.](?P<d>\d\d?)\.?",
        r"(?P<d>\d\d?)\.\s?(?P<m>\d\d?)\.\s?(?P<y>\d{4})",
        r"(?P<d>1[3-9]|2\d|3[01])/(?P<m>\d\d?)/(?P<y>\d{4})",  # a month beyond 12 is none
        r"(?P<m>\d\d?)/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})",
        rf"(?P<d>\d\d?)\.?[ -]{MONTH}[ -](?P<y>\d{{4}})",
        rf"{MONTH} (?P<d>\d\d?),? (?P<y>\d{{4}})",
    )
)
MONTH_ALONE = re.compile(rf"{MONTH}[ -](?P<y>\d{{4}})", re.ASCII | re.IGNORECASE)
CODE = re.compile("#?[a-z0-9_-]+", re.ASCII | re.IGNORECASE)
HEX = re.compile("#?(?:[0-9a-f]{3}|[0-9a-f]{6})", re.ASCII | re.IGNORECASE)
LANGUAGE = re.compile("[a-z]{2,3}(?:[-_][a-z0-9]{2,8})*", re.ASCII | re.IGNORECASE)


def read_as(field: Field, is_key: bool) -> Callable[[str], str]:
    """Return what puts a cell of a column in its form; `is_key`: the cell names a row."""
    if field.moment:
        return read_moment
    if field.delimiter:
        listed = field.delimiter
        return lambda cell: read_list(cell, listed, field.references is not None)
    if field.type in ("integer", "number"):
        return lambda cell: read_number(cell, field)
    if field.type == "boolean":
        return lambda cell: _boolean(cell, field)
    if field.enum:
        words = {_bare(str(word)): str(word) for word in field.enum}
        exact = set(map(str, field.enum))
        one_each = len(words) == len(exact)
        return lambda cell: cell if cell in exact or not one_each else _word(cell, words)
    if is_key:
        return tidy_code
    if "pattern" in field.constraints:
        pattern = field.constraints["pattern"]
        return lambda cell: _fitted(cell, pattern)
    return _text


def tidy_code(cell: str) -> str:
    """Return an id or another code with plain hyphens and without letters that show nothing."""
    return trim(cell if cell.isascii() else HYPHENS.sub("-", NOTHING.sub("", cell)))


def read_moment(cell: str) -> str:
    """Return a date as the record writes it, hours in UTC; as it was where that is not sure."""
    if clock.WRITTEN.fullmatch(cell):
        return cell
    plain = SPACES.sub(" ", tidy_code(cell)).removeprefix("'").removeprefix("’").strip()
    if clock.WRITTEN.fullmatch(plain):
        return plain
    for form in DATES:
        if match := form.fullmatch(plain):
            return _written(match) or cell
    if match := MONTH_ALONE.fullmatch(plain):
        return f"{match['y']}-{_month(match['m']):02}"
    return cell


def read_number(cell: str, field: Field) -> str:
    """Return a number as digits with a point; as it was where that is not sure."""
    plain = SPACES.sub(" ", NOTHING.sub("", cell)).replace(MINUS, "-").strip()
    if plain[:1] == "'":
        plain = plain[1:]
    if plain and any(form.fullmatch(plain) for form in GROUPED):
        by_points = GROUPED[2].fullmatch(plain) is not None
        plain = re.sub(r"[ '’,.]" if by_points else r"[ '’,]", "", plain)
    if field.type == "integer":
        whole = WHOLE.fullmatch(plain)
        plain = whole[1] if whole else plain
        return plain if re.fullmatch(r"[+-]?\d+", plain, re.ASCII) else cell
    if match := DECIMAL_COMMA.fullmatch(plain):
        sign, ones, parts = match.groups()
        most = field.constraints.get("maximum")
        beyond = most is not None and float(ones + parts) > float(most)
        if len(parts) == 3 and ones.lstrip("0") and len(ones) <= 3 and not beyond:
            return cell  # 1,500 may be one and a half, or one thousand five hundred
        plain = f"{sign}{ones}.{parts}"
    return plain if re.fullmatch(r"[+-]?\d+(\.\d+)?", plain, re.ASCII) else cell


def read_list(cell: str, mark: str, of_keys: bool) -> str:
    """Return a list without blanks around its parts; a line break parts two, too."""
    if "\n" in cell or "\r" in cell:
        lines = re.split(r"[\r\n]+", cell)
        cell = mark.join(filter(None, (trim(line).strip(mark).strip() for line in lines)))
    parts = [trim(part) for part in cell.split(mark)]
    return mark.join(map(tidy_code, parts) if of_keys else parts)


def _text(cell: str) -> str:
    return cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell


def _written(match: re.Match[str]) -> str:
    """Return a date that was found in its form; "" where there is no such day or hour."""
    try:
        day = datetime(int(match["y"]), _month(match["m"]), int(match["d"]), tzinfo=UTC)
        if match["h"] is None:
            return f"{day:%Y-%m-%d}".rjust(10, "0")
        at = day.replace(hour=int(match["h"]), minute=int(match["min"]))
        if match["zone"][0] in "+-":
            sign = 1 if match["zone"][0] == "+" else -1
            hours, minutes = int(match["zone"][1:3]), int(match["zone"][-2:])
            offset = timezone(sign * timedelta(hours=hours, minutes=minutes))
            at = at.replace(tzinfo=offset).astimezone(UTC)
        return f"{at:%Y-%m-%dT%H:%MZ}".rjust(17, "0")
    except (ValueError, OverflowError):
        return ""


def _month(written: str) -> int:
    return int(written) if written.isdigit() else MONTHS.index(written[:3].lower()) + 1


def _boolean(cell: str, field: Field) -> str:
    plain = _bare(cell).removesuffix(".0")
    for words, others in ((field.true_values, "true"), (field.false_values, "false")):
        if plain == others or plain in map(_bare, words):
            return cell if cell in words else words[0]
    return cell


def _bare(word: str) -> str:
    return re.sub(r"[\s_\-\u2010\u2011\u00a0]+", "-", NOTHING.sub("", trim(word))).casefold()


def _word(cell: str, words: dict[str, str]) -> str:
    bare = _bare(cell)
    return words.get(bare) or words.get(re.sub(r"\.0+$", "", bare)) or cell


@lru_cache(maxsize=4096)
def _fitted(cell: str, pattern: str) -> str:
    """Return a code as its pattern has it, where another case of letters is all it lacks."""
    try:
        form = re.compile(pattern)
    except (re.error, TypeError):
        return cell
    if form.fullmatch(cell):
        return cell
    return next((one for one in _variants(cell) if form.fullmatch(one)), cell)


def _variants(cell: str) -> Iterator[str]:
    plain = tidy_code(cell)
    yield plain
    if not CODE.fullmatch(plain):  # the case of an address means something
        return
    yield from (plain.lower(), plain.upper())
    if HEX.fullmatch(plain):
        digits = plain.removeprefix("#").upper()
        yield f"#{digits if len(digits) == 6 else ''.join(d * 2 for d in digits)}"
    if LANGUAGE.fullmatch(plain):
        yield language_tag(plain)


def language_tag(written: str) -> str:
    """Return a language's tag in the case that BCP 47 (RFC 5646, 2.1.1) has: `zh-Hans-CN`."""
    first, *rest = written.replace("_", "-").lower().split("-")
    of_length: dict[int, Callable[[str], str]] = {2: str.upper, 4: str.title}
    return "-".join((first, *(of_length.get(len(part), str)(part) for part in rest)))
