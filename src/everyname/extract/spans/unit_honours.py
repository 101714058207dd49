"""Whose name a unit bears: «імені кошового отамана Костя Гордієнка», «имени Александра Невского».

Invariant: the name belongs to the span of the unit and to nobody of the text; its value is the unit without it.
"""

from __future__ import annotations

import re
from functools import cache

from everyname.extract.names.parts import given_readings
from everyname.extract.spans.lexicon import rows
from everyname.extract.spans.timewords import either

_NAME = r"[А-ЯЁІЇЄҐ][^\W\d_]*(?:['’ʼ-][^\W\d_]+)*"
_SECOND = re.compile(rf"\s+({_NAME})")
_OBLIQUE = ("а", "я", "у", "ю", "и", "ы", "ої", "ой", "ого", "его", "ів", "їв", "ов", "их", "ых")
_USUAL = 1.0  # weight of a given name borne by more than a few


def after_honour(text: str, end: int, lang: str) -> int:
    """Where a unit ends with the name it bears, or where it ended without one."""
    if lang == "en" or not (match := _honours(lang).match(text, end)):
        return end
    following = None if match["one"] else _SECOND.match(text, match.end())
    if following is None or not _goes_on(following[1]):
        return match.end()
    return following.end()


def _goes_on(word: str) -> bool:
    """Whether a word is in an oblique case, as a second name must be; a given name begins another man's."""
    named = any("n" in r.cases and r.weight >= _USUAL for r in given_readings(word))
    return word.endswith(_OBLIQUE) and not named


@cache
def _honours(lang: str) -> re.Pattern[str]:
    lead, one, hero = (
        [r["word"] for r in rows(f"{lang}/unit_honours") if r["use"] == use] for use in ("lead", "one", "hero")
    )
    heroes = rf"(?:(?:{either(hero)})\s+)?" if hero else ""
    return re.compile(
        rf"\s+(?:{either(lead)})\.?\s*{heroes}(?:[а-яіїєґ]{{2,}}(?:[-\s][а-яіїєґ]+){{0,3}}?\s+)??(?P<one>(?:{either(one)})\s+)?{_NAME}"
    )
