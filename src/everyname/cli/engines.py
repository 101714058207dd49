"""The estimators from plain files; their own parser knows the options of each."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    forwarded = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(context_settings=forwarded, add_help_option=False)(estimate)


def estimate(context: typer.Context) -> None:
    """What the count misses: nowcast, multiple-systems, excess … (see: everyname estimate --help)."""
    from everyname.estimates.__main__ import main

    raise typer.Exit(main(context.args))
