"""``python -m everyname.extract POSTS.jsonl --out MENTIONS.jsonl``: the reader without a tally folder."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from everyname.domain.errors import InputError
from everyname.extract.contract import read_file


def main() -> int:
    """Read a file of posts; 0 when done, 2 when the call or the input is wrong."""
    parser = argparse.ArgumentParser(prog="everyname.extract", description=__doc__)
    parser.add_argument("posts", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ner", action="store_true")
    arguments = parser.parse_args()
    try:
        summary = read_file(arguments.posts, arguments.out, workers=arguments.workers, ner=arguments.ner)
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    print(summary.sentence())
    return 0


if __name__ == "__main__":
    sys.exit(main())
