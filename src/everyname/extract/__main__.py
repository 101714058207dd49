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
    parser.add_argument("posts", type=Path, nargs="?", help="posts, one JSON object a line")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--train", type=Path, metavar="LOG", help="fit a map of confidences to a log, write it to --out"
    )
    parser.add_argument("--model", type=Path, help="a map of confidences that --train wrote")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--ner", action="store_true")
    arguments = parser.parse_args()
    if (arguments.posts is None) == (arguments.train is None):
        parser.error("give either a file of posts or --train LOG")
    try:
        print(_train(arguments) if arguments.train else _read(arguments))
    except InputError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _read(arguments: argparse.Namespace) -> str:
    options = {"workers": arguments.workers, "ner": arguments.ner, "model": arguments.model}
    return read_file(arguments.posts, arguments.out, **options).sentence()


def _train(arguments: argparse.Namespace) -> str:
    from everyname.extract.training import train  # NumPy, which reading does without

    return f"{train(arguments.train, arguments.out)} judgements learned: {arguments.out}"


if __name__ == "__main__":
    sys.exit(main())
