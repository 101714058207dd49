"""Stratified estimates, and estimates over several linkages: draws of the parts, put together.

Method: strata as Sekar & Deming (1949): what makes a person easy to find on all lists at once (region, month) must not
pass for dependence between lists. Linkages: each drawn linkage of the records is one table; their draws are pooled, so
that the interval holds the doubt of who is whom.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from everyname.estimates.lists import rules
from everyname.estimates.lists.histories import Histories, Strata, read
from everyname.estimates.lists.loglinear_families import by_rule, search
from everyname.estimates.result import Estimate, Floats, Part, Refusal, intervals_of, samples_of

_WIDEST = 2.0  # the largest linkage's estimate over the smallest


def draws_of(histories: Histories, draws: int, rng: np.random.Generator) -> Floats | None:
    """``draws`` of one table's total over all log-linear models; ``None`` where it must be refused."""
    if rules.refusals(histories):
        return None
    pool = by_rule(search(histories), draws, rng)
    return rng.choice(np.concatenate(list(pool.values())), draws) if pool else None


def by_stratum(blank: Estimate, strata: Strata, seed: int, draws: int) -> Estimate:
    """Each stratum alone, then their sum. One stratum that says nothing refuses the sum."""
    rng = np.random.default_rng(seed)
    total, parts, silent = np.zeros(draws), [], []
    for name, table in strata.parts.items():
        sample = draws_of(table, draws, rng)
        facts = {"observed": table.total}
        if sample is None:
            silent.append(name)
            parts.append(Part({"stratum": name}, None, (), facts, rules.refusals(table)))
            continue
        total += sample
        parts.append(Part({"stratum": name}, float(np.median(sample)), intervals_of(sample), facts))
    said = replace(blank, parts=tuple(parts), grade="D" if silent else "C")
    if silent:
        reason = f"no estimate in {', '.join(silent)}; join small strata"
        return replace(said, refusals=(Refusal("stratum", reason),))
    return replace(said, point=float(np.median(total)), intervals=intervals_of(total), samples=samples_of(total))


def over_linkages(paths: Sequence[Path], seed: int = 1, draws: int = 1000) -> Estimate:
    """One table of lists for each drawn linkage; refused when their estimates spread more than twofold.

    Raises:
        InputError: a table cannot be used.
    """
    rng = np.random.default_rng(seed)
    tables = [read(path) for path in paths]
    samples = [draws_of(table.pooled, draws, rng) for table in tables]
    blank = Estimate(
        method="multiple systems estimation over drawn linkages",
        target="persons who could have been on any of the lists",
        assumption="the drawn linkages hold the true one; one of the hierarchical models is true",
        inputs=tuple(table.source for table in tables),
        seed=seed,
        parameters={"draws_a_linkage": draws},
    )
    kept = [sample for sample in samples if sample is not None]
    if len(kept) < len(samples):
        return replace(blank, refusals=(Refusal("linkage", "a drawn linkage gives a table without an estimate"),))
    points = [float(np.median(sample)) for sample in kept]
    spread = max(points) / min(points)
    said = replace(blank, diagnostics={"points": points, "spread": spread})
    if spread > _WIDEST:
        reason = f"the number depends on who is taken for whom: linkages differ {spread:.1f}-fold"
        return replace(said, refusals=(Refusal("linkage-spread", reason),))
    pooled = np.concatenate(kept)
    return replace(said, point=float(np.median(pooled)), intervals=intervals_of(pooled), samples=samples_of(pooled))
