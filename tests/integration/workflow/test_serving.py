"""The site as served on this computer: pages, 404 in the site's own words, 410 for who was withdrawn."""

from __future__ import annotations

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from everyname.workflow.serving import serve_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("home", "utf-8")
    (tmp_path / "404.html").write_text("no such page", "utf-8")
    (tmp_path / "gone.html").write_text("withdrawn, because", "utf-8")
    (tmp_path / "status.json").write_text(json.dumps({"moved": {}, "gone": ["/gone.html"]}), "utf-8")
    return tmp_path


def answer(url: str) -> tuple[int, str]:
    try:
        with urlopen(url, timeout=10) as page:
            return page.status, page.read().decode()
    except HTTPError as error:
        with error:
            return error.code, error.read().decode()


def test_withdrawn_pages_answer_410_and_missing_ones_404(site: Path) -> None:
    server = serve_site(site, "127.0.0.1", 0)
    try:
        base = f"http://127.0.0.1:{server.server_port}"
        assert answer(f"{base}/") == (200, "home")
        assert answer(f"{base}/gone.html") == (410, "withdrawn, because")
        assert answer(f"{base}/nothing.html") == (404, "no such page")
    finally:
        server.shutdown()
        server.server_close()
