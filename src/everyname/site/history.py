"""What every release said of every person, read from the changes of all releases.

Invariant: only ``changes.jsonl`` of earlier releases is read, never their persons: history costs what changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from everyname.domain.words import Status
from everyname.releases import Release

Row = dict[str, Any]
_GONE = ("removed", "merged", "withdrawn")


@dataclass(frozen=True, slots=True)
class Move:
    """One change of one person in one release."""

    release: int
    made_at: str
    row: Row


@dataclass(frozen=True, slots=True)
class History:
    """``moves`` by id, oldest first; ``since``: the release from which a person is counted without a break;
    ``gone``: the last word on ids that are no longer published."""

    moves: dict[str, list[Move]]
    since: dict[str, int]
    gone: dict[str, Move]


def read(releases: Sequence[Release]) -> History:
    """The history over releases in order of their numbers."""
    moves: dict[str, list[Move]] = defaultdict(list)
    since: dict[str, int] = {}
    gone: dict[str, Move] = {}
    for release in releases:
        for row in release.changes:
            key, move = row["id"], Move(release.number, str(release.manifest["made_at"]), row)
            moves[key].append(move)
            if row["kind"] in _GONE:
                gone[key] = move
                since.pop(key, None)
                continue
            gone.pop(key, None)
            status = row["new"].get("status")
            if status == Status.CONFIRMED:
                since.setdefault(key, release.number)
            elif status:
                since.pop(key, None)
    return History(moves, since, gone)
