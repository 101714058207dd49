"""What could not be read goes out as a sheet, is corrected by a person, and comes in again.

Invariant: a sheet is applied as a whole or not at all. A corrected row is a new capture of the same report; the other
rows of the list stay as they are.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from django.db import transaction

from everyname.conf.tally import Tally
from everyname.domain.errors import InputError
from everyname.domain.words import Property
from everyname.ledger import canonical
from everyname.register.models import Capture, Quarantined, Setting, Source
from everyname.register.record import record
from everyname.sources import quarantine
from everyname.sources.headers import Table
from everyname.sources.lists import import_table
from everyname.sources.mapping import Mapping
from everyname.sources.quarantine import Correction
from everyname.sources.report import Quarantined as Refused
from everyname.sources.report import Report, SourceError, file_sha256
from everyname.sources.tables import Grid
from everyname.workflow import importing
from everyname.workflow.intake import Found

_Pair = tuple[Quarantined, Correction]


@dataclass(frozen=True, slots=True)
class Corrected:
    """``items`` quarantined cells or rows were corrected, by the imports ``batches``."""

    items: int
    batches: tuple[int, ...]


def write_sheet(path: Path, *, batch: int | None = None) -> int:
    """Write what waits in quarantine, of one import or of all; how many rows.

    Raises:
        InputError: the name ends in neither .xlsx nor .csv, or the file cannot be written.
    """
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise InputError(f"{path}: a sheet is called FILE.xlsx or FILE.csv")
    rows = Quarantined.objects.filter(corrected_seq=None).order_by("batch", "row", "column")
    if batch is not None:
        rows = rows.filter(batch=batch)
    items = [Refused(r.file_name, r.row, r.column, r.value, r.code, r.reason, r.raw.encode()) for r in rows]
    if not path.parent.is_dir():
        raise InputError(f"{path}: its folder does not exist")
    return quarantine.write_quarantine(path, items)


def apply_sheet(tally: Tally, path: Path, *, actor: str, reason: str = "") -> Corrected:
    """Import the corrected rows of a sheet as rows of their source.

    Raises:
        InputError: a correction fits no quarantined row, or cannot be read itself; nothing is written then.
    """
    if not path.is_file():
        raise InputError(f"{path}: no such file")
    try:
        corrections = quarantine.read_corrections(path)
    except SourceError as error:
        raise InputError(str(error)) from error
    by_source: dict[Source, list[_Pair]] = defaultdict(list)
    for correction in corrections:
        item = _item(correction)
        if item.corrected_seq is None:
            by_source[item.batch.source].append((item, correction))
    batches = []
    with transaction.atomic():
        for source, pairs in by_source.items():
            found = Found(path, file_sha256(path), mapping=_mapping(source), partial=True)
            found.reports = list(_reports(source, pairs))
            done = importing.import_found(tally, found, source=source.name, kind=source.kind, actor=actor)
            batches += [one.batch for one in done if one.batch is not None]
            for item, _ in pairs:
                body = {"item": item.uid, "batch": done[0].batch or item.batch_id}
                record("quarantine.corrected", body, actor=actor, reason=reason)
    return Corrected(sum(map(len, by_source.values())), tuple(batches))


def _item(correction: Correction) -> Quarantined:
    place = {"file_name": correction.file, "row": correction.row, "column": correction.column}
    found = [
        q for q in Quarantined.objects.filter(**place).order_by("corrected_seq", "-batch") if q.value == correction.old
    ]
    if not found:
        raise InputError(f"{_place(correction)}: no such row waits in quarantine; leave the first four columns alone")
    return next((q for q in found if q.corrected_seq is None), found[0])


def _mapping(source: Source) -> str:
    text = Setting.objects.filter(name=f"mapping:{source.no}").values_list("text", flat=True).first()
    if not text:
        raise InputError(f"{source.name} is no list: correct the file of posts itself and import it again")
    return str(text)


def _reports(source: Source, pairs: Iterable[_Pair]) -> Iterator[Report]:
    mapping = Mapping.from_toml(_mapping(source))
    rows: dict[tuple[str, int, str], list[_Pair]] = defaultdict(list)
    for item, correction in pairs:
        rows[item.file_name, item.row, item.raw].append((item, correction))
    for group in rows.values():
        yield _report(source, group, mapping)


def _report(source: Source, group: list[_Pair], mapping: Mapping) -> Report:
    """One row with its corrected cells; refused while it still cannot be read."""
    item = group[0][0]
    cells = _cells(item)
    for _, correction in group:
        cells[_column(cells, correction, mapping)] = correction.new
    grid = Grid(item.file_name, "", "", (), ())
    table = Table(grid, tuple(cells), ((item.row, tuple(cells.values())),), (), ())
    known = Capture.objects.filter(report__source=source, sha256=canonical.sha256(item.raw.encode()))
    same = known.filter(row=item.row).first() or known.first()
    batch = import_table(table, source.name, mapping)
    for read in batch.quarantined:
        raise InputError(f"{read.file}, row {read.row}{', ' + read.column if read.column else ''}: {read.sentence}")
    report = next(batch.reports)
    if same:
        report = replace(report, external_id=same.report.external_id)
    return report


def _cells(item: Quarantined) -> dict[str, str]:
    if item.code == "too_many_cells":
        place = f"{item.file_name}, row {item.row}"
        raise InputError(f"{place}: has more cells than the header: correct the list itself and import it again")
    return dict(json.loads(item.raw))


def _column(cells: dict[str, str], correction: Correction, mapping: Mapping) -> str:
    """The cell that is meant; for a row refused as a whole it is the key if that was wrong, else the name."""
    if correction.column:
        return correction.column
    wanted = (Property.EXTERNAL_KEY,) if correction.old else (Property.FULL_NAME, Property.SURNAME)
    for kind in wanted:
        for column in mapping.columns:
            if column.kind.value == kind and column.name in cells:
                return column.name
    raise InputError(f"{_place(correction)}: the list has no column that this value would go to; correct the list")


def _place(correction: Correction) -> str:
    return f"{correction.file}, row {correction.row}{', ' + correction.column if correction.column else ''}"
