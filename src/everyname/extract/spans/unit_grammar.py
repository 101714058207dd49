"""The grammar of numbered units: nouns, adjectives, ordinal endings, abbreviations.

Invariant: an adjective is reduced to its stem, and gets its ending from the gender of the noun it stands before.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from everyname.extract.spans.lexicon import fold, forms_of, rows, split
from everyname.extract.spans.timewords import either

_ADJECTIVE = {
    "ru": re.compile(r"(.{3,})(?:ого|его|ому|ему|ым|им|ом|ем|ой|ей|ую|юю|ая|яя|ый|ий|ою)"),
    "uk": re.compile(r"(.{3,}?)(?:ого|ої|ому|ій|ою|им|ім|ий|а|у)"),
    "en": re.compile(r"((?!the$|and$|for$|of$)[a-z-]{3,})"),
}
_UKRAINIAN_FEMININE = {1: "ша", 2: "га", 3: "тя", 7: "ма", 8: "ма", 40: "ва"}


class Adjective(NamedTuple):
    """The stem of an adjective and whether it was abbreviated."""

    stem: str
    short: bool


@cache
def nouns(lang: str) -> dict[str, tuple[dict[str, str], bool]]:
    """Folded forms of unit nouns to (row, whether the form can only be plural)."""
    table: dict[str, tuple[dict[str, str], bool]] = {}
    for row in rows(f"{lang}/unit_nouns"):
        for form, plural in forms_of(row["word"], row["declension"], lang):
            table[fold(form)] = row, plural
        for short in split(row["short"]):
            table.setdefault(fold(short).strip("."), (row, False))
    return table


@cache
def abbreviations(lang: str) -> dict[str, dict[str, str]]:
    """Folded abbreviations to their rows."""
    return {fold(row["short"]): row for row in rows(f"{lang}/unit_abbreviations")}


@cache
def _short_adjectives(lang: str) -> dict[str, str]:
    if lang == "en":
        return {}
    return {fold(s).strip("."): r["stem"] for r in rows(f"{lang}/unit_adjectives") for s in split(r["short"])}


def adjective(low: str, said: str, lang: str) -> Adjective | None:
    """The stem of the word, when it looks like an adjective; the letters as said («Краснознамённая»)."""
    if stem := _short_adjectives(lang).get(low):
        return Adjective(stem, True)
    if lang == "en":
        said = low
    match = _ADJECTIVE[lang].fullmatch(said if said[0].isupper() and not said.isupper() else said.lower())
    return Adjective(match[1], False) if match else None


def agree(stem: str, gender: str, lang: str) -> str:
    """The nominative of an adjective of a unit."""
    if " " in stem:
        return stem  # «орденов Жукова и Ушакова»
    row = _adjectives(lang).get(fold(stem))
    if gender == "m":
        plain = "ий" if lang == "uk" or stem[-1] in "кгх" else "ый"
        return row["masculine"] if row else stem + plain
    if gender == "n":
        return stem + ("е" if lang == "uk" else "ое")
    return stem + ("а" if lang == "uk" else "ая")


@cache
def _adjectives(lang: str) -> dict[str, dict[str, str]]:
    return {fold(row["stem"]): row for row in rows(f"{lang}/unit_adjectives")}


def arm(stem: str, lang: str) -> bool | None:
    """Whether an adjective names an arm («мотострелков»); ``None`` for one that is none of a unit."""
    row = _adjectives(lang).get(fold(stem))
    return bool(row.get("arm")) if row else None


@cache
def tail_names(lang: str) -> dict[str, str]:
    """Abbreviated tails («СпН») opened."""
    return {fold(row["tail"]): row["as"] for row in rows(f"{lang}/unit_tails") if row["as"]}


@cache
def tails(lang: str) -> re.Pattern[str]:
    """Words behind the noun of a unit: «морской пехоты»."""
    return re.compile(rf"\s+({either([row['tail'] for row in rows(f'{lang}/unit_tails')])})(?!\w)", re.IGNORECASE)


def ordinal_number(number: int, gender: str, lang: str) -> str:
    """«40-я», «331-й», «93-тя»: the number with the ending of the nominative."""
    if lang == "uk":
        return f"{number}-{_ukrainian_ending(number) if gender == 'f' else 'й'}"
    return f"{number}-{'я' if gender == 'f' else 'й'}"


def _ukrainian_ending(number: int) -> str:
    teens = 10 <= number % 100 <= 19
    if teens:
        return "та"
    return _UKRAINIAN_FEMININE.get(number % 100) or _UKRAINIAN_FEMININE.get(number % 10, "та")
