"""How the app is served: what depends on the address, and what its policy names."""

from base64 import b64decode
from hashlib import sha256

import pytest

from components import server


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.2", "::1", "localhost"])
def test_a_page_on_the_same_machine_is_told_things_uncompressed(monkeypatch, host):
    assert served(monkeypatch, host)["ws_per_message_deflate"] is False


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "crisis.example"])
def test_what_other_machines_are_told_is_compressed(monkeypatch, host):
    assert served(monkeypatch, host)["ws_per_message_deflate"] is True


def served(monkeypatch, host):
    told = {}
    monkeypatch.setattr("uvicorn.run", lambda app, **given: told.update(given))
    server.serve(server.app, host, 8501)
    return told


def test_the_policy_names_every_script_that_stands_in_streamlits_page():
    scripts = server.read_inline_scripts()
    assert scripts
    for text in scripts:
        named = server.hash_script(text)
        assert b64decode(named.removeprefix("'sha256-").removesuffix("'")) == (
            sha256(text.encode()).digest()
        )
        assert named in server.POLICY


def test_the_sites_that_may_frame_a_page_are_named_by_the_operator():
    assert server.read_sites("") == []
    sites = "https://example.org https://*.example.net:8443 http://10.0.0.7:*"
    assert server.read_sites(sites) == sites.split()
    for wrong in ("example.org", "https://a;script-src *", "'none'", "*"):
        with pytest.raises(ValueError, match="is no site; write for example"):
            server.read_sites(wrong)
