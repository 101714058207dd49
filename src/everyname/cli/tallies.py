"""Commands about the tally folder itself: init, doctor, rebuild, counts, rules."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from everyname.cli.terminal import Actor, Json, Yes, actor, progress, say, show_json, show_table
from everyname.conf.boot import open_tally
from everyname.conf.create import TEMPLATES, create_folder
from everyname.domain.errors import CheckFailedError, InputError

Folder = Annotated[Path, typer.Argument(metavar="TALLY", help="The tally folder.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in (init, doctor, rebuild, counts, rules):
        app.command()(command)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    template: Annotated[str, typer.Option(help=f"One of: {', '.join(TEMPLATES)}.")] = TEMPLATES[0],
    slug: Annotated[
        str, typer.Option(help="Short name in file names and addresses; the folder's name otherwise.")
    ] = "",
    yes: Yes = False,
    who: Actor = "",
) -> None:
    """Make a tally folder: settings, rules, database, keys."""
    create_folder(folder, template, slug=slug)
    tally = open_tally(folder, of_any_version=True)
    from everyname.workflow import setup

    setup.migrate()
    setup.start(tally, actor=actor(who))
    say(f"made {tally.folder}")
    say(f"  what is counted   {tally.folder / 'tally.toml'}")
    say(f"  who is counted    {tally.rules_file}")
    say(f"  words of your own {tally.vocabulary}")
    say(f"  signing key       {setup.signer(tally).public}")
    say(f"next: everyname import {folder} FILE --source NAME")


def doctor(
    folder: Annotated[Path | None, typer.Argument(metavar="[TALLY]", help="The tally folder.")] = None,
    as_json: Json = False,
) -> None:
    """Check the installation and, if given, a tally folder; say what to do."""
    if folder is not None:
        open_tally(folder, of_any_version=True)
    from everyname.workflow.doctor import examine

    findings = examine(folder)
    if as_json:
        show_json([f.as_dict() for f in findings])
    else:
        show_table(("", "what", "found", "what to do"), [(f.mark, f.what, f.found, f.advice) for f in findings])
    if any(f.level == "fault" for f in findings):
        raise typer.Exit(1)


def rebuild(
    folder: Folder,
    check: Annotated[bool, typer.Option("--check", help="Compare only; change nothing.")] = False,
    as_json: Json = False,
) -> None:
    """Replay the whole history; with --check compare it with the tables."""
    open_tally(folder, of_any_version=not check)
    if not check:
        from everyname.workflow import setup

        setup.migrate()  # a tally made by an earlier version
    from everyname.register import rebuild as engine

    with progress("replaying") as advance:
        if check:
            found = engine.rebuild_check(advance)
        else:
            found = engine.check_history()
            if not found.fault:
                engine.replay(advance)
    if as_json:
        show_json({"events": found.events, "root": found.root, "rows": found.rows, "fault": found.fault})
    if found.fault:
        raise CheckFailedError(found.fault)
    if not as_json:
        say(f"{found.events} events, root {found.root}: {'tables and history agree' if check else 'tables rebuilt'}")


def counts(
    folder: Folder,
    as_of: Annotated[
        str, typer.Option("--as-of", help="A past instant, such as 2023-01-19 or 2023-01-19T12:00:00Z.")
    ] = "",
    as_json: Json = False,
) -> None:
    """The count by status, now or as the tally said it at a past moment."""
    open_tally(folder)
    from everyname.register import counts as engine

    found = engine.counts_as_of(at=_instant(as_of)) if as_of else engine.counts()
    if as_json:
        show_json({"as_of": as_of or None, "counts": found, "backlog": engine.backlog()})
        return
    show_table(("status", "persons"), found.items())
    say(f"waiting to be judged: {engine.backlog()['size']} (never part of the count)")


def _instant(text: str) -> str:
    """The end of a day, or the very moment, in the ledger's form."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"--as-of {text}: write a day as 2023-01-19 or a moment as 2023-01-19T12:00:00Z") from error
    if len(text) == 10:
        moment = moment.replace(hour=23, minute=59, second=59, microsecond=999000)
    moment = moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def rules(
    folder: Folder,
    attempt: Annotated[
        Path | None, typer.Option("--try", help="Another rule file: show how the count would move.")
    ] = None,
    adopt: Annotated[bool, typer.Option("--adopt", help="Bring the folder's rule file into force.")] = False,
    reason: Annotated[str, typer.Option(help="Why; needed with --adopt.")] = "",
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Show the rules in force, try others, or adopt the folder's rule file."""
    tally = open_tally(folder)
    from everyname.workflow import ruling

    if adopt:
        say(ruling.adopt(tally, actor=actor(who), reason=reason))
        return
    found = ruling.compare(tally, attempt or tally.rules_file)
    if as_json:
        show_json(found.as_dict())
        return
    show_table(("status", f"now ({found.now_version})", f"then ({found.then_version})", "change"), found.rows())
    for move in found.examples:
        say(f"  {move}")
