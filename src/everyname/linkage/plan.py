"""Which comparisons a table allows. Invariant: fields that depend on each other (settlement and region; date, year and
age) are one comparison, so that evidence is never counted twice.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache, reduce
from math import log1p
from operator import or_

from everyname.linkage.conditions import (
    ALWAYS,
    Condition,
    absent,
    begins_or_ends,
    equal,
    holds_words,
    initial,
    narrow,
    near,
    overlap,
    present,
    shares_grams,
    shares_nothing,
    shares_words,
    within,
)
from everyname.linkage.features import Features
from everyname.linkage.levels import Comparison, Kin, Level

_SHARES = (("most", 0.7, 0.8), ("some", 0.5, 0.6), ("few", 0.3, 0.4))  # code, share of words' weight, or of letters
DIFFERENT = Level("different", ALWAYS)
_NEIGHBOURS = {  # places where a part stands when a name has a word more or less
    "surname": ("forefather", "grandfather"),
    "patronymic": ("grandfather",),
    "grandfather": ("patronymic", "forefather", "surname"),
}
_CROSSED = equal("surname", "given") & equal("given", "surname") & ~equal("given")


def plan(features: Features) -> tuple[Comparison, ...]:
    """The comparisons for these features, in a fixed order."""
    return _plan(frozenset(features))


@lru_cache(maxsize=64)
def _plan(features: frozenset[str]) -> tuple[Comparison, ...]:
    made: list[Comparison] = []
    if "surname" in features:
        made.append(_given(alone="grandfather" not in features))
        made += [_family()] if "grandfather" in features else [_surname(), _patronymic()]
    made += [_date("birth")] * ("birth_low" in features)
    made += [replace(_date("death"), fate=True)] * ("death_low" in features)
    if "settlement" in features and "region" in features:
        made.append(replace(_place(), fate=True))
    else:
        made += [replace(_text(n, kin=Kin.SHARED), fate=True) for n in ("settlement", "region") if n in features]
    made += [Comparison(n, absent(n), (_equal(n), DIFFERENT)) for n in ("sex", "rank") if n in features]
    if "source" in features:
        made.append(Comparison("source", absent("source"), (Level("same_source", equal("source")), DIFFERENT)))
    made += [_text(name) for name in sorted(features) if name.startswith("other_")]
    made += [replace(_text("unit"), fate=True)] * ("unit" in features)
    made += [_number(name.removeprefix("number_")) for name in sorted(features) if name.startswith("number_")]
    texts = (name for name in sorted(features) if name.startswith("text_"))
    made += [_words(name, coded=f"codes_{name.removeprefix('text_')}" in features) for name in texts]
    if "surname" not in features:
        made = [c if c.name == "source" else replace(c, kin=Kin.LEARNED, fate=False) for c in made]
    return tuple(made)


def _equal(name: str) -> Level:
    return Level("equal", equal(name), (name,), 1.0)


def _near(name: str, edits: int) -> Level:
    return Level(f"near_{edits}", near(name, edits, 0.4), (name,), 0.5)


def _part(name: str) -> Level:
    return Level("part", begins_or_ends(name, 4), (name,), 0.5)


def _moved(name: str) -> Level:
    """The same letters in another order: two neighbours struck in the wrong order are one slip, not two."""
    return Level("letters_moved", equal(f"{name}_letters"), (name,), 0.5)


def _text(name: str, *between: Level, kin: Kin = Kin.NOTHING) -> Comparison:
    return Comparison(name, absent(name), (_equal(name), *between, _near(name, 1), _near(name, 2), DIFFERENT), kin)


def _words(name: str, *, coded: bool) -> Comparison:
    """A text by its weighed words and its letters; ``coded``: also by its words with digits (models, house numbers,
    volumes). Likeness of texts whose codes have nothing in common is another level: one kind, not one thing.
    """
    words, codes = (f"{kind}_{name.removeprefix('text_')}" for kind in ("words", "codes"))
    most, some, few = (
        Level(f"{code}_words", shares_words(words, share) | shares_grams(name, letters))
        for code, share, letters in _SHARES
    )
    most = replace(most, rarity_of=(name,), rarity=0.5)
    held, part = (Level(f"{code}_words", holds_words(words, share)) for code, share in (("held", 0.8), ("part", 0.5)))
    near = [_near(name, 1), _near(name, 2)]
    one = [*near, most, some, held, few, part]
    if coded:
        apart, same = shares_nothing(codes), holds_words(codes, 0.5)
        one = [replace(level, when=level.when & ~apart) for level in one]
        one.insert(2, Level("same_codes_some_words", same & (most.when | some.when)))
        one.insert(6, Level("same_codes", same))
        one += [
            replace(level, code=f"{level.code}_other_codes", rarity_of=(), rarity=0.0) for level in (most, some, few)
        ]
    return Comparison(name, absent(name), (_equal(name), *one, DIFFERENT))


def _number(name: str) -> Comparison:
    """By the ratio of the two: within a hundredth, a twentieth, a fifth, a half more."""
    number, size = f"number_{name}", f"magnitude_{name}"
    ratios = [Level(f"within_{share}", within(size, round(1000 * log1p(share / 100)))) for share in (1, 5, 20, 50)]
    return Comparison(number, absent(number), (_equal(number), *ratios, DIFFERENT))


def _surname() -> Comparison:
    return _text("surname", Level("swapped", _CROSSED), _moved("surname"), _part("surname"), kin=Kin.SHARED)


def _patronymic() -> Comparison:
    return _text("patronymic", Level("initial", initial("patronymic")), _moved("patronymic"), kin=Kin.SHARED)


def _family() -> Comparison:
    """Surname, father and grandfather together: brothers and sisters share all three, so they are one evidence.

    Where one name has a word more or less than the other, a part is also looked for at its neighbours' places.
    """
    parts = ("surname", "patronymic", "grandfather")
    same = [equal(part) for part in parts]
    like = [_alike(part) for part in parts]
    gone = absent(parts[0]) | absent(parts[1]) | absent(parts[2])
    levels = (
        Level("as_written", equal("line"), parts, 0.5),
        Level("all_three", same[0] & same[1] & same[2], parts, 0.5),
        Level("two_and_none", _two(same) & gone, parts, 0.5),
        Level("all_alike", like[0] & like[1] & like[2], parts, 0.25),
        Level("all_but_surname", same[1] & same[2]),
        Level("all_but_father", same[0] & same[2]),
        Level("all_but_grandfather", same[0] & same[1]),
        Level("two_alike", _two(like)),
        Level("one_alike", like[0] | like[1] | like[2]),
        DIFFERENT,
    )
    return Comparison("family", absent("surname"), levels, Kin.SHARED)


def _alike(part: str) -> Condition:
    moved = [equal(part, other) | equal(other, part) for other in _NEIGHBOURS[part]]
    return reduce(or_, moved, equal(part) | near(part, 2, 0.4))


def _two(of: list[Condition]) -> Condition:
    return of[0] & of[1] | of[0] & of[2] | of[1] & of[2]


def _given(*, alone: bool) -> Comparison:
    """``alone``: the name is no chain of forefathers, so that it may be double, and the middle name in its place."""
    short = Level("short_form", equal("full_given"), ("full_given",), 0.5)
    middle = Level("middle_name", equal("given", "patronymic") | equal("patronymic", "given"))
    double = (_part("given"), middle) if alone else ()
    near = (_moved("given"), _near("given", 1), _near("given", 2))
    levels = (_equal("given"), Level("initial", initial("given")), short, *double, *near, DIFFERENT)
    return Comparison("given", absent("given") | _CROSSED, levels, Kin.UNLIKE)


def _date(name: str) -> Comparison:
    day, number, low, high = f"{name}_day", f"{name}_number", f"{name}_low", f"{name}_high"
    year, spans = equal(low), overlap(low, high)
    levels = (
        Level("same_day", equal(day), (day,), 1.0),
        Level("day_month_swapped", year & equal(f"{name}_md", f"{name}_dm")),
        Level("one_digit", near(day, 1, 1.0)),
        Level("within_week", within(number, 7)),
        Level("within_month", within(number, 31)),
        Level("same_year_other_day", present(day) & year),
        Level("other_day", present(day)),
        Level("same_year", year & narrow(low, high, 0)),
        Level("same_age", year & equal(high) & narrow(low, high, 1)),
        Level("year_fits", spans & narrow(low, high, 1)),
        Level("year_may_fit", spans),
        Level("year_near", overlap(low, high, 1)),
        DIFFERENT,
    )
    return Comparison(name, absent(low), levels)


def _place() -> Comparison:
    town, region = "settlement", "region"
    levels = (
        Level("same_town_and_region", equal(town) & equal(region), (town,), 1.0),
        Level("same_town", equal(town), (town,), 1.0),
        Level("near_town", near(town, 2, 0.25), (town,), 0.5),
        Level("same_region_other_town", equal(region) & present(town), (region,), 1.0),
        Level("same_region", equal(region), (region,), 1.0),
        Level("other_town", present(town)),
        DIFFERENT,
    )
    return Comparison("place", absent(town) & absent(region), levels, Kin.SHARED)
