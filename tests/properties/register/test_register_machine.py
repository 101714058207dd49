"""Persons depend on the judgements in force alone: random sequences of accepting, judging and taking back."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyname.domain.words import Review, Verdict
from everyname.register import rebuild
from everyname.register.models import Judgement, Mention, Person
from everyname.register.record import record
from everyname.workflow import judging

pytestmark = pytest.mark.django_db
COUNT = 5
RULES = '[rules]\nversion = "t"\n[[rule]]\nid = "one"\nstatus = "confirmed"\nproves = ["death"]\n'

numbers = st.integers(0, COUNT - 1)
pairs = st.tuples(numbers, numbers).filter(lambda p: p[0] != p[1])
verdicts = st.sampled_from((Verdict.SAME, Verdict.SAME, Verdict.DIFFERENT))
judgements = st.tuples(pairs, verdicts)
steps = st.lists(st.one_of(judgements, st.just("revoke")), max_size=10)


class _UndoError(Exception):
    """Ends one example's transaction."""


def uid(n: int) -> str:
    return f"{n:024}.{n:08}"


def begin() -> None:
    """A tally whose only list names COUNT men, all accepted in the order of their numbers."""
    sha = hashlib.sha256(RULES.encode()).hexdigest()
    record("tally.created", {"tally": "t", "origin": "example.org/t", "key": "k"}, actor="e")
    record("rules.adopted", {"version": "t", "sha256": sha}, actor="e", rows=[{"text": RULES}])
    source = {"source": 1, "kind": "official", "proves": ["death", "identity"], "group": ""}
    record("source.registered", source, actor="e", rows=[{"name": "list"}])
    body = {"source": 1, "file": sha, "counts": {}}
    record("import.recorded", body, actor="e", rows=[{"file_name": "f", "facts": {}}, *map(row, range(COUNT))])
    for n in range(COUNT):
        judging.review(uid(n), Review.ACCEPTED, actor="a")


def row(n: int) -> dict[str, Any]:
    name = f"Осокин {n}"
    claim = {"property": "full_name", "value": name, "original": name, "reader": "test/1"}
    return {
        "report": {"uid": f"{n:024}", "external_id": str(n)},
        "capture": {"uid": f"c{n}", "sha256": "", "container": "", "row": n, "text": ""},
        "mentions": [
            {"uid": uid(n), "role": "dead", "occasion": "list", "confidence": 1000, "reasons": [], "name": name,
             "claims": [claim]}
        ],
    }  # fmt: skip


def judge(pair: tuple[int, int], verdict: Verdict) -> int:
    return judging.judge(uid(pair[0]), uid(pair[1]), verdict, actor="a", reason="test").seq


def persons() -> dict[str, tuple[str, str, list[list[str]]]]:
    """Mention to the public id, status and conflict of its person; every mention has one."""
    rows = Mention.objects.select_related("person").order_by("uid")
    return {m.uid: (m.person.public_id, m.person.status, m.person.conflict) for m in rows if m.person}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps, st.randoms(use_true_random=False))
def test_persons_are_a_function_of_the_judgements_in_force(plan: list[Any], rng: Any) -> None:
    with suppress(_UndoError), transaction.atomic():
        begin()
        alone = persons()
        held: list[tuple[int, tuple[tuple[int, int], Verdict]]] = []
        for item in plan:
            if item == "revoke":
                if held:
                    seq, _ = held.pop(rng.randrange(len(held)))
                    judging.revoke(seq, actor="a", reason="test")
            else:
                held.append((judge(*item), item))
            assert len(persons()) == COUNT
        found = persons()
        assert rebuild.rebuild_check().fault == ""
        for seq, _ in held:
            judging.revoke(seq, actor="a", reason="test")
        assert persons() == alone
        assert not Judgement.objects.filter(revoked=None).exists()
        rng.shuffle(held)
        for _, item in held:
            judge(*item)
        assert persons() == found
        assert set(Person.objects.filter(active=True).values_list("public_id", flat=True)) == {
            public for public, _, _ in found.values()
        }
        raise _UndoError
