"""Shows a page in headless Chromium and waits for the times it posts; all on loopback."""

from __future__ import annotations

import json
import mimetypes
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from queue import Empty, Queue
from threading import Thread
from typing import Any

from tests.benchmarks.browser.pages import Peer, page

PACKAGES = Path(__file__).resolve().parents[3] / ".tools" / "peers" / "node_modules"
_CHROMIUM = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-frame-rate-limit", "--disable-gpu-vsync", "--window-size=1440,900",
)  # fmt: skip


@dataclass(frozen=True)
class Times:
    """How long until all was painted, and each frame of a pan at full span; ms."""

    ready_ms: float
    frames_ms: tuple[float, ...]


def chromium() -> str | None:
    """Return the browser's command, or None."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "chrome"))), None)


def missing() -> str:
    """Return what is needed that is not here, and how to get it; "" where all is."""
    needs = []
    if chromium() is None:
        needs.append("Chromium (Debian: apt-get install chromium)")
    if not (PACKAGES / "vis-timeline").exists():
        needs.append(
            "the peers (npm install --prefix .tools/peers vis-timeline @knight-lab/timelinejs)"
        )
    return " and ".join(needs)


def time_page(peer: Peer, count: int, limit_s: float) -> Times | None:
    """Return a peer's times with so many items; None where it was not ready in time.

    The browser's own start is not in them.
    """
    found: Queue[dict[str, Any]] = Queue()
    with _served(page(peer, count), found) as address, _home() as home:
        command = [str(chromium()), *_CHROMIUM, f"--user-data-dir={home}", address]
        with subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as browser:
            try:
                result = found.get(timeout=limit_s)
            except Empty:
                return None
            finally:
                browser.terminate()
                browser.wait()
    if "error" in result:
        raise RuntimeError(f"{peer.name}: {result['error']}")
    return Times(float(result["ready"]), tuple(float(each) for each in result["frames"]))


def _home() -> tempfile.TemporaryDirectory[str]:
    """Return a folder for the browser, whose own children may still write as it is removed."""
    return tempfile.TemporaryDirectory(ignore_cleanup_errors=True)


@contextmanager
def _served(html: str, found: Queue[dict[str, Any]]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/":
                self._answer(html.encode(), "text/html")
            elif self.path.startswith("/package/"):
                path = (PACKAGES / self.path.removeprefix("/package/")).resolve()
                inside = path.is_relative_to(PACKAGES.resolve()) and path.is_file()
                kind = "text/javascript" if path.suffix in (".js", ".cjs") else None
                kind = kind or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
                self._answer(path.read_bytes() if inside else b"", kind, 200 if inside else 404)
            else:
                self._answer(b"", "text/plain", 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            self._answer(b"", "text/plain")
            found.put(json.loads(body))

        def _answer(self, body: bytes, kind: str, code: int = 200) -> None:
            self.send_response(code)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: the benchmark's own lines are read."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
