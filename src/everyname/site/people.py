"""The list of names and a page for each person, also for those whose record was merged or withdrawn."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.site.history import Move
from everyname.site.moves import described
from everyname.site.shell import Shell, Site

Row = dict[str, Any]
PER_PAGE = 100
_DATES = ("birth", "death", "burial")
_CODES = ("category",)
_FACTS = (
    "nom_de_guerre", "birth", "death", "age", "burial", "rank", "unit", "branch", "category", "settlement", "region",
    "death_place",
)  # fmt: skip
_TOLD_WITH = {Property.SURNAME: Property.FULL_NAME, Property.GIVEN: Property.FULL_NAME,
              Property.PATRONYMIC: Property.FULL_NAME, Property.RANK_CLASS: Property.RANK}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letter:
    """All names that begin alike; ``pages`` are at most ``PER_PAGE`` long."""

    letter: str
    pages: list[list[Row]]

    def path(self, page: int = 1) -> str:
        """The page's address below ``names/``; letters are written as their code points."""
        code = "".join(f"{ord(c):04x}" for c in self.letter)
        return f"names/{code}.html" if page == 1 else f"names/{code}-{page}.html"

    @property
    def total(self) -> int:
        """How many names."""
        return sum(map(len, self.pages))


def in_order(site: Site) -> list[Row]:
    """The published persons as an alphabet orders them."""
    return sorted(site.latest.persons, key=lambda p: (fold(p["name"]), p["id"]))


def letters(persons: list[Row]) -> list[Letter]:
    """The persons (in order) by their first letter."""
    found = []
    for letter, group in groupby(persons, key=lambda p: (fold(p["name"])[:1] or "?").upper()):
        rows = list(group)
        found.append(Letter(letter, [rows[i : i + PER_PAGE] for i in range(0, len(rows), PER_PAGE)]))
    return found


def name_pages(shell: Shell, alphabet: list[Letter]) -> Iterator[tuple[str, str]]:
    """The index of names, and one or more pages a letter."""
    shared = {"alphabet": alphabet, "total": sum(x.total for x in alphabet), "section": "names"}
    yield "names/index.html", shell.page("names.html", "names/index.html", letter=None, page=0, rows=[], **shared)
    for letter in alphabet:
        for n, rows in enumerate(letter.pages, 1):
            path = letter.path(n)
            yield path, shell.page("names.html", path, letter=letter, page=n, rows=rows, **shared)


def person_pages(shell: Shell) -> Iterator[tuple[str, str]]:
    """One page a published person."""
    site = shell.site
    table = tomllib.loads(site.latest.text("rules.toml"))
    rules = {r["id"]: r.get("label") or {} for r in table["rule"]}
    sources = {int(s["number"]): s for s in site.latest.sources}
    for person in site.latest.persons:
        path = f"p/{person['id']}.html"
        yield (
            path,
            shell.page(
                "person.html",
                path,
                section="names",
                person=person,
                sentence=sentence(shell, person),
                rule=person["rule"],
                rule_label=site.in_words(rules.get(person["rule"], {}), shell.lang),
                rules_version=table["rules"]["version"],
                facts=facts(shell, person),
                sources=sources,
                claimed=claimed,
                spellings=[s for s in person["spellings"] if s != person["name"]],
                history=[(m, described(shell.t, m.row)) for m in site.history.moves.get(person["id"], [])],
            ),
        )


def gone_pages(shell: Shell) -> Iterator[tuple[str, str]]:
    """A page for each id that is no longer published: where it continues, or why it was withdrawn."""
    names = {p["id"]: p["name"] for p in shell.site.latest.persons}
    for key, move in shell.site.history.gone.items():
        path = f"p/{key}.html"
        into = last_target(shell.site, move)
        yield (
            path,
            shell.page(
                "gone.html",
                path,
                section="names",
                move=move,
                id=key,
                into=into,
                into_name=names.get(into, into),
                reason=described(shell.t, move.row).reason,
            ),
        )


def last_target(site: Site, move: Move) -> str:
    """The id under which a merged record continues now, through later merges; empty when it was not merged."""
    seen: set[str] = set()
    while move.row["kind"] == "merged" and move.row["id"] not in seen:
        seen.add(move.row["id"])
        target = str(move.row["new"]["into"])
        if target not in site.history.gone:
            return target
        move = site.history.gone[target]
    return ""


def facts(shell: Shell, person: Row) -> list[tuple[str, str]]:
    """What is known of a person, label and words; what is unknown is left out."""
    found = []
    for field in _FACTS:
        value = person[field]
        if value in ("", None, []):
            continue
        found.append((shell.t(f"field.{field}"), in_words(shell, field, value)))
    return found


def in_words(shell: Shell, field: str, value: Any) -> str:
    """One value as a reader sees it."""
    if field in _DATES:
        return shell.t.date(value)
    if field in _CODES:
        return ", ".join(shell.t.code(field, v) for v in value)
    return str(value)


def claimed(claims: list[str]) -> list[str]:
    """What a report says, in the order of the vocabulary; parts of the name are told as the name."""
    said = {_TOLD_WITH.get(p, p) for p in map(Property, claims)}
    return [p for p in Property if p in said]


def sentence(shell: Shell, person: Row) -> str:
    """Why a person is counted, or is not."""
    t = shell.t
    because = _because(shell, person)
    since = shell.site.history.since.get(person["id"])
    if since:
        return t("person.counted", release=since, because=because)
    return t("person.not_counted", status=t.code("status", person["status"]), because=because)


def _because(shell: Shell, person: Row) -> str:
    t, params = shell.t, person["params"]
    if not params.get("source"):
        return t("because.none")
    one = "one" if params["groups"] <= 1 else "many"
    key = f"because.{person['status']}"
    if key not in t.table:
        key = f"because.{one}.{'dated' if params['dated'] else 'undated'}"
    return t(key, kind=t.code("kind", params["kind"]), source=str(params["source"]), groups=params["groups"])
