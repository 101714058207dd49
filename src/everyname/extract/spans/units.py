"""Units: «в/ч 12345», numbered units in any case, abbreviations, and units with a name.

Invariant: a numbered unit is given in the nominative with its adjectives in the order of the text; an abbreviation
is opened by ``vocabulary/<lang>/unit_abbreviations.csv``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from everyname.extract.names.parts import is_inanimate
from everyname.extract.spans.cues import Cues
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import Word, adjacent, fold, forms_of, rows, split
from everyname.extract.spans.timewords import cardinals, number_of, numerals, ordinals
from everyname.extract.spans.unit_english import english_names, in_digits
from everyname.extract.spans.unit_grammar import (
    abbreviations,
    adjective,
    agree,
    nouns,
    ordinal_number,
    tail_names,
    tails,
)
from everyname.extract.spans.unit_honours import after_honour
from everyname.extract.spans.unit_parts import without_parts
from everyname.extract.spans.units_plain import unnumbered

_NUMBER = re.compile(r"(\d{1,4})(?:-?([а-яіїє]{1,3}|st|nd|rd|th))?")
_FIVE_DIGITS = re.compile(r"[\dаa](?:(?<=\d)\d{4}|(?:(?<=№\d)|(?<=№ \d))\d{3}|(?<=[аa])\s?-?\d{4})(?!\d)")
_PART = re.compile(r"(?<!\w)частин(?:а|и|і|ою|у)\s+$")  # «боєць частини А7187»
_MILITARY_UNIT = re.compile(
    r"(?<!\w)(?:в\s?[/.\\]?\s?ч\.?|во(?:йсков|енн|инск)\w{2,3}\s+част\w{1,2}|військов\w{1,3}\s+частин\w{1,2}|(?:military\s+)?unit,?)"
    r"\s*(?:№|n|no\.?|номер|number)?\s*$"
)
_BEFORE_NUMBER = 32  # characters before the number in which its words lie
_BARS_STARTS = ("барс", "bars")
_BARS_KEYS = ("ба", "ba")
_BARS = re.compile(r"(?:барс(?:а|у|ом|е)?|bars)[»\"]?\s?[-–—]?\s?(?P<n>\d{1,2})(?!\d)")
_OPENING = ("«", '"', "“", "„")
_CLOSING = ("»", '"', "”")
_CAPITAL = "[А-ЯЁІЇЄҐ]"
_HONOUR = re.compile(rf"орден(?:а|ов|у|ів)(?:\s+{_CAPITAL}[\w'-]+|(?:\s+(?:и|та|і)|,)(?=\s+{_CAPITAL})){{1,9}}")
_MOST_ADJECTIVES = 12
_SCHOOLS = ("кадетск", "суворовск", "нахимовск", "учебно-методическ")  # «1-й кадетский корпус»
_NUMBERED = re.compile(r"[»\"”]? ?[-–—]? ?\d")  # «БАРС-15»
_CIVIL = ("юнарм", "поисков", "волонт", "школьн", "студенч", "патриот", "спортив", "детск")
_IN = ("в", "во", "из", "с", "у", "до", "под", "и", "к")


_ARMIES = ("army", "corps")
_CORPS = "corps"
_COMMANDS = ("командующ", "командовал")  # «командующий 29 армией»
_HUNDREDS = {
    "сто": 100,
    "двести": 200,
    "триста": 300,
    "четыреста": 400,
    "пятьсот": 500,
    "шестьсот": 600,
    "семьсот": 700,
    "восемьсот": 800,
    "девятьсот": 900,
}


def find_units(text: str, low: str, words: list[Word], lang: str) -> Iterator[Found]:
    """Every unit of the text, of a chain («1-го батальона 39-й бригады») the whole."""
    found = _all_units(text, low, words, lang)
    return without_parts(low, found) if lang == "ru" else found


def _all_units(text: str, low: str, words: list[Word], lang: str) -> Iterator[Found]:
    yield from _military_unit_numbers(low)
    numbered: dict[int, Found] = {}
    for found in _with_numbers(text, low, words, lang):
        numbered.setdefault(found.end, found)
    taken = set(numbered)
    plain = {f.end: f for f in unnumbered(text, words, [(f.start, f.end) for f in numbered.values()], lang)}
    for found in [*_named(text, low, words, lang), *(english_names(text, words) if lang == "en" else ())]:
        one = next((end for end in (found.start - 1, *_ends_within(text, found)) if end in numbered), 0)
        if one:
            numbered[found.end] = replace(numbered.pop(one), end=found.end)  # «БАРС-16 «Кубань»», «204-й полк «Ахмат»»
        elif text[found.start] in _OPENING and (kind := plain.pop(found.start - 1, None)):
            value = f"{kind.value} «{found.value}»"  # «отдельного разведывательного батальона «Спарта»»
            yield replace(found, value=value, start=kind.start)
        elif not (text[found.start] in _OPENING and found.start - 1 in taken):
            yield found
        taken.add(found.end)
    yield from numbered.values()
    yield from plain.values()


def _ends_within(text: str, found: Found) -> list[int]:
    """Where the words of a named unit end but the last."""
    return [found.start + m.start() for m in re.finditer(" ", text[found.start : found.end])]


def _with_numbers(text: str, low: str, words: list[Word], lang: str) -> Iterator[Found]:
    said = numerals()
    for index, word in enumerate(words):
        if (
            word.low not in said
            and not word.low[0].isdigit()
            and word.key not in _BARS_KEYS
            and word.low not in _HUNDREDS
        ):
            continue
        if word.low.startswith(_BARS_STARTS) and (match := _BARS.match(low, word.start)):
            name = "BARS" if lang == "en" else "БАРС"
            attrs = {"form": "named"}
            yield Found("unit", f"{name}-{match['n']}", word.start, match.end(), "units/bars", 0.97, attrs=attrs)
        elif (number := _number_at(words, index, lang)) and (found := _numbered(text, words, index, *number, lang)):
            yield found


def _military_unit_numbers(low: str) -> Iterator[Found]:
    """«в/ч 12345», «войсковой части № 12345», «в/ч А1234»: found by the number, then by the words before it."""
    for number in _FIVE_DIGITS.finditer(low):
        begin = max(0, number.start() - _BEFORE_NUMBER)
        before = low[begin : number.start()]
        words = _MILITARY_UNIT.search(before) or (number[0][0].isalpha() and _PART.search(before)) or None
        if words:
            digits = re.sub(r"\D", "", number[0])
            value = f"в/ч {'' if number[0][0].isdigit() else 'А'}{digits}"
            attrs = {"form": "military_unit_number"}
            yield Found("unit", value, begin + words.start(), number.end(), "units/number", 0.97, attrs=attrs)


def _number_at(words: list[Word], index: int, lang: str) -> tuple[int, bool, int] | None:
    """The number that begins at the word, whether it is written as an ordinal, and the index of its last word."""
    word = words[index]
    if word.low in _HUNDREDS and index + 1 < len(words) and not words[index + 1].low[0].isdigit():
        rest = _number_at(words, index + 1, lang)
        return (_HUNDREDS[word.low] + rest[0], True, rest[2]) if rest and rest[1] and rest[0] < 100 else None
    if word.low[0].isdigit():
        digits = _NUMBER.fullmatch(word.low)
        return (int(digits[1]), bool(digits[2]), index) if digits else None
    if lang == "en" and word.text.islower() and not _of_army(words, index):
        return None
    if word.low in cardinals() and index + 1 < len(words) and words[index + 1].low in ordinals():
        both = number_of(f"{word.low} {words[index + 1].low}")
        return (both, True, index + 1) if both else None
    number = ordinals().get(word.low)
    return (number, True, index) if number else None


def _of_army(words: list[Word], index: int) -> bool:
    """«the eighth army»: an ordinal in small letters right before the noun."""
    return index + 1 < len(words) and words[index + 1].low in _ARMIES and words[index].low in ordinals()


def _numbered(
    text: str, words: list[Word], first: int, number: int, is_ordinal: bool, index: int, lang: str
) -> Found | None:
    """The unit of the number that ends with word ``index``."""
    adjectives: list[str] = []
    short, free = False, 0
    for at in range(index + 1, min(index + _MOST_ADJECTIVES, len(words))):
        if at < free:
            continue
        if not adjacent(text, words[at - 1], words[at], short=short):
            return None
        if opened := _abbreviation(text, words, at, lang):
            return _opened(text, words[first].start, words[opened[1]].end, number, adjectives, opened[0], lang)
        if noun := nouns(lang).get(words[at].low):
            row, plural = noun
            if lang == "en" and at + 1 < len(words) and words[at + 1].low == _CORPS:
                at, row = at + 1, nouns(lang)[_CORPS][0]  # «14th Army Corps»
            enough = bool(adjectives) or (is_ordinal and row["numbered"] != "arm") or row["numbered"] == "plain"
            enough = enough or (
                first > 0 and words[first - 1].low.startswith(_COMMANDS) and row["numbered"] == "ordinal"
            )
            if plural or not enough:
                return None
            return _whole(text, words, first, at, number, adjectives, row, lang)
        if honour := _HONOUR.match(text, words[at].start):
            adjectives.append(honour[0])
            free = next((n for n in range(at, len(words)) if words[n].start >= honour.end()), len(words))
            continue
        said = adjective(words[at].low, words[at].text, lang)
        if said is None or said.stem.startswith(_SCHOOLS):
            return None
        adjectives.append(said.stem)
        short = said.short
    return None


def _opened(
    text: str, start: int, end: int, number: int, adjectives: list[str], row: dict[str, str], lang: str
) -> Found:
    """The unit of an abbreviation, with the adjectives before it."""
    gender = row["gender"]
    agreed = [agree(stem, gender, lang) for stem in adjectives]
    value = " ".join([ordinal_number(number, gender, lang), *agreed, row["name"]])
    end = after_honour(text, end, lang)
    return Found("unit", value, start, end, "units/abbreviation", 0.95, attrs={"form": "abbreviation"})


def _whole(
    text: str, words: list[Word], first: int, last: int, number: int, stems: list[str], noun: dict[str, str], lang: str
) -> Found:
    end = words[last].end
    if lang == "en":
        value = in_digits(text, words, first, number, end)
        return Found("unit", value, words[first].start, end, "units/numbered", 0.95, attrs={"form": "numbered"})
    parts = [
        ordinal_number(number, noun["gender"], lang),
        *(agree(s, noun["gender"], lang) for s in stems),
        noun["word"],
    ]
    if tail := tails(lang).match(text, end):
        parts.append(tail_names(lang).get(fold(tail[1]), " ".join(tail[1].split())))
        end = tail.end()
    end = after_honour(text, end, lang)
    attrs = {"form": "numbered"} | ({"small": "1"} if noun["numbered"] == "small" else {})
    return Found("unit", " ".join(parts), words[first].start, end, "units/numbered", 0.95, attrs=attrs)


def _abbreviation(text: str, words: list[Word], at: int, lang: str) -> tuple[dict[str, str], int] | None:
    """The row of the abbreviation that begins at the word, and the index of its last word."""
    if lang == "en":
        return None
    if at + 1 < len(words) and adjacent(text, words[at], words[at + 1]):
        two = abbreviations(lang).get(f"{words[at].low} {words[at + 1].low}")
        if two:
            return two, at + 1
    one = abbreviations(lang).get(words[at].low)
    return (one, at) if one else None


@cache
def _names(lang: str) -> Cues[dict[str, str]]:
    found = (
        (fold(form), row)
        for row in rows(f"{lang}/units_named")
        for words in split(row["words"])
        for form, _ in forms_of(words, row["declension"], lang)
    )
    return Cues((form, _name_pattern(form), row) for form, row in found)


def _name_pattern(form: str) -> str:
    return re.escape(form).replace(r"\-", "[-– ]?").replace(r"\ ", r"[\s-]*[«\"]?") + r"(?!\w|-[а-яё])"


@cache
def _holders(lang: str) -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows(f"{lang}/unit_holders"))


def _holds(low: str, lang: str) -> bool:
    """Whether the word is a noun for a unit: «полка», not «полковника»."""
    return low.startswith(_holders(lang)) and not f"-{low}".startswith(_holders(lang))


def _of_men(words: list[Word], index: int, lang: str) -> bool:
    """«боец «Вихря»», «воевал в Ахмате»: a word for its men, or one for service and a preposition."""
    at = index - 1
    if words[at].low in _IN and at and lang != "en":
        return words[at - 1].low.startswith(_men(lang))
    return lang != "en" and words[at].low.startswith(_men(lang))


@cache
def _men(lang: str) -> tuple[str, ...]:
    return tuple(fold(row["stem"]) for row in rows(f"{lang}/unit_men"))


def _of_a_thing(words: list[Word], index: int) -> bool:
    """«клубом «Патриот»», «позывной «Вихрь»»: the name of something else."""
    before = words[index - 1] if index else None
    return before is not None and before.text.islower() and before.low not in _IN and is_inanimate(before.low)


def _named(text: str, low: str, words: list[Word], lang: str) -> Iterator[Found]:
    starts = {word.start: index for index, word in enumerate(words)}
    for start, after, row in _names(lang).find(low, words):
        quoted = text[start - 1 : start] in _OPENING
        index = starts[start]
        held = bool(index) and (_holds(words[index - 1].low, lang) or _of_men(words, index, lang))
        if held and index > 1 and words[index - 2].low.startswith(_CIVIL):
            continue  # «юнармейского отряда «Тайфун»»
        enough = {"": True, "1": quoted and not _of_a_thing(words, index)}.get(row["quotes"], False)
        spelled = not (row["quotes"] and row["value"].isupper()) or text[start : start + len(row["value"])].isupper()
        if text[start:after] != low[start:after] and (held or enough) and spelled and not _NUMBERED.match(text, after):
            end = after + (quoted and text[after : after + 1] in _CLOSING)
            yield Found("unit", row["value"], start - quoted, end, "units/named", 0.9, attrs={"form": "named"})
