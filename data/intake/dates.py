"""Dates in a text, relative ones reckoned from the article's, as precise as they are written."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

from data import clock
from data.intake.vocabulary import plain, words

DAY, MONTH, YEAR = "day", "month", "year"
FORMS = {DAY: "%Y-%m-%d", MONTH: "%Y-%m", YEAR: "%Y"}
NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|a|an"


@dataclass(frozen=True)
class Dated:
    """A date that a text names from `start` to `end`, as the record writes moments.

    `sure` is false where the words allow another reading, as "last week" on a Sunday.
    """

    start: int
    end: int
    value: str
    sure: bool = True


@lru_cache(maxsize=1)
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    months = "|".join(words()["months"])
    short = "|".join(sorted(words()["short_months"], key=len, reverse=True))
    months = rf"(?:{months}|(?:{short})\b\.?)"
    days = "|".join(words()["weekdays"])
    number = r"(?P<number>\d\d?)(?:st|nd|rd|th)?(?![\d:,.]\d|\w)"
    forms = {
        "iso": r"\d{4}-\d\d-\d\d(?:T\d\d:\d\dZ)?(?!\d)",
        "full": rf"(?:\d\d?(?:st|nd|rd|th)?(?: of)? {months},? \d{{4}}|"
        rf"{months} \d\d?(?:st|nd|rd|th)?,? \d{{4}})(?!\d)",
        "dated weekday": rf"(?:{days}),? (?:\d\d?(?:st|nd|rd|th)?(?: of)? {months}|"
        rf"{months} \d\d?(?:st|nd|rd|th)?)(?:,? \d{{4}}(?!\d))?(?![\w:]|,\d)",
        "numbered": rf"(?:(?:this|last|next) )?(?P<weekday>{days})(?:,? the|,)? {number}"
        rf"(?! {months}| (?:people|troops|men|soldiers))",
        "day": rf"(?:\d\d?(?:st|nd|rd|th)?(?: of)? {months}|"
        rf"{months} \d\d?(?:st|nd|rd|th)?)(?![\w:]|,\d)",
        "weekday": rf"(?:(?P<which>this|last|next) )?(?P<weekday>{days})(?!\w)",
        "month": rf"{months} \d{{4}}(?!\d)",
        "in month": rf"(?<=in )(?:(?:early|mid|late)[- ])?(?:{'|'.join(words()['months'])})(?!\w)",
        "unit": r"(?:last|next|this) (?P<unit>week|month|year)(?!\w)",
        "near": r"(?:yesterday|today|tomorrow|tonight)(?!\w)",
        "ago": rf"(?:\d\d?|{NUMBERS}) (?P<unit>day|week|month|year)s? ago(?!\w)",
        "year": r"(?:(?<=in )|(?<=of )|(?<=since )|(?<=the )|(?<=by )|(?<=until ))"
        r"1[5-9]\d\d(?![\w-])|(?:(?<=in )|(?<=of )|(?<=since )|(?<=the )|(?<=by )|(?<=until ))"
        r"20\d\d(?![\w-])",
    }
    flags = re.IGNORECASE | re.ASCII
    return tuple((name, re.compile(rf"(?<!\w){form}", flags)) for name, form in forms.items())


def find_dates(text: str, start: int, end: int, published: str, ahead: bool) -> tuple[Dated, ...]:
    """Return the dates between two places of a text, in order.

    `published` is the article's moment: without its day nothing relative is reckoned. `ahead` says
    that the sentence looks to the future, where a weekday alone is the next one.
    """
    base = _base(published)
    taken: list[Dated] = []
    dates = []
    for name, form in _forms():
        for match in form.finditer(text, start, end):
            if any(match.start() < t.end and t.start < match.end() for t in taken):
                continue
            dated = _read(name, match, base, ahead)
            taken.append(dated or Dated(*match.span(), ""))
            dates += [dated] if dated else []
    return tuple(sorted(dates, key=lambda dated: dated.start))


def _base(published: str) -> date | None:
    try:
        moment = clock.parse(published)
    except ValueError:
        return None
    return moment.first.date() if moment.precision in (DAY, "minute") else None


def _read(name: str, match: re.Match[str], base: date | None, ahead: bool) -> Dated | None:
    span = match.span()
    if name == "iso":
        return _checked(span, match[0].upper())
    if name == "year":
        return _checked(span, match[0])
    if base is None and name not in ("full", "month"):
        return None
    anchor = base or date(2000, 1, 1)
    if name == "numbered":
        days = _weekdays(match["weekday"], anchor, int(match["number"]))
        return Dated(*span, f"{days[0]}") if days else None
    if name == "weekday":
        return Dated(*span, f"{_weekday(match, anchor, ahead)}")
    if name == "unit" and match["unit"].lower() == "week":
        return _week(span, match[0], anchor)
    unit = DAY
    if name in ("month", "in month"):
        unit = MONTH
    elif name in ("unit", "ago"):
        unit = {"day": DAY, "week": DAY, "month": MONTH, "year": YEAR}[match["unit"].lower()]
    day = _parse(match[0], anchor, ahead)
    if name == "ago" and match["unit"].lower() == "week":
        unit = MONTH
    return _checked(span, day.strftime(FORMS[unit]), name != "in month") if day else None


def _parse(phrase: str, base: date, ahead: bool) -> date | None:
    """Return the day that dateparser takes a phrase for."""
    import dateparser

    prefer = "future" if ahead else "past"
    settings = {
        "RELATIVE_BASE": datetime(base.year, base.month, base.day),
        "PREFER_DATES_FROM": prefer,
        "PREFER_DAY_OF_MONTH": "first",
    }
    phrase = re.sub(r"(?i)\b(?:early|mid|late)[- ]", "", plain(phrase))
    phrase = phrase.replace("this ", "").replace(" of ", " ")
    if phrase in ("month", "year"):
        return base
    phrase = phrase.replace("next ", "in 1 ").replace("tonight", "today")
    try:
        moment = dateparser.parse(phrase, languages=["en"], settings=settings)
    except (ValueError, OverflowError, RecursionError):
        return None
    return moment.date() if moment else None


def _checked(span: tuple[int, int], value: str, sure: bool = True) -> Dated | None:
    try:
        clock.parse(value)
    except ValueError:
        return None
    return Dated(*span, value, sure)


def _weekdays(name: str, base: date, number: int) -> list[date]:
    """Return the days near `base` that are that weekday and that day of a month, nearest first."""
    weekday = words()["weekdays"].index(name.lower())
    near = (base + timedelta(days=n) for n in range(-60, 61) if 1 < base.year < 9999)
    days = [day for day in near if day.weekday() == weekday and day.day == number]
    return sorted(days, key=lambda day: abs(day - base))


def _weekday(match: re.Match[str], base: date, ahead: bool) -> date:
    """Return the day that a weekday alone means: the last one, or the next where it is to come."""
    apart = (words()["weekdays"].index(match["weekday"].lower()) - base.weekday()) % 7
    which = (match["which"] or "").lower()
    if which == "next" or (which != "last" and ahead):
        return base + timedelta(days=apart or (7 if which == "next" else 0))
    back = (7 - apart) % 7 or (7 if which == "last" else 0)
    return base - timedelta(days=back)


def _week(span: tuple[int, int], phrase: str, base: date) -> Dated | None:
    """Return the month of a week: none where it lies in two, as no date is as wide as a week.

    A week may begin on Sunday or Monday; where that makes another month the reading is not sure.
    """
    which = phrase.lower().split(maxsplit=1)[0]
    shift = timedelta(days={"last": -7, "this": 0, "next": 7}[which])
    months = []
    for first in (base.weekday(), (base.weekday() + 1) % 7):
        monday = base - timedelta(days=first) + shift
        months.append({f"{monday + timedelta(days=n):%Y-%m}" for n in range(7)})
    whole = [min(week) for week in months if len(week) == 1]
    if not whole:
        return None
    return _checked(span, whole[-1], all(week == months[0] for week in months))
