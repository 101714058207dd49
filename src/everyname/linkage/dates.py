"""Dates of records as numbers. Invariant: what a source did not say stays 0; a day that does not exist is no date.

``20230214``, ``2023-02-14``, ``14.02.2023``, ``2/14/2023``, ``2023-02``, ``2023`` and EDTF marks (``~ ? XX``) are read.
"""

from __future__ import annotations

import calendar
import re
from functools import lru_cache

from everyname.linkage.coded import Ints

Parts = tuple[int, int, int]  # year, month, day; 0 where unknown
NONE: Parts = (0, 0, 0)
_ISO = re.compile(r"(\d{4})[-./]?(?:(\d{1,2}|XX)[-./]?(?:(\d{1,2}|XX))?)?(?:[ T].*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ](\d{1,2})[-./ ](\d{4}|\d{2})(?: .*)?")


@lru_cache(maxsize=1 << 17)
def read_date(text: str) -> Parts:
    """Year, month, day of a text; ``NONE`` when it is no date. Two-digit years are of 1930-2029.

    Of ``a/b/year`` the first is the day unless only the second can be one.
    """
    text = text.strip().rstrip("~?%")
    if match := _ISO.fullmatch(text):
        year, month, day = int(match[1]), _number(match[2]), _number(match[3])
    elif match := _DAY_FIRST.fullmatch(text):
        day, month, year = int(match[1]), int(match[2]), int(match[3])
        if month > 12 >= day:
            day, month = month, day
        if len(match[3]) == 2:
            year += 2000 if year < 30 else 1900
    else:
        return NONE
    return _checked(year, month, day)


def _number(text: str | None) -> int:
    return int(text) if text and text != "XX" else 0


def _checked(year: int, month: int, day: int) -> Parts:
    if not 1000 <= year <= 2200:
        return NONE
    if not 1 <= month <= 12:
        return (year, 0, 0)
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return (year, month, 0)
    return (year, month, day)


def day_number(year: Ints, month: Ints, day: Ints) -> Ints:
    """Days on a common axis of 31-day months: near enough to tell a week and a month."""
    return (year * 12 + month - 1) * 31 + day
