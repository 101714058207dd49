"""Rules in force, and how the count would move under others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.domain.rules import load_rules
from everyname.domain.words import Status
from everyname.register.models import Mention, Person, Setting
from everyname.register.projections.evidence import evidence_of, members
from everyname.workflow import setup

_CHUNK = 400


@dataclass(frozen=True, slots=True)
class Comparison:
    """The count under two rule files; ``examples`` are the first persons whose status would change."""

    now_version: str
    then_version: str
    now: dict[str, int]
    then: dict[str, int]
    moved: int
    examples: tuple[str, ...]

    def rows(self) -> Iterator[tuple[str, int, int, str]]:
        """One line a status."""
        for status in Status:
            before, after = self.now.get(status, 0), self.then.get(status, 0)
            yield str(status), before, after, f"{after - before:+d}" if after != before else ""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def compare(tally: Tally, file: Path) -> Comparison:
    """Judge every person again under the rules of ``file``; nothing is written.

    Raises:
        RuleError: the file cannot be used.
        InputError: it cannot be read.
    """
    try:
        rules = load_rules(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{file}: cannot be read as a rule file: {error}") from error
    now: Counter[str] = Counter()
    then: Counter[str] = Counter()
    examples: list[str] = []
    moved = 0
    for person, uids in _persons():
        status = rules.decide(evidence_of(members(uids))).status
        now[person.status] += 1
        then[status] += 1
        if status != person.status:
            moved += 1
            if len(examples) < 20:
                examples.append(f"{person.public_id} {person.name}: {person.status} -> {status}")
    present = Setting.objects.get(name="rules")
    return Comparison(present.version, rules.version, dict(now), dict(then), moved, tuple(examples))


def adopt(tally: Tally, *, actor: str, reason: str) -> str:
    """Bring the folder's rule file and publication policy into force; what happened, in words."""
    if not reason.strip():
        raise InputError("adopting rules needs a --reason: readers will ask why the count moved")
    moved = setup.adopt_rules(tally, actor=actor, reason=reason)
    shown = setup.adopt_policy(tally, actor=actor, reason=reason)
    if not (moved or shown):
        return "these rules are in force already"
    policy = " and the publication policy of tally.toml" if shown else ""
    return f"rules {Setting.objects.get(name='rules').version}{policy} are in force"


def _persons() -> Iterator[tuple[Person, list[str]]]:
    last = ""
    while rows := list(Person.objects.filter(active=True, public_id__gt=last).order_by("public_id")[:_CHUNK]):
        last = rows[-1].public_id
        held: dict[str, list[str]] = {p.public_id: [] for p in rows}
        for uid, person in Mention.objects.filter(person__in=list(held)).values_list("uid", "person_id"):
            held[str(person)].append(uid)
        for row in rows:
            yield row, held[row.public_id]
