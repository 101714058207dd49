"""Why a pair has its weight, term by term. Invariant: the terms add up to the weight.

The words are codes; ``words`` says them in a language of ``data/words.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Term:
    """One piece of evidence. ``code``: the words for it; ``values``: what the two records say."""

    field: str
    level: str
    weight: float
    code: str
    values: tuple[str, str] = ("", "")


@cache
def _words() -> dict[str, dict[str, Any]]:
    loaded: dict[str, dict[str, Any]] = yaml.safe_load(
        (files("everyname.linkage") / "data" / "words.yaml").read_text("utf-8")
    )
    return loaded


def languages() -> tuple[str, ...]:
    """Languages that explanations can be said in."""
    return tuple(_words())


def code_of(level: str, bonus: float) -> str:
    """Words code of a level; rare and common values have their own when the rarity moves more than two bits."""
    if bonus > 2:
        return f"rare_{level}"
    return f"common_{level}" if bonus < -2 else level


def field_name(field: str, language: str = "en") -> str:
    """A comparison in words; a column of another kind by its own name."""
    named = _words()[language]["fields"].get(
        field, field.removeprefix("other_").removeprefix("text_").removeprefix("number_")
    )
    return str(named)


def sentence(code: str, language: str = "en") -> str:
    """One of the sentences about pairs and groups of records."""
    return str(_words()[language]["sentences"][code])


def words(term: Term, language: str = "en") -> str:
    """One line such as «фамилия редкая, совпадает: +9,1»."""
    table = _words()[language]
    field = field_name(term.field, language)
    rarity, _, level = term.code.partition("_") if term.code.startswith(("rare_", "common_")) else ("", "", term.code)
    said = table["levels"].get(level, level)
    mood = f"{table['rarity'][rarity]}, " if rarity else ""
    number = f"{term.weight:+.1f}".replace(".", table["decimal"])
    return f"{field}: {mood}{said}: {number}"
