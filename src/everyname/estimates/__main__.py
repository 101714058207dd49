"""The estimators without a tally: plain files in, one JSON file out. Exit 0 done, 1 refused, 2 wrong input.

``everyname estimate`` and ``python -m everyname.estimates`` are the same.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from everyname.estimates import commands
from everyname.estimates.drawing import drawn
from everyname.estimates.errors import InputError, MissingPartError
from everyname.estimates.excess import run as excess_run
from everyname.estimates.lists import run as lists_run
from everyname.estimates.nowcast import run as nowcast_run
from everyname.estimates.result import Estimate, write_whole

if TYPE_CHECKING:
    Kinds = argparse._SubParsersAction[argparse.ArgumentParser]

_SEED = "the same seed gives the same bytes"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one estimate and say in a line what came out."""
    asked = _parser().parse_args(arguments)
    try:
        estimate: Estimate = asked.run(asked)
    except (InputError, MissingPartError) as error:
        print(error, file=sys.stderr)
        return 2
    if asked.chart:
        write_whole(drawn(estimate), asked.chart)
    if estimate.point is not None:
        print(_said(estimate))
        print(_past(estimate.diagnostics.get("backtest", {})), end="")
    for statement in estimate.diagnostics.get("statements", ()):
        if statement.said:
            print(f"{statement.claim} ({', '.join(statement.about.values())}): probability {statement.probability:.2f}")
    for refusal in estimate.refusals:
        print(f"refused ({refusal.code}): {refusal.reason}", file=sys.stderr)
    return 1 if estimate.refused else 0


def _said(estimate: Estimate) -> str:
    """The number with its interval, of what, and how good it is."""
    ends = (f" ({i.level:.0%}: {i.low:,.0f} to {i.high:,.0f})" for i in estimate.intervals[-1:])
    grade = f", grade {estimate.grade}" if estimate.grade else ""
    target = estimate.diagnostics.get("point_is", estimate.target)
    return f"{target}: {estimate.point:,.0f}{''.join(ends)}{grade}"


def _parser() -> argparse.ArgumentParser:
    about = "The estimators without a tally: plain files in, one JSON file out. Exit 0 done, 1 refused, 2 wrong input."
    parser = argparse.ArgumentParser(prog="everyname estimate", description=about)
    kinds: Kinds = parser.add_subparsers(required=True)
    parser.set_defaults(chart=None)
    uncertain = [add(kinds) for add in (_add_excess, _add_lists, _add_nowcast, _add_registry)]
    for kind in [*uncertain, _add_lag(kinds), _add_changes(kinds)]:
        kind.add_argument("--out", type=Path, required=True, help="the result, a JSON file")
    for kind in uncertain:
        kind.add_argument("--chart", type=Path, help="the same as a drawing, an SVG file, with its uncertainty")
    return parser


def _span(text: str) -> tuple[int, int]:
    """Two whole numbers joined by a dash, the smaller first."""
    low, dash, high = text.partition("-")
    if not dash or not (low.isdecimal() and high.isdecimal()) or int(low) > int(high):
        raise argparse.ArgumentTypeError(f"«{text}» is no span such as 2015-2019")
    return int(low), int(high)


def _past(summary: Mapping[str, Any]) -> str:
    """The nowcast's own past in a line: share of truths inside, bias, score; what has no value is left out."""
    if not summary.get("replays"):
        return ""
    bias, score = summary["median_over_truth"], summary["wis_over_chain_ladder"]
    figures = [f"{summary['coverage_as_stated']['0.95']:.0%} of truths inside 95 %"]
    figures += [f"middle over truth {bias:.2f}"] if bias is not None else []
    figures += [f"score {score:.2f} of the chain ladder's"] if score is not None else []
    return f"on its own past ({summary['replays']} releases): {', '.join(figures)}\n"


def _add_excess(kinds: Kinds) -> argparse.ArgumentParser:
    kind = kinds.add_parser("excess", help="excess male deaths by the male-to-female ratio")
    kind.add_argument("deaths", type=Path, help="CSV: [region], year, age, sex, deaths")
    methods = "the trend is of men's deaths over women's, or of men's share of all"
    kind.add_argument("--method", choices=("ratio", "quasi-binomial"), default="ratio", help=methods)
    kind.add_argument("--minus", type=Path, help="deaths to leave out, such as those of one cause")
    usual = excess_run.Settings()
    kind.add_argument("--trend", type=_span, default=usual.trend, help="quiet years whose trend is drawn on: 2015-2019")
    kind.add_argument("--first-year", type=int, default=usual.first_year, help="first year to estimate")
    kind.add_argument("--ages", type=_span, default=usual.ages, help="years of life: 15-49")
    since = "first year that is quiet and comparable: trends since then test the method"
    kind.add_argument("--since", type=int, default=usual.since, help=since)
    kind.add_argument("--region", default="", help="one region of the table; all are summed without it")
    kind.set_defaults(run=_excess)
    return kind


def _add_lists(kinds: Kinds) -> argparse.ArgumentParser:
    said = "the total from overlapping lists: at least three families side by side, or a refusal with its reason"
    kind = kinds.add_parser("multiple-systems", help="the total from overlapping lists", description=said)
    tables = "CSV: a column of 0 and 1 a list, and n, or a row a person; several: drawn linkages of the records"
    kind.add_argument("lists", type=Path, nargs="+", help=tables)
    by = "column of strata, days by their month; where it is blank, strata are drawn"
    kind.add_argument("--by", default="", help=by)
    kind.add_argument("--seed", type=int, default=1, help=_SEED)
    kind.set_defaults(run=_lists)
    return kind


def _add_nowcast(kinds: Kinds) -> argparse.ArgumentParser:
    kind = kinds.add_parser("nowcast", help="deaths still to be named")
    table = (
        "CSV: release_date, death_date, count: how many of a day were named by that release (no known day: blank); "
        "or a row a week, its new reports by weeks of delay in the columns 0, 1, 2 …"
    )
    kind.add_argument("triangle", type=Path, help=table)
    as_of = "a day: what was released later is not looked at"
    kind.add_argument("--as-of", type=date.fromisoformat, required=True, help=as_of)
    horizon = "weeks after the end of a cell; names that come later are not counted"
    kind.add_argument("--horizon", type=int, default=52, help=horizon)
    kind.add_argument("--cell", type=int, default=0, help="days of a cell; chosen from the table without it")
    replays = "earlier releases at which the method is tried on its own past"
    kind.add_argument("--replays", type=int, default=6, help=replays)
    kind.add_argument("--where", default="", help="one stratum: column=value")
    kind.add_argument("--batches", type=Path, help="table of the days (release_date) of bulk loads")
    kind.add_argument("--seed", type=int, default=1, help=_SEED)
    kind.set_defaults(run=_nowcast)
    return kind


def _add_registry(kinds: Kinds) -> argparse.ArgumentParser:
    kind = kinds.add_parser("registry-ratio", help="the dead from the excess of a registry")
    kind.add_argument("table", type=Path, help="CSV: [group], named, found, excess, excess_sd")
    kind.add_argument("--seed", type=int, default=1, help=_SEED)
    kind.set_defaults(run=lambda asked: commands.registry_ratio(asked.table, asked.out, asked.seed))
    return kind


def _add_lag(kinds: Kinds) -> argparse.ArgumentParser:
    kind = kinds.add_parser("lag", help="days from a death to its report")
    kind.add_argument("deaths", type=Path, help="CSV, a row a person: death_date, reported_date, [source]")
    as_of = "a day: what was reported later is not looked at"
    kind.add_argument("--as-of", type=date.fromisoformat, required=True, help=as_of)
    kind.add_argument("--by", action="append", default=[], help="column of groups; may be given again")
    kind.add_argument("--to", default="", help="column of days to measure to, instead of reported_date")
    kind.add_argument(
        "--heard", type=Path, help="table of source, reported_date: every report, to tell who went silent"
    )
    kind.set_defaults(
        run=lambda asked: commands.lag(asked.deaths, asked.out, asked.as_of, asked.by, asked.to, asked.heard)
    )
    return kind


def _add_changes(kinds: Kinds) -> argparse.ArgumentParser:
    kind = kinds.add_parser("changes", help="when the level of deaths changed, on a nowcast's result")
    kind.add_argument("nowcast", type=Path, help="the JSON file that nowcast wrote")
    kind.set_defaults(run=lambda asked: commands.changes(asked.nowcast, asked.out))
    return kind


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
    settings = excess_run.Settings(
        asked.trend, asked.first_year, asked.ages, asked.region, since=asked.since, method=asked.method
    )
    return commands.excess(asked.deaths, asked.out, settings, asked.minus)


def _lists(asked: argparse.Namespace) -> Estimate:
    return commands.multiple_systems(asked.lists, asked.out, lists_run.Settings(by=asked.by, seed=asked.seed))


if __name__ == "__main__":
    sys.exit(main())
