"""What is compared, as arrays over records. Invariant: features depend on one record and the table's ``Context`` alone.

A feature is ``Coded`` (a code per record into distinct texts, -1 where missing) or an integer array (-1 where missing).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from functools import lru_cache
from statistics import median
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.dates import NONE, Parts, day_number, read_date
from everyname.linkage.names import SWAPPED, full_given, name_forms, split_full_name, swap_odds
from everyname.linkage.table import Kind, Table
from everyname.linkage.text import Script, clean, latin_form, letters, script_of

Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Coded:
    """A text feature: ``texts[codes[i]]`` is the value of record ``i``; a code of -1 is a missing value."""

    codes: Ints
    texts: NDArray[np.object_]

    @classmethod
    def of(cls, values: Iterable[str]) -> Coded:
        """Code the values in the order of their first occurrence; '' is missing."""
        seen: dict[str, int] = {"": -1}
        codes = np.fromiter((seen.setdefault(v, len(seen) - 1) for v in values), np.int32)
        texts = np.empty(len(seen) - 1, dtype=object)
        texts[:] = list(seen)[1:]
        return cls(codes, texts)

    def counts(self) -> NDArray[np.int64]:
        """How many records hold each text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    def packed(self) -> Coded:
        """The same feature without texts that no record holds, and without repeated texts."""
        used = np.unique(self.codes[self.codes >= 0])
        place = np.full(len(self.texts) + 1, -1, dtype=np.int32)
        place[used] = np.arange(len(used))
        return Coded(place[self.codes], self.texts[used]).recode(self.texts[used])

    def map(self, function: Callable[[str], str]) -> Coded:
        """The feature of changed texts, computed once per distinct text."""
        return self.recode(list(map(function, self.texts)))

    def recode(self, texts: Iterable[str]) -> Coded:
        """The feature whose distinct texts, in order, are replaced by ``texts``."""
        inner = Coded.of(texts)
        return Coded(np.append(inner.codes, np.int32(-1))[self.codes], inner.texts)


@dataclass(frozen=True, slots=True)
class Context:
    """What reading one record needs to know of its table; part of the model, so that a later record is read alike.

    ``age_year``: the year an age without its own date refers to (0: ages are only compared with ages); ``age_spread``:
    how many years around it.
    """

    script: Script
    age_year: int
    age_spread: int

    @classmethod
    def of(cls, table: Table) -> Context:
        """Found from the names and dates of a table."""
        names = sum((table.first(kind) for kind in (Kind.SURNAME, Kind.GIVEN, Kind.FULL_NAME) if table.of(kind)), ())
        return cls(script_of(names), *_age_reference(table))

    def to_json(self) -> dict[str, Any]:
        """Plain values for the model file."""
        return asdict(self)


Feature = Coded | Ints
Features = dict[str, Feature]


def encode(table: Table, context: Context) -> Features:
    """Every feature of the table that its columns allow."""
    features: Features = {**_names(table, context.script), **_birth(table, context), **_death(table), **_places(table)}
    for kind in (Kind.SEX, Kind.UNIT, Kind.RANK):
        if table.of(kind):
            features[str(kind)] = Coded.of(table.first(kind)).map(_READERS[kind])
    for kind in (Kind.TEXT, Kind.EXACT):
        for column in table.of(kind):
            features[f"other_{column.name}"] = Coded.of(column.values).map(clean if kind is Kind.TEXT else _code)
    return features


def _names(table: Table, script: Script) -> Features:
    if not any(table.of(kind) for kind in (Kind.SURNAME, Kind.GIVEN, Kind.FULL_NAME)):
        return {}
    surname, given, father = (Coded.of(v) for v in _written(table, script))
    if script is Script.SLAVIC:
        surname, given = _straight(surname, given)
    return {
        "surname": surname.recode(name_forms(surname.texts, script, "surname")),
        "given": given.recode(name_forms(given.texts, script, "given")),
        "full_given": given.map(lambda v: full_given(v, script)),
        "patronymic": father.recode(name_forms(father.texts, script, "patronymic")),
    }


def _written(table: Table, script: Script) -> list[list[str]]:
    """Cleaned surname, given name and patronymic per record, from their columns or else from the full name."""
    columns = [[clean(v) for v in table.first(kind)] for kind in (Kind.SURNAME, Kind.GIVEN, Kind.PATRONYMIC)]
    if table.of(Kind.FULL_NAME):
        full = [split_full_name(clean(v), script) for v in table.first(Kind.FULL_NAME)]
        columns = [[a or b[i] for a, b in zip(column, full, strict=True)] for i, column in enumerate(columns)]
    return columns


def _straight(surname: Coded, given: Coded) -> tuple[Coded, Coded]:
    """Surnames and given names with those put back that stand in each other's place (see ``names.is_swapped``)."""
    s, g = surname.codes, given.codes
    odds_s, odds_g = swap_odds(surname.texts.tolist()), swap_odds(given.texts.tolist())
    turned = (s >= 0) & (g >= 0) & (np.append(odds_s, 0)[s] - np.append(odds_g, 0)[g] > SWAPPED)
    moved = np.where(g >= 0, g + len(surname.texts), -1)
    texts = np.concatenate([surname.texts, given.texts])
    return (
        Coded(np.where(turned, moved, s).astype(np.int32), texts).packed(),
        Coded(np.where(turned, s, moved).astype(np.int32), texts).packed(),
    )


def _dates(values: Iterable[str]) -> list[Parts]:
    return [read_date(value) if value else NONE for value in values]


def _day_text(parts: Parts) -> str:
    return f"{parts[0]:04d}{parts[1]:02d}{parts[2]:02d}" if parts[2] else ""


def _day_features(name: str, dates: list[Parts]) -> Features:
    return {
        f"{name}_day": Coded.of(map(_day_text, dates)),
        f"{name}_number": np.fromiter(map(day_number, dates), np.int32, len(dates)),
        f"{name}_md": np.fromiter((100 * m + d if d else -1 for _, m, d in dates), np.int32, len(dates)),
        f"{name}_dm": np.fromiter((100 * d + m if d else -1 for _, m, d in dates), np.int32, len(dates)),
    }


def _death(table: Table) -> Features:
    if not table.of(Kind.DEATH_DATE):
        return {}
    dates = _dates(table.first(Kind.DEATH_DATE))
    years = np.fromiter((y or -1 for y, _, _ in dates), np.int32, len(dates))
    return {**_day_features("death", dates), "death_low": years, "death_high": years}


def _birth(table: Table, context: Context) -> Features:
    if not any(table.of(kind) for kind in (Kind.BIRTH_DATE, Kind.BIRTH_YEAR, Kind.AGE)):
        return {}
    dates = _dates(table.first(Kind.BIRTH_DATE))
    columns = (table.first(kind) for kind in (Kind.BIRTH_YEAR, Kind.AGE, Kind.REFERENCE, Kind.DEATH_DATE))
    spans = [_year_span(context, *cells) for cells in zip(dates, *columns, strict=True)]
    low, high = (np.fromiter((span[i] for span in spans), np.int32, len(spans)) for i in (0, 1))
    return {**_day_features("birth", dates), "birth_low": low, "birth_high": high}


def _year_span(context: Context, birth: Parts, year: str, age: str, reference: str, death: str) -> tuple[int, int]:
    """First and last possible year of birth; (-1, -1) when nothing is known."""
    if birth[0]:
        return birth[0], birth[0]
    if year and (known := read_date(year)[0]):
        return known, known
    years = _age(age)
    if years < 0:
        return -1, -1
    at = read_date(reference)[0] or read_date(death)[0]
    if at:
        return at - years - 1, at - years
    base = context.age_year or 3000  # only ages to compare with: any common axis will do
    return base - context.age_spread - years - 1, base + context.age_spread - years


@lru_cache(maxsize=4096)
def _age(text: str) -> int:
    match = re.match(r"\s*(\d{1,3})", text)
    return int(match[1]) if match and int(match[1]) < 120 else -1


def _age_reference(table: Table) -> tuple[int, int]:
    """(year, spread) that ages without a date refer to: from rows with age and birth, else from the deaths' years."""
    births = [
        read_date(d)[0] or read_date(y)[0]
        for d, y in zip(table.first(Kind.BIRTH_DATE), table.first(Kind.BIRTH_YEAR), strict=True)
    ]
    both = [b + _age(a) for b, a in zip(births, table.first(Kind.AGE), strict=True) if b and _age(a) >= 0]
    if len(both) >= 20:
        return int(median(both)), 0
    deaths = sorted(y for y in (read_date(v)[0] for v in table.first(Kind.DEATH_DATE)) if y)
    if len(deaths) < 20:
        return 0, 0
    low, high = deaths[len(deaths) // 50], deaths[-1 - len(deaths) // 50]
    return (low + high + 1) // 2, (high - low + 1) // 2


def _places(table: Table) -> Features:
    kinds = [kind for kind in (Kind.SETTLEMENT, Kind.REGION) if table.of(kind)]
    return {str(kind): Coded.of(table.first(kind)).map(_place) for kind in kinds}


@lru_cache(maxsize=1 << 16)
def _place(value: str) -> str:
    dropped = set(letters()["place_words"])
    words = [w for w in clean(value).split() if w not in dropped and not (len(w) == 1 and not w.isdigit())]
    forms = [latin_form(w, Script.SLAVIC) for w in words]
    return " ".join(re.sub(r"(sk|ck)(?:a|i|o|oi|oe|ogo|om|ou|u|e)$", r"\1", form) for form in forms)


def _code(value: str) -> str:
    return clean(value).replace(" ", "")


def _unit(value: str) -> str:
    number = re.search(r"\d{4,6}", value)
    return number[0] if number else clean(value)


def _sex(value: str) -> str:
    return str(letters()["sexes"].get(clean(value), ""))


_READERS: dict[Kind, Callable[[str], str]] = {Kind.SEX: _sex, Kind.UNIT: _unit, Kind.RANK: clean}
