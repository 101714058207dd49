"""One row to claims. A bad cell is named and left out; the rest of the row stands as long as it says who.

Invariant: every filled cell of a mapped column gives a claim, a note, or a ``Quarantined``; nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.sources.dates import CellError, read_date
from everyname.sources.mapping import DATES, Column, Kind, Mapping
from everyname.sources.report import CellClaim, Quarantined, Report
from everyname.sources.words import codes, says_nothing

_ERROR = re.compile(r"#(DIV/0!|N/A|REF!|VALUE!|NAME\?|NUM!|NULL!|ERROR!|SPILL!|CALC!)")
_AGE = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*(?:лет|год|года|років|роки|рік|years?|y\.?o\.?|г|р)?\.?", re.IGNORECASE)
_MONTHS_OLD = re.compile(r"\d{1,2}\s*(?:мес\w*|міс\w*|months?|days?|дн\w*|дней)\.?", re.IGNORECASE)
_NO_CLAIM = frozenset({Kind.SOURCE_NOTE, Kind.URL, Kind.PUBLISHED, Kind.ROW_NUMBER, Kind.OTHER})
_CODED = {Kind.SEX: "sex", Kind.CATEGORY: "category"}
_NAMES = frozenset({Property.FULL_NAME, Property.SURNAME, Property.GIVEN})


@dataclass(frozen=True, slots=True)
class RowReading:
    """The claims of a row and its refused cells."""

    claims: tuple[CellClaim, ...]
    refused: tuple[Quarantined, ...]
    published: str = ""
    url: str = ""

    @property
    def says_who(self) -> bool:
        """Whether a name is left."""
        return any(claim.property in _NAMES for claim in self.claims)

    def value(self, prop: Property) -> str:
        """The value of a property; empty when the row has none."""
        return next((claim.value for claim in self.claims if claim.property is prop), "")


def read_row(report: Report, mapping: Mapping) -> RowReading:
    """The claims and the refused cells of one list row."""
    cells = dict(report.cells)
    claims: list[CellClaim] = []
    refused: list[Quarantined] = []
    extra = {Kind.PUBLISHED: "", Kind.URL: ""}
    for column in mapping.columns:
        value = cells.get(column.name, "").strip()
        if not value:
            continue
        try:
            _check_plain(value)
            if column.kind in extra:
                extra[column.kind] = _normal(value, column)[0]
            elif column.kind not in _NO_CLAIM and (says := _claim(value, column)):
                claims.append(says)
        except CellError as error:
            place = (report.file, report.row, column.name, value)
            refused.append(Quarantined(*place, error.code, error.sentence, report.raw, whole_row=False))
    return RowReading(tuple(claims), tuple(refused), extra[Kind.PUBLISHED], extra[Kind.URL])


def _check_plain(value: str) -> None:
    if value.startswith("=") and len(value) > 1:
        raise CellError("formula", f"«{value[:60]}» is a formula without a value; write the value itself")
    if _ERROR.fullmatch(value):
        raise CellError("formula_error", f"«{value}» is the error of a formula; write the value itself")


def _claim(value: str, column: Column) -> CellClaim | None:
    if says_nothing(value) and column.kind not in (Kind.FULL_NAME, Kind.SURNAME, Kind.GIVEN):
        return None
    normal, note = _normal(value, column)
    prop = Property.BIRTH if column.kind is Kind.BIRTH_YEAR else Property(column.kind.value)
    return CellClaim(prop, value, normal, column.name, note)


def _normal(value: str, column: Column) -> tuple[str, str]:
    if column.kind in DATES:
        found = read_date(value, column.order, column.epoch)
        return found.text, found.note
    if column.kind is Kind.BIRTH_YEAR:
        found = read_date(value)
        return found.text[:4] if "/" not in found.text else found.text, found.note
    if column.kind is Kind.AGE:
        return _age(value), ""
    if column.kind in _CODED:
        code = codes(_CODED[column.kind]).get(fold(value))
        if not code:
            raise CellError(
                "unknown_word", f"«{value[:60]}» is no known word for {column.kind}; add it to the vocabulary"
            )
        return code, ""
    if column.kind in (Kind.FULL_NAME, Kind.SURNAME, Kind.GIVEN) and not any(c.isalpha() for c in value):
        if value not in "?--":
            raise CellError("not_a_name", f"«{value[:60]}» has no letter; is the column mapped right?")
        raise CellError("no_name", "the name is left open")
    return " ".join(value.split()), ""


def _age(value: str) -> str:
    match = _AGE.fullmatch(value)
    if match and int(match[1]) <= 125:
        return str(int(match[1]))
    if _MONTHS_OLD.fullmatch(value):
        return "0"
    raise CellError("not_an_age", f"«{value[:60]}» is no age in whole years from 0 to 125")
