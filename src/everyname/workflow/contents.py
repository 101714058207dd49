"""What a release shows: the register at one size of the ledger, cut to what the policy in force allows.

Invariant: nothing here writes; the same ledger and policy give the same content.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path
from typing import Any

from everyname.conf.tally import PublicationSection, Tally
from everyname.domain.edtf import age_at, parse
from everyname.domain.words import Property, Review, Role, Status
from everyname.ledger import merkle, note
from everyname.register import counts
from everyname.register.models import Event, Incident, Mention, Person, Setting, Source
from everyname.register.models import StatedToll as TollRow
from everyname.register.projections.evidence import Member, evidence_of, members
from everyname.register.sql import pieces, select
from everyname.releases import (
    BacklogRecord,
    EvidenceRecord,
    IncidentRecord,
    PersonRecord,
    Release,
    ReleaseContent,
    SourceRecord,
    StatedTollRecord,
    TallyInfo,
)
from everyname.workflow import setup, tolling

Progress = Callable[[int, int], None]
_SHOWN_WITH = {Property.RANK_CLASS: Property.RANK}  # what is read out of a property is as public as that property


def ledger_head() -> tuple[int, bytes]:
    """Size and root of the ledger."""
    tree = merkle.Frontier()
    for leaf in Event.objects.order_by("seq").values_list("leaf", flat=True).iterator(chunk_size=5000):
        tree.append(bytes(leaf))
    return tree.size, tree.root()


def content(tally: Tally, number: int, *, progress: Progress | None = None) -> ReleaseContent:
    """All that the release ``number`` shows, as the policy in force allows; nothing is written."""
    config = tally.config.tally
    size, root = ledger_head()
    signer = setup.signer(tally)
    policy = PublicationSection.model_validate_json(Setting.objects.get(name="policy").text)
    previous = tally.releases / f"{number - 1:03d}" if number > 1 else None
    persons = tuple(_persons(policy, progress))
    withdrawn, redirects = _departed({p.id for p in persons}, previous)
    return ReleaseContent(
        number=number,
        made_at=Event.objects.order_by("-seq").values_list("at", flat=True)[0],
        tally=TallyInfo(config.slug, config.origin, config.title, config.scope, tuple(config.languages), config.demo),
        persons=persons,
        sources=tuple(_sources(policy)),
        rules=Setting.objects.get(name="rules").text,
        policy=_policy_toml(policy),
        methodology={lang: _methodology(lang) for lang in config.languages},
        backlog=_backlog(),
        checkpoint=signer.sign(note.checkpoint(config.origin, size, root)),
        withdrawn=withdrawn,
        redirects=redirects,
        stated_tolls=tuple(_toll(row.value) for row in TollRow.objects.filter(incident=None).order_by("no")),
        incidents=tuple(
            _incident(i, {p.id for p in persons}, config.languages) for i in Incident.objects.order_by("no")
        ),
        previous=previous,
    )


def _persons(policy: PublicationSection, progress: Progress | None) -> Iterator[PersonRecord]:
    shown = Person.objects.filter(active=True, status__in=policy.statuses).order_by("public_id")
    rows = list(shown)
    former: dict[str, list[str]] = {}
    for public_id, target in (
        Person.objects.filter(active=False).exclude(merged_into="").values_list("public_id", "merged_into")
    ):
        former.setdefault(target, []).append(public_id)
    for start in range(0, len(rows), 400):
        step = rows[start : start + 400]
        held = select(
            "SELECT person_id, uid FROM register_mention WHERE person_id IN ({ids})", [p.public_id for p in step]
        )
        loaded = {m.uid: m for m in members(uid for _, uid in held)}
        by_person: dict[str, list[Member]] = {p.public_id: [] for p in step}
        for public_id, uid in held:
            by_person[public_id].append(loaded[uid])
        for person in step:
            cluster = sorted(by_person[person.public_id], key=lambda m: (m.accepted, m.uid))
            yield _person(person, cluster, policy, tuple(sorted(former.get(person.public_id, ()))))
        if progress:
            progress(min(start + 400, len(rows)), len(rows))


def _person(person: Person, cluster: list[Member], policy: PublicationSection, former: tuple[str, ...]) -> PersonRecord:
    facts = {prop: fact["value"] for prop, fact in person.facts.items()}
    allowed = {prop: value for prop, value in facts.items() if _SHOWN_WITH.get(prop, prop) in policy.properties}
    spellings = {value for m in cluster for prop, value, _ in m.claims if prop == "full_name"} - {person.name}
    return PersonRecord(
        id=person.public_id,
        name=person.name,
        status=Status(person.status),
        rule=person.rule,
        sentence=person.sentence,
        params=person.params,
        evidence=tuple(
            EvidenceRecord(
                source=e.source, kind=e.kind, group=e.group, proves=tuple(sorted(e.proves)), role=e.role,
                claims=tuple(sorted(e.claims)), published=e.published, listed=e.listed,
            )
            for e in evidence_of(cluster)
        ),
        **{part: facts.get(part, "") for part in ("surname", "given", "patronymic", "nom_de_guerre")
           if isinstance(facts.get(part, ""), str)},
        spellings=tuple(sorted(spellings)),
        birth=_cut(facts.get("birth", ""), policy.birth),
        death=_cut(facts.get("death", ""), policy.death),
        burial=_cut(allowed.get("burial", ""), policy.death),
        age=_age(facts) if "age" in policy.properties else None,
        category=tuple(allowed.get("category", ())),
        **{prop: allowed.get(prop, "") for prop in
           ("rank", "rank_class", "unit", "branch", "region", "settlement", "death_place")},
        merged_from=former,
    )  # fmt: skip


def _age(facts: dict[str, Any]) -> int | None:
    """The age that a report states, or the one that his dates leave no doubt of."""
    stated = str(facts.get("age", ""))
    if stated.isdigit():
        return int(stated)
    birth, death = (parse(facts.get(prop) or "XXXX") for prop in ("birth", "death"))
    return age_at(birth, death)


def _cut(text: str, allowed: str) -> str:
    if allowed == "none":
        return ""
    return text[:4] if allowed == "year" and text[:4].isdigit() else text


def _departed(shown: set[str], previous: Path | None) -> tuple[dict[str, str], dict[str, str]]:
    """Ids that were published once and are not now: merged into a published person, or withdrawn with the reason."""
    if previous is None:
        return {}, {}
    before = Release.read(previous).state
    gone = {*before.persons, *before.withdrawn, *before.redirects} - shown
    withdrawn, redirects = {}, {}
    rows = {p.public_id: p for piece in pieces(gone) for p in Person.objects.filter(public_id__in=piece)}
    for public_id in sorted(gone):
        person = rows[public_id]
        target = _target(person)
        if target in shown:
            redirects[public_id] = target
        else:
            withdrawn[public_id] = before.withdrawn.get(public_id) or _why(person)
    return withdrawn, redirects


def _target(person: Person) -> str:
    """Where a chain of merges ends."""
    seen = {person.public_id}
    while person.merged_into and person.merged_into not in seen:
        seen.add(person.merged_into)
        person = Person.objects.get(public_id=person.merged_into)
    return person.public_id


def _why(person: Person) -> str:
    """The analysts' own words if there are any; otherwise a code that the site has words for."""
    last = Mention.objects.get(uid=person.founder).reviews.filter(revoked=None).order_by("-seq").first()
    if last and last.review == Review.NOT_A_DEATH and last.reason:
        return last.reason
    if not person.active:
        return "code:not-accepted"
    return {Status.FOUND_ALIVE: "code:found-alive", Status.WITHDRAWN: "code:no-longer-listed"}.get(
        Status(person.status), "code:evidence"
    )


def _sources(policy: PublicationSection) -> Iterator[SourceRecord]:
    from everyname.domain.words import SourceKind

    for row in Source.objects.order_by("no"):
        name = row.shown if policy.source_names and row.public else ""
        yield SourceRecord(row.no, SourceKind(row.kind), row.group or f"s{row.no}", name)


def _backlog() -> BacklogRecord:
    waiting = Mention.objects.filter(review=Review.OPEN, role__in=(Role.DEAD, Role.UNCLEAR), listed=True)
    months: dict[str, int] = {}
    for published in waiting.values_list("report__published", flat=True):
        months[published[:7]] = months.get(published[:7], 0) + 1
    found = counts.backlog()
    return BacklogRecord(int(found["size"]), str(found["oldest"])[:10], dict(sorted(months.items())))


def _toll(value: dict[str, Any]) -> StatedTollRecord:
    scope = value["scope"]
    return StatedTollRecord(
        who=value["who"], kind=value["kind"], said_on=value["said_on"],
        scope="+".join((scope["measure"], *scope["groups"])), low=value["value_low"], high=value["value_high"],
        period_from=value["period_from"], period_to=value["period_to"], event=value["event"],
        qualifier=value["qualifier"], evidence=value["evidence"],
    )  # fmt: skip


def _incident(row: Incident, shown: set[str], languages: list[str]) -> IncidentRecord:
    summary = tolling.incident_summary(row.no)
    persons = row.attributions.filter(revoked=None, mention__person__active=True).values_list(
        "mention__person_id", flat=True
    )
    here = tuple(sorted({str(p) for p in persons} & shown))
    return IncidentRecord(
        id=f"i{row.no}", titles=dict.fromkeys(languages, row.name), claimed=summary.claimed_high if summary else None,
        named=len(here), date=row.date, place=row.place,
        claims=tuple(_toll(t.value) for t in row.tolls.order_by("no")), persons=here,
    )  # fmt: skip


def _methodology(language: str) -> str:
    return (resources.files("everyname.conf") / "methodology" / f"{language}.md").read_text("utf-8")


def _policy_toml(policy: PublicationSection) -> str:
    """TOML of the section: its values are texts, numbers, booleans and lists of texts, which JSON writes alike."""
    lines = [f"{name} = {json.dumps(value, ensure_ascii=False)}" for name, value in policy.model_dump().items()]
    return "[publication]\n" + "\n".join(lines) + "\n"
