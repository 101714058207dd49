"""Dates of cells to EDTF. Day before month, always; an American reading only where the mapping says so.

Invariant: nothing is filled in. With slashes or hyphens ``03/04/2023`` is a day only when the column proves its order
(another value has 13 or more in the first place) or the mapping names it; otherwise the year is kept, with the reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from everyname.domain import edtf
from everyname.domain.names import fold
from everyname.sources.words import codes, members

_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})(?:[-./](\d{1,2}))?(?:[T ]\d{1,2}:\d\d.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2}|[xX?]{2})([./-])(\d{1,2})\2(\d{4})(?:\s*г\.?|\s*р\.?)?(?:[ ,]+\d{1,2}:\d\d.*)?")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})")
_YEAR = re.compile(r"(\d{4})(?:\s*(?:г|р|год|рік)\.?)?")
_WORDS = re.compile(r"(?:(\d{1,2})\s+)?([^\W\d_]+(?:\s[^\W\d_]+)?)\s+(\d{4})(?:\s*(?:г|р|года|року))?")
_SHORT_YEAR = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2}")
_RANGE = re.compile(r"(\S+)\s*[–—-]\s*(\S+)")


class CellError(ValueError):
    """A cell that cannot be read: a stable code and a sentence."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code, self.sentence = code, sentence


@dataclass(frozen=True, slots=True)
class ReadDate:
    """An EDTF text and, where something was left out, why."""

    text: str
    note: str = ""


def column_order(values: Iterable[str]) -> tuple[str, str]:
    """The order a column proves: ("dmy" | "mixed" | "unproven", reason)."""
    day_first = month_first = 0
    for value in values:
        match = _DAY_FIRST.fullmatch(value.translate(_DIGITS))
        if match and match[2] in "/-" and match[1].isdigit():
            day_first += int(match[1]) > 12
            month_first += int(match[3]) > 12
    if day_first and month_first:
        return "mixed", f"{day_first} values put the day first and {month_first} the month"
    if day_first:
        return "dmy", f"{day_first} values have 13 or more in the first place"
    if month_first:
        return "unproven", f'{month_first} values put the month first: set order = "mdy" if that is right'
    return "unproven", "no value proves the order of day and month"


@lru_cache(maxsize=65536)
def read_date(value: str, order: str = "unproven", epoch: int = 0) -> ReadDate:
    """Read one filled cell.

    Raises:
        CellError: no date, or one that does not exist; codes not_a_date, no_such_day, month_first, short_year, serial.
    """
    text = " ".join(value.translate(_DIGITS).split())
    near = text.split(" ", 1)
    approximate = text.startswith("~") or (len(near) > 1 and fold(near[0]) in members("approximate"))
    if approximate:
        text = text[1:].strip() if text.startswith("~") else near[1]
    found = _plain(text, order, epoch)
    return ReadDate(f"{found.text}~", found.note) if approximate and "/" not in found.text else found


def _plain(text: str, order: str, epoch: int) -> ReadDate:
    if match := _YEAR_FIRST.fullmatch(text):
        return _made(int(match[1]), int(match[2]), int(match[3] or 0))
    if match := _DAY_FIRST.fullmatch(text):
        return _numbers(match, order)
    if match := _MONTH_YEAR.fullmatch(text):
        return _made(int(match[2]), int(match[1]), 0)
    if match := _YEAR.fullmatch(text):
        return _made(int(match[1]), 0, 0)
    if re.fullmatch(r"\d{1,6}(\.\d+)?", text):
        return _serial(text, epoch)
    if match := _WORDS.fullmatch(text.replace(".", " ").replace(",", " ").replace("  ", " ")):
        month = codes("months").get(fold(match[2]))
        if month:
            return _made(int(match[3]), int(month), int(match[1] or 0))
    if _SHORT_YEAR.fullmatch(text):
        raise CellError("short_year", f"«{text}» has a year of two digits; write all four")
    if len(text) > 6 and edtf.is_valid(text):
        return ReadDate(text)
    if match := _RANGE.fullmatch(text):
        return _span(match, order, epoch)
    raise CellError("not_a_date", f"«{text}» is no date; write it as YYYY-MM-DD or dd.mm.yyyy")


def _span(match: re.Match[str], order: str, epoch: int) -> ReadDate:
    low, high = _plain(match[1], order, epoch), _plain(match[2], order, epoch)
    both = f"{low.text}/{high.text}"
    if not edtf.is_valid(both):
        raise CellError("not_a_date", f"«{match[0]}» ends before it begins")
    return ReadDate(both, low.note or high.note)


def _numbers(match: re.Match[str], order: str) -> ReadDate:
    mark, year, month = match[2], int(match[4]), int(match[3])
    day = int(match[1]) if match[1].isdigit() else 0
    if mark == "." or day == 0:
        return _made(year, month, day)
    if order == "mdy":
        return _made(year, day, month)
    if month > 12 >= day:
        raise CellError("month_first", f"«{match[0]}» puts the month first; dates here are read day first")
    if order == "dmy" or day > 12 or day == month:
        return _made(year, month, day)
    return ReadDate(
        str(year), f"«{match[0]}» can be read two ways and the column does not prove which; the year is kept"
    )


def _made(year: int, month: int, day: int) -> ReadDate:
    if not 1800 <= year <= 2200:
        raise CellError("not_a_date", f"the year {year} lies outside 1800 to 2200")
    try:
        return ReadDate(edtf.from_parts(year, month or None, day or None).text)
    except edtf.DateError as error:
        raise CellError("no_such_day", str(error)) from error


def _serial(text: str, epoch: int) -> ReadDate:
    """A day number of a workbook (ECMA-376 part 1, 18.17.4). Day 60 of the 1900 system never existed."""
    if not epoch:
        raise CellError(
            "serial", f"«{text}» may be a day number of a workbook; set epoch = 1900 or 1904, or write the date"
        )
    days = int(float(text))
    if not 1 <= days <= 100_000 or (epoch == 1900 and days == 60):
        raise CellError("serial", f"«{text}» is no day number of the {epoch} date system")
    start = date(1904, 1, 1) if epoch == 1904 else date(1899, 12, 31 if days < 60 else 30)
    return ReadDate((start + timedelta(days)).isoformat())
