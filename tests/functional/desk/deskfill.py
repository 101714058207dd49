"""A small tally for the desk's tests: invented persons, two similar reports, a broken row, tolls, an incident."""

from __future__ import annotations

import hashlib
from typing import Any

from everyname.register.models import Batch, Capture, Incident, Mention
from everyname.register.record import record
from everyname.register.uids import capture_uid, mention_uid, report_uid
from everyname.workflow import judging

RULES = """
[rules]
version = "t-1"
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
TEXT = (
    "Глава Заречного района сообщил, что при исполнении воинского долга погиб наш земляк Осокин Пётр Ильич, "
    "14 марта 1991 года рождения, уроженец села Нижняя Падь. Младший сержант, служил по контракту. "
    "Погиб 19 января 2023 года. Прощание пройдёт в доме культуры 27 января."
)
SOURCES = (("relative", "Страница семьи Осокиных"), ("local_media", "Заречная новь"), ("official", "Список района"))
TOLL = {
    "who": "Заречная новь", "kind": "independent_tally", "aspect": "total",
    "scope": {"measure": "identified", "groups": ["mobilised"], "side": "", "note": ""},
    "value_low": 11662, "value_high": 11662, "qualifier": "exact", "said_on": "2023-01-19", "period_from": "",
    "period_to": "2023-01-17", "event": "", "evidence": "подтверждены 11 662 имени", "source": "Заречная новь",
}  # fmt: skip


def digest(text: str) -> str:
    """The sha256 that a file of this text would have."""
    return hashlib.sha256(text.encode()).hexdigest()


def _claims(text: str, values: dict[str, tuple[str, str]]) -> list[dict[str, Any]]:
    found = []
    for prop, (value, original) in values.items():
        start = text.find(original)
        span = {"start": start, "end": start + len(original)} if text and start >= 0 else {"column": prop}
        found.append({"property": prop, "value": value, "original": original, "reader": "test/1", **span})
    return found


def bring(source: int, external: str, name: str, text: str = "", role: str = "dead", **values: tuple[str, str]) -> str:
    """One report of one person by a source; the uid of its mention."""
    report = report_uid(source, external)
    mention, sha = mention_uid(report, "0"), digest(external + name + text)
    claims = _claims(text, {"full_name": (name, name), **values})
    cells = [] if text else [[k, v[1]] for k, v in {"name": (name, name), **values}.items()]
    row = {
        "report": {"uid": report, "external_id": external, "published": "2023-01-21", "lang": "ru"},
        "capture": {
            "uid": capture_uid(report, sha), "sha256": sha, "container": sha, "row": 1, "text": text, "cells": cells
        },
        "mentions": [
            {"uid": mention, "role": role, "occasion": "announcement", "confidence": 930, "reasons": [],
             "name": name, "claims": claims}
        ],
    }  # fmt: skip
    broken = {
        "uid": digest(external)[:24], "file_name": f"{external}.csv", "row": 7, "column": "born", "value": "31.02.1991",
        "code": "date", "reason": "31.02.1991 is no day of the calendar", "raw": "7;31.02.1991",
    }  # fmt: skip
    body = {"source": source, "file": sha, "counts": {"reports": 1, "mentions": 1, "quarantined": 1}}
    rows = [{"file_name": f"{external}.csv", "facts": {}}, row, {"quarantine": broken}]
    record("import.recorded", body, actor="volunteer", rows=rows)
    return mention


def begin() -> None:
    """The first events: tally, rules and three sources."""
    record("tally.created", {"tally": "t", "origin": "example.org/t", "key": "k"}, actor="editor")
    record("rules.adopted", {"version": "t-1", "sha256": digest(RULES)}, actor="editor", rows=[{"text": RULES}])
    for no, (kind, name) in enumerate(SOURCES, 1):
        body = {"source": no, "kind": kind, "proves": ["death", "identity"], "group": ""}
        record("source.registered", body, actor="editor", rows=[{"name": name}])


def fill() -> list[str]:
    """Everything a page may show; the uids of the mentions: two of Осокин (the first is accepted), then others."""
    begin()
    facts = {
        "birth": ("1991-03-14", "14 марта 1991 года"), "death": ("2023-01-19", "19 января 2023 года"),
        "settlement": ("Нижняя Падь", "села Нижняя Падь"), "rank": ("младший сержант", "Младший сержант"),
        "category": ("contract", "по контракту"),
    }  # fmt: skip
    uids = [
        bring(2, "post-1", "Осокин Пётр Ильич", TEXT, **facts),
        bring(3, "list-1", "ОСОКИН ПЕТР ИЛЬИЧ", birth=("1991-03-14", "14.03.1991")),
        bring(
            1, "post-2", "Ремизова Анна Сергеевна", "Погибла военный медик Ремизова Анна Сергеевна, 2 мая 2023 года."
        ),
        bring(2, "post-3", "Тёплый Глеб Олегович", "Пропал без вести Тёплый Глеб Олегович.", role="missing"),
    ]
    judging.accept(uids[0], actor="anna", reason="the text names him")
    pair = sorted(uids[:2])
    terms = [
        {"field": "surname", "level": "exact", "code": "rare_exact", "weight": 9100},
        {"field": "birth_date", "level": "exact", "code": "exact", "weight": 11300},
    ]
    sure = {"weight": 20400, "permille": 991, "change": -991, "auto": False}
    proposal = {"a": pair[0], "b": pair[1], "terms": terms, **sure}
    body = {"model": digest("model"), "counts": {"mentions": 4, "pairs": 1, "joined": 0}}
    record("linkage.recorded", body, actor="model", rows=[{"model": ""}, proposal])
    _tolls(uids[0])
    return uids


def _tolls(mention: str) -> None:
    place = {"name": "Удар по общежитию", "date": "2022-12-31", "place": "Заречье"}
    record("incident.recorded", {"incident": 1}, actor="anna", rows=[place])
    claimed = {**TOLL, "kind": "official", "who": "министерство", "value_low": 89, "value_high": 89, "period_to": "",
               "event": place["name"], "scope": {**TOLL["scope"], "measure": "killed"}}  # fmt: skip
    wounded = {**TOLL, "value_low": 200, "value_high": 300, "scope": {**TOLL["scope"], "measure": "wounded"}}
    for no, (value, incident) in enumerate(((TOLL, None), (claimed, 1), (wounded, None)), 1):
        record("toll.recorded", {"toll": no}, actor="anna", rows=[{"value": value, "incident": incident}])
    body = {"incident": 1, "mention": mention, "permille": 900}
    record("incident.attributed", body, actor="anna", reason="date and unit agree")
    capture = Capture.objects.get(mentions__uid=mention)
    nested = {"type": "incident", "event": "Взрыв на складе", "place": "Заречье", "date": "2023-02", "toll": claimed,
              "named_low": 40, "named_high": 45}  # fmt: skip
    rows = [
        {**value, "spans": {}, "reasons": ["speaker.says"], "confidence": 800}
        for value in ({"type": "toll", **TOLL, "value_low": 942, "value_high": 942, "aspect": "added"}, nested)
    ]
    record("toll.proposed", {"capture": capture.uid, "counts": {"proposals": 2}}, actor="reader", rows=rows)


def pages() -> list[str]:
    """Every address that shows a page to somebody who has signed in."""
    person = Mention.objects.exclude(person=None).first()
    waiting = Mention.objects.filter(person=None).order_by("uid").first()
    batch, incident = Batch.objects.first(), Incident.objects.first()
    assert person
    assert waiting
    assert batch
    assert incident
    return [
        "/", f"/mention/{person.uid}/", f"/mention/{waiting.uid}/", f"/person/{person.person_id}/", "/persons/",
        "/persons/?conflict=1", "/pairs/", "/search/", "/search/?q=осокин", "/tolls/", f"/incident/{incident.no}/",
        "/imports/", f"/imports/{batch.seq}/", "/history/", "/accounts/2fa/", "/accounts/password/change/",
    ]  # fmt: skip
