"""Bar 6: how often each family's 95 % interval holds a known total: ``python benchmarks/estimates_simulations.py``.

Results are kept in a file, a line a table and family, and an interrupted run goes on where it stopped. Tables are taken
seed by seed over all mechanisms, so that what is there at any time is balanced.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterator
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import everyname.estimates  # noqa: F401 - sets the number of threads before NumPy is loaded

import numpy as np  # isort: skip

from everyname.estimates.lists.decomposable import decomposable
from everyname.estimates.lists.family import Family
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.latent import latent
from everyname.estimates.lists.loglinear_families import averaged, best, search
from everyname.estimates.result import Floats

TRUTH = 2000
MUST = {"latent classes": ">= .90", "log-linear, averaged": ">= .85"}

# Groups of persons (size, chance to stand on each of five lists). The first is the simulation of Manrique-Vallier
# (2016), all five those by which HRDAG compared samplers of latent classes (StanLCMCR, 2023).
PUBLISHED: dict[str, list[tuple[int, list[float]]]] = {
    "most hidden, few seen": [(1800, [0.033, 0.033, 0.099, 0.132, 0.033]), (200, [0.66, 0.825, 0.759, 0.99, 0.693])],
    "fewer hidden, deeper": [(1600, [0.013, 0.013, 0.099, 0.132, 0.033]), (400, [0.56, 0.825, 0.759, 0.99, 0.593])],
    "well covered": [(1600, [0.113, 0.113, 0.199, 0.232, 0.133]), (400, [0.86, 0.925, 0.859, 0.99, 0.793])],
    "three groups": [
        (1600, [0.1, 0.05, 0.15, 0.2, 0.1]),
        (200, [0.5, 0.4, 0.6, 0.4, 0.5]),
        (200, [0.8, 0.9, 0.6, 0.7, 0.7]),
    ],
    "lists that divide the field": [
        (1600, [0.113, 0.113, 0.199, 0.832, 0.733]),
        (400, [0.86, 0.925, 0.859, 0.19, 0.193]),
    ],
}


def grouped(groups: list[tuple[int, list[float]]], rng: np.random.Generator) -> Floats:
    """Chances (persons, lists) of fixed groups."""
    return np.concatenate([np.tile(chances, (size, 1)) for size, chances in groups])


def smooth(rng: np.random.Generator) -> Floats:
    """No classes at all: every person has an ease of his own, normal on the log-odds."""
    at = rng.normal(0, 1, (TRUTH, 1)) + np.array([-2.2, -1.6, -1.9, -1.2])
    return 1 / (1 + np.exp(-at))


def regions(rng: np.random.Generator) -> Floats:
    """Four regions, each with a list that knows it best, and one list for all."""
    home = rng.choice(4, TRUTH, p=[0.4, 0.3, 0.2, 0.1])
    chances = np.full((TRUTH, 5), 0.08)
    chances[np.arange(TRUTH), home], chances[:, 4] = 0.4, 0.25
    return chances


def fading(rng: np.random.Generator) -> Floats:
    """The chance falls evenly over the war, at another pace for each of six lists."""
    when = rng.random((TRUTH, 1))
    return np.array([0.5, 0.3, 0.4, 0.2, 0.15, 0.3]) * np.exp(-when * np.array([2.0, 0.5, 1.5, 1.0, 0.0, 3.0]))


# The last three are the project's own and no setting was chosen by them.
MECHANISMS: dict[str, Callable[[np.random.Generator], Floats]] = {
    **{name: partial(grouped, groups) for name, groups in PUBLISHED.items()},
    "own: an ease for every person": smooth,
    "own: regions with their lists": regions,
    "own: lists that fade": fading,
}


def simulated(name: str, seed: int) -> Histories:
    """One table of a mechanism."""
    rng = np.random.default_rng([seed, list(MECHANISMS).index(name)])
    chances = MECHANISMS[name](rng)
    lists = chances.shape[1]
    counts = np.bincount((rng.random(chances.shape) < chances) @ (1 << np.arange(lists)), minlength=2**lists)
    counts[0] = 0
    return Histories(tuple("ABCDEFGH"[:lists]), counts.astype(np.float64))


# One function a group of families that share work.
ESTIMATORS: dict[str, Callable[[Histories, int], list[Family]]] = {
    "latent": lambda table, seed: [latent(table, seed)],
    "log-linear": lambda table, seed: _loglinear(table, np.random.default_rng(seed)),
}


def _loglinear(table: Histories, rng: np.random.Generator) -> list[Family]:
    found = search(table)
    return [averaged(found, 4000, rng), best(found), decomposable(table, 4000, rng)]


def measured(case: tuple[str, str, int]) -> dict[str, Any]:
    """One table: what each family of an estimator says."""
    estimator, name, seed = case
    begin = time.process_time()
    families = ESTIMATORS[estimator](simulated(name, seed), seed)
    ends = {f.name: (f.point, f.intervals[-1].low, f.intervals[-1].high) if f.intervals else None for f in families}
    return {"case": list(case), "families": ends, "seconds": time.process_time() - begin}


def kept(store: Path) -> Iterator[dict[str, Any]]:
    """Results so far; a line that was cut off is measured again."""
    for line in store.read_text().splitlines() if store.exists() else ():
        try:
            yield json.loads(line)
        except json.JSONDecodeError:
            continue


def report(results: list[dict[str, Any]]) -> None:
    """Coverage over the tables that gave an estimate, and over all (a refusal holds nothing)."""
    for name in MECHANISMS:
        mine = [result for result in results if result["case"][1] == name]
        for family in dict.fromkeys(key for result in mine for key in result["families"]):
            every = [result for result in mine if family in result["families"]]
            said = np.array([r["families"][family] for r in every if r["families"][family]]).reshape(-1, 3)
            held = (said[:, 1] <= TRUTH) & (said[:, 2] >= TRUTH)
            ratio, width = np.median(said[:, 0]) / TRUTH, np.median(said[:, 2] - said[:, 1]) / TRUTH
            seconds = np.median([result["seconds"] for result in every])
            print(
                f"6   {name:<30} {family:<34} held {held.sum() / max(len(said), 1):.2f} of {len(said)}, "
                f"refused {len(every) - len(said)}, median {ratio:.2f}, width {width:.2f}, "
                f"{seconds:.1f} s; must be {MUST.get(family, '-')}",
                flush=True,
            )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, required=True, help="file of results, made or continued")
    parser.add_argument("--tables", type=int, default=100, help="of each mechanism")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--estimators", nargs="+", choices=list(ESTIMATORS), default=list(ESTIMATORS))
    parser.add_argument("--mechanisms", nargs="+", choices=list(MECHANISMS), default=list(MECHANISMS))
    asked = parser.parse_args()
    done = {tuple(result["case"]) for result in kept(asked.store)}
    wanted = [(e, name, seed) for e in asked.estimators for seed in range(asked.tables) for name in asked.mechanisms]
    with Pool(asked.processes) as pool, asked.store.open("a") as out:
        for result in pool.imap_unordered(measured, [case for case in wanted if case not in done]):
            out.write(json.dumps(result) + "\n")
            out.flush()
    report(list(kept(asked.store)))


if __name__ == "__main__":
    main()
