"""Which column holds what: guessed with reasons, shown, confirmed, kept as TOML by the caller.

Invariant: every column of the table has exactly one entry; a kind other than ``other`` is given to one column only.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from rapidfuzz import fuzz, process

from everyname.domain.names import fold
from everyname.sources.dates import CellError, column_order, read_date
from everyname.sources.headers import Table
from everyname.sources.words import codes, headers, says_nothing


class Kind(StrEnum):
    """What a column can hold."""

    EXTERNAL_KEY = "external_key"
    FULL_NAME = "full_name"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    SEX = "sex"
    BIRTH = "birth"
    BIRTH_YEAR = "birth_year"
    AGE = "age"
    DEATH = "death"
    BURIAL = "burial"
    REGION = "region"
    SETTLEMENT = "settlement"
    UNIT = "unit"
    RANK = "rank"
    CATEGORY = "category"
    BURIAL_PLACE = "burial_place"
    DEATH_PLACE = "death_place"
    SOURCE_NOTE = "source_note"
    URL = "url"
    PUBLISHED = "published"
    ROW_NUMBER = "row_number"
    OTHER = "other"


DATES = frozenset({Kind.BIRTH, Kind.DEATH, Kind.BURIAL, Kind.PUBLISHED})
NAMES = frozenset({Kind.FULL_NAME, Kind.SURNAME, Kind.GIVEN})


class MappingError(ValueError):
    """The text of a mapping is not usable; the message names the entry."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column. ``order`` (dmy, mdy, mixed, unproven) and ``epoch`` (0, 1900, 1904) matter for dates only."""

    name: str
    kind: Kind
    confidence: float = 1.0
    reason: str = "confirmed"
    order: str = "unproven"
    epoch: int = 0


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns in the order of the file."""

    columns: tuple[Column, ...]

    def column(self, kind: Kind) -> str:
        """The name of the column of a kind; empty when there is none."""
        return next((column.name for column in self.columns if column.kind is kind), "")

    @property
    def names_people(self) -> bool:
        """Whether rows can say who: there is a column of names."""
        return any(column.kind in NAMES for column in self.columns)

    def to_toml(self) -> str:
        """One ``[[column]]`` entry a column; ``from_toml`` gives an equal mapping back."""
        return "\n".join(_entry(column) for column in self.columns)

    @classmethod
    def from_toml(cls, text: str) -> Mapping:
        """Read what ``to_toml`` wrote, perhaps edited by hand. Raises ``MappingError``."""
        try:
            entries = tomllib.loads(text).get("column", [])
            columns = tuple(Column(**{**entry, "kind": Kind(entry["kind"])}) for entry in entries)
        except (tomllib.TOMLDecodeError, TypeError, KeyError, ValueError, AttributeError) as error:
            raise MappingError(f"the mapping cannot be read: {error}") from error
        for number, column in enumerate(columns, 1):
            if column.order not in ("dmy", "mdy", "mixed", "unproven") or column.epoch not in (0, 1900, 1904):
                raise MappingError(f"column {number} «{column.name}»: order or epoch is not one of the known values")
        kinds = [column.kind for column in columns if column.kind is not Kind.OTHER]
        twice = next((kind for kind in kinds if kinds.count(kind) > 1), None)
        if twice:
            raise MappingError(f"two columns are given the kind {twice}; call one of them other")
        return cls(columns)


def _entry(column: Column) -> str:
    lines = ["[[column]]", f"name = {_quoted(column.name)}", f"kind = {_quoted(column.kind)}"]
    lines += [f"confidence = {float(column.confidence)!r}", f"reason = {_quoted(column.reason)}"]
    if column.kind in DATES:
        lines += [f"order = {_quoted(column.order)}", f"epoch = {column.epoch}"]
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def guess_mapping(table: Table) -> Mapping:
    """Guess every column from its header, then check the content; unnamed columns from content alone."""
    guesses = [_guess(table, place) for place in range(len(table.columns))]
    has_surname = any(kind == "surname" for kind, _, _ in guesses)
    settled = [
        (("given" if has_surname else "full_name") if kind == "name_or_given" else kind, sure, why)
        for kind, sure, why in guesses
    ]
    best: dict[str, int] = {}
    for place, (kind, sure, _) in enumerate(settled):
        if kind not in best or sure > settled[best[kind]][1]:
            best[kind] = place
    columns = []
    for place, (kind, sure, why) in enumerate(settled):
        if kind != "other" and best[kind] != place:
            kind, why = "other", f"{why}; but «{table.columns[best[kind]]}» fits {kind} better"
        columns.append(_column(table, place, Kind(kind), sure, why))
    return Mapping(tuple(columns))


def _column(table: Table, place: int, kind: Kind, sure: float, why: str) -> Column:
    if kind not in DATES:
        return Column(table.columns[place], kind, round(sure, 2), why)
    order, proof = column_order(table.values(place))
    return Column(table.columns[place], kind, round(sure, 2), f"{why}; {proof}", order, table.grid.epoch)


def _guess(table: Table, place: int) -> tuple[str, float, str]:
    kind, sure, why = _by_header(table.columns[place])
    values = [value for value in table.values(place)[:2000] if not says_nothing(value)]
    if kind == "number":
        if _counts_rows(values):
            return "row_number", sure, f"{why}, but the values only count the rows"
        return "external_key", sure, f"{why}, and does not count rows"
    if kind == "other":
        return _by_content(values, table.grid.epoch) if values else ("other", 0.5, "empty, and the header is not known")
    if values and (kind in DATES or kind == "age"):
        fit = _share_dates(values, table.grid.epoch) if kind in DATES else _share(values, str.isdigit)
        sure, why = sure * (0.5 + fit / 2), f"{why}; {fit:.0%} of the values fit"
    return kind, sure, why


def _counts_rows(values: list[str]) -> bool:
    """Whether nearly every value is one more than the value before: a list loses rows and keeps its numbers."""
    numbers = [int(value) for value in values if value.isdecimal() and not value.startswith("0")]
    if len(numbers) < max(len(values), 2):
        return values == ["1"]
    return sum(1 for a, b in pairwise(numbers) if b - a == 1) >= 0.9 * (len(numbers) - 1)


def _by_header(name: str) -> tuple[str, float, str]:
    """Exact phrase, then the longest phrase inside the header, then a phrase with a typing error."""
    known, key = headers(), fold(name)
    if key in known:
        return known[key], 0.98, f"the header is «{name}»"
    inside = [phrase for phrase in known if len(phrase) > 1 and f" {phrase} " in f" {key} "]
    if inside:
        phrase = max(inside, key=len)
        return known[phrase], 0.85, f"the header has «{phrase}»"
    near = process.extractOne(key, [p for p in known if len(p) > 4], scorer=fuzz.ratio, score_cutoff=85)
    if near:
        return known[near[0]], 0.7, f"the header is close to «{near[0]}»"
    return "other", 0.5, "the header is not known"


def _by_content(values: list[str], epoch: int) -> tuple[str, float, str]:
    dates = _share_dates(values, epoch, written=True)
    if dates > 0.8:
        years = sorted(int(y[:4]) for v in values if (y := _date_text(v, epoch))[:4].isdigit())
        kind = "birth" if years[len(years) // 2] < 2005 else "death"
        return kind, 0.5, f"{dates:.0%} of the values are dates, the middle year is {years[len(years) // 2]}"
    if _share(values, lambda v: fold(v) in codes("sex")) > 0.9:
        return "sex", 0.6, "nearly all values are words for a sex"
    names = _share(values, lambda v: 2 <= len(v.split()) <= 6 and all(c.isalpha() or c in " -.'’ʼ()" for c in v))
    if names > 0.8 and len(set(values)) > 0.7 * len(values):
        return "full_name", 0.5, f"{names:.0%} of the values are two to six words, mostly different"
    single = _share(values, lambda v: " " not in v and any(c.isdigit() for c in v))
    if len(values) > 2 and len(set(values)) == len(values) and single > 0.9:
        return "external_key", 0.5, "every value is different and has digits"
    return "other", 0.5, "neither header nor content is known"


def _share(values: list[str], test: object) -> float:
    assert callable(test)
    return sum(1 for value in values if test(value)) / len(values)


def _date_text(value: str, epoch: int) -> str:
    try:
        return read_date(value, "unproven", epoch).text
    except CellError:
        return ""


def _share_dates(values: list[str], epoch: int, *, written: bool = False) -> float:
    return _share(values, lambda v: bool(_date_text(v, epoch)) and not (written and v.isdigit()))
