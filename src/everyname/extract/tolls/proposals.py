"""What the reader of stated tolls hands to an analyst: a claim with the places and reasons it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from everyname.domain.tolls import IncidentClaim, StatedToll
from everyname.extract.reading import Span


@dataclass(frozen=True, slots=True)
class TollProposal:
    """One claim read from a text.

    ``spans`` are (field, (start, end)) in code points of the captured text, one for every value that stands in it; a
    field without a span was derived, and a reason code says how. ``confidence`` is the probability, 0..1, that an
    analyst accepts the claim as it is.
    """

    claim: StatedToll | IncidentClaim
    spans: tuple[tuple[str, Span], ...]
    reasons: tuple[str, ...]
    confidence: float

    @property
    def toll(self) -> StatedToll:
        """The stated toll, of an incident too."""
        return self.claim.toll if isinstance(self.claim, IncidentClaim) else self.claim

    def span(self, field: str) -> Span | None:
        """Where the value of a field was read, if it stands in the text."""
        return next((span for name, span in self.spans if name == field), None)
