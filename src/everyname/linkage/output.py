"""The plain files of linking: pairs and clusters as CSV. Invariant: the same result is written as the same bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from everyname.linkage.coded import segments
from everyname.linkage.engine import EngineError, Linked, link
from everyname.linkage.files import cells, write_lines, write_text
from everyname.linkage.model import Model
from everyname.linkage.reading import read_aliases, read_labels, read_table
from everyname.linkage.table import Table, with_aliases

_LINES = 100_000  # pairs held as text at a time


def write_pairs(linked: Linked, path: str | Path) -> None:
    """``id_l,id_r,weight,probability,explanation``; the explanation is «field=level» joined with «; »."""
    write_lines(path, ("id_l", "id_r", "weight", "probability", "explanation"), _lines(linked))


def _lines(linked: Linked) -> Iterator[str]:
    ids, chances = cells(linked.table.ids), linked.chances
    for rows in segments(len(linked), _LINES):
        sides = ([ids[i] for i in side[rows].tolist()] for side in (linked.left, linked.right))
        codes, which = linked.agreements(rows)
        told = cells(["; ".join(f"{field}={level}" for field, level in levels.items()) for levels in codes])
        numbers = (side[rows].tolist() for side in (linked.weights, chances))
        yield from map("%s,%s,%.4f,%.6f,%s\n".__mod__, zip(*sides, *numbers, [told[i] for i in which], strict=True))


def write_clusters(linked: Linked, path: str | Path) -> None:
    """``id,cluster``; the label of a cluster is the smallest id in it."""
    both = (cells(list(names)) for names in (linked.clusters, linked.clusters.values()))
    write_lines(path, ("id", "cluster"), map("%s,%s\n".__mod__, zip(*both, strict=True)))


@dataclass(frozen=True, slots=True)
class Call:
    """What a run is given beside the table: columns (TOML), a model (JSON, made when it is not there), labels
    (``id_l,id_r,same``), aliases (``kind,alias,name``), and the engine, local or spark.
    """

    columns: str | Path | None = None
    model: str | Path | None = None
    labels: str | Path | None = None
    aliases: str | Path | None = None
    engine: str = "local"


def link_file(people: str | Path, out_pairs: str | Path, out_clusters: str | Path, call: Call | None = None) -> Linked:
    """The whole contract of ``everyname link``: read, link, write both files, and the model where none was.

    Raises:
        TableError, ModelError, EngineError: the input is wrong; nothing is written.
    """
    call = call or Call()
    linked = link_table(read_people(people, call), call)
    write_linked(linked, out_pairs, out_clusters, call)
    return linked


def write_linked(linked: Linked, out_pairs: str | Path, out_clusters: str | Path, call: Call) -> None:
    """Both files, and the model where the call names one that is not there."""
    write_pairs(linked, out_pairs)
    write_clusters(linked, out_clusters)
    if call.model and not Path(call.model).exists():
        write_text(call.model, linked.model.to_json())


def read_people(people: str | Path, call: Call) -> Table:
    """The table, with the aliases of its places and units replaced."""
    table = read_table(people, call.columns)
    return with_aliases(table, read_aliases(call.aliases)) if call.aliases else table


def link_table(table: Table, call: Call) -> Linked:
    """Link with the model, labels and engine of the call."""
    model = Model.read(call.model) if call.model and Path(call.model).exists() else None
    same, different = read_labels(call.labels) if call.labels else ([], [])
    if call.engine == "local":
        return link(table, model=model, same=same, different=different)
    if call.engine != "spark":
        raise EngineError(f"there is no engine «{call.engine}»: use local or spark")
    from everyname.linkage.spark import link_on_local_cluster

    model = model or link(table, same=same, different=different).model
    return link_on_local_cluster(table, model, same=same, different=different)
