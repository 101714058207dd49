"""Units that are parts of the one told behind them, and units of a service that was over before the war.

Invariant: of «1-го батальона 39-й бригады» the brigade stays; a separate battalion stays itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import zip_longest
from types import MappingProxyType

from everyname.extract.spans.found import Found

_PARTS = ("батальон", "дивизион", "рота", "взвод", "эскадрилья", "батарея", "отряд")
_WHOLES = re.compile(r"(?:^|[ -])(?:полк|бригада|дивизия)(?![\w-])")
_ABOVE = re.compile(r"(?:^| )(?:армия|корпус|дивизия)(?![\w-])")
_SEPARATE = "отдельн"
_FORMER = re.compile(
    r"(?<!\w)(?:срочн\w+|срочк\w+|по призыву|в армию (?:призва|уш[её]л)\w*|(?:до|после) (?:службы|армии|училища))"
    r"[^.;!?\n]{0,70}$"
)
_LATER = re.compile(r"(?<!\w)(?:контракт|сво(?!\w)|спецопераци|мобилиз|затем|потом|позже)")
_CLAUSE = 110  # characters before a unit that may tell of a former service
FORMER = "former"
ABOVE = "above"  # the formation that the unit before it is part of


def without_parts(low: str, units: Iterable[Found]) -> Iterator[Found]:
    """The units less those that are parts of the next; one of a conscript's time, or above another, is told as such."""
    ordered = sorted(units, key=lambda f: f.start)
    last: Found | None = None
    for found, behind in zip_longest(ordered, ordered[1:]):
        if behind is not None and _is_part(found, behind) and low[found.end : behind.start] == " ":
            continue
        last, before = found, last
        if before is not None and low[before.end : found.start] == " " and _is_above(found, before):
            yield replace(found, attrs=MappingProxyType({**found.attrs, ABOVE: "1"}))
            continue  # «37-й бригады 36-й армии»
        told = _FORMER.search(low, max(0, found.start - _CLAUSE), found.start)
        if told and not _LATER.search(told[0]):
            yield replace(found, attrs=MappingProxyType({**found.attrs, FORMER: "1"}))
        else:
            yield found


def _is_part(found: Found, behind: Found) -> bool:
    whole = _WHOLES.search(behind.value) is not None
    return whole and found.value.rsplit(" ", 1)[-1] in _PARTS and _SEPARATE not in found.value


def _is_above(found: Found, before: Found) -> bool:
    return _ABOVE.search(found.value) is not None and _WHOLES.search(before.value) is not None
