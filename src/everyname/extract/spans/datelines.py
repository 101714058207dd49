"""The dateline that opens a text of an agency: «Уфа. 6 марта. НТА —», «Пермь, 6 марта, 2022, 19:23 — ИА Регнум».

Invariant: a dateline stands at the beginning of a line; its day is that of the news and its town nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from everyname.extract.spans.found import Found
from everyname.extract.spans.place_english import capitals

_DATELINE = re.compile(
    r"^[А-ЯЁ][А-ЯЁа-яё-]+(?: [А-ЯЁ][А-ЯЁа-яё-]+)?[.,] \d{1,2} [а-я]{3,8}\.?(?:,? \d{4})?(?: г\.)?(?:,? \d\d:\d\d)?[.,]?"
    r"(?: [—–-] ?| (?=[A-ZА-ЯЁ]{3,}|[A-ZА-ЯЁ][a-zа-яё]+[A-ZА-ЯЁ])|(?<=[а-я]\.) (?=[А-ЯЁ]))",  # «ФедералПресс»
    re.M,
)
_ENGLISH = re.compile(  # «KYIV, Ukraine (AP) — », «MOSCOW, March 21 (Xinhua) -- », «LONDON — »
    r"^(?=[A-Z][A-Z' -]{2,}|[^\n()]{3,50}\([A-Z])(?P<town>[A-Z][A-Za-z'-]+(?: [A-Z][A-Za-z]+)?)(?:, [A-Z][a-z]+)?"
    r"(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?:, \d{4})?(?: \([A-Z][^()\n]{1,24}\))? ?(?:--?|[—–]) ",
    re.M,
)
_UNTIL = re.compile(r"(?<!\w)(?:ко?|(?:состоянию|данным|информации) на) $", re.I)  # «К 27 января были признаны»
_REPORT = "report"
_LONGEST = 16


def _english(text: str) -> list[tuple[int, int]]:
    """The dateline of a text; several are headings of a list. Where the town is no capital the news is of the town."""
    lines = list(_ENGLISH.finditer(text))
    if len(lines) != 1:
        return []
    town = lines[0]["town"].lower()
    low = lines[0].start() if town in capitals() and text.lower().count(town) == 1 else lines[0].end("town")
    return [(low, lines[0].end())]


def without_datelines(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The spans less the towns of datelines, the days of datelines and of counts as those of a report."""
    found = list(found)
    fronts = {item.start for item in found if "front" in item.attrs}
    lines = [match.span() for match in _DATELINE.finditer(text) if match.start() not in fronts]
    lines += _english(text)
    for item in found:
        inside = any(low <= item.start < high for low, high in lines)
        if item.kind == "date" and "role" not in item.attrs:
            counted = _UNTIL.search(text, max(0, item.start - _LONGEST), item.start)
            if inside or counted:
                item = replace(item, attrs={**item.attrs, "cue": _REPORT})
        elif inside and item.kind in ("settlement", "region"):
            continue
        yield item
