"""Text of a photographed plaque, as a proposal that is shown beside the photo.

Invariant: ``PlaqueText.text[word.start:word.end]`` is what the word's box holds; the photo is only read.
Runs tesseract (https://github.com/tesseract-ocr/tesseract) as a process of its own, with a time-out.
"""

from __future__ import annotations

import csv
import subprocess
from dataclasses import dataclass
from pathlib import Path

from everyname.domain.errors import InputError

_LINE = ("page_num", "block_num", "par_num", "line_num")
_INSTALL = "install tesseract-ocr with tesseract-ocr-rus and tesseract-ocr-ukr"


@dataclass(frozen=True, slots=True)
class BoxedWord:
    """A word: its place in the text, its box (left, top, width, height; pixels), its confidence 0..1."""

    start: int
    end: int
    box: tuple[int, int, int, int]
    confidence: float


@dataclass(frozen=True, slots=True)
class PlaqueText:
    """What was read on one photo."""

    text: str
    words: tuple[BoxedWord, ...]


def read_photo(photo: Path, *, langs: str = "rus+ukr", seconds: float = 60, program: str = "tesseract") -> PlaqueText:
    """Read the words of a photo.

    Raises:
        InputError: the photo is missing, tesseract is not installed, fails, or needs more than ``seconds``.
    """
    if not photo.is_file():
        raise InputError(f"{photo}: no such file; give a photograph")
    command = [program, str(photo.resolve()), "stdout", "-l", langs, "tsv"]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)  # noqa: S603
    except FileNotFoundError as error:
        raise InputError(f"{program} is not installed: {_INSTALL}") from error
    except subprocess.TimeoutExpired as error:
        raise InputError(f"{photo}: not read within {seconds:g} s; give a smaller photo or more time") from error
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())[:200]
        raise InputError(f"{photo}: tesseract says «{reason}»; check the photo, or {_INSTALL}")
    return _words(done.stdout.decode("utf-8", "replace"))


def _words(table: str) -> PlaqueText:
    """The words of tesseract's TSV; lines of the photo are lines of the text."""
    text, words, line = "", [], None
    for row in csv.DictReader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        word = (row.get("text") or "").strip()
        if row["level"] != "5" or not word:
            continue
        here = tuple(row[name] for name in _LINE)
        text += "" if line is None else " " if here == line else "\n"
        line = here
        box = (int(row["left"]), int(row["top"]), int(row["width"]), int(row["height"]))
        words.append(BoxedWord(len(text), len(text) + len(word), box, max(0.0, float(row["conf"]) / 100)))
        text += word
    return PlaqueText(text, tuple(words))
