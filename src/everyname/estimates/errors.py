"""Two ways to fail: the input is wrong, or this installation lacks a part. A refusal is neither: it is a result."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class InputError(Exception):
    """A file that cannot be used. ``row`` counts from 1 with the header as row 1; 0 means the whole file."""

    file: str
    problem: str
    row: int = 0
    field: str = ""

    def __str__(self) -> str:
        place = [self.file]
        if self.row:
            place.append(f"row {self.row}")
        if self.field:
            place.append(f"field «{self.field}»")
        return f"{', '.join(place)}: {self.problem}"


class MissingPartError(ImportError):
    """A library of an extra is not installed; the message is the command that installs it."""

    def __init__(self, library: str, extra: str = "estimates") -> None:
        super().__init__(f"this estimate needs {library}: pip install 'everyname[{extra}]'")
