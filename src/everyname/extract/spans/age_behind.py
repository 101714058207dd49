"""Ages told before their verb: «Тридцать девять было.», «28 ему исполнилось».

Invariant: the number opens its clause and the verb closes it, so that nothing else is counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.age_guards import use
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import folded, number_of

_WORDS = r"[^\W\d_]+(?:\s[^\W\d_]+)?"


@cache
def _pattern() -> re.Pattern[str]:
    whom = folded(use("whom"))
    return re.compile(
        rf"(?:^|[.!?…,—–-] |\n)(?:всего |только |лишь )?(?P<n>\d\d|{_WORDS}) (?:(?:{whom}) )?(?:{folded(use('was'))})"
        rf"(?: (?:{whom}))?(?=[.,!?…\n]|$)"
        r"|[.!?…] (?:всего |только |лишь )?(?P<alone>[^\W\d_]+ [^\W\d_]+)(?=[.!…])"  # «Двадцать два.»
    )


def find_told_behind(low: str, youngest: int, oldest: int) -> Iterator[Found]:
    """Every such age of the folded text."""
    for match in _pattern().finditer(low):
        group = "n" if match["n"] else "alone"
        said = match[group]
        years = int(said) if said.isdigit() else number_of(said)
        if years and youngest <= years <= oldest:
            yield Found("age", str(years), *match.span(group), "ages/behind", 0.7, attrs={"form": "told"})
