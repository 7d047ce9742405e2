"""What the server says about its answers."""

import gzip
import re
from urllib.request import Request, urlopen

import pytest

from tests.browser.serving import Server


def answer(url: str, **headers: str) -> tuple[dict[str, str], bytes]:
    with urlopen(Request(url, headers=headers)) as given:
        return {name.lower(): value for name, value in given.headers.items()}, given.read()


@pytest.mark.parametrize("path", ["/", "/timeline", "/_stcore/health", "/app/static/icon.png"])
def test_no_answer_lets_a_page_reach_another_host(server: Server, path: str) -> None:
    headers, _ = answer(server.url + path)
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'self'" in policy
    assert "http" not in policy
    assert "*" not in policy
    assert "'unsafe-eval'" not in policy
    scripts = re.search("script-src ([^;]*);", policy)
    assert scripts
    assert "'unsafe-inline'" not in scripts[1]
    assert "'sha256-" in scripts[1]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_bundle_is_sent_small_and_kept_for_a_year(server: Server) -> None:
    _, page = answer(server.url)
    bundle = re.search(rb'src="\./(static/js/index[^"]+)"', page)
    assert bundle
    url = f"{server.url}/{bundle[1].decode()}"
    _, whole = answer(url)
    headers, squeezed = answer(url, **{"Accept-Encoding": "gzip"})
    assert gzip.decompress(squeezed) == whole
    assert len(squeezed) < len(whole) / 2
    assert "immutable" in headers["cache-control"]
    assert "content-encoding" not in answer(url)[0]
    assert answer(url, **{"Accept-Encoding": "gzip", "Range": "bytes=0-9"})[1] == whole[:10]
