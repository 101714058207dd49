"""Compares linkers on one file with a known truth: pair F1, recall at 99 % precision, clusters, count, CPU and memory.

usage: link.py PEOPLE.csv [--id unique_id] [--truth cluster] [--peers PYTHON] [--only NAME ...]

Each linker runs in a process of its own (``linkers.py``). Peers run in the environment of ``--peers``, which has them
installed (see README.md), and are left out by name where they are not. The truth is read by this script alone; only the
60 labels that dedupe needs leave it.
"""

from __future__ import annotations

import argparse
import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.conditions import Condition
from everyname.linkage.features import Context, encode
from everyname.linkage.keys import parts_of
from everyname.linkage.plan import plan
from everyname.linkage.reading import read_table
from everyname.linkage.table import Table

OURS = ("everyname", "exact")
PEERS = ("splink_documented", "splink_tuned", "dedupe", "recordlinkage")
SMALL = {"dedupe": 20_000, "recordlinkage": 20_000}  # records above which a linker needs hours or all memory
Codes = NDArray[np.int64]


def prepare(people: Path, id_column: str, truth_column: str, folder: Path) -> dict[str, str]:
    """Write what linkers may see; the truth (cluster per record) is returned."""
    with people.open(encoding="utf-8-sig") as file:
        rows = list(csv.DictReader(file))
    truth = {row[id_column]: row[truth_column] for row in rows}
    blind = [
        {"unique_id": r[id_column], **{k: v for k, v in r.items() if k not in (id_column, truth_column)}} for r in rows
    ]
    _write(folder / "people.csv", list(blind[0]), (row.values() for row in blind))
    _write_features(read_table(folder / "people.csv"), folder)
    (folder / "labels.json").write_text(json.dumps(_labels(truth)), encoding="utf-8")
    return truth


def _write_features(table: Table, folder: Path) -> None:
    features = encode(table, Context.of(table))
    parts = {f"key_{part.name}": part for part in parts_of(features)}
    columns: dict[str, list[Any]] = {"unique_id": list(table.ids)}
    for name, feature in features.items():
        plain = feature.tolist() if isinstance(feature, np.ndarray) else list(feature.values())
        columns[name] = ["" if value == -1 else value for value in plain]
    for name, part in parts.items():
        columns[name] = ["" if value == 0 else value for value in part.hashes.view(np.int64).tolist()]
    _write(folder / "features.csv", list(columns), zip(*columns.values(), strict=True))
    enough = np.log2(len(table))
    rules = [
        [a, b]
        for i, (a, x) in enumerate(parts.items())
        for b, y in list(parts.items())[i + 1 :]
        if x.field != y.field and x.bits + y.bits >= enough
    ]
    rules.sort(key=lambda rule: "key_surname_bones" not in rule)
    comparisons = [
        {
            "name": c.name,
            "missing": _duckdb(c.missing),
            "levels": [
                {
                    "sql": _duckdb(v.when),
                    "code": v.code,
                    "rarity_of": v.rarity_of if v.rarity else "",
                    "rarity": v.rarity,
                }
                for v in c.levels
            ],
        }
        for c in plan(features)
    ]
    (folder / "plan.json").write_text(json.dumps({"comparisons": comparisons, "rules": rules}), encoding="utf-8")


def _duckdb(condition: Condition) -> str:
    return condition.sql.replace("size(", "len(").replace("array_intersect(", "list_intersect(")


def _labels(truth: dict[str, str]) -> dict[str, list[tuple[str, str]]]:
    """Thirty pairs of one person, thirty of two."""
    random = Random(60)
    groups: dict[str, list[str]] = {}
    for record, cluster in truth.items():
        groups.setdefault(cluster, []).append(record)
    several = [members for members in groups.values() if len(members) > 1]
    singles = list(groups.values())
    same = [tuple(random.sample(members, 2)) for members in random.sample(several, min(30, len(several)))]
    apart = [tuple(random.choice(members) for members in random.sample(singles, 2)) for _ in range(30)]
    return {"match": same, "distinct": apart}


def measures(folder: Path, truth: dict[str, str]) -> dict[str, Any]:
    """Figures of ``pairs.csv`` and ``clusters.csv`` against the truth."""
    number = {record: i for i, record in enumerate(truth)}
    true = _pairs_within(list(truth.values()))
    rows = list(csv.reader((folder / "clusters.csv").open(encoding="utf-8")))[1:]
    cluster = dict(rows)
    found = [cluster.get(record, record) for record in truth]
    made, persons = _pairs_within(found), len(set(truth.values()))
    rows = list(csv.reader((folder / "pairs.csv").open(encoding="utf-8")))[1:]
    ends = np.array([sorted((number[a], number[b])) for a, b, _ in rows], dtype=np.int64).reshape(-1, 2)
    weights = np.array([float(row[2]) for row in rows])
    order = np.argsort(-weights, kind="stable")
    weights, hit = weights[order], np.isin((ends[:, 0] * len(truth) + ends[:, 1])[order], true)
    taken, right = np.arange(1, len(hit) + 1), np.cumsum(hit)
    last = np.append(weights[1:] != weights[:-1], [True] * min(len(weights), 1)).astype(bool)
    f1 = np.append(2 * right / (taken + len(true)), 0.0)
    both = len(np.intersect1d(true, made, assume_unique=True))
    above = int((weights > 0).sum())
    return {
        "best pair F1": round(float(f1[:-1][last].max(initial=0.0)), 4),
        "default below best": round(float(f1[:-1][last].max(initial=0.0) - f1[above - 1]), 4),
        "recall at 99 %": round(float(right[last & (right >= 0.99 * taken)].max(initial=0) / max(len(true), 1)), 4),
        "blocking recall": round(float(hit.sum() / max(len(true), 1)), 4),
        "cluster F1": round(2 * both / max(len(made) + len(true), 1), 4),
        "count error %": round(100 * (len(set(found)) - persons) / persons, 2),
        "persons": persons,
    }


def _pairs_within(labels: list[str]) -> Codes:
    """Codes (smaller number * records + larger) of all pairs with one label."""
    label = np.unique(np.array(labels), return_inverse=True)[1]
    order = np.argsort(label, kind="stable")
    label, found = label[order], [np.empty(0, np.int64)]
    for step in range(1, len(labels)):
        rows = np.flatnonzero(label[step:] == label[:-step])
        if not len(rows):
            break
        found.append(order[rows] * len(labels) + order[rows + step])
    return np.sort(np.concatenate(found))


def _write(path: Path, header: list[str], rows: Any) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])


def main() -> None:
    """Run every linker that is installed; ratios are to tuned Splink's linking."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("--id", default="unique_id")
    parser.add_argument("--truth", default="cluster")
    parser.add_argument("--peers", default=sys.executable, help="the Python of the environment with the peers")
    parser.add_argument("--only", nargs="*", choices=(*OURS, *PEERS), default=(*OURS, *PEERS))
    call = parser.parse_args()
    linking: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        truth = prepare(call.people, call.id, call.truth, folder)
        for linker in call.only:
            if len(truth) > SMALL.get(linker, len(truth)):
                print(f"{linker}: left out above {SMALL[linker]} records")
                continue
            python = sys.executable if linker in OURS else call.peers
            worker = Path(__file__).with_name("linkers.py")
            done = subprocess.run([python, worker, linker, folder], capture_output=True, text=True)
            if done.returncode:
                print(f"{linker}: left out ({done.stderr.strip().splitlines()[-1]})", flush=True)
                continue
            cost = json.loads(done.stdout.strip().splitlines()[-1])
            linking[linker] = cost["linking"]
            print(json.dumps({"linker": linker, **measures(folder, truth), **cost}), flush=True)
    if "everyname" in linking and "splink_tuned" in linking:
        print(f"linking CPU, everyname / splink_tuned: {linking['everyname'] / linking['splink_tuned']:.2f}")


if __name__ == "__main__":
    main()
