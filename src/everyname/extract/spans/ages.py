"""Ages as said: «46-летний», «27 годиков», «на 46-м году жизни», «исполнилось бы 37», «aged 32».

Invariant: an age is a whole number of years from 15 to 90 that the words say or directly give, never one
computed from two dates. A number of years that tells service, work or a sentence is no age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, Word, fold, rows
from everyname.extract.spans.timewords import either, number_of

_YOUNGEST, _OLDEST = 15, 90
_LETTERS = r"[^\W\d_]+"
_BARE = re.compile(r"(?<=[\w)»])\s*[,(]\s*(?P<n>\d\d)(?=\s*(?:[,)]|\s[—–-]|\.\s|;|$|\n))")


def _use(use: str) -> list[str]:
    return [row["words"] for lang in LANGUAGES for row in rows(f"{lang}/age_words") if row["use"] == use]


@cache
def _pattern() -> re.Pattern[str]:
    number = rf"\d{{1,2}}|{_LETTERS}(?:[\s-]+{_LETTERS})?"
    ordinal = rf"\d{{1,2}}(?:-?(?:о?м|й|у|ый|ой|ому|th))?|{_LETTERS}(?:\s+{_LETTERS})?"
    english = f"(?:{either([row['cardinal'] for row in rows('en/numerals')])})"
    units = [w for w in _use("unit") if not w.startswith("-")]
    return re.compile(
        rf"""(?<!\w)(?:
        (?P<short>{either(_use("short_of"))})\s+(?:\w+\s+){{0,3}}?(?:до\s+)?(?P<sn>\d\d)-?(?:{either(_use("birthday"))})
        |(?:до|to|до\s+свого|до\s+своего)\s+(?P<bn>\d\d)-?(?:{either(_use("birthday"))})\s+(?:\w+\s+){{0,2}}?(?:{either(_use("short_of"))})
        |(?P<adj>\d\d)(?:-?(?:ти|ми|х|и))?[-‑–]?\s?(?:{either(_use("adjective"))})\w+
        |(?P<eng>\d\d|{english}(?:[-\s]{english})?)[-\s]years?[-\s](?:old|of\s+age)
        |(?:на|in|У|у)\s+(?P<yl>{ordinal})\s+(?:{either([w for w in _use("year_of_life") if " " in w])})
        |(?:{either([w for w in _use("running") if w != "на"])})\s+(?:\w+\s+)??(?P<run>{ordinal})\s+(?:год|рік)
        |(?P<would>{either(_use("would_be"))})\s+(?:лише\s+|всего\s+|только\s+)?(?P<wn>{number})
        |(?P<cue>{either(_use("telling"))})[\s:–—-]+(?:всего\s+|лише\s+|только\s+|лишь\s+|just\s+|only\s+)?(?P<tn>{number})
        |(?:(?P<approx>~|≈|ок\.|около)\s?)?(?P<n>(?<![\d.,/])\d\d)\s*(?:{either(units)})
        )(?!\w)""",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _guards() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = rf"(?<!\w)(?:{either(_use('not_before'))})\s+(?:уже\s+|всего\s+)?$"
    after = rf"\s+(?:{either(_use('not_after'))})"
    return re.compile(before, re.IGNORECASE), re.compile(after, re.IGNORECASE)


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(fold(w) for w in _use("unit"))


def find_ages(text: str, words: list[Word]) -> Iterator[Found]:
    """Every age of the text; rules later in the list give way to earlier ones by overlap."""
    for match in _pattern().finditer(text):
        if found := _found(text, match):
            yield found
    yield from _in_words(text, words)
    for match in _BARE.finditer(text):
        years = int(match["n"])
        if 17 <= years <= 70:
            yield Found("age", str(years), match.start("n"), match.end("n"), "ages/bare", 0.6, attrs={"form": "bare"})


def _found(text: str, match: re.Match[str]) -> Found | None:
    start, end = match.span()
    for group, form, less, confidence in (
        ("sn", "year_of_life", 1, 0.85), ("bn", "year_of_life", 1, 0.85), ("adj", "letniy", 0, 0.95),
        ("eng", "letniy", 0, 0.95), ("yl", "year_of_life", 1, 0.97), ("run", "year_of_life", 1, 0.85),
        ("wn", "would_be", 0, 0.9), ("tn", "told", 0, 0.9), ("n", "years", 0, 0.85),
    ):  # fmt: skip
        if match[group]:
            number, used = _number(match[group])
            if number is None or not _YOUNGEST <= number - less <= _OLDEST:
                return None
            if form in ("told", "would_be"):
                end = _with_unit(text, match.start(group) + used)
                confidence = confidence if match[group][0].isdigit() or end > match.start(group) + used else 0.7
                if _other_unit(text, match.start(group) + used):
                    return None
            if form == "years" and _is_no_age(text, start, end):
                return None
            attrs = {"form": form} | ({"approx": "1"} if match["approx"] else {})
            return Found("age", str(number - less), start, end, f"ages/{form}", confidence, less > 0, attrs)
    return None


def _number(words: str) -> tuple[int | None, int]:
    """The number and how many characters of ``words`` say it."""
    if digits := re.match(r"(\d{1,2})(?:-?(?:о?м|й|у|[ыо]й|о?му|th))?", words):
        return int(digits[1]), digits.end()
    whole = number_of(words)
    if whole:
        return whole, len(words)
    first = re.match(_LETTERS, words)
    return (number_of(first[0]), first.end()) if first else (None, 0)


def _is_no_age(text: str, start: int, end: int) -> bool:
    before, after = _guards()
    return bool(before.search(text, max(0, start - 24), start) or after.match(text, end))


def _with_unit(text: str, end: int) -> int:
    """The end, moved past a following «года»."""
    following = re.compile(rf"\s+(?:{either(_use('unit'))})(?!\w)", re.IGNORECASE).match(text, end)
    return following.end() if following else end


def _other_unit(text: str, end: int) -> bool:
    """Whether the number counts something else: «ему 20 минут», «было 45 человек», «ей 12.03»."""
    following = re.compile(r"[-.:/]\d|\s+(?P<word>[^\W\d_]+)").match(text, end)
    if not following:
        return False
    word = following["word"]
    return word is None or bool(_COUNTED.match(fold(word)))


_COUNTED = re.compile(
    r"минут|час|дн|день|месяц|недел|человек|раз|тыс|процент|руб|бой|мин|км|метр|людей|хвилин|місяц"
    r"|january|february|march|minutes|days|hours|months|weeks"
)


def _in_words(text: str, words: list[Word]) -> Iterator[Found]:
    """«двадцати одного года», «двадцять три роки»: number words before a word for years."""
    for index, word in enumerate(words):
        if word.low not in _unit_words() or not index:
            continue
        for first in (index - 2, index - 1):
            if first < 0:
                continue
            said = " ".join(w.low for w in words[first:index])
            years = number_of(said)
            if years and _YOUNGEST <= years <= _OLDEST and not _is_no_age(text, words[first].start, word.end):
                attrs = {"form": "word"}
                yield Found("age", str(years), words[first].start, word.end, "ages/word", 0.85, attrs=attrs)
                break
