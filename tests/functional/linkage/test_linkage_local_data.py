"""Accuracy on the local evaluation data (skipped where the folder is absent). No labels are given."""

import csv
import os
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import pytest

from everyname.linkage import Linked, link, read_table

FOLDER = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[4] / "shared" / "data"))
PEOPLE = FOLDER / "people" / "ru_10k.csv"
pytestmark = pytest.mark.skipif(
    not PEOPLE.exists(), reason="local evaluation data is absent (EVERYNAME_EVALUATION_DATA)"
)


@pytest.fixture(scope="module")
def linked() -> Linked:
    return link(read_table(PEOPLE))


@pytest.fixture(scope="module")
def truth() -> dict[str, str]:
    with PEOPLE.open(encoding="utf-8") as file:
        return {row["unique_id"]: row["cluster"] for row in csv.DictReader(file)}


def pairs_of(clusters: dict[str, str]) -> set[tuple[str, str]]:
    groups = defaultdict(list)
    for record, cluster in clusters.items():
        groups[cluster].append(record)
    return {tuple(sorted(pair)) for members in groups.values() for pair in combinations(members, 2)}


def test_clusters_without_labels(linked: Linked, truth: dict[str, str]) -> None:
    made, true = pairs_of(linked.clusters), pairs_of(truth)
    hit = len(made & true)
    assert 2 * hit / (len(made) + len(true)) >= 0.987


def test_number_of_persons_at_the_default_threshold(linked: Linked, truth: dict[str, str]) -> None:
    persons, found = len(set(truth.values())), len(set(linked.clusters.values()))
    assert abs(found - persons) <= 0.005 * persons


def test_blocking_keeps_nearly_every_pair(linked: Linked, truth: dict[str, str]) -> None:
    scored = {tuple(sorted((p.id_l, p.id_r))) for p in linked.pairs}
    true = pairs_of(truth)
    assert len(scored & true) >= 0.99 * len(true)
