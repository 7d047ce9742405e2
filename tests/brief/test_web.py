"""The brief's web page fetches nothing, and runs nothing but its own script."""

import base64
import re
from hashlib import sha256

import pytest

from components.brief.make import file
from components.brief.model import Choices
from data.asof import seen_by
from data.clock import parse
from data.load import Record
from data.view import View
from tests.support.reading import Page


@pytest.fixture(scope="module")
def written(record: Record) -> str:
    view = View.default(record).but(since=parse("2022-01-01"))
    return file("html", seen_by(record, view), view, Choices()).decode()


def test_the_web_page_runs_its_own_script_alone(written: str) -> None:
    (own,) = re.findall(r"<script[^>]*>(.*?)</script>", written, re.S)
    digest = base64.b64encode(sha256(own.encode()).digest()).decode()
    (policy,) = [
        str(a["content"]) for tag, a in Page(written).tags if a.get("http-equiv") and tag == "meta"
    ]
    rules = dict(rule.strip().split(" ", 1) for rule in policy.split(";"))
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == f"'sha256-{digest}'"
    assert not [name for _, a in Page(written).tags for name in a if name.startswith("on")]


def test_the_web_page_fetches_nothing(written: str) -> None:
    page = Page(written)
    fetched = [
        str(a[name])
        for tag, a in page.tags
        for name in ("src", "srcset", "data", "poster")
        if a.get(name)
    ]
    faces = re.findall(r"url\(([^)]{,20})", written.partition("</style>")[0])
    assert len(faces) == 2
    assert all(address.startswith("data:") for address in [*fetched, *faces])
    assert not [tag for tag, _ in page.tags if tag in ("link", "iframe", "object", "embed")]
