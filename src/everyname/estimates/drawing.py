"""An estimate as a chart: cells of time as columns, everything else as rows.

Invariant: only what has intervals is drawn with a number; a part without one says that it cannot be told.
"""

from __future__ import annotations

from everyname.estimates.charts import Point, nowcast_chart, range_chart
from everyname.estimates.result import Estimate, Part

_MOST_LABELS = 13  # more would run into one another
_MONTH = 7  # characters of an ISO date


def drawn(estimate: Estimate) -> str:
    """The SVG page of an estimate; one that was refused whole shows its parts, or itself, as not estimable."""
    description = f"{estimate.target}. {estimate.assumption}."
    if estimate.parts and all("from" in part.key for part in estimate.parts):
        every = -(-len(estimate.parts) // _MOST_LABELS)
        points = [_column(part, place % every == 0) for place, part in enumerate(estimate.parts)]
        return nowcast_chart(points, estimate.method, description)
    rows = [_row(part) for part in estimate.parts if part.intervals or part.refusals]
    if estimate.intervals or not rows:
        rows.append(Point("all", 0.0, estimate.point if estimate.intervals else None, estimate.intervals))
    return range_chart(rows, estimate.method, description)


def _column(part: Part, labelled: bool) -> Point:
    label = str(part.key["from"])[:_MONTH] if labelled else ""
    return Point(label, float(part.facts.get("known", 0.0)), part.point, part.intervals)


def _row(part: Part) -> Point:
    label = " ".join(str(value) for value in part.key.values())
    return Point(label, 0.0, part.point if part.intervals else None, part.intervals)
