"""Plain files, whole or not at all: a file appears when its last row is written."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable
from pathlib import Path


def write_rows(path: str | Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A CSV with line feeds and a header."""
    partial = Path(f"{path}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    os.replace(partial, path)


def write_text(path: str | Path, text: str) -> None:
    """A text file in UTF-8."""
    partial = Path(f"{path}.part")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)
