"""The public site in a real browser: search, accessibility, narrow screens, no script, no other host."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from release_factory import person, publish

from everyname.site import build
from everyname.site.letters import key

CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="Debian's chromium is absent")]
PAGES = ("index.html", "names/index.html", "names/0422.html", "changes/002.html", "tolls.html", "method.html",
         "releases.html", "incidents/school.html", f"p/{person(8).id}.html", f"p/{person(4).id}.html")  # fmt: skip


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("tally")
    publish(folder / "releases")
    build(folder / "releases", folder / "site")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder / "site")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=str(CHROMIUM), args=quiet)
        yield found
        found.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("scheme", "language"), [("light", "en"), ("dark", "uk")])
def test_no_accessibility_fault(address: str, browser: Browser, scheme: str, language: str) -> None:
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    for path in PAGES:
        page.goto(f"{address}/{language}/{path}")
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]})
        assert found.violations_count == 0, f"{language}/{path}: {found.generate_report()}"
    context.close()


@pytest.mark.parametrize("width", [320, 375, 1400])
def test_nothing_is_wider_than_the_screen(address: str, browser: Browser, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in PAGES:
        page.goto(f"{address}/ru/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert {url.startswith(address) for url in asked} == {True}
    context.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Ёлкинцев", 28),
        ("елкинц", 28),
        ("yolkintsev", 28),
        ("elkintsev nik", 28),
        ("кедр", 4 + 11),
        ("микита семен", 28),
    ],
)
def test_search_finds_every_spelling(address: str, page: Page, typed: str, found: int) -> None:
    page.goto(f"{address}/uk/names/index.html")
    page.get_by_role("searchbox").fill(typed)
    page.locator(f".found a[href$='{person(found).id}.html']").wait_for()
    page.get_by_role("searchbox").fill("абракадабра")
    page.get_by_text("немає людини").wait_for()
    assert page.locator(".found li").count() == 0


def test_keys_in_the_browser_equal_those_of_the_index(address: str, page: Page) -> None:
    """Typing any published name, in any script, finds its person."""
    page.goto(f"{address}/en/names/index.html")
    rules = page.evaluate("fetch('../../search/letters.json').then((r) => r.json())")
    for n in range(0, 30, 3):
        if n in (4, 6):
            continue
        surname = person(n).surname
        assert any(shard.startswith(f"{ord(key(surname)[0]):04x}") for shard in rules["shards"])
        page.get_by_role("searchbox").fill(surname)
        page.locator(f".found a[href$='{person(n).id}.html']").wait_for()


def test_keyboard_alone_reaches_a_person(address: str, page: Page) -> None:
    page.goto(f"{address}/en/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_without_script_the_alphabet_leads_on(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/ru/names/index.html")
    assert not page.locator("form.search").is_visible()
    page.locator("nav.letters a", has_text="Т").first.click()
    page.get_by_role("link", name="Тихомирцев Евгений Петрович").click()
    assert "Тихомирцев" in page.get_by_role("heading", level=1).inner_text()
    context.close()


def test_content_policy_is_kept(address: str, browser: Browser) -> None:
    """With the headers that the site ships, no page breaks its own policy."""
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    policy = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'"

    def answer(route: object) -> None:
        response = route.fetch()  # type: ignore[attr-defined]
        route.fulfill(response=response, headers=response.headers | {"content-security-policy": policy})  # type: ignore[attr-defined]

    page.route("**/*.html", answer)
    for path in PAGES:
        page.goto(f"{address}/ru/{path}")
    page.goto(f"{address}/ru/names/index.html")
    page.get_by_role("searchbox").fill("кедр")
    page.locator(".found li").first.wait_for()
    assert said == []
    context.close()


def test_gone_pages_are_in_the_status_map(address: str, page: Page) -> None:
    answer = page.request.get(f"{address}/status.json")
    assert f"/ru/p/{person(4).id}.html" in json.loads(answer.text())["gone"]
