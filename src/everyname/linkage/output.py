"""The plain files of linking: pairs and clusters as CSV. Invariant: the same result is written as the same bytes."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path

from everyname.linkage.engine import Linked, link
from everyname.linkage.model import Model
from everyname.linkage.reading import read_table


def write_pairs(linked: Linked, path: str | Path) -> None:
    """``id_l,id_r,weight,probability,explanation``; the explanation is «field=level» joined with «; »."""
    rows = (
        (p.id_l, p.id_r, f"{p.weight:.4f}", f"{p.probability:.6f}", "; ".join(f"{k}={v}" for k, v in p.levels.items()))
        for p in linked.pairs
    )
    _write(path, ("id_l", "id_r", "weight", "probability", "explanation"), rows)


def write_clusters(linked: Linked, path: str | Path) -> None:
    """``id,cluster``; the label of a cluster is the smallest id in it."""
    _write(path, ("id", "cluster"), linked.clusters.items())


def _write(path: str | Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Whole or not at all: the file appears when its last row is written."""
    partial = Path(f"{path}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    os.replace(partial, path)


def link_file(
    people: str | Path, out_pairs: str | Path, out_clusters: str | Path,
    columns: str | Path | None = None, model: str | Path | None = None,
) -> Linked:  # fmt: skip
    """The whole contract of ``everyname link``: read, link, write both files.

    Raises:
        TableError, ModelError: the input is wrong; nothing is written.
    """
    linked = link(read_table(people, columns), model=Model.read(model) if model else None)
    write_pairs(linked, out_pairs)
    write_clusters(linked, out_clusters)
    return linked
