"""The command extract: texts of a tally or of a file are read, or its map of confidences is learned from judgements."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from everyname.cli.terminal import Actor, Json, Yes, actor, confirm, progress, say, show_json
from everyname.conf.boot import open_tally
from everyname.conf.tally import FILE, Tally
from everyname.domain.errors import InputError

if TYPE_CHECKING:
    from everyname.extract.many import Options
    from everyname.extract.readers.endpoint import Endpoint


def add_to(app: typer.Typer) -> None:
    """Register the command of this module."""
    app.command()(extract)


def extract(
    source: Annotated[Path, typer.Argument(metavar="TALLY|POSTS.jsonl", help="A tally folder, or a file of posts.")],
    out: Annotated[
        Path | None, typer.Option(help="For a file: where the mentions go (JSON Lines). With --train LOG: the model.")
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    ner: Annotated[bool, typer.Option("--ner", help="Ask the neural tagger too (extra [ner]).")] = False,
    llm: Annotated[
        bool, typer.Option("--llm", help="Ask the language model of tally.toml too, as a second reader (extra [llm]).")
    ] = False,
    model: Annotated[Path | None, typer.Option(help="A map of confidences that --train wrote.")] = None,
    tally: Annotated[
        Path | None, typer.Option(help="For a file: the tally whose vocabulary and language model are used.")
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="For a tally: also read anew the texts that nobody has judged yet.")
    ] = False,
    train: Annotated[
        bool, typer.Option("--train", help="Read nothing; learn confidences from the judgements of TALLY, or of a log.")
    ] = False,
    yes: Yes = False,
    who: Actor = "",
    as_json: Json = False,
) -> None:
    """Read death notices: what waits in a tally (numbers stated in reports too), or any file of posts.

    An interrupted run goes on when the same command is given again; nothing is read twice.
    """
    in_tally = (source / FILE).exists()
    if train:
        _train(source, out, workers, in_tally, as_json)
        return
    folder = open_tally(source) if in_tally else Tally.open(tally) if tally else None
    options = _options(folder, ner=ner, llm=llm, model=model, yes=yes)
    if in_tally:
        _read_tally(options, workers, actor(who), again, as_json)
    elif again:
        raise InputError("--again is for a tally; of a file everything is read that does not stand in --out")
    else:
        _read_file(source, out, options, model, workers, as_json)


def _options(tally: Tally | None, *, ner: bool, llm: bool, model: Path | None, yes: bool) -> Options:
    from everyname.extract.many import Options
    from everyname.extract.rescore import load
    from everyname.extract.war import War

    asked = _endpoint(tally, yes=yes) if llm else None
    used = load(model) if model else None
    return Options(ner, used, tally.vocabulary, asked, War(tally.first_day)) if tally else Options(ner, used, llm=asked)


def _endpoint(tally: Tally | None, *, yes: bool) -> Endpoint:
    """The language model of the tally; for one on another computer the warning is shown and a yes is needed."""
    if tally is None or not tally.config.llm.base_url:
        raise InputError("--llm: write base_url and model under [llm] of a tally.toml (for a file: --tally FOLDER)")
    from everyname.extract.readers.endpoint import Endpoint, check

    section = tally.config.llm
    endpoint = Endpoint(section.base_url, section.model, section.key_env, section.seconds, tally.folder / "cache/llm")
    check(endpoint)
    if not endpoint.is_local:
        for lang in tally.config.tally.languages:
            typer.echo(endpoint.warning(lang), err=True)
        if not confirm(f"Send the texts to {endpoint.host}?", yes=yes):
            raise InputError(f"nothing was sent to {endpoint.host}: add --yes if the texts may go there")
    return endpoint


def _read_tally(options: Options, workers: int, who: str, again: bool, as_json: bool) -> None:
    from everyname.workflow import reading

    with progress("reading") as advance:
        done = reading.extract_pending(actor=who, options=options, workers=workers, again=again, progress=advance)
    if as_json:
        show_json(asdict(done))
        return
    say(f"{done.captures} texts read: {done.mentions} mentions, {done.dead} dead; {done.tolls} stated numbers")
    if options.llm:
        say(_agreement(done.agreed, done.differ, done.unanswered))


def _agreement(agreed: int, differ: int, unanswered: int) -> str:
    return f"both readers say the same of {agreed} fields and differ on {differ}; no second answer: {unanswered} texts"


def _read_file(
    source: Path, out: Path | None, options: Options, model: Path | None, workers: int, as_json: bool
) -> None:
    if not source.is_file():
        raise InputError(f"{source}: no such file, and no tally folder")
    if out is None:
        raise InputError(f"{source} is a file: --out says where the mentions go")
    from everyname.extract.batch import read_file

    with progress("reading") as advance:
        done = read_file(
            source,
            out,
            workers=workers,
            ner=options.ner,
            model=model,
            vocabulary=options.vocabulary,
            llm=options.llm,
            war=options.war,
            progress=advance,
        )
    if as_json:
        show_json(done.as_dict())
        return
    say(f"{done.read} posts read, {done.resumed} were read before, {done.rejected} not readable")
    if options.llm:
        say(_agreement(done.agreed, done.differ, done.unanswered))
    if done.rejected:
        say(f"  see {done.quarantine}")


def _train(source: Path, out: Path | None, workers: int, in_tally: bool, as_json: bool) -> None:
    if in_tally:
        tally = open_tally(source)
        from everyname.workflow import learning

        with progress("learning") as advance:
            learned = learning.train(tally, workers=workers, progress=advance)
        judgements, path = learned.judgements, learned.model
    else:
        from everyname.extract import training

        if out is None:
            raise InputError("--train LOG: --out says where the model goes")
        judgements, path = training.train(source, out), out
    if as_json:
        show_json({"judgements": judgements, "model": str(path)})
    else:
        say(f"{judgements} judgements learned; use it with: everyname extract … --model {path}")
