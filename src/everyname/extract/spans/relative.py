"""Dates told by their distance from the publication: «вчера», «в минувшую среду», «на прошлой неделе», «год назад».

Invariant: every value is derived; without a date of publication nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from everyname.extract.spans.calendar_days import back, weekday_near
from everyname.extract.spans.cues import Cues, stem_pattern
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, Word, fold, rows
from everyname.extract.spans.timewords import cardinals, is_eve, weekdays
from everyname.extract.tokens import abbreviated

_LONGEST_COUNT = 2
_PAST_FORM = re.compile(r"[а-яіїєґ]{3,}(?:ал|ил|ел|ла|ли|ло|лся|лась|лись|лось|лося|лися|ався|ився)")
_SENTENCE_END = re.compile(r"[.!?…](?=\s)|\n")
_PAST_REACH = 4
_BEFORE_HE = re.compile(r" before (?:he|she|they|his|her|their) ")  # «The Monday before he died»
_SCHEDULED = frozenset(("scheduled", "slated", "upcoming"))
_ENGLISH_PAST = re.compile(r"[a-z]{3,}ed")
_TURNS = {"next": (True, 0), "last": (False, 0), "before_last": (False, 1)}
_SENTENCE_REACH = 14  # words around a weekday within which a verb of its sentence is looked for
_TENSE_REACH = 7  # words around a weekday that tell whether it has come


@cache
def day_words() -> dict[str, int]:
    """Folded words for days counted from the publication to how many."""
    return {fold(row["word"]): int(row["days"]) for lang in LANGUAGES for row in rows(f"{lang}/relative_days")}


@cache
def _spans() -> dict[str, tuple[int, str]]:
    table = {}
    for lang in LANGUAGES:
        for row in rows(f"{lang}/relative_spans"):
            table[fold(row["words"])] = (int(row["back"]), row["unit"])
    return table


@cache
def _weekday_turn() -> dict[str, tuple[bool, int]]:
    """Whether the weekday is to come, and how many weeks before the nearest one it is."""
    return {fold(r["word"]): _TURNS[r["turn"]] for lang in LANGUAGES for r in rows(f"{lang}/weekday_turns")}


class _Told(NamedTuple):
    """A span or day told: units back from the publication."""

    back: int
    unit: str


_EVE = _Told(1, "day")


@cache
def _cues() -> Cues[_Told]:
    told = {words: _Told(-days, "day") for words, days in day_words().items()}
    told |= {words: _Told(back, unit) for words, (back, unit) in _spans().items()}
    return Cues((words, stem_pattern(words) + r"(?!\w)", meaning) for words, meaning in told.items())


@cache
def units() -> dict[str, str]:
    """Folded words for units of time to day, week, month, halfyear or year."""
    return {fold(row["word"]): row["unit"] for lang in LANGUAGES for row in rows(f"{lang}/ago_units")}


@cache
def _ago() -> frozenset[str]:
    return frozenset(fold(row["word"]) for lang in LANGUAGES for row in rows(f"{lang}/ago_words"))


def find_relative(low: str, words: list[Word], published: date | None) -> Iterator[Found]:
    """Every relative date of the folded text."""
    if published is None:
        return
    for start, end, told in _cues().find(low, words):
        if told == _EVE and is_eve(low, end):
            continue
        form, confidence = ("relative", 0.85) if told.unit == "day" else ("span", 0.7)
        yield _made(_shift(published, told.back, told.unit), start, end, form, confidence)
    for index, word in enumerate(words):
        if word.low in weekdays() and not _BEFORE_HE.match(low, word.end):
            yield _weekday(low, words, index, published)
        elif word.low in _ago() and index and words[index - 1].low in units():
            count, first = _count(words, index - 2)
            if first == index - 1 and words[index - 1].text.isascii() and words[index - 1].low.endswith("s"):
                continue  # «weeks ago», «a few weeks ago»
            day = _to_the_day(low, words, index, first) and back(published, count, units()[words[index - 1].low])
            if day:
                yield _made(day.isoformat(), words[first].start, word.end, "ago", 0.85)
                continue
            value = _shift(published, count, units()[words[index - 1].low])
            yield _made(value, words[first].start, word.end, "ago", 0.6)


def _to_the_day(low: str, words: list[Word], index: int, first: int) -> bool:
    """«two years ago today», «exactly a year ago»."""
    today = low.startswith(" today", words[index].end)
    before = [word.low for word in words[max(0, first - 2) : first]]
    return today or "exactly" in before


def _weekday(low: str, words: list[Word], index: int, published: date) -> Found:
    turn: bool | None = None
    first, weeks = index, 0
    for length in (1, 2):
        said = " ".join(word.low for word in words[max(0, index - length) : index])
        if said in _weekday_turn():
            (turn, weeks), first = _weekday_turn()[said], index - length
    if turn is None:
        turn = _told_tense(low, words, index)
    number = weekdays()[words[index].low]
    today = first == index and words[index].text.isascii() and number == published.weekday()
    day = published if today else weekday_near(number, published, future=turn) - timedelta(weeks=weeks)
    value = day.isoformat()
    return _made(value, words[first].start, words[index].end, "weekday", 0.6 if turn is None else 0.8)


def _told_tense(low: str, words: list[Word], index: int) -> bool | None:
    """Whether the nearest telling word of the sentence makes the weekday a coming one; ``None`` when none is near.

    A verb tells before a noun: «прощание в субботу собрало сотни людей».
    """
    if _scheduled(low, words, index):
        return True
    near = _near(low, words, index)
    noun = False
    for _, word in near:
        turn = _turn_of(word)
        if turn in ("last", "next"):
            return turn == "next" or low.endswith("be ", 0, word.start)  # «will be held»
        noun = noun or turn == "noun"
    past = [gap for gap, word in near if _PAST_FORM.fullmatch(word.low)]
    told = _told_past(low, words, index)
    if noun:
        return not (told or any(gap <= _PAST_REACH for gap in past))
    return False if past or told else None


def _scheduled(low: str, words: list[Word], index: int) -> bool:
    """«A funeral was scheduled to be held in Rivne on Friday», «is set for Thursday»: English, a day to come."""
    for at in range(index - 1, max(-1, index - _SENTENCE_REACH), -1):
        if _parted(low, words, at):
            return False
        if words[at].low in _SCHEDULED or (words[at].low == "set" and words[at + 1].low in ("for", "to")):
            return True
    return False


def _near(low: str, words: list[Word], index: int) -> list[tuple[int, Word]]:
    """The words around a word within its sentence, the nearest first, with how far they are."""
    found, open_sides = [], {-1, 1}
    for gap in range(1, _TENSE_REACH):
        for side in sorted(open_sides):
            at = index + side * gap
            low_at, high_at = sorted((at, at - side)) if 0 <= at < len(words) else (-1, -1)
            if low_at < 0 or _SENTENCE_END.search(low, words[low_at].end, words[high_at].start):
                open_sides.discard(side)
            else:
                found.append((gap, words[at]))
    return found


def _told_past(low: str, words: list[Word], index: int) -> bool:
    """Whether an English verb of the sentence around a weekday tells of what has been."""
    for step in (-1, 1):
        at = index
        for _ in range(_SENTENCE_REACH):
            at += step
            if not 0 <= at < len(words) or _parted(low, words, min(at, at - step)):
                break
            coming = at > 0 and words[at - 1].low in ("be", "to")
            if not coming and (_ENGLISH_PAST.fullmatch(words[at].low) or _turn_of(words[at]) == "last"):
                return True
    return False


def _parted(low: str, words: list[Word], at: int) -> bool:
    """Whether a sentence ends between a word and the next one; an abbreviation's full stop ends none."""
    gap = low[words[at].end : words[at + 1].start]
    return "\n" in gap or ";" in gap or (gap[:1] in (".", "!", "?", "…") and _ends(words[at].low))


def _ends(low: str) -> bool:
    return not abbreviated(low)


def _turn_of(word: Word) -> str:
    return next((turn for stem, turn in _tenses().get(word.key, ()) if word.low.startswith(stem)), "")


@cache
def _tenses() -> dict[str, list[tuple[str, str]]]:
    """Stems that tell the tense by their first two letters, the longest first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for row in (row for lang in LANGUAGES for row in rows(f"{lang}/weekday_tenses")):
        stem = fold(row["stem"])
        table.setdefault(stem[:2], []).append((stem, row["turn"]))
    return {key: sorted(stems, key=lambda s: -len(s[0])) for key, stems in table.items()}


def _count(words: list[Word], index: int) -> tuple[int, int]:
    """The number before a unit of time and the index of its word; one when none stands there."""
    count = number(words[index].low) if index >= 0 else None
    return (count, index) if count else (1, index + 1)


def number(low: str) -> int | None:
    """The number a folded word says in digits or letters."""
    return int(low) if low.isdecimal() and len(low) <= _LONGEST_COUNT else cardinals().get(low)


def _made(value: str, start: int, end: int, form: str, confidence: float) -> Found:
    attrs = {"form": form, "year": "derived"}
    return Found("date", value, start, end, f"dates/{form}", confidence, True, attrs)


def _shift(published: date, back: int, unit: str) -> str:
    """EDTF of the span ``back`` units before the publication: a day, a week as an interval, a month or a year."""
    if unit == "day":
        return (published - timedelta(days=back)).isoformat()
    if unit == "week":
        monday = published - timedelta(days=published.weekday() + 7 * back)
        return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"
    if unit == "halfyear":
        unit, back = "month", 6 * back
    if unit == "month":
        index = published.year * 12 + published.month - 1 - back
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return f"{published.year - back:04d}"
