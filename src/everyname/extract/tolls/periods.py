"""Dates and periods in running text, relative ones resolved against the date of publication.

Invariant: a period is what its words say. A year that is not written is the latest that does not lie after the
publication; without a date of publication it is the last year the text has named, and otherwise the date is left out.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from everyname.domain import edtf
from everyname.extract.tolls.lexicon import LANGUAGES, any_of
from everyname.extract.tolls.numbers import find_quantities
from everyname.extract.tolls.period_grammar import Grammar, grammar_of


@dataclass(frozen=True, slots=True)
class Period:
    """EDTF texts of the first and the last day; an empty one is open. ``role`` tells how the words bind it.

    ``point``: one date. ``as_of``: only the end was said. ``since``: from then to the publication. ``range``: both.
    """

    role: str
    first: str
    last: str
    start: int
    end: int
    derived: bool = False  # computed from the date of publication


@dataclass(frozen=True, slots=True)
class Calendar:
    """What undated words are resolved against: the day of publication, or only a year the text has named."""

    published: date | None
    year: int | None = None

    def seen(self, year: int) -> Calendar:
        """The calendar after the text has named a year."""
        return replace(self, year=year)


def find_periods(flat_text: str, lang: str, when: Calendar) -> list[Period]:
    """Every date and period of a flat text, in its order, none overlapping another."""
    grammar = grammar_of(lang)
    points = _points(flat_text, grammar, when)
    taken = [(p.start, p.end) for p in points]
    points += [p for p in _rolling(flat_text, grammar, when) if not any(p.start < e and s < p.end for s, e in taken)]
    points.sort(key=lambda p: p.start)
    return _bound(flat_text, _joined(flat_text, points, grammar, when), grammar, when)


def _points(text: str, grammar: Grammar, when: Calendar) -> list[Period]:
    out = []
    position = 0
    while position < len(text):
        pair = grammar.day_range.search(text, position)
        point = grammar.point.search(text, position)
        if pair and (not point or pair.start() <= point.start()):
            match, period = pair, _day_range(pair, grammar, when)
        elif point:
            match, period = point, _point(point, grammar, when)
        else:
            break
        if period:
            out.append(period)
            if period.first[:4].isdigit():
                when = when.seen(int(period.first[:4]))
        position = match.end()
    return out


def _day_range(match: re.Match[str], grammar: Grammar, when: Calendar) -> Period | None:
    month = grammar.months[match["ra"] or match["rf"]]
    year = match["ry"] or match["rg"]
    first = _dated(year, month, int(match["rb"] or match["rd"]), when)
    last = _dated(first[:4] if first else year, month, int(match["rc"] or match["re"]), when)
    return Period("range", first, last, match.start(), match.end(), not year) if first and last else None


def _point(match: re.Match[str], grammar: Grammar, when: Calendar) -> Period | None:
    name = match.lastgroup or ""
    found = {k: v for k, v in match.groupdict().items() if v}
    start, end = match.start(), match.end()
    if "iso" in found:
        return _checked(Period("point", found["iso"], found["iso"], start, end))
    if "ny" in found:
        text = f"{found['ny']}-{int(found['nm']):02d}-{int(found['nd']):02d}"
        return _checked(Period("point", text, text, start, end))
    if name.startswith("feast"):
        return _feast(list(grammar.words["feasts"])[int(name[5:])], start, end, when)
    if "weekday" in found or "near" in found:
        text = _near_day(found, grammar, when)
        return Period("point", text, text, start, end, True) if text else None
    if "y4" in found:
        return Period("point", found["y4"], found["y4"], start, end)
    month = next(grammar.months[found[key]] for key in ("m1", "m2", "m3", "m5") if key in found)
    day = found.get("d1") or found.get("d2")
    year = found.get("y1") or found.get("y2") or found.get("y3")
    text = _dated(year, month, int(day) if day else None, when)
    return _checked(Period("point", text, text, start, end, not year)) if text else None


def _checked(period: Period) -> Period | None:
    return period if edtf.is_valid(period.first) and edtf.is_valid(period.last) else None


def _dated(year: str | None, month: int, day: int | None, when: Calendar) -> str:
    """EDTF text of a day or month; without a year the latest not after the publication, or ``""``."""
    number = int(year) if year else _year_before(month, day, when)
    if number is None:
        return ""
    text = f"{number:04d}-{month:02d}" + (f"-{day:02d}" if day else "")
    return text if edtf.is_valid(text) else ""


def _year_before(month: int, day: int | None, when: Calendar) -> int | None:
    if when.published is None:
        return when.year
    before = (month, day or 1) <= (when.published.month, when.published.day)
    return when.published.year if before else when.published.year - 1


def _feast(days: str, start: int, end: int, when: Calendar) -> Period | None:
    first, last = days.split("/")
    month, day = int(first[:2]), int(first[3:])
    year = _year_before(month, day, when)
    if year is None:
        return None
    following = year + 1 if last < first else year
    return Period("point", f"{year:04d}-{first}", f"{following:04d}-{last}", start, end, True)


def _near_day(found: Mapping[str, str], grammar: Grammar, when: Calendar) -> str:
    """Weekday or "yesterday" before the publication."""
    if when.published is None:
        return ""
    if "near" in found:
        back = next(int(n) for n, forms in grammar.words["days"].items() if _is_one_of(found["near"], forms))
    else:
        weekdays = grammar.words["weekdays"].items()
        weekday = next(int(n) for n, forms in weekdays if _is_one_of(found["weekday"], forms))
        back = (when.published.weekday() - weekday) % 7
    return (when.published - timedelta(days=back)).isoformat()


def _is_one_of(text: str, forms: list[str]) -> bool:
    return re.fullmatch(any_of(forms), text) is not None


def _rolling(text: str, grammar: Grammar, when: Calendar) -> list[Period]:
    """ "Over the past two weeks", "this year", counted back from the publication."""
    if when.published is None:
        return []
    out = []
    for match in grammar.rolling.finditer(text):
        unit = _unit(match["unit"] or match["this_unit"] or match["open_unit"], grammar)
        if match["this"] or match["opening"]:
            first = _start_of(unit, when.published)
        else:
            count = _count(match["count"])
            if count is None:
                continue
            first = _back(when.published, unit, count)
        out.append(Period("range", first.isoformat(), when.published.isoformat(), match.start(), match.end(), True))
    return out


def _count(word: str | None) -> int | None:
    if word is None:
        return 1
    for lang in LANGUAGES:
        if found := find_quantities(word, lang):
            return found[0].low
    return None


def _unit(written: str, grammar: Grammar) -> str:
    spans: dict[str, list[str]] = grammar.words["spans"]
    return next(code for code, forms in spans.items() if _is_one_of(written, forms))


def _start_of(unit: str, day: date) -> date:
    match unit:
        case "year":
            return day.replace(month=1, day=1)
        case "month":
            return day.replace(day=1)
        case "week":
            return day - timedelta(days=day.weekday())
        case _:
            return day


def _back(day: date, unit: str, count: int) -> date:
    if unit in ("month", "year"):
        months = day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    return day - timedelta(days=count * {"day": 1, "week": 7, "fortnight": 14}[unit])


def _joined(text: str, points: list[Period], grammar: Grammar, when: Calendar) -> list[Period]:
    """ "between A and B", "from A to B": two points become one range."""
    out: list[Period] = []
    for period in points:
        previous = out[-1] if out else None
        if (
            previous
            and previous.role == period.role == "point"
            and grammar.join.fullmatch(text, previous.end, period.start)
        ):
            opened = grammar.lead["between"].search(text, 0, previous.start)
            dashed = text[previous.end : period.start].strip() in ("-", "–", "—")
            if (opened or dashed) and edtf.parse(previous.first).earliest is not None and previous.first <= period.last:
                start = opened.start() if opened else previous.start
                derived = previous.derived or period.derived
                out[-1] = Period("range", previous.first, period.last, start, period.end, derived)
                continue
        out.append(period)
    return out


def _bound(text: str, periods: list[Period], grammar: Grammar, when: Calendar) -> list[Period]:
    """Roles by the words in front: "as of", "since the start of", "by the end of"."""
    out = []
    for period in periods:
        start = period.start
        for edge in ("start_of", "end_of"):
            if period.role == "point" and (match := grammar.lead[edge].search(text[:start])):
                day = _edge(period, edge)
                period, start = replace(period, first=day, last=day), match.start()
        owner = text[period.end : period.end + 2] == "'s"  # "from Thursday's shelling" begins no period
        if period.role == "point" and not owner:
            for role in ("as_of", "since"):
                if match := grammar.lead[role].search(text[:start]):
                    until = when.published.isoformat() if when.published else ""
                    first, last = ("", period.last) if role == "as_of" else (period.first, until)
                    period, start = replace(period, role=role, first=first, last=last), match.start()
                    break
        if match := grammar.lead["in"].search(text[:start]):
            start = match.start()
            if period.role == "point" and grammar.beginning.search(text[:start]):  # "since the start of … in May"
                period = replace(period, role="since", last=when.published.isoformat() if when.published else "")
        out.append(replace(period, start=start))
    return out


def _edge(period: Period, edge: str) -> str:
    """First or last day of a point: "the start of 2023" is 2023-01-01."""
    bounds = edtf.parse(period.first)
    day = bounds.earliest if edge == "start_of" else bounds.latest
    return day.isoformat() if day else period.first
