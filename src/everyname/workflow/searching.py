"""Is he already on the list? Persons and open mentions by any fragment, spelling, transliteration or keyboard slip."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from everyname.domain.words import Review
from everyname.linkage.lookup import search as look
from everyname.register.lookup import Tables, id_of
from everyname.register.models import Mention
from everyname.register.sql import select

_ROUND = 3  # mentions looked at for one hit: several may be of one person


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
    records = {entry.id: entry.record for entry, _ in found}
    scores = {entry.id: round(100 * fit, 1) for entry, fit in found}
    hits: dict[str, Hit] = {}
    for mention in _mentions(list(records)):
        number = id_of(mention.uid)
        hit = _hit(mention, scores[number], records[number])
        known = hits.get(hit.kind + hit.id)
        if known is None or hit.score > known.score:
            hits[hit.kind + hit.id] = hit
    return sorted(hits.values(), key=lambda h: (-h.score, h.name, h.id))[:limit]


def _mentions(numbers: Sequence[int]) -> list[Mention]:
    uids = [uid for (uid,) in select("SELECT mention FROM register_lookuprecord WHERE id IN ({ids})", numbers)]
    rows = Mention.objects.filter(uid__in=uids).exclude(review=Review.NOT_A_DEATH).select_related("person")
    return list(rows)


def _hit(mention: Mention, score: float, record: Mapping[str, str]) -> Hit:
    person = mention.person
    if person is None:
        values = _four(record, "birth_date", "death_date")
        return Hit("mention", mention.uid, mention.name, score, mention.review, *values)
    facts = {prop: fact["value"] for prop, fact in person.facts.items()}
    return Hit("person", person.public_id, person.name, score, person.status, *_four(facts, "birth", "death"))


def _four(values: Mapping[str, str], birth: str, death: str) -> tuple[str, str, str, str]:
    return values.get(birth, ""), values.get(death, ""), values.get("settlement", ""), values.get("region", "")
