"""Is he already on the list? Persons and open mentions by any fragment, spelling, transliteration or keyboard slip."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from everyname.domain.words import Review
from everyname.linkage.lookup import Entry
from everyname.linkage.lookup import search as look
from everyname.register.lookup import Tables
from everyname.register.sql import select

_ROUND = 3  # mentions looked at for one hit: several may be of one person
_MENTIONS = (
    "SELECT r.id, m.uid, m.name, m.review, m.person_id FROM register_lookuprecord r "
    "JOIN register_mention m ON m.uid = r.mention WHERE r.id IN ({ids})"
)
_PERSONS = "SELECT public_id, name, status, CAST(facts AS text) FROM register_person WHERE public_id IN ({ids})"


@dataclass(frozen=True, slots=True)
class Hit:
    """One person, or one open mention; ``score`` 0..100."""

    kind: str  # person or mention
    id: str
    name: str
    score: float
    status: str
    birth: str
    death: str
    settlement: str
    region: str

    @property
    def url(self) -> str:
        """The desk's page."""
        return f"/{self.kind}/{self.id}/"

    @property
    def years(self) -> str:
        """«1991–2023»."""
        return f"{self.birth[:4] or '?'}–{self.death[:4] or '?'}" if self.birth or self.death else ""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def row(self) -> tuple[str, ...]:
        """For the terminal."""
        return (f"{self.score:.0f}", self.name, self.birth, self.death, self.status, self.id)


def search(query: str, *, limit: int = 20) -> list[Hit]:
    """The best ``limit`` hits, highest score first; equal scores by name and id, so that two runs agree."""
    found = look(query, Tables())[: limit * _ROUND]
    records = {entry.id: entry for entry, _ in found}
    scores = {entry.id: round(100 * fit, 1) for entry, fit in found}
    rows = [row for row in select(_MENTIONS, records) if row[3] != Review.NOT_A_DEATH]
    best: dict[str, tuple[float, str, str, int]] = {}  # person or mention: worst first, name, review, record
    for number, uid, name, review, person in rows:
        key = person or uid
        best[key] = min(best.get(key, (1.0, "", "", 0)), (-scores[number], name, review, number))
    ordered = sorted(best, key=lambda key: (*best[key], key))[:limit]
    persons = {row[0]: row for row in select(_PERSONS, ordered)}
    return [_hit(key, best[key], persons.get(key), records[best[key][3]]) for key in ordered]


def _hit(key: str, best: tuple[float, str, str, int], person: tuple[str, ...] | None, entry: Entry) -> Hit:
    score, name, review, _ = best
    if person is None:
        return Hit("mention", key, name, -score, review, *_four(entry.record, "birth_date", "death_date"))
    facts = {prop: fact["value"] for prop, fact in json.loads(person[3]).items()}
    return Hit("person", key, person[1], -score, person[2], *_four(facts, "birth", "death"))


def _four(values: Mapping[str, str], birth: str, death: str) -> tuple[str, str, str, str]:
    return values.get(birth, ""), values.get(death, ""), values.get("settlement", ""), values.get("region", "")
