"""The site's words in one language: texts, plurals, numbers, dates.

Invariant: every text stands in ``locales/*.yaml`` under the same key in each language; a missing key or value is a
fault, never an empty place on a page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib import resources
from typing import Any

import yaml

from everyname.domain import edtf

LANGUAGES = ("ru", "en", "uk")


@dataclass(frozen=True)
class Catalogue:
    """The words of one language."""

    language: str
    table: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The text under ``key`` with its values; a text with plural forms is chosen by ``n``."""
        text = self.table[key]
        if not values:
            return str(text)
        if isinstance(text, dict):
            text = text[plural(self.language, int(str(values["n"])))]
        shown = {k: self.number(v) if isinstance(v, int) else v for k, v in values.items()}
        return str(text).format(**shown)

    def code(self, kind: str, code: str) -> str:
        """The label of a vocabulary code, or the code itself where a tally brought its own."""
        return str(self.table.get(f"{kind}.{code}", code))

    def number(self, value: int) -> str:
        """``11 662`` or ``11,662``."""
        return f"{value:,}".replace(",", str(self.table["thousands"]))

    def date(self, text: str) -> str:
        """An EDTF date in words; the words for «unknown» when nothing is known."""
        return _date(self.language, text)

    def month(self, text: str) -> str:
        """A cell of the month table: ``2023-02``, ``2023-XX`` or a word."""
        if text[:4].isdigit():
            return self.date(text.replace("-XX", ""))
        return str(self.table[f"cell.{text}"])


@lru_cache(maxsize=8)
def load(language: str) -> Catalogue:
    """The catalogue of a language; English where there is none."""
    name = language if language in LANGUAGES else "en"
    text = resources.files("everyname.site").joinpath("locales", f"{name}.yaml").read_text("utf-8")
    return Catalogue(name, yaml.safe_load(text))


def plural(language: str, n: int) -> str:
    """The plural category of a whole number (CLDR)."""
    if language == "en":
        return "one" if n == 1 else "other"
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


@lru_cache(maxsize=65536)
def _date(language: str, text: str) -> str:
    words = load(language)
    found = edtf.parse(text)
    if "/" in text and found.precision is edtf.Precision.INTERVAL:
        ends = (words.date(end) if end not in ("", "..") else "…" for end in text.split("/"))
        return " – ".join(ends)
    if found.earliest is None:
        return words("unknown")
    shown = _known(words.table, found.precision, found.earliest)
    if found.precision is edtf.Precision.DECADE:
        shown = words("date.decade", year=shown)
    if found.approximate:
        shown = words("date.approximate", date=shown)
    return words("date.uncertain", date=shown) if found.uncertain else shown


def _known(table: Mapping[str, Any], precision: edtf.Precision, day: date) -> str:
    if precision is edtf.Precision.DAY:
        return f"{day.day}\u00a0{table['months.of'][day.month - 1]} {day.year}"
    if precision is edtf.Precision.MONTH:
        return f"{table['months'][day.month - 1]} {day.year}"
    return str(day.year)
