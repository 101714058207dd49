"""Two releases of one list: unchanged, changed, added, removed, and keys that now stand for somebody else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from everyname.domain import edtf
from everyname.domain.names import fold

_ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ء": ""})
_SPELLING = 75  # likeness of two names, 0..100, above which they are one name spelt twice
_STRANGE = 55  # below which they share too little to be one name even without other evidence

Row = Mapping[str, str]  # property to normal value


@dataclass(slots=True)
class Difference:
    """Keys by what became of them; ``respelt`` are names that differ as written, ``renamed`` also as compared."""

    unchanged: list[str] = field(default_factory=list)
    changed: dict[str, tuple[str, ...]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    respelt: list[str] = field(default_factory=list)
    renamed: list[str] = field(default_factory=list)
    reused: dict[str, str] = field(default_factory=dict)  # key: why it is another person


def compare(old: Mapping[str, Row], new: Mapping[str, Row]) -> Difference:
    """Compare two releases by their keys."""
    found = Difference()
    for key, row in new.items():
        before = old.get(key)
        if before is None:
            found.added.append(key)
            continue
        columns = tuple(p for p in sorted({*before, *row}) if before.get(p, "") != row.get(p, ""))
        if columns:
            found.changed[key] = columns
        else:
            found.unchanged.append(key)
        _names(found, key, before, row)
    found.removed = [key for key in old if key not in new]
    return found


def _names(found: Difference, key: str, before: Row, row: Row) -> None:
    first, second = before.get("full_name", ""), row.get("full_name", "")
    if first == second:
        return
    found.respelt.append(key)
    if name_form(first).replace(" ", "") != name_form(second).replace(" ", ""):
        found.renamed.append(key)
    why = another_person(before, row)
    if why:
        found.reused[key] = why


def name_form(name: str) -> str:
    """A name as it is compared: folded, Arabic letter variants one, spaces single."""
    return " ".join(fold(name.translate(_ARABIC)).split())


def another_person(before: Row, row: Row) -> str:
    """Why two rows of one key are two people, as codes; empty when they may be one.

    Names that are spellings of each other are one person whatever else changed. Names that share too little, or differ
    clearly while sex, date of birth or age contradict, are two.
    """
    a, b = name_form(before.get("full_name", "")), name_form(row.get("full_name", ""))
    if not a or not b or a == b:
        return ""
    likeness = max(fuzz.token_sort_ratio(a, b), fuzz.ratio(a.replace(" ", ""), b.replace(" ", "")))
    likeness = max(likeness, _one_inside(a, b))
    if likeness >= _SPELLING:
        return ""
    against = _contradictions(before, row)
    if likeness < _STRANGE:
        return "+".join(["name-strange", *against])
    return "+".join(["name-differs", *against]) if against else ""


def _one_inside(a: str, b: str) -> float:
    """A name with parts left out is the same name, if three parts at least remain."""
    first, second = set(a.split()), set(b.split())
    inside = (first <= second or second <= first) and min(len(first), len(second)) >= 3
    return 100.0 if inside else 0.0


def _contradictions(before: Row, row: Row) -> list[str]:
    found = []
    if before.get("sex") and row.get("sex") and before["sex"] != row["sex"]:
        found.append("sex")
    born = [edtf.parse(r["birth"]) for r in (before, row) if r.get("birth") and edtf.is_valid(r["birth"])]
    if len(born) == 2 and not born[0].may_equal(born[1]):
        found.append("birth")
    ages = [int(r["age"]) for r in (before, row) if r.get("age", "").isdigit()]
    if len(ages) == 2 and abs(ages[0] - ages[1]) > 2:
        found.append("age")
    return found
