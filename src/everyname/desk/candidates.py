"""Who a mention may be: the last linkage run's proposals, or the look-up by name when there was none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from everyname.register.models import Judgement, LinkProposal, Mention, Person

LIMIT = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """One other mention, with the person it belongs to and why a model thinks so."""

    mention: Mention
    person: Person | None
    percent: int
    terms: Sequence[Any]
    judged: str


def candidates(mention: Mention) -> list[Candidate]:
    """At most ``LIMIT`` candidates, one a person, the likeliest first."""
    rows = LinkProposal.objects.filter(Q(a=mention) | Q(b=mention)).select_related(
        "a__person", "b__person", "a__report__source", "b__report__source"
    )
    found: dict[str, Candidate] = {}
    for row in rows.order_by("-weight")[: LIMIT * 6]:
        other = row.b if row.a_id == mention.uid else row.a
        key = other.person_id or other.uid
        if key not in found and (other.person_id is None or other.person_id != mention.person_id):
            judged = _judged(mention.uid, other.uid)
            found[key] = Candidate(other, other.person, round(row.permille / 10), row.terms, judged)
    return list(found.values())[:LIMIT]


def _judged(a: str, b: str) -> str:
    pair = sorted((a, b))
    last = Judgement.objects.filter(a=pair[0], b=pair[1], revoked=None).order_by("-seq").first()
    return last.verdict if last else ""
