"""The nominative of a place that no gazetteer knows, guessed from its ending, its case and its type word.

Invariant: a guess changes endings only; a form that may be the nominative after a type word stays as it is.
"""

from __future__ import annotations

from functools import cache

from everyname.extract.spans.lexicon import fold, rows


@cache
def _guesses(lang: str) -> list[dict[str, str]]:
    found = rows(f"{lang}/place_guesses") if lang != "en" else ()
    return sorted(found, key=lambda row: -len(row["ending"]))


def guess(name: str, cases: frozenset[str], gender: str, lang: str) -> str:
    """The nominative of every word of ``name``.

    Args:
        cases: the cases the preposition asks for, or the case of the type word; empty leaves the name as it is.
        gender: of the type word (m, f, n) or empty; an adjectival name agrees with it.
    """
    if not cases:
        return name
    return " ".join(_word(part, cases, gender, lang) for part in name.split(" "))


def _word(word: str, cases: frozenset[str], gender: str, lang: str) -> str:
    low = fold(word)
    for row in _guesses(lang):
        ending = row["ending"]
        fits = low.endswith(ending) and (not row["case"] or row["case"] in cases)
        if fits and (not row["gender"] or (gender and gender in row["gender"])) and len(low) > len(ending) + 1:
            return word[: len(word) - len(ending)] + row["nominative"]
    return word
