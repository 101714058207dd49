"""Dates told by another date of the text («днём позже», «накануне», «год назад, 19 января») and by a feast.

Invariant: every value is derived; the anchor is the last whole day named before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise

from everyname.extract.spans.calendar_days import day, last_before, last_month, nearest
from everyname.extract.spans.cues import Cues, stem_pattern
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, Word, fold, rows
from everyname.extract.spans.relative import day_words, number, units
from everyname.extract.spans.timewords import is_eve

_COUNTED_FROM = re.compile(r"\s+(?:после|до|со|від|після)\s+(?!этого|того|ранени|боя|штурма|начала|цього|поранен)")
_EXPLAINS = re.compile(r", (?:just |only |barely |some |about )?")
_SENTENCE = re.compile(r"[.!?…](?=\s)|\n")
_OPENS = re.compile(r"(?:[.!?…»]|\n)\s*[^.!?…\n]*$")
_LEAD = 24  # characters: «Кроме того, накануне …»
_BETWEEN = re.compile(r"\s*,?\s*")
_DAYS = {"day": 1, "week": 7}
_EXACT = 14  # days; a longer time told in words is round
_WHOLE = len("2024-01-31")
_CEREMONIES = ("burial", "gathering")
_LOOKED_AT = 6  # days before one that may be its anchor


@cache
def _shifts() -> Cues[int]:
    found = [(row["words"], int(row["days"])) for lang in LANGUAGES for row in rows(f"{lang}/anchored_days")]
    return Cues((words, stem_pattern(words) + r"(?!\w)", days) for words, days in found)


@cache
def _feasts() -> Cues[tuple[int, int]]:
    found = [(r["words"], int(r["month"]), int(r["day"] or 0)) for lang in LANGUAGES for r in rows(f"{lang}/feasts")]
    return Cues((words, stem_pattern(words) + r"(?!\w)", (month, number)) for words, month, number in found)


def find_anchored(low: str, words: list[Word], dates: list[Found], events: Events) -> Iterator[Found]:
    """Days told by the whole day named before them, and days told with «год назад» before them."""
    days = [f for f in dates if len(f.value) == _WHOLE and f.value[0] != "X" and f.attrs["form"] != "relative"]
    begins = [found.start for found in days]
    for start, end, shift in sorted([*_shifts().find(low, words), *_counted(words)]):
        before = bisect_left(begins, start)
        if before and low[end : end + 1] == "," and _EXPLAINS.fullmatch(low, days[before - 1].end, start):
            continue  # «by 7 October, just two weeks later, he was dead»
        opens = before and low[start:end] in day_words() and _OPENS.search(low, max(0, start - _LEAD), start)
        if opens and _SENTENCE.search(low, days[before - 1].end, start):
            continue  # «погиб 5 марта. Накануне его похоронили»: the day before the news
        if before and not (shift == -1 and is_eve(low, end)) and not _COUNTED_FROM.match(low, end):
            anchor = (_of_ceremony(days[:before], start, end, events) if not shift else None) or days[before - 1]
            yield _shifted(anchor, shift, start, end)
    for ago, item in pairwise(dates):
        is_pair = ago.attrs["form"] == "ago" and "past" in item.attrs and _BETWEEN.fullmatch(low, ago.end, item.start)
        if is_pair and len(ago.value) == len("2024"):
            reference = date.fromisoformat(item.attrs["nearest"]).replace(day=1, year=int(ago.value))
            told = day(reference.year, reference.month, int(item.value[-2:]))
            if told:
                yield _made(told.isoformat(), ago.start, item.end, "ago", 0.85)


def _of_ceremony(days: list[Found], start: int, end: int, events: Events) -> Found | None:
    """«Прощание 21 марта. Он погиб 2 марта. В тот же день простятся с Б»: the last day of a ceremony told before."""

    def is_ceremony(low: int, high: int) -> bool:
        nearest = events.nearest(low, high, of_day=True)
        return nearest is not None and nearest[1] in _CEREMONIES

    if not is_ceremony(start, end):
        return None
    return next((f for f in reversed(days[-_LOOKED_AT:]) if is_ceremony(f.start, f.end)), None)


@cache
def _turns() -> dict[str, list[tuple[str, int]]]:
    table: dict[str, list[tuple[str, int]]] = {}
    for row in (row for lang in LANGUAGES for row in rows(f"{lang}/anchored_turns")):
        table.setdefault(fold(row["word"]), []).append((row["side"], int(row["sign"])))
    return table


def _counted(words: list[Word]) -> Iterator[tuple[int, int, int]]:
    """«тремя днями позже», «two weeks earlier», «через 5 дней»: where it stands and how many days it counts."""
    for index, word in enumerate(words):
        for side, sign in _turns().get(word.low, ()):
            at = index - 1 if side == "after" else index + 2
            unit = units().get(words[at].low) if 0 < at < len(words) else None
            count = number(words[at - 1].low) if unit in ("day", "week") else None
            if unit and count and count * _DAYS[unit] <= _EXACT:
                first, last = (words[at - 1], word) if side == "after" else (word, words[at])
                yield first.start, last.end, sign * count * _DAYS[unit]


def _shifted(anchor: Found, days: int, start: int, end: int) -> Found:
    """The day so far from the anchor, in each reading the anchor has."""
    told = {key: anchor.attrs[key] for key in ("past", "nearest") if key in anchor.attrs} | {"": anchor.value}
    moved = {key: (date.fromisoformat(day) + timedelta(days=days)).isoformat() for key, day in told.items()}
    made = _made(moved.pop(""), start, end, "anchored", 0.86)
    return replace(made, attrs={**made.attrs, **moved})


def without_weekdays(dates: list[Found]) -> list[Found]:
    """The dates less the weekdays that a written day follows («во вторник, 4 июня»): the day says it all."""
    starts = {found.start for found in dates if "past" in found.attrs or found.attrs.get("year") == "stated"}
    return [f for f in dates if f.attrs["form"] != "weekday" or starts.isdisjoint(range(f.end + 1, f.end + 3))]


def find_feasts(low: str, words: list[Word], published: date | None) -> Iterator[Found]:
    """«в новогоднюю ночь», «под Новый год»: the last such day, or month, before the publication."""
    if published is None:
        return
    for start, end, (month, on) in _feasts().find(low, words):
        if not on:
            yield _made(last_month(month, published), start, end, "feast", 0.6)
        elif (past := last_before(month, on, published)) and (near := nearest(month, on, published)):
            attrs = {"form": "feast", "year": "derived", "past": past.isoformat(), "nearest": near.isoformat()}
            yield Found("date", past.isoformat(), start, end, "dates/feast", 0.7, True, attrs)


def _made(value: str, start: int, end: int, form: str, confidence: float) -> Found:
    return Found("date", value, start, end, f"dates/{form}", confidence, True, {"form": form, "year": "derived"})
