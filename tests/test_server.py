"""How the app is served: what its policy names."""

from base64 import b64decode
from hashlib import sha256

from components import server


def test_the_policy_names_every_script_that_stands_in_streamlits_page():
    scripts = server.read_inline_scripts()
    assert scripts
    for text in scripts:
        named = server.hash_script(text)
        assert b64decode(named.removeprefix("'sha256-").removesuffix("'")) == (
            sha256(text.encode()).digest()
        )
        assert named in server.POLICY
