"""One random operation on the open tally, through the functions that command line and desk use.

``step`` returns the number of the last event that it was acknowledged. What the register refuses with a typed error is
tried again as another operation, as a person would.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable
from pathlib import Path

from everyname.conf.tally import Tally
from everyname.domain.errors import CheckFailedError, InputError
from everyname.domain.words import Review, Verdict
from everyname.register.models import Batch, Claim, Event, Judgement, Mention, Person
from everyname.workflow import importing, intake, judging, publishing

_SURNAMES = ("Осокин", "Берёзин", "Камышов", "Lozovyi", "Тростник", "Рябинин", "Вербный", "Ольшанский")
_GIVEN = ("Пётр", "Павел", "Ivan", "Андрей", "Тарас", "Глеб")
_REASON = "looked at the two reports again"


def step(rng: random.Random, folder: Path, releases: int = 1) -> int:
    """Do one operation and return the number of its last event; ``releases`` is how many in about 105 publish."""
    tally, actor = Tally.open(folder), f"writer-{os.getpid()}"
    while True:
        operation = rng.choices([*_OPERATIONS, _release], [*_OPERATIONS.values(), releases])[0]
        try:
            seq = operation(rng, tally, actor)
        except (InputError, CheckFailedError):
            continue
        if seq is not None:
            return seq


Operation = Callable[[random.Random, Tally, str], int | None]


def import_rows(rng: random.Random, tally: Tally, actor: str) -> int | None:
    """A list of a few rows, some of them known, some changed, some gone."""
    keys = rng.sample(range(40), rng.randint(2, 6))
    lines = [f"{k};{_name(rng)};{rng.randint(1970, 2003)}-03-0{rng.randint(1, 9)}" for k in keys]
    return _import(tally, f"list {rng.randint(1, 4)}", "list.csv", ["id;full name;date of birth", *lines], actor)


def _posts(rng: random.Random, tally: Tally, actor: str) -> int | None:
    lines = [
        json.dumps({"id": str(rng.randrange(10**6)), "published": "2023-01-10", "text": f"Погиб {_name(rng)}"})
        for _ in range(rng.randint(1, 4))
    ]
    return _import(tally, f"channel {rng.randint(1, 3)}", "posts.jsonl", lines, actor)


def _import(tally: Tally, source: str, name: str, lines: list[str], actor: str) -> int | None:
    incoming = tally.folder / "incoming" / str(os.getpid())
    incoming.mkdir(parents=True, exist_ok=True)
    path = incoming / name
    path.write_text("\n".join(lines) + "\n", "utf-8")
    kind = "community" if name.endswith(".jsonl") else "official"
    done = importing.import_found(tally, intake.read(path, source=source), source=source, kind=kind, actor=actor)
    return done[-1].batch


def _name(rng: random.Random) -> str:
    return f"{rng.choice(_SURNAMES)} {rng.choice(_GIVEN)}"


def _mentions(rng: random.Random, count: int) -> list[str]:
    known = list(Mention.objects.order_by("uid").values_list("uid", flat=True))
    return rng.sample(known, count)


def _review(rng: random.Random, tally: Tally, actor: str) -> int:
    state = rng.choice((Review.ACCEPTED, Review.ACCEPTED, Review.NOT_A_DEATH, Review.SKIPPED))
    return judging.review(_mentions(rng, 1)[0], state, actor=actor, reason=_REASON).seq


def _judge(rng: random.Random, tally: Tally, actor: str) -> int:
    a, b = _mentions(rng, 2)
    return judging.judge(a, b, rng.choice((Verdict.SAME,) * 9 + (Verdict.DIFFERENT,)), actor=actor, reason=_REASON).seq


def _revoke(rng: random.Random, tally: Tally, actor: str) -> int | None:
    held = list(Judgement.objects.filter(revoked=None).order_by("seq").values_list("seq", flat=True))
    return judging.revoke(rng.choice(held), actor=actor, reason=_REASON).seq if held else None


def _settle(rng: random.Random, tally: Tally, actor: str) -> int | None:
    """Take back what contradicts, so that a release becomes possible again."""
    held = list(Judgement.objects.filter(revoked=None, verdict="different").values_list("seq", flat=True))
    return judging.revoke(rng.choice(held), actor=actor, reason=_REASON).seq if held else None


def _correct(rng: random.Random, tally: Tally, actor: str) -> int | None:
    claims = list(Claim.objects.filter(ended=None, property="full_name").order_by("uid").values_list("uid", flat=True))
    return judging.correct_claim(rng.choice(claims), _name(rng), actor=actor, reason=_REASON).seq if claims else None


def _batch(rng: random.Random, tally: Tally, actor: str) -> int:
    batches = list(Batch.objects.order_by("seq").values_list("seq", flat=True))
    return judging.accept_batch(rng.choice(batches), actor=actor, reason=_REASON).seq


def _release(rng: random.Random, tally: Tally, actor: str) -> int:
    """Publish, or take back a judgement that stands against it, as the refusal advises."""
    blocked = Person.objects.filter(active=True).exclude(conflict=[]).order_by("public_id").first()
    if blocked:
        a, b = blocked.conflict[0]
        held = Judgement.objects.filter(a=a, b=b, verdict="different", revoked=None)
        return judging.revoke(held.values_list("seq", flat=True)[0], actor=actor, reason=_REASON).seq
    publishing.publish(tally, actor=actor, reason=_REASON)
    own = Event.objects.filter(kind="release.published", actor=actor)
    return own.order_by("-seq").values_list("seq", flat=True)[0]


_OPERATIONS: dict[Operation, int] = {
    import_rows: 10, _posts: 10, _review: 30, _judge: 20, _revoke: 15, _settle: 6, _correct: 10, _batch: 4,
}  # fmt: skip
