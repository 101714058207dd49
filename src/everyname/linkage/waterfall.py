"""Why a pair has its weight, drawn: a bar per piece of evidence, from the odds before to the odds after.

Invariant: the bars begin where the one before ends, and the last ends at the pair's weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from everyname.linkage.explain import Term, words

_ROW, _LABEL, _WIDE, _PAD = 26, 430, 420, 16
_COLOURS = {True: "#2c7a4b", False: "#b3402e"}  # for, against


@dataclass(frozen=True, slots=True)
class Step:
    """One bar: ``text`` in words, from ``start`` to ``end`` in log2 odds."""

    text: str
    start: float
    end: float


def steps(terms: Sequence[Term], language: str = "en") -> list[Step]:
    """The terms in order, the prior first, each beginning where the one before ended."""
    ordered = sorted(terms, key=lambda term: term.field != "prior")
    found, at = [], 0.0
    for term in ordered:
        found.append(Step(words(term, language), at, at + term.weight))
        at += term.weight
    return found


def as_text(terms: Sequence[Term], language: str = "en") -> str:
    """One line per step with the odds reached so far."""
    return "\n".join(f"{step.end:+7.1f}  {step.text}" for step in steps(terms, language))


def as_svg(terms: Sequence[Term], language: str = "en") -> str:
    """The waterfall as an SVG drawing with its text inside, readable without a script."""
    rows = steps(terms, language)
    low = min(0.0, *(min(row.start, row.end) for row in rows))
    high = max(0.0, *(max(row.start, row.end) for row in rows))
    unit = _WIDE / max(high - low, 1.0)
    zero = _LABEL + (0.0 - low) * unit
    height = len(rows) * _ROW + 2 * _PAD
    bars = [_bar(row, place, low, unit) for place, row in enumerate(rows)]
    said = escape("; ".join(row.text for row in rows))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {_LABEL + _WIDE + 2 * _PAD} {height}" '
            'font-family="sans-serif" font-size="13">',
            f"<title>{said}</title>",
            f'<line x1="{zero:.1f}" x2="{zero:.1f}" y1="0" y2="{height}" stroke="#888"/>',
            *bars,
            "</svg>\n",
        ]
    )


def _bar(row: Step, place: int, low: float, unit: float) -> str:
    y = _PAD + place * _ROW
    left = _LABEL + (min(row.start, row.end) - low) * unit
    width = max(abs(row.end - row.start) * unit, 1.0)
    fill = _COLOURS[row.end >= row.start]
    return (
        f'<text x="{_LABEL - 8}" y="{y + 14}" text-anchor="end">{escape(row.text)}</text>'
        f'<rect x="{left:.1f}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 8}" fill="{fill}"/>'
    )
