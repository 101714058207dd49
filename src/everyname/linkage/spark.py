"""The same model on Spark, for lists that one machine cannot hold. Invariant: a pair's weight is the batch's, to 1e-6.

Levels and weights are the SQL of the same conditions, generated from the model; blocking is by ``joins_of``,
leaving out keys that more than ``GROUP`` records share. Needs the extra ``[spark]`` and Java 17.
"""

from __future__ import annotations

import os
import shutil
from importlib.util import find_spec
from math import log2
from typing import TYPE_CHECKING, Any

import numpy as np

from everyname.linkage.bags import grams
from everyname.linkage.coded import Coded
from everyname.linkage.engine import EngineError, Linked, PairIds, assemble, verdicts
from everyname.linkage.features import Features, encode
from everyname.linkage.keys import joins_of
from everyname.linkage.levels import Comparison
from everyname.linkage.model import Model
from everyname.linkage.plan import plan
from everyname.linkage.sql import column
from everyname.linkage.table import Table

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

GROUP = 60


def score_with_spark(table: Table, model: Model, spark: SparkSession, *, above: float = -8.0) -> DataFrame:
    """A Spark table ``id_l, id_r, weight`` of the pairs with weight above ``above``."""
    features = encode(table, model.context)
    comparisons = plan(features)
    columns = feature_columns(features, model)
    rows = list(zip(table.ids, *columns.values(), strict=True))
    schema = ", ".join(["id string", *(f"{name} {_type(name, values)}" for name, values in columns.items())])
    spark.createDataFrame(rows, schema).createOrReplaceTempView("everyname_records")
    places, keys = joins_of(features)
    keyed = [(table.ids[place], key) for place, key in zip(places.tolist(), keys.tolist(), strict=True)]
    spark.createDataFrame(keyed, "id string, key bigint").distinct().createOrReplaceTempView("everyname_keys")
    return spark.sql(weight_sql(model, comparisons)).where(f"weight > {above!r}")


def feature_columns(features: Features, model: Model) -> dict[str, list[Any]]:
    """Plain columns for another engine: texts or whole numbers (None where missing), log2 shares, pieces of texts."""
    columns: dict[str, list[Any]] = {}
    for name, feature in features.items():
        if not isinstance(feature, Coded):
            columns[column(name)] = [None if value < 0 else value for value in feature.tolist()]
            continue
        texts = feature.values()
        columns[column(name)] = [text or None for text in texts]
        if name.startswith("text_"):
            columns[f"{column(name)}_grams"] = [[piece for piece, _ in grams(text)] if text else None for text in texts]
        if name in model.rarities:
            bits = [*model.rarities[name].bits(feature.texts).tolist(), None]
            columns[f"{column(name)}_bits"] = [bits[code] for code in feature.codes.tolist()]
    return columns


def _type(name: str, values: list[Any]) -> str:
    if name.endswith("_grams"):
        return "array<string>"
    if name.endswith("_bits"):
        return "double"
    return "int" if any(isinstance(value, int) for value in values) or name.endswith(("_low", "_high")) else "string"


def weight_sql(model: Model, comparisons: tuple[Comparison, ...]) -> str:
    """The query of pairs and weights over ``everyname_records`` and ``everyname_keys``."""
    levels = ", ".join(f"{level_sql(c)} as level_{i}, {_bonus_sql(c, model, i)}" for i, c in enumerate(comparisons))
    one = " + ".join(f"{_lookup(model.bits[c.name].tolist(), i)} + bonus_{i}" for i, c in enumerate(comparisons))
    kin = [_lookup(model.kin_bits[c.name].tolist(), i) for i, c in enumerate(comparisons)]
    kin += [f"bonus_{i}" for i, c in enumerate(comparisons) if c.kin.agrees]
    relatives = " + ".join([f"{model.kin_prior!r}D", *kin])
    fate = [f"{_lookup(model.bits[c.name].tolist(), i)} + bonus_{i}" for i, c in enumerate(comparisons) if c.fate]
    comrades = " + ".join([f"{model.comrade_prior!r}D", *fate])
    return f"""
        with small as (select key from everyname_keys group by key having count(*) between 2 and {GROUP}),
        candidates as (
            select distinct a.id as id_l, b.id as id_r from small
            join everyname_keys a on a.key = small.key join everyname_keys b on b.key = small.key and a.id < b.id),
        compared as (
            select candidates.id_l, candidates.id_r, {levels} from candidates
            join everyname_records l on l.id = id_l join everyname_records r on r.id = id_r)
        select id_l, id_r, {model.prior!r}D + {one}
            - log2(1 + pow(2.0D, {relatives}) + pow(2.0D, {comrades})) as weight from compared"""  # noqa: S608


def level_sql(comparison: Comparison) -> str:
    """The number of the level, as ``Comparison.level_of``."""
    tests = " ".join(f"when {v.when.sql} then {n}" for n, v in enumerate(comparison.levels[:-1], 1))
    return f"case when {comparison.missing.sql} then 0 {tests} else {len(comparison.levels)} end"


def _bonus_sql(comparison: Comparison, model: Model, number: int) -> str:
    """The rarity bonus; Spark lets a column of the same selection be used beside it."""
    cases = [
        f"when {n} then {' + '.join(_rarity_sql(v.rarity, name, model) for name in v.rarity_of)}"
        for n, v in enumerate(comparison.levels, 1)
        if v.rarity
    ]
    bonus = f"case level_{number} {' '.join(cases)} else 0.0D end" if cases else "0.0D"
    return f"{bonus} as bonus_{number}"


def _rarity_sql(rarity: float, name: str, model: Model) -> str:
    """One feature's bonus, 0 where a side has none (``greatest`` would take the other side's share)."""
    base, left, right = log2(model.rarities[name].base), f"l.{column(name)}_bits", f"r.{column(name)}_bits"
    both = f"{rarity!r}D * ({base!r}D - greatest({left}, {right}))"
    return f"case when {left} is null or {right} is null then 0.0D else {both} end"


def _lookup(bits: list[float], number: int) -> str:
    cases = " ".join(f"when {level} then {value!r}D" for level, value in enumerate(bits))
    return f"case level_{number} {cases} end"


def link_with_spark(
    table: Table, model: Model, spark: SparkSession, same: PairIds = (), different: PairIds = ()
) -> Linked:
    """The batch with its pairs scored on Spark: clusters, count and explanations are those of the local engine."""
    judged = verdicts(table, same, different)
    place = {record: i for i, record in enumerate(table.ids)}
    rows = sorted((place[a], place[b], weight) for a, b, weight in score_with_spark(table, model, spark).collect())
    left = np.array([row[0] for row in rows], dtype=np.intp)
    right = np.array([row[1] for row in rows], dtype=np.intp)
    weights = np.array([row[2] for row in rows], dtype=np.float64)
    return assemble(table, model, encode(table, model.context), left, right, weights, judged)


def link_on_local_cluster(table: Table, model: Model, same: PairIds = (), different: PairIds = ()) -> Linked:
    """``link_with_spark`` on the cluster that ``SPARK_MASTER`` names, or else on the cores of this machine.

    Raises:
        EngineError: Spark or Java is not installed.
    """
    if find_spec("pyspark") is None or shutil.which("java") is None:
        raise EngineError("the engine spark needs Java 17 and the extra [spark]: pip install 'everyname[spark]'")
    from pyspark.sql import SparkSession

    master = os.environ.get("SPARK_MASTER", "local[*]")
    settings = {"spark.ui.enabled": "false", "spark.log.level": "ERROR", "spark.sql.shuffle.partitions": "8"}
    builder = SparkSession.builder.appName("everyname").master(master)
    for name, value in settings.items():
        builder = builder.config(name, value)
    spark = builder.getOrCreate()
    try:
        return link_with_spark(table, model, spark, same, different)
    finally:
        spark.stop()
