"""Analysts' judgements from a file, applied in order as if each had been made at the desk.

A line: ``{"report", "surname", "action", "other"?, "analyst", "reason"?, "role"?, "batch"?}``. ``report`` is the
external id of a report, ``surname`` tells its mentions apart, ``role`` is what he is in the analyst's eyes. Actions:
accept, same (as the mention of report ``other``), different, not_a_death, skip, revoke (the last judgement between the
two, or the one that joins the first).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from rapidfuzz.distance import JaroWinkler

from everyname.domain.errors import InputError
from everyname.domain.names import fold
from everyname.domain.words import Review, Role, Verdict
from everyname.linkage.lookup import word_of, words_of
from everyname.register.models import Judgement, Mention
from everyname.workflow import judging

Progress = Callable[[int, int], None]
_ALIKE = 0.9


@dataclass(slots=True)
class Applied:
    """How many lines were applied, and which mention nobody could find."""

    done: int = 0
    missing: list[str] = field(default_factory=list)
    joined: Counter[tuple[str, str]] = field(default_factory=Counter)


def apply(path: Path, *, batch: int | None = None, at: str | None = None, progress: Progress | None = None) -> Applied:
    """Apply the lines of a file (of one ``batch`` only, if given); a mention that was not read is named, not guessed.

    Raises:
        InputError: a line that is no judgement, named by its number.
    """
    lines = [
        (n, _line(path, n, text)) for n, text in enumerate(path.read_text("utf-8").splitlines(), 1) if text.strip()
    ]
    chosen = [(n, row) for n, row in lines if batch is None or row.get("batch") == batch]
    applied = Applied()
    for done, (number, row) in enumerate(chosen, 1):
        _one(row, applied, f"{path.name}, line {number}", at)
        if progress:
            progress(done, len(chosen))
    return applied


def _line(path: Path, number: int, text: str) -> dict[str, Any]:
    try:
        row = json.loads(text)
        needed = {"report", "surname", "action", "analyst"}
        if not isinstance(row, dict) or not needed <= set(row):
            raise InputError(f"{path.name}, line {number}: needs {', '.join(sorted(needed))}")
    except ValueError as error:
        raise InputError(f"{path.name}, line {number}: {error}") from error
    return row


def _one(row: Mapping[str, Any], applied: Applied, where: str, at: str | None) -> None:
    place = (row["report"], row["surname"])
    if row["action"] == "same":
        applied.joined[place] += 1  # a second «same» of one report and surname speaks of a second man in it
    mention = find(*place, nth=max(applied.joined[place], 1))
    other = find(row["other"], row["surname"]) if row.get("other") else None
    if mention is None or (row.get("other") and other is None):
        applied.missing.append(f"{where}: {row['surname']} in report {row['report']}")
        return
    with transaction.atomic():
        _decide(row, mention, other, where, at)
    applied.done += 1


def _decide(row: Mapping[str, Any], mention: Mention, other: Mention | None, where: str, at: str | None) -> None:
    action, who, reason = row["action"], row["analyst"], row.get("reason", "")
    role = Role(row["role"]) if row.get("role") else None
    if action == "accept":
        judging.accept(mention.uid, actor=who, reason=reason, role=role, at=at)
    elif action == "same" and other:
        if mention.review != Review.ACCEPTED:
            judging.accept(mention.uid, actor=who, reason=reason, role=role, at=at)
        judging.judge(mention.uid, other.uid, Verdict.SAME, actor=who, reason=reason, at=at)
    elif action == "different" and other:
        judging.judge(mention.uid, other.uid, Verdict.DIFFERENT, actor=who, reason=reason or "two people", at=at)
    elif action == "revoke" and other:
        judging.revoke(_joining(mention, other), actor=who, reason=reason or "taken back", at=at)
    elif action in ("not_a_death", "skip"):
        state = Review.NOT_A_DEATH if action == "not_a_death" else Review.SKIPPED
        judging.review(mention.uid, state, actor=who, reason=reason or action, at=at)
    else:
        raise InputError(f"{where}: «{action}» is no action, or lacks «other»")


def find(external_id: str, surname: str, *, nth: int = 1) -> Mention | None:
    """The mention of a report whose name has this word or one like it, the likest first; ``None`` without an nth."""
    wanted = word_of(fold(surname)).form
    found = Mention.objects.filter(report__external_id=external_id).select_related("person").order_by("uid")
    scored = [
        (max((JaroWinkler.normalized_similarity(wanted, w.form) for w in words_of(m.name)), default=0.0), m)
        for m in found
    ]
    alike = sorted((s for s in scored if s[0] >= _ALIKE), key=lambda s: -s[0])
    return alike[nth - 1][1] if len(alike) >= nth else None


def _joining(a: Mention, b: Mention) -> int:
    held = Judgement.objects.filter(revoked=None)
    direct = held.filter(a__in=(a.uid, b.uid), b__in=(a.uid, b.uid)).order_by("-seq").first()
    pairs = held.filter(verdict=Verdict.SAME)
    found = direct or pairs.filter(a=a.uid).order_by("-seq").first() or pairs.filter(b=a.uid).order_by("-seq").first()
    if found is None:
        raise InputError(f"nothing joins {a.name} and {b.name}")
    return found.seq
