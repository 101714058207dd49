"""The pages that speak of the whole: the count, method, statements of others, events, releases, and the lost page."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

from everyname.domain.words import Status
from everyname.extract.tolls import labels
from everyname.ledger.note import PublicKey
from everyname.releases.folder import name_of
from everyname.releases.seal import sha256
from everyname.releases.tables import csv_rows
from everyname.site.charts import months
from everyname.site.moves import path_of
from everyname.site.rungs import ladder
from everyname.site.shell import Shell

Row = dict[str, Any]
LATEST, REGIONS = 12, 12
_BREAKDOWNS = ("category", "rank_class", "age", "region")
_DOWNLOADS = (
    ("persons.csv", "table"), ("persons.jsonl", "lines"), ("changes.jsonl", "changes"), ("counts.json", "counts"),
    ("rules.toml", "rules"),
)  # fmt: skip


def overview_pages(shell: Shell) -> Iterator[tuple[str, str]]:
    """All of them but the lost page."""
    yield "index.html", home(shell, f"{shell.lang}/index.html")
    yield "method.html", _method(shell)
    yield "tolls.html", _tolls(shell)
    yield "releases.html", _releases(shell)
    yield from _incidents(shell)


def home(shell: Shell, file: str) -> str:
    """The first page, at ``file``: it also lies at the root of the site, in the tally's first language."""
    latest = shell.site.latest
    counts = latest.counts
    others = {s: n for s, n in counts["by_status"].items() if s != Status.CONFIRMED}
    added = [r for r in latest.changes if r["kind"] == "added"]
    return shell.render(
        "home.html",
        file,
        "index.html",
        section="home",
        scope=shell.site.in_words(latest.tally["scope"], shell.lang),
        counts=counts,
        others=others,
        added=len(added),
        newest=sorted(added, key=lambda r: (r["new"]["status"] != Status.CONFIRMED, r["name"]))[:LATEST],
        backlog=latest.json("backlog.json"),
        chart=months(counts["confirmed_by"]["death_month"], str(latest.manifest["made_at"])),
        breakdowns=[(b, _rows(shell, b, counts["confirmed_by"][b])) for b in _BREAKDOWNS],
        changes_path=path_of(latest.number),
        incidents=latest.json("incidents.json"),
        in_words=shell.site.in_words,
        ladder=ladder(shell),
    )


def lost_page(shell: Shell) -> str:
    """``404.html`` is served under any address, so its links start at the site's own address."""
    root = shell.site.url("")
    return shell.render("lost.html", "404.html", "index.html", root=root, section="")


def _rows(shell: Shell, kind: str, cells: dict[str, int]) -> list[tuple[str, int, int]]:
    """Label, number and share of the largest, the largest first, ages in order, what is unknown last."""
    last = [c for c in ("other", "unknown") if c in cells]
    plain = [c for c in cells if c not in last]
    plain = sorted(plain) if kind == "age" else sorted(plain, key=lambda c: (-cells[c], c))[:REGIONS]
    top = max(cells.values(), default=1)
    named = [(shell.t.code(kind, c).replace("-", "–"), cells[c]) for c in plain]
    named += [(shell.t(f"cell.{c}"), cells[c]) for c in last]
    return [(label, n, round(100 * n / top)) for label, n in named]


def _method(shell: Shell) -> str:
    latest = shell.site.latest
    names = [f"methodology.{x}.md" for x in (shell.lang, *shell.site.languages)]
    text = next((latest.text(n) for n in names if n in latest.files), "")
    table = tomllib.loads(latest.text("rules.toml"))
    rules = [r | {"title": shell.site.in_words(r.get("label") or {}, shell.lang)} for r in table["rule"]]
    return shell.page(
        "method.html",
        "method.html",
        section="method",
        text=Markup(MarkdownIt("js-default").render(text)),  # noqa: S704 - raw HTML is escaped by this preset
        rules=rules,
        version=table["rules"]["version"],
        scope=shell.site.in_words(latest.tally["scope"], shell.lang),
    )


def _tolls(shell: Shell) -> str:
    latest = shell.site.latest
    rows = [_numbers(r) for r in csv_rows(latest.files["stated_tolls.csv"])]
    return shell.page(
        "tolls.html",
        "tolls.html",
        section="tolls",
        tolls=[r for r in rows if not r["event"]],
        incidents=latest.json("incidents.json"),
        in_words=shell.site.in_words,
        value=lambda r: _range(shell, r),
        scope_words=lambda r: _scope(shell, r),
    )


def _incidents(shell: Shell) -> Iterator[tuple[str, str]]:
    latest = shell.site.latest
    names = {p["id"]: p["name"] for p in latest.persons}
    for row in latest.json("incidents.json"):
        path = f"incidents/{row['id']}.html"
        yield (
            path,
            shell.page(
                "incident.html",
                path,
                section="tolls",
                incident=row,
                name=shell.site.in_words(row["titles"], shell.lang),
                persons=[(p, names[p]) for p in row["persons"] if p in names],
                value=lambda r: _range(shell, r),
                scope_words=lambda r: _scope(shell, r),
            ),
        )


def _releases(shell: Shell) -> str:
    key = PublicKey.parse(shell.site.latest.manifest["key"])
    rows = [
        {
            "number": r.number,
            "date": str(r.manifest["made_at"])[:10],
            "count": r.counts["count"],
            "folder": name_of(r.number),
            "manifest": sha256(r.files["manifest.json"]),
        }
        for r in reversed(shell.site.releases)
    ]
    return shell.page(
        "releases.html", "releases.html", section="releases", rows=rows, fingerprint=key.fingerprint,
        key=str(key), downloads=_DOWNLOADS, path_of=path_of,
    )  # fmt: skip


def _numbers(row: dict[str, str]) -> Row:
    fields = ("low", "high", "own_sure", "own_possible")
    return row | {f: int(row[f]) if row[f] else None for f in fields}


def _range(shell: Shell, row: Row) -> str:
    """``11 662`` or ``40 000–55 000``, with the speaker's own qualifier."""
    ends = [shell.t.number(v) for v in dict.fromkeys((row["low"], row["high"])) if v is not None]
    text = "–".join(ends) or "—"
    words = labels(shell.lang).get(f"qualifier.{row['qualifier']}", row["qualifier"])
    plain = row["qualifier"] in ("", "exact", "range", "interval")
    return text if plain else f"{words} {text}"


def _scope(shell: Shell, row: Row) -> str:
    """What is counted, in words; a scope that is no code is shown as it was said."""
    measure, *groups = str(row["scope"]).split("+")
    known = labels(shell.lang)
    words = known.get(f"measure.{measure}", measure)
    parts = ", ".join(known.get(f"group.{group}", group) for group in groups)
    return f"{words}: {parts}" if parts else words
