"""Days told by their anniversary: «сегодня год, как его не стало», «18 марта исполнилось два года со дня гибели».

Invariant: every value is derived; without a date of publication nothing is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from everyname.extract.spans.calendar_days import back
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, rows
from everyname.extract.spans.relative import day_words, units
from everyname.extract.spans.timewords import cardinals, folded, ordinals

_NINTH, _FORTIETH, _MOST_YEARS = 9, 40, 10
_JUST_BEFORE = 2  # characters from a written day to the anniversary on it
_BEGINS = r"(?:^|(?<=[.!?…] )|(?<=\n))"


@cache
def _use(use: str) -> str:
    """A pattern for the words of one use in all languages."""
    return folded([row["words"] for lang in LANGUAGES for row in rows(f"{lang}/anniversaries") if row["use"] == use])


def _number(*beyond: int) -> str:
    """A pattern for a small number, in digits or words, or one of those beyond."""
    words = [word for word, value in cardinals().items() if value <= _MOST_YEARS or value in beyond]
    return rf"\d{{1,2}}|{folded(words)}"


def _count(match: re.Match[str]) -> int:
    """The number that a match tells; one where it tells none."""
    said = match["n"] or "1"
    return int(said) if said.isdigit() else cardinals()[said]


@cache
def _counted() -> re.Pattern[str]:
    number = _number(_FORTIETH)
    today = rf"(?P<on>{_use('today')})(?:,\s*\d{{1,2}}\s+\w+,)?\s+(?:\w+\s+){{0,2}}?"
    first = rf"{_BEGINS}(?=(?:{number}|год|рік)\s)"
    return re.compile(
        rf"(?:{today}|{first})(?:(?P<n>{number})[-\s]+)?"
        rf"(?P<unit>{folded(list(units()))})(?:\s*,)?\s+(?:{_use('since')})(?!\w)"
        rf"(?! the (?:last|start|beginning|war|invasion|full|russian|launch|outbreak|first|previous))"
    )


@cache
def _exact() -> re.Pattern[str]:
    """«Ровно два года, 30 июня.»: nothing but the anniversary, and perhaps its day."""
    years = [word for word, unit in units().items() if unit in ("year", "month")]
    return re.compile(
        rf"{_BEGINS}\W*(?P<on>{_use('exactly')})\s+(?:(?P<n>{_number()})\s+)?"
        rf"(?P<unit>{folded(years)})(?=\s*[,.!…\n])(?:, (?=\d))?"
    )


@cache
def _ranked() -> re.Pattern[str]:
    ranks = [word for word, value in ordinals().items() if value <= _MOST_YEARS]
    return re.compile(
        rf"(?P<on>{_use('today')})\s+(?:\w+\s+)?(?:(?P<ninth>{_use('ninth')})|(?P<fortieth>{_use('fortieth')})"
        rf"|(?P<rank>{folded(ranks)})\s+(?:{_use('yearly')}))(?!\w)"
    )


def find_anniversaries(low: str, written: list[Found], published: date | None) -> Iterator[Found]:
    """The day that an anniversary counts from; ``written`` are the days of the text that one may be told with."""
    if published is None:
        return
    ends = [found.end for found in written]
    for match in _counted().finditer(low):
        if not match["n"] and units()[match["unit"]] == "day":
            continue  # «сегодня девятый день, как …»
        yield from _told(match, written, ends, _count(match), units()[match["unit"]], published)
    for match in _exact().finditer(low):
        yield from _told(match, written, ends, _count(match), units()[match["unit"]], published)
    for match in _ranked().finditer(low):
        count = _NINTH if match["ninth"] else _FORTIETH if match["fortieth"] else ordinals()[match["rank"]]
        yield from _told(match, written, ends, count, "year" if match["rank"] else "day", published)


def _told(
    match: re.Match[str], written: list[Found], ends: list[int], count: int, unit: str, published: date
) -> Iterator[Found]:
    start = match.start()
    shift = day_words().get((match["on"] or "").partition(" ")[0], 0)
    on = published + timedelta(days=shift)
    before = bisect_right(ends, start) - 1
    if before >= 0 and start - ends[before] <= _JUST_BEFORE and "nearest" in written[before].attrs:
        start, on = written[before].start, date.fromisoformat(written[before].attrs["nearest"])
    end, behind = match.end(), bisect_right(ends, match.end())
    if behind < len(written) and written[behind].start == end and "nearest" in written[behind].attrs:
        on, end = date.fromisoformat(written[behind].attrs["nearest"]), written[behind].end  # «Ровно год, 3 марта.»
    if value := back(on, count, unit):
        attrs = {"form": "anniversary", "year": "derived", "role": "death"}
        yield Found("date", value.isoformat(), start, end, "dates/anniversary", 0.7, True, attrs)
