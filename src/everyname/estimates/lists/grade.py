"""How far a reader may trust a multiple systems estimate: A, B, C or D, with the reasons in words.

D: refused, nothing is printed. C: indicative. A grade is the worst of its reasons, never an average.
"""

from __future__ import annotations

from collections.abc import Sequence

from everyname.estimates.lists.consistency import Check
from everyname.estimates.lists.family import Family
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.rules import HEADLINE

_CLOSE, _WIDE = 1.25, 1.6  # the largest family's point over the smallest
_NARROW, _BROAD = 2.0, 4.0  # the highest end of the families' 95 % intervals over the lowest


def grade(histories: Histories, families: Sequence[Family], checks: Sequence[Check]) -> tuple[str, tuple[str, ...]]:
    """The grade, and why it is no better."""
    points = [family.point for family in families if family.point is not None]
    if len(points) < 3:
        return "D", ("fewer than three families give a number",)
    marks = [("A", "")]
    if histories.k < HEADLINE:
        marks.append(("C", "fewer than four lists"))
    ratio = max(points) / min(points)
    letter = "A" if ratio <= _CLOSE else "B" if ratio <= _WIDE else "C"
    marks.append((letter, f"the families' numbers differ by a factor of {ratio:.2f}"))
    ends = [family.intervals[-1] for family in families if family.intervals]
    span = max(end.high for end in ends) / min(end.low for end in ends)
    letter = "A" if span <= _NARROW else "B" if span <= _BROAD else "C"
    marks.append((letter, f"the families' 95 % intervals together span a factor of {span:.1f}"))
    held = sum(check.inside for check in checks)
    if checks:
        share = held / len(checks)
        letter = "A" if share >= 0.9 else "B" if share >= 0.5 else "C"
        marks.append((letter, f"{held} of {len(checks)} hidden lists were estimated within their 95 %"))
    else:
        marks.append(("B", "no list could be hidden and estimated from the others, so nothing tests the number"))
    refused = [family.name for family in families if family.point is None]
    if refused:
        marks.append(("B", f"refused: {', '.join(refused)}"))
    worst = max(letter for letter, _ in marks)
    return worst, tuple(reason for letter, reason in marks if letter == worst and reason)
