"""Find who may be the same person among all mentions that are accepted or wait; the result is proposals.

A model never decides alone unless ``[linkage] auto_same`` in ``tally.toml`` says from which probability on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from everyname.conf.tally import Tally
from everyname.domain.words import Property, Review, Role, Verdict
from everyname.ledger import canonical
from everyname.linkage import Linked, Table, Term, link
from everyname.register.models import Claim, Judgement, Mention
from everyname.register.record import record

Progress = Callable[[int, int], None]
_ROLES = (Role.DEAD, Role.MISSING, Role.PRISONER, Role.LIVING, Role.UNCLEAR)
# Which column of the linkage table each property fills.
_KINDS = {
    Property.FULL_NAME: "full_name", Property.SURNAME: "surname", Property.GIVEN: "given",
    Property.PATRONYMIC: "patronymic", Property.SEX: "sex", Property.BIRTH: "birth_date", Property.AGE: "age",
    Property.DEATH: "death_date", Property.REGION: "region", Property.SETTLEMENT: "settlement",
    Property.UNIT: "unit", Property.RANK: "rank",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run found; ``expected`` persons with a 95 % interval among the mentions that were linked."""

    mentions: int
    proposals: int
    joined: int
    expected: float
    low: float
    high: float

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def sentence(self) -> str:
        """One line."""
        return (
            f"{self.mentions} mentions: {self.proposals} pairs proposed, {self.joined} joined by the policy; "
            f"about {self.expected:.0f} persons ({self.low:.0f} to {self.high:.0f})"
        )


def link_pending(tally: Tally, *, actor: str, at: str | None = None, progress: Progress | None = None) -> Summary:
    """Link all mentions that matter; pairs from ``[linkage] propose`` on become proposals."""
    rows, lists = _rows()
    if len(rows) < 2:
        return Summary(len(rows), 0, 0, float(len(rows)), float(len(rows)), float(len(rows)))
    same, different = _judged(rows)
    columns = {k: k for k in ("id", *dict.fromkeys(_KINDS.values())) if any(r.get(k) for r in rows.values())}
    whole = ({name: row.get(name, "") for name in columns} for row in rows.values())
    linked = link(Table.from_rows(whole, columns), same=same, different=different)
    policy = tally.config.linkage
    found = list(
        _proposals(linked, policy.propose, policy.auto_same, lists if not policy.within_list else {}, progress)
    )
    model = canonical.sha256(linked.model.to_json().encode())
    joined = sum(row["auto"] for row in found)
    body = {"model": model, "counts": {"mentions": len(rows), "pairs": len(found), "joined": joined}}
    record("linkage.recorded", body, actor=actor, rows=found, reason=f"model {model[:12]}", at=at)
    expected = linked.expected
    return Summary(len(rows), len(found), joined, expected.point, expected.low, expected.high)


def _rows() -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """A record a mention that is accepted or waits, and the source each comes from."""
    mentions = Mention.objects.filter(review__in=(Review.OPEN, Review.ACCEPTED, Review.SKIPPED), role__in=_ROLES)
    rows: dict[str, dict[str, str]] = {}
    sources: dict[str, int] = {}
    for uid, name, source in mentions.order_by("uid").values_list("uid", "name", "report__source_id").iterator():
        rows[uid] = {"id": uid, "full_name": name}
        sources[uid] = source
    claims = Claim.objects.filter(ended=None, property__in=list(_KINDS), mention__in=mentions).order_by("uid")
    for uid, prop, value in claims.values_list("mention_id", "property", "value").iterator():
        rows[uid].setdefault(_KINDS[Property(prop)], value)
    return rows, sources


def _judged(rows: dict[str, dict[str, str]]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Pairs on which the judgements in force agree; contradictions bind nobody until an analyst resolves them."""
    verdicts: dict[tuple[str, str], set[str]] = defaultdict(set)
    for a, b, verdict in Judgement.objects.filter(revoked=None).values_list("a_id", "b_id", "verdict"):
        if a in rows and b in rows:
            verdicts[a, b].add(verdict)
    same = [pair for pair, said in verdicts.items() if said == {Verdict.SAME}]
    different = [pair for pair, said in verdicts.items() if said == {Verdict.DIFFERENT}]
    return same, [pair for pair in different if not _joined(pair, same)]


def _joined(pair: tuple[str, str], same: list[tuple[str, str]]) -> bool:
    """Whether chains of «same» contradict a «different»: such a pair is a conflict for the analysts, no constraint."""
    near: dict[str, set[str]] = defaultdict(set)
    for a, b in same:
        near[a].add(b)
        near[b].add(a)
    seen, fresh = {pair[0]}, [pair[0]]
    while fresh:
        for other in near[fresh.pop()] - seen:
            seen.add(other)
            fresh.append(other)
    return pair[1] in seen


def _proposals(
    linked: Linked, propose: float, auto: float | None, lists: dict[str, int], progress: Progress | None
) -> Iterator[dict[str, Any]]:
    for done, pair in enumerate(linked.pairs, 1):
        if progress and done % 200 == 0:
            progress(done, len(linked))
        a, b = sorted((pair.id_l, pair.id_r))
        if pair.probability < propose or (lists and lists[a] == lists[b]):
            continue
        joined = auto is not None and pair.probability >= auto and linked.clusters[a] == linked.clusters[b]
        yield {
            "a": a,
            "b": b,
            "weight": round(pair.weight * 1000),
            "permille": round(pair.probability * 1000),
            "terms": [_term(t) for t in linked.explain(a, b)],
            "auto": joined,
        }


def _term(term: Term) -> dict[str, Any]:
    return {"field": term.field, "level": term.level, "code": term.code, "weight": round(term.weight * 1000)}
