"""An identity provider of this machine: OpenID Connect as Streamlit's sign-in speaks it, no more.

Accounts sign in by a click on their name. Every answer is signed with RS256, and a code is taken
once, from the client that it was given to and with the verifier that it was asked for with.
"""

import base64
import hashlib
import secrets
import socket
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urlencode

import uvicorn
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route

CLIENT, SECRET = "red-lines", "a secret of the client"
ACCOUNTS: Mapping[str, Mapping[str, Any]] = {
    "anna": {"email": "Anna@desk.org", "email_verified": True, "groups": ["analysts"]},
    "ben": {"email": "ben@desk.org", "email_verified": True, "groups": ["readers"]},
    "cleo": {"email": "cleo@desk.org", "email_verified": True, "groups": ["all", "curators"]},
    # Who names somebody else's address as their own, which nobody has verified.
    "mallory": {"email": "anna@desk.org", "email_verified": False, "groups": []},
}


@dataclass
class Provider:
    """A provider that runs: its address, how many requests it had, when accounts sign in."""

    url: str = ""
    requests: list[str] = field(default_factory=list)
    age: float = 0  # seconds that have gone since an account signed in, when its token is made
    _codes: dict[str, tuple[str, Mapping[str, str]]] = field(default_factory=dict)
    _key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "one"}))

    def describe(self, _request: Request) -> Response:
        """Say where everything is."""
        self.requests.append("discovery")
        return JSONResponse(
            {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/jwks",
                "end_session_endpoint": f"{self.url}/logout",
                "response_types_supported": ["code"],
                "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["RS256"],
                "code_challenge_methods_supported": ["S256"],
            }
        )

    def authorize(self, request: Request) -> Response:
        """Ask which account signs in, and send it back with a code."""
        self.requests.append("authorize")
        asked = dict(request.query_params)
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        account = asked.pop("account", "")
        if account:
            code = secrets.token_urlsafe()
            self._codes[code] = (account, asked)
            back = urlencode({"code": code, "state": asked["state"]})
            return RedirectResponse(f"{asked['redirect_uri']}?{back}", 302)
        ways = (
            f'<p><a href="{escape("/authorize?" + urlencode({**asked, "account": one}))}">{one}</a>'
            for one in ACCOUNTS
        )
        return HTMLResponse(f"<h1>Who are you?</h1>{''.join(ways)}")

    async def give_token(self, request: Request) -> Response:
        """Give a signed token for a code."""
        self.requests.append("token")
        form = await request.form()
        user = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        account, asked = self._codes.pop(str(form["code"]))
        verifier = hashlib.sha256(str(form["code_verifier"]).encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        known = request.headers.get("authorization") in (f"Basic {user}",)
        if not known or challenge != asked["code_challenge"]:
            return JSONResponse({"error": "invalid_grant"}, 400)
        now = time.time()
        claims = {"iss": self.url, "aud": CLIENT, "sub": account, "nonce": asked["nonce"]}
        claims |= {"iat": int(now - self.age), "exp": int(now + 3600), **ACCOUNTS[account]}
        token = jwt.encode({"alg": "RS256", "kid": "one"}, claims, self._key)
        answer = {"access_token": "opaque", "token_type": "Bearer", "id_token": token}
        return JSONResponse(answer)

    def give_keys(self, _request: Request) -> Response:
        """Give the key that tokens are checked with."""
        self.requests.append("jwks")
        return JSONResponse(KeySet([self._key]).as_dict(private=False))

    def end(self, request: Request) -> Response:
        """End a session, and send the account back."""
        self.requests.append("logout")
        return RedirectResponse(request.query_params["post_logout_redirect_uri"], 302)


@contextmanager
def providing() -> Iterator[Provider]:
    """Run a provider on a free port of this machine."""
    provider = Provider()
    routes = [
        Route("/.well-known/openid-configuration", provider.describe),
        Route("/authorize", provider.authorize),
        Route("/token", provider.give_token, methods=["POST"]),
        Route("/jwks", provider.give_keys),
        Route("/logout", provider.end),
    ]
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        provider.url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(Starlette(routes=routes), log_config=None, lifespan="off")
        server = uvicorn.Server(config)
        runs = threading.Thread(target=server.run, args=([listening],), daemon=True)
        runs.start()
        try:
            while not server.started:
                time.sleep(0.01)
            yield provider
        finally:
            server.should_exit = True
            runs.join(10)


def write_secrets(home: Any, provider: Provider, port: int) -> None:
    """Write what the operator writes, into the folder `.streamlit` of a home."""
    folder = home / ".streamlit"
    folder.mkdir(parents=True)
    (folder / "secrets.toml").write_text(
        f"""[auth]
redirect_uri = "http://127.0.0.1:{port}/oauth2callback"
cookie_secret = "{secrets.token_hex(32)}"
client_id = "{CLIENT}"
client_secret = "{SECRET}"
server_metadata_url = "{provider.url}/.well-known/openid-configuration"
""",
        encoding="utf-8",
    )
