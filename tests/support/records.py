"""Records made up for tests: begun as `python -m data new` begins one, then filled with rows."""

from collections.abc import Callable, Mapping
from pathlib import Path

from tests.support.made_rows import (
    begin,
    claim,
    estimate,
    event,
    force,
    issue,
    place,
    position,
    put,
    source,
)

PAPER = "Kept in the city archive, box 12, sheet 3"
LONG = "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle" * 2
HOSTILE = "<b>Ultimatum</b> *at* #noon $x_1$ [go](javascript:alert(1)) =1+1"


def first_day(folder: Path) -> Path:
    """Write the record of a crisis on its first day: three events, two claims, and nothing else."""
    begin(folder, "The harbour of Vell", ("Istria Nova", "Vell"), "2031-04-02", "10,40,20,48")
    put(folder, "sources", source("vell-radio", "Vell Radio", "Ships at the mole", "2031-04-02"))
    put(folder, "issues", issue("harbour", "The harbour", "Should the harbour be closed?", 1))
    put(
        folder,
        "events",
        event("2031-04-02-ships", "Ships lie at the mole", "incident", "vell", "vell-radio"),
        event("2031-04-02-note", "A note is handed over", "document", "vell", "vell-radio"),
        event("2031-04-02-call", "The ministers speak", "call", "vell;istria-nova", "vell-radio"),
    )
    said = ("harbour", "2031-04-02")
    put(
        folder,
        "claims",
        claim("ships", "vell", *said, "The ships must leave.", cited="vell-radio"),
        claim("visit", "istria-nova", *said, "The ships are on a visit.", cited="vell-radio"),
    )
    return folder


def pacific(folder: Path) -> Path:
    """Write a record on both sides of the 180th meridian, with words too long for any column."""
    begin(folder, "The reef of Motu Ara", ("Fiji", "Samoa"), "2029-06-01", "170,-25,-165,-8")
    put(
        folder,
        "places",
        place("suva", "Suva", -18.14, 178.44, "FJ", kind="capital"),
        place("apia", "Apia", -13.83, -171.77, "WS", kind="capital"),
        place("reef", "Motu Ara reef", -16.0, 179.98, "", kind="region", precision="region"),
        place("taveuni", f"Camp {LONG}", -16.85, -179.97, "FJ", kind="garrison"),
    )
    put(
        folder,
        "sources",
        source("times-reef", "Suva Times", "Patrol boats at the reef", "2029-06-02"),
        source("observer-reef", "Apia Observer", f"On {LONG}", "2029-06-03"),
        source("ministry-note", "Ministry", "A note", "2029-06-04", kind="government"),
    )
    put(
        folder,
        "issues",
        issue("reef", "The reef", "Should the reef be shared?", 1),
        issue("patrols", LONG[:24], "Should the patrols end?", 2),
    )
    both = "fiji;samoa"
    ahead = {"start": "2029-06-20", "reported": "2029-06-20", "announced": "2029-06-04"}
    ahead |= {"expected": "2029-06-20", "expected_place_id": "apia", "preview": "They will meet."}
    put(
        folder,
        "events",
        event(
            "2029-06-02-patrol",
            "Boats round the reef",
            "deployment",
            "fiji",
            "times-reef;observer-reef",
            place_id="reef",
            plover="MOBILIZE",
            intensity="-4",
        ),
        event("2029-06-03-note", LONG, "document", "samoa", "observer-reef", place_id="apia"),
        event("2029-06-04-call", "The two speak", "call", both, "ministry-note", place_id="suva"),
        event("2029-06-20-talks", "Talks in Apia", "talks", both, "ministry-note", **ahead),
    )
    put(
        folder,
        "claims",
        claim("share", "samoa", "reef", "2029-06-03", f"Share it: {LONG}.", cited="observer-reef"),
        claim("own", "fiji", "reef", "2029-06-04", "The reef is ours.", cited="ministry-note"),
    )
    put(
        folder,
        "positions",
        position(
            "reef", "samoa", "2029-06-03", "demands", claims="samoa-share", cited="observer-reef"
        ),
        position("reef", "fiji", "2029-06-04", "rejects", claims="fiji-own", cited="ministry-note"),
    )
    put(
        folder,
        "deployments",
        force("reef-boats", "reef", "fiji", "2029-06-02", "Two boats", cited="times-reef"),
        force("camp", "taveuni", "fiji", "2029-06-03", "A company", cited="times-reef"),
        force("apia-boat", "apia", "samoa", "2029-06-04", "One boat", cited="observer-reef"),
    )
    put(
        folder,
        "estimates",
        estimate("samoa-1", "samoa", "2029-06-03", 100, 150, cited="observer-reef"),
    )
    return _standing_at(folder, "2029-06-05")


def andes(folder: Path) -> Path:
    """Write a record of 1872 in the Andes: months for days, papers in an archive, odd cells."""
    begin(folder, "The nitrate line", ("Bolivia", "Peru"), "1872-03-01", "-76,-25,-62,-12")
    put(
        folder,
        "places",
        place("la-paz", "La Paz", -16.5, -68.15, "BO", kind="capital", native_name="Chuqi Yapu"),
        place("arequipa", "Arequipa", -16.4, -71.54, "PE", kind="garrison"),
        place("iquique", HOSTILE, -20.21, -69.9, "CL", kind="naval-base", native_name="إيكيكي"),
        place("desert", "The desert", -21.5, -69.0, "", kind="region", precision="region"),
    )
    paper = {"url": "", "note": PAPER, "lang": "es"}
    put(
        folder,
        "sources",
        source("comercio-1", "El Comercio", "La línea del salitre", "1872-03", **paper),
        source("comercio-2", "El Comercio", HOSTILE, "1872-04-11", **paper),
        source("legation", "A legation", "Despatch 14", "1872-05-02", **paper),
    )
    put(
        folder,
        "issues",
        issue("line", "The line", "Should the line be moved?", 1),
        issue("salt", HOSTILE[:24], "Should the works be taxed?", 2),
    )
    put(
        folder,
        "people",
        {
            "person_id": "arce",
            "name": "أرسي",
            "role": "Minister",
            "party_id": "bolivia",
            "native_name": "アルセ",
        },
    )
    old = {"start": "1871", "reported": "1871", "plover": "AGREE", "intensity": "3"}
    both = "bolivia;peru"
    put(
        folder,
        "events",
        event("1871-treaty", "A treaty of the line", "background", both, "comercio-1", **old),
        event(
            "1872-03-tax",
            HOSTILE,
            "legislation",
            "bolivia",
            "comercio-1",
            start="1872-03",
            reported="1872-03",
            people_ids="arce",
            place_id="la-paz",
        ),
        event(
            "1872-04-11-march", "سار الجنود", "deployment", "peru", "comercio-2", place_id="iquique"
        ),
        event("1872-05-02-call", "They meet", "talks", both, "legation", place_id="arequipa"),
    )
    put(
        folder,
        "claims",
        claim("tax", "bolivia", "salt", "1872-03", HOSTILE, cited="comercio-1", person_id="arce"),
        claim(
            "never",
            "peru",
            "salt",
            "1872-04-11",
            "Never.",
            cited="comercio-2",
            responds_to="bolivia-tax",
            relation="rebuts",
            quote="¡Nunca!",
            quote_lang="es",
        ),
    )
    put(
        folder,
        "positions",
        position("salt", "bolivia", "1872-03", "demands", claims="bolivia-tax", cited="comercio-1"),
        position("salt", "peru", "1872-04-11", "rejects", claims="peru-never", cited="comercio-2"),
    )
    put(
        folder,
        "deployments",
        force("men-1", "iquique", "peru", "1872-04", "A battalion", cited="comercio-2"),
        force("men-2", "desert", "bolivia", "1872-05-02", HOSTILE, cited="legation"),
    )
    put(
        folder,
        "estimates",
        estimate("peru-1", "peru", "1872-04-11", 1000, 1200, cited="comercio-2"),
    )
    return _standing_at(folder, "1872-05-03")


def polar(folder: Path) -> Path:
    """Write a record at a pole, which lies nowhere on the map: a station stands on the pole."""
    begin(folder, "The ice station", ("Norway", "Vell"), "2031-04-02", "-30,76,40,90")
    put(
        folder,
        "places",
        place("pole", "Station at the pole", 90, 0, "", kind="region", precision="region"),
        place("alert", "Alert camp", 82.5, -62.35, "CA", kind="garrison"),
        place("bay", "King's Bay", 78.92, 11.93, "NO", kind="naval-base"),
    )
    put(folder, "sources", source("vell-radio", "Vell Radio", "Men on the ice", "2031-04-02"))
    station = event("2031-04-02-ice", "A station", "deployment", "vell", "vell-radio")
    talks = event("2031-04-03-talks", "Talks", "talks", "vell;norway", "vell-radio")
    put(folder, "events", {**station, "place_id": "pole"}, {**talks, "place_id": "bay"})
    put(
        folder,
        "deployments",
        force("pole-men", "pole", "vell", "2031-04-02", "Forty men", cited="vell-radio"),
        force("bay-ship", "bay", "norway", "2031-04-02", "One ship", cited="vell-radio"),
        force("alert-men", "alert", "vell", "2031-04-03", "A company", cited="vell-radio"),
    )
    return _standing_at(folder, "2031-04-04")


def one_event(folder: Path) -> Path:
    """Write a record that holds one event, and nothing of any other kind."""
    begin(folder, "One thing", ("Vell", "Istria"), "2031-04-02", "10,40,20,48")
    put(folder, "sources", source("vell-radio", "Vell Radio", "Ships at the mole", "2031-04-02"))
    ships = event("2031-04-02-ships", "Ships lie at the mole", "incident", "vell", "vell-radio")
    put(folder, "events", ships)
    return folder


def claims_alone(folder: Path) -> Path:
    """Write a record of what was said, where nothing happened yet."""
    begin(folder, "Words", ("Vell", "Istria"), "2031-04-02", "10,40,20,48")
    put(folder, "sources", source("vell-radio", "Vell Radio", "A speech", "2031-04-02"))
    put(folder, "issues", issue("harbour", "The harbour", "Should the harbour be closed?", 1))
    said = ("vell", "harbour", "2031-04-02")
    rows = [claim(f"speech-{n}", *said, f"Word {n}.", cited="vell-radio") for n in range(3)]
    put(folder, "claims", *rows)
    return folder


def _standing_at(folder: Path, day: str) -> Path:
    moment = {"moment_id": "later", "title": "Later", "as_of": day, "summary": "All is known."}
    put(folder, "moments", moment)
    return folder


RECORDS: Mapping[str, Callable[[Path], Path]] = {
    "first-day": first_day,
    "pacific": pacific,
    "andes": andes,
    "polar": polar,
    "one-event": one_event,
    "claims-alone": claims_alone,
}
