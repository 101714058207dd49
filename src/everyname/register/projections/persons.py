"""Persons, derived: accepted mentions joined by «same», each cluster under the rules, every status kept.

Invariant: the persons after ``refresh`` depend only on the accepted mentions, the judgements in force and the rules;
not on the order in which they came. A person is named by the earliest accepted mention, his founder, so that a
revoked merge gives both back their ids.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from everyname.domain.names import fold
from everyname.domain.rules import Decision, RuleSet, load_rules
from everyname.domain.words import Verdict
from everyname.ledger.events import Event
from everyname.register.models import Person, StatusChange
from everyname.register.projections.evidence import Member, evidence_of, facts_of, members
from everyname.register.sql import execute, execute_each, insert, pieces, select
from everyname.register.uids import public_id

_JOINED = (
    "SELECT a_id, b_id FROM register_judgement "
    "WHERE (a_id IN ({ids}) OR b_id IN ({ids})) AND verdict = 'same' AND revoked IS NULL"
)
_FELLOWS = (
    "SELECT m.uid FROM register_mention m JOIN register_mention n ON m.person_id = n.person_id WHERE n.uid IN ({ids})"
)
_CHANGE = ("person", "seq", "at", "status", "rule", "death")
_END = "UPDATE register_person SET active = %s, merged_into = %s WHERE public_id = %s"
_JUDGED = "SELECT a_id, b_id, verdict FROM register_judgement WHERE a_id IN ({ids}) AND revoked IS NULL"


def refresh(event: Event, uids: Iterable[str]) -> None:
    """Derive again every person that the mentions ``uids`` can touch."""
    closure = _closure(set(uids))
    if not closure:
        return
    settings = dict(select("SELECT name, text FROM register_setting WHERE name IN ({ids})", ("origin", "rules")))
    origin, rules = settings["origin"], load_rules(settings["rules"]) if "rules" in settings else None
    accepted = {m.uid: m for m in members(closure)}
    edges = _edges(accepted)
    clusters = _components(accepted, edges[Verdict.SAME])
    before = {p.founder: p for p in _persons_of(closure)}
    persons = [_derive(event, origin, rules, [accepted[u] for u in c], edges[Verdict.DIFFERENT]) for c in clusters]
    _save(event, origin, before, persons, clusters)


def _closure(uids: set[str]) -> set[str]:
    """All mentions that share an edge path or a present person with one of ``uids``."""
    seen: set[str] = set()
    fresh = set(uids)
    while fresh:
        seen |= fresh
        near = {uid for pair in select(_JOINED, fresh, 2) for uid in pair}
        near.update(row[0] for row in select(_FELLOWS, fresh))
        fresh = near - seen
    return seen


def _edges(accepted: Mapping[str, Member]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for a, b, verdict in select(_JUDGED, accepted):
        if b in accepted:
            found[verdict].add((a, b))
    return found


def _components(accepted: Mapping[str, Member], same: Iterable[tuple[str, str]]) -> list[list[str]]:
    parent = {uid: uid for uid in accepted}

    def find(uid: str) -> str:
        while parent[uid] != uid:
            parent[uid] = parent[parent[uid]]
            uid = parent[uid]
        return uid

    for a, b in same:
        parent[find(a)] = find(b)
    groups: dict[str, list[str]] = defaultdict(list)
    for uid in sorted(accepted, key=lambda u: (accepted[u].accepted, u)):
        groups[find(uid)].append(uid)
    return list(groups.values())


def _derive(
    event: Event, origin: str, rules: RuleSet | None, cluster: Sequence[Member], different: set[tuple[str, str]]
) -> Person:
    founder = cluster[0]
    evidence = evidence_of(cluster)
    decision = rules.decide(evidence) if rules else RuleSet("none", ()).decide(evidence)
    facts = facts_of(cluster, evidence)
    name = facts.get("full_name", {}).get("value") or founder.name
    inside = {m.uid for m in cluster}
    return Person(
        public_id=public_id(origin, founder.uid),
        founder=founder.uid,
        name=name,
        key=fold(name),
        active=True,
        status=decision.status,
        rule=decision.rule,
        sentence=decision.sentence,
        params=dict(decision.params),
        basis=_basis(decision),
        facts=facts,
        groups=len({e.group for e in evidence}),
        conflict=sorted([a, b] for a, b in different if a in inside and b in inside),
        since=event.seq,
    )


def _basis(decision: Decision) -> list[dict[str, Any]]:
    return [{"mention": e.mention, "source": e.source, "kind": str(e.kind), "group": e.group} for e in decision.basis]


def _persons_of(closure: set[str]) -> list[Person]:
    found: list[Person] = []
    for piece in pieces(closure):
        marks = ",".join(["%s"] * len(piece))
        found += Person.objects.raw(f"SELECT * FROM register_person WHERE founder IN ({marks})", piece)  # noqa: S608
    return found


def _save(
    event: Event,
    origin: str,
    before: Mapping[str, Person],
    persons: Sequence[Person],
    clusters: Sequence[Sequence[str]],
) -> None:
    now = {p.founder: p for p in persons}
    owner = {uid: p for p, cluster in zip(persons, clusters, strict=True) for uid in cluster}
    changes: list[StatusChange] = []
    for person in persons:
        old = before.get(person.founder)
        if old and old.active:
            person.since = old.since
        if old is None or not old.active or (old.status, old.rule) != (person.status, person.rule):
            changes.append(_change(event, person, str(person.status)))
    ended = [p for founder, p in before.items() if founder not in now]
    for person in ended:
        target = owner.get(person.founder)
        status = "merged" if target else "gone"
        into = target.public_id if target else ""
        if person.active or person.merged_into != into:
            changes.append(_change(event, person, status))
        person.active, person.merged_into = False, into
    _write(before, persons, ended, changes)
    _assign(owner, before)


def _change(event: Event, person: Person, status: str) -> StatusChange:
    death = person.facts.get("death", {}).get("value", "")
    return StatusChange(
        person=person.public_id, seq=event.seq, at=event.at, status=status, rule=person.rule, death=death
    )


def _write(
    before: Mapping[str, Person], persons: Sequence[Person], ended: Sequence[Person], changes: Sequence[StatusChange]
) -> None:
    fields = [f.attname for f in Person._meta.concrete_fields]
    rows = [{name: getattr(p, name) for name in fields} for p in persons]
    insert(Person, rows, update=[f for f in fields if f != "public_id"], unique="public_id")
    for person in ended:
        execute(_END, (False, person.merged_into, person.public_id))
    insert(StatusChange, [{name: getattr(c, name) for name in _CHANGE} for c in changes])


def _assign(owner: Mapping[str, Person], before: Mapping[str, Person]) -> None:
    """Point every mention at its person, and those that left at none."""
    held: dict[str, str | None] = {}
    held.update(select("SELECT uid, person_id FROM register_mention WHERE uid IN ({ids})", {*owner, *before}))
    former = [p.public_id for p in before.values()]
    held.update(select("SELECT uid, person_id FROM register_mention WHERE person_id IN ({ids})", former))
    moved: list[tuple[str | None, str]] = []
    for uid, present in held.items():
        wanted = owner[uid].public_id if uid in owner else None
        if wanted != present:
            moved.append((wanted, uid))
    execute_each("UPDATE register_mention SET person_id = %s WHERE uid = %s", moved)
