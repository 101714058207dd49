"""Charts are well-formed, accessible, and never without uncertainty."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from everyname.estimates.charts import Point, nowcast_chart, range_chart
from everyname.estimates.drawing import drawn
from everyname.estimates.result import Estimate, Interval, Part, Refusal

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


def estimate(*parts: Part, intervals: tuple[Interval, ...] = ()) -> Estimate:
    return Estimate("a method", "dead", "nothing", (), 100.0 if intervals else None, intervals, parts=parts)


def words(chart: str) -> list[str | None]:
    return [text.text for text in ET.fromstring(chart).iter(f"{SVG}text")]


def test_cells_of_time_are_columns_and_few_enough_are_labelled() -> None:
    cells = [
        Part({"from": f"2024-{month:02}-01"}, 10.0 * month, (Interval(0.95, 5.0, 200.0),), {"known": 3.0})
        for month in range(1, 13)
    ]
    assert {"2024-01", "2024-12"} <= set(words(drawn(estimate(*cells))))
    assert len([w for w in words(drawn(estimate(*cells, *cells))) if w and w.startswith("2024-")]) == 12


def test_families_are_rows_and_one_that_refuses_says_so() -> None:
    one = Part({"family": "log-linear"}, 90.0, (Interval(0.95, 80.0, 120.0),))
    other = Part({"family": "latent class"}, None, (), refusals=(Refusal("three-lists", "three lists"),))
    told = words(drawn(estimate(one, other, intervals=(Interval(0.95, 70.0, 130.0),))))
    assert [w for w in told if w in ("log-linear", "latent class", "not estimable", "all")] == [
        "log-linear",
        "latent class",
        "not estimable",
        "all",
    ]
    assert "90" in told
    assert "100" in told


def test_what_has_no_interval_is_drawn_without_a_number() -> None:
    assert "not estimable" in words(drawn(estimate()))
    bare = Part({"year": 2022}, 800.0, (), refusals=(Refusal("few-placebos", "two quiet years"),))
    told = words(drawn(estimate(bare)))
    assert "2022" in told
    assert "not estimable" in told
    assert "800" not in told


def test_an_interval_below_zero_stays_on_the_page() -> None:
    chart = drawn(estimate(Part({"year": 2022}, 5.0, (Interval(0.95, -300.0, 310.0),))))
    bars = [r for r in ET.fromstring(chart).iter(f"{SVG}rect") if r.get("fill") == "#d6e2ef"]
    assert all(float(bar.attrib["x"]) >= 260.0 for bar in bars)
    assert bars
