"""The estimators: of a tally folder as a whole, or from plain files, where their own parser knows the options."""

from __future__ import annotations

from pathlib import Path

import typer

from everyname.cli.terminal import say


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    forwarded = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(context_settings=forwarded, add_help_option=False)(estimate)


def estimate(context: typer.Context) -> None:
    """What the count misses: of a tally folder, or nowcast, multiple-systems, excess … (see: estimate --help)."""
    if context.args and Path(context.args[0]).is_dir():
        _of_tally(Path(context.args[0]))
        return
    from everyname.estimates.__main__ import main

    raise typer.Exit(main(context.args))


def _of_tally(folder: Path) -> None:
    """Write the ladder of the tally's latest release and show it on the site."""
    from everyname.conf.tally import Tally
    from everyname.site import build
    from everyname.workflow import estimating

    tally = Tally.open(folder)
    path = estimating.estimate(tally)
    build(tally.releases, tally.site)
    say(f"{path}: shown on {tally.site}")
