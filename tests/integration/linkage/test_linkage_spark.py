"""Spark gives the weights of the batch (needs the extra ``[spark]`` and Java)."""

import shutil
import warnings
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from everyname.linkage import Table, link

pyspark_sql = pytest.importorskip("pyspark.sql", reason="the extra [spark] is not installed")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("java") is None, reason="Java is not installed"),
    pytest.mark.filterwarnings("ignore"),
]
COLUMNS = {
    "id": "id", "surname": "surname", "given": "given", "patronymic": "patronymic", "born": "birth_date",
    "town": "settlement", "region": "region", "job": "other:text",
}  # fmt: skip


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        session = (
            pyspark_sql.SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.shuffle.partitions", "2")
            .getOrCreate()
        )
        yield session
        session.stop()


def people() -> list[dict[str, str]]:
    random = Random(4)
    rows = []
    for i in range(150):
        row = {
            "id": str(i),
            "surname": random.choice(["Зорин", "Лужин", "Верстов", "Караваев", "Гридин", "Молчанов"]),
            "given": random.choice(["Пётр", "Иван", "Алексей", "Сергей", "Роман", "П."]),
            "patronymic": random.choice(["Ильич", "Петрович", ""]),
            "born": f"{random.randint(1965, 2004)}-{random.randint(1, 12):02d}-{random.randint(1, 28):02d}",
            "town": random.choice(["Мезень", "Нея", ""]),
            "region": random.choice(["Архангельская область", "Костромская", ""]),
            "job": random.choice(["водитель лесовоза", "водитель автобуса", "учитель истории", ""]),
        }
        rows.append(row)
        rows.append(
            {**row, "id": f"{i}b", "surname": row["surname"] + "у", "born": row["born"][: random.choice([4, 10])]}
        )
    return rows


def test_weights_agree_with_the_batch(spark: Any) -> None:
    from everyname.linkage.spark import score_with_spark

    linked = link(Table.from_rows(people(), COLUMNS))
    batch = {(pair.id_l, pair.id_r): pair.weight for pair in linked.pairs}
    found = {(row.id_l, row.id_r): row.weight for row in score_with_spark(linked.table, linked.model, spark).collect()}
    common = batch.keys() & found.keys()
    assert len(common) > 150
    assert max(abs(batch[pair] - found[pair]) for pair in common) < 1e-6
    sure = {pair for pair, weight in batch.items() if weight > 0}
    assert len(sure & found.keys()) >= 0.98 * len(sure)


def test_clusters_are_made_as_those_of_the_batch(spark: Any) -> None:
    from everyname.linkage.spark import link_with_spark

    linked = link(Table.from_rows(people(), COLUMNS))
    found = link_with_spark(linked.table, linked.model, spark)
    same = sum(found.clusters[record] == first for record, first in linked.clusters.items())
    assert same >= 0.98 * len(linked.clusters)


def test_things_whose_columns_are_named_in_words(spark: Any) -> None:
    from everyname.linkage.spark import link_with_spark, score_with_spark

    random, rows = Random(6), []
    for i in range(40):
        name = f"{random.choice(['Norvane', 'Telluro'])} {random.choice('KLM')}X-{random.randint(100, 999)}"
        sort, price = random.choice(["table lamp", "coffee maker", "camera"]), random.randint(4000, 9000) / 100
        rows.append({"Id": f"{i}a", "Product name": f"{name} {sort}", "Цена, грн": f"{price}", "Kind of": sort})
        rows.append({"Id": f"{i}b", "Product name": f"{sort} {name}", "Цена, грн": f"{price + 0.5}", "Kind of": sort})
    columns = {"Id": "id", "Product name": "other:text", "Цена, грн": "other:number", "Kind of": "other:exact"}
    linked = link(Table.from_rows(rows, columns))
    batch = {(p.id_l, p.id_r): p.weight - sum(t.weight for t in linked.explain(p.id_l, p.id_r) if t.field == "rivals")
             for p in linked.pairs}  # fmt: skip
    found = {(row.id_l, row.id_r): row.weight for row in score_with_spark(linked.table, linked.model, spark).collect()}
    sure = {(pair.id_l, pair.id_r) for pair in linked.pairs if pair.weight > 0}
    assert len(sure) > 30
    assert len(sure & found.keys()) >= 0.98 * len(sure)
    assert max(abs(batch[pair] - found[pair]) for pair in batch.keys() & found.keys()) < 1e-6
    again = link_with_spark(linked.table, linked.model, spark)
    assert sum(again.clusters[record] == first for record, first in linked.clusters.items()) >= 0.98 * len(rows)
