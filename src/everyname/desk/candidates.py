"""Who a mention may be: the last linkage run's proposals; for one that came later, its model against the index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Q

from everyname.conf.tally import LinkageSection
from everyname.register.models import Judgement, LinkProposal, Mention, Person, Setting
from everyname.workflow.linking import likely

LIMIT = 5
_WITH = ("person", "report__source")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One other mention, with the person it belongs to and why a model thinks so."""

    mention: Mention
    person: Person | None
    permille: int
    terms: Sequence[Any]
    judged: str


def candidates(mention: Mention) -> list[Candidate]:
    """At most ``LIMIT`` candidates, one a person, the likeliest first."""
    found: dict[str, Candidate] = {}
    for other, permille, terms in _weighed(mention):
        key = other.person_id or other.uid
        if key not in found and (other.person_id is None or other.person_id != mention.person_id):
            judged = _judged(mention.uid, other.uid)
            found[key] = Candidate(other, other.person, permille, terms, judged)
    return list(found.values())[:LIMIT]


def _weighed(mention: Mention) -> Iterator[tuple[Mention, int, Sequence[Any]]]:
    last = Setting.objects.filter(name="linkage").values_list("seq", flat=True).first()
    if last is not None and last < mention.seq:
        policy = settings.TALLY.config.linkage if settings.TALLY else LinkageSection()
        found = likely(mention.uid, least=policy.propose, most=LIMIT * 6)
        others = Mention.objects.select_related(*_WITH).in_bulk([one.mention for one in found])
        for one in found:
            other = others[one.mention]
            if policy.within_list or other.report.source_id != mention.report.source_id:
                yield other, one.permille, one.terms
        return
    rows = LinkProposal.objects.filter(Q(a=mention) | Q(b=mention)).select_related(
        *(f"{side}__{field}" for side in "ab" for field in _WITH)
    )
    for row in rows.order_by("-weight")[: LIMIT * 6]:
        yield row.b if row.a_id == mention.uid else row.a, row.permille, row.terms


def _judged(a: str, b: str) -> str:
    pair = sorted((a, b))
    last = Judgement.objects.filter(a=pair[0], b=pair[1], revoked=None).order_by("-seq").first()
    return last.verdict if last else ""
