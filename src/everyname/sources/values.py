"""One cell to its normal form, or a reason why it has none. Day-month order is proved for a column, never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from everyname.domain import edtf
from everyname.domain.words import Property

_ISO = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?:[T ].*)?")
_DOTS = re.compile(r"(\d{1,2})\s*[.\-]\s*(\d{1,2})\s*[.\-]\s*(\d{4}|\d{2})\s*(?:г\.?|р\.?)?")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})")
_MONTH = re.compile(r"(\d{1,2})[./](\d{4})")
_YEAR = re.compile(r"(\d{4})\s*(?:г\.?|р\.?|год|рік)?")
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_NOTHING = {"", "-", "—", "–", "?", "нет", "н/д", "нет данных", "немає", "n/a", "na", "none", "null", "nan", "unknown"}
_SEX = {
    "m": "male", "male": "male", "м": "male", "муж": "male", "мужской": "male", "чол": "male", "чоловіча": "male",
    "ذكر": "male", "f": "female", "female": "female", "ж": "female", "жен": "female", "женский": "female",
    "жін": "female", "жіноча": "female", "انثى": "female", "أنثى": "female",
}  # fmt: skip
DATES = frozenset({Property.BIRTH, Property.DEATH, Property.BURIAL, "published", "birth_year"})
_EPOCH = date(1899, 12, 30)  # the 1900 system counts a day that never was; from March 1900 on this epoch is right


class CellError(ValueError):
    """The cell has no normal form: ``code`` for the machine, the message for a person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class DateOrder:
    """How a column writes d/m/y: ``dmy``, ``mdy``, or ``open`` when no value proves it."""

    order: str
    proof: str = ""

    @classmethod
    def of(cls, cells: Iterable[str]) -> DateOrder:
        """The order that some value proves: a first or second number above 12."""
        found: dict[str, str] = {}
        for cell in cells:
            match = _SLASHES.fullmatch(cell.strip())
            if match and int(match[1]) > 12:
                found.setdefault("dmy", cell)
            elif match and int(match[2]) > 12:
                found.setdefault("mdy", cell)
        if len(found) == 1:
            return cls(*next(iter(found.items())))
        return cls("open" if not found else "mixed", ", ".join(found.values()))


def normal(prop: str, cell: str, order: DateOrder) -> str:
    """The normal form of a cell; empty for «no value».

    Raises:
        CellError: a formula, an impossible date, an age that is none.
    """
    cell = cell.strip()
    if cell.startswith("="):
        raise CellError("formula", "a formula instead of a value: paste the values into the sheet and import again")
    if cell.casefold() in _NOTHING:
        return ""
    if prop in DATES:
        return parse_date(cell, order)
    if prop == Property.AGE:
        return _age(cell)
    if prop == Property.SEX:
        return _SEX.get(cell.casefold().strip("."), cell)
    return " ".join(cell.split())


def parse_date(cell: str, order: DateOrder) -> str:
    """EDTF of a date as lists write it; two-digit years lie between 1930 and 2029.

    A date with slashes in a column where nothing proves the order keeps only its year, unless day and month are equal.

    Raises:
        CellError: no date, or a day that does not exist.
    """
    if match := _ISO.fullmatch(cell):
        return _edtf(cell, int(match[1]), int(match[2]), int(match[3]) if match[3] else None)
    if match := _DOTS.fullmatch(cell):
        return _edtf(cell, _year(match[3]), int(match[2]), int(match[1]))
    if match := _SLASHES.fullmatch(cell):
        first, second, year = int(match[1]), int(match[2]), _year(match[3])
        if order.order == "dmy" or first > 12 or first == second:
            return _edtf(cell, year, second, first)
        if order.order == "mdy" or second > 12:
            return _edtf(cell, year, first, second)
        return _edtf(cell, year)
    if match := _MONTH.fullmatch(cell):
        return _edtf(cell, int(match[2]), int(match[1]))
    if match := _YEAR.fullmatch(cell):
        return _edtf(cell, int(match[1]))
    if _SERIAL.fullmatch(cell):
        return (_EPOCH + timedelta(days=int(float(cell)))).isoformat()
    if edtf.is_valid(cell):
        return cell
    raise CellError("no-date", f"«{cell}» is no date: write 31.12.2022, 2022-12-31, 12.2022 or 2022")


def _edtf(cell: str, year: int, month: int | None = None, day: int | None = None) -> str:
    if not 1850 <= year <= 2100:
        raise CellError("impossible-date", f"«{cell}»: the year {year} cannot be right")
    try:
        return edtf.from_parts(year, month, day).text
    except edtf.DateError as error:
        raise CellError("impossible-date", f"«{cell}»: this day does not exist") from error


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return 2000 + number if number < 30 else 1900 + number


def _age(cell: str) -> str:
    match = re.match(r"\d{1,3}", cell)
    if not match or int(match[0]) > 120:
        raise CellError("no-age", f"«{cell}» is no age in years")
    return str(int(match[0]))
