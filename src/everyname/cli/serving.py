"""Commands that serve pages: desk, demo."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from everyname.cli.tallies import Folder
from everyname.cli.terminal import progress, say
from everyname.conf.boot import open_tally
from everyname.conf.create import create_folder
from everyname.conf.tally import FILE

Host = Annotated[str, typer.Option(help="Address to listen on; keep the desk on a private network.")]


def add_to(app: typer.Typer) -> None:
    """Register the commands of this module."""
    for command in (desk, demo):
        app.command()(command)


def desk(
    folder: Folder,
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the desk.")] = 8420,
    add: Annotated[str, typer.Option(help="Make an account (or give it a new password) and stop.")] = "",
    role: Annotated[str, typer.Option(help="Role of the account: reader, analyst or editor.")] = "analyst",
) -> None:
    """Serve the analysts' desk."""
    open_tally(folder)
    from everyname.workflow import accounts, setup
    from everyname.workflow.serving import serve_desk

    setup.migrate()
    if add:
        say(f"{add} ({role}): {accounts.add(add, role)}   — shown once")
        return
    if not accounts.exist():
        say(f"first account: editor / {accounts.add('editor', 'editor')}   — shown once")
    say(f"desk: http://{host}:{port}/   (Ctrl-C stops it)")
    serve_desk(host, port)


def demo(
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where the demonstration tally goes.")] = Path(
        "demo-tally"
    ),
    host: Host = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port of the desk; the site takes the next one.")] = 8420,
    serve: Annotated[
        bool, typer.Option("--serve/--no-serve", help="Serve desk and site when everything is made.")
    ] = True,
) -> None:
    """Make a tally of invented persons from reports to three releases, and serve desk and site."""
    if not (folder / FILE).exists():
        create_folder(folder, "russia-ukraine", slug="demo", demo=True)
    tally = open_tally(folder, of_any_version=True)
    from everyname.workflow import accounts, setup
    from everyname.workflow import demo as making
    from everyname.workflow.serving import serve_desk, serve_site

    setup.migrate()
    with progress("demonstration") as advance:
        done = making.make(tally, say=say, progress=advance)
    say(done.sentence())
    if not serve:
        return
    password = accounts.add("analyst", "analyst")
    serve_site(tally.site, host, port + 1)
    say("")
    say(f"  desk   http://{host}:{port}/       sign in as analyst, password {password}")
    say("         judge what waits: who is he, is he on the list already, which sentence says so")
    say(f"  site   http://{host}:{port + 1}/       what readers see; try a person, the changes, the method")
    say(f"  check  everyname verify {folder}/releases/003")
    say("  Ctrl-C stops both; every person here is invented.")
    serve_desk(host, port)
