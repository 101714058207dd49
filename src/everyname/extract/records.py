"""Readings as JSON, the way the plain-file contract writes them.

Invariant: field names and codes are stable; a value that is not in the text is absent.
"""

from __future__ import annotations

from typing import Any

from everyname.domain.words import Property
from everyname.extract.reading import Compared, PersonReading, Reading

_LISTS = (Property.CATEGORY, Property.AWARDS)
_FIELDS = (
    Property.FULL_NAME, Property.SURNAME, Property.GIVEN, Property.PATRONYMIC, Property.NOM_DE_GUERRE, Property.STATUS,
    Property.BIRTH, Property.AGE, Property.DEATH, Property.BURIAL, Property.RANK, Property.RANK_CLASS, Property.UNIT,
    Property.BRANCH, Property.CATEGORY, Property.SETTLEMENT, Property.REGION, Property.DEATH_PLACE, Property.AWARDS,
)  # fmt: skip


def to_json(identity: str, reading: Reading) -> dict[str, Any]:
    """The reading of the post ``identity`` as the contract writes it."""
    return {
        "id": identity,
        "is_war_death": reading.is_war_death,
        "lang": reading.lang,
        "kind": reading.kind,
        "reader": reading.reader,
        "persons": [person_json(p) for p in reading.persons],
        **({"warnings": list(reading.warnings)} if reading.warnings else {}),
        **({"second": reading.extra["second"]} if "second" in reading.extra else {}),
    }


def compared_json(found: Compared) -> dict[str, Any]:
    """One field as two readers have it."""
    return {"said": found.said.value, "first": list(found.first), "second": list(found.second)}


def person_json(person: PersonReading) -> dict[str, Any]:
    """One person: values, their confidence and their spans in the captured text."""
    out: dict[str, Any] = {"role": person.role.value, "occasion": person.occasion.value}
    confidence: dict[str, float] = {"role": person.role_confidence}
    spans: dict[str, list[int]] = {}
    for prop in _FIELDS:
        proposals = person.all(prop)
        if not proposals:
            continue
        best = max(proposals, key=lambda p: p.confidence)
        out[prop.value] = [p.value for p in proposals] if prop in _LISTS else best.value
        confidence[prop.value] = best.confidence
        spans[prop.value] = list(best.span)
    out.setdefault("full_name", "")
    out["confidence"], out["spans"] = confidence, spans
    out["reasons"] = list(person.reasons)
    if person.compared:
        out["compared"] = {name: compared_json(found) for name, found in person.compared.items()}
    if person.conflicts:
        out["conflicts"] = list(person.conflicts)
    return out
