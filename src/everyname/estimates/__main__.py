"""``python -m everyname.estimates``: the estimators without a tally. Exit 0 done, 1 refused, 2 wrong input."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from everyname.estimates import commands
from everyname.estimates.errors import InputError, MissingPartError
from everyname.estimates.excess import run as excess_run
from everyname.estimates.lists import run as lists_run
from everyname.estimates.nowcast import run as nowcast_run
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
    excess.add_argument("deaths", type=Path, help="CSV: [region], year, age, sex, deaths")
    excess.add_argument("--method", choices=("ratio", "quasi-binomial"), default="ratio")
    excess.add_argument("--minus", type=Path, help="deaths to leave out, such as those of one cause")
    excess.add_argument("--region", default="", help="one region of the table; all are summed without it")
    excess.set_defaults(run=_excess)
    said = "the total from overlapping lists: at least three families side by side, or a refusal with its reason"
    lists = kinds.add_parser("multiple-systems", help="the total from overlapping lists", description=said)
    lists.add_argument(
        "lists",
        type=Path,
        nargs="+",
        help="CSV: a column of 0 and 1 a list, and n, or a row a person; several: drawn linkages of the records",
    )
    lists.add_argument(
        "--by", default="", help="column of strata, days by their month; where it is blank, strata are drawn"
    )
    lists.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes")
    lists.set_defaults(run=_lists)
    nowcast = kinds.add_parser("nowcast", help="deaths still to be named")
    nowcast.add_argument("triangle", type=Path)
    nowcast.add_argument("--as-of", type=date.fromisoformat, required=True)
    nowcast.add_argument("--horizon", type=int, default=52, help="weeks after the end of a cell")
    nowcast.add_argument("--cell", type=int, default=0, help="days of a cell")
    nowcast.add_argument("--replays", type=int, default=6, help="past releases in the backtest")
    nowcast.add_argument("--where", default="", help="one stratum: column=value")
    nowcast.add_argument("--batches", type=Path, help="table of the days (release_date) of bulk loads")
    nowcast.add_argument("--seed", type=int, default=1)
    nowcast.set_defaults(run=_nowcast)
    registry = kinds.add_parser("registry-ratio", help="the dead from the excess of a registry")
    registry.add_argument("table", type=Path, help="CSV: [group], named, found, excess, excess_sd")
    registry.add_argument("--seed", type=int, default=1)
    registry.set_defaults(run=lambda asked: commands.registry_ratio(asked.table, asked.out, asked.seed))
    lag = kinds.add_parser("lag", help="days from a death to its report")
    lag.add_argument("deaths", type=Path)
    lag.add_argument("--as-of", type=date.fromisoformat, required=True)
    lag.add_argument("--by", action="append", default=[], help="column of groups; may be given again")
    lag.add_argument("--to", default="", help="column of days to measure to, instead of reported_date")
    lag.add_argument("--heard", type=Path, help="table of source, reported_date: every report, to tell who went silent")
    lag.set_defaults(
        run=lambda asked: commands.lag(asked.deaths, asked.out, asked.as_of, asked.by, asked.to, asked.heard)
    )
    change = kinds.add_parser("changes", help="when the level of deaths changed, on a nowcast's result")
    change.add_argument("nowcast", type=Path, help="the JSON file that nowcast wrote")
    change.set_defaults(run=lambda asked: commands.changes(asked.nowcast, asked.out))
    for kind in (excess, lists, nowcast, registry, lag, change):
        kind.add_argument("--out", type=Path, required=True, help="the result, a JSON file")
    return parser


def _nowcast(asked: argparse.Namespace) -> Estimate:
    settings = nowcast_run.Settings(
        asked.cell,
        asked.horizon,
        replays=asked.replays,
        seed=asked.seed,
        where=asked.where,
        loads=nowcast_run.loads_of(asked.batches) if asked.batches else (),
    )
    return commands.nowcast(asked.triangle, asked.out, asked.as_of, settings)


def _excess(asked: argparse.Namespace) -> Estimate:
    settings = excess_run.Settings(method=asked.method, region=asked.region)
    return commands.excess(asked.deaths, asked.out, settings, asked.minus)


def _lists(asked: argparse.Namespace) -> Estimate:
    return commands.multiple_systems(asked.lists, asked.out, lists_run.Settings(by=asked.by, seed=asked.seed))


if __name__ == "__main__":
    sys.exit(main())
