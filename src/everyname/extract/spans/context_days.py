"""Days that the days told before them complete: «в тот же день» of a funeral, the year of a death after a call-up.

Invariant: only the reading of a day changes, never its place; a year is taken over only where the last such day lies
well before the publication, for fresh news tells fresh deaths.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from everyname.extract.spans.calendar_days import day
from everyname.extract.spans.found import Found

_BURIALS = ("burial", "gathering")
_OF_SERVICE = ("callup", "life", "transport", "wound", "missing", None)
_WHOLE = len("2024-01-31")
_FRESH = 60  # days
_REACH = 260  # characters
_BESIDE = 2  # characters from «today» to the written day
_FIRST_YEAR = "2022"


def in_context(dates: list[Found], published: date | None) -> Iterator[Found]:
    """The dates, in order, each with the reading that those before it give."""
    told: list[Found] = []
    for item, behind in zip(dates, [*dates[1:], None], strict=False):
        one = _as_written(_same_day(item, told), behind)
        if published and one is item:
            one = _same_year(item, told, published)
        told.append(one)
        yield one


def _as_written(item: Found, behind: Found | None) -> Found:
    """«Сьогодні, 15 березня»: the day is the written one, even where the text came out on another day."""
    if item.attrs.get("form") != "relative" or behind is None or not 0 <= behind.start - item.end <= _BESIDE:
        return item
    options = [behind.value, behind.attrs.get("past"), behind.attrs.get("nearest")]
    if behind.attrs.get("form") not in ("words", "numeric") or item.value in options or len(behind.value) != _WHOLE:
        return item
    return replace(item, value=behind.attrs.get("nearest", behind.value))


def _about(item: Found) -> str | None:
    return item.attrs.get("role") or item.attrs.get("cue")


def _same_day(item: Found, told: list[Found]) -> Found:
    """«25 марта прощание с А, погиб 22 февраля. В тот же день простятся с Б»: a funeral is on the day of one."""
    if item.attrs.get("form") != "anchored" or _about(item) not in _BURIALS:
        return item
    whole = [d for d in told if len(d.value) == _WHOLE]
    last = next((d for d in reversed(whole) if d.attrs.get("form") != "relative"), None)
    buried = next((d for d in reversed(whole) if _about(d) in _BURIALS), None)
    if last is None or buried is None or last is buried or last.value != item.value or _about(last) in _BURIALS:
        return item
    return replace(item, value=buried.value, attrs={**item.attrs, "past": buried.value, "nearest": buried.value})


def _same_year(item: Found, told: list[Found], published: date) -> Found:
    """«В октябре 2022 года ушёл на СВО. Погиб 14 декабря»: the first such day after the one told with its year."""
    past = item.attrs.get("past")
    if not past or _about(item) != "death" or (published - date.fromisoformat(past)).days < _FRESH:
        return item
    if item.attrs.get("form") not in ("words", "numeric"):
        return item
    near = [d for d in told if item.start - d.end < _REACH and d.attrs.get("year") == "stated"]
    anchor = next((d for d in reversed(near) if d.value[:4] >= _FIRST_YEAR), None)
    if anchor is None or _about(anchor) not in _OF_SERVICE or "/" in anchor.value or len(anchor.value) < len("2022-10"):
        return item
    begin = anchor.value if len(anchor.value) == _WHOLE else f"{anchor.value}-01"
    lived = date.fromisoformat(past)
    options = (day(year, lived.month, lived.day) for year in range(int(begin[:4]), published.year + 1))
    first = next((d for d in options if d and d.isoformat() >= begin), None)
    if first is None or first >= lived or first > published - timedelta(days=1):
        return item
    return replace(item, value=first.isoformat(), attrs={**item.attrs, "past": first.isoformat()})
