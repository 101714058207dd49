"""Stratified estimates: each stratum alone, then their sum.

Method: strata as Sekar & Deming (1949): what makes a person easy to find on all lists at once (region, month) must not
pass for dependence between lists. A stratum that is not known is drawn again and again (Rubin 1987, multiple
imputation) from the strata of persons on the very same lists, since what a list leaves blank depends on the list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from everyname.estimates.lists import rules
from everyname.estimates.lists.histories import Histories, Strata
from everyname.estimates.lists.loglinear_families import by_rule, search
from everyname.estimates.result import Estimate, Floats, Part, Refusal, intervals_of, samples_of

_IMPUTATIONS = 10
_UNKNOWN = ""
_MONTHS = re.compile(r"\d{4}-\d\d(/\d{4}-\d\d)?")


@dataclass(frozen=True)
class Sum:
    """Draws of the total, the strata one by one, and those that give no estimate."""

    draws: Floats
    parts: tuple[Part, ...]
    silent: tuple[str, ...]


def by_stratum(blank: Estimate, strata: Strata, seed: int, draws: int) -> Estimate:
    """Each stratum alone, then their sum. One stratum that says nothing refuses the sum."""
    found = sum_of(strata, draws, np.random.default_rng(seed))
    unknown = strata.parts.get(_UNKNOWN)
    diagnostics, said = dict(blank.diagnostics), list(blank.warnings)
    if unknown is not None:
        sizes = {name: (unknown.size(j), strata.pooled.size(j)) for j, name in enumerate(unknown.lists)}
        diagnostics["without_stratum"] = {name: lost / max(size, 1) for name, (lost, size) in sizes.items()}
        said.append(f"the stratum of {unknown.total} is not known; it was drawn from persons on the same lists")
    result = replace(blank, parts=found.parts, diagnostics=diagnostics, warnings=tuple(said))
    if found.silent:
        reason = f"no estimate in {', '.join(found.silent)}; join small strata"
        return replace(result, grade="D", refusals=(Refusal("stratum", reason),))
    total = found.draws
    return replace(
        result, grade="C", point=float(np.median(total)), intervals=intervals_of(total), samples=samples_of(total)
    )


def sum_of(strata: Strata, draws: int, rng: np.random.Generator) -> Sum:
    """The total over strata; unknown strata are drawn anew for each share of the draws."""
    strata = months_joined(strata)
    times = _IMPUTATIONS if _UNKNOWN in strata.parts and len(strata.parts) > 1 else 1
    tables = [imputed(strata, rng) for _ in range(times)]
    total, parts, silent = np.zeros(draws // times * times), [], []
    for name in tables[0]:
        samples = [draws_of(table[name], draws // times, rng) for table in tables]
        observed = float(np.mean([table[name].total for table in tables]))
        known = [sample for sample in samples if sample is not None]
        if len(known) < times:
            silent.append(name)
            why = rules.refusals(tables[0][name])
            parts.append(Part({"stratum": name}, None, (), {"observed": observed}, why))
            continue
        sample = np.concatenate(known)
        total += sample
        parts.append(Part({"stratum": name}, float(np.median(sample)), intervals_of(sample), {"observed": observed}))
    return Sum(total, tuple(parts), tuple(silent))


def months_joined(strata: Strata) -> Strata:
    """Months too thin to be estimated alone, together with their neighbours in time; other strata as they are."""
    parts: dict[str, Histories] = {}
    last = ""
    for name, part in sorted(strata.parts.items()):
        before = parts.get(last)
        if _MONTHS.fullmatch(name) and before and (rules.refusals(part) or rules.refusals(before)):
            del parts[last]
            name, part = f"{last[:7]}/{name}", Histories(part.lists, before.counts + part.counts)
        parts[name] = part
        last = name if _MONTHS.fullmatch(name) else ""
    return replace(strata, parts=parts)


def imputed(strata: Strata, rng: np.random.Generator) -> dict[str, Histories]:
    """One draw of the strata with the unknown shared out: as persons on the same lists, and one more as all."""
    known = {name: part for name, part in strata.parts.items() if name != _UNKNOWN}
    unknown = strata.parts.get(_UNKNOWN)
    if unknown is None or not known:
        return dict(strata.parts)
    counts = np.array([part.counts for part in known.values()])
    everywhere = counts.sum(axis=1) / counts.sum()
    added = np.zeros_like(counts)
    for cell in np.flatnonzero(unknown.counts).tolist():
        added[:, cell] = rng.multinomial(int(unknown.counts[cell]), rng.dirichlet(counts[:, cell] + everywhere))
    whole = zip(known.items(), counts + added, strict=True)
    return {name: Histories(part.lists, row) for (name, part), row in whole}


def draws_of(histories: Histories, draws: int, rng: np.random.Generator) -> Floats | None:
    """``draws`` of one table's total over all log-linear models; ``None`` where it must be refused."""
    if rules.refusals(histories):
        return None
    pool = by_rule(search(histories), draws, rng)
    return rng.choice(np.concatenate(list(pool.values())), draws) if pool else None
