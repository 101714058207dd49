"""The desk in a real browser: signing in, keys, accessibility, narrow screens, no request to anybody else."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
PASSWORD = "a long enough password"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
GRAVE = ("serious", "critical")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium at /usr/bin/chromium"),
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """A served desk of its own: its address and its pages."""
    folder = tmp_path_factory.mktemp("desk") / "tally"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    script = Path(__file__).with_name("deskserve.py")
    server = subprocess.Popen([sys.executable, str(script), str(folder), str(port), PASSWORD])
    try:
        _await(f"http://127.0.0.1:{port}/health/", server)
        yield f"http://127.0.0.1:{port}", json.loads((folder / "pages.json").read_text("utf-8"))
    finally:
        server.terminate()
        server.wait(20)


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(300):
        assert server.poll() is None, "the desk ended"
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.1)
    pytest.fail("the desk did not answer")


@pytest.fixture(scope="module")
def page(desk: tuple[str, list[str]]) -> Iterator[Any]:
    """A tab that has signed in, and keeps the addresses it asked for in ``asked``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        tab = browser.new_context(base_url=desk[0], locale="en-GB").new_page()
        tab.asked = []
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto("/tolls/")
        tab.fill("#id_login", "anna")
        tab.fill("#id_password", PASSWORD)
        tab.click("main button")
        tab.wait_for_url("**/tolls/")
        yield tab
        browser.close()


def test_no_page_has_a_serious_fault_of_accessibility(desk: tuple[str, list[str]], page: Any) -> None:
    from axe_playwright_python.sync_playwright import Axe

    faults = []
    for scheme, options in (("light", {}), ("dark", {"runOnly": ["color-contrast"]})):
        page.emulate_media(color_scheme=scheme)
        for address in desk[1]:
            page.goto(address)
            found = Axe().run(page, options=options).response["violations"]
            faults += [(scheme, address, v["id"], v["nodes"][0]["html"][:200]) for v in found if v["impact"] in GRAVE]
    assert faults == []


@pytest.mark.parametrize("width", [320, 375])
def test_nothing_overflows_a_narrow_screen(desk: tuple[str, list[str]], page: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for address in desk[1]:
        page.goto(address)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)
    page.set_viewport_size({"width": 1280, "height": 800})
    assert wide == []


def test_keys_decide_and_the_next_mention_comes(page: Any) -> None:
    page.goto("/")
    first = page.inner_text("h1")
    page.keyboard.press("n")
    assert page.evaluate("document.activeElement.id") == "reason"
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url("**/?after=*")
    assert page.inner_text("h1") != first
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "q"


def test_a_decision_needs_no_script(desk: tuple[str, list[str]], page: Any) -> None:
    state = page.context.storage_state()
    context = page.context.browser.new_context(base_url=desk[0], java_script_enabled=False, storage_state=state)
    tab = context.new_page()
    tab.goto("/")
    tab.click("button[value=skip]")
    assert "/?after=" in tab.url
    assert tab.locator("ul.messages li").count() == 1
    context.close()


def test_nobody_else_was_asked_for_anything(desk: tuple[str, list[str]], page: Any) -> None:
    assert page.asked
    assert [url for url in page.asked if not url.startswith((desk[0], "data:"))] == []
