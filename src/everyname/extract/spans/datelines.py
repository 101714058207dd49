"""The dateline that opens a text of an agency: «Уфа. 6 марта. НТА —», «Пермь, 6 марта, 2022, 19:23 — ИА Регнум».

Invariant: a dateline stands at the beginning of a line; its day is that of the news and its town nobody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from everyname.extract.spans.found import Found

_DATELINE = re.compile(
    r"^[А-ЯЁ][А-ЯЁа-яё-]+(?: [А-ЯЁ][а-яё-]+)?[.,] \d{1,2} [а-я]{3,8}\.?(?:,? \d{4})?(?: г\.)?(?:,? \d\d:\d\d)?[.,]?"
    r"(?: [—–-] ?| (?=[A-ZА-ЯЁ]{3,}))",
    re.M,
)
_UNTIL = re.compile(r"(?<!\w)(?:ко?|(?:состоянию|данным|информации) на) $", re.I)  # «К 27 января были признаны»
_REPORT = "report"
_LONGEST = 16


def without_datelines(text: str, found: Iterable[Found]) -> Iterator[Found]:
    """The spans less the towns of datelines, the days of datelines and of counts as those of a report."""
    lines = [match.span() for match in _DATELINE.finditer(text)]
    for item in found:
        inside = any(low <= item.start < high for low, high in lines)
        if item.kind == "date" and "role" not in item.attrs:
            counted = _UNTIL.search(text, max(0, item.start - _LONGEST), item.start)
            if inside or counted:
                item = replace(item, attrs={**item.attrs, "cue": _REPORT})
        elif inside and item.kind in ("settlement", "region"):
            continue
        yield item
