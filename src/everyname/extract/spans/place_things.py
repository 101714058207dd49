"""Words with a capital that name a thing and no place: «в Никольском храме», «Черниговского драматического театра».

Invariant: an adjective is of a thing only by the noun behind it, or by a second adjective that agrees with it.
"""

from __future__ import annotations

import re
from functools import cache

from everyname.extract.spans.lexicon import Word, adjacent, fold, rows
from everyname.extract.spans.place_cues import institutions

ADJECTIVAL = re.compile("(?:ом|ем|ой|ого|его|ому|ій|ої)$")
_OF_HOUSE = ("ому", "ій", "ого", "ої", "ою")
_LONG_ADJECTIVE = 6  # letters
_AGREES = re.compile("(?:н|[сц]к)(ом|ого|ому|ой|ий|ый)$")
_ALIKE = ({"ом"}, {"ого"}, {"ому"}, {"ой"}, {"ий"}, {"ый"}, {"ий", "ый"})
_OF_DISTRICTS = re.compile(
    r"(?:(?:,| и|, а также) [А-ЯЁ][а-яё-]+ом){1,8} (?:муниципальных |городских )?(?:район|округ)ах"
)


def of_a_thing(text: str, words: list[Word], index: int, lang: str) -> bool:
    """«в Никольском храме», «жители Полевой улицы»: the adjective of a thing."""
    if words[index].low.endswith("ском") and _OF_DISTRICTS.match(text, words[index].end):
        return True  # «в Красноярском, Безенчукском и Кошкинском районах»
    if index + 1 == len(words) or not adjacent(text, words[index], words[index + 1]):
        return False
    noun = words[index + 1]
    adjective = noun.text.islower() and len(noun.low) >= _LONG_ADJECTIVE and noun.low.endswith(_OF_HOUSE)
    if lang == "uk" and adjective and words[index].low.endswith(_OF_HOUSE):
        return True  # «у Чернігівському обласному ТЦК»
    is_thing = noun.text.islower() and noun.low.startswith((*other_nouns(lang), *institutions(lang)))
    return (is_thing and bool(ADJECTIVAL.search(words[index].low))) or (lang == "ru" and _agree(text, words, index))


def _agree(text: str, words: list[Word], index: int) -> bool:
    """«в Курском железнодорожном техникуме», «Черниговского драматического театра»: two adjectives of one thing."""
    name, other = words[index], words[index + 1]
    ending = _AGREES.search(name.low)
    agreeing = _AGREES.search(other.low) if other.text.islower() else None
    if not ending or not agreeing or len(other.low) < _LONG_ADJECTIVE or {ending[1], agreeing[1]} not in _ALIKE:
        return False
    return index + 2 < len(words) and adjacent(text, other, words[index + 2]) and words[index + 2].text.islower()


@cache
def other_nouns(lang: str) -> tuple[str, ...]:
    """Beginnings of nouns after which an adjective names a thing and no settlement."""
    return tuple(fold(row["stem"]) for row in rows(f"{lang}/place_adjective_nouns")) if lang != "en" else ()
