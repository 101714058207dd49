"""The ladder on the first page: what is sure, what waits, what is expected, what may be, what others say.

Invariant: the words and their order are fixed, and no two rungs are ever added up. A rung without an estimate stays,
with the reason in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from everyname.site.shell import Shell

_STATEMENTS = 3  # the latest of each list; all of them have a page of their own
_SHOWN = 0.95


@dataclass(frozen=True, slots=True)
class Row:
    """One rung in words: ``code`` of the rung, its ``figures`` (lines), and notes under its name."""

    code: str
    label: str
    figures: list[str]
    notes: list[str]


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rungs, and the day and release that they stand on."""

    as_of: str
    release: int
    rows: list[Row]


def ladder(shell: Shell) -> Ladder | None:
    """The ladder beside the releases, or ``None`` where nobody made one."""
    found = shell.site.estimates
    if not found:
        return None
    rows = [_row(shell, rung) for rung in found["rungs"]]
    return Ladder(found["as_of"], found["release"], rows)


def _row(shell: Shell, rung: dict[str, Any]) -> Row:
    t, code = shell.t, str(rung["code"])
    notes = [t(f"ladder.{code}.note")]
    if "not_estimable" in rung:
        known = [t.table[key] for key in (f"ladder.because.{x}" for x in rung["because"]) if key in t.table]
        return Row(code, t(f"ladder.{code}"), [t("ladder.none")], [*notes, *known])
    if code == "expected":
        notes += _tested(shell, rung["backtest"])
    if code == "ever":
        notes.append(t("ladder.grade", grade=rung["grade"]))
    return Row(code, t(f"ladder.{code}"), _figures(shell, code, rung), notes)


def _figures(shell: Shell, code: str, rung: dict[str, Any]) -> list[str]:
    t = shell.t
    if code == "expected":
        ends = next(i for i in rung["intervals"] if i["level"] == _SHOWN)
        return [t.number(rung["still_to_be_named"]), t("ladder.range", low=ends["low"], high=ends["high"])]
    if code == "ever":
        return [f"{t.number(rung['low'])}–{t.number(rung['high'])}"]
    if code == "stated":
        latest = sorted(rung["tolls"], key=lambda toll: str(toll["said_on"]), reverse=True)[:_STATEMENTS]
        return [f"{toll['who']}: {_ends(shell, toll)}" for toll in latest] or ["—"]
    return [t.number(rung["count"])]


def _tested(shell: Shell, past: dict[str, Any]) -> list[str]:
    """How the same method would have done as of earlier releases."""
    if not past.get("replays"):
        return []
    inside = round(100 * past["coverage_as_stated"][str(_SHOWN)])
    return [shell.t("ladder.tested", inside=inside, cells=past["cells"], times=past["replays"])]


def _ends(shell: Shell, toll: dict[str, Any]) -> str:
    ends = dict.fromkeys(toll[end] for end in ("low", "high") if toll[end] is not None)
    return "–".join(map(shell.t.number, ends)) or "—"
