"""A man whom many sources report, each with its own errors, stays one man; the errors join him to nobody else."""

import random
from collections import defaultdict
from itertools import combinations

import numpy as np

from everyname.linkage import Table, link
from everyname.linkage.cluster import UNJUDGED, Edges, Unscored, clusters

COLUMNS = {"id": "id", "surname": "surname", "given": "given", "born": "birth_date", "town": "settlement"}
SURNAMES = [
    a + b
    for a in ("Зор", "Луж", "Верст", "Осок", "Трав", "Полын", "Камыш", "Репей")
    for b in ("ин", "ов", "ский", "енко", "ич")
]
GIVEN = ["Пётр", "Иван", "Игнат", "Савва", "Макар", "Тихон", "Прохор", "Фома", "Ермил", "Клим"]
TOWNS = ["Лугаринск", "Кривцово", "Заречная", "Дубовка", "Пески", "Ольховка", "Мостовая", "Ключи"]


DAYS = [f"{year}-{month:02}-{day:02}" for year in range(1960, 2005) for month in range(1, 13) for day in range(1, 29)]
VALUES = {"surname": SURNAMES, "given": GIVEN, "born": DAYS, "town": TOWNS}


def reports(men: int, each: int, seed: int) -> list[dict[str, str]]:
    """Every value of a report is that of its man, of somebody else, or absent."""
    rng = random.Random(seed)
    rows = []
    for man in range(men):
        true = {field: rng.choice(values) for field, values in VALUES.items()}
        for number in range(each):
            told = {field: _told(rng, true[field], field) for field in VALUES}
            rows.append({"id": f"m{man}-{number}", **told})
    return rows


def _told(rng: random.Random, value: str, field: str) -> str:
    fate = rng.random()
    return "" if fate < 0.1 else rng.choice(VALUES[field]) if fate < 0.2 else value


def test_many_reports_of_a_man_with_errors_join_nobody_else() -> None:
    rows = reports(150, 30, 5)
    found = defaultdict(list)
    for record, cluster in link(Table.from_rows(rows, COLUMNS)).clusters.items():
        found[cluster].append(record.partition("-")[0])
    pairs = [a == b for men in found.values() for a, b in combinations(men, 2)]
    assert sum(pairs) / len(pairs) > 0.95
    assert sum(pairs) > 0.6 * 150 * 30 * 29 / 2


def test_two_groups_alike_in_one_pair_only_stay_apart() -> None:
    """Ten reports of each of two men; of the hundred pairs between them one was proposed, alike by an error."""
    inside = [(a, b) for low in (0, 10) for a, b in combinations(range(low, low + 10), 2)]
    left, right = np.array([*inside, (0, 10)]).T
    ratios = np.array([[2.0**20] * len(left), [1.0] * len(left)])
    apart = Unscored(np.ones((2, 20)), np.array([0.01]))
    edges = Edges(left, right, ratios, np.ones_like(ratios), np.zeros(len(left), dtype=bool), -16.0, None, apart)
    found = clusters(20, edges, np.full(len(left), UNJUDGED))
    assert found.label.tolist() == [0] * 10 + [10] * 10
