"""Ages as said: «46-летний», «27 годиков», «на 46-м году жизни», «исполнилось бы 37», «aged 32».

Invariant: an age is a whole number of years from 15 to 90 that the words say or directly give, never one
computed from two dates. A number of years that tells service, work or a sentence is no age.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from everyname.extract.spans.age_behind import find_told_behind
from everyname.extract.spans.age_birthdays import find_birthdays, heads
from everyname.extract.spans.age_elided import find_elided, sharing
from everyname.extract.spans.age_guards import his, of_house, use
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, fold, rows, words_of
from everyname.extract.spans.timewords import folded, months, number_of

_YOUNGEST, _OLDEST = 15, 90
_YOUNGEST_BARE, _OLDEST_BARE = 17, 90  # a number alone between commas
_NO_AGE_BEFORE = frozenset(".,/-")  # the number goes on to the left
_SOON = 30  # characters before «исполнилось бы» in which the time is told
_APPROXIMATE = re.compile(r"(?:~|≈|ок\.|около)\s?$")
_LETTERS = r"[^\W\d_]+(?:'[^\W\d_]+)?"
_WORDS = rf"{_LETTERS}(?:\s+{_LETTERS})?"
_BARE = re.compile(r"[,(]\s?(?P<n>\d\d)(?=(?:\s?[глр]\.?(?!\w))?\s*(?:[,)]|\s[—–-]|\.(?:\s|$)|;|$|\n))")
_OF_AGE = re.compile(  # «a herder of 38», «killed on May 3, at 42,», «At just 24, he»
    r"(?:(?:^|(?<=[.!?\n] )|(?<=\n))at (?:just |only )?(?=\d\d, )|"
    r"(?:(?<!\w)an? (?:[a-z-]+ ){1,3}of|, at|(?:died|killed) (?:[a-z]+ ){0,4}at) )(?P<n>\d\d)(?=[,.;)]| from| who|$)"
)


@cache
def _by_digits() -> re.Pattern[str]:
    """Ages that begin with their number: «46-летний», «27 годиков», «34-year-old»."""
    units = [w for w in use("unit") if not w.startswith("-")]
    return re.compile(
        rf"""(?P<adj>\d\d)(?:-?(?:ти|ми|х|и))?[-–]?\s?(?:{folded(use("adjective"))})\w+
        |(?P<eng>\d\d)[-\s]years?[-\s](?:old|of\s+age)(?!\w)
        |(?P<n>\d\d)(?:-?(?:ти|х|ми))?\s*(?:{folded(units)})(?!\w)""",
        re.VERBOSE,
    )


@cache
def _by_words() -> re.Pattern[str]:
    """Ages that begin with a word: «на 46-м году жизни», «исполнилось бы 37», «ему 52», «до 30-летия не дожил»."""
    number = rf"\d{{1,2}}|{_LETTERS}(?:[\s-]+{_LETTERS})?"
    ordinal = rf"\d{{1,2}}(?:-?(?:[ое]?м|й|о?му|у|ый|ой|th))?|{_LETTERS}(?:\s+{_LETTERS})?"
    english = f"(?:{folded([row['cardinal'] for row in rows('en/numerals')])})"
    not_of_life = folded(use("not_of_life"))
    birthday, short_of, running = folded(use("birthday")), folded(use("short_of")), folded(use("running"))
    not_yet, had, due = folded(use("not_yet")), folded(use("had")), folded(use("due"))
    return re.compile(
        rf"""(?:
        (?:{not_yet})\s+(?:(?:his|her)\s+)?(?P<nn>{number})(?:-?(?:{birthday}))?(?!\s*(?:km|kilomet|mil|met|yard|minut|hour|day|week|month|dead|men|other|soldier|of\s))
        |(?:{had})\s+(?P<hn>\d\d)(?:{birthday})
        |(?:{due})\s+(?P<un>{number})
        |in\s+(?:his|her)\s+(?P<yy>\d\d)(?:st|nd|rd|th)\s+year(?!\s+(?:of|in|at|as)\s)
        |lived\s+(?:only\s+|just\s+)?(?P<ln>\d\d)\s+years?(?=[.,;!]|$)
        |(?:{short_of})\s+(?:\w+\s+){{0,5}}?(?P<sn>\d\d)-?(?:{birthday})
        |до\s+(?:сво[ей]го\s+)?(?P<bn>\d\d)-?(?:{birthday})\s+(?:\w+\s+){{0,2}}?(?:{short_of})
        |(?P<eng>{english}(?:[-\s]{english})?)[-\s]years?[-\s](?:old|of\s+age)
        |(?:на|in|у|в)\s+(?P<yl>{ordinal})\s+(?:{folded([w for w in use("year_of_life") if " " in w])})
        |(?:на|у)\s+(?P<yb>\d\d-?(?:[ое]?м|му)|{_LETTERS}\s+{_LETTERS}(?:ом|ому))\s+(?:году|році)(?!\s+(?:{not_of_life}))
        |до\s+(?P<bw>\d\d|{_WORDS})\s+(?:{short_of})
        |(?:{short_of})\s+(?:\w+\s+){{0,3}}?до\s+(?P<sw>\d\d|{_WORDS})
        |(?:{running})\s+(?:\w+\s+)??(?P<run>{ordinal})\s+(?:год|рiк|рік)
        |(?:{folded(use("would_be"))})\s+(?:лише\s+|всего\s+|только\s+|тільки\s+|всього\s+|усього\s+)?(?P<wn>{number})
        |(?:было|було)\s+[^\W\d_]+(?:у|ю|ові|еві|єві|ому|ой|ій|е|і)\s+(?:всего\s+|лише\s+)?(?P<dn>\d\d)
        |(?:{folded(use("telling"))})[\s:–—-]+(?:всего\s+|лише\s+|только\s+|лишь\s+|just\s+|only\s+)?(?P<tn>{number})
        )(?!\w)""",
        re.VERBOSE,
    )


@cache
def _starts() -> frozenset[str]:
    """The first words that an age may begin with, of hyphenated ones the first part."""
    uses = ("short_of", "running", "would_be", "telling", "not_yet", "had", "due")
    said = [w for name in uses for w in use(name)] + [row["cardinal"] for row in rows("en/numerals")]
    first = {word.low.partition("-")[0] for w in map(fold, said) for word in words_of(w, w)[:1]}
    return frozenset(first | {"до", "на", "у", "in", "lived"})


@cache
def _guards() -> tuple[re.Pattern[str], re.Pattern[str]]:
    before = rf"(?<!\w)(?:{folded(use('not_before'))})\s+(?:уже\s+|всего\s+)?$"
    after = rf"\s+(?:{folded(use('not_after'))})"
    return re.compile(before), re.compile(after)


@cache
def _unit_words() -> frozenset[str]:
    return frozenset(fold(w) for w in use("unit"))


def find_ages(text: str, low: str, words: list[Word]) -> Iterator[Found]:
    """Every age of the text that may be the dead man's; the caller keeps the longest of those that overlap."""
    return (own for found in _all(text, low, words) if (own := his(low, found)))


def _all(text: str, low: str, words: list[Word]) -> Iterator[Found]:
    free, starts = 0, _starts()
    for word in words:
        if word.start < free:
            continue
        match = None
        if word.low[0].isdigit():
            match = None if low[word.start - 1 : word.start] in _NO_AGE_BEFORE else _by_digits().match(low, word.start)
        elif word.low.partition("-")[0] in starts:
            match = _by_words().match(low, word.start)
        if match and (found := _found(low, match)):
            free = found.end
            yield from sharing(low, found)
            yield found
    yield from _in_words(low, words)
    yield from find_told_behind(low, _YOUNGEST_BARE, _OLDEST_BARE)
    yield from _compounds(words)
    yield from find_elided(low)
    yield from find_birthdays(low, _YOUNGEST, _OLDEST)
    for match in _OF_AGE.finditer(low) if "at " in low or "of " in low else ():
        if _YOUNGEST_BARE <= int(match["n"]) <= _OLDEST_BARE:
            yield Found("age", match["n"], *match.span("n"), "ages/of", 0.8, attrs={"form": "told"})
    for match in _BARE.finditer(low):
        years = int(match["n"])
        if (
            _YOUNGEST_BARE <= years <= _OLDEST_BARE
            and _after_name(text, low, match.start())
            and not of_house(low, match)
        ):
            yield Found("age", str(years), match.start("n"), match.end("n"), "ages/bare", 0.6, attrs={"form": "bare"})


def _compounds(words: list[Word]) -> Iterator[Found]:
    """«тридцатипятилетний», «двадцятирічний»: an age in one word."""
    for word in words:
        for years in _compound(word.low):
            yield Found("age", str(years), word.start, word.end, "ages/compound", 0.9, attrs={"form": "letniy"})


@lru_cache(maxsize=1 << 15)
def _compound(low: str) -> tuple[int, ...]:
    """The ages a folded word says; most say none."""
    said = (heads().get(low.partition(stem)[0], 0) for stem in use("adjective") if stem in low)
    return tuple(years for years in said if _YOUNGEST <= years <= _OLDEST)


@cache
def _of_kin() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{folded(use('kin'))}) ?$")


def _after_name(text: str, low: str, at: int) -> bool:
    """Whether the comma or bracket follows a word or a closing bracket, as it does after a name; not «a wife, 23»."""
    before = text[max(0, at - 2) : at].rstrip()
    if _of_kin().search(low, max(0, at - 14), at):
        return False
    return bool(before) and (before[-1].isalpha() or before[-1] in ")».")


_GROUPS = {
    "sn": ("year_of_life", 1, 0.85),
    "bn": ("year_of_life", 1, 0.85),
    "adj": ("letniy", 0, 0.95),
    "eng": ("letniy", 0, 0.95),
    "yl": ("year_of_life", 1, 0.97),
    "yb": ("year_of_life", 1, 0.85),
    "bw": ("year_of_life", 1, 0.85),
    "sw": ("year_of_life", 1, 0.85),
    "run": ("year_of_life", 1, 0.85),
    "wn": ("would_be", 0, 0.9),
    "tn": ("told", 0, 0.9),
    "hn": ("told", 0, 0.9),
    "ln": ("told", 0, 0.8),
    "nn": ("year_of_life", 1, 0.85),
    "un": ("year_of_life", 1, 0.9),
    "yy": ("year_of_life", 1, 0.9),
    "dn": ("told", 0, 0.9),
    "n": ("years", 0, 0.85),
}  # group of a pattern: form, years to take off, confidence


def _found(low: str, match: re.Match[str]) -> Found | None:
    group = str(match.lastgroup)
    form, less, confidence = _GROUPS[group]
    start, end = match.span()
    number, used = _number(match[group])
    before, behind = _soon()
    if form == "would_be" and (before.search(low, max(0, start - _SOON), start) or behind.match(low, end)):
        less = 1  # «осенью ему исполнилось бы сорок»
    if number is None or not _YOUNGEST <= number - less <= _OLDEST:
        return None
    if form in ("told", "would_be"):
        said = match.start(group) + used
        end = _with_unit(low, said)
        if _other_unit(low, said):
            return None
        confidence = confidence if match[group][0].isdigit() or end > said else 0.7
    if form == "years" and (_is_no_age(low, start, end) or _is_year(match, number)):
        return None
    attrs = {"form": form}
    if form == "years" and (approx := _APPROXIMATE.search(low[max(0, start - 8) : start])):
        attrs["approx"] = "1"
        start -= len(approx[0])
    return Found("age", str(number - less), start, end, f"ages/{form}", confidence, less > 0, attrs)


def _is_year(match: re.Match[str], number: int) -> bool:
    """«86 года» is the year 1986: «года» counts none but two, three and four."""
    return match[0].endswith("года") and number % 10 not in (2, 3, 4)


@cache
def _soon() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = folded(use("soon"))
    return re.compile(rf"(?<!\w)(?:{words})\s[^.!?\n]*$"), re.compile(rf" (?:{words})(?!\w)")


def _number(words: str) -> tuple[int | None, int]:
    """The number and how many characters of ``words`` say it."""
    if digits := re.match(r"(\d{1,2})(?:-?(?:о?м|й|у|[ыо]й|о?му|th))?", words):
        return int(digits[1]), digits.end()
    whole = number_of(words)
    if whole:
        return whole, len(words)
    first = re.match(_LETTERS, words)
    return (number_of(first[0]), first.end()) if first else (None, 0)


def _is_no_age(low: str, start: int, end: int) -> bool:
    before, after = _guards()
    return bool(before.search(low[max(0, start - 24) : start]) or after.match(low, end))


def _with_unit(low: str, end: int) -> int:
    """The end, moved past a following «года»."""
    following = re.compile(rf"\s+(?:{folded(use('unit'))})(?!\w)").match(low, end)
    return following.end() if following else end


def _other_unit(low: str, end: int) -> bool:
    """Whether the number counts something else: «ему 20 минут», «было 45 человек», «ей 12.03»."""
    following = re.compile(r"[-.:/]\d|\s+(?P<word>[^\W\d_]+)").match(low, end)
    if not following:
        return False
    word = following["word"]
    return word is None or word in months() or bool(_COUNTED.match(word))


_COUNTED = re.compile(
    r"минут|час|дн|день|месяц|недел|человек|раз|тыс|процент|руб|бой|мин|км|метр|рол[еи]|спектакл|вылет|наград|дет[ей]|машин|единиц|книг|матч|поедин|фильм|картин|песен|бойц|танк|людей|хвилин|місяц"
    r"|january|february|march|minutes|days|hours|months|weeks|miles|men|people|soldiers|percent|wounded|killed"
)


def _in_words(low: str, words: list[Word]) -> Iterator[Found]:
    """«двадцати одного года», «двадцять три роки»: number words before a word for years."""
    units = _unit_words()
    for index, word in enumerate(words):
        if word.low not in units or not index:
            continue
        for first in (index - 2, index - 1):
            if first < 0:
                continue
            said = " ".join(w.low for w in words[first:index])
            years = number_of(said)
            if years and _YOUNGEST <= years <= _OLDEST and not _is_no_age(low, words[first].start, word.end):
                attrs = {"form": "word"}
                yield Found("age", str(years), words[first].start, word.end, "ages/word", 0.85, attrs=attrs)
                break
