"""Serve the desk on this computer, and the public site beside it when asked to."""

from __future__ import annotations

import functools
import gc
import json
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

_STEADY = (700, 10, 10)  # Python's own: what runs for weeks must not gather garbage as a batch may


def serve_desk(host: str, port: int, *, workers: int = 1) -> None:
    """Run the desk until interrupted; the open tally's folder is in the environment."""
    gc.set_threshold(*_STEADY)
    Granian(
        "everyname.desk.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=4,
        log_level=LogLevels.warning,
        log_access=False,
    ).serve()


def serve_site(folder: Path, host: str, port: int) -> ThreadingHTTPServer:
    """Serve a site folder in the background; the caller shuts it down."""
    server = ThreadingHTTPServer((host, port), functools.partial(_Pages, directory=str(folder)))
    threading.Thread(target=server.serve_forever, name="site", daemon=True).start()
    return server


class _Pages(SimpleHTTPRequestHandler):
    """Static files with the site's own page for what is missing, and 410 for who was withdrawn."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        self._page(code, page.read_bytes())

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path in _gone(self.directory):
            page = Path(self.translate_path(path))
            page = page / "index.html" if page.is_dir() else page
            if page.is_file():
                self._page(410, page.read_bytes())
                return
        super().do_GET()

    def log_message(self, format: str, *args: Any) -> None:
        """Readers' addresses are not logged."""

    def _page(self, code: int, data: bytes) -> None:
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@functools.cache
def _gone(folder: str) -> frozenset[str]:
    """Paths that the site lists as withdrawn in ``status.json``; empty when it lists none."""
    path = Path(folder) / "status.json"
    if not path.is_file():
        return frozenset()
    return frozenset(json.loads(path.read_text("utf-8"))["gone"])
