"""Plain files, whole or not at all: a file appears when its last row is written."""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

_QUOTE = '"'
_SPECIAL = (",", _QUOTE, "\n", "\r")


def write_rows(path: str | Path, header: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """A CSV with line feeds and a header."""
    partial = Path(f"{path}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
    os.replace(partial, path)


def write_lines(path: str | Path, header: Iterable[str], lines: Iterable[str]) -> None:
    """As ``write_rows``, of whole lines, which is quicker: what stands in them went through ``cells``."""
    partial = Path(f"{path}.part")
    with partial.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(header) + "\n")
        file.writelines(lines)
    os.replace(partial, path)


def cells(texts: Sequence[str]) -> Sequence[str]:
    """The texts as cells of a line: in quotes where they hold a comma, a quote or a line break."""
    if not any(map("".join(texts).__contains__, _SPECIAL)):
        return texts
    return [f'"{text.replace(_QUOTE, 2 * _QUOTE)}"' if any(c in text for c in _SPECIAL) else text for text in texts]


def write_text(path: str | Path, text: str) -> None:
    """A text file in UTF-8."""
    partial = Path(f"{path}.part")
    partial.write_text(text, encoding="utf-8")
    os.replace(partial, path)
