"""Written dates: numbers, words, ranges, months, years. The day always stands before the month in numbers.

Invariant: a value is valid EDTF; what is not written is resolved only by the date of publication or by an earlier
date of the text, and then the span is ``derived``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from everyname.extract.spans.calendar_days import day, full_year, in_month, last_before, last_month, nearest
from everyname.extract.spans.found import Found
from everyname.extract.spans.lexicon import LANGUAGES, Word, fold, rows
from everyname.extract.spans.timewords import loose, months, number_of, ordinals, seasons
from everyname.extract.spans.worded_days import day_behind, day_told, goes_with, year_behind

_OPTICAL = str.maketrans("ОоOoЗз", "000033")  # letters that optical readers put for digits
_D = "[0-9ОоOoЗз]"
_YEAR_WORD = r"(?:[^\S\n]*(?:года?|году|г(?!\.?\s?р\b)\.?|рок[уа]|р\.(?!\s?н))(?!\w))"
_NUMERIC = re.compile(
    rf"""(?<![\w.,/])(?:
    (?P<iso>(?:19|20)\d\d[-.](?:0\d|1[0-2])[-.][0-3]\d)(?!\d)
    |(?P<um>0?[1-9]|1[0-2])/(?P<ud>1[3-9]|2\d|3[01])/(?P<uy>[12]\d{{3}})(?!\d)
    |(?P<d>[0-3ОоOoЗз]?{_D})(?P<sep>\s?\.\s?|/|-|\s-\s|,)(?P<m>[01ОоOo]?{_D}|[IVXІХ]{{1,4}})(?P=sep)(?P<y>[12]{_D}{{3}}|\d\d)(?!\d|[./]\d){_YEAR_WORD}?
    |(?P<sd>[0-3]\d(?=[./])|\d(?=[./]0))[./](?P<sm>0[1-9]|1[0-2])(?![\d%]|[.,/:]\d|\s*(?:млн|тыс|руб|кг|км|мм|час))
    |(?P<bd>[12]?\d|3[01])\.(?P<bm>[1-9]|1[0-2])(?=\s(?:в|с|к)\s\d|,\s(?:в|во|на|у|около)\s)
    |(?P<dd>[0-3]?\d)(?:-?(?:го|е|ого)(?:\s+числ[аі])?|\s+числа)(?!\w)
    |(?P<year>19[2-9]\d|20[0-4]\d)(?P<suffix>-?(?:го|м|й|х|му|ого|ому))?(?!\d|-\d(?!\d{{3}}(?!\d))|[.,]\d|\w*\d|-[йя]\w){_YEAR_WORD}?
    |(?P<short>\d\d)(?=\s?(?:г\.?\s?р\b|гр\b|р\.\s?н\b|(?:-го\s)?года\s+рожд))
    )""",
    re.VERBOSE,
)
_THE_DAY = re.compile(
    r"\bthe\s+(?P<dd>1st|2[123]\w\w|[1-3]?\d(?:st|nd|rd|th))\b(?!\s+(?!of\b)[A-Z]|\s+\w+(?:ion|ade|ent|my|de)\b)"
)
_DAY_TOKEN = re.compile(r"([0-3]?\d)(?:-?(?:го|е|ого|ое|th|st|nd|rd))?")
_YEAR_AFTER = re.compile(
    rf"\.?\s*,?\s{{0,2}}([12]\d{{3}})(?!\d)(?:-?(?:го|м|й))?{_YEAR_WORD}?"
    rf"|\s+'?(\d\d)(?:\s*(?:г\.|года)|(?<=2\d)-?го(?:\s+года)?(?!\w))"
)
_FROM = re.compile(r"(?<!\w)(?:с|со|з|із) $", re.I)
_RANGE = re.compile(
    r"(?<!\d)([0-3]?\d)(?:-?го)?(?:\s*[-–—]\s*|\s+(?:на|и|та|і|й|and|to)\s+|,\s+(?:а\s+)?(?:втор|друг)\w{2,3}\s+(?:[—–-]\s+)?)$"
)
_FRESH = 300  # days since a day told before, within which «the 6th» goes on from it
_TIME_BEFORE = re.compile(r"(?:\b(?:в|у|о|об|at|до|с|з|к|около|после)|время:?|начало:?|\d\s?[-–])\s*$", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\s+(?:of\s+)?([^\W\d_]+)")
_ROMAN = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"]
_LATIN = str.maketrans("ІХ", "IX")
_LONG = 4
_OPTICAL_LENGTH = 2  # letters of «О1», a day or month with a letter for a digit
_RECENT = 730
_DAYS_OF_MONTH = 31
_SHORT_YEAR = 2  # digits


@dataclass(slots=True)
class Context:
    """What is known while the dates of a text are read from left to right."""

    published: date | None
    year: int | None = None  # of the last date with a year
    anchor: date | None = None  # the last resolved day of the two years before the publication

    def remember(self, resolved: date) -> None:
        """Keep a resolved day for «11-го числа» and «того же года» after it."""
        if self.published and abs((self.published - resolved).days) < _RECENT:
            self.anchor = resolved


@cache
def _years_back() -> dict[str, str]:
    return {fold(row["words"]): row["years"] for lang in LANGUAGES for row in rows(f"{lang}/relative_years")}


@cache
def _relative_year() -> re.Pattern[str]:
    words = "|".join(loose(w) for w in sorted(_years_back(), key=len, reverse=True))
    return re.compile(rf"\s*,?\s+({words})(?!\w)", re.IGNORECASE)


def find_dates(text: str, words: list[Word], published: date | None) -> Iterator[Found]:
    """Every written date of the text, from left to right."""
    context = Context(published)
    end = 0
    for index, word in enumerate(words):
        month_word = word.low if word.low in months() else word.low.rpartition("-")[2]  # «mid-March»
        if month_word in months():
            candidates: Iterable[Found] = _by_month(text, words, index, context)
        elif word.start >= end and (match := _digits_at(text, word)):
            candidates = _short_year(words, index, match, context) or _by_digits(text, match, context)
        elif told := day_told(text, words, index):
            candidates = _only_day(*told, context)
        else:
            continue
        for found in candidates:
            if found.start >= end:
                yield found
                end = found.end


def _digits_at(text: str, word: Word) -> re.Match[str] | None:
    """A numeric date that begins at the word; an optical reader may have put letters for its digits."""
    if word.low[0].isdigit() or (word.low[0] in "оoз" and len(word.low) <= _OPTICAL_LENGTH):
        return _NUMERIC.match(text, word.start)
    return _THE_DAY.match(text, word.start) if word.low == "the" else None


def _by_digits(text: str, match: re.Match[str], context: Context) -> Iterator[Found]:
    groups = match.groupdict()
    start, end = match.span()
    if groups.get("iso"):
        year, month, number = (int(part) for part in groups["iso"].replace(".", "-").split("-"))
        yield from _full(year, month, number, start, end, context, "numeric")
    elif groups.get("um"):  # «3/14/2023» can only be American
        year, month, number = (int(groups[part]) for part in ("uy", "um", "ud"))
        yield from _full(year, month, number, start, end, context, "numeric")
    elif groups.get("d"):
        if groups["sep"] == "," and len(groups["y"]) != len("2024"):
            return  # a list of numbers
        number, month = int(groups["d"].translate(_OPTICAL)), _month(groups["m"])
        year = full_year(groups["y"].translate(_OPTICAL), context.published)
        yield from _full(year, month, number, start, end, context, "numeric")
    elif groups.get("sd") or groups.get("bd"):
        number, month = int(groups["sd"] or groups["bd"]), int(groups["sm"] or groups["bm"])
        if not _TIME_BEFORE.search(text, max(0, start - 12), start):
            form = "numeric" if groups["sd"] else "short"
            yield from _without_year(month, number, start, end, context, form)
    elif groups.get("dd") and not (_before_month(text, end) or goes_with(text, end)):
        yield from _only_day(int(re.sub(r"\D", "", groups["dd"])), start, end, context)
    elif groups.get("short"):
        year = full_year(groups["short"], context.published)
        yield Found("date", str(year), start, end, "dates/short-year", 0.9, attrs={"form": "year", "year": "stated"})
    elif groups.get("year"):
        context.year = int(groups["year"])
        yield Found("date", groups["year"], start, end, "dates/year", 0.8, attrs={"form": "year", "year": "stated"})


def _short_year(words: list[Word], index: int, match: re.Match[str], context: Context) -> list[Found]:
    """«летом 22-го»: two digits behind a season are those of a year."""
    said = re.sub(r"\D", "", match["dd"] or "")
    if len(said) != _SHORT_YEAR or not index or words[index - 1].low not in seasons():
        return []
    context.year = full_year(said, context.published)
    attrs = {"form": "year", "year": "stated"}
    return [Found("date", str(context.year), *match.span(), "dates/short-year", 0.85, attrs=attrs)]


def _month(said: str) -> int:
    """The month in digits or, as on old stones, in Roman numerals; zero when it is none."""
    roman = said.translate(_LATIN)
    return _ROMAN.index(roman) if roman in _ROMAN else int(said.translate(_OPTICAL)) if roman[0] not in "IVX" else 0


def _before_month(text: str, end: int) -> bool:
    following = _NEXT_WORD.match(text, end)
    return following is not None and fold(following[1]) in months()


def _by_month(text: str, words: list[Word], index: int, context: Context) -> Iterator[Found]:
    word = words[index]
    month = months().get(word.low) or months()[word.low.rpartition("-")[2]]
    before = _day_before(text, words, index)
    last = context.published.year if context.published else 0
    said = year_behind(text, words, index, last)
    if before and said:
        year, end = last - last % 100 + said.number, words[said.after - 1].end
        yield from _full(year, month, before[0], before[1], end, context, "words")
    elif before:
        yield from _day_and_month(text, before[0], month, before[1], word.end, context)
    elif word.text[0].isupper() and (
        after := re.compile(r"\.?\s+([0-3]?\d)(?:st|nd|rd|th)?(?![\d:]|-?(?:го|ого)(?!\w))").match(text, word.end)
    ):
        yield from _day_and_month(text, int(after[1]), month, word.start, after.end(), context)
    elif len(word.low) >= _LONG or word.low in ("май", "мая", "мае", "may"):
        is_led = "-" in word.low or (index > 0 and words[index - 1].low in _leads())
        if day_said := day_behind(text, words, index):
            end = words[day_said.after - 1].end
            yield from _without_year(month, day_said.number, word.start, end, context, "words")
            return
        if said:
            context.year = last - last % 100 + said.number
            value, end = f"{context.year:04d}-{month:02d}", words[said.after - 1].end
            attrs = {"form": "month", "year": "stated"}
            yield Found("date", value, word.start, end, "dates/month-year", 0.85, attrs=attrs)
            return
        yield from _only_month(text, month, word, context, is_led=is_led)


def _day_before(text: str, words: list[Word], index: int) -> tuple[int, int] | None:
    """The day number before a month word, in digits or words, and where it begins."""
    if index and words[index - 1].low == "of":
        index -= 1
    if not index or text[words[index - 1].end : words[index].start].strip():
        return None
    last = words[index - 1]
    if digits := _DAY_TOKEN.fullmatch(last.low):
        return int(digits[1]), last.start
    if last.low not in ordinals():
        return None
    if index > 1 and (number := number_of(f"{words[index - 2].low} {last.low}")):
        return number, words[index - 2].start
    return ordinals()[last.low], last.start


def _day_and_month(text: str, number: int, month: int, start: int, end: int, context: Context) -> Iterator[Found]:
    first = _RANGE.search(text, max(0, start - 12), start)
    if first and " на " in first[0] and _FROM.search(text, max(0, first.start() - 3), first.start()):
        first = None  # «в ночь с 4 на 5 марта», «перенесли с 21 на 22 марта»
    if year := _YEAR_AFTER.match(text, end):
        stated = full_year(year[1] or year[2], context.published)
        if first:
            yield from _full(stated, month, int(first[1]), first.start(), first.end(1), context, "words")
        yield from _full(stated, month, number, start, year.end(), context, "words")
        return
    relative = _relative_year().match(text, end)
    if relative and (resolved := _resolve_year(relative[1], context)):
        yield from _full(resolved, month, number, start, relative.end(), context, "words", derived=True)
        return
    if first:
        yield from _without_year(month, int(first[1]), first.start(), first.end(1), context, "words")
    yield from _without_year(month, number, start, end, context, "words")


@cache
def _leads() -> frozenset[str]:
    return frozenset(fold(row["word"]) for lang in LANGUAGES for row in rows(f"{lang}/month_leads"))


def _only_month(text: str, month: int, word: Word, context: Context, *, is_led: bool) -> Iterator[Found]:
    attrs = {"form": "month", "year": "stated"}
    if year := _YEAR_AFTER.match(text, word.end):
        context.year = full_year(year[1] or year[2], context.published)
        value = f"{context.year:04d}-{month:02d}"
        yield Found("date", value, word.start, year.end(), "dates/month-year", 0.93, attrs=attrs)
        return
    relative = _relative_year().match(text, word.end)
    resolved = _resolve_year(relative[1], context) if relative else None
    if relative and resolved:
        value = f"{resolved:04d}-{month:02d}"
        yield Found("date", value, word.start, relative.end(), "dates/month-relative", 0.9, True, attrs)
    elif context.published and is_led:
        value = last_month(month, context.published)
        attrs = {"form": "month", "year": "derived"}
        yield Found("date", value, word.start, word.end, "dates/month", 0.6, True, attrs)


def _resolve_year(words: str, context: Context) -> int | None:
    back = _years_back()[" ".join(fold(words).split())]
    if back == "same":
        return context.year
    return context.published.year - int(back) if context.published else None


def _full(
    year: int, month: int, number: int, start: int, end: int, context: Context, form: str, *, derived: bool = False
) -> Iterator[Found]:
    if not (resolved := day(year, month, number)):
        return
    context.year = year
    context.remember(resolved)
    attrs = {"form": form, "year": "derived" if derived else "stated"}
    yield Found("date", f"{year:04d}-{month:02d}-{number:02d}", start, end, f"dates/{form}", 0.97, derived, attrs)


def _without_year(month: int, number: int, start: int, end: int, context: Context, form: str) -> Iterator[Found]:
    if not day(2024, month, number):
        return
    attrs = {"form": form, "year": "derived"}
    if not context.published:
        yield Found("date", f"XXXX-{month:02d}-{number:02d}", start, end, f"dates/{form}-no-year", 0.5, False, attrs)
        return
    past, near = last_before(month, number, context.published), nearest(month, number, context.published)
    if past and near:
        context.remember(past)
        earlier = day(past.year - 1, month, number) or past
        attrs |= {"past": past.isoformat(), "nearest": near.isoformat(), "earlier": earlier.isoformat()}
        if context.year and 0 <= past.year - context.year <= 3 and (same := day(context.year, month, number)):
            attrs["context"] = same.isoformat()
        yield Found("date", past.isoformat(), start, end, f"dates/{form}-no-year", 0.88, True, attrs)


def _only_day(number: int, start: int, end: int, context: Context) -> Iterator[Found]:
    """«11-го числа»: the first such day from the last day named before, else the last one before the publication."""
    published = context.published
    if not published or not 1 <= number <= _DAYS_OF_MONTH:
        return
    told = in_month(number, context.anchor, int(number < context.anchor.day)) if context.anchor else None
    last = next((d for back in range(3) if (d := in_month(number, published, -back)) and d <= published), None)
    past = told if told and told <= published else last
    if past and last:
        ahead = next((d for on in range(2) if (d := in_month(number, published, on)) and d >= published), last)
        fresh = told is not None and (published - told).days <= _FRESH
        near = told if told and fresh else min(last, ahead, key=lambda d: abs((d - published).days))
        attrs = {"form": "day", "year": "derived", "past": past.isoformat(), "nearest": near.isoformat()}
        yield Found("date", past.isoformat(), start, end, "dates/day", 0.7, True, attrs)
