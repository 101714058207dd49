"""Where two readings of one text agree, field by field.

Invariant: symmetric; a field that one reading alone has is neither agreement nor contradiction, it is told as alone.
"""

from __future__ import annotations

from enum import StrEnum

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.extract.reading import PersonReading, Reading


class Agreement(StrEnum):
    """What two readers say of one field."""

    SAME = "same"
    DIFFERENT = "different"
    ALONE = "alone"


def agreement(one: Reading, other: Reading) -> dict[str, dict[Property, Agreement]]:
    """By person (folded surname and given name), by property; persons without a full name are left out."""
    first, second = _named(one), _named(other)
    return {key: _fields(first.get(key), second.get(key)) for key in sorted(first.keys() | second.keys())}


def _named(reading: Reading) -> dict[str, PersonReading]:
    named: dict[str, PersonReading] = {}
    for person in reading.persons:
        surname, given = person.first(Property.SURNAME), person.first(Property.GIVEN)
        if surname and given:
            named.setdefault(f"{fold(surname.value)} {fold(given.value)}", person)
    return named


def _fields(one: PersonReading | None, other: PersonReading | None) -> dict[Property, Agreement]:
    return {
        prop: _compare(_values(one, prop), _values(other, prop))
        for prop in Property
        if _values(one, prop) or _values(other, prop)
    }


def _values(person: PersonReading | None, prop: Property) -> frozenset[str]:
    return frozenset(fold(p.value) for p in person.all(prop)) if person else frozenset()


def _compare(one: frozenset[str], other: frozenset[str]) -> Agreement:
    if not one or not other:
        return Agreement.ALONE
    return Agreement.SAME if one == other else Agreement.DIFFERENT
