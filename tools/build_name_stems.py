"""Builds ``src/everyname/vocabulary/names/*_stems.tsv.gz``: how many people bear each form that linkage compares.

usage: build_name_stems.py [--check]

Made of the counted names beside it (see their ``NOTICE``), so that no run has to stem 160,000 names. A line is a form
and a count, in the order of forms. ``--check`` writes nothing and fails where a file is not what it would be.
"""

from __future__ import annotations

import gzip
import sys
from collections import Counter
from pathlib import Path

from everyname.linkage.names import PARTS, name_forms
from everyname.linkage.text import Script

NAMES = Path(__file__).resolve().parents[1] / "src/everyname/vocabulary/names"
COUNTED = {"surname": "surnames", "given": "given", "patronymic": "patronymics"}


def main(*, check: bool) -> int:
    """Writes the files, or says which are not of these names; 1 where there are such."""
    stale = 0
    for part in PARTS:
        path, text = NAMES / f"{part}_stems.tsv.gz", stems(part)
        if not check:
            path.write_bytes(gzip.compress(text.encode(), mtime=0))
        elif gzip.decompress(path.read_bytes()).decode() != text:
            print(f"{path.name} is not of the names and rules as they stand: run tools/build_name_stems.py")
            stale = 1
    return stale


def stems(part: str) -> str:
    """The text of one file."""
    packed = (NAMES / f"{COUNTED[part]}.tsv.gz").read_bytes()
    rows = [line.split("\t") for line in gzip.decompress(packed).decode().splitlines()]
    plain = [name.casefold().replace("ё", "е").replace("-", "").replace("'", "") for name, *_ in rows]
    counts: Counter[str] = Counter()
    (forms,) = name_forms(plain, Script.SLAVIC, part)
    for name, (_, count, _) in zip(plain, rows, strict=True):
        counts[forms[name]] += int(count)
    return "".join(f"{form}\t{count}\n" for form, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv))
