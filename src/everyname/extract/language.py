"""Which language a text or a sentence is in: Russian, Ukrainian or English, by letters and function words.

Invariant: deterministic and linear; text without a sign of its own takes the language of its surroundings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache
from itertools import islice
from typing import NamedTuple, Protocol, TypeVar

from everyname.extract.names.parts import analyser

_UK = re.compile(r"[іїєґІЇЄҐ]")
_RU = re.compile(r"[ыэъёЫЭЪЁ]")
_CYRILLIC = re.compile(r"[а-яёіїєґА-ЯЁІЇЄҐ]+")
_LATIN = re.compile(r"[A-Za-z]+")
_RUN_LATIN = re.compile(r"(?:[A-Za-z'’]+[ ,;:-]{1,2}){4}")
_RUN_CYRILLIC = re.compile(r"(?:[а-яёіїєґА-ЯЁІЇЄҐ]+[ ,;:-]{1,2}){3}")
_SHORTEST, _SURE = 20, 3  # letters of a sentence; signs of its language
_UK_WORDS = re.compile(
    r"\b(?:та|що|як|який|яка|які|від|під|був|була|були|року|з|із|зі|й|серед|після|щоб|коли|чи|або|але|також|цього|"
    r"його|її|йому|загинув|загинула|загинули|загибель|загиблого|загиблому|загиблим|полягла|полягли|помер|померла|"
    r"поховали|поховають|поховання|захисник|захисника|захисником|мешканець|березня|травня|червня|липня|серпня|"
    r"вересня|жовтня|листопада|грудня|лютого|ми|ще|вже|\w{2,}(?:ння|[аиу]вся|лося|ський))\b",
    re.I,
)
_UK_PHRASES = re.compile(r"\b(?:на жаль|не стало нашого)\b", re.I)
_RU_WORDS = re.compile(
    r"\b(?:и|что|как|который|от|с|со|из|был|была|были|года|его|погиб|погибла|погибли|мы|еще|уже|во|среди|после|"
    r"чтобы|когда|или|но|также|этого|\w{2,}(?:ние|ния|нию|нием|лся|лись|ский|ская))\b",
    re.I,
)
_ANY_WORD = re.compile(r"\w{2,}|(?<!-)\w(?![\w.])")  # «с. Ставки» is no «с», «8-й» no «й»
_WORD = re.compile(r"\b[а-я]{4,}\b")  # no name, and no letter that decides
_ASKED = 12  # words of a text without any sign that the dictionaries are asked for


def language(text: str, default: str = "ru") -> str:
    """``ru``, ``uk`` or ``en``; ``default`` when nothing in the text decides."""
    sample = text[:20_000]
    cyrillic, latin = _letters(_CYRILLIC, sample), _letters(_LATIN, sample)
    if cyrillic == latin == 0:
        return default
    if latin > 2 * cyrillic:
        return "en"
    uk, ru = _scores(sample)
    if uk == ru:
        uk, ru = _known(sample)
    if uk == ru:
        return default if default != "en" else "ru"
    return "uk" if uk > ru else "ru"


def _letters(alphabet: re.Pattern[str], sample: str) -> int:
    return len("".join(alphabet.findall(sample)))


def _known(sample: str) -> tuple[int, int]:
    """How many of the first words the dictionary of Ukrainian knows alone, and how many that of Russian."""
    words = [match[0] for match in islice(_WORD.finditer(sample), _ASKED)]
    if not words:
        return 0, 0
    knows = [(analyser("uk").word_is_known(word), analyser("ru").word_is_known(word)) for word in words]
    return sum(uk and not ru for uk, ru in knows), sum(ru and not uk for uk, ru in knows)


class Placed(Protocol):
    """Whatever stands somewhere in a text."""

    @property
    def start(self) -> int: ...


T = TypeVar("T", bound=Placed)


class Stretch(NamedTuple):
    """A stretch of text in one language."""

    start: int
    end: int
    lang: str


def stretches(text: str, parts: Iterable[tuple[int, int]], whole: str) -> list[Stretch]:
    """The text cut where its language changes; ``parts`` are its sentences, ``whole`` is what most of it is in.

    A sentence is in another language only when its letters leave no doubt: a name or a slogan changes nothing.
    """
    if not _may_be_mixed(text, whole):
        return [Stretch(0, len(text), whole)]
    found = [Stretch(0, 0, whole)]
    for start, end in parts:
        lang = _surely(text[start:end], whole)
        last = found[-1]
        if lang == last.lang or last.start == last.end:
            found[-1] = Stretch(last.start, end, lang)
        else:
            found.append(Stretch(last.end, end, lang))
    found[-1] = found[-1]._replace(end=len(text))
    return found


def in_each(parts: list[Stretch], find: Callable[[str], Iterable[T]]) -> list[T]:
    """What is found in every stretch by the rules of its language, in the order of the text."""
    if len(parts) == 1:
        return list(find(parts[0].lang))
    found: list[T] = []
    for lang in sorted({p.lang for p in parts}):
        own = [(p.start, p.end) for p in parts if p.lang == lang]
        found.extend(item for item in find(lang) if any(start <= item.start < end for start, end in own))
    return sorted(found, key=lambda item: item.start)


def _may_be_mixed(text: str, whole: str) -> bool:
    """Whether a stretch of another language is possible at all; a quick look, so that plain posts cost nothing."""
    if whole == "en":
        return bool(_RUN_CYRILLIC.search(text))
    signs = _UK.search(text) and (_RU.search(text) or _RU_WORDS.search(text)) if whole == "uk" else _UK.search(text)
    return bool(signs) or bool(_RUN_LATIN.search(text))


def _surely(sentence: str, whole: str) -> str:
    cyrillic, latin = _letters(_CYRILLIC, sentence), _letters(_LATIN, sentence)
    if latin + cyrillic < _SHORTEST:
        return whole
    if latin > 2 * cyrillic:
        return "en"
    if cyrillic <= 2 * latin:
        return whole
    uk, ru = _scores(sentence)
    if whole == "en":
        return "uk" if uk > ru else "ru"
    return "uk" if uk >= _SURE and not ru else "ru" if ru >= _SURE and not uk else whole


def _scores(sample: str) -> tuple[int, int]:
    """Signs of Ukrainian and of Russian: letters that the other does not have, and function words."""
    told = [_speaks(word) for word in _ANY_WORD.findall(sample)]
    words = len(_UK_PHRASES.findall(sample)) + sum(uk for uk, _ in told)
    return 3 * len(_UK.findall(sample)) + 2 * words, 3 * len(_RU.findall(sample)) + 2 * sum(ru for _, ru in told)


@lru_cache(maxsize=1 << 15)
def _speaks(word: str) -> tuple[bool, bool]:
    """Whether a word is a sign of Ukrainian, and whether it is one of Russian; texts repeat their words."""
    return bool(_UK_WORDS.fullmatch(word)), bool(_RU_WORDS.fullmatch(word))
