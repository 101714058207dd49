"""What is compared, as arrays over records. Invariant: features depend on one record and the table's ``Context`` alone.

A feature is ``Coded`` (a code per record into distinct texts, -1 where missing) or an integer array (-1 where missing).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import Any

import numpy as np

from everyname.linkage.coded import Coded, Ints
from everyname.linkage.dates import NONE, day_number, read_date
from everyname.linkage.names import SWAPPED, full_given, name_forms, split_full_name, swap_odds
from everyname.linkage.numbers import magnitude, plain, read_number
from everyname.linkage.table import Kind, Table
from everyname.linkage.text import Script, clean, clean_all, latin_form, letters, script_of
from everyname.linkage.words import Words, codes, plain_words


@dataclass(frozen=True, slots=True)
class Context:
    """What reading one record needs to know of its table; part of the model, so that a later record is read alike.

    ``age_year``: the year an age without its own date refers to (0: ages are only compared with ages); ``age_spread``:
    how many years around it.
    """

    script: Script
    age_year: int
    age_spread: int
    words: dict[str, Words] = field(default_factory=dict)

    @classmethod
    def of(cls, table: Table) -> Context:
        """Found from the names, dates and texts of a table."""
        kinds = (Kind.SURNAME, Kind.GIVEN, Kind.FULL_NAME)
        names = [text for kind in kinds for text in table.coded(kind).texts.tolist()]
        return cls(script_of(names), *_age_reference(table), _words(table))

    def to_json(self) -> dict[str, Any]:
        """Plain values for the model file."""
        return asdict(self)

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Context:
        """Read ``to_json``'s values."""
        words = {name: Words(**held) for name, held in plain.get("words", {}).items()}
        return cls(**{**plain, "script": Script(plain["script"]), "words": words})


Feature = Coded | Ints
Features = dict[str, Feature]
Forms = Mapping[str, str]  # text to the form it is compared in


def encode(table: Table, context: Context) -> Features:
    """Every feature of the table that its columns allow."""
    features: Features = {**_names(table, context.script), **_birth(table, context), **_death(table), **_places(table)}
    for kind in (Kind.SEX, Kind.UNIT, Kind.RANK, Kind.SOURCE):
        if table.of(kind):
            features[str(kind)] = table.coded(kind).map(_READERS[kind])
    for kind in (Kind.TEXT, Kind.EXACT):
        for column in table.of(kind):
            text = kind is Kind.TEXT
            features[f"{'text' if text else 'other'}_{column.name}"] = column.coded.map(clean if text else _code)
            for prefix, read in _PIECES.items() if text else ():
                if words := context.words.get(f"{prefix}_{column.name}"):
                    features[f"{prefix}_{column.name}"] = column.coded.recode(words.of_each(column.coded.texts, read))
    for column in table.of(Kind.NUMBER):
        sizes = [*(magnitude(read_number(text)) for text in column.coded.texts), -1]
        features[f"number_{column.name}"] = column.coded.map(plain)
        features[f"magnitude_{column.name}"] = np.array(sizes, dtype=np.int32)[column.coded.codes]
    return features


_PIECES = {"words": plain_words, "codes": codes}
_CODED = 0.1  # share of texts with a code that makes codes worth comparing


def _words(table: Table) -> dict[str, Words]:
    """What the texts of each column are made of; codes where they are many."""
    found = {
        f"{prefix}_{column.name}": Words.of(column.coded, read)
        for column in table.of(Kind.TEXT)
        for prefix, read in _PIECES.items()
    }
    held = {f"codes_{c.name}": int(c.coded.counts().sum()) for c in table.of(Kind.TEXT)}
    return {name: words for name, words in found.items() if words.records >= _CODED * held.get(name, 0)}


def _names(table: Table, script: Script) -> Features:
    if not any(table.of(kind) for kind in (Kind.SURNAME, Kind.GIVEN, Kind.FULL_NAME)):
        return {}
    surname, given, father, grandfather, rest = _written(table, script)
    families, givens = name_forms([*surname.texts, *given.texts], script, "surname", "given")
    if script is Script.SLAVIC:
        surname, given = _straight(surname, given, families, givens)
    features: Features = {
        "surname": surname.map(families.__getitem__),
        "given": given.map(givens.__getitem__),
        "full_given": given.map(lambda v: full_given(v, script)),
        "patronymic": _formed(father, script, "patronymic"),
    }
    for name in ("surname", "given", "patronymic"):
        form = features[name]
        assert isinstance(form, Coded)
        features[f"{name}_letters"] = form.map(lambda text: "".join(sorted(text)))
    if script in (Script.ARABIC, Script.MIXED):
        features["grandfather"] = _formed(grandfather, script, "given")
        written = zip(surname.values(), father.values(), grandfather.values(), strict=True)
        features["line"] = Coded.of("|".join(parts) if parts[0] else "" for parts in written).packed()
        features["forefather"] = _formed(rest, script, "given")
    return features


def _written(table: Table, script: Script) -> list[Coded]:
    """Cleaned parts as ``names.split_full_name`` has them, from their columns or else from the full name."""
    written = (table.coded(kind) for kind in (Kind.SURNAME, Kind.GIVEN, Kind.PATRONYMIC))
    columns = [column.recode(clean_all(column.texts.tolist())) for column in written]
    columns += [Coded.of([""] * len(table))] * 2
    if not table.of(Kind.FULL_NAME):
        return columns
    full = table.coded(Kind.FULL_NAME)
    split = [split_full_name(clean(text), script) for text in full.texts]
    return [column.or_else(full.recode(parts[i] for parts in split)) for i, column in enumerate(columns)]


def _formed(name: Coded, script: Script, part: str) -> Coded:
    return name.map(name_forms(name.texts, script, part)[0].__getitem__)


def _straight(surname: Coded, given: Coded, families: Forms, givens: Forms) -> tuple[Coded, Coded]:
    """Surnames and given names with those put back that stand in each other's place (see ``names.is_swapped``)."""
    s, g = surname.codes, given.codes
    odds_s, odds_g = (swap_odds(side.texts, families, givens) for side in (surname, given))
    turned = (s >= 0) & (g >= 0) & (np.append(odds_s, 0)[s] - np.append(odds_g, 0)[g] > SWAPPED)
    moved = np.where(g >= 0, g + len(surname.texts), -1)
    texts = np.concatenate([surname.texts, given.texts])
    return (
        Coded(np.where(turned, moved, s).astype(np.int32), texts).packed(),
        Coded(np.where(turned, s, moved).astype(np.int32), texts).packed(),
    )


@dataclass(frozen=True, slots=True)
class _Dates:
    """Year, month and day per record; 0 where unknown."""

    year: Ints
    month: Ints
    day: Ints

    @classmethod
    def of(cls, column: Coded) -> _Dates:
        parts = np.array([*map(read_date, column.texts), NONE], dtype=np.int32)[column.codes]
        return cls(parts[:, 0], parts[:, 1], parts[:, 2])

    def features(self, name: str) -> Features:
        """The features of whole days."""
        whole = self.day > 0
        codes = np.where(whole, self.year * 10000 + self.month * 100 + self.day, -1)
        days, inverse = np.unique(codes, return_inverse=True)
        texts = Coded.of("" if day < 0 else f"{day:08d}" for day in days.tolist())
        return {
            f"{name}_day": Coded(texts.codes[inverse], texts.texts),
            f"{name}_number": np.where(whole, day_number(self.year, self.month, self.day), -1).astype(np.int32),
            f"{name}_md": np.where(whole, 100 * self.month + self.day, -1).astype(np.int32),
            f"{name}_dm": np.where(whole, 100 * self.day + self.month, -1).astype(np.int32),
        }


def _death(table: Table) -> Features:
    if not table.of(Kind.DEATH_DATE):
        return {}
    dates = _Dates.of(table.coded(Kind.DEATH_DATE))
    years = np.where(dates.year > 0, dates.year, -1).astype(np.int32)
    return {**dates.features("death"), "death_low": years, "death_high": years}


def _birth(table: Table, context: Context) -> Features:
    if not any(table.of(kind) for kind in (Kind.BIRTH_DATE, Kind.BIRTH_YEAR, Kind.AGE)):
        return {}
    dates = _Dates.of(table.coded(Kind.BIRTH_DATE))
    year = np.where(dates.year > 0, dates.year, _Dates.of(table.coded(Kind.BIRTH_YEAR)).year)
    low, high = _years_by_age(table, context)
    features = dates.features("birth")
    for name, bound in (("birth_low", low), ("birth_high", high)):
        features[name] = np.where(year > 0, year, bound).astype(np.int32)
    return features


def _years_by_age(table: Table, context: Context) -> tuple[Ints, Ints]:
    """First and last possible year of birth by age and its reference date (or death); -1 where there is no age."""
    age = _ages(table.coded(Kind.AGE))
    reference, death = (_Dates.of(table.coded(kind)).year for kind in (Kind.REFERENCE, Kind.DEATH_DATE))
    at = np.where(reference > 0, reference, death)
    base = context.age_year or 3000  # only ages to compare with: any common axis will do
    low = np.where(at > 0, at, base - context.age_spread) - age - 1
    high = np.where(at > 0, at, base + context.age_spread) - age
    return np.where(age < 0, -1, low).astype(np.int32), np.where(age < 0, -1, high).astype(np.int32)


def _ages(column: Coded) -> Ints:
    return np.array([*map(_age, column.texts), -1], dtype=np.int32)[column.codes]


def _age(text: str) -> int:
    match = re.match(r"\s*(\d{1,3})", text)
    return int(match[1]) if match and int(match[1]) < 120 else -1


def _age_reference(table: Table) -> tuple[int, int]:
    """(year, spread) that ages without a date refer to: from rows with age and birth, else from the deaths' years."""
    date, year, death = (
        _Dates.of(table.coded(kind)).year for kind in (Kind.BIRTH_DATE, Kind.BIRTH_YEAR, Kind.DEATH_DATE)
    )
    birth, age = np.where(date > 0, date, year), _ages(table.coded(Kind.AGE))
    both = (birth > 0) & (age >= 0)
    if both.sum() >= 20:
        return int(np.median((birth + age)[both])), 0
    deaths = np.sort(death[death > 0])
    if len(deaths) < 20:
        return 0, 0
    low, high = int(deaths[len(deaths) // 50]), int(deaths[-1 - len(deaths) // 50])
    return (low + high + 1) // 2, (high - low + 1) // 2


def _places(table: Table) -> Features:
    kinds = [kind for kind in (Kind.SETTLEMENT, Kind.REGION) if table.of(kind)]
    return {str(kind): table.coded(kind).map(_place) for kind in kinds}


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


_READERS: dict[Kind, Callable[[str], str]] = {Kind.SEX: _sex, Kind.UNIT: _unit, Kind.RANK: clean, Kind.SOURCE: clean}
