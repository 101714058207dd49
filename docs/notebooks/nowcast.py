"""Nowcast, replicated: names still to come in an invented tally whose truth is known.

Cells in the percent format: open it in Jupyter (with jupytext) or an editor, or run it as a program.
"""

# %% A tally of invented men: when each died, and when the first list named him
import tempfile
from datetime import date, timedelta
from pathlib import Path

import numpy as np

from everyname.estimates.charts import Point, nowcast_chart
from everyname.estimates.nowcast.run import Settings, nowcast
from everyname.estimates.result import to_json
from everyname.sample.tally import Knobs, simulate

START, STEP = date(2022, 3, 1), 28
tally = simulate(Knobs(men=4000, seed=7, delay_median=60.0))
named = tally.reported_day >= 0
death, reported = tally.death_day[named], tally.reported_day[named]
print(f"{tally.true_total} died, {named.sum()} of them are ever named")

# %% The reporting triangle: what a reader knew of each day at each release
table = Path(tempfile.mkdtemp()) / "triangle.csv"
with table.open("w", encoding="utf-8") as out:
    print("release_date,death_date,count", file=out)
    for release in range(200, tally.knobs.days + 1, STEP):
        for day, count in zip(*np.unique(death[reported <= release], return_counts=True), strict=True):
            print(START + timedelta(days=release), START + timedelta(days=int(day)), count, sep=",", file=out)

# %% The nowcast as of the last release, with its own past
as_of = START + timedelta(days=tally.knobs.days)
settings = Settings(cell=STEP, horizon=26, replays=3, draws=400)
result = nowcast(table, as_of, settings)
past = result.diagnostics["backtest"]
print("score over the chain ladder's, in the past:", round(past["wis_over_chain_ladder"], 2))
print(
    "names still to come:",
    round(result.point or 0),
    "95 %:",
    result.interval(0.95).low,
    "to",
    result.interval(0.95).high,
)

# %% What came true
inside = []
for part in result.parts:
    first, last, until = ((date.fromisoformat(part.key[name]) - START).days for name in ("from", "to", "named_by"))
    truth = int(((death >= first) & (death <= last) & (reported <= until)).sum())
    ends = part.intervals[-1] if part.intervals else None
    inside.append(ends is not None and ends.low <= truth <= ends.high)
    print(part.key["from"], "known", part.facts["known"], "expected", part.point, "came true", truth)
print(f"{sum(inside)} of {len(inside)} inside their 95 %")

# %% The same inputs and seed give the same bytes
again = to_json(nowcast(table, as_of, settings))
assert again == to_json(result)

# %% The chart
points = [Point(part.key["from"][2:7], part.facts["known"], part.point, part.intervals) for part in result.parts]
chart = nowcast_chart(points, "Named by now, and expected within 26 weeks", "Dark: named; bands: 50, 80 and 95 %")
(table.parent / "nowcast.svg").write_text(chart, encoding="utf-8")
print(table.parent / "nowcast.svg")
