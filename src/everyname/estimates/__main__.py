"""``python -m everyname.estimates``: the estimators without a tally. Exit 0 done, 1 refused, 2 wrong input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from everyname.estimates import commands
from everyname.estimates.errors import InputError, MissingPartError
from everyname.estimates.excess import run as excess_run
from everyname.estimates.lists import run as lists_run
from everyname.estimates.result import Estimate


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one estimate and say in a line what came out."""
    asked = _parser().parse_args(arguments)
    try:
        estimate: Estimate = asked.run(asked)
    except (InputError, MissingPartError) as error:
        print(error, file=sys.stderr)
        return 2
    for refusal in estimate.refusals:
        print(f"refused ({refusal.code}): {refusal.reason}", file=sys.stderr)
    return 1 if estimate.refused else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m everyname.estimates", description=__doc__)
    kinds = parser.add_subparsers(required=True)
    excess = kinds.add_parser("excess", help="excess male deaths by the male-to-female ratio")
    excess.add_argument("deaths", type=Path)
    excess.add_argument("--method", choices=("ratio", "quasi-binomial"), default="ratio")
    excess.add_argument("--minus", type=Path, help="deaths to leave out, such as those of one cause")
    excess.add_argument("--region", default="")
    excess.set_defaults(run=_excess)
    lists = kinds.add_parser("multiple-systems", help="the total from overlapping lists")
    lists.add_argument("lists", type=Path)
    lists.add_argument("--by", default="", help="column of strata")
    lists.add_argument("--seed", type=int, default=1)
    lists.set_defaults(run=_lists)
    for kind in (excess, lists):
        kind.add_argument("--out", type=Path, required=True)
    return parser


def _excess(asked: argparse.Namespace) -> Estimate:
    settings = excess_run.Settings(method=asked.method, region=asked.region)
    return commands.excess(asked.deaths, asked.out, settings, asked.minus)


def _lists(asked: argparse.Namespace) -> Estimate:
    return commands.multiple_systems(asked.lists, asked.out, lists_run.Settings(by=asked.by, seed=asked.seed))


if __name__ == "__main__":
    sys.exit(main())
