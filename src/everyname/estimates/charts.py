"""Charts of estimates as plain SVG: a line is never drawn without its uncertainty.

Invariant: every chart has a title and a description for readers who hear it, no colour carries meaning alone, and no
script, font or image is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

from everyname.estimates.result import Interval

_WIDTH, _HEIGHT = 720.0, 360.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 20.0, 48.0, 48.0
_ROWS = 260.0  # where the labels of rows end and their bars begin
_MARKS = 4  # about as many marks on an axis, at round numbers
_INK = "#1b2a3a"
_SHADES = {0.5: "#7a9cc6", 0.8: "#a9c1dd", 0.95: "#d6e2ef"}


@dataclass(frozen=True)
class Point:
    """One column of a chart: its label, what is known, and the estimate with its intervals (``None``: not told)."""

    label: str
    known: float
    estimate: float | None
    intervals: tuple[Interval, ...] = ()


def nowcast_chart(points: Sequence[Point], title: str, description: str) -> str:
    """Known counts as solid columns; above them the estimate with nested bands; «?» where it cannot be told."""
    marks = _marks(0.0, max([p.known for p in points] + [i.high for p in points for i in p.intervals] + [1.0]))
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(points), 1)
    columns = (_column(point, _LEFT + at * step, step, marks[-1]) for at, point in enumerate(points))
    key = "column: known; line: estimate; bands: 50, 80 and 95 %"
    return _page([*_axis(marks), *(part for column in columns for part in column)], title, description, key)


def range_chart(points: Sequence[Point], title: str, description: str) -> str:
    """Families or methods side by side: a row each, its intervals as nested bars, its point as a tick."""
    ends = [end for p in points for i in p.intervals for end in (i.low, i.high)] + [p.estimate or 0.0 for p in points]
    marks = _marks(min([*ends, 0.0]), max([*ends, 1.0]))
    step = (_HEIGHT - _TOP - _BOTTOM) / max(len(points), 1)
    scale = (_WIDTH - _ROWS - _RIGHT) / (marks[-1] - marks[0])
    body = [part for mark in marks for part in _upright(_ROWS + (mark - marks[0]) * scale, f"{mark:,.0f}")]
    for place, point in enumerate(points):
        body.extend(_row(point, _TOP + place * step + step / 2, step, marks[0], scale))
    return _page(body, title, description, "mark: estimate; bands: 50, 80 and 95 %")


def _row(point: Point, y: float, step: float, left: float, scale: float) -> list[str]:
    parts = [_text(_ROWS - 10, y + 4, point.label, "end")]
    for interval in sorted(point.intervals, key=lambda i: -i.level):
        x, width = _ROWS + (interval.low - left) * scale, (interval.high - interval.low) * scale
        parts.append(_rect(x, y - step / 5, width, step / 2.5, _SHADES.get(interval.level, "#d6e2ef")))
    if point.estimate is None:
        return [*parts, _text(_ROWS + 4, y + 4, "not estimable", "start")]
    x = _ROWS + (point.estimate - left) * scale
    number = _text(x + 5, y - step / 4, f"{point.estimate:,.0f}", "start")
    return [*parts, _rect(x - 1, y - step / 4, 2.0, step / 2, _INK), number]


def _column(point: Point, x: float, step: float, top: float) -> list[str]:
    scale = (_HEIGHT - _TOP - _BOTTOM) / top
    base = _HEIGHT - _BOTTOM
    middle, width = x + step / 2, step * 0.7
    parts = [
        _rect(middle - width / 2, base - i.high * scale, width, (i.high - i.low) * scale, _SHADES.get(i.level, "#ddd"))
        for i in sorted(point.intervals, key=lambda i: -i.level)
    ]
    parts.append(_rect(middle - width / 4, base - point.known * scale, width / 2, point.known * scale, _INK))
    if point.estimate is None:
        parts.append(_text(middle, base - point.known * scale - 6, "?", "middle"))
    else:
        parts.append(_rect(middle - width / 2, base - point.estimate * scale - 1, width, 2.0, _INK))
    return [*parts, _text(middle, base + 16, point.label, "middle")]


def _marks(low: float, high: float) -> list[float]:
    """Round numbers, evenly spaced, the first at most ``low`` and the last at least ``high``."""
    rough = (high - low) / _MARKS
    power = 10.0 ** floor(log10(rough))
    step = next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= rough)
    return [place * step for place in range(floor(low / step), ceil(high / step) + 1)]


def _axis(marks: Sequence[float]) -> list[str]:
    base, height = _HEIGHT - _BOTTOM, _HEIGHT - _TOP - _BOTTOM
    lines = []
    for mark in marks:
        y = base - height * mark / marks[-1]
        lines.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ccc"/>')
        lines.append(_text(_LEFT - 6, y + 4, f"{mark:,.0f}", "end"))
    return lines


def _upright(x: float, label: str) -> list[str]:
    line = f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{_TOP}" y2="{_HEIGHT - _BOTTOM}" stroke="#e3e3e3"/>'
    return [line, _text(x, _HEIGHT - _BOTTOM + 16, label, "middle")]


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{max(height, 0):.1f}" fill="{fill}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _page(body: Sequence[str], title: str, description: str, key: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f'aria-labelledby="t d" font-family="sans-serif" font-size="12"><title id="t">{escape(title)}</title>'
        f'<desc id="d">{escape(description)}</desc>'
    )
    heading = f'<text x="{_LEFT:.0f}" y="24" font-size="16" font-weight="bold">{escape(title)}</text>'
    body = [*body, f'<g fill="#555">{_text(_LEFT, _HEIGHT - 10, key, "start")}</g>']
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', heading, *body, "</svg>"]) + "\n"
