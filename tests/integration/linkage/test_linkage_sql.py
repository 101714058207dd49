"""The SQL of every level says what the arrays say (DuckDB as the engine of tables)."""

from itertools import combinations
from random import Random

import duckdb
import numpy as np
import pytest

from everyname.linkage import Table, link
from everyname.linkage.conditions import Pairs
from everyname.linkage.features import encode
from everyname.linkage.plan import plan
from everyname.linkage.score import levels_of
from everyname.linkage.spark import feature_columns, level_sql

COLUMNS = {
    "id": "id", "surname": "surname", "given": "given", "patronymic": "patronymic", "born": "birth_date", "age": "age",
    "died": "death_date", "town": "settlement", "region": "region", "unit": "unit", "rank": "rank", "list": "source",
}  # fmt: skip


def people() -> list[dict[str, str]]:
    random = Random(7)

    def day(first: int, last: int) -> str:
        text = f"{random.randint(first, last)}-{random.randint(1, 4):02d}-{random.randint(1, 9):02d}"
        return random.choice([text, text[:4], ""])

    return [
        {
            "id": str(i),
            "surname": random.choice(["Зорин", "Зорину", "Зурин", "Лужин", "Пётр", "Верстовский", ""]),
            "given": random.choice(["Пётр", "Петя", "П.", "Зорин", "Иван", ""]),
            "patronymic": random.choice(["Ильич", "И.", "Петрович", ""]),
            "born": day(1990, 1992),
            "age": random.choice(["30", "31", "33", ""]),
            "died": day(2022, 2023),
            "town": random.choice(["Мезень", "Мизень", "Нея", ""]),
            "region": random.choice(["Архангельская область", "Костромская", ""]),
            "unit": random.choice(["12345", "12346", ""]),
            "rank": random.choice(["рядовой", "сержант", ""]),
            "list": random.choice(["a", "b"]),
        }
        for i in range(60)
    ]


@pytest.fixture(scope="module")
def table() -> Table:
    return Table.from_rows(people(), COLUMNS)


def test_sql_and_arrays_give_every_pair_the_same_levels(table: Table) -> None:
    model = link(table).model
    features = encode(table, model.context)
    comparisons = plan(features)
    left, right = np.array(list(combinations(range(len(table)), 2)), dtype=np.intp).T
    expected = levels_of(comparisons, Pairs(features, features, left, right))
    columns = feature_columns(features, model)
    kinds = ["bigint" if any(isinstance(v, int) for v in values) else "varchar" for values in columns.values()]
    kinds = ["double" if name.endswith("_bits") else kind for name, kind in zip(columns, kinds, strict=True)]
    with duckdb.connect() as connection:
        listed = ", ".join(f"{name} {kind}" for name, kind in zip(columns, kinds, strict=True))
        connection.execute(f"create table records (number integer, {listed})")
        marks = ", ".join("?" * (len(columns) + 1))
        rows = [list(row) for row in zip(range(len(table)), *columns.values(), strict=True)]
        connection.executemany(f"insert into records values ({marks})", rows)
        levels = ", ".join(level_sql(comparison) for comparison in comparisons)
        query = f"select {levels} from records l join records r on l.number < r.number order by l.number, r.number"
        found = np.array(connection.execute(query).fetchall()).T
    for comparison, by_sql, by_array in zip(comparisons, found, expected, strict=True):
        assert by_sql.tolist() == by_array.tolist(), comparison.name
        assert len(set(by_array.tolist())) > 1, comparison.name
