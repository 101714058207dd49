"""The records to be linked: columns of text, each of a known kind. Invariant: ids are unique and in ascending order.

The order of the input is forgotten here, so nothing after this module can depend on it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

import numpy as np

from everyname.domain.names import fold
from everyname.linkage.coded import Coded
from everyname.linkage.guess import SAMPLE, guess_kinds

MAX_CELL = 512  # characters of a cell that linkage looks at; a longer one is cut, the source keeps the whole


class TableError(ValueError):
    """The table cannot be linked; the message says which row and column, and what to do."""


class Kind(StrEnum):
    """What a column holds. Several columns may be of one ``other:*`` kind, one of any other."""

    ID = "id"
    SURNAME = "surname"
    GIVEN = "given"
    PATRONYMIC = "patronymic"
    FULL_NAME = "full_name"
    SEX = "sex"
    BIRTH_DATE = "birth_date"
    BIRTH_YEAR = "birth_year"
    AGE = "age"
    REFERENCE = "reference"  # the date at which the age was true
    DEATH_DATE = "death_date"
    REGION = "region"
    SETTLEMENT = "settlement"
    UNIT = "unit"
    RANK = "rank"
    TEXT = "other:text"
    EXACT = "other:exact"
    NUMBER = "other:number"
    SOURCE = "source"
    REPORT = "report"  # what names each of its persons once


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in the source, its kind, and a value per record."""

    name: str
    kind: Kind
    coded: Coded

    @property
    def values(self) -> tuple[str, ...]:
        """The texts as they are compared with nothing yet: stripped, and cut to ``MAX_CELL``."""
        return self.coded.values()


@dataclass(frozen=True, slots=True)
class Table:
    """Records in ascending order of ``ids``. ``columns`` hold everything but the ids."""

    ids: tuple[str, ...]
    columns: tuple[Column, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def of(self, kind: Kind) -> tuple[Column, ...]:
        """The columns of this kind, in the order of their names."""
        return tuple(c for c in self.columns if c.kind is kind)

    def coded(self, kind: Kind) -> Coded:
        """The column of this kind; all missing when the table has none."""
        found = self.of(kind)
        return found[0].coded if found else Coded.of([""] * len(self))

    def first(self, kind: Kind) -> tuple[str, ...]:
        """Values of the column of this kind; empty texts when the table has none."""
        return self.coded(kind).values()

    @property
    def mapping(self) -> dict[str, str]:
        """Column name to kind, as ``from_rows`` takes it."""
        return {c.name: str(c.kind) for c in self.columns}

    @classmethod
    def from_rows(cls, rows: Iterable[Mapping[str, str]], columns: Mapping[str, str] | None = None) -> Table:
        """Build a table of rows; ``columns`` maps names to kinds, and is guessed from names and values when absent.

        A column without a kind is not used. Without a column of kind ``id`` the number of the row (from 0) is the id.

        Raises:
            TableError: an unknown kind, a column that is not there, no usable column, an empty or repeated id.
        """
        held = list(rows)
        names = list(held[0]) if held else list(columns or ())
        arrays = {name: [row.get(name) or "" for row in held] for name in names}
        return cls.from_columns(arrays, columns)

    @classmethod
    def from_columns(cls, arrays: Mapping[str, list[str]], columns: Mapping[str, str] | None = None) -> Table:
        """As ``from_rows``, of whole columns of equal length."""
        return cls.from_coded({name: Coded.of(values) for name, values in arrays.items()}, columns)

    @classmethod
    def from_coded(cls, coded: Mapping[str, Coded], columns: Mapping[str, str] | None = None) -> Table:
        """As ``from_columns``, of columns whose values are coded."""
        kinds = _kinds(coded, guess_kinds(_sample(coded)) if columns is None else dict(columns))
        ids = _ids(coded, kinds)
        order = np.array(sorted(range(len(ids)), key=ids.__getitem__), dtype=np.intp)
        sorted_ids = tuple(ids[i] for i in order.tolist())
        _check_unique(sorted_ids)
        taken = [
            Column(name, kind, coded[name][order].map(lambda text: text[:MAX_CELL].strip()).packed())
            for name, kind in sorted(kinds.items())
            if kind is not Kind.ID
        ]
        if all(c.kind in (Kind.SOURCE, Kind.REPORT) for c in taken):
            raise TableError(
                "no column to compare: name at least one column and its kind, such as surname or other:text"
            )
        return cls(sorted_ids, tuple(taken))


Aliases = Mapping[tuple[str, str], str]  # (kind, folded alias) to the name it stands for


def with_aliases(table: Table, aliases: Aliases) -> Table:
    """The table with other names of settlements, units and the like replaced by the name they stand for."""
    columns = []
    for column in table.columns:
        texts = [aliases.get((column.kind, fold(text)), text) for text in column.coded.texts]
        columns.append(Column(column.name, column.kind, column.coded.recode(texts).packed()))
    return Table(table.ids, tuple(columns))


def _kinds(arrays: Mapping[str, Coded], columns: dict[str, str]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {}
    for name, kind in columns.items():
        if name not in arrays:
            raise TableError(f"column «{name}» is not in the table: it has {', '.join(arrays) or 'no column'}")
        try:
            kinds[name] = Kind(kind)
        except ValueError as error:
            raise TableError(f"column «{name}» has the unknown kind «{kind}»: use one of {', '.join(Kind)}") from error
    for kind, count in Counter(kinds.values()).items():
        if count > 1 and kind not in (Kind.TEXT, Kind.EXACT, Kind.NUMBER):
            raise TableError(f"{count} columns are of kind «{kind}»: keep one, map the others to other:text")
    return kinds


def _sample(coded: Mapping[str, Coded]) -> dict[str, list[str]]:
    """What kinds are guessed from: the first values, and whether there are others."""
    first = {name: Coded(column.codes[:SAMPLE], column.texts).values() for name, column in coded.items()}
    return {name: [*values, *coded[name].texts[: 2 * (len(values) == SAMPLE)]] for name, values in first.items()}


def _ids(coded: Mapping[str, Coded], kinds: Mapping[str, Kind]) -> Sequence[str]:
    name = next((name for name, kind in kinds.items() if kind is Kind.ID), None)
    if name is None:
        return [str(i) for i in range(max((len(column.codes) for column in coded.values()), default=0))]
    empty = np.flatnonzero(coded[name].codes < 0)
    if len(empty):
        raise TableError(f"row {empty[0] + 1}: column «{name}» is empty, and every record needs its id")
    return coded[name].values()


def _check_unique(ids: tuple[str, ...]) -> None:
    for a, b in pairwise(ids):
        if a == b:
            raise TableError(f"the id «{a}» stands twice: ids must be unique")
