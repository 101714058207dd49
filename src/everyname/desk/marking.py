"""The source text with the places marked from which values were read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from everyname.register.models import Claim


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text; ``properties`` is empty where nothing was read."""

    text: str
    properties: tuple[str, ...] = ()


def marked(text: str, claims: Iterable[Claim]) -> list[Piece]:
    """Cut ``text`` at every border of a span, so that overlapping spans all stay visible.

    The pieces joined are the text; spans outside it are ignored.
    """
    spans = [(c.start, c.end, c.property) for c in claims if c.start is not None and c.end is not None]
    spans = [(s, e, p) for s, e, p in spans if 0 <= s < e <= len(text)]
    borders = sorted({0, len(text), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    pieces = []
    for start, end in pairwise(borders):
        inside = tuple(dict.fromkeys(p for s, e, p in spans if s <= start and end <= e))
        pieces.append(Piece(text[start:end], inside))
    return pieces
