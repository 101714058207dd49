"""Bars of the overlapping lists, with the figure measured: ``python benchmarks/estimates_lists.py``.

Reads local evaluation data from EVERYNAME_EVALUATION_DATA. Times are CPU seconds of this process.
"""

from __future__ import annotations

import everyname.estimates  # noqa: F401 - sets the number of threads before NumPy is loaded

import numpy as np  # isort: skip

from estimates import DATA, say, timed

from everyname.estimates.lists.bootstrap import bootstrap
from everyname.estimates.lists.histories import Histories, read
from everyname.estimates.lists.latent import latent
from everyname.estimates.lists.loglinear_families import best, forward, search
from everyname.estimates.lists.rules import refusals

LISTS = DATA / "multiple_systems"


def kosovo() -> None:
    """Bar 3."""
    table = read(LISTS / "kosovo_1999_four_lists.csv").pooled
    seconds: list[float] = []
    with timed(seconds):
        found = search(table)
        family = best(found)
    interval = family.intervals[-1]
    say(
        "3",
        "Kosovo, best of 113 by BIC",
        f"{family.point:,.1f} ({interval.low:,.0f}-{interval.high:,.0f})",
        "10,356 +- 1",
    )
    say("3", "  CPU seconds", f"{seconds[-1]:.2f}", "<= 1")
    with timed(seconds):
        family = latent(table, 1)
    interval, facts = family.intervals[-1], family.facts
    figure = f"{family.point:,.0f} ({interval.low:,.0f}-{interval.high:,.0f}) R-hat {facts['r_hat']:.4f}"
    say("3", "Kosovo, latent classes", figure, "10,404 +- 1 % (9,059-13,727 +- 3 %) < 1.01")
    say("3", "  CPU seconds", f"{seconds[-1]:.1f}", "<= 8")
    with timed(seconds):
        family = bootstrap(found, 1000, np.random.default_rng(1))
    interval = family.intervals[-1]
    say(
        "3",
        "Kosovo, re-selection bootstrap, 1,000 draws",
        f"{family.point:,.0f} ({interval.low:,.0f}-{interval.high:,.0f})",
        "-",
    )
    say("3", "  CPU seconds", f"{seconds[-1]:.1f}", "<= 10")


def slavery() -> None:
    """Bars 4 and 5."""
    for name, must in (("uk_modern_slavery_five_lists", "11,313 +- 1"), ("new_orleans_five_lists", "documented")):
        family = forward(read(LISTS / f"{name}.csv").pooled)
        interval = family.intervals[-1]
        say("4", f"{name}, stepwise", f"{family.point:,.1f} ({interval.low:,.0f}-{interval.high:,.0f})", must)
    tables = {
        "artificial table": read(LISTS / "artificial_not_identifiable.csv").pooled,
        "two lists": Histories(("A", "B"), np.array([0.0, 50, 40, 12])),
        "zero overlap": Histories(("A", "B", "C"), np.array([0.0, 50, 40, 0, 30, 0, 0, 0])),
    }
    for name, table in tables.items():
        said = ", ".join(refusal.code for refusal in refusals(table)) or "NOT REFUSED"
        say("5", name, said, "refused")
    three = latent(Histories(("A", "B", "C"), np.array([0.0, 50, 40, 9, 30, 8, 7, 3])), 1)
    say("5", "latent classes on three lists", ", ".join(r.code for r in three.refusals) or "NOT REFUSED", "refused")


if __name__ == "__main__":
    if not DATA.is_dir():
        raise SystemExit(f"local evaluation data are absent: {DATA}")
    kosovo()
    slavery()
