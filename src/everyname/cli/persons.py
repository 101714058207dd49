"""Commands about persons: judge, search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everyname.cli.tallies import Folder
from everyname.cli.terminal import Actor, actor, progress, say, show_json, show_table
from everyname.conf.boot import open_tally
from everyname.domain.errors import InputError


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in (judge, search):
        app.command()(command)


def judge(
    folder: Folder,
    accept: Annotated[list[str] | None, typer.Option(help="Accept this mention as a person. Can be repeated.")] = None,
    not_a_death: Annotated[str, typer.Option(help="This mention is no death in scope.")] = "",
    skip: Annotated[str, typer.Option(help="Leave this mention for later.")] = "",
    same: Annotated[tuple[str, str] | None, typer.Option(help="Two mentions: one person.", metavar="A B")] = None,
    different: Annotated[tuple[str, str] | None, typer.Option(help="Two mentions: two persons.", metavar="A B")] = None,
    batch: Annotated[int | None, typer.Option(help="Accept all rows of this import as one reviewed batch.")] = None,
    revoke: Annotated[int | None, typer.Option(help="Take back the judgement with this event number.")] = None,
    script: Annotated[Path | None, typer.Option(help="A JSON Lines file of judgements, applied in order.")] = None,
    reason: Annotated[str, typer.Option(help="Why, in words that name no living person.")] = "",
    who: Actor = "",
) -> None:
    """Decide about mentions: each decision is one event, and can be taken back."""
    open_tally(folder)
    from everyname.domain.words import Review, Verdict
    from everyname.workflow import judging, scripts

    name, done = actor(who), 0
    for mention in accept or ():
        judging.accept(mention, actor=name, reason=reason)
        done += 1
    for mention, state in ((not_a_death, Review.NOT_A_DEATH), (skip, Review.SKIPPED)):
        if mention:
            judging.review(mention, state, actor=name, reason=reason)
            done += 1
    for pair, verdict in ((same, Verdict.SAME), (different, Verdict.DIFFERENT)):
        if pair:
            judging.judge(*pair, verdict, actor=name, reason=reason)
            done += 1
    if batch is not None:
        judging.accept_batch(batch, actor=name, reason=reason)
        done += 1
    if revoke is not None:
        judging.revoke(revoke, actor=name, reason=reason)
        done += 1
    if script is not None:
        with progress("judging") as advance:
            applied = scripts.apply(script, progress=advance)
        done += applied.done
        for place in applied.missing:
            say(f"not found: {place}")
    if not done:
        raise InputError("nothing to judge: give --accept, --same, --different, --not-a-death, --batch or --revoke")
    say(f"{done} recorded")


def search(
    folder: Folder,
    query: Annotated[
        str, typer.Argument(metavar="WORDS", help="Any fragment, spelling, transliteration or keyboard slip of a name.")
    ],
    limit: Annotated[int, typer.Option(help="How many at most.")] = 20,
    as_json: Annotated[bool, typer.Option("--json/--table", help="JSON (the default), or a table to read.")] = True,
) -> None:
    """Is he already on the list? Ranked persons and open mentions."""
    open_tally(folder)
    from everyname.workflow.searching import search as look

    found = look(query, limit=limit)
    if as_json:
        show_json([hit.as_dict() for hit in found])
        return
    show_table(("score", "name", "born", "died", "status", "id"), [hit.row() for hit in found])
