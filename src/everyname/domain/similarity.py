"""Is one text a reprint of another? Shares of common word sequences (shingles), as in Broder 1997."""

from __future__ import annotations

from collections.abc import Sequence

from everyname.domain.names import fold

SHINGLE = 4
REPRINT = 0.6  # resemblance from which one text is taken for a reprint of the other


def shingles(text: str, size: int = SHINGLE) -> frozenset[str]:
    """The set of runs of ``size`` folded words; shorter texts give one run."""
    words = fold(text).split()
    if not words:
        return frozenset()
    return frozenset(" ".join(words[i : i + size]) for i in range(max(1, len(words) - size + 1)))


def resemblance(a: frozenset[str], b: frozenset[str]) -> float:
    """Jaccard similarity of two sets of shingles, 0..1; an empty text resembles nothing."""
    return len(a & b) / len(a | b) if a and b else 0.0


def reprint_groups(texts: Sequence[str]) -> list[int]:
    """For each text the index of the first one in its group of reprints (single linkage).

    Quadratic in the number of texts, which are the reports of one person.
    """
    sets = [shingles(t) for t in texts]
    group = list(range(len(texts)))
    for i in range(len(texts)):
        for j in range(i):
            if group[i] != group[j] and resemblance(sets[i], sets[j]) >= REPRINT:
                low, high = sorted((group[i], group[j]))
                group = [low if g == high else g for g in group]
    return group
