"""The registry ratio: named dead found in a registry scale the registry's excess.

Method: as the probate-registry estimates of Meduza and Mediazona (2023): if a share p of men named elsewhere stand in
the registry, and the registry holds E more men than a quiet year would, the dead are E / p. The share is estimated
from a matched sample with a Beta(1/2, 1/2) prior (Jeffreys), the excess is normal with its own standard error.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from everyname.estimates import csvfile
from everyname.estimates.errors import InputError
from everyname.estimates.result import Estimate, Part, Refusal, intervals_of, samples_of

_TARGET = "dead of the groups that the registry covers"
_ASSUMPTION = (
    "the dead who are not named are found in the registry as often as the named of the same group; "
    "the registry's excess is due to the war; who leaves nothing to inherit is in the registry as rarely in both"
)
_LEAST_FOUND = 10
_DRAWS = 4000


@dataclass(frozen=True)
class _Group:
    name: str
    named: int
    found: int
    excess: float
    sd: float


def registry_ratio(path: Path, seed: int = 1) -> Estimate:
    """Columns: group (optional), named, found, excess, excess_sd. Groups are summed.

    Raises:
        InputError: a column is missing or a value cannot be.
    """
    table = csvfile.read(path)
    groups = _groups(table)
    rng = np.random.default_rng(seed)
    total, parts = np.zeros(_DRAWS), []
    thin = [group.name for group in groups if group.found < _LEAST_FOUND]
    for group in groups:
        share = rng.beta(group.found + 0.5, group.named - group.found + 0.5, _DRAWS)
        draws = np.maximum(rng.normal(group.excess, group.sd, _DRAWS), 0.0) / share
        total += draws
        facts = {"share_found": group.found / group.named, "excess": group.excess}
        parts.append(Part({"group": group.name}, float(np.median(draws)), intervals_of(draws), facts))
    said = Estimate("registry ratio", _TARGET, _ASSUMPTION, (table.source,), seed=seed, parameters={"draws": _DRAWS})
    if thin:
        reason = f"fewer than {_LEAST_FOUND} named were found in the registry in {', '.join(thin)}"
        return replace(said, grade="D", refusals=(Refusal("few-found", reason),))
    return replace(
        said,
        point=float(np.median(total)),
        intervals=intervals_of(total),
        samples=samples_of(total),
        parts=tuple(parts),
        grade="B",
    )


def _groups(table: csvfile.Table) -> list[_Group]:
    names = {field: table.column((field,)) for field in ("named", "found", "excess", "excess_sd")}
    group = table.find(("group", "age", "region"))
    out = []
    for row in table.rows:
        named, found = row.whole(names["named"], least=1), row.whole(names["found"])
        if found > named:
            raise row.error(names["found"], f"{found} found of {named} named")
        excess, sd = (_number(row, names[field]) for field in ("excess", "excess_sd"))
        out.append(_Group(row.text(group) if group else "", named, found, excess, sd))
    return out


def _number(row: csvfile.Row, field: str) -> float:
    try:
        value = float(row.text(field))
    except ValueError:
        raise row.error(field, f"«{row.text(field)}» is not a number") from None
    if not np.isfinite(value) or (field == "excess_sd" and value < 0):
        raise InputError(row.file, f"{value} cannot be", row.number, field)
    return value
