"""Compares linkers on one file with a known truth: pair F1, recall at 99 % precision, clusters, count, CPU and memory.

usage: link.py PEOPLE.csv [--id unique_id] [--truth cluster] [--only everyname|exact|splink]

Each linker runs in a process of its own. Peers run where they are installed (``pip install 'splink>=5,<6'`` beside the
project) and are left out by name where not. The truth is read by this script alone, and no linker sees its column.
"""

from __future__ import annotations

import argparse
import csv
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import combinations
from pathlib import Path

Pair = tuple[str, str]
Scored = tuple[dict[Pair, float], dict[str, str]]  # weight per pair, cluster per record


def with_everyname(path: Path, id_column: str) -> Scored:
    """This project, without labels or settings."""
    from everyname.linkage import link, read_table

    linked = link(read_table(path))
    left, right = (([linked.table.ids[i] for i in side.tolist()]) for side in (linked.left, linked.right))
    weights = dict(zip(map(_pair, left, right), linked.weights.tolist(), strict=True))
    expected = linked.expected
    print(json.dumps({"expected": [round(x) for x in (expected.low, expected.point, expected.high)]}), file=sys.stderr)
    return weights, linked.clusters


def with_exact_key(path: Path, id_column: str) -> Scored:
    """Records with the same surname, given name and birth year, as written."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in _rows(path):
        key = tuple(
            row.get(c, "").casefold() for c in ("surname", "given", "given_name", "birth_year", "date_of_birth")
        )
        groups[key].append(row[id_column])
    clusters = {record: members[0] for members in groups.values() for record in members}
    return {_pair(a, b): 1.0 for members in groups.values() for a, b in combinations(members, 2)}, clusters


def with_splink(path: Path, id_column: str) -> Scored:
    """Splink 5 on DuckDB as its documentation has it: Jaro-Winkler on names, one edit elsewhere, EM over two rules."""
    import splink.comparison_library as cl
    from splink import DuckDBAPI, Linker, SettingsCreator, block_on

    columns = [c for c in next(_rows(path)) if c not in (id_column, "cluster", "raw_name", "source")]
    names = [c for c in columns if "name" in c or c in ("given", "patronymic")]
    compared = [
        cl.JaroWinklerAtThresholds(c, [0.92, 0.8]) if c in names else cl.LevenshteinAtThresholds(c, 1) for c in columns
    ]
    first, second = columns[0], columns[1]
    settings = SettingsCreator(
        link_type="dedupe_only",
        unique_id_column_name=id_column,
        comparisons=compared,
        blocking_rules_to_generate_predictions=[block_on(first, second), *(block_on(names[0], c) for c in columns[2:])],
    )
    import duckdb

    api = DuckDBAPI(connection=duckdb.connect())
    frame = duckdb.sql(f"select * from read_csv('{path}', all_varchar=true)").to_arrow_table()
    linker = Linker(api.register(frame, dataset_display_name="people"), settings)
    linker.training.estimate_probability_two_random_records_match([block_on(first, second)], recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1)
    for rule in (block_on(first), block_on(second)):
        linker.training.estimate_parameters_using_expectation_maximisation(rule)
    predicted = linker.inference.predict(threshold_match_weight=-8)
    rows = predicted.as_record_list()
    weights = {_pair(r[f"{id_column}_l"], r[f"{id_column}_r"]): float(r["match_weight"]) for r in rows}
    grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=4)
    return weights, {str(r[id_column]): str(r["cluster_id"]) for r in grouped.as_record_list()}


LINKERS: dict[str, Callable[[Path, str], Scored]] = {
    "everyname": with_everyname,
    "exact": with_exact_key,
    "splink": with_splink,
}


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


def _pair(a: str, b: str) -> Pair:
    return (a, b) if a < b else (b, a)


def measures(weights: dict[Pair, float], clusters: dict[str, str], truth: dict[str, str]) -> dict[str, float]:
    """Figures against the truth (cluster per record)."""
    true, made = _pairs(truth), _pairs(clusters)
    best = recall = tp = 0.0
    ordered = sorted(weights.items(), key=lambda item: -item[1])
    for n, (pair, weight) in enumerate(ordered, 1):
        tp += pair in true
        if n < len(ordered) and ordered[n][1] == weight:
            continue
        best = max(best, 2 * tp / (n + len(true)))
        if tp >= 0.99 * n:
            recall = tp / len(true)
    persons = len(set(truth.values()))
    return {
        "best pair F1": round(best, 4),
        "recall at 99 %": round(recall, 4),
        "blocking recall": round(tp / max(len(true), 1), 4),
        "cluster F1": round(2 * len(made & true) / max(len(made) + len(true), 1), 4),
        "count error %": round(100 * (len(set(clusters.values())) - persons) / persons, 2),
    }


def _pairs(clusters: dict[str, str]) -> set[Pair]:
    groups = defaultdict(list)
    for record, cluster in clusters.items():
        groups[cluster].append(record)
    return {_pair(a, b) for members in groups.values() for a, b in combinations(members, 2)}


def run_one(name: str, path: Path, id_column: str, truth_column: str) -> None:
    """Link in this process and print one JSON line. The truth's column is taken away before."""
    with tempfile.TemporaryDirectory() as folder:
        blind = Path(folder) / "people.csv"
        truth = {row[id_column]: row[truth_column] for row in _rows(path)}
        with blind.open("w", encoding="utf-8", newline="") as file:
            rows = ({k: v for k, v in row.items() if k != truth_column} for row in _rows(path))
            first = next(rows)
            writer = csv.DictWriter(file, list(first))
            writer.writeheader()
            writer.writerow(first)
            writer.writerows(rows)
        cpu, wall = time.process_time(), time.perf_counter()
        weights, clusters = LINKERS[name](blind, id_column)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    cost = {"CPU s": round(cpu, 1), "wall s": round(wall, 1), "GB": round(peak, 2)}
    print(json.dumps({"linker": name, **measures(weights, clusters, truth), **cost}))


def main() -> None:
    """Run every linker that is installed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("people", type=Path)
    parser.add_argument("--id", default="unique_id")
    parser.add_argument("--truth", default="cluster")
    parser.add_argument("--only", choices=LINKERS)
    call = parser.parse_args()
    if call.only:
        run_one(call.only, call.people, call.id, call.truth)
        return
    for name in LINKERS:
        same = ["--id", call.id, "--truth", call.truth, "--only", name]
        done = subprocess.run([sys.executable, __file__, str(call.people), *same], capture_output=True, text=True)
        print(done.stdout.strip() or f"{name}: left out ({done.stderr.strip().splitlines()[-1]})")


if __name__ == "__main__":
    main()
