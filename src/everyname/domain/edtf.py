"""Dates as people know them: whole, partial, approximate, an interval, or unknown.

The written form is EDTF (ISO 8601-2:2019, levels 0 and 1 as far as records of the dead need them):
``2023``, ``2023-02``, ``2023-02-14``, ``2023-02~`` (approximate), ``2023?`` (uncertain), ``2023-02%`` (both),
``198X``, ``2023-XX-14``, ``2023-02-01/2023-02-14``, ``2023-02/..``, ``../2023`` and ``XXXX`` for unknown.
A date keeps its text: what was not known is never filled in.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from everyname.domain.errors import InputError

_POINT = re.compile(r"(?P<y>\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(?P<m>\d\d|XX)(?:-(?P<d>\d\d|XX))?)?(?P<q>[~?%]?)")


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


class DateError(InputError):
    """The text is no date of the supported EDTF subset; the message says which part and what would be."""


@dataclass(frozen=True, slots=True)
class EdtfDate:
    """One date. ``earliest`` and ``latest`` bound it (``None``: open); both are days, inclusive."""

    text: str
    earliest: date | None
    latest: date | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def is_exact(self) -> bool:
        """A single, undoubted day."""
        return self.precision is Precision.DAY and not (self.approximate or self.uncertain)

    @property
    def year(self) -> int | None:
        """The year, when the whole date lies in one."""
        if self.earliest and self.latest and self.earliest.year == self.latest.year:
            return self.earliest.year
        return None

    def may_equal(self, other: EdtfDate) -> bool:
        """Whether the two can be the same day, by their bounds alone."""
        low = max(self.earliest or date.min, other.earliest or date.min)
        high = min(self.latest or date.max, other.latest or date.max)
        return low <= high


UNKNOWN = EdtfDate("XXXX", None, None, Precision.UNKNOWN)


@lru_cache(maxsize=65536)
def parse(text: str) -> EdtfDate:
    """Read one EDTF text. The empty text is the unknown date.

    Raises:
        DateError: the text is not in the supported subset, or names a day that does not exist.
    """
    text = text.strip()
    if text in ("", "XXXX", "XXXX-XX", "XXXX-XX-XX"):
        return UNKNOWN
    if "/" in text:
        return _interval(text)
    match = _POINT.fullmatch(text)
    if not match:
        raise DateError(f"«{text}» is no date: write YYYY-MM-DD, YYYY-MM, YYYY, or an interval with «/»")
    year, month, day, mark = match["y"], match["m"], match["d"], match["q"]
    low, high = _bounds(text, year, month, day)
    return EdtfDate(text, low, high, _precision(year, month, day), mark in ("~", "%"), mark in ("?", "%"))


def age_at(birth: EdtfDate, day: EdtfDate) -> int | None:
    """Full years between the two, where their bounds leave one answer."""
    if not (birth.earliest and birth.latest and day.earliest and day.latest):
        return None
    youngest, oldest = _years(birth.latest, day.earliest), _years(birth.earliest, day.latest)
    return oldest if 0 <= youngest == oldest else None


def _years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def is_valid(text: str) -> bool:
    """Whether ``parse`` would take the text."""
    try:
        parse(text)
    except DateError:
        return False
    return True


def from_parts(year: int, month: int | None = None, day: int | None = None) -> EdtfDate:
    """The date of whole numbers; raises ``DateError`` when the day does not exist."""
    text = f"{year:04d}" + (f"-{month:02d}" if month else "") + (f"-{day:02d}" if month and day else "")
    return parse(text)


def _precision(year: str, month: str | None, day: str | None) -> Precision:
    if "X" in year:
        return Precision.DECADE if year.endswith("X") and year[2] != "X" else Precision.UNKNOWN
    if month is None or month == "XX":
        return Precision.YEAR
    return Precision.MONTH if day is None or day == "XX" else Precision.DAY


def _bounds(text: str, year: str, month: str | None, day: str | None) -> tuple[date | None, date | None]:
    if year == "XXXX":
        return None, None
    first, last = int(year.replace("X", "0")), int(year.replace("X", "9"))
    low_month = high_month = int(month) if month and month != "XX" else 0
    try:
        low = date(first, low_month or 1, 1)
        high = date(last, high_month or 12, calendar.monthrange(last, high_month or 12)[1])
        if day and day != "XX" and low_month:
            low, high = low.replace(day=int(day)), date(last, high_month, int(day))
    except (ValueError, calendar.IllegalMonthError) as error:
        raise DateError(f"«{text}» names a day that does not exist") from error
    return low, high


def _interval(text: str) -> EdtfDate:
    left, sep, right = text.partition("/")
    if "/" in right or not sep:
        raise DateError(f"«{text}» is no interval: write FROM/TO with one «/»")
    low = None if left in ("", "..") else parse(left)
    high = None if right in ("", "..") else parse(right)
    if low is None and high is None:
        return UNKNOWN
    start, end = low.earliest if low else None, high.latest if high else None
    if start and end and start > end:
        raise DateError(f"«{text}» ends before it begins")
    marks = [d for d in (low, high) if d]
    return EdtfDate(
        text, start, end, Precision.INTERVAL, any(d.approximate for d in marks), any(d.uncertain for d in marks)
    )
