"""The public site as files: what a reader finds, what changes between builds, what machines read."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from release_factory import SIGNER, TALLY, content, person, publish

from everyname.releases import build as build_release
from everyname.releases import verify
from everyname.site import SiteError, Summary, build

LANGUAGES = ("ru", "en", "uk")


class _Page(HTMLParser):
    """Addresses and forbidden things of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.inline: list[str] = []
        self.ids: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.links += [v for n in ("href", "src") if (v := given.get(n))]
        self.ids += [v for n, v in attrs if n == "id" and v]
        self.inline += [f"{tag} {n}" for n in given if n == "style" or n.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tally") / "releases"
    publish(folder)
    return folder


@pytest.fixture(scope="module")
def site(releases: Path) -> Path:
    build(releases, releases.parent / "site", base_url="https://invented.example")
    return releases.parent / "site"


def test_pages_hold_together(site: Path) -> None:
    """Every link leads to a file; nothing inline, nothing from elsewhere, nothing heavy."""
    for path in site.rglob("*.html"):
        text = path.read_text("utf-8")
        page = _Page(text)
        assert page.inline == [], path
        assert len(set(page.ids)) == len(page.ids), path
        assert len(text.encode()) < 30_000, path
        for link in page.links:
            parts = urlsplit(link)
            if parts.netloc:
                assert parts.netloc == "invented.example"
                assert (site / parts.path.lstrip("/")).is_file() or parts.path == "/", (path, link)
            elif parts.path:
                assert (path.parent / parts.path).resolve().is_file(), (path, link)
        assert re.search(r"выдуманы|invented\.|вигадані", text), path


def test_home_says_the_count_and_what_it_misses(site: Path) -> None:
    counts = json.loads((site / "releases/003/counts.json").read_text("utf-8"))
    text = (site / "en/index.html").read_text("utf-8")
    assert f'<span class="figure">{counts["count"]}</span>' in text
    assert "15\u00a0October 2026" in text
    assert "This is a floor" in text
    assert "28 reports wait" in text
    assert (site / "index.html").read_text("utf-8").startswith('<!doctype html>\n<html lang="ru">')


def test_person_page_explains_why_he_is_counted(site: Path) -> None:
    text = (site / f"en/p/{person(3).id}.html").read_text("utf-8")
    assert (
        "Counted since release 2 because a cemetery record (source 4) names this person and gives the date of death"
        in text
    )
    assert "Gordienkov Oleg Igorevich" in text
    assert "probable</del> → <ins>confirmed" in text
    assert "name not published" in text
    ru = (site / f"ru/p/{person(0).id}.html").read_text("utf-8")
    assert "Входит в счёт с выпуска 1: официальное сообщение (источник 1) называет этого человека и дату гибели." in ru


def test_withdrawn_and_merged_ids_answer(releases: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    two = tmp_path / "releases"
    publish(two, 2)
    build(two, out)
    gone = (out / f"ru/p/{person(4).id}.html").read_text("utf-8")
    assert "отозвана в выпуске 2" in gone
    assert "вернулся домой" in gone
    everything = "".join(p.read_text("utf-8") for p in out.rglob("*.html"))
    everything += "".join(p.read_text("utf-8") for p in (out / "search").rglob("*.json"))
    assert person(4).name not in everything
    merged = (out / f"en/p/{person(6).id}.html").read_text("utf-8")
    assert f"0; url=../../en/p/{person(7).id}.html" in merged
    status = json.loads((out / "status.json").read_text("utf-8"))
    assert status["moved"][f"/en/p/{person(6).id}.html"] == f"/en/p/{person(7).id}.html"
    assert f"/uk/p/{person(4).id}.html" in status["gone"]
    assert f"/uk/p/{person(4).id}.html /uk/p/{person(4).id}.html 410!" in (out / "_redirects").read_text("utf-8")


def test_only_changed_files_are_rewritten(tmp_path: Path) -> None:
    paths = publish(tmp_path / "releases", 2)
    first = build(tmp_path / "releases", tmp_path / "site")
    assert (first.kept, first.removed) == (0, 0)
    again = build(tmp_path / "releases", tmp_path / "site")
    assert again == Summary(first.release, first.pages, 0, first.written, 0)
    (tmp_path / "site/mine.txt").write_text("the recorders' own file")
    build_release(content(3, paths[1]), tmp_path / "releases", SIGNER)
    third = build(tmp_path / "releases", tmp_path / "site")
    assert third.release == 3
    assert third.kept > 0
    assert (tmp_path / "site/mine.txt").exists()
    fresh = tmp_path / "fresh"
    build(tmp_path / "releases", fresh)
    files = {p.relative_to(fresh): p.read_bytes() for p in fresh.rglob("*") if p.is_file()}
    (tmp_path / "site/mine.txt").unlink()
    refreshed = tmp_path / "site"
    assert files == {p.relative_to(refreshed): p.read_bytes() for p in refreshed.rglob("*") if p.is_file()}


def test_downloads_verify(site: Path) -> None:
    for number in ("001", "002", "003"):
        report = verify(site / f"releases/{number}.zip", SIGNER.public.fingerprint)
        assert report.ok, report.difference
    assert SIGNER.public.fingerprint in (site / "uk/releases.html").read_text("utf-8")


def test_incident_page_shows_the_remainder(site: Path) -> None:
    text = (site / "en/incidents/school.html").read_text("utf-8")
    assert "89 stated, 46 named, 43 not named." in text


def test_feeds_and_maps(site: Path) -> None:
    for language in LANGUAGES:
        atom = ET.parse(site / language / "feed.xml").getroot()
        assert len(atom.findall("{http://www.w3.org/2005/Atom}entry")) == 3
        feed = json.loads((site / language / "feed.json").read_text("utf-8"))
        assert feed["items"][0]["url"] == f"https://invented.example/{language}/changes/003.html"
    index = ET.parse(site / "sitemap.xml").getroot()
    assert [e.text for e in index.iter() if e.tag.endswith("loc")] == ["https://invented.example/sitemap-1.xml"]
    listed = {e.text for e in ET.parse(site / "sitemap-1.xml").getroot().iter() if e.tag.endswith("loc")}
    assert f"https://invented.example/uk/p/{person(1).id}.html" in listed
    assert "script-src 'self'" in (site / "_headers").read_text("utf-8")


def test_names_from_sources_cannot_become_markup(tmp_path: Path) -> None:
    evil = replace(person(0), name="<script>alert(1)</script>", surname='"><img src=x onerror=alert(1)>')
    texts = {"en": "# Title\n\n<script>alert(1)</script> [x](javascript:alert(1))\n"}
    made = content(1, persons=(evil,), incidents=(), methodology=texts, tally=replace(TALLY, demo=False))
    build_release(made, tmp_path / "releases", SIGNER)
    build(tmp_path / "releases", tmp_path / "site")
    for path in (tmp_path / "site").rglob("*.html"):
        text = path.read_text("utf-8")
        assert _Page(text).inline == []
        assert not any(link.startswith("javascript:") for link in _Page(text).links)
        assert "demonstration" not in text


def test_without_releases_it_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="everyname release"):
        build(tmp_path / "releases", tmp_path / "site")
    assert not (tmp_path / "site").exists()
