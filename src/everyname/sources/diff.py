"""Two releases of one list: unchanged, changed, added, removed, and keys that were given to another person.

Invariant: unchanged + changed + removed = old keys; unchanged + changed + added = new keys. Nothing is concluded from
a placeholder name, nor from names in two scripts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import JaroWinkler

from everyname.domain import edtf
from everyname.domain.words import Property
from everyname.sources import mapping as columns
from everyname.sources.report import Report
from everyname.sources.rows import RowReading, read_row
from everyname.sources.spelling import is_placeholder, script, spelling_key, spelling_words

_SAME_SPELLING = 85.0  # per cent similarity at which two names differ by spelling only
_SAME_WORD = 0.85  # Jaro-Winkler similarity of two words that are the same part
_YEARS = 5  # ages of one person may move this much between two releases


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list, reduced to what a comparison needs."""

    cells: tuple[tuple[str, str], ...]
    name: str
    birth: str = ""
    sex: str = ""
    age: str = ""

    @property
    def digest(self) -> str:
        """A hash of the filled cells; the order of columns does not matter."""
        filled = sorted((column, value) for column, value in self.cells if value)
        return hashlib.sha256(json.dumps(filled).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Evidence:
    """One reason: a stable code and the two values."""

    code: str  # name_differs, no_shared_part, birth_differs, sex_differs, age_differs
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ReusedKey:
    """A key that seems to have been given to another person."""

    key: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class ListDiff:
    """``changed``: key to the columns that differ. ``renamed``: names differ; ``respelled``: by spelling only."""

    unchanged: tuple[str, ...]
    changed: Mapping[str, tuple[str, ...]]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    renamed: tuple[str, ...]
    respelled: tuple[str, ...]
    reused_keys: tuple[ReusedKey, ...]

    @property
    def recurring(self) -> int:
        """How many keys are in both releases."""
        return len(self.unchanged) + len(self.changed)


def entry(report: Report, mapping: columns.Mapping) -> Entry:
    """The entry of one row."""
    reading = read_row(report, mapping)
    get = reading.value
    cells = tuple((column, value.strip()) for column, value in report.cells)
    return Entry(cells, _name(reading), get(Property.BIRTH), get(Property.SEX), get(Property.AGE))


def entries(reports: Iterable[Report], mapping: columns.Mapping) -> dict[str, Entry]:
    """Every row by its external id."""
    return {report.external_id: entry(report, mapping) for report in reports}


def _name(reading: RowReading) -> str:
    parts = (Property.SURNAME, Property.GIVEN, Property.PATRONYMIC)
    names = [claim.original for claim in reading.claims if claim.property is Property.FULL_NAME]
    return names[0] if names else " ".join(filter(None, (reading.value(part) for part in parts)))


def compare_lists(old: Mapping[str, Entry], new: Mapping[str, Entry]) -> ListDiff:
    """Compare two releases by key; keys in the order of the file they come from."""
    both = [key for key in old if key in new]
    changed = {key: differ for key in both if (differ := changed_columns(old[key], new[key]))}
    renamed = tuple(key for key in both if old[key].name != new[key].name)
    respelled = tuple(key for key in renamed if spelling_key(old[key].name) == spelling_key(new[key].name))
    spelled = set(respelled)
    others = ((key, other_person(old[key], new[key])) for key in renamed if key not in spelled)
    return ListDiff(
        tuple(key for key in both if key not in changed),
        changed,
        tuple(key for key in new if key not in old),
        tuple(key for key in old if key not in new),
        renamed,
        respelled,
        tuple(ReusedKey(key, evidence) for key, evidence in others if evidence),
    )


def changed_columns(old: Entry, new: Entry) -> tuple[str, ...]:
    """The columns whose values differ; a column that one release lacks is as good as empty."""
    before, after = dict(old.cells), dict(new.cells)
    return tuple(name for name in dict.fromkeys((*before, *after)) if before.get(name, "") != after.get(name, ""))


def other_person(old: Entry, new: Entry) -> tuple[Evidence, ...]:
    """The evidence that one key names two persons; empty when it does not suffice."""
    comparable = old.name and new.name and script(old.name) == script(new.name)
    if not comparable or is_placeholder(old.name) or is_placeholder(new.name):
        return ()
    if _alike(old.name, new.name):
        return ()
    shared = _share_part(old.name, new.name)
    name = Evidence("name_differs" if shared else "no_shared_part", old.name, new.name)
    facts = tuple(_facts(old, new))
    return (name, *facts) if facts or not shared else ()


def _alike(old: str, new: str) -> bool:
    left, right = spelling_words(old), spelling_words(new)
    together = fuzz.ratio("".join(left), "".join(right))
    sorted_words = fuzz.ratio(" ".join(sorted(left)), " ".join(sorted(right)))
    return max(together, sorted_words) >= _SAME_SPELLING


def _share_part(old: str, new: str) -> bool:
    right = spelling_words(new)
    return any(JaroWinkler.similarity(a, b) >= _SAME_WORD for a in spelling_words(old) for b in right)


def _may_be_one_day(old: str, new: str) -> bool:
    """By their bounds, or with day and month exchanged, as one list-maker's software does to another's."""
    left, right = edtf.parse(old), edtf.parse(new)
    exchanged = len(old) == len(new) == 10 and old[:4] == new[:4] and (old[5:7], old[8:]) == (new[8:], new[5:7])
    return left.may_equal(right) or exchanged


def _facts(old: Entry, new: Entry) -> Iterable[Evidence]:
    if old.birth and new.birth and not _may_be_one_day(old.birth, new.birth):
        yield Evidence("birth_differs", old.birth, new.birth)
    if old.sex and new.sex and old.sex != new.sex:
        yield Evidence("sex_differs", old.sex, new.sex)
    if old.age and new.age and abs(int(old.age) - int(new.age)) > _YEARS:
        yield Evidence("age_differs", old.age, new.age)
