"""What every format hands on: reports, and by name everything that did not become one.

Invariant: rows in = reports + quarantined whole rows + skipped rows. A report's identity is (source, external_id).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from everyname.domain.words import Property

Progress = Callable[[int, int], None]


class SourceError(ValueError):
    """The file as a whole cannot be read. The message names the file, the place and what to do."""

    def __init__(self, file: str, place: str, sentence: str) -> None:
        super().__init__(f"{file}, {place}: {sentence}" if place else f"{file}: {sentence}")
        self.file, self.place, self.sentence = file, place, sentence


@dataclass(frozen=True, slots=True)
class CellClaim:
    """One value of one cell. ``value`` is normal form (dates: EDTF); ``note`` says what was left out of it and why."""

    property: Property
    original: str
    value: str
    column: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One thing that came in, as it was written. ``row`` counts from 1, as a spreadsheet or an editor does."""

    source: str
    external_id: str
    text: str
    raw: bytes
    published: str = ""  # EDTF date or ISO date and time; empty: not said
    url: str = ""
    lang: str = ""
    cells: tuple[tuple[str, str], ...] = ()  # (column, original value), in the order of the file
    media: tuple[str, ...] = ()
    source_kind: str = ""
    author: str = ""
    edited: str = ""
    repost_of: str = ""
    file: str = ""
    row: int = 0
    claims: tuple[CellClaim, ...] = ()  # what its cells say; a post has none before it is read

    @property
    def identity(self) -> tuple[str, str]:
        """What makes two captures the same report."""
        return self.source, self.external_id

    @property
    def sha256(self) -> str:
        """The hash of the bytes, in hexadecimal."""
        return hashlib.sha256(self.raw).hexdigest()


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A row or one cell that could not be used. With ``whole_row`` false the rest of the row became a report."""

    file: str
    row: int
    column: str
    value: str
    code: str
    sentence: str
    raw: bytes
    whole_row: bool = True


@dataclass(frozen=True, slots=True)
class Skipped:
    """A row that holds no report by nature: blank, title, header, total, or an exact repetition."""

    file: str
    row: int
    code: str
    text: str


Item = Report | Quarantined | Skipped


@dataclass(frozen=True, slots=True)
class Batch:
    """One file, read. ``items`` can be iterated again and again; for long files each pass reads the file anew."""

    file: str
    sha256: str
    encoding: str
    facts: tuple[str, ...]  # what was found out about the format, in sentences
    items: Iterable[Item]

    def __iter__(self) -> Iterator[Item]:
        return iter(self.items)

    @property
    def reports(self) -> Iterator[Report]:
        """The reports, in the order of the file."""
        return (item for item in self.items if isinstance(item, Report))

    @property
    def quarantined(self) -> Iterator[Quarantined]:
        """Refused rows and cells, in the order of the file."""
        return (item for item in self.items if isinstance(item, Quarantined))

    @property
    def skipped(self) -> Iterator[Skipped]:
        """Rows that are no reports by nature."""
        return (item for item in self.items if isinstance(item, Skipped))


def file_sha256(path: Path) -> str:
    """The hash of a file of any size. Raises ``SourceError`` when it cannot be opened."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError as error:
        raise SourceError(path.name, "", f"cannot be opened ({error.strerror}); check the path") from error
