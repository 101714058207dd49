"""The linkers that ``link.py`` compares; each runs here in a process of its own: ``linkers.py NAME FOLDER``.

FOLDER holds ``people.csv`` (as given, without the truth), ``features.csv`` and ``plan.json`` (this project's normalised
fields, levels and blocking rules, for peers to start from the same point) and ``labels.json`` (60 judged pairs, for
linkers that need them). Written: ``pairs.csv``, ``clusters.csv``; printed: one JSON line of cost.
"""

from __future__ import annotations

import csv
import json
import re
import resource
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import combinations
from pathlib import Path
from typing import Any

Linked = tuple[Iterable[tuple[str, str, float]], dict[str, str]]  # pairs with weights, cluster per record
NAMES = ("surname", "given", "given_name", "patronymic")


def everyname(folder: Path) -> Linked:
    """This project, without labels or settings."""
    from everyname.linkage import engine, link, read_table

    encode, spent = engine.encode, [0.0]

    def timed(*arguments: Any) -> Any:
        start = time.process_time()
        features = encode(*arguments)
        spent[0] = time.process_time() - start
        return features

    engine.encode = timed
    start = time.process_time()
    table = read_table(folder / "people.csv")
    read = time.process_time() - start
    linked = link(table)
    said = linked.expected
    COST["normalising"] = round(read + spent[0], 2)
    COST["linking"] = round(time.process_time() - start - read - spent[0], 2)
    COST["expected"] = [round(said.low), round(said.point), round(said.high)]
    ids = table.ids
    pairs = zip(linked.left.tolist(), linked.right.tolist(), linked.weights.tolist(), strict=True)
    return ((ids[a], ids[b], weight) for a, b, weight in pairs), linked.clusters


def exact(folder: Path) -> Linked:
    """Records with the same surname, given name and birth, as written."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for row in _rows(folder / "people.csv"):
        fields = (*NAMES[:3], "birth_year", "date_of_birth")
        groups[tuple(row.get(name, "").casefold() for name in fields)].append(row["unique_id"])
    clusters = {record: members[0] for members in groups.values() for record in members}
    return ((a, b, 1.0) for members in groups.values() for a, b in combinations(members, 2)), clusters


def splink_documented(folder: Path) -> Linked:
    """Splink as its documentation has it: Jaro-Winkler on names, one edit elsewhere, EM over two rules."""
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    columns = [c for c in next(_rows(folder / "people.csv")) if c not in ("unique_id", "raw_name", "source")]
    names = [c for c in columns if c in NAMES]
    compared = [
        cl.JaroWinklerAtThresholds(c, [0.92, 0.8]) if c in names else cl.LevenshteinAtThresholds(c, 1) for c in columns
    ]
    first, second = columns[:2]
    rules = [block_on(first, second), *(block_on(names[0], c) for c in columns[2:])]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=compared, blocking_rules_to_generate_predictions=rules
    )
    return _splink(folder / "people.csv", settings, [block_on(first, second)], [block_on(first), block_on(second)], 4.0)


def splink_tuned(folder: Path) -> Linked:
    """Splink with this project's normalised fields, levels and rarity, capped training, and as many of its keys of two
    fields as cost at most one pair a record each.
    """
    import splink.comparison_level_library as level
    import splink.comparison_library as cl
    from splink import SettingsCreator, block_on

    plan = json.loads((folder / "plan.json").read_text(encoding="utf-8"))
    compared = []
    for comparison in plan["comparisons"]:
        levels: list[Any] = [level.CustomLevel(_sql(comparison["missing"])).configure(is_null_level=True)]
        for made in comparison["levels"][:-1]:
            custom = level.CustomLevel(_sql(made["sql"]), label_for_charts=made["code"])
            for column in made["rarity_of"][:1]:  # Splink knows one a level
                custom = custom.configure(tf_adjustment_column=column, tf_adjustment_weight=made["rarity"])
            levels.append(custom)
        compared.append(cl.CustomComparison([*levels, level.ElseLevel()], output_column_name=comparison["name"]))
    rules = [block_on(*rule) for rule in plan["rules"]]
    settings = SettingsCreator(
        link_type="dedupe_only", comparisons=compared, blocking_rules_to_generate_predictions=rules
    )
    return _splink(folder / "features.csv", settings, rules[:2], rules[:2], 2.0, max_pairs=1e5)


def _sql(condition: str) -> str:
    return re.sub(r"\b([lr])\.(\w+)", r'"\2_\1"', condition)


def _splink(path: Path, settings: Any, sure: list[Any], rules: list[Any], cut: float, **training: Any) -> Linked:
    import duckdb
    from splink import DuckDBAPI, Linker

    frame = duckdb.sql(f"select * from read_csv('{path}', {_types(path)})").to_arrow_table()
    start = time.process_time()
    linker = Linker(DuckDBAPI(connection=duckdb.connect()).register(frame, dataset_display_name="people"), settings)
    linker.training.estimate_probability_two_random_records_match(sure, recall=0.7)
    linker.training.estimate_u_using_random_sampling(max_pairs=1e6, seed=1, min_count_per_level=None)
    for rule in rules:
        linker.training.estimate_parameters_using_expectation_maximisation(rule, **training)
    predicted = linker.inference.predict(threshold_match_weight=-8)
    grouped = linker.clustering.cluster_pairwise_predictions_at_threshold(predicted, threshold_match_weight=cut)
    COST["linking"] = round(time.process_time() - start, 2)
    pairs = ((r["unique_id_l"], r["unique_id_r"], float(r["match_weight"])) for r in predicted.as_record_list())
    return pairs, {r["unique_id"]: str(r["cluster_id"]) for r in grouped.as_record_list()}


def _types(path: Path) -> str:
    """Texts, but whole numbers where this project's features are."""
    with path.open(encoding="utf-8") as file:
        names = next(csv.reader(file))
    numbers = [n for n in names if n.endswith(("_low", "_high", "_number", "_md", "_dm")) or n.startswith("key_")]
    types = ", ".join(f"'{n}': '{'bigint' if n in numbers else 'varchar'}'" for n in names)
    return f"columns={{{types}}}, header=true, nullstr=''"


def dedupe(folder: Path) -> Linked:
    """dedupe with 60 labels, on normalised fields."""
    import dedupe as library

    rows = _normalised(folder)
    fields = [library.variables.String(name, has_missing=True) for name in next(iter(rows.values()))]
    linker = library.Dedupe(fields, num_cores=1)
    linker.prepare_training(rows, sample_size=1500)
    labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
    linker.mark_pairs({name: [(rows[a], rows[b]) for a, b in pairs] for name, pairs in labels.items()})
    linker.train(index_predicates=False)
    clusters: dict[str, str] = {}
    pairs: list[tuple[str, str, float]] = []
    for members, scores in linker.partition(rows, 0.5):
        clusters |= dict.fromkeys(members, members[0])
        pairs += [(a, b, float(min(s, t))) for (a, s), (b, t) in combinations(zip(members, scores, strict=True), 2)]
    return pairs, clusters


def recordlinkage(folder: Path) -> Linked:
    """recordlinkage: sorted neighbours by surname and keys of two fields, Jaro-Winkler, ECM; components."""
    import pandas
    import recordlinkage as library

    rows = _normalised(folder)
    frame = pandas.DataFrame.from_dict(rows, orient="index")
    first, *others = frame.columns
    index, compare = library.Index(), library.Compare()
    index.block([first, others[0]])
    for name in others[1:]:
        index.block([first, name])
    for name in frame.columns:
        compare.string(name, name, method="jarowinkler", threshold=0.9, missing_value=0, label=name)
    features = compare.compute(index.index(frame), frame)
    odds = library.ECMClassifier(binarize=0.5)
    odds.fit(features)
    chances = odds.prob(features)
    parent = {record: record for record in rows}

    def root(record: str) -> str:
        while parent[record] != record:
            record = parent[record]
        return record

    for (a, b), chance in chances.items():
        if chance > 0.5:
            parent[root(a)] = root(b)
    return ((a, b, float(chance)) for (a, b), chance in chances.items()), {record: root(record) for record in rows}


def _normalised(folder: Path) -> dict[str, dict[str, str | None]]:
    """Texts of every field that a person compares; None where missing."""
    wanted = ("surname", "given", "patronymic", "birth_day", "birth_low", "death_day", "region", "settlement", "unit")
    rows = list(_rows(folder / "features.csv"))
    names = [name for name in rows[0] if name in wanted or name.startswith("other_")]
    return {row["unique_id"]: {name: row[name] or None for name in names} for row in rows}


def _rows(path: Path) -> Iterable[dict[str, str]]:
    with path.open(encoding="utf-8-sig") as file:
        yield from csv.DictReader(file)


LINKERS: dict[str, Callable[[Path], Linked]] = {
    "everyname": everyname,
    "exact": exact,
    "splink_documented": splink_documented,
    "splink_tuned": splink_tuned,
    "dedupe": dedupe,
    "recordlinkage": recordlinkage,
}
COST: dict[str, Any] = {}


def main() -> None:
    """Link, write, print the cost."""
    name, folder = sys.argv[1], Path(sys.argv[2])
    cpu, wall = time.process_time(), time.perf_counter()
    pairs, clusters = LINKERS[name](folder)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    for file, header, rows in (
        ("pairs.csv", ("id_l", "id_r", "weight"), pairs),
        ("clusters.csv", ("id", "cluster"), clusters.items()),
    ):
        with (folder / file).open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *rows])
    linking = COST.get("linking", round(cpu - COST.get("normalising", 0.0), 2))
    print(
        json.dumps({**COST, "CPU s": round(cpu, 1), "linking": linking, "wall s": round(wall, 1), "GB": round(peak, 2)})
    )


if __name__ == "__main__":
    main()
