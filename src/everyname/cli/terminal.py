"""What all commands share on the terminal: progress bars, tables, JSON, who acts."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.table import Table

OUT = Console(soft_wrap=True)
ERR = Console(stderr=True)

Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Yes = Annotated[bool, typer.Option("--yes", "-y", help="Take the guesses and do not ask.")]
Actor = Annotated[str, typer.Option("--as", help="Your pseudonym in the ledger (or EVERYNAME_ACTOR).")]
Advance = Callable[[int, int], None]


def actor(given: str) -> str:
    """The pseudonym: the option, the environment, or the account's name."""
    return given or os.environ.get("EVERYNAME_ACTOR") or getpass.getuser()


@contextmanager
def progress(label: str) -> Iterator[Advance]:
    """A bar with count, rate and time left on a terminal; silent elsewhere."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.fields[rate]}"),
               TimeElapsedColumn(), TimeRemainingColumn())  # fmt: skip
    with Progress(*columns, console=ERR, transient=True) as bar:
        task = bar.add_task(label, total=None, rate="")

        def advance(done: int, total: int) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, completed=done, total=total, rate=f"{speed:,.0f}/s" if speed else "")

        yield advance


def show_json(value: Any) -> None:
    """One JSON document on stdout."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))


def show_table(columns: Sequence[str], rows: Iterable[Sequence[Any]], title: str = "") -> None:
    """A plain table on stdout."""
    table = Table(*columns, title=title or None, box=None, title_justify="left", header_style="bold")
    for row in rows:
        table.add_row(*(escape(str(cell)) for cell in row))
    OUT.print(table)


def say(text: str) -> None:
    """One line on stdout."""
    typer.echo(text)


def confirm(question: str, *, yes: bool) -> bool:
    """Ask, unless ``--yes`` was given; without a terminal the answer is no."""
    if yes:
        return True
    return sys.stdin.isatty() and typer.confirm(question)
