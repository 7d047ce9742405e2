"""What every test may ask for: the shipped record, and a crisis that no code knows."""

import gc
import logging
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from streamlit.components.v2 import manifest_scanner

from data.homes import Database
from data.load import Record, load
from data.package import shipped
from tests.support import servers
from tests.support.examples import FEW

HERE = Path(__file__).parent
MADE_UP = HERE / "crisis"

# The same examples at every run: a red test is red for whoever looks at it next. At night others,
# and more of them: `pytest --hypothesis-profile nightly` prints how to try again what has failed.
patient = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile("repeatable", patient, derandomize=True, max_examples=FEW)
settings.register_profile("nightly", patient, print_blob=True, max_examples=100)
settings.load_profile("repeatable")

# AppTest looks through every installed package for each new reader, a third of a second each time.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and never among what the modules of all tests have loaded."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def record() -> Record:
    """Return the shipped record: shared, so never change it."""
    return load(shipped())


@pytest.fixture(scope="session")
def made_up() -> Record:
    """Return the made-up crisis: shared, so never change it."""
    return load(MADE_UP)


@pytest.fixture
def copied(tmp_path: Path) -> Callable[[Path], Path]:
    """Return a function that copies a package to where it may be broken."""

    def copy(folder: Path) -> Path:
        return Path(shutil.copytree(folder, tmp_path / folder.name))

    return copy


@pytest.fixture(scope="session")
def one_place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for packages that one test after another copies there."""
    return tmp_path_factory.mktemp("packages")


@pytest.fixture
def copied_over(one_place: Path) -> Callable[[Path], Path]:
    """Return a function that copies a package to where the test before has broken another.

    What is made of a file is kept while it is the same, so what no test breaks is checked once.
    """

    def copy(folder: Path) -> Path:
        place = one_place / folder.name
        shutil.rmtree(place, ignore_errors=True)
        return Path(shutil.copytree(folder, place / folder.name))

    return copy


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Yield the address of an empty PostgreSQL server."""
    programs = servers.find_postgres()
    if not programs:
        pytest.skip("PostgreSQL is not here: it takes the server's programs")
    with servers.postgres(programs) as server:
        yield server.replace("postgres://", "postgresql://")


@pytest.fixture
def home(address: str, request: pytest.FixtureRequest) -> Iterator[Database]:
    """Yield the made-up crisis in a base of its own."""
    import psycopg

    from data.database import connection, notices
    from data.database.move import move

    name = f"t{abs(hash(request.node.nodeid))}"
    with psycopg.connect(address, autocommit=True) as opened:
        opened.execute(f"CREATE DATABASE {name}")
    base = Database(address.replace("/postgres", f"/{name}"), "crisis")
    move(MADE_UP, base)
    yield base
    notices.find(base.address).close()
    connection.close(base.address)


class _Gathering(logging.Handler):
    """Keeps what is logged."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(self.format(record))


@pytest.fixture(autouse=True)
def broken_parts() -> Iterator[list[str]]:
    """Fail a test in which a part of a page failed by itself, which a reader is told in one line.

    A test that breaks one on purpose reads what was logged, and clears it.
    """
    log, handler = logging.getLogger("components.ui.elements.layout"), _Gathering()
    log.addHandler(handler)
    yield handler.said
    log.removeHandler(handler)
    assert handler.said == []
