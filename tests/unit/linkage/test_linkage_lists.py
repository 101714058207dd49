"""List against list, reused keys, and the analysts' queue."""

from random import Random

import pytest

from everyname.linkage import (
    Linked,
    ScoredPair,
    Table,
    TableError,
    compare_lists,
    key_reuse,
    link,
    questions,
    queue_of,
)

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "born": "birth_date", "key": "other:exact"}
SURNAMES = (
    "Зорин",
    "Лужин",
    "Верстов",
    "Караваев",
    "Сухоруков",
    "Гридин",
    "Молчанов",
    "Тетерин",
    "Бережнов",
    "Ольшанов",
)
GIVEN = ("Пётр", "Иван", "Алексей", "Сергей", "Роман", "Глеб", "Борис", "Юрий")


def people(count: int, seed: int = 1) -> list[dict[str, str]]:
    random = Random(seed)
    return [
        {
            "id": f"{seed}-{i}",
            "surname": random.choice(SURNAMES),
            "given": random.choice(GIVEN),
            "born": f"{random.randint(1965, 2004)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
            "key": str(100000 + i * 37),
        }
        for i in range(count)
    ]


def without_key(rows: list[dict[str, str]]) -> Table:
    return Table.from_rows(rows, {name: kind for name, kind in COLUMNS.items() if name != "key"})


def test_two_lists_are_told_into_both_here_and_there() -> None:
    ours = people(120)
    theirs = [{**row, "id": f"t{i}"} for i, row in enumerate(ours[:80])] + people(40, seed=2)
    compared = compare_lists(without_key(ours), without_key(theirs))
    assert {(here[0], there[0]) for here, there in compared.both} >= {(f"1-{i}", f"t{i}") for i in range(80)}
    assert {ids[0] for ids in compared.only_ours} == {f"1-{i}" for i in range(80, 120)}
    assert {ids[0] for ids in compared.only_theirs} == {f"2-{i}" for i in range(40)}


def test_a_key_given_to_another_person_is_found() -> None:
    first = people(150)
    second = [{**row, "id": f"s{i}"} for i, row in enumerate(first)]
    second[7] = {**second[7], "surname": "Ольшанов", "given": "Юрий", "born": "1930-01-01"}
    second[9] = {**second[9], "born": first[9]["born"][:-2] + "01"}
    reused = key_reuse(Table.from_rows(first + second, COLUMNS), "key")
    assert [(r.id_l, r.id_r) for r in reused] == [("1-7", "s7")]


def test_a_key_column_that_is_not_there_is_named() -> None:
    with pytest.raises(TableError, match="passport"):
        key_reuse(Table.from_rows(people(5), COLUMNS), "passport")


@pytest.fixture(scope="module")
def doubtful() -> Linked:
    rows = people(120)
    rows += [{**row, "id": f"d{i}", "born": row["born"][:4]} for i, row in enumerate(rows[:60])]
    return link(without_key(rows))


def test_the_queue_asks_what_moves_the_count_most(doubtful: Linked) -> None:
    queue = questions(doubtful, most=5)
    changes = [abs(question.change) for question in queue.questions]
    assert changes == sorted(changes, reverse=True)
    assert len(changes) <= 5 <= queue.open
    assert queue.spread() >= queue.spread(3) >= queue.spread(5) >= 0


def test_a_pair_counted_as_two_makes_the_count_smaller_and_one_counted_once_makes_it_larger(doubtful: Linked) -> None:
    pairs = [p for p in doubtful.pairs if 0.05 < p.probability < 0.95][:1]
    apart = queue_of(pairs, {record: record for record in doubtful.clusters}, most=10)
    together = queue_of(pairs, dict.fromkeys(doubtful.clusters, "one"), most=10)
    assert apart.change == pytest.approx(-pairs[0].probability)
    assert together.change == pytest.approx(1 - pairs[0].probability)
    assert apart.spread() == together.spread()


def test_several_pairs_between_two_persons_are_one_question(doubtful: Linked) -> None:
    pairs = [p for p in doubtful.pairs if p.probability > 0.05][:4]
    counted = {p.id_l: "left" for p in pairs} | {p.id_r: "right" for p in pairs}
    queue = queue_of(pairs, counted, most=10)
    assert queue.open == 1
    assert queue.change == -max(p.probability for p in pairs)


def test_an_answered_question_is_not_open_any_more(doubtful: Linked) -> None:
    asked = questions(doubtful).questions[0]
    pair = (asked.id_l, asked.id_r)
    again = link(doubtful.table, different=[pair])
    assert again.clusters[pair[0]] != again.clusters[pair[1]]
    assert pair not in {(q.id_l, q.id_r) for q in questions(again).questions}


def test_a_man_told_six_times_takes_five_answers() -> None:
    told = [f"r{i}" for i in range(6)]
    pairs = [ScoredPair(a, b, 5.0, 0.97, {}) for a in told for b in told if a < b]
    queue = queue_of(pairs, {record: record for record in told}, most=20)
    assert queue.open == 5
    assert queue.change == pytest.approx(-5 * 0.97)


def test_two_groups_of_reports_that_may_be_one_man_take_one_more_question() -> None:
    groups = {"a1": "a", "a2": "a", "b1": "b", "b2": "b"}
    pairs = [ScoredPair(x, y, 0.0, 0.9 if groups[x] == groups[y] else 0.3, {}) for x in groups for y in groups if x < y]
    queue = queue_of(pairs, {record: record for record in groups}, most=20)
    assert [(q.id_l, q.id_r) for q in queue.questions] == [("a1", "a2"), ("b1", "b2"), ("a1", "b1")]


def test_many_explanations_are_those_of_each_pair(doubtful: Linked) -> None:
    pairs = [(p.id_l, p.id_r) for p in doubtful.pairs][:40]
    assert list(doubtful.explanations(pairs)) == [doubtful.explain(a, b) for a, b in pairs]
    for pair, terms in zip(doubtful.pairs, doubtful.explanations(pairs), strict=False):
        assert sum(term.weight for term in terms) == pytest.approx(pair.weight)
