"""From the rows of a person's mentions to the evidence a rule may look at, and to the facts shown of him."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from everyname.domain import edtf
from everyname.domain.names import fold
from everyname.domain.rules import Evidence
from everyname.domain.similarity import reprint_groups
from everyname.domain.words import Review, Role, SourceKind
from everyname.register.models import Claim, Mention

_CHUNK = 500
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
    group: str
    labels: tuple[str, ...]  # members that share a label are not independent
    published: str
    text: str
    claims: list[tuple[str, str, int]] = field(default_factory=list)  # property, value, confidence


def members(uids: Iterable[str]) -> list[Member]:
    """The accepted ones among ``uids``, with their claims in force."""
    every = list(uids)
    found: dict[str, Member] = {}
    for start in range(0, len(every), _CHUNK):
        chunk = every[start : start + _CHUNK]
        rows = Mention.objects.filter(uid__in=chunk, review=Review.ACCEPTED).values_list(
            "uid", "reviewed", "name", "role", "listed", "report__listed", "report__source_id", "report__source__kind",
            "report__source__proves", "report__source__group", "report__author", "report__repost_of",
            "report__external_id", "report__url", "report__published", "capture__text",
        )  # fmt: skip
        for row in rows:
            found[row[0]] = _member(row)
        claims = Claim.objects.filter(mention__in=chunk, ended=None).order_by("uid")
        for uid, prop, value, confidence in claims.values_list("mention_id", "property", "value", "confidence"):
            if uid in found:
                found[uid].claims.append((prop, value, confidence))
    return list(found.values())


def evidence_of(cluster: Sequence[Member]) -> list[Evidence]:
    """One piece a mention. Reprints of one text form one independence group, whoever published them."""
    first = reprint_groups([m.text for m in cluster]) if len(cluster) > 1 else [0]
    groups = _joined(cluster, first)
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


def _joined(cluster: Sequence[Member], reprints: Sequence[int]) -> list[str]:
    """Union of «a label in common» and «the same text»; a union is called by its smallest declared group."""
    parent = list(range(len(cluster)))

    def find(n: int) -> int:
        while parent[n] != n:
            n = parent[n]
        return n

    home: dict[str, int] = {}
    for n, member in enumerate(cluster):
        for label in member.labels:
            parent[find(n)] = find(home.setdefault(label, n))
        parent[find(n)] = find(reprints[n])
    names: dict[int, str] = {}
    for n, member in enumerate(cluster):
        names[find(n)] = min(member.group, names.get(find(n), member.group))
    return [names[find(n)] for n in range(len(cluster))]


def _member(row: tuple[Any, ...]) -> Member:
    (uid, reviewed, name, role, listed, carried, source, kind, proves, group, author, repost, external, url,
     published, text) = row  # fmt: skip
    group = group or f"s{source}"
    if author:
        group = f"{group}:{fold(author)}"
    labels = [group, *(f"report:{ref}" for ref in {repost, external, url} if ref)]
    return Member(
        uid, reviewed or 0, name, Role(role), bool(listed and carried), source, SourceKind(kind), frozenset(proves),
        group, tuple(labels), published, text,
    )  # fmt: skip
