"""A confidence is a probability: on notices that no map was fitted to, so many values are right as were promised."""

import json
from collections import defaultdict
from datetime import date
from pathlib import Path

from everyname.domain.names import fold
from everyname.domain.words import Property, Role
from everyname.extract import read

CHECK = Path(__file__).parents[2] / "data" / "notices" / "check.jsonl"
FIELDS = ("age", "birth", "death", "rank", "full_name")
ENOUGH = 50
NO_EDIT = 0.97


def told() -> list[tuple[float, bool]]:
    values = []
    for post in map(json.loads, CHECK.read_text(encoding="utf-8").splitlines()):
        wanted = {fold(p["full_name"]): p for p in post["persons"]}
        for person in read(post["text"], published=date.fromisoformat(post["pub"])).persons:
            name = person.first(Property.FULL_NAME)
            labels = wanted.get(fold(name.value)) if name and person.role is Role.DEAD else None
            for field in FIELDS:
                value = person.first(Property(field))
                if labels and value and field in labels:
                    values.append((value.confidence, fold(value.value) == fold(str(labels[field]))))
    return values


def test_as_many_values_are_right_as_were_promised() -> None:
    values = told()
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in values:
        bins[int(sure * 20)].append((sure, right))
    full = [b for b in bins.values() if len(b) >= ENOUGH]
    assert full
    for members in full:
        assert abs(sum(s for s, _ in members) - sum(r for _, r in members)) <= 0.05 * len(members)
    unedited = [right for sure, right in values if sure >= NO_EDIT]
    assert len(unedited) >= len(values) / 2
    assert sum(unedited) >= 0.98 * len(unedited)
