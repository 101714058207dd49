"""Commands that bring things in: import, tolls, quarantine."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from everyname.cli.tallies import Folder
from everyname.cli.terminal import Actor, Json, Yes, actor, confirm, progress, say, show_json
from everyname.conf.boot import open_tally
from everyname.domain.errors import InputError
from everyname.domain.words import SourceKind

if TYPE_CHECKING:
    from everyname.workflow.intake import Found


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    app.command("import")(import_file)
    app.command()(tolls)
    app.command()(quarantine)


def import_file(
    folder: Folder,
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A list (CSV, XLSX …), posts (JSON Lines), an article (.txt), a photo."),
    ],
    source: Annotated[str, typer.Option(help="Who publishes it. Posts may name their own.")] = "",
    kind: Annotated[str, typer.Option(help=f"Kind of source: {', '.join(SourceKind)}.")] = "other_recorder",
    mapping: Annotated[Path | None, typer.Option(help="A TOML file that says which column holds what.")] = None,
    published: Annotated[str, typer.Option(help="For an article or a photo: its date.")] = "",
    url: Annotated[str, typer.Option(help="For an article or a photo: its address.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be read; write nothing.")] = False,
    reason: Annotated[str, typer.Option(help="With --yes: who looked at the list, and how.")] = "",
    yes: Yes = False,
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Bring a file in. With --yes the guessed columns are taken and a list's rows accepted as one reviewed batch."""
    tally = open_tally(folder)
    from everyname.workflow import importing, intake, judging

    if kind not in SourceKind._value2member_map_:
        raise InputError(f"--kind {kind}: kinds are {', '.join(SourceKind)}")
    with progress("reading") as advance:
        found = intake.read(file, source=source, mapping=mapping, published=published, url=url, progress=advance)
    if not as_json:
        _show(found)
    if dry_run:
        return
    if found.is_list and not confirm("Import with these columns?", yes=yes):
        raise InputError("nothing was imported: correct the columns in a file and give it with --mapping, or add --yes")
    done = importing.import_found(tally, found, source=source, kind=kind, actor=actor(who))
    batches = [one.batch for one in done if one.batch is not None]
    accepted = yes and found.is_list and bool(batches)
    for batch in batches if accepted else ():
        judging.accept_batch(batch, actor=actor(who), reason=reason or "rows of the list taken as one reviewed batch")
    if as_json:
        show_json([one.as_dict() for one in done])
        return
    for one in done:
        words = ", ".join(f"{n} {name}" for name, n in one.counts.items() if n)
        say(f"{one.source}: {words or 'nothing new'}{'' if one.batch is not None else ' (known: nothing changed)'}")
        if one.batch is not None and one.counts.get("quarantined"):
            say(f"  not readable: everyname quarantine {folder} --batch {one.batch} --out FILE.xlsx")
    say("accepted as one reviewed batch" if accepted else f"next: everyname extract {folder}")


def _show(found: Found) -> None:
    if found.mapping:
        say(found.mapping.rstrip())
    for fact in found.facts:
        say(f"  {fact}")
    say(f"{len(found.reports)} reports, {len(found.quarantined)} cells or rows not readable")
    for item in found.quarantined[:5]:
        say(f"  {item.file}, row {item.row}{', ' + item.column if item.column else ''}: {item.sentence}")


def tolls(
    folder: Folder,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="A CSV of stated tolls: who, kind, said_on, period_from, …")
    ],
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Record what others say (a table of stated tolls); rows that are recorded already change nothing."""
    open_tally(folder)
    from everyname.workflow import tolling

    done = tolling.import_tolls(file, actor=actor(who))
    if as_json:
        show_json({"new": done.new, "known": done.known, "quarantined": list(done.quarantined)})
        return
    say(f"{done.new} new, {done.known} known, {len(done.quarantined)} not readable")
    for line in done.quarantined:
        say(f"  {line}")


def quarantine(
    folder: Folder,
    out: Annotated[Path | None, typer.Option(help="Write what waits to this sheet (XLSX or CSV).")] = None,
    batch: Annotated[int | None, typer.Option(help="Only of the import with this event number.")] = None,
    corrected: Annotated[Path | None, typer.Option(help="A sheet with its column «corrected» filled in.")] = None,
    reason: Annotated[str, typer.Option(help="With --corrected: who corrected it, and how.")] = "",
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Accept the corrected rows as one reviewed batch.")] = False,
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Write what could not be read to a sheet, or bring the corrected sheet in."""
    tally = open_tally(folder)
    from everyname.workflow import correcting, judging

    if (out is None) == (corrected is None):
        raise InputError("give --out FILE.xlsx to write the sheet, or --corrected FILE.xlsx to bring it in")
    if out is not None:
        rows = correcting.write_sheet(out, batch=batch)
        show_json({"rows": rows, "file": str(out)}) if as_json else say(f"{rows} rows to correct in {out}")
    if corrected is not None:
        done = correcting.apply_sheet(tally, corrected, actor=actor(who), reason=reason)
        for one in done.batches if yes else ():
            judging.accept_batch(one, actor=actor(who), reason=reason or "corrected rows taken as one reviewed batch")
        show_json({"corrected": done.items}) if as_json else say(f"{done.items} corrected")
