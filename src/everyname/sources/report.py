"""What every format gives: reports, and rows that could not be read, each with its place and reason.

Invariant: rows in the file = reports + quarantined rows + rows recognised as blank, repeated or totals.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any

from everyname.domain.errors import InputError


class SourceError(InputError):
    """The file as a whole cannot be read; the message names the file and what to do."""


@dataclass(frozen=True, slots=True)
class CellClaim:
    """One value of a row: the property, as written, in normal form, and the column it stood in."""

    property: str
    original: str
    value: str
    column: str


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that came in. ``row`` counts as a person does; ``raw`` is its bytes; their hash names a capture."""

    external_id: str
    row: int
    raw: bytes
    published: str = ""
    url: str = ""
    lang: str = ""
    author: str = ""
    repost_of: str = ""
    source: str = ""  # when the file itself names its source
    source_kind: str = ""
    text: str = ""
    cells: tuple[tuple[str, str], ...] = ()
    claims: tuple[CellClaim, ...] = ()

    @property
    def sha256(self) -> str:
        """Hash of the bytes."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row or one cell of it that could not be read. ``whole`` is false when the rest of the row was kept."""

    file: str
    row: int
    column: str
    value: str
    code: str
    reason: str
    raw: str
    whole: bool = True


@dataclass(slots=True)
class Read:
    """What a file gave. ``facts`` say how it was read (encoding, delimiter, header row, mapping), for the analyst."""

    file: str
    sha256: str
    reports: list[Report] = field(default_factory=list)
    quarantined: list[Quarantined] = field(default_factory=list)
    ignored: dict[str, int] = field(default_factory=dict)
    facts: dict[str, Any] = field(default_factory=dict)

    def ignore(self, why: str) -> None:
        """Count a row that is no report: blank, total, repeated."""
        self.ignored[why] = self.ignored.get(why, 0) + 1
