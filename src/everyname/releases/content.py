"""What goes into a release: frozen values, already cut down to what the publication policy allows.

Invariant: nothing here is read from a clock, a database or a file; the same content always gives the same bytes.
Dates are EDTF texts (``domain.edtf``), ``""`` where nothing is known; instants are ISO 8601 in UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from everyname.domain.errors import InputError
from everyname.domain.words import Role, SourceKind, Status


class ReleaseError(InputError):
    """The content cannot become a release; the message names the person or table and what to do."""


@dataclass(frozen=True, slots=True)
class TallyInfo:
    """The tally in its own words. The first language is the default one; titles and scopes are per language."""

    slug: str
    origin: str
    titles: Mapping[str, str]
    scope: Mapping[str, str]
    languages: tuple[str, ...]
    demo: bool = False


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """One accepted mention, as far as readers may see it: enough to apply the rules again."""

    source: int
    kind: SourceKind
    group: str
    proves: tuple[str, ...]
    role: Role
    claims: tuple[str, ...]
    occasion: str = ""
    published: str = ""
    listed: bool = True


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """One published person. ``sentence`` and ``params`` are the code and values of the rule's explanation."""

    id: str
    name: str
    status: Status
    rule: str
    sentence: str
    params: Mapping[str, Any]
    evidence: tuple[EvidenceRecord, ...]
    surname: str = ""
    given: str = ""
    patronymic: str = ""
    nom_de_guerre: str = ""
    spellings: tuple[str, ...] = ()
    birth: str = ""
    death: str = ""
    burial: str = ""
    age: int | None = None
    rank: str = ""
    rank_class: str = ""
    unit: str = ""
    branch: str = ""
    category: tuple[str, ...] = ()
    region: str = ""
    settlement: str = ""
    death_place: str = ""
    merged_from: tuple[str, ...] = ()
    split_from: str = ""


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A source by its number. An empty ``name`` means that the name is not published."""

    number: int
    kind: SourceKind
    group: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class BacklogRecord:
    """Mentions not yet judged; ``expected_new`` is the number of new persons expected among them, if anyone knows."""

    size: int
    oldest: str = ""
    by_month: Mapping[str, int] = field(default_factory=dict)
    expected_new: float | None = None


@dataclass(frozen=True, slots=True)
class StatedTollRecord:
    """A number somebody else said, over a period of deaths (EDTF days, may be open) or for one event."""

    who: str
    kind: str
    said_on: str
    scope: str
    low: int | None
    high: int | None
    period_from: str = ""
    period_to: str = ""
    event: str = ""
    qualifier: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """An event: the number claimed for it, the number named in this tally, and who they are where published."""

    id: str
    titles: Mapping[str, str]
    claimed: int | None
    named: int
    date: str = ""
    place: str = ""
    claims: tuple[StatedTollRecord, ...] = ()
    persons: tuple[str, ...] = ()

    @property
    def remainder(self) -> int | None:
        """How many of the claimed are not named; never below zero."""
        return None if self.claimed is None else max(self.claimed - self.named, 0)


@dataclass(frozen=True, slots=True)
class ReleaseContent:
    """Everything a release is made of.

    ``policy`` is TOML with a ``[publication]`` table (``small_cells`` is read from it, the rest is shown).
    ``checkpoint`` is the ledger's signed note, by the key that signs the release. ``withdrawn`` (id -> reason) and
    ``redirects`` (merged id -> target) are all there ever were. ``reasons`` explains changes, id -> words.
    """

    number: int
    made_at: str
    tally: TallyInfo
    persons: tuple[PersonRecord, ...]
    sources: tuple[SourceRecord, ...]
    rules: str
    policy: str
    methodology: Mapping[str, str]
    backlog: BacklogRecord
    checkpoint: str
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    stated_tolls: tuple[StatedTollRecord, ...] = ()
    incidents: tuple[IncidentRecord, ...] = ()
    estimates: Any = None
    previous: Path | None = None
