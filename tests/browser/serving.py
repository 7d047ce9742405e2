"""A server of the app for as long as a test needs it, and the browser to look at it with."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds until a server must be well

OURS = (sys.executable, "-m", "components.server", "--port", "{port}")
STOCK = (sys.executable, "-m", "streamlit", "run", "{app}", "--server.port", "{port}")

# What a page under test can do without: the lists of the address bar, half a second of work in
# each new window. The last such flag counts, so what Playwright leaves out is named again.
WITHOUT = (
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
)
# A browser that talks to nobody but this machine, and draws WebGL without a graphics card; all else
# it rasters as Chrome does by itself where there is none.
QUIET = (
    "--no-sandbox",
    "--no-first-run",
    "--disable-quic",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    f"--disable-features={','.join(WITHOUT)}",
)
SOFT_GL = (
    "--use-gl=angle",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--ignore-gpu-blocklist",
    "--disable-gpu-rasterization",
)
# All but WebGL drawn without it: in software, the map aside, that only takes time from the page.
NO_GL_WINDOWS = ("--disable-gpu-compositing",)
NO_GL = ("--disable-gpu", "--disable-3d-apis")


def chromium() -> str | None:
    """Return the browser's path: CHROMIUM, the system's, or None for Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = (shutil.which(name) for name in names)
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


@dataclass(frozen=True)
class Server:
    """A running server: where it answers, what it has said, its process."""

    url: str
    output: Path
    pid: int

    def read_output(self) -> str:
        """Return everything the server has printed."""
        return self.output.read_text(encoding="utf-8", errors="replace")


@contextmanager
def serving(
    command: Sequence[str] = OURS,
    *,
    app: Path = ROOT / "app.py",
    cwd: Path = ROOT,
    env: Mapping[str, str] | None = None,
    port: int = 0,
) -> Iterator[Server]:
    """Run a server on a port, a free one where none is named, until it is well; then stop it."""
    port = port or free_port()
    words = [word.format(port=port, app=app) for word in command]
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "output.txt"
        with output.open("wb") as sink:
            process = subprocess.Popen(
                words,
                cwd=cwd,
                env={**os.environ, "PYTHONPATH": str(ROOT), **(env or {})},
                stdout=sink,
                stderr=subprocess.STDOUT,
            )
            server = Server(f"http://127.0.0.1:{port}", output, process.pid)
            try:
                _wait_until_well(server, process)
                yield server
            finally:
                process.terminate()
                try:
                    process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    process.wait()


def free_port() -> int:
    """Return a port of this machine on which nothing listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _wait_until_well(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not start; it said:\n{server.read_output()}")
