"""Commands about persons: link, judge, search."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everyname.cli.tallies import Folder
from everyname.cli.terminal import Actor, Json, actor, progress, say, show_json, show_table
from everyname.conf.boot import open_tally
from everyname.conf.tally import FILE
from everyname.domain.errors import InputError


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in (link, judge, search):
        app.command()(command)


def link(
    source: Annotated[
        Path, typer.Argument(metavar="TALLY|PEOPLE.csv", help="A tally folder, or any CSV or Parquet file.")
    ],
    out_pairs: Annotated[Path | None, typer.Option(help="For a file: where the scored pairs go (CSV).")] = None,
    out_clusters: Annotated[Path | None, typer.Option(help="For a file: where the clusters go (CSV).")] = None,
    columns: Annotated[
        Path | None, typer.Option(help="For a file: TOML that maps columns to kinds; guessed otherwise.")
    ] = None,
    model: Annotated[
        Path | None, typer.Option(help="For a file: a model (JSON) to use instead of a fitted one.")
    ] = None,
    engine: Annotated[str, typer.Option(help="For a file: local.")] = "local",
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Find who is the same person: in a tally (as proposals for the analysts) or in any file of people."""
    if (source / FILE).exists():
        tally = open_tally(source)
        from everyname.workflow import linking

        with progress("linking") as advance:
            done = linking.link_pending(tally, actor=actor(who), progress=advance)
        show_json(done.as_dict()) if as_json else say(done.sentence())
        return
    if out_pairs is None or out_clusters is None:
        raise InputError(f"{source} is a file: --out-pairs and --out-clusters say where the result goes")
    if engine != "local":
        raise InputError(
            f"--engine {engine}: only local here; for Spark see everyname.linkage.spark in docs/linking.md"
        )
    from everyname.linkage import ConstraintError, ModelError, TableError, link_file

    try:
        linked = link_file(source, out_pairs, out_clusters, columns=columns, model=model)
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from error
    except (TableError, ModelError, ConstraintError) as error:
        raise InputError(str(error)) from error
    count = linked.expected
    if as_json:
        show_json({"records": len(linked.clusters), "pairs": len(linked), "expected": count.point,
                   "low": count.low, "high": count.high})  # fmt: skip
        return
    say(f"{len(linked.clusters)} records, {len(linked)} pairs worth a look")
    say(f"about {count.point:.0f} persons ({count.low:.0f} to {count.high:.0f})")


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
