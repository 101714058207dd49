"""Units without a number: «в десантно-штурмовом полку», «отдельная бригада морской пехоты».

Invariant: the noun is singular and stands with the adjective of an arm, or with one of units and words such as
«морской пехоты».
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, adjacent
from everyname.extract.spans.unit_grammar import adjective, agree, arm, nouns, tail_names, tails

_NUMBER = re.compile(r"\s*[№N]")
_MOST = 4  # adjectives
_SURE = 0.6


def unnumbered(text: str, words: list[Word], taken: list[tuple[int, int]], lang: str) -> Iterator[Found]:
    """Every such unit outside the stretches that are taken."""
    if lang == "en":
        return
    taken = sorted(taken)
    for at, word in enumerate(words):
        row, plural = nouns(lang).get(word.low, ({}, True))
        if plural or row["numbered"] != "plain" or not word.text.islower():
            continue
        stems, first = _before(text, words, at, lang)
        tail = tails(lang).match(text, word.end)
        if _NUMBER.match(text, word.end):
            continue  # «в мотострелковом полку № 1234»
        named = any(arm(stem, lang) for stem in stems) or (stems and tail)
        if not named or _is_taken(taken, words[first].start, word.end):
            continue
        parts = [*(agree(stem, row["gender"], lang) for stem in stems), row["word"]]
        if tail:
            parts.append(tail_names(lang).get(tail[1].lower(), " ".join(tail[1].split())))
        end = tail.end() if tail else word.end
        yield Found(
            "unit",
            " ".join(parts),
            words[first].start,
            end,
            "units/plain",
            _SURE,
            attrs={"form": "plain", "small": "1"},
        )


def _before(text: str, words: list[Word], at: int, lang: str) -> tuple[list[str], int]:
    """The stems of the adjectives of a unit right before the noun, and the index of the first word."""
    stems: list[str] = []
    first = at
    while first and len(stems) < _MOST and adjacent(text, words[first - 1], words[first]):
        said = adjective(words[first - 1].low, words[first - 1].text, lang)
        if said is None or arm(said.stem, lang) is None:
            break
        stems.insert(0, said.stem)
        first -= 1
    return stems, first


def _is_taken(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    at = bisect_left(taken, (end, 0))
    return at > 0 and taken[at - 1][1] > start
