"""The text that a proposal was read from, beside its form: the words behind each cell marked."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

import streamlit as st

from components.ui.elements import layout
from data.curation.proposals import Proposed

component = st.components.v2.component(
    "red_lines_article", js=layout.script("dom.js", "article.js"), isolate_styles=False
)


@dataclass(frozen=True)
class Part:
    """A stretch of a text, and the columns whose cells were read from it, parted by blanks."""

    text: str
    columns: str = ""


def place(key: str, title: str, text: str, cells: Mapping[str, Proposed]) -> None:
    """Place a text with its words marked; those of the cell that has the focus stand out.

    `key` is the form's.
    """
    body = layout.template("curate_article", title=title, parts=split(text, cells))
    component(
        key=f"article_{key}", data={"words": body, "cells": f"st-key-cell_{key}_"}, width="stretch"
    )


def split(text: str, cells: Mapping[str, Proposed]) -> tuple[Part, ...]:
    """Return a text as stretches, each read for the same cells; spans beyond its end are cut."""
    spans = [
        (max(first, 0), min(last, len(text)), column)
        for column, cell in cells.items()
        for first, last in cell.spans
    ]
    edges = sorted({0, len(text), *(edge for first, last, _ in spans for edge in (first, last))})
    edges = [edge for edge in edges if 0 <= edge <= len(text)]
    return tuple(
        Part(
            text[first:last],
            " ".join(column for a, b, column in spans if a <= first and last <= b),
        )
        for first, last in pairwise(edges)
        if first < last
    )
