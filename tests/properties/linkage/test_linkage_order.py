"""Laws of linking: the order of the input is irrelevant, judgements hold, labels are members."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.linkage import Table, link
from everyname.linkage.cluster import DIFFERENT, SAME
from everyname.linkage.cluster import clusters as array_clusters

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "born": "birth_year"}
ROW = st.fixed_dictionaries(
    {
        "surname": st.sampled_from(["Зорин", "Зорину", "Лужин", "Лужын", "Верстов", ""]),
        "given": st.sampled_from(["Пётр", "Петр", "Иван", "И.", ""]),
        "born": st.sampled_from(["1990", "1991", ""]),
    }
)


@settings(max_examples=12, deadline=None)
@given(st.lists(ROW, min_size=2, max_size=25), st.randoms(use_true_random=False))
def test_any_order_of_rows_gives_the_same_result(rows, random) -> None:
    numbered = [{"id": f"r{i}", **row} for i, row in enumerate(rows)]
    shuffled = random.sample(numbered, len(numbered))
    one, other = (link(Table.from_rows(r, COLUMNS)) for r in (numbered, shuffled))
    assert list(one.pairs) == list(other.pairs)
    assert one.clusters == other.clusters
    assert one.expected == other.expected
    assert one.model == other.model


def clusters(records: int, edges: list[tuple[int, int, float]]) -> list[int]:
    left, right = (np.array([edge[i] for edge in edges], dtype=np.intp) for i in (0, 1))
    return array_clusters(records, left, right, np.array([edge[2] for edge in edges])).tolist()


EDGES = st.dictionaries(
    st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1]),
    st.one_of(st.floats(-12, 25), st.just(DIFFERENT)),
    max_size=40,
)


@given(EDGES, st.randoms(use_true_random=False))
def test_clusters_ignore_the_order_of_edges_and_never_join_the_different(edges, random) -> None:
    listed = [(a, b, w) for (a, b), w in edges.items()]
    label = clusters(12, listed)
    assert label == clusters(12, random.sample(listed, len(listed)))
    assert all(label[first] == first <= i for i, first in enumerate(label))
    assert not any(label[a] == label[b] for (a, b), w in edges.items() if w == DIFFERENT)


@given(EDGES, st.sets(st.integers(0, 11), min_size=2, max_size=3))
def test_what_analysts_called_the_same_stays_together(edges, together) -> None:
    judged = {(a, b): SAME for a in together for b in together if a < b}
    free = {pair: w for pair, w in edges.items() if w != DIFFERENT}
    label = clusters(12, [(a, b, w) for (a, b), w in {**free, **judged}.items()])
    assert len({label[i] for i in together}) == 1
