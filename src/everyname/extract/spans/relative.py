"""Dates told by their distance from the publication: «вчера», «в минувшую среду», «на прошлой неделе», «год назад».

Invariant: every value is derived; without a date of publication nothing is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from everyname.extract.spans.calendar_days import weekday_near
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, fold, rows
from everyname.extract.spans.timewords import cardinals, either, loose, weekdays


@cache
def _days() -> dict[str, int]:
    return {fold(row["word"]): int(row["days"]) for lang in LANGUAGES for row in rows(f"{lang}/relative_days")}


@cache
def _spans() -> dict[str, tuple[int, str]]:
    table = {}
    for lang in LANGUAGES:
        for row in rows(f"{lang}/relative_spans"):
            table[fold(row["words"])] = (int(row["back"]), row["unit"])
    return table


@cache
def _weekday_turn() -> dict[str, bool]:
    return {fold(r["word"]): r["turn"] == "next" for lang in LANGUAGES for r in rows(f"{lang}/weekday_turns")}


@cache
def _pattern() -> re.Pattern[str]:
    turn, names = either(list(_weekday_turn())), either(list(weekdays()))
    number = rf"\d{{1,2}}|{either([w for w, v in cardinals().items() if v <= 20])}"
    return re.compile(
        rf"""(?<!\w)(?:(?P<span>{either(list(_spans()))})|(?P<day>{either(list(_days()))})
        |(?:(?P<turn>{turn})\s+)?(?P<weekday>{names})
        |(?:(?P<count>{number})\s+)?(?P<ago>{either([r["word"] for g in LANGUAGES for r in rows(f"{g}/ago_units")])})
         \s+(?:{"|".join(loose(r["word"]) for g in LANGUAGES for r in rows(f"{g}/ago_words"))})
        )(?!\w)""",
        re.IGNORECASE | re.VERBOSE,
    )


@cache
def _units() -> dict[str, str]:
    return {fold(r["word"]): r["unit"] for lang in LANGUAGES for r in rows(f"{lang}/ago_units")}


def find_relative(text: str, published: date | None) -> Iterator[Found]:
    """Every relative date of the text."""
    if published is None:
        return
    for match in _pattern().finditer(text):
        start, end = match.span()
        if match["span"]:
            back, unit = _spans()[" ".join(fold(match["span"]).split())]
            yield _made(_shift(published, back, unit), start, end, "span", 0.7)
        elif match["day"]:
            shift = _days()[" ".join(fold(match["day"]).split())]
            yield _made((published + timedelta(days=shift)).isoformat(), start, end, "relative", 0.85)
        elif match["weekday"]:
            turn = _weekday_turn().get(fold(match["turn"])) if match["turn"] else None
            value = weekday_near(weekdays()[fold(match["weekday"])], published, future=turn).isoformat()
            yield _made(value, start, end, "weekday", 0.6 if turn is None else 0.8)
        else:
            count = _count(match["count"])
            yield _made(_shift(published, count, _units()[fold(match["ago"])]), start, end, "ago", 0.6)


def _count(text: str | None) -> int:
    if not text:
        return 1
    return int(text) if text.isdigit() else cardinals()[fold(text)]


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
    if unit == "month":
        index = published.year * 12 + published.month - 1 - back
        return f"{index // 12:04d}-{index % 12 + 1:02d}"
    return f"{published.year - back:04d}"
