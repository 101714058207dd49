"""The index of names in the database: kept with every write, asked by the search and by one new mention."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from everyname.conf.tally import LinkageSection
from everyname.desk.candidates import candidates
from everyname.domain.words import Verdict
from everyname.register import rebuild
from everyname.register.keytable import holding, limited
from everyname.register.lookup import records
from everyname.register.models import LinkProposal, LookupKey, LookupRecord, LookupWord, Mention
from everyname.register.record import record
from everyname.register.uids import capture_uid, mention_uid, report_uid
from everyname.workflow import judging, linking
from everyname.workflow.searching import search

pytestmark = pytest.mark.django_db
SHA = hashlib.sha256(b"x").hexdigest()
MEN = [
    ("Осокин Пётр Ильич", "1991-03-14", "Боровск"), ("Осокин Петр", "1991", "Боровск"),
    ("Osokin Petr", "1991-03-14", ""), ("Тёплый Глеб Олегович", "1988-07-02", ""),
    ("Теплому Глебу", "1988-07-02", "Нея"), ("Лужин Юрий", "", "Нея"),
    ("Верстов Иван Карпович", "1979-01-30", "Оса"), ("Верстов Иван", "", "Оса"), ("Зорин Борис", "1990-12-12", ""),
]  # fmt: skip


def begin() -> None:
    record("tally.created", {"tally": "t", "origin": "example.org/t", "key": "k"}, actor="e")
    for no in (1, 2):
        source = {"source": no, "kind": "official", "proves": ["death", "identity"], "group": ""}
        record("source.registered", source, actor="e", rows=[{"name": f"list {no}"}])


def bring(numbers: Sequence[int], edition: str = "first") -> list[str]:
    rows = [row(n, hashlib.sha256(edition.encode()).hexdigest()) for n in numbers]
    body = {"source": 1, "file": SHA, "counts": {}}
    record("import.recorded", body, actor="e", rows=[{"file_name": "f", "facts": {}}, *rows])
    return [r["mentions"][0]["uid"] for r in rows]


def row(n: int, sha: str) -> dict[str, Any]:
    report = report_uid(1, str(n))
    name, birth, town = MEN[n]
    said = {"full_name": name, "birth": birth, "settlement": town}
    claims = [{"property": p, "value": v, "original": v, "reader": "test/1"} for p, v in said.items() if v]
    mention = {"uid": mention_uid(report, "0"), "role": "dead", "occasion": "list", "confidence": 1000, "reasons": []}
    capture = {"uid": capture_uid(report, sha), "sha256": sha, "container": sha, "row": n, "text": ""}
    return {
        "report": {"uid": report, "external_id": str(n)},
        "capture": capture,
        "mentions": [{**mention, "name": name, "claims": claims}],
    }


def index() -> dict[str, list[tuple[Any, ...]]]:
    return {
        "records": sorted(LookupRecord.objects.values_list("id", "mention", "words", "facts")),
        "words": sorted(LookupWord.objects.filter(count__gt=0).values_list("form", "stem", "word", "count")),
        "keys": sorted(LookupKey.objects.values_list("key", "target", "trace")),
    }


def found(typed: str) -> list[str]:
    return [hit.name for hit in search(typed)]


@pytest.mark.parametrize(
    "typed", ["осокин пет", "Osokin", "jcjrby gtnh", "осакин петр", "осокин 1991", "боровск осокин"]
)
def test_open_mentions_are_found(typed: str) -> None:
    begin()
    bring(range(len(MEN)))
    assert "Осокин" in found(typed)[0] or "Osokin" in found(typed)[0]


def test_a_person_is_one_hit_whatever_of_his_names_was_typed() -> None:
    begin()
    uids = bring(range(len(MEN)))
    judging.accept(uids[0], actor="a")
    judging.accept(uids[2], actor="a")
    judging.judge(uids[0], uids[2], Verdict.SAME, actor="a")
    hits = search("osokin petr 1991")
    assert [(hit.kind, hit.name) for hit in hits[:2]] == [("person", "Осокин Пётр Ильич"), ("mention", "Осокин Петр")]
    assert hits[0].birth == "1991-03-14"


def test_what_was_corrected_is_found_and_what_it_replaced_is_not() -> None:
    begin()
    uid = bring([5])[0]
    claim = Mention.objects.get(uid=uid).claims.get(property="full_name")
    judging.correct_claim(claim.uid, "Караваев Юрий", actor="a", reason="misread")
    assert found("караваев") == ["Караваев Юрий"]
    assert found("лужин") == []
    town = Mention.objects.get(uid=uid).claims.get(property="settlement", ended=None)
    judging.retract_claim(town.uid, actor="a", reason="another man's")
    assert dict(records([uid])) == {uid: {"full_name": "Караваев Юрий"}}


def test_what_is_no_death_is_not_on_the_list() -> None:
    begin()
    uid = bring([5])[0]
    judging.review(uid, judging.Review.NOT_A_DEATH, actor="a", reason="another war")
    assert found("лужин юрий") == []


def test_the_index_can_be_rebuilt_from_the_history() -> None:
    begin()
    uids = bring(range(4))
    claim = Mention.objects.get(uid=uids[0]).claims.get(property="full_name")
    judging.correct_claim(claim.uid, "Осокин Павел", actor="a", reason="misread")
    bring([0, 1, 7], "second")
    assert rebuild.rebuild_check().fault == ""


def test_a_key_gives_as_many_targets_as_asked_for() -> None:
    LookupKey.objects.bulk_create([LookupKey(key=k, target=t, trace=k) for k in (-5, 7, 8) for t in range(-2, 4)])
    assert sorted(limited("register_lookupkey", [7, -5, 99], 4)) == [(k, t) for k in (-5, 7) for t in range(-2, 2)]
    assert limited("register_lookupkey", [], 4) == []


def test_a_key_gives_only_targets_whose_trace_has_all_that_is_asked_for() -> None:
    traces = {1: 0b0111, 2: 0b0110, 3: -(1 << 63) | 0b0111}
    LookupKey.objects.bulk_create([LookupKey(key=k, target=t, trace=traces[t]) for k in (-5, 7) for t in traces])
    asked = {-5: 0b0101, 7: -(1 << 63), 99: 0}
    assert sorted(holding("register_lookupkey", [*asked], [*asked.values()], 4)) == [(-5, 1), (-5, 3), (7, 3)]
    assert holding("register_lookupkey", [-5], [0b0010], 2) == [(-5, 1), (-5, 2)]


def run() -> linking.Summary:
    """Link with the settings as they are shipped."""
    tally = SimpleNamespace(config=SimpleNamespace(linkage=LinkageSection()))
    return linking.link_pending(tally, actor="model")  # type: ignore[arg-type]


class _UndoError(Exception):
    """Ends one example's transaction."""


def undone(step: Any) -> Any:
    """What a step gives, in a transaction that is rolled back."""
    kept: list[Any] = []
    try:
        with transaction.atomic():
            kept.append(step())
            raise _UndoError
    except _UndoError:
        return kept[0]


@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.permutations(range(len(MEN))), st.integers(1, 4), st.booleans())
def test_one_by_one_and_all_at_once_are_the_same(order: list[int], pieces: int, between: bool) -> None:

    def linked(groups: list[list[int]]) -> tuple[Any, ...]:
        begin()
        done = None
        for group in groups:
            bring(group)
            if between or group is groups[-1]:
                done = run()
        proposals = sorted(LinkProposal.objects.values_list("a_id", "b_id", "weight", "permille", "change"))
        return done, proposals, index()

    some = [list(order[i::pieces]) for i in range(pieces)]
    assert undone(lambda: linked(some)) == undone(lambda: linked([list(range(len(MEN)))]))


def test_a_mention_that_came_after_the_last_run_has_candidates() -> None:
    begin()
    bring([0, 1, 3, 4, 5, 6, 7, 8])
    run()
    late = Mention.objects.get(uid=bring([2])[0])
    assert not LinkProposal.objects.filter(a=late.uid).exists()
    first = candidates(late)[0]
    assert first.mention.name == "Осокин Пётр Ильич"
    assert {term["field"] for term in first.terms} >= {"surname", "birth"}


def test_a_judged_pair_is_no_open_question_any_more() -> None:
    begin()
    uids = bring(range(len(MEN)))
    said = run()
    queue = linking.open_questions()
    assert queue.open == said.open > 0
    assert [abs(q.change) for q in queue.questions] == sorted((abs(q.change) for q in queue.questions), reverse=True)
    asked = queue.questions[0]
    assert {asked.id_l, asked.id_r} <= set(uids)
    judging.judge(asked.id_l, asked.id_r, Verdict.DIFFERENT, actor="a", reason="brothers")
    assert linking.open_questions().open <= queue.open  # what followed from it may be asked now
    again = run()
    assert again.open < queue.open + 1
    assert (asked.id_l, asked.id_r) not in {(q.id_l, q.id_r) for q in linking.open_questions().questions}
