"""Laws of linking: the order of the input is irrelevant, judgements hold, labels are members."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.linkage import Table, link
from everyname.linkage.apart import Reports
from everyname.linkage.cluster import DIFFERENT, SAME, UNJUDGED, Edges
from everyname.linkage.cluster import clusters as joined

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


Judged = dict[tuple[int, int], float]


def clusters(
    records: int, edges: list[tuple[int, int, float]], judged: Judged, reports: Reports | None = None
) -> list[int]:
    left, right = (np.array([edge[i] for edge in edges], dtype=np.intp) for i in (0, 1))
    ratios = np.exp2(np.array([[edge[2] for edge in edges]]))
    verdicts = np.array([judged.get((a, b), UNJUDGED) for a, b, _ in edges])
    found = Edges(left, right, ratios, np.ones_like(ratios), verdicts == DIFFERENT, 0.0)
    return joined(records, found, verdicts, reports=reports).label.tolist()


PAIR = st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[0] < p[1])
EDGES = st.dictionaries(PAIR, st.floats(-12, 25), max_size=40)


@settings(deadline=None)
@given(EDGES, st.sets(PAIR, max_size=8), st.randoms(use_true_random=False))
def test_clusters_ignore_the_order_of_edges_and_never_join_the_different(edges, apart, random) -> None:
    judged = dict.fromkeys(apart, DIFFERENT)
    listed = [(a, b, w) for (a, b), w in {**dict.fromkeys(apart, 20.0), **edges}.items()]
    label = clusters(12, listed, judged)
    assert label == clusters(12, random.sample(listed, len(listed)), judged)
    assert all(label[first] == first <= i for i, first in enumerate(label))
    assert not any(label[a] == label[b] for a, b in apart)


@settings(deadline=None)
@given(EDGES, st.lists(st.integers(-1, 5), min_size=12, max_size=12), st.randoms(use_true_random=False))
def test_no_cluster_holds_two_records_of_one_report(edges, of, random) -> None:
    listed, reports = [(a, b, w) for (a, b), w in edges.items()], Reports(np.array(of, dtype=np.intp))
    label = clusters(12, listed, {}, reports)
    assert label == clusters(12, random.sample(listed, len(listed)), {}, reports)
    told = [(cluster, report) for cluster, report in zip(label, of, strict=True) if report >= 0]
    assert len(told) == len(set(told))


@settings(deadline=None)
@given(EDGES, st.sets(st.integers(0, 11), min_size=2, max_size=3))
def test_what_analysts_called_the_same_stays_together(edges, together) -> None:
    judged = {(a, b): SAME for a in together for b in together if a < b}
    listed = [(a, b, w) for (a, b), w in {**edges, **dict.fromkeys(judged, -12.0)}.items()]
    label = clusters(12, listed, judged)
    assert len({label[i] for i in together}) == 1


@settings(deadline=None)
@given(st.lists(st.floats(0.5, 20), min_size=3, max_size=3))
def test_a_report_that_says_nothing_of_a_field_does_not_dilute_it(bits) -> None:
    """0 and 1 are one man; 2 fits 0 in a field that 1 leaves empty, and alone that is not enough to join them."""
    fits, name, sure = (np.exp2(x) for x in bits)
    ratios = np.array([[sure * 64, name, name], [1.0, fits * 64, 0.0]])
    said = np.array([[1.0, 1.0, 1.0], [1.0, 1.0, 0.0]])
    left, right = np.array([0, 0, 1]), np.array([1, 2, 2])
    edges = Edges(left, right, ratios, said, np.zeros(3, dtype=bool), -5.0)
    assert joined(3, edges, np.full(3, UNJUDGED)).label.tolist() == [0, 0, 0]


@settings(deadline=None)
@given(st.floats(3, 9), st.floats(4, 12))
def test_a_repeat_within_a_list_tells_the_same_whatever_clusters_hold(name, repeat) -> None:
    """0 and 2 stand on one list, 1 and 3 on another; each has a sure match there. Namesakes stay two persons."""
    left, right = np.array([0, 0, 0, 1, 1, 2]), np.array([1, 2, 3, 2, 3, 3])
    names = np.exp2(np.array([30.0, name, name, name, name, 30.0]))
    lists = np.array([2.0, 2.0**-repeat, 2.0, 2.0, 2.0**-repeat, 2.0])
    ratios = np.stack([names, lists])
    barred = np.zeros(6, dtype=bool)
    found = Edges(left, right, ratios, np.ones_like(ratios), barred, -3.0, once=1)
    label = joined(4, found, np.full(6, UNJUDGED)).label.tolist()
    assert label == ([0, 0, 2, 2] if name - repeat - 3 <= 0 else [0, 0, 0, 0])
