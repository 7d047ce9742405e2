"""Curators sign in at a provider of this machine, in a real browser, and nobody else may write."""

import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from data.curation.log import read_log
from data.descriptor import read_package
from tests.browser.conftest import PATIENCE, WIDE, settled
from tests.browser.serving import Server, free_port, serving
from tests.conftest import MADE_UP
from tests.support.provider import Provider, providing, write_secrets

Arrive = Callable[..., Page]
MISSING = "Page not found"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(MADE_UP, tmp_path_factory.mktemp("record") / "made-up"))


@pytest.fixture(scope="module")
def server(
    provider: Provider, record: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """Return a server whose curators sign in: Anna by her address, Cleo by a claim."""
    home, port = tmp_path_factory.mktemp("home"), free_port()
    write_secrets(home, provider, port)
    env = {"HOME": str(home), "REDLINES_RECORD": str(record), "REDLINES_CURATE": "1"}
    env |= {"REDLINES_CURATORS": "anna@desk.org", "REDLINES_CURATOR_CLAIM": "groups=curators"}
    with serving(env=env, port=port) as running:
        yield running


@pytest.fixture
def stranger(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser that nobody has signed in with."""
    made = browser.new_context(viewport=WIDE)
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


@pytest.fixture
def arrive(stranger: BrowserContext, server: Server) -> Arrive:
    """Return what opens an address in that browser, and first signs somebody in."""

    def opened(path: str = "/", who: str = "") -> Page:
        page = stranger.new_page()
        if who:
            page.goto(server.url)
            sign_in(page, who)
        page.goto(server.url + path)
        return settled(page)

    return opened


def unfold(page: Page) -> None:
    """Open the sidebar, which has the ways in and out."""
    settled(page)
    button = page.get_by_test_id("stExpandSidebarButton")
    if button.is_visible():
        button.click()


def sign_in(page: Page, who: str) -> None:
    unfold(page)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_role("link", name=who, exact=True).click()
    settled(page)
    expect(page.get_by_text("Signed in as")).to_be_attached()


def has_no_page(page: Page) -> None:
    expect(page.get_by_text(MISSING).first).to_be_visible()
    expect(page.get_by_role("heading", name="Curate")).to_have_count(0)


def test_a_curator_signs_in_writes_under_their_address_and_signs_out(
    arrive: Arrive, server: Server, record: Path, provider: Provider
) -> None:
    page = arrive()
    expect(page.get_by_role("link", name="Curate")).to_have_count(0)
    sign_in(page, "anna")
    page.get_by_role("link", name="Curate").click()
    expect(page.get_by_text("Curating as anna@desk.org")).to_be_visible()
    page.goto(f"{server.url}/curate?show=by_hand&correct=people/quiroga")
    settled(page)
    page.get_by_role("textbox", name="Role *").fill("Envoy")
    page.get_by_role("textbox", name="Role *").press("Tab")
    page.get_by_role("textbox", name="Why").fill("the gazette")
    page.get_by_role("textbox", name="Why").press("Tab")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("people quiroga is corrected")).to_be_visible()
    with (record / "log.csv").open(encoding="utf-8", newline="") as lines:
        assert [(row["row"], row["who"]) for row in csv.DictReader(lines)] == [
            ("quiroga", "anna@desk.org")
        ]
    unfold(page)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Curate")).to_have_count(0)
    settled(page)
    assert "logout" in provider.requests
    page.goto(server.url + "/curate")
    has_no_page(page)


def test_the_server_says_that_sign_in_wins_over_writing_for_all(server: Server) -> None:
    assert "Curators sign in; REDLINES_CURATE counts for nothing." in server.read_output()


def test_a_claim_gives_the_role_too(arrive: Arrive) -> None:
    page = arrive("/curate", who="cleo")
    expect(page.get_by_text("Curating as cleo@desk.org")).to_be_visible()


@pytest.mark.parametrize(
    ("who", "sentence"),
    [
        ("ben", "ben@desk.org is not one of this record's curators"),
        ("mallory", "Your account has no address that its provider has verified"),
    ],
)
def test_an_account_without_the_role_is_told_so_and_has_no_page(
    who: str, sentence: str, arrive: Arrive
) -> None:
    page = arrive(who=who)
    expect(page.get_by_text(sentence)).to_be_visible()
    expect(page.get_by_role("link", name="Curate")).to_have_count(0)
    page.get_by_role("button", name="Hide").click()
    expect(page.get_by_text(sentence)).to_have_count(0)
    page.goto(re.sub(r"(://[^/]*).*", r"\1/curate", page.url))
    has_no_page(page)


def test_who_signed_in_with_the_wrong_account_takes_another(arrive: Arrive) -> None:
    page = arrive(who="ben")
    page.get_by_role("button", name="Sign in again").last.click()
    page.get_by_role("link", name="anna", exact=True).click()
    expect(page.get_by_role("link", name="Curate")).to_be_attached()
    expect(page.get_by_text("ben@desk.org")).to_have_count(0)


def test_who_signs_in_comes_back_to_where_they_were(arrive: Arrive, server: Server) -> None:
    page = arrive("/exchanges?as_of=1878-03-10&claim=maranzul-vidaurre-1877-11-dues")
    address = page.url
    sign_in(page, "anna")
    expect(page).to_have_url(address)
    expect(page.locator(".st-key-claim_card")).to_be_visible()
    assert page.evaluate("sessionStorage.length") == 0
    page.goto(server.url)
    settled(page)
    assert "exchanges" not in page.url, "it leads back once"


@pytest.mark.parametrize("kept", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_what_else_stands_in_the_window_leads_nowhere(
    kept: str, arrive: Arrive, server: Server
) -> None:
    page = arrive("/timeline", who="anna")
    page.evaluate(
        "address => sessionStorage.setItem('red-lines-back', "
        "JSON.stringify({ address, at: Date.now() }))",
        kept,
    )
    page.goto(server.url)
    settled(page)
    assert page.url.startswith(server.url)
    expect(page.get_by_role("heading", level=1).first).to_be_visible()
    expect(page.get_by_text("could not be shown")).to_have_count(0)
    assert page.evaluate("sessionStorage.length") == 0


def test_a_sign_in_that_has_ended_gives_no_page(arrive: Arrive, provider: Provider) -> None:
    provider.age = 24 * 3600
    try:
        page = arrive(who="anna")
    finally:
        provider.age = 0
    expect(page.get_by_text("You signed in more than 12 hours ago")).to_be_visible()
    expect(page.get_by_role("link", name="Curate")).to_have_count(0)


def test_an_address_claimed_in_the_address_bar_or_a_cookie_gives_nothing(
    arrive: Arrive, stranger: BrowserContext, server: Server, record: Path
) -> None:
    before = read_log(read_package(record))
    claims = "email=anna@desk.org&is_logged_in=true&email_verified=true&groups=curators"
    forged = json.dumps({"email": "anna@desk.org", "is_logged_in": True, "origin": server.url})
    names = ("_streamlit_user", "curator")
    cookies = [{"name": name, "value": forged, "url": server.url} for name in names]
    for kept in ([], cookies):
        stranger.add_cookies(kept)  # type: ignore[arg-type]
        page = arrive(f"/curate?{claims}")
        has_no_page(page)
        page = arrive(f"/?{claims}&correct=people/quiroga&who=quiroga")
        expect(page.get_by_role("link", name="Curate")).to_have_count(0)
        expect(page.get_by_text("Correct this row")).to_have_count(0)
        expect(page.get_by_text("Signed in as")).to_have_count(0)
    assert read_log(read_package(record)) == before


def test_a_reader_is_never_sent_to_the_provider(
    arrive: Arrive, stranger: BrowserContext, server: Server, provider: Provider
) -> None:
    provider.requests.clear()
    asked: list[str] = []
    stranger.on("request", lambda request: asked.append(request.url))
    for path in ("/", "/timeline", "/curate", "/auth/login?provider=default", "/auth/logout"):
        arrive(path)
    assert asked
    assert not [url for url in asked if not url.startswith((server.url, "blob:", "data:"))]
    assert provider.requests == []


def test_without_auth_in_the_secrets_the_server_names_the_fault_and_does_not_start(
    tmp_path: Path,
) -> None:
    env = {"HOME": str(tmp_path), "REDLINES_CURATORS": "anna@desk.org"}
    with pytest.raises(RuntimeError) as fault, serving(env=env):
        pass
    assert "Curators are asked to sign in, but .streamlit/secrets.toml" in str(fault.value)
    assert "Traceback" not in str(fault.value)
