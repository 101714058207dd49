"""Which cue of a sentence belongs to which number.

Invariant: a cue belongs to the number it stands nearest to; clause breaks and other numbers in between make a place
far, and an aside (", including four children,") does not count as distance.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from everyname.domain.tolls import Measure
from everyname.extract.tolls.counted import Counted
from everyname.extract.tolls.lexicon import Cue, lexicon, pattern
from everyname.extract.tolls.periods import Period
from everyname.extract.tolls.speakers import Speaker

_FAR = 16.0
_REACH = {"totals": 6.0, "groups": 8.0}
_COMMON = ("totals", "groups", "added", "new", "part", "estimate", "earlier", "now", "hypothetical", "rise")
_SECTIONS = (*_COMMON, "sides", "listed")
_BASE = tuple(m for m in Measure if m not in (Measure.IDENTIFIED, Measure.UNVERIFIED))


@dataclass(frozen=True, slots=True)
class Clauses:
    """A flat sentence with its numbers, the words that break clauses (start, end, weight), and its asides."""

    text: str
    numbers: tuple[Counted, ...]
    breaks: tuple[tuple[int, int, float], ...]
    asides: tuple[tuple[int, int], ...]

    def distance(self, number: Counted, start: int, end: int, *, crossing: float = 8.0, word: float = 1.0) -> float:
        """Words between ``start:end`` and a number, plus penalties for what lies between."""
        quantity = number.quantity
        before = end <= quantity.start
        low, high = (end, quantity.outer) if before else (quantity.end, start)
        if low >= high:
            return 0.0
        asides = [(a, b) for a, b in self.asides if low <= a and b <= high]
        between = self.text[low:high]
        for a, b in asides:
            between = between[: a - low] + " " * (b - a) + between[b - low :]
        cost = word * len(re.findall(r"\w+", between)) + (0.5 if before else 0.0)
        cost += 2.0 * len(re.findall(r"[,(]", between)) + 0.5 * len(re.findall(r"[—–]|\s-\s", between))
        cost += 5.0 * len(re.findall(r"[;:]", between))
        cost += sum(weight for a, b, weight in self.breaks if low <= a and b <= high)
        crossed = [n.quantity.start for n in self.numbers if low <= n.quantity.start < high]
        return cost + sum(crossing for at in crossed if not any(a <= at < b for a, b in asides))


def clauses_of(text: str, numbers: list[Counted], lang: str) -> Clauses:
    """The clause structure of a flat sentence."""
    weights = (("breaks", 2.5), ("contrasts", 10.0))
    breaks = [(m.start(), m.end(), weight) for name, weight in weights for m in pattern(lang, name).finditer(text)]
    part = pattern(lang, "part").pattern
    asides = [m.span() for m in re.finditer(rf",\s*(?:{part})[^,;:()]*,|\([^()]*\)", text)]
    return Clauses(text, tuple(numbers), tuple(breaks), tuple(asides))


def attach(
    numbers: list[Counted], speakers: list[Speaker], periods: list[Period], said: Period | None, text: str, lang: str
) -> None:
    """Give every number its measure, speaker and period, and every other cue to its nearest number."""
    clauses = clauses_of(text, numbers, lang)
    measures = lexicon(lang, "measures").find(text)
    free = [p for p in periods if p is not said]
    for number in numbers:
        _give_measure(number, [c for c in measures if c.code in _BASE], clauses)
        number.speaker = _nearest_speaker(number, speakers, clauses)
        scored = [(clauses.distance(number, p.start, p.end), i) for i, p in enumerate(free)]
        number.period = free[min(scored)[1]] if scored and min(scored)[0] < 2 * _FAR else None
    found = [(section, cue) for section in _SECTIONS for cue in lexicon(lang, section).find(text)]
    found += [("modifiers", c) for c in measures if c.code not in _BASE]
    for section, cue in found:
        takers = [n for n in numbers if n.noun != "share"] if section == "totals" else numbers
        scored = [(clauses.distance(n, cue.start, cue.end), i) for i, n in enumerate(takers)]
        if scored and min(scored)[0] < _REACH.get(section, _FAR):
            takers[min(scored)[1]].cues.setdefault(section, []).append(cue)


def _give_measure(number: Counted, base: list[Cue], clauses: Clauses) -> None:
    best = _nearest(number, base, clauses)
    if best and Measure(best[1].code) is Measure.LOSSES:  # "lost 400 men killed": the special word counts
        other = _nearest(number, [c for c in base if c.code != best[1].code], clauses)
        best = other if other and other[0] <= best[0] + 3 else best
    if best:
        number.measure, number.measure_span = Measure(best[1].code), (best[1].start, best[1].end)
        number.measure_far = best[0]


def _nearest(number: Counted, cues: list[Cue], clauses: Clauses) -> tuple[float, Cue] | None:
    scored = [(clauses.distance(number, c.start, c.end), c) for c in cues]
    best = min(scored, key=lambda s: s[0], default=None)
    return best if best and best[0] < _FAR else None


def _nearest_speaker(number: Counted, speakers: list[Speaker], clauses: Clauses) -> Speaker | None:
    """The nearest attribution; it reaches further than other cues, and a weak verb less far."""

    def far(speaker: Speaker) -> float:
        low, high = sorted((speaker.start, speaker.at))
        distance = clauses.distance(number, low, max(high, speaker.end), crossing=3.0, word=0.4)
        return distance + (3.0 if speaker.weak else 0.0)

    return min(speakers, key=far, default=None)
