"""Laws of what makes long lists quick: the same pairs, weights and cells as the plain way, whatever the pieces."""

from contextlib import ExitStack
from itertools import combinations
from random import Random
from unittest.mock import patch

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.linkage import Table, TableError, blocking, link, reading, threads
from everyname.linkage.blocking import Rule, candidates
from everyname.linkage.coded import united
from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Context, encode
from everyname.linkage.plan import plan
from everyname.linkage.score import RarityBits, bonuses, levels_of, weights_of
from everyname.linkage.weighing import weighed

CELL = st.sampled_from(["", "а", "бв", "x y", "ё\u2028", "7"])


def read(blocks, text: str) -> list[list[str]] | str:
    try:
        return [list(row) for block in blocks(text, ",") for row in zip(*block, strict=True)]
    except TableError as error:
        return str(error)


ROWS = st.lists(st.lists(CELL, min_size=1, max_size=4), min_size=1, max_size=12).filter(lambda rows: rows[0] != [""])


@settings(deadline=None)
@given(ROWS, st.sampled_from(["\n", "\r\n", "\r"]), st.booleans())
def test_cells_without_quotes_are_those_of_the_csv_module(rows, ending, last) -> None:
    text = ending.join(",".join(row) for row in rows) + ending * last
    with patch.object(reading, "_LETTERS", 9):
        assert read(reading._plain, text) == read(reading._quoted, text)


def people(number: int, seed: int) -> Table:
    random = Random(seed)
    names = ["зорин", "зорина", "зарин", "лужин", "лужены", "верстов", "верстова", "осокин"]
    rows = [
        {
            "id": f"{i:05}", "surname": random.choice(names), "given": random.choice(["пётр", "иван", "и.", "анна"]),
            "birth_date": f"19{random.randint(70, 99)}-0{random.randint(1, 3)}-0{random.randint(1, 9)}",
            "settlement": random.choice(["", "ясное", "тихое", "старое"]),
            "note": random.choice(["", "a b c", "a b d"]),
        }
        for i in range(number)
    ]  # fmt: skip
    kinds = {"id": "id", "note": "other:text", **{k: k for k in ("surname", "given", "birth_date", "settlement")}}
    return Table.from_rows(rows, kinds)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 999), st.integers(3, 50))
def test_pieces_and_threads_change_nothing(seed, piece) -> None:
    table = people(150, seed)
    whole = link(table)
    pieces = {blocking: ("_SEGMENT", "_MANY"), threads: ("CHUNK",)}
    with ExitStack() as changed:
        for module, names in pieces.items():
            for name in names:
                changed.enter_context(patch.object(module, name, piece))
        changed.enter_context(patch.object(threads, "THREADS", 1 + seed % 3))
        split = link(table)
    assert list(split.pairs) == list(whole.pairs)
    assert (split.clusters, split.expected, split.model) == (whole.clusters, whole.expected, whole.model)


@settings(max_examples=8, deadline=None)
@given(st.integers(0, 999), st.floats(-30, 10))
def test_pairs_above_the_floor_have_the_weights_of_the_plain_way(seed, floor) -> None:
    table = people(120, seed)
    model = link(table).model
    features = encode(table, Context.of(table))
    comparisons, codes = plan(features), candidates(features, len(table))
    pairs = Pairs(features, features, codes // len(table), codes % len(table))
    levels, bits = levels_of(comparisons, pairs), RarityBits.of(model.rarities, features, features)
    plain = weights_of(model, comparisons, levels, bonuses(comparisons, levels, pairs, bits))
    always = codes[:3]
    found, weights = weighed(model, comparisons, features, codes, len(table), floor, always)
    kept = (plain > floor) | np.isin(codes, always)
    assert found.tolist() == codes[kept].tolist()
    assert weights.tolist() == plain[kept].tolist()


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 4)), max_size=40), st.integers(1, 7))
def test_a_rule_pairs_all_owners_of_one_key_once(held, segment) -> None:
    owners = np.array([owner for owner, _ in held], dtype=np.int32)
    keys = np.array([key for _, key in held], dtype=np.uint64) << np.uint64(40)
    with patch.object(blocking, "_SEGMENT", segment):
        found = Rule(owners, keys, None, [], 1000).pairs(31)
    groups = [{owner for owner, key in held if key == wanted} for wanted in range(1, 5)]
    assert found.tolist() == sorted({a * 31 + b for group in groups for a, b in combinations(sorted(group), 2)})


@given(st.lists(st.sets(st.integers(0, 60)), min_size=1, max_size=5), st.integers(1, 9))
def test_sorted_arrays_are_united_piece_by_piece(sets, piece) -> None:
    with patch("everyname.linkage.coded._PIECE", piece):
        found = united([np.array(sorted(s), dtype=np.int64) for s in sets])
    assert found.tolist() == sorted(set().union(*sets))
