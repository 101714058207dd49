"""Find who may be the same person among all mentions that are accepted or wait; the result is proposals.

A model never decides alone unless ``[linkage] auto_same`` in ``tally.toml`` says from which probability on. Between two
runs a new mention is weighed by the last run's model against the index of names: the weights are the run's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from everyname.conf.tally import Tally
from everyname.domain.words import Review, Role, Verdict
from everyname.ledger import canonical
from everyname.linkage import Linked, Model, Queue, ScoredPair, Table, Term, change_of, link, look_up, queue_of
from everyname.register.lookup import KINDS, Tables, records
from everyname.register.models import Judgement, LinkProposal, Mention, Setting
from everyname.register.record import record

Progress = Callable[[int, int], None]
FIRST = 50  # answers whose worth is told
_ROLES = (Role.DEAD, Role.MISSING, Role.PRISONER, Role.LIVING, Role.UNCLEAR)
_COMPARED = tuple(dict.fromkeys(KINDS.values()))
_REVIEWS = (Review.OPEN, Review.ACCEPTED, Review.SKIPPED)


@dataclass(frozen=True, slots=True)
class Summary:
    """What one run found; ``expected`` persons with a 95 % interval among the mentions that were linked.

    ``open`` pairs are uncertain; all answered, the count is ``fewer`` persons smaller in expectation. ``spread`` is
    half the 95 % interval that they leave around the count, ``spread_after`` what the first ``FIRST`` leave of it.
    """

    mentions: int
    proposals: int = 0
    joined: int = 0
    expected: float = 0.0
    low: float = 0.0
    high: float = 0.0
    open: int = 0
    fewer: float = 0.0
    spread: float = 0.0
    spread_after: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def sentence(self) -> str:
        """One line, and another one where analysts have something to answer."""
        found = (
            f"{self.mentions} mentions: {self.proposals} pairs proposed, {self.joined} joined by the policy; "
            f"about {self.expected:.0f} persons ({self.low:.0f} to {self.high:.0f})"
        )
        if not self.open:
            return found
        first = f"; after the {FIRST} that tell most ±{self.spread_after:.1f}" if self.open > FIRST else ""
        return (
            f"{found}\n{self.open} pairs to judge: about {self.fewer:.1f} persons fewer when all are; "
            f"they leave ±{self.spread:.1f} around the count{first}"
        )


def link_pending(tally: Tally, *, actor: str, at: str | None = None, progress: Progress | None = None) -> Summary:
    """Link all mentions that matter; pairs from ``[linkage] propose`` on become proposals."""
    rows, lists = _rows()
    if len(rows) < 2:
        return Summary(len(rows), expected=float(len(rows)), low=float(len(rows)), high=float(len(rows)))
    same, different = _judged(rows)
    columns = {k: k for k in ("id", *_COMPARED, "report") if any(r.get(k) for r in rows.values())}
    whole = ({name: row.get(name, "") for name in columns} for row in rows.values())
    linked = link(Table.from_rows(whole, columns), same=same, different=different)
    policy = tally.config.linkage
    apart = lists if not policy.within_list else {}
    kept = [p for p in linked.pairs if p.probability >= policy.propose and not _of_one_list(p, apart)]
    auto = {(p.id_l, p.id_r) for p in kept if _joins(p, linked, policy.auto_same)}
    counted = _counted(rows, [*same, *auto])
    queue = queue_of(kept, counted, most=FIRST)
    text = linked.model.to_json()
    model = canonical.sha256(text.encode())
    body = {"model": model, "counts": {"mentions": len(rows), "pairs": len(kept), "joined": len(auto)}}
    found = list(_proposals(linked, kept, auto, counted, progress))
    record("linkage.recorded", body, actor=actor, rows=[{"model": text}, *found], reason=f"model {model[:12]}", at=at)
    expected = linked.expected
    return Summary(
        len(rows), len(kept), len(auto), expected.point, expected.low, expected.high,
        queue.open, -queue.change, queue.spread(), queue.spread(FIRST),
    )  # fmt: skip


def open_questions() -> Queue:
    """The last run's uncertain pairs that nobody has judged since, those first that change the count most."""
    rows = LinkProposal.objects.exclude(change=0).values_list("a_id", "b_id", "permille", "a__person", "b__person")
    judged = set(Judgement.objects.filter(revoked=None).values_list("a_id", "b_id"))
    pairs, counted = [], {}
    for a, b, permille, person_a, person_b in rows:
        counted[a], counted[b] = person_a or a, person_b or b
        if (a, b) not in judged:
            pairs.append(ScoredPair(a, b, 0.0, permille / 1000, {}))
    return queue_of(pairs, counted, most=len(pairs))


@dataclass(frozen=True, slots=True)
class Likely:
    """A mention that may be of the same person, by the last run's model; ``terms`` as in a proposal."""

    mention: str
    permille: int
    weight: int
    terms: list[dict[str, Any]]


def likely(uid: str, *, least: float, most: int) -> list[Likely]:
    """Who a mention that came after the last run may be, nobody of its own report; none when there was no run."""
    last = Setting.objects.filter(name="linkage").exclude(text="").first()
    own = dict(records([uid]))
    if last is None or uid not in own:
        return []
    beside = set(Mention.objects.filter(report__mentions=uid).values_list("uid", flat=True))
    found = look_up(own[uid], Tables(), _model(last.text), best=most + len(beside))
    uids = Tables().mentions([entry.id for entry, _ in found])
    return [
        Likely(uids[entry.id], round(f.probability * 1000), round(f.weight * 1000), [_term(t) for t in f.explain()])
        for entry, f in found
        if f.probability >= least and uids[entry.id] not in beside
    ][:most]


@lru_cache(maxsize=1)
def _model(text: str) -> Model:
    return Model.from_json(text)


def _rows() -> tuple[dict[str, dict[str, str]], dict[str, int]]:
    """A record a mention that is accepted or waits, with its report, and the source each comes from."""
    mentions = Mention.objects.filter(review__in=_REVIEWS, role__in=_ROLES).order_by("uid")
    sources = dict(mentions.values_list("uid", "report__source_id").iterator())
    of_report = dict(mentions.values_list("uid", "report_id").iterator())
    return {uid: {"id": uid, "report": str(of_report[uid]), **held} for uid, held in records(sources)}, sources


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


def _counted(rows: Iterable[str], same: Iterable[tuple[str, str]]) -> dict[str, str]:
    """As whom each mention counts: the smallest of those joined with it."""
    counted = {uid: uid for uid in rows}

    def first(uid: str) -> str:
        while counted[uid] != uid:
            uid = counted[uid] = counted[counted[uid]]
        return uid

    for pair in same:
        low, high = sorted(map(first, pair))
        counted[high] = low
    return {uid: first(uid) for uid in counted}


def _of_one_list(pair: ScoredPair, lists: Mapping[str, int]) -> bool:
    return bool(lists) and lists[pair.id_l] == lists[pair.id_r]


def _joins(pair: ScoredPair, linked: Linked, auto: float | None) -> bool:
    """Whether the tally's policy lets the model say «same» here."""
    return auto is not None and pair.probability >= auto and linked.clusters[pair.id_l] == linked.clusters[pair.id_r]


def _proposals(
    linked: Linked,
    kept: list[ScoredPair],
    auto: set[tuple[str, str]],
    counted: Mapping[str, str],
    progress: Progress | None,
) -> Iterator[dict[str, Any]]:
    ids = [(min(pair.id_l, pair.id_r), max(pair.id_l, pair.id_r)) for pair in kept]
    for done, (pair, (a, b), told) in enumerate(zip(kept, ids, linked.explanations(ids), strict=True), 1):
        if progress and (done % 200 == 0 or done == len(kept)):
            progress(done, len(kept))
        yield {
            "a": a,
            "b": b,
            "weight": round(pair.weight * 1000),
            "permille": round(pair.probability * 1000),
            "change": round(change_of(pair, counted) * 1000),
            "terms": [_term(t) for t in told],
            "auto": (pair.id_l, pair.id_r) in auto,
        }


def _term(term: Term) -> dict[str, Any]:
    return {"field": term.field, "level": term.level, "code": term.code, "weight": round(term.weight * 1000)}
