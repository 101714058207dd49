"""Which comparisons a table allows. Invariant: fields that depend on each other (settlement and region; date, year and
age) are one comparison, so that evidence is never counted twice.
"""

from __future__ import annotations

from everyname.linkage.conditions import ALWAYS, absent, equal, initial, narrow, near, overlap, present, within
from everyname.linkage.features import Features
from everyname.linkage.levels import Comparison, Level

DIFFERENT = Level("different", ALWAYS)
_CROSSED = equal("surname", "given") & equal("given", "surname")


def plan(features: Features) -> tuple[Comparison, ...]:
    """The comparisons for these features, in a fixed order."""
    made: list[Comparison] = []
    if "surname" in features:
        made += [_surname(), _given(), _text("patronymic", Level("initial", initial("patronymic")))]
    made += [_date(name) for name in ("birth", "death") if f"{name}_low" in features]
    if "settlement" in features and "region" in features:
        made.append(_place())
    else:
        made += [_text(name) for name in ("settlement", "region") if name in features]
    made += [Comparison(n, absent(n), (_equal(n), DIFFERENT)) for n in ("sex", "rank") if n in features]
    made += [_text(name) for name in sorted(features) if name == "unit" or name.startswith("other_")]
    return tuple(made)


def _equal(name: str) -> Level:
    return Level("equal", equal(name), name, 1.0)


def _near(name: str, edits: int) -> Level:
    return Level(f"near_{edits}", near(name, edits, 0.4), name, 0.5)


def _text(name: str, *between: Level) -> Comparison:
    return Comparison(name, absent(name), (_equal(name), *between, _near(name, 1), _near(name, 2), DIFFERENT))


def _surname() -> Comparison:
    return _text("surname", Level("swapped", _CROSSED))


def _given() -> Comparison:
    short = Level("short_form", equal("full_given"), "full_given", 0.5)
    levels = (
        _equal("given"),
        Level("initial", initial("given")),
        short,
        _near("given", 1),
        _near("given", 2),
        DIFFERENT,
    )
    return Comparison("given", absent("given") | _CROSSED, levels)


def _date(name: str) -> Comparison:
    day, number, low, high = f"{name}_day", f"{name}_number", f"{name}_low", f"{name}_high"
    year, spans = equal(low), overlap(low, high)
    levels = (
        Level("same_day", equal(day)),
        Level("day_month_swapped", year & equal(f"{name}_md", f"{name}_dm")),
        Level("one_digit", near(day, 1, 1.0)),
        Level("within_week", within(number, 7)),
        Level("within_month", within(number, 31)),
        Level("same_year_other_day", present(day) & year),
        Level("other_day", present(day)),
        Level("same_year", year & narrow(low, high, 0)),
        Level("year_fits", spans & narrow(low, high, 1)),
        Level("year_may_fit", spans),
        Level("year_near", overlap(low, high, 1)),
        DIFFERENT,
    )
    return Comparison(name, absent(low), levels)


def _place() -> Comparison:
    town, region = "settlement", "region"
    levels = (
        Level("same_town_and_region", equal(town) & equal(region), town, 1.0),
        Level("same_town", equal(town), town, 1.0),
        Level("near_town", near(town, 2, 0.25), town, 0.5),
        Level("same_region_other_town", equal(region) & present(town), region, 1.0),
        Level("same_region", equal(region), region, 1.0),
        Level("other_town", present(town)),
        DIFFERENT,
    )
    return Comparison("place", absent(town) & absent(region), levels)
