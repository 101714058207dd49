"""For machines: Atom and JSON feeds of releases, site map, robots, headers, and what became of moved and gone pages."""

from __future__ import annotations

import json
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from everyname.site.moves import path_of
from everyname.site.people import last_target
from everyname.site.shell import Shell, Site

PER_MAP = 40_000
CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def feed_files(shell: Shell) -> Iterator[tuple[str, str]]:
    """The feeds of one language."""
    site, t, lang = shell.site, shell.t, shell.lang
    title = t("feed.title", title=site.title(lang))
    home = site.url(f"{lang}/index.html")
    entries = [
        {
            "id": f"{r.tally['origin']}/releases/{r.number}",
            "url": site.url(f"{lang}/{path_of(r.number)}"),
            "title": t("feed.entry", release=r.number, count=r.counts["count"]),
            "date_published": str(r.manifest["made_at"]),
        }
        for r in reversed(site.releases)
    ]
    yield (
        f"{lang}/feed.json",
        _json(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": title,
                "language": lang,
                "home_page_url": home,
                "feed_url": site.url(f"{lang}/feed.json"),
                "items": [e | {"content_text": e["title"]} for e in entries],
            }
        ),
    )
    body = "".join(
        f"<entry><id>urn:everyname:{escape(e['id'])}</id><title>{escape(e['title'])}</title>"
        f"<updated>{e['date_published']}</updated><link href={quoteattr(e['url'])}/></entry>\n"
        for e in entries
    )
    yield (
        f"{lang}/feed.xml",
        (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{lang}">\n'
            f"<id>urn:everyname:{escape(site.latest.tally['origin'])}/{lang}</id><title>{escape(title)}</title>\n"
            f"<updated>{site.latest.manifest['made_at']}</updated>\n"
            f"<author><name>{escape(site.title(lang))}</name></author>\n"
            f'<link href={quoteattr(home)}/><link rel="self" href={quoteattr(site.url(f"{lang}/feed.xml"))}/>\n'
            f"{body}</feed>\n"
        ),
    )


def map_files(site: Site, pages: list[str]) -> Iterator[tuple[str, str]]:
    """``sitemap.xml`` is an index of parts, because a part may hold 50,000 addresses at most."""
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    head = '<?xml version="1.0" encoding="utf-8"?>\n'
    names = []
    for n, first in enumerate(range(0, len(pages), PER_MAP), 1):
        names.append(f"sitemap-{n}.xml")
        rows = "".join(f"<url><loc>{escape(site.url(p))}</loc></url>\n" for p in pages[first : first + PER_MAP])
        yield names[-1], f"{head}<urlset {space}>\n{rows}</urlset>\n"
    parts = "".join(f"<sitemap><loc>{escape(site.url(n))}</loc></sitemap>\n" for n in names)
    yield "sitemap.xml", f"{head}<sitemapindex {space}>\n{parts}</sitemapindex>\n"
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.url('sitemap.xml')}\n"


def server_files(site: Site) -> Iterator[tuple[str, str]]:
    """``_headers`` and ``_redirects`` for static hosts; ``status.json`` for any other server."""
    moved: dict[str, str] = {}
    gone: list[str] = []
    for key, move in sorted(site.history.gone.items()):
        into = last_target(site, move)
        for lang in site.languages:
            if into:
                moved[f"/{lang}/p/{key}.html"] = f"/{lang}/p/{into}.html"
            else:
                gone.append(f"/{lang}/p/{key}.html")
    yield "status.json", _json({"moved": moved, "gone": gone})
    lines = [f"{old} {new} 301!" for old, new in moved.items()] + [f"{old} {old} 410!" for old in gone]
    yield "_redirects", "".join(f"{line}\n" for line in lines)
    yield (
        "_headers",
        (
            f"/*\n  Content-Security-Policy: {CSP}\n  Referrer-Policy: no-referrer\n"
            "  X-Content-Type-Options: nosniff\n  Permissions-Policy: interest-cohort=()\n"
            "/releases/*\n  Access-Control-Allow-Origin: *\n"
        ),
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"
