"""A tally that holds an invented list, as an import and an accepted batch leave it."""

from __future__ import annotations

import json
from collections.abc import Sequence

FIELDS = (
    "surname", "given", "patronymic", "birth_date", "birth_year", "age",
    "death_date", "region", "settlement", "unit",
)  # fmt: skip


def persons(uids: Sequence[str], columns: dict[str, list[str]]) -> None:
    """A mention and a person a record, as an import and an accepted batch leave them."""
    from everyname.register.models import Batch, Capture, Report, Source
    from everyname.register.sql import insert_many

    source = Source.objects.create(no=1, name="list", kind="official")
    batch = Batch.objects.create(seq=1, source=source, file_name="list.csv", sha256="0", at="2026-01-01T00:00:00.000Z")
    report = Report.objects.create(uid="r", source=source, external_id="r", batch=batch)
    Capture.objects.create(uid="c", report=report, sha256="0", container="0", row=0, seq=1)
    names = [" ".join(p for p in parts if p) for parts in zip(*(columns[k] for k in FIELDS[:3]), strict=True)]
    dates = zip(columns["birth_date"], columns["death_date"], columns["settlement"], strict=True)

    def facts(values: tuple[str, ...]) -> str:
        said = zip(("birth", "death", "settlement"), values, strict=True)
        return json.dumps({p: {"value": v, "groups": 1, "others": []} for p, v in said if v}, ensure_ascii=False)

    named = list(zip(uids, names, strict=True))
    fields = (
        "public_id",
        "founder",
        "name",
        "key",
        "active",
        "merged_into",
        "status",
        "rule",
        "sentence",
        "params",
        "basis",
        "facts",
        "groups",
        "conflict",
        "since",
    )
    insert_many("register_person", fields, (
        ("P" + uid[20:30], uid, name, name, True, "", "confirmed", "r", "s", "{}", "[]", facts(said), 1, "[]", 1)
        for (uid, name), said in zip(named, dates, strict=True)
    ))  # fmt: skip
    fields = (
        "uid",
        "report_id",
        "capture_id",
        "role",
        "read_role",
        "occasion",
        "confidence",
        "reasons",
        "name",
        "key",
        "listed",
        "review",
        "reviewed",
        "in_batch",
        "recheck",
        "seq",
        "person_id",
    )
    insert_many("register_mention", fields, (
        (uid, "r", "c", "dead", "dead", "list", 1000, "[]", name, name, True, "accepted", 1, 1, False, 1,
         "P" + uid[20:30])
        for uid, name in named
    ))  # fmt: skip
