"""Estimates over several drawn linkages of the same records: who is whom is part of what is not known.

Method: as the linkage-averaged estimates of Sadinle (2018), «Bayesian propagation of record linkage uncertainty into
population size estimation of human rights violations», Annals of Applied Statistics 12(2): every drawn linkage is one
table of lists; the draws of all are pooled. Where the linkages' own numbers differ more than twofold, the number says
how records were joined rather than how many died, and is refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from everyname.estimates.errors import InputError
from everyname.estimates.lists import rules
from everyname.estimates.lists.histories import Strata, read
from everyname.estimates.lists.strata import Sum, sum_of
from everyname.estimates.result import Estimate, Part, Refusal, intervals_of, samples_of

_WIDEST = 2.0  # the largest linkage's estimate over the smallest
_CLOSE = 1.25


def over_linkages(paths: Sequence[Path], by: str = "", seed: int = 1, draws: int = 1000) -> Estimate:
    """One table of lists for each drawn linkage; ``by`` names the column of strata.

    Raises:
        InputError: a table cannot be used, or its lists are not those of the first.
    """
    rng = np.random.default_rng(seed)
    tables = _read(paths, by)
    found = [sum_of(table, draws, rng) for table in tables]
    parts = tuple(_part(table, one) for table, one in zip(tables, found, strict=True))
    blank = Estimate(
        method="multiple systems estimation over drawn linkages",
        target="persons who could have been on any of the lists: those seen and those nobody saw",
        assumption="the drawn linkages hold the true one; one of the hierarchical models is true",
        inputs=tuple(table.source for table in tables),
        seed=seed,
        parameters={"by": by, "draws_a_linkage": draws},
        parts=parts,
        warnings=rules.warnings(tables[0].pooled),
    )
    points = [part.point for part in parts if part.point is not None]
    if len(points) < len(parts):
        reason = "a drawn linkage gives a table without an estimate"
        return replace(blank, grade="D", refusals=(Refusal("linkage", reason),))
    spread = max(points) / min(points)
    said = replace(blank, diagnostics={"spread": spread})
    if spread > _WIDEST:
        reason = f"the number depends on who is taken for whom: linkages differ {spread:.1f}-fold"
        return replace(said, grade="D", refusals=(Refusal("linkage-spread", reason),))
    pooled = np.concatenate([one.draws for one in found])
    sure = spread <= _CLOSE and tables[0].pooled.k >= rules.HEADLINE
    return replace(
        said,
        grade="B" if sure else "C",
        point=float(np.median(pooled)),
        intervals=intervals_of(pooled),
        samples=samples_of(pooled),
    )


def _read(paths: Sequence[Path], by: str) -> list[Strata]:
    tables = [read(path, by) for path in paths]
    lists = tables[0].pooled.lists
    for table in tables:
        if table.pooled.lists != lists:
            problem = f"needs the lists of {tables[0].source.name}: {', '.join(lists)}"
            raise InputError(table.source.name, problem, 1)
    return tables


def _part(table: Strata, found: Sum) -> Part:
    key, facts = {"linkage": table.source.name}, {"observed": table.pooled.total}
    if found.silent:
        return Part(key, None, (), facts, rules.refusals(table.pooled))
    return Part(key, float(np.median(found.draws)), intervals_of(found.draws), facts)
