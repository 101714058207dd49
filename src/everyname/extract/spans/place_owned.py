"""Towns in the genitive behind a thing of theirs: «полк Тавды», «гимназия № 4 Белорецка», «одной улицы Советска».

Invariant: only a town the gazetteer knows is read so, behind an inanimate noun that is nothing of a man's («тело»,
«имя»), and never a word that may be a given name; such a place yields to every other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.names.parts import given_readings, is_inanimate, surname_score
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.gazetteer import look_up
from everyname.extract.spans.lexicon import Word, fold, rows
from everyname.extract.spans.place_context import regions_of
from everyname.extract.spans.place_things import other_nouns

_NUMBERED = re.compile(r"№?\s?\d{1,4}$")
_TOWN, _SMALL_TOWN = 5, 4  # digits of the population; of a town whose name can be no surname
_SHORTEST = 4
_ADJECTIVAL = ("ого", "его", "ой", "ої")
_FLEETS = ("флот", "флотили", "округ", "побереж", "направлен", "фронт", "регион", "район", "област")
_GOVERNED = 30  # the farthest word of death that «в порту» may belong to


@cache
def _of_men() -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows("ru/owned_stops"))


def find_owned(text: str, words: list[Word], events: Events, lang: str) -> Iterator[Found]:
    """Every town that stands so."""
    if lang == "en":
        return
    for index in range(1, len(words)):
        word = words[index]
        if not word.text[0].isupper() or word.text.isupper() or len(word.low) < _SHORTEST:
            continue
        if (
            _followed_by_name(text, words, index)
            or _of_a_fleet(words, index, lang)
            or not _behind_a_thing(text, words, index)
        ):
            continue
        least = _TOWN if surname_score(word.text) > 0 else _SMALL_TOWN
        options = [(p, c) for p, c in look_up((word.low,), lang) if c == "gen" and p.digits >= least]
        if options and not given_readings(word.text):
            place = max(options, key=lambda o: o[0].digits)[0]
            attrs = {"form": "name", "known": "1", "case": "gen", "support": "owned", "cue": _cue(words, index, events)}
            attrs |= {"size": str(place.digits)} | regions_of(place)
            yield Found("settlement", place.name, word.start, word.end, "places/owned", 0.6, attrs=attrs)


def _cue(words: list[Word], index: int, events: Events) -> str:
    """«погиб в порту Бердянска» is where he died."""
    nearest = events.nearest(words[index - 1].start, words[index].end)
    inside = index > 1 and words[index - 2].low in ("в", "на", "у")
    return "death" if inside and nearest and nearest[1] == "death" and nearest[0] <= _GOVERNED else "owned"


def _followed_by_name(text: str, words: list[Word], index: int) -> bool:
    after = words[index + 1] if index + 1 < len(words) else None
    return after is not None and after.text[0].isupper() and text[words[index].end : after.start] == " "


def _of_a_fleet(words: list[Word], index: int, lang: str) -> bool:
    """«Прокуратура Черноморского флота», «храм Казанской иконы»: an adjective before its noun is no town."""
    after = words[index + 1] if index + 1 < len(words) else None
    return (
        after is not None
        and words[index].low.endswith(_ADJECTIVAL)
        and after.low.startswith((*_FLEETS, *other_nouns(lang)))
    )


def _behind_a_thing(text: str, words: list[Word], index: int) -> bool:
    """Whether an inanimate noun, perhaps with a number behind it, stands right before the word."""
    before = words[index - 1]
    at = index - 1
    if before.low.isdigit():
        at -= 1
    if at < 0 or not words[at].text.islower():
        return False
    gap = text[words[at].end : words[index].start]
    touching = gap == " " or bool(_NUMBERED.fullmatch(gap.strip()))
    return touching and not words[at].low.startswith(_of_men()) and is_inanimate(words[at].low)
