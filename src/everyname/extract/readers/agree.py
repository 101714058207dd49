"""Two readings of one text side by side: where they agree field by field, and both as one reading.

Invariant: no value of the first reading is changed or hidden. The second adds what the first does not have: fields of a
person, and persons; those are never told as sure. Comparing is symmetric.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.extract.reading import Agreement, Compared, PersonReading, Reading
from everyname.extract.told import tell

_PARTS = (Property.FULL_NAME, Property.RANK_CLASS)  # made of other fields
_NAMES = (Property.FULL_NAME, Property.SURNAME, Property.GIVEN)
_ONLY_SECOND = tell("second_only")


def combined(first: Reading, second: Reading) -> Reading:
    """The first reading with what the second adds to it and says of it."""
    persons = tuple(_person(one, other) for one, other in pairs(first, second))
    return replace(
        first,
        persons=persons,
        reader=f"{first.reader} + {second.reader}",
        warnings=(*first.warnings, *second.warnings),
        extra={**first.extra, "second": {"reader": second.reader, **second.extra}},
    )


def unanswered(first: Reading, why: str) -> Reading:
    """The first reading, which says that the second reader gave no answer."""
    return replace(first, warnings=(*first.warnings, tell("second.unanswered", why)))


def pairs(first: Reading, second: Reading) -> Iterator[tuple[PersonReading | None, PersonReading | None]]:
    """Who is who: the same name, or else names read from the same place; then those that one reading has alone."""
    left = {id(p): p for p in second.persons}
    by_key = {_key(p): p for p in reversed(second.persons) if _key(p)}
    same = {id(one): by_key.pop(_key(one), None) for one in first.persons}
    for other in filter(None, same.values()):
        del left[id(other)]
    for one in first.persons:
        found = same[id(one)] or next((p for p in left.values() if _overlap(p, one)), None)
        if found is not None:
            left.pop(id(found), None)
        yield one, found
    yield from ((None, other) for other in left.values())


def counted(reading: Reading) -> tuple[int, int]:
    """Of how many fields both readers say the same, and of how many they differ."""
    said = [found.said for person in reading.persons for found in person.compared.values()]
    return said.count(Agreement.SAME), said.count(Agreement.DIFFERENT)


def compare(one: PersonReading | None, other: PersonReading | None) -> dict[str, Compared]:
    """By property, and ``role``: what each of two readings of a person says. Fields that both lack are left out."""
    fields = {str(p): (_values(one, p), _values(other, p)) for p in Property if p not in _PARTS}
    fields["role"] = (_role(one), _role(other))
    return {name: Compared(_said(a, b), a, b) for name, (a, b) in fields.items() if a or b}


def _person(one: PersonReading | None, other: PersonReading | None) -> PersonReading:
    compared: Mapping[str, Compared] = compare(one, other)
    if one is None:
        assert other is not None
        return replace(other, reasons=(*other.reasons, _ONLY_SECOND), compared=compared)
    known = {p.property for p in one.proposals}
    added = tuple(p for p in other.proposals if p.property not in known) if other else ()
    return replace(one, proposals=(*one.proposals, *added), compared=compared)


def _key(person: PersonReading) -> str:
    surname, given = person.first(Property.SURNAME), person.first(Property.GIVEN)
    return f"{fold(surname.value)} {fold(given.value)}" if surname and given else ""


def _overlap(one: PersonReading, other: PersonReading) -> bool:
    places = [p.span for p in other.proposals if p.property in _NAMES]
    return any(a < d and c < b for p in one.proposals if p.property in _NAMES for a, b in [p.span] for c, d in places)


def _role(person: PersonReading | None) -> tuple[str, ...]:
    return (str(person.role),) if person else ()


def _values(person: PersonReading | None, prop: Property) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.value for p in person.all(prop))) if person else ()


def _said(one: tuple[str, ...], other: tuple[str, ...]) -> Agreement:
    if not one or not other:
        return Agreement.ALONE
    return Agreement.SAME if {*map(fold, one)} == {*map(fold, other)} else Agreement.DIFFERENT
