"""Days from parts: the year that is not written, weekdays, and EDTF texts.

Invariant: a day that does not exist is ``None``, never another day.
"""

from __future__ import annotations

from datetime import date, timedelta

_MEMORIAL_DAYS = (9, 40)  # counted with the day of death itself


def day(year: int, month: int, number: int) -> date | None:
    """The day, when it exists."""
    try:
        return date(year, month, number)
    except ValueError:
        return None


def last_before(month: int, number: int, published: date) -> date | None:
    """The last such day that is not later than the publication."""
    return next(
        (d for y in range(published.year, published.year - 9, -1) if (d := day(y, month, number)) and d <= published),
        None,
    )


def nearest(month: int, number: int, published: date) -> date | None:
    """The such day nearest to the publication, before or after."""
    days = [d for y in (-1, 0, 1) if (d := day(published.year + y, month, number))]
    return min(days, key=lambda d: abs((d - published).days), default=None)


def last_month(month: int, published: date) -> str:
    """EDTF of the last such month that began before the publication."""
    year = published.year if month <= published.month else published.year - 1
    return f"{year:04d}-{month:02d}"


def weekday_near(weekday: int, published: date, *, future: bool | None) -> date:
    """The weekday before the publication (``future`` False), after it (True), or the nearest to it (``None``)."""
    ahead = (weekday - published.weekday()) % 7
    if future or (future is None and ahead <= 3):
        return published + timedelta(days=ahead)
    return published - timedelta(days=(7 - ahead) or 7)


def full_year(text: str, published: date | None) -> int:
    """Two digits become the last such year not later than the publication (or 2029); four stay."""
    if len(text) == 4:
        return int(text)
    limit = published.year if published else 2029
    century = limit - limit % 100
    year = century + int(text)
    return year if year <= limit else year - 100


def back(published: date, count: int, unit: str) -> date | None:
    """The day ``count`` units before; the ninth and the fortieth day count the day of death itself."""
    if unit in ("day", "week"):
        return published - timedelta(days=count * 7 if unit == "week" else count - (count in _MEMORIAL_DAYS))
    months = published.year * 12 + published.month - 1 - count * {"month": 1, "halfyear": 6, "year": 12}[unit]
    return day(months // 12, months % 12 + 1, published.day)


def in_month(number: int, reference: date, months_on: int) -> date | None:
    """The day of that number in the month so many months from the reference."""
    index = reference.year * 12 + reference.month - 1 + months_on
    return day(index // 12, index % 12 + 1, number)
