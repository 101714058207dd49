"""From the rows of a person's mentions to the evidence a rule may look at, and to the facts shown of him."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from everyname.domain import edtf
from everyname.domain.names import fold
from everyname.domain.rules import Evidence
from everyname.domain.similarity import reprint_groups
from everyname.domain.words import Role, SourceKind
from everyname.register.sql import select

_MEMBERS = (
    'SELECT m.uid, m.reviewed, m.name, m.role, m.listed, r.listed, s.no, s.kind, s.proves, s."group", r.author, '
    "r.repost_of, r.external_id, r.url, r.published, c.text FROM register_mention m "
    "JOIN register_report r ON r.uid = m.report_id JOIN register_source s ON s.no = r.source_id "
    "JOIN register_capture c ON c.uid = m.capture_id WHERE m.review = 'accepted' AND m.uid IN ({ids})"
)
_CLAIMS = (
    "SELECT mention_id, property, value, confidence FROM register_claim "
    "WHERE ended IS NULL AND mention_id IN ({ids}) ORDER BY uid"
)
_SEVERAL = frozenset({"category", "awards", "nom_de_guerre"})
_DATES = frozenset({"birth", "death", "burial"})


@dataclass(slots=True)
class Member:
    """One accepted mention with what evidence and facts need of it."""

    uid: str
    accepted: int
    name: str
    role: Role
    listed: bool
    source: int
    kind: SourceKind
    proves: frozenset[str]
    group: str  # as declared: reports of one group count once
    refs: tuple[str, ...]  # how others may name this report: its id and its address
    repost_of: str
    published: str
    text: str
    claims: list[tuple[str, str, int]] = field(default_factory=list)  # property, value, confidence


def members(uids: Iterable[str]) -> list[Member]:
    """The accepted ones among ``uids``, with their claims in force."""
    every = list(uids)
    found = {row[0]: _member(row) for row in select(_MEMBERS, every)}
    for uid, prop, value, confidence in select(_CLAIMS, found):
        found[uid].claims.append((prop, value, confidence))
    return list(found.values())


def evidence_of(cluster: Sequence[Member]) -> list[Evidence]:
    """One piece a mention; reposts and reprints count for the group that said it first."""
    groups = _groups(cluster)
    return [
        Evidence(
            mention=m.uid,
            source=m.source,
            kind=m.kind,
            group=groups[n],
            proves=m.proves,
            role=m.role,
            claims=frozenset(c[0] for c in m.claims),
            published=m.published,
            listed=m.listed,
        )
        for n, m in enumerate(cluster)
    ]


def facts_of(cluster: Sequence[Member], evidence: Sequence[Evidence]) -> dict[str, Any]:
    """Of each property the value most independent groups agree on, the more precise one first; the others beside it."""
    votes: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    weight: dict[tuple[str, str], int] = defaultdict(int)
    for member, item in zip(cluster, evidence, strict=True):
        for prop, value, confidence in member.claims:
            votes[prop][value].add(item.group)
            weight[prop, value] = max(weight[prop, value], confidence + (500 if member.kind == "official" else 0))
    return {prop: _fact(prop, values, weight) for prop, values in sorted(votes.items())}


def _fact(prop: str, values: Mapping[str, set[str]], weight: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    ranked = sorted(values, key=lambda v: (-_detail(prop, v), -len(values[v]), -weight[prop, v], v))
    if prop in _SEVERAL:
        return {"value": sorted(values), "groups": len(frozenset().union(*values.values())), "others": []}
    others = [v for v in ranked[1:] if not _agrees(prop, v, ranked[0])]
    return {"value": ranked[0], "groups": len(values[ranked[0]]), "others": others}


def _detail(prop: str, value: str) -> int:
    if prop in _DATES and edtf.is_valid(value):
        return {"day": 3, "month": 2, "year": 1}.get(edtf.parse(value).precision, 0)
    return len(value.split()) if prop == "full_name" else 0


def _agrees(prop: str, value: str, best: str) -> bool:
    if prop in _DATES and edtf.is_valid(value) and edtf.is_valid(best):
        return edtf.parse(value).may_equal(edtf.parse(best))
    return fold(value) == fold(best)


def _groups(cluster: Sequence[Member]) -> list[str]:
    """The independence group of each: that of the earliest report among its reposts and reprints."""
    copies = reprint_groups([m.text for m in cluster]) if len(cluster) > 1 else [0]
    for n, member in enumerate(cluster):
        for original, other in enumerate(cluster):
            if member.repost_of and member.repost_of in other.refs and copies[n] != copies[original]:
                low, high = sorted((copies[n], copies[original]))
                copies = [low if c == high else c for c in copies]
    first: dict[int, Member] = {}
    for n, member in enumerate(cluster):
        known = first.setdefault(copies[n], member)
        first[copies[n]] = min(known, member, key=lambda m: (m.published or "9999", m.source, m.uid))
    return [first[copy].group for copy in copies]


def _member(row: tuple[Any, ...]) -> Member:
    (uid, reviewed, name, role, listed, carried, source, kind, proves, group, author, repost, external, url,
     published, text) = row  # fmt: skip
    group = group or f"s{source}"
    if author:
        group = f"{group}:{fold(author)}"
    proven = frozenset(json.loads(proves))
    return Member(
        uid, reviewed or 0, name, Role(role), bool(listed and carried), source, SourceKind(kind), proven,
        group, (external, url), repost, published, text,
    )  # fmt: skip
