"""Texts longer than a post: read block by block, so that the work in memory is that of one block.

Invariant: every block but the first begins with the text's own first line, the heading of a list; a position in a
block maps back to the text, and what the heading alone says is kept once.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from everyname.domain.words import Role
from everyname.extract.reading import PersonReading, Proposal, Reading

LONGEST = 120_000  # characters of one block: some hundred times a post
_HEADING = 200  # characters of a first line that may head a list


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a text behind ``heading`` characters of its first line; ``shift`` leads back to the text."""

    text: str
    heading: int
    shift: int

    def person(self, person: PersonReading) -> PersonReading | None:
        """The person with spans in the whole text; ``None`` when the heading alone names him."""
        if all(p.span[0] < self.heading for p in person.proposals):
            return None if self.heading else person
        return replace(person, proposals=tuple(map(self._proposal, person.proposals)))

    def _proposal(self, proposal: Proposal) -> Proposal:
        start, end = proposal.span
        return proposal if start < self.heading else replace(proposal, span=(start + self.shift, end + self.shift))


def blocks(text: str) -> Iterator[Block]:
    """The text in blocks that end with a line where they can, else with a sentence or a word."""
    first = text.find("\n") + 1
    heading = text[:first] if 0 < first <= _HEADING else ""
    start = 0
    while start < len(text):
        end = _end(text, start)
        lead = heading if start else ""
        yield Block(lead + text[start:end], len(lead), start - len(lead))
        start = end


def _end(text: str, start: int) -> int:
    limit = start + LONGEST
    if limit >= len(text):
        return len(text)
    for mark in ("\n", ". ", " "):
        found = text.rfind(mark, start + LONGEST // 2, limit)
        if found > 0:
            return found + len(mark)
    return limit


def joined(readings: list[Reading]) -> Reading:
    """One reading of a text from those of its blocks; a person named in several blocks stands once."""
    persons: dict[str, PersonReading] = {}
    for reading in readings:
        for number, person in enumerate(reading.persons):
            name = " ".join(p.value for p in person.proposals if p.property == "full_name") or f"#{number}"
            known = persons.get(name)
            if known is None or (person.role is Role.DEAD and known.role is not Role.DEAD):
                persons[name] = person
    telling = next((r for r in readings if r.is_war_death), readings[0])
    warnings = tuple(dict.fromkeys(w for r in readings for w in r.warnings))
    return replace(telling, persons=tuple(persons.values()), warnings=warnings)
