"""The words of dates and spans of a language as patterns, made from the vocabulary once.

Invariant: a grammar holds patterns and tables alone; what they mean in a text is decided in ``periods``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from everyname.extract.tolls.lexicon import any_of, flat, vocabulary


@dataclass(frozen=True, slots=True)
class Grammar:
    point: re.Pattern[str]
    day_range: re.Pattern[str]
    rolling: re.Pattern[str]
    months: Mapping[str, int]
    lead: Mapping[str, re.Pattern[str]]
    join: re.Pattern[str]
    beginning: re.Pattern[str]
    words: Mapping[str, Any]


@lru_cache(maxsize=4)
def grammar_of(lang: str) -> Grammar:
    words = vocabulary(lang, "tolls_dates")
    months = {flat(form): int(number) for number, forms in words["months"].items() for form in forms}
    month = rf"(?P<{{}}>{any_of(months)})\.?"
    year = r"(?P<{}>(?:19|20)\d\d)(?!\d)(?:\s*" + any_of(words["year_word"]) + r"\.?)?"
    day = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|-?го|-?е)?(?!\d)"
    day_pair = r"(?P<{}>\d{{1,2}})\s*(?:" + any_of(words["join"]) + r")\s*(?P<{}>\d{{1,2}})(?!\d)"
    any_year = (
        rf"(?:,?\s*(?:{any_of(words['of_year'])}\s*)?{{}})?" if words.get("of_year") else r"(?:,?\s+(?:of\s+)?{})?"
    )
    forms = [
        r"(?P<iso>(?<!\d)\d{4}-\d\d-\d\d(?!\d))",
        r"(?<![\d.])(?P<nd>\d{1,2})\.(?P<nm>\d{1,2})\.(?P<ny>(?:19|20)\d\d)(?!\d)",
        r"(?<![\d.,])" + day.format("d1") + r"\s+(?:of\s+)?" + month.format("m1") + any_year.format(year.format("y1")),
        month.format("m2") + r"\s+" + day.format("d2") + r"(?!\s*[:%])" + any_year.format(year.format("y2")),
        month.format("m3") + r",?\s+(?:of\s+)?" + year.format("y3"),
        *(f"(?P<{name}>{any_of(phrases)})" for name, phrases in _feasts(words)),
        rf"(?P<weekday>{any_of(w for forms in words['weekdays'].values() for w in forms)})",
        rf"(?P<near>{any_of(w for forms in words['days'].values() for w in forms)})",
        r"(?<![\d.,№-])" + year.format("y4") + r"(?![.,]?\d|\s*-)",
        rf"(?P<m5>{any_of(m for m in months if len(m) > 3)})",
    ]
    after_month = rf"{month.format('ra')}\s+{day_pair.format('rb', 'rc')}{any_year.format(year.format('ry'))}"
    before_month = rf"{day_pair.format('rd', 're')}\s+{month.format('rf')}{any_year.format(year.format('rg'))}"
    spans = any_of(form for forms in words["spans"].values() for form in forms)
    opening = rf"(?P<opening>{any_of(words['start_of'])})\s+(?:{any_of(words['this'])}\s+)?(?P<open_unit>{spans})"
    past = rf"(?P<past>{any_of(words['past'])})\s+(?:(?P<count>\w+)\s+)??(?P<unit>{spans})"
    this = rf"(?P<this>{any_of(words['this'])})\s+(?P<this_unit>{spans})"
    lead = {
        role: re.compile(any_of(words[role]) + r"\s*(?:the\s+)?$")
        for role in ("as_of", "since", "between", "in", "end_of", "start_of")
    }
    return Grammar(
        re.compile("|".join(forms)),
        re.compile(f"{after_month}|{before_month}"),
        re.compile(f"{opening}|{past}|{this}"),
        months,
        lead,
        re.compile(r"\s*" + any_of(words["join"]) + r"\s*"),
        re.compile(any_of(words["since"]) + r"\s+" + any_of(words["start_of"]) + r"\s+(?:[^\W\d]+\s+){1,5}$"),
        words,
    )


def _feasts(words: Mapping[str, Any]) -> list[tuple[str, list[str]]]:
    return [(f"feast{i}", phrases) for i, phrases in enumerate(words["feasts"].values())]
