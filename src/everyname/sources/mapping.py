"""Which column holds what: guessed from header words and from the cells, shown, confirmed, remembered as TOML.

Invariant: a guess never claims a column twice for one kind, and says why it was made.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.sources.report import SourceError

# Kinds that are no property of a person.
OTHERS = ("published", "url", "note", "number", "birth_year", "ignore")
KINDS = (*(str(p) for p in Property), *OTHERS)
_DATE = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{4}")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its header, the kind it holds, and why that was guessed."""

    name: str
    kind: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """All columns of a list, in order."""

    columns: tuple[Column, ...]

    def index(self, kind: str) -> int | None:
        """Where the column of this kind stands."""
        return next((n for n, c in enumerate(self.columns) if c.kind == kind), None)

    def to_toml(self) -> str:
        """The written form that a person can correct."""
        lines = ["# column = kind; kinds: " + ", ".join(KINDS), "[columns]"]
        lines += [f"{_quoted(c.name)} = {_quoted(c.kind)}  # {c.why}".rstrip(" #") for c in self.columns]
        return "\n".join(lines) + "\n"

    @classmethod
    def from_toml(cls, text: str, headers: Sequence[str], file: str) -> Mapping:
        """Read the written form for these headers; columns it does not name are ignored.

        Raises:
            SourceError: no TOML, an unknown kind, or a column that the list does not have.
        """
        try:
            table = tomllib.loads(text).get("columns", {})
        except tomllib.TOMLDecodeError as error:
            raise SourceError(f"{file}: the mapping is no TOML: {error}") from error
        for name, kind in table.items():
            if kind not in KINDS:
                raise SourceError(f"{file}: mapping of «{name}»: «{kind}» is no kind; kinds are {', '.join(KINDS)}")
            if name not in headers:
                raise SourceError(f"{file}: the mapping names a column «{name}» that the list does not have")
        return cls(tuple(Column(h, table.get(h, "ignore"), "confirmed") for h in headers))


def guess_mapping(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Mapping:
    """A kind for every column; where nothing speaks for one it is ``ignore`` (its cells stay in the report)."""
    kinds: dict[int, tuple[str, str]] = {}
    scored = [(score, n, kind, word) for n, header in enumerate(headers) for score, kind, word in _by_words(header)]
    for _score, n, kind, word in sorted(scored, key=lambda s: (-s[0], s[1])):
        if n not in kinds and kind not in {k for k, _ in kinds.values()}:
            kinds[n] = (kind, f"header says «{word}»")
    _by_content(headers, rows, kinds)
    columns = (Column(h, *kinds.get(n, ("ignore", "no header word known"))) for n, h in enumerate(headers))
    return Mapping(tuple(columns))


def header_score(headers: Sequence[str]) -> int:
    """How many cells of a row read as column headers."""
    return sum(bool(_by_words(h)) for h in headers)


@cache
def _vocabulary() -> list[tuple[str, str]]:
    table = yaml.safe_load((files("everyname.sources") / "headers.yaml").read_text("utf-8"))
    return [(kind, fold(str(word))) for kind, words in table.items() for word in words]


def _by_words(header: str) -> list[tuple[float, str, str]]:
    """(score, kind, word) for each header word in the header; longer words and whole headers weigh more."""
    text = f" {fold(header)} "
    if not text.strip() or len(text) > 80:
        return []
    found = []
    for rank, (kind, word) in enumerate(_vocabulary()):
        if word and f" {word} " in text:
            found.append((10 * len(word) / len(text.strip()) + len(word) / 10 - rank / 1e4, kind, word))
    return found


def _by_content(headers: Sequence[str], rows: Sequence[Sequence[str]], kinds: dict[int, tuple[str, str]]) -> None:
    """Find the name and the key among columns whose headers said nothing."""
    taken = {kind for kind, _ in kinds.values()}
    for n in range(len(headers)):
        if n in kinds:
            continue
        cells = [row[n] for row in rows[:2000] if n < len(row) and row[n]]
        if len(cells) < 3:
            continue
        if not taken & {"full_name", "surname"} and _share(cells, _like_name) > 0.8:
            kinds[n] = ("full_name", "its cells look like names")
        elif "external_key" not in taken and len(set(cells)) == len(rows[:2000]) and _share(cells, _like_key) > 0.9:
            kinds[n] = ("external_key", "its cells are all different codes")
        taken = {kind for kind, _ in kinds.values()}


def _share(cells: Sequence[str], test: Callable[[str], bool]) -> float:
    return sum(map(test, cells)) / len(cells)


def _like_name(cell: str) -> bool:
    words = fold(cell).split()
    return 2 <= len(words) <= 6 and all(w.isalpha() for w in words)


def _like_key(cell: str) -> bool:
    return " " not in cell and any(c.isdigit() for c in cell) and not _DATE.fullmatch(cell)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
