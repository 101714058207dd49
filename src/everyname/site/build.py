"""The whole site from the release folders and the estimates beside them.

Invariant: a pure function of the folder of releases and the base address; nothing is read from the tally, the
network or a clock.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

from everyname.domain.errors import InputError
from everyname.releases import Release, pack
from everyname.releases.folder import name_of
from everyname.site import feeds, history, overview, people
from everyname.site.catalogue import load
from everyname.site.moves import change_pages
from everyname.site.output import Output
from everyname.site.search import search_files
from everyname.site.shell import Shell, Site

ESTIMATES = "estimates.json"


class SiteError(InputError):
    """There is nothing to make a site of."""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build did: pages of the site, and files written, left as they were, and removed."""

    release: int
    pages: int
    written: int
    kept: int
    removed: int


def build(releases_dir: Path, out_dir: Path, *, base_url: str = "") -> Summary:
    """Make or refresh the site in ``out_dir``. ``base_url`` is where it will be found, for feeds and site map.

    Raises:
        SiteError: there is no release in ``releases_dir``.
    """
    folders = sorted(p for p in releases_dir.glob("[0-9]*") if p.is_dir()) if releases_dir.is_dir() else []
    releases = sorted((Release.read(p) for p in folders), key=lambda r: r.number)
    if not releases:
        raise SiteError(f"{releases_dir}: no releases yet; make one with: everyname release")
    estimates = releases_dir / ESTIMATES
    ladder = json.loads(estimates.read_bytes()) if estimates.is_file() else None
    site = Site(releases, history.read(releases), base_url, ladder)
    output = Output(out_dir)
    pages = [path for path, _ in _written(output, _all_pages(site))]
    files = (*feeds.map_files(site, pages), *feeds.server_files(site), *search_files(people.in_order(site)))
    for path, text in (*files, *_static(), *_feeds(site)):
        output.put(path, text)
    first = Shell(site, load(site.languages[0]))
    output.put("index.html", overview.home(first, "index.html"))
    output.put("404.html", overview.lost_page(first))
    for release in releases:
        _downloads(output, release)
    if ladder:
        output.put(ESTIMATES, estimates.read_bytes())
    output.finish()
    return Summary(site.latest.number, len(pages) + 2, output.written, output.kept, output.removed)


def _written(output: Output, pages: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for path, text in pages:
        output.put(path, text)
        yield path, ""


def _all_pages(site: Site) -> Iterator[tuple[str, str]]:
    alphabet = people.letters(people.in_order(site))
    for language in site.languages:
        shell = Shell(site, load(language))
        for pages in (
            overview.overview_pages(shell),
            people.name_pages(shell, alphabet),
            change_pages(shell),
            people.person_pages(shell),
            people.gone_pages(shell),
        ):
            yield from ((f"{language}/{path}", text) for path, text in pages)


def _feeds(site: Site) -> Iterator[tuple[str, str]]:
    for language in site.languages:
        yield from feeds.feed_files(Shell(site, load(language)))


def _static() -> Iterator[tuple[str, str]]:
    for name in ("site.css", "search.js", "icon.svg"):
        yield f"static/{name}", resources.files("everyname.site").joinpath("static", name).read_text("utf-8")


def _downloads(output: Output, release: Release) -> None:
    """The release's own files and one zip of them; a release that is there already is not packed again."""
    folder = f"releases/{name_of(release.number)}"
    there = output.folder / folder / "manifest.sig"
    archive = f"{folder}.zip"
    same = there.is_file() and there.read_bytes() == release.files["manifest.sig"]
    for name, data in release.files.items():
        output.put(f"{folder}/{name}", data)
    if same and (output.folder / archive).is_file():
        output.keep(archive)
        return
    with tempfile.TemporaryDirectory() as part:
        pack(release.files, release.number, Path(part) / "release.zip")
        output.put(archive, (Path(part) / "release.zip").read_bytes())
