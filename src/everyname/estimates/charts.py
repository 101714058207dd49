"""Charts of estimates as plain SVG: a line is never drawn without its uncertainty.

Invariant: every chart has a title and a description for readers who hear it, no colour carries meaning alone, and no
script, font or image is fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from everyname.estimates.result import Interval

_WIDTH, _HEIGHT = 720.0, 360.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 70.0, 20.0, 48.0, 48.0
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
    top = max([p.known for p in points] + [i.high for p in points for i in p.intervals] + [1.0])
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(points), 1)
    body = [part for place, point in enumerate(points) for part in _column(point, _LEFT + place * step, step, top)]
    return _page([*_axis(top), *body], title, description)


def range_chart(points: Sequence[Point], title: str, description: str) -> str:
    """Families or methods side by side: a row each, its intervals as nested bars, its point as a tick."""
    ends = [end for p in points for i in p.intervals for end in (i.low, i.high)] + [p.estimate or 0.0 for p in points]
    left, right = min([*ends, 0.0]), max([*ends, 1.0])
    step = (_HEIGHT - _TOP - _BOTTOM) / max(len(points), 1)
    scale = (_WIDTH - 260.0 - _RIGHT) / (right - left)
    body = []
    for place, point in enumerate(points):
        y = _TOP + place * step + step / 2
        body.append(_text(250.0, y + 4, point.label, "end"))
        for interval in sorted(point.intervals, key=lambda i: -i.level):
            x, width = 260.0 + (interval.low - left) * scale, (interval.high - interval.low) * scale
            body.append(_rect(x, y - step / 5, width, step / 2.5, _SHADES.get(interval.level, "#d6e2ef")))
        if point.estimate is None:
            body.append(_text(264.0, y + 4, "not estimable", "start"))
        else:
            x = 260.0 + (point.estimate - left) * scale
            body.append(_rect(x - 1, y - step / 4, 2.0, step / 2, "#1b2a3a"))
            body.append(_text(x + 5, y - step / 4, f"{point.estimate:,.0f}", "start"))
    return _page(body, title, description)


def _column(point: Point, x: float, step: float, top: float) -> list[str]:
    scale = (_HEIGHT - _TOP - _BOTTOM) / top
    floor = _HEIGHT - _BOTTOM
    middle, width = x + step / 2, step * 0.7
    parts = [
        _rect(middle - width / 2, floor - i.high * scale, width, (i.high - i.low) * scale, _SHADES.get(i.level, "#ddd"))
        for i in sorted(point.intervals, key=lambda i: -i.level)
    ]
    parts.append(_rect(middle - width / 4, floor - point.known * scale, width / 2, point.known * scale, "#1b2a3a"))
    if point.estimate is None:
        parts.append(_text(middle, floor - point.known * scale - 6, "?", "middle"))
    else:
        parts.append(_rect(middle - width / 2, floor - point.estimate * scale - 1, width, 2.0, "#b3261e"))
    return [*parts, _text(middle, floor + 16, point.label, "middle")]


def _axis(top: float) -> list[str]:
    floor, height = _HEIGHT - _BOTTOM, _HEIGHT - _TOP - _BOTTOM
    marks = [top * share for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    lines = []
    for mark in marks:
        y = floor - height * mark / top
        lines.append(f'<line x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ccc"/>')
        lines.append(_text(_LEFT - 6, y + 4, f"{mark:,.0f}", "end"))
    return lines


def _rect(x: float, y: float, width: float, height: float, fill: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{max(height, 0):.1f}" fill="{fill}"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _page(body: Sequence[str], title: str, description: str) -> str:
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH:.0f} {_HEIGHT:.0f}" role="img" '
        f'aria-labelledby="t d" font-family="sans-serif" font-size="12"><title id="t">{escape(title)}</title>'
        f'<desc id="d">{escape(description)}</desc>'
    )
    heading = f'<text x="{_LEFT:.0f}" y="24" font-size="16" font-weight="bold">{escape(title)}</text>'
    return "\n".join([head, '<rect width="100%" height="100%" fill="#fff"/>', heading, *body, "</svg>"]) + "\n"
