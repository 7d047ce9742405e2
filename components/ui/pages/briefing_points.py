"""The Briefing page's key points: in the rule's words and order until the analyst changes them."""

from dataclasses import replace
from typing import Any

import streamlit as st

from components.brief.model import Choices
from components.brief.points import LONGEST_POINT, KeyPoint, list_points
from components.ui import store
from components.ui.elements import layout
from data.view import View

EDITS = "brief_points"  # in the session: what the analyst changed, by the moments compared
BUTTONS = {"up": -1, "down": 1}


def edited_points(view: View, choices: Choices) -> Choices:
    """Place the key points to be worded, ordered and dropped; return the choices with them.

    What the analyst changed belongs to the moment and the earlier instant: at others the rule's
    points stand.
    """
    points = {point.point_id: point for point, _ in list_points(store.seen(view), view, None)}
    if not points:
        return choices
    moment = f"{view.as_of}|{view.since or ''}"
    edits = st.session_state.setdefault(EDITS, {}).get(moment)
    order = [name for name in edits["order"] if name in points] if edits else list(points)
    with st.expander("Edit the key points", key="brief_points"):
        st.caption("What you change is marked as yours in every file; its sources stay beside it.")
        for name in order:
            _row(moment, points[name], order)
        if edits:
            st.button(
                "Restore all points",
                key="brief_points_restore",
                on_click=_restore,
                args=(moment, list(points)),
            )
    edits = st.session_state[EDITS].get(moment)
    if not edits:
        return choices
    return replace(choices, points=tuple((name, edits["own"].get(name, "")) for name in order))


def _row(moment: str, point: KeyPoint, order: list[str]) -> None:
    """Place one point: its words, and what moves, drops and restores it."""
    name, at = point.point_id, order.index(point.point_id)
    key = _key(moment, name)
    own = (st.session_state[EDITS].get(moment) or {}).get("own", {}).get(name, "")
    st.session_state.setdefault(key, own or point.words)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_area(
            f"Key point {at + 1}",
            key=key,
            max_chars=LONGEST_POINT,
            height=100,
            label_visibility="collapsed",
            on_change=_word,
            args=(moment, name, point.words, order),
        )
        for way, by in BUTTONS.items():
            _button(f"Move point {at + 1} {way}", f"brief_{way}_point_{at}", _move)(
                not 0 <= at + by < len(order), (moment, name, by, order)
            )
        _button(f"Remove point {at + 1}", f"brief_drop_point_{at}", _drop)(
            False, (moment, name, order)
        )
        _button(f"Restore the words of point {at + 1}", f"brief_reword_point_{at}", _reword)(
            not own, (moment, name, point.words)
        )


def _button(label: str, key: str, action: Any) -> Any:
    return lambda disabled, args: st.button(
        label, key=key, type="tertiary", disabled=disabled, on_click=action, args=args
    )


def _key(moment: str, name: str) -> str:
    return f"brief_words_{moment}_{name}"


def _edits(moment: str, order: list[str]) -> Any:
    """Return what was changed at the moment, begun where nothing was."""
    whole = st.session_state[EDITS]
    return whole.setdefault(moment, {"order": list(order), "own": {}})


@layout.action
def _word(moment: str, name: str, words: str, order: list[str]) -> None:
    """Keep the analyst's words; empty ones, and the rule's own, are none."""
    own = " ".join(str(st.session_state.get(_key(moment, name), "")).split())
    edits = _edits(moment, order)
    edits["own"].pop(name, None)
    if own and own != words:
        edits["own"][name] = own
    else:
        st.session_state[_key(moment, name)] = words


@layout.action
def _move(moment: str, name: str, by: int, order: list[str]) -> None:
    edits = _edits(moment, order)
    moved = list(order)
    at = moved.index(name)
    moved[at], moved[at + by] = moved[at + by], moved[at]
    edits["order"] = moved


@layout.action
def _drop(moment: str, name: str, order: list[str]) -> None:
    _edits(moment, order)["order"] = [other for other in order if other != name]


@layout.action
def _reword(moment: str, name: str, words: str) -> None:
    _edits(moment, [])["own"].pop(name, None)
    st.session_state[_key(moment, name)] = words


@layout.action
def _restore(moment: str, names: list[str]) -> None:
    st.session_state[EDITS].pop(moment, None)
    for name in names:
        st.session_state.pop(_key(moment, name), None)
