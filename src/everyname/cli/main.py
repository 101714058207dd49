"""``everyname``: one command a thing that a person asks for. Modules here parse, call the workflow, and print.

Exit codes: 0 done, 1 the data says no, 2 the call or the input is wrong (one line on stderr), 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import threading

import typer

from everyname import __version__
from everyname.cli import engines, extracting, intake, linking, persons, publishing, serving, tallies
from everyname.domain.errors import CheckFailedError, InputError

_INTERRUPTED, _PATIENCE = 130, 10.0
# Objects made and kept before Python looks for cycles. A batch makes millions and few cycles; looking after every 700,
# Python's default, takes a fifth of an import's time and frees nothing.
_BATCH = 5_000_000
app = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Keep an independent, verifiable count of a war's dead from open sources.",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (tallies, intake, extracting, linking, persons, publishing, serving, engines):
    room.add_to(app)


@app.callback(invoke_without_command=True)
def _options(version: bool = typer.Option(False, "--version", help="Print the version and stop.")) -> None:
    if version:
        typer.echo(f"everyname {__version__}")
        raise typer.Exit


def main() -> None:
    """Run one command and turn trouble into an exit code and one line."""
    gc.set_threshold(_BATCH, *gc.get_threshold()[1:])
    try:
        app(standalone_mode=True)
    except InputError as error:
        _say(error)
        sys.exit(2)
    except CheckFailedError as error:
        _say(error)
        sys.exit(1)
    except (KeyboardInterrupt, SystemExit) as end:
        if isinstance(end, SystemExit) and end.code != _INTERRUPTED:
            raise
        typer.echo("interrupted; what was acknowledged is kept, the same command goes on from there", err=True)
        # Threads that feed workers may wait for those who are gone: not longer than this.
        late = threading.Timer(_PATIENCE, os._exit, (_INTERRUPTED,))
        late.daemon = True
        late.start()
        sys.exit(_INTERRUPTED)
    except BrokenPipeError:
        sys.exit(0)


def _say(error: Exception) -> None:
    typer.echo("everyname: " + " ".join(str(error).split()), err=True)


if __name__ == "__main__":
    main()
