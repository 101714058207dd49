"""Prices, sizes, shares and durations as numbers. Invariant: a text with more than one number and its unit is none.

``219.97``, ``$ 1,299.00``, ``1 299,50 грн``, ``5.60 %``, ``3:34`` (minutes and seconds) are read.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from functools import lru_cache

_NUMBER = re.compile(r"(?P<before>[^\d\s.,:+-]{0,4}\s?)(?P<sign>[+-]?)(?P<digits>\d[\d.,\s']*)(?P<after>[^\d:]{0,10})")
_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,3}):(\d{2})")
_LEAST, _BELOW_ZERO = 14_000, 60_000
_READ, _BROKEN = 0.9, 0.2  # shares of values that are numbers, and of those with a fraction or a unit


@lru_cache(maxsize=1 << 16)
def read_number(text: str) -> float | None:
    """The number of a text (seconds of a duration); nothing when it is none."""
    text = text.strip()
    if clock := _CLOCK.fullmatch(text):
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return 3600.0 * hours + 60.0 * minutes + seconds
    match = _NUMBER.fullmatch(text)
    if not match:
        return None
    digits = re.sub(r"[\s']", "", match["digits"]).rstrip(".,")
    point = max(digits.rfind("."), digits.rfind(","))
    whole, fraction = (digits[:point], digits[point + 1 :]) if point >= 0 else (digits, "")
    if (digits.count(",") + digits.count(".") > 1 and digits.count(digits[point]) > 1) or _thousands(digits, point):
        whole, fraction = digits, ""
    value = float(f"{re.sub('[.,]', '', whole) or 0}.{fraction or 0}")
    return -value if match["sign"] == "-" else value


def _thousands(digits: str, point: int) -> bool:
    return point > 0 and digits[point] == "," and "." not in digits and len(digits) - point == 4


def magnitude(value: float | None) -> int:
    """A thousand times the natural logarithm, so that a hundredth more or less is ten; moved to be 0 or more, those
    below zero apart; -1 when there is none.
    """
    if value is None:
        return -1
    size = max(round(1000 * math.log(abs(value))) + _LEAST, 0) if value else 0
    return size + _BELOW_ZERO * (value < 0)


def plain(text: str) -> str:
    """The number in one form (``219.5``), or ''."""
    value = read_number(text)
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


def are_numbers(values: Iterable[str], *, named: bool) -> bool:
    """Whether a column holds amounts, not codes: nearly all are numbers, and it is ``named`` so or has fractions."""
    held = [value.strip() for value in values if any(c.isalnum() for c in value)]
    read = [value for value in held if read_number(value) is not None]
    broken = sum(not value.isdigit() for value in read)
    return len(read) >= _READ * len(held) > 0 and (named or broken >= _BROKEN * len(read))
