"""Stated tolls from a table: one row a toll, in the columns of ``COLUMNS``.

Invariant: every row of the file becomes a toll or a quarantined row with its number, field and reason; none is lost and
no field is guessed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from everyname.domain.tolls import Aspect, Measure, Qualifier, Scope, StatedToll, TollError, TollKind
from everyname.extract.tolls.lexicon import LANGUAGES, Lexicon, flat, language_of, lexicon, vocabulary

COLUMNS = (
    "who",
    "kind",
    "said_on",
    "period_from",
    "period_to",
    "event",
    "scope",
    "value_low",
    "value_high",
    "qualifier",
    "where_reported",
)


class TableError(ValueError):
    """The file is no table of stated tolls; the message names the file and what is missing."""


class _RowError(ValueError):
    def __init__(self, field: str, reason: str) -> None:
        super().__init__(reason)
        self.field = field


@dataclass(frozen=True, slots=True)
class QuarantinedRow:
    """A row that could not be read. ``line`` counts from 1 with the header; ``values`` are kept as written."""

    line: int
    field: str
    reason: str
    values: Mapping[str, str]


def read_tolls(path: Path | str) -> tuple[tuple[StatedToll, ...], tuple[QuarantinedRow, ...]]:
    """Read a UTF-8 CSV file: the tolls of its rows, and the rows that were set aside.

    Raises:
        TableError: the file cannot be read as UTF-8 CSV or lacks a column.
    """
    path = Path(path)
    tolls: list[StatedToll] = []
    quarantined: list[QuarantinedRow] = []
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            missing = [c for c in COLUMNS if c not in (reader.fieldnames or ())]
            if missing:
                raise TableError(f"{path.name}: the header lacks {', '.join(missing)}")
            for row in reader:
                values = {str(k): (v or "").strip() for k, v in row.items() if k is not None}
                try:
                    tolls.append(_toll(values))
                except _RowError as error:
                    quarantined.append(QuarantinedRow(reader.line_num, error.field, str(error), values))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise TableError(f"{path.name}: cannot be read as UTF-8 CSV: {error}") from error
    return tuple(tolls), tuple(quarantined)


def _toll(row: Mapping[str, str]) -> StatedToll:
    if not row["who"]:
        raise _RowError("who", "is empty: name who said the number")
    kind, aspect = _kind(row["kind"])
    scope = _scope(row["scope"], aspect)
    low, high = _whole(row, "value_low"), _whole(row, "value_high")
    try:
        return StatedToll(
            row["who"],
            kind,
            aspect,
            scope,
            low,
            high,
            _qualifier(row["qualifier"]),
            row["said_on"],
            row["period_from"],
            row["period_to"],
            row["event"],
            evidence=row["scope"] if " " in row["scope"] else "",  # a single word is told as the measure
            source=row["where_reported"],
        )
    except TollError as error:
        field = str(error).split(" ", 1)[0]
        raise _RowError(field if field in COLUMNS else "value_low", str(error)) from error


def _whole(row: Mapping[str, str], field: str) -> int:
    digits = re.sub(r"(?<=\d)[   ,.](?=\d{3}(?!\d))", "", row[field])
    if not digits.isdecimal():
        raise _RowError(field, f"«{row[field]}» is no whole number of persons")
    return int(digits)


def _kind(text: str) -> tuple[TollKind, Aspect]:
    """ "independent tally (part)": who speaks, and in brackets what part of a toll the number is."""
    outer, _, inner = text.partition("(")
    kind = _code("kinds", outer)
    aspect = _code("aspects", inner.rstrip(") ")) if inner else _code("aspects", outer)
    if (kind is None and aspect is None) or (inner and (aspect is None or kind is None)):
        raise _RowError("kind", f"«{text}» is no known kind; known are the codes of TollKind and Aspect")
    return TollKind(kind or "unstated"), Aspect(aspect or "total")


def _qualifier(text: str) -> Qualifier:
    code = _code("qualifiers", text)
    if code is None:
        raise _RowError("qualifier", f"«{text}» is no known qualifier; known are the codes of Qualifier")
    return Qualifier(code)


def _code(section: str, text: str) -> str | None:
    """The code that a word stands for in any of the languages; codes stand for themselves."""
    for lang in LANGUAGES:
        if found := Lexicon(vocabulary(lang, "tolls_table")[section]).codes(flat(text)):
            return found[0]
    return None


def _scope(text: str, aspect: Aspect) -> Scope:
    """Measure and groups by the same words as in running text; a limit in brackets is kept as a note."""
    lang = language_of(text)
    outer, _, inner = flat(text).partition("(")
    codes = lexicon(lang, "measures").codes(outer)
    groups = lexicon(lang, "groups").codes(outer)
    known = [Measure(c) for c in codes if c != "confirmed"]
    if aspect is Aspect.BACKLOG and known:
        known = [Measure.UNVERIFIED]
    elif Measure.IDENTIFIED in known:
        known = [Measure.IDENTIFIED]
    if len(known) != 1:
        raise _RowError("scope", f"«{text}» does not tell one thing that is counted, such as killed or identified")
    note = text.partition("(")[2].rstrip(") ") if inner else ""
    return Scope(known[0], tuple(sorted(groups)), note=note)
