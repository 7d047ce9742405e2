"""What is ahead and what happened last: the left column of Situation."""

from functools import partial
from typing import Any

import pandas as pd

from components.ui import links, store
from components.ui.elements import layout, lists
from components.ui.pages import fitting
from components.ui.pages.situation import link_announced
from data.queries.events import ahead as coming
from data.queries.events import called_off
from data.queries.overview import situation
from data.rows import cells_by_id
from data.view import View
from data.words import count_in_words, number

NEXT_ROWS = 4
OFF_ROWS = 2  # most, of what was called off
NEWLY_ROWS = 3  # most, of what became known long after it happened


@layout.block
def next_and_last(view: View) -> None:
    """Place what is scheduled and, in the room left, what happened last."""
    lists.place("ahead", _next_and_last(view))


@store.cached()
def _next_and_last(view: View) -> list[lists.Row]:
    ahead, newly = store.ask(coming.upcoming, view), store.ask(situation.newly_known, view)
    off = called_off.list_called_off(store.seen(view)).head(OFF_ROWS)
    first_rows = coming.first_of(ahead, NEXT_ROWS)
    latest = store.ask(situation.latest, view)
    fitted = latest.head(
        fitting.latest_that_fit(
            first_rows,
            latest,
            _names(view),
            off=len(off),
            more=len(ahead) > len(first_rows),
            newly=newly["title"].head(NEWLY_ROWS),
        )
    )
    rows = [_next(ahead, first_rows, off, view)]
    rows += [_newly(newly, view)] if len(newly) else []
    return [*rows, _last(latest, fitted, view)]


def _next(
    ahead: pd.DataFrame, first_rows: pd.DataFrame, off: pd.DataFrame, view: View
) -> lists.Row:
    words = layout.template(
        "situation_next",
        rows=first_rows.to_dict("records"),
        folded=ahead.loc[~ahead.index.isin(first_rows.index)].to_dict("records"),
        more=_more(len(ahead) - len(first_rows)),
        off=off.to_dict("records"),
        all_ahead=link_announced(view),
        towns=_towns(ahead),
        advice=layout.ask_for_rows("events"),
        hours_awaited=coming.hours_awaited(ahead),
        **_shared(view),
    )
    return lists.Row("next", words)


def _last(latest: pd.DataFrame, fitted: pd.DataFrame, view: View) -> lists.Row:
    newest = situation.newest_day(latest)
    folded = newest.loc[~newest.index.isin(fitted.index)]
    words = layout.template(
        "situation_last",
        days=[(day, rows.to_dict("records")) for day, rows in fitted.groupby("day", sort=False)],
        title=_last_title(newest, view),
        folded=folded.to_dict("records"),
        more=f"{_more(len(folded))} {_that_day(newest, view)}" if len(folded) else "",
        **_shared(view),
    )
    return lists.Row("last", words)


def _newly(newly: pd.DataFrame, view: View) -> lists.Row:
    words = layout.template(
        "situation_newly",
        rows=newly.head(NEWLY_ROWS).to_dict("records"),
        folded=newly.iloc[NEWLY_ROWS:].to_dict("records"),
        more=_more(len(newly) - NEWLY_ROWS),
        **_shared(view),
    )
    return lists.Row("newly", words)


def _shared(view: View) -> dict[str, Any]:
    """Return what every row of the column is written with."""
    link = partial(links.address, view=view)
    since = str(view.since or "")
    return {"names": _names(view), "chosen": view.event, "since": since, "link": link}


def _names(view: View) -> dict[Any, Any]:
    return cells_by_id(store.seen(view).parties, "short_name")


def _towns(ahead: pd.DataFrame) -> str:
    towns = ahead.loc[ahead["meeting"] & (ahead["town"] != ""), "town"]
    return ", ".join(list(dict.fromkeys(towns))[:3])


def _last_title(newest: pd.DataFrame, view: View) -> str:
    if newest.empty:
        return "none on record"
    many = count_in_words(len(newest), "event")
    return f"{many} {_that_day(newest, view)}"


def _that_day(newest: pd.DataFrame, view: View) -> str:
    today = newest["at"].iloc[0] == view.as_of.last.normalize()
    return "today" if today else f"on {newest['day'].iloc[0]}"


def _more(left: int) -> str:
    return f"{number(left)} more".capitalize() if left else ""
