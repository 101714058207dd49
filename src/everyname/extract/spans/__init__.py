"""Typed spans of a text: dates, ages, ranks, units, categories, awards, settlements, regions.

Public face: ``find_all`` and ``Found``; the kinds and their attrs are told in ``found``.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from everyname.extract.spans.ages import find_ages
from everyname.extract.spans.anchored import find_anchored, find_feasts, without_weekdays
from everyname.extract.spans.anniversaries import find_anniversaries
from everyname.extract.spans.awards import find_awards
from everyname.extract.spans.categories import find_categories
from everyname.extract.spans.context_days import in_context
from everyname.extract.spans.date_roles import find_year_ranges, with_roles
from everyname.extract.spans.datelines import without_datelines
from everyname.extract.spans.dates import find_dates
from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, fold, starts_of, words_of
from everyname.extract.spans.place_context import with_cues
from everyname.extract.spans.place_demonyms import capital_of, capital_or_region
from everyname.extract.spans.place_derived import find_derived
from everyname.extract.spans.place_owned import find_owned
from everyname.extract.spans.places import find_settlements
from everyname.extract.spans.ranks import find_ranks
from everyname.extract.spans.region_tags import find_region_tags, find_town_tags
from everyname.extract.spans.regions import find_federal_cities, find_regions
from everyname.extract.spans.relative import find_relative
from everyname.extract.spans.units import find_units

__all__ = ["Found", "find_all"]


def find_all(text: str, lang: str, published: date | None) -> list[Found]:
    """Every typed span of a canonical text (NFC, plain spaces), by position; spans of one kind never overlap.

    Args:
        text: canonical text; the offsets of the result are code points of it.
        lang: ru, uk or en; any other language is read as ru.
        published: the date that resolves years and relative dates; without it they stay open.
    """
    lang = lang if lang in LANGUAGES else "ru"
    low = fold(text)
    words = words_of(text, low)
    starts = starts_of(words)
    events = Events(text, low, starts)
    relative = [*find_relative(low, words, published), *find_feasts(low, words, published)]
    written = list(find_dates(text, words, published))
    relative += find_anniversaries(low, written, published)
    dates = without_weekdays(_without_overlaps([*relative, *written]))
    dates = _without_overlaps([*dates, *find_anchored(low, words, dates, events), *find_year_ranges(text, dates)])
    regions = list(with_cues(text, words, find_regions(text, words, lang), events, lang))
    tags = (t for t in find_region_tags(text, lang) if all(t.start != r.start for r in regions))
    found = [
        *in_context(list(with_roles(text, dates, events, published)), published),
        *find_ages(text, low, words),
        *find_ranks(text, words, lang),
        *find_units(text, low, words, lang),
        *find_categories(low, starts, lang),
        *find_awards(text, low, words, lang),
        *regions,
        *(find_federal_cities(text) if lang == "ru" else ()),
        *tags,
        *find_town_tags(text, lang),
        *capital_of(text, regions, lang),
        *find_derived(text, words, events, lang),
        *find_settlements(text, words, events, lang),
        *find_owned(text, words, events, lang),
    ]
    found = list(capital_or_region(list(without_datelines(text, found))))
    return _without_overlaps(list(_without_echoes(found, len(text))))


def _without_echoes(found: list[Found], length: int) -> Iterator[Found]:
    """Drops the town in «Курской области» and the region in «под Омском»: a name outweighs what its letters echo."""
    regions, places, taken = bytearray(length), bytearray(length), bytearray(length)
    for item in found:
        if item.kind in ("region", "area") and item.attrs["form"] != "adjective":
            regions[item.start : item.end] = b"\1" * (item.end - item.start)
        if item.kind == "award" or (item.kind == "unit" and item.value.endswith("Fleet")):
            taken[item.start : item.end] = b"\1" * (item.end - item.start)
        if item.kind in ("settlement", "front") and item.attrs["form"] in ("name", "district", "front"):
            places[item.start : item.end] = b"\1" * (item.end - item.start)
    for item in found:
        is_echo = item.kind == "settlement" and 1 in regions[item.start : item.end]
        if item.kind in ("settlement", "region"):
            is_echo = is_echo or 1 in taken[item.start : item.end]
        if item.attrs.get("form") == "adjective":
            is_echo = is_echo or 1 in places[item.start : item.end]
        if not is_echo:
            yield item


def _without_overlaps(found: list[Found]) -> list[Found]:
    """Spans in the order of the text; of two of one kind that overlap the longer stays, then the surer."""
    kept: list[Found] = []
    ends: dict[str, int] = {}
    for item in sorted(found, key=lambda f: (f.start, f.start - f.end, -f.confidence)):
        if item.start >= ends.get(item.kind, 0):
            kept.append(item)
            ends[item.kind] = item.end
    return kept
