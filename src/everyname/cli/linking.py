"""``everyname link``: who is the same person, in a tally or in any file of people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from everyname.cli.terminal import Actor, Json, actor, progress, say, show_json
from everyname.conf.boot import open_tally
from everyname.conf.tally import FILE
from everyname.domain.errors import InputError

if TYPE_CHECKING:
    from everyname.linkage import Linked
    from everyname.linkage.output import Call


def add_to(app: typer.Typer) -> None:
    """Register the command of this module."""
    app.command()(link)


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
        Path | None,
        typer.Option(help="For a file: a model (JSON) to use; what was learned is written there if none is."),
    ] = None,
    labels: Annotated[
        Path | None, typer.Option(help="For a file: judged pairs (CSV: id_l, id_r, same 1 or 0).")
    ] = None,
    aliases: Annotated[Path | None, typer.Option(help="For a file: other names (CSV: kind, alias, name).")] = None,
    engine: Annotated[str, typer.Option(help="For a file: local or spark.")] = "local",
    against: Annotated[Path | None, typer.Option(help="Another list, to be compared with this one.")] = None,
    out_compared: Annotated[Path | None, typer.Option(help="With --against: folder for what the lists share.")] = None,
    out_histories: Annotated[
        Path | None, typer.Option(help="For a file with a source column: who is on which lists (CSV).")
    ] = None,
    why: Annotated[
        tuple[str, str] | None, typer.Option(metavar="ID ID", help="For a file: why these two are joined, or not.")
    ] = None,
    out_chart: Annotated[Path | None, typer.Option(help="With --why: the weights as a drawing (SVG).")] = None,
    language: Annotated[str, typer.Option("--lang", help="Language of explanations: en, ru or uk.")] = "en",
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Find who is the same person: in a tally (as proposals for the analysts) or in any file of people."""
    if (source / FILE).exists():
        _link_tally(source, actor(who), as_json)
        return
    from everyname.linkage.output import Call, link_table, read_people, write_linked
    from everyname.linkage.reports import write_histories

    call = Call(columns, model, labels, aliases, engine)
    with _plain_errors():
        _check_language(language)
        if against is not None:
            _compare(source, against, out_compared, call, language, as_json)
            return
        if out_pairs is None or out_clusters is None:
            raise InputError(f"{source} is a file: --out-pairs and --out-clusters say where the result goes")
        linked = link_table(read_people(source, call), call)
        told = _told(linked, language)
        if why is not None:
            told["why"] = _why(linked, why, out_chart, language)
        if out_histories is not None:
            write_histories(linked, out_histories)
        write_linked(linked, out_pairs, out_clusters, call)
    show_json(told) if as_json else _say(told)


def _link_tally(folder: Path, name: str, as_json: bool) -> None:
    tally = open_tally(folder)
    from everyname.workflow import linking

    with progress("linking") as advance:
        done = linking.link_pending(tally, actor=name, progress=advance)
    show_json(done.as_dict()) if as_json else say(done.sentence())


@contextmanager
def _plain_errors() -> Iterator[None]:
    """What the engine refuses, as one line of the command."""
    from everyname.linkage import ConstraintError, EngineError, ModelError, TableError

    try:
        yield
    except OSError as error:
        raise InputError(f"{error.filename}: {error.strerror}") from error
    except (TableError, ModelError, ConstraintError, EngineError) as error:
        raise InputError(str(error)) from error


def _check_language(language: str) -> None:
    from everyname.linkage.explain import languages

    if language not in languages():
        raise InputError(f"--lang {language}: use one of {', '.join(languages())}")


def _told(linked: Linked, language: str) -> dict[str, Any]:
    from everyname.linkage.weakspots import weak_spots

    count = linked.expected
    return {
        "records": len(linked.clusters), "pairs": len(linked), "columns": linked.table.mapping,
        "expected": count.point, "low": count.low, "high": count.high,
        "weak_spots": [{**spot.as_dict(), "words": spot.said(language)} for spot in weak_spots(linked)],
    }  # fmt: skip


def _say(told: dict[str, Any]) -> None:
    say("compared: " + ", ".join(f"{name} ({kind})" for name, kind in told["columns"].items()))
    say(f"{told['records']} records, {told['pairs']} pairs worth a look")
    say(f"about {told['expected']:.0f} persons ({told['low']:.0f} to {told['high']:.0f})")
    for spot in told["weak_spots"]:
        say(f"weak: {spot['words']}")
    if "why" in told:
        say(told["why"]["verdict"])
        say(told["why"]["waterfall"])


def _why(linked: Linked, pair: tuple[str, str], chart: Path | None, language: str) -> dict[str, Any]:
    from everyname.linkage.files import write_text
    from everyname.linkage.verdict import verdict
    from everyname.linkage.waterfall import as_svg, as_text, steps

    for record in pair:
        if record not in linked.clusters:
            raise InputError(f"--why: there is no record «{record}»")
    found = verdict(linked, *pair)
    if chart is not None:
        write_text(chart, as_svg(found.terms, language))
    rows = [{"words": step.text, "from": step.start, "to": step.end} for step in steps(found.terms, language)]
    return {
        "joined": found.joined, "code": found.code, "weight": found.weight, "verdict": found.said(language),
        "steps": rows, "waterfall": as_text(found.terms, language),
    }  # fmt: skip


def _compare(ours: Path, theirs: Path, folder: Path | None, call: Call, language: str, as_json: bool) -> None:
    if folder is None:
        raise InputError("--against compares two lists: --out-compared says in which folder the result goes")
    from everyname.linkage.lists import compare_lists
    from everyname.linkage.model import Model
    from everyname.linkage.output import read_people
    from everyname.linkage.reports import write_compared

    tables = read_people(ours, call), read_people(theirs, call)
    names = (ours.stem, theirs.stem) if ours.stem != theirs.stem else ("here", "there")
    model = Model.read(call.model) if call.model else None
    summary = write_compared(compare_lists(*tables, model=model), *tables, folder, names=names, language=language)
    if as_json:
        show_json({name: value for name, value in summary.items() if name != "disagreements"})
        return
    say(f"on both lists {summary['both']}, only here {summary['only_here']}, only there {summary['only_there']}")
    say(f"records of one person that disagree: {summary['conflicts']} (see {folder / 'conflicts.csv'})")
