"""Ages told by a birthday in one word: «через два дня после своего 52-летия», «отметил бы сорокалетие».

Invariant: the birthday says the age only beside words that tell whether it was reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from everyname.extract.spans.age_guards import use
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import cardinals, folded

_DAY = re.compile(
    r"(?<!\w)(?:(?P<n>\d\d)-?(?:ти|х)?-?|(?P<word>[а-я]{4,20}?))л[еі]т(?:и(?:я|ю|е|ем)|тям?|ті)(?!\w)"
    r"|(?<!\w)(?P<d>\d\d)-?(?:ти|х)?-?річч(?:я|ям|і)(?!\w)"
)
_REACH = 60
_SENTENCE = re.compile(r"[.!?…\n]")
_SPAN_BEFORE = r"(?<!\w)за [^,.;!?\n]{1,25}\s"


@cache
def _before() -> tuple[tuple[re.Pattern[str], int], ...]:
    """What may stand before a birthday, with the years to take off."""
    own = r"(?:сво(?:его|им|ё|е|й|го|го)\s+)?"
    eve = rf"(?:(?<!\w)(?:накануне|перед|в канун)|{_SPAN_BEFORE}до)\s+{own}$"
    short = rf"(?<!\w)(?:{folded(use('short_of'))})\s+(?:\w+\s+){{0,5}}?{own}$"
    return (
        (re.compile(rf"(?<!\w)(?:{folded(use('after_day'))})\s+{own}$"), 0),
        (re.compile(eve), 1),
        (re.compile(rf"(?<!\w)(?:{folded(use('would_mark'))})\s+(?:\w+\s+){{0,3}}?$"), 1),
        (re.compile(short), 1),
    )


@cache
def _behind() -> re.Pattern[str]:
    return re.compile(rf"\s+(?:\w+\s+){{0,3}}?(?:{folded([*use('short_of'), *use('would_mark')])})(?!\w)")


@cache
def heads() -> dict[str, int]:
    """«двадцати», «тридцатипяти»: what stands before «летний», to the number."""
    said = cardinals().items()
    tens = [(form, value) for form, value in said if value >= 20]
    pairs = {ten + one: high + low for ten, high in tens for one, low in said if low < 10}
    return {form: value for form, value in said if value > 15} | pairs


def find_birthdays(low: str, youngest: int, oldest: int) -> Iterator[Found]:
    """Every age that a birthday in one word says."""
    if not ("лети" in low or "літт" in low or "річч" in low):
        return
    for match in _DAY.finditer(low):
        number = int(match["n"] or match["d"]) if match["n"] or match["d"] else heads().get(match["word"], 0)
        text = low[max(0, match.start() - _REACH) : match.start()]
        text = _SENTENCE.split(text)[-1]
        less = next((less for pattern, less in _before() if pattern.search(text)), None)
        if less is None and _behind().match(low, match.end()):
            less = 1
        if less is not None and youngest <= number - less <= oldest:
            attrs = {"form": "birthday"}
            yield Found("age", str(number - less), *match.span(), "ages/birthday", 0.85, bool(less), attrs)
