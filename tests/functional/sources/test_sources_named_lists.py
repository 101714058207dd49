"""Three releases of one real list; needs the local evaluation data and is skipped without it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from everyname.sources.diff import Entry, compare_lists, entries
from everyname.sources.lists import import_table, read_table
from everyname.sources.mapping import guess_mapping

DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[4] / "shared" / "data")) / "named_lists"
RELEASES = ("gaza_2024-01-05.csv", "gaza_2024-04-29.csv", "gaza_2024-06-26.csv")
pytestmark = pytest.mark.skipif(
    not (DATA / RELEASES[0]).exists(), reason="local evaluation data: named_lists is absent"
)


@pytest.fixture(scope="module")
def releases() -> list[dict[str, Entry]]:
    found = []
    for name in RELEASES:
        table = read_table(DATA / name)
        mapping = guess_mapping(table)
        found.append(entries(import_table(table, "list", mapping).reports, mapping))
    return found


def test_every_row_becomes_a_report(releases: list[dict[str, Entry]]) -> None:
    assert [len(release) for release in releases] == [14_140, 20_390, 24_672]


def test_recurring_keys_and_their_names(releases: list[dict[str, Entry]]) -> None:
    diff = compare_lists(releases[0], releases[1])
    assert (diff.recurring, len(diff.added), len(diff.removed)) == (13_945, 6_445, 195)
    assert len(diff.renamed) == 2_558
    assert len(diff.renamed) - len(diff.respelled) == 401
