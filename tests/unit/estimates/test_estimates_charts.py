"""Charts are well-formed, accessible, and never without uncertainty."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from everyname.estimates.charts import Point, nowcast_chart, range_chart
from everyname.estimates.result import Interval

SVG = "{http://www.w3.org/2000/svg}"
POINTS = [
    Point("March", 80, 100, (Interval(0.5, 95, 105), Interval(0.95, 85, 130))),
    Point("<April>", 10, None),
]


def test_charts_are_read_aloud_and_escaped() -> None:
    for chart in (nowcast_chart(POINTS, "Named & expected", "What"), range_chart(POINTS, "Named & expected", "What")):
        root = ET.fromstring(chart)
        assert root.attrib["role"] == "img"
        assert [root.find(f"{SVG}{tag}").text for tag in ("title", "desc")] == ["Named & expected", "What"]
        assert "<April>" in [text.text for text in root.iter(f"{SVG}text")]
        assert "http" not in chart.replace("http://www.w3.org/2000/svg", "")


def test_what_cannot_be_told_is_marked() -> None:
    texts = [text.text for text in ET.fromstring(nowcast_chart(POINTS, "t", "d")).iter(f"{SVG}text")]
    assert "?" in texts
    texts = [text.text for text in ET.fromstring(range_chart(POINTS, "t", "d")).iter(f"{SVG}text")]
    assert "not estimable" in texts


def test_every_interval_is_drawn() -> None:
    bands = [r for r in ET.fromstring(nowcast_chart(POINTS, "t", "d")).iter(f"{SVG}rect") if r.get("fill")]
    assert len([band for band in bands if band.get("fill") in ("#7a9cc6", "#d6e2ef")]) == 2
