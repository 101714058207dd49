"""The writer and its effects: acceptance, merging and un-merging, triggers, rebuild."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from everyname.register import counts, rebuild
from everyname.register.models import Event, Payload, Person
from everyname.register.record import erase, record
from everyname.register.uids import capture_uid, mention_uid, report_uid

pytestmark = pytest.mark.django_db

RULES = """
[rules]
version = "t-1"
[[rule]]
id = "alive"
status = "found_alive"
roles = ["living"]
[[rule]]
id = "official"
status = "confirmed"
kinds = ["official"]
proves = ["death", "identity"]
[[rule]]
id = "two"
status = "confirmed"
proves = ["death", "identity"]
independent = 2
[[rule]]
id = "one"
status = "probable"
proves = ["death"]
"""


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def tally() -> None:
    record("tally.created", {"tally": "t", "origin": "example.org/t", "key": "k"}, actor="editor")
    record("rules.adopted", {"version": "t-1", "sha256": digest(RULES)}, actor="editor", rows=[{"text": RULES}])
    for no, kind in ((1, "relative"), (2, "media"), (3, "official")):
        record(
            "source.registered",
            {"source": no, "kind": kind, "proves": ["death", "identity"], "group": ""},
            actor="editor",
            rows=[{"name": f"source {no}"}],
        )


def bring(source: int, external: str, name: str, text: str = "", role: str = "dead", **more: Any) -> str:
    report = report_uid(source, external)
    mention = mention_uid(report, "0")
    sha = digest(f"{external}{name}{text}")
    claims = [{"property": "full_name", "value": name, "original": name, "reader": "test/1"}]
    row = {
        "report": {"uid": report, "external_id": external, "published": "2023-01-10", **more},
        "capture": {"uid": capture_uid(report, sha), "sha256": sha, "container": sha, "row": 1, "text": text},
        "mentions": [
            {"uid": mention, "role": role, "occasion": "announcement", "confidence": 900, "reasons": [], "name": name,
             "claims": claims}
        ],
    }  # fmt: skip
    head = {"file_name": f"{external}.csv", "facts": {}}
    body = {"source": source, "file": sha, "counts": {"reports": 1}}
    record("import.recorded", body, actor="volunteer", rows=[head, row])
    return mention


def accept(mention: str) -> int:
    return record("mention.reviewed", {"mention": mention, "review": "accepted", "role": ""}, actor="anna").seq


def judge(a: str, b: str, verdict: str = "same") -> int:
    return record("pair.judged", {"a": a, "b": b, "verdict": verdict}, actor="anna", reason="test").seq


def statuses() -> dict[str, str]:
    return {p.name: p.status for p in Person.objects.filter(active=True)}


def check() -> None:
    found = rebuild.rebuild_check()
    assert found.fault == ""
    assert found.rows > 0


def test_nothing_is_counted_before_an_analyst_accepts(tally: None) -> None:
    mention = bring(1, "a", "Осокин Пётр")
    assert statuses() == {}
    assert counts.backlog()["size"] == 1
    accept(mention)
    assert statuses() == {"Осокин Пётр": "probable"}
    assert counts.backlog()["size"] == 0
    check()


def test_two_independent_sources_confirm_and_a_reprint_does_not(tally: None) -> None:
    text = "Погиб наш земляк Осокин Пётр из села Нижняя Падь, вечная память и низкий поклон родителям"
    a, b = bring(1, "a", "Осокин Пётр", text), bring(2, "b", "Осокин Пётр", text + ".")
    accept(a), accept(b), judge(a, b)
    assert statuses() == {"Осокин Пётр": "probable"}
    c = bring(2, "c", "Осокин Пётр", "Другими словами о том же человеке написала районная газета")
    accept(c), judge(a, c)
    assert statuses() == {"Осокин Пётр": "confirmed"}
    check()


def test_unmerging_gives_both_persons_their_ids_back(tally: None) -> None:
    a, b = bring(1, "a", "Осокин Пётр"), bring(3, "b", "Осокин Павел")
    accept(a), accept(b)
    before = set(Person.objects.filter(active=True).values_list("public_id", "status"))
    merged = judge(a, b)
    assert Person.objects.filter(active=True).count() == 1
    gone = Person.objects.get(active=False)
    assert gone.merged_into == Person.objects.get(active=True).public_id
    record("judgement.revoked", {"event": merged}, actor="boris", reason="two brothers")
    assert set(Person.objects.filter(active=True).values_list("public_id", "status")) == before
    check()


def test_different_inside_a_cluster_is_a_conflict(tally: None) -> None:
    a, b, c = bring(1, "a", "А"), bring(2, "b", "А"), bring(3, "c", "А")
    accept(a), accept(b), accept(c), judge(a, b), judge(b, c)
    assert Person.objects.get(active=True).conflict == []
    judge(a, c, "different")
    assert Person.objects.get(active=True).conflict == [sorted([a, c])]
    check()


def test_found_alive_reverses_a_death(tally: None) -> None:
    a, b = bring(3, "a", "А Б"), bring(2, "b", "А Б", role="living")
    accept(a), accept(b)
    judge(a, b)
    assert statuses() == {"А Б": "found_alive"}
    check()


def test_an_edited_report_ends_its_claims_and_asks_for_a_second_look(tally: None) -> None:
    a = bring(1, "a", "Осокин Петр")
    accept(a)
    bring(1, "a", "Осокин Пётр")
    person = Person.objects.get(active=True)
    assert person.name == "Осокин Пётр"
    assert person.mentions.get().recheck
    check()


def test_past_counts_can_be_asked(tally: None) -> None:
    a = bring(1, "a", "А")
    first = accept(a)
    b = bring(3, "b", "Б")
    second = accept(b)
    assert counts.counts_as_of(seq=first)["probable"] == 1
    assert counts.counts_as_of(seq=first)["confirmed"] == 0
    assert counts.counts_as_of(seq=second) == counts.counts()


def test_the_database_refuses_to_change_or_delete_events(tally: None) -> None:
    for act in (
        lambda: Event.objects.filter(seq=1).update(actor="x"),
        lambda: Event.objects.filter(seq=1)._raw_delete("default"),
        lambda: Payload.objects.filter(event_id=1).update(content=b"{}"),
        lambda: Payload.objects.filter(event_id=1)._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_an_erased_row_leaves_every_proof_valid(tally: None) -> None:
    a = bring(1, "a", "Осокин Пётр")
    event = Event.objects.get(kind="import.recorded")
    root = rebuild.check_history().root
    erase(event.seq, 1, actor="editor", reason="court order")
    found = rebuild.check_history()
    assert found.fault == ""
    assert found.root != root  # the erasure itself is an event
    rebuild.replay()
    assert not Person.objects.exists()
    assert Payload.objects.get(event_id=event.seq, index=1).content is None
    assert a
