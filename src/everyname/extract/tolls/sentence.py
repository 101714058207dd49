"""One sentence taken apart: its numbers of persons, and for each the cues that belong to it.

Invariant: a number that counts no persons (equipment, money, ages, dates, units, list numbers) is left out; a cue
belongs to the number it stands nearest to, where clause breaks and other numbers in between make a place far.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from everyname.domain.tolls import Measure
from everyname.extract.tolls.lexicon import Cue, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.numbers import Quantity, find_quantities
from everyname.extract.tolls.periods import Calendar, Period, find_periods
from everyname.extract.tolls.speakers import Speaker, SpeakerReader, Voices

_BEFORE_NO_COUNT = re.compile(
    r"[$€£₽₴№#]\s*$|(?<!\w)(?:no\.|ages?|aged|age of|ages of|возраст\w*|вік\w*)\s*(?:from\s*|of\s*)?$"
)
_AFTER_NO_COUNT = re.compile(
    r"\s?[$€£₽₴]|-?(?:th|st|nd|rd|й|я|го|му|м|ї|а|ий|річн\w*|летн\w*|year\w*)(?!\w)|-[^\W\d]|[:.]\d|\s*°"
)
_NOUNS = (
    ("units", "unit"),
    ("persons", "person"),
    ("records", "record"),
    ("reports", "report"),
    ("groups", "person"),
)
_FAR = 16.0
_REACH = {"totals": 6.0, "groups": 8.0}
_BASE = tuple(m for m in Measure if m not in (Measure.IDENTIFIED, Measure.UNVERIFIED))


@dataclass
class Counted:
    """A number of persons with what was found around it."""

    quantity: Quantity
    noun: str  # person, record, measure, bare
    measure: Measure | None = None
    measure_span: tuple[int, int] | None = None
    measure_far: float = 0.0
    cues: dict[str, list[Cue]] = field(default_factory=dict)
    speaker: Speaker | None = None
    period: Period | None = None

    def has(self, section: str) -> bool:
        """Whether a cue of this vocabulary section belongs to the number."""
        return bool(self.cues.get(section))


@dataclass
class Sentence:
    """A sentence with its numbers of persons, speakers and periods. Positions are those of ``text``."""

    text: str
    flat: str
    start: int  # in the passage
    counted: list[Counted]
    shares: list[Counted]
    speakers: list[Speaker]
    periods: list[Period]
    said: Period | None  # when the speaker spoke

    @property
    def numbers(self) -> list[Counted]:
        """Counts and shares in the order of the text."""
        return sorted(self.counted + self.shares, key=lambda c: c.quantity.start)


def take_apart(text: str, start: int, lang: str, when: Calendar, voices: Voices, reader: SpeakerReader) -> Sentence:
    """Read one sentence; ``voices`` learns the organisations it names."""
    flat_text = _mask(flat(text), pattern(lang, "masks"))
    dates = find_periods(flat_text, lang, when)
    periods = [p for p in dates if not (_is_name(text, p, lang) or _is_count(flat_text, p, lang))]
    speakers = reader.find(text, periods, voices)
    said = next((p for s in speakers for p in periods if p.role == "point" and _spoken_on(p, s, flat_text, lang)), None)
    quantities = find_quantities(flat_text, lang)
    open_quantities = [q for q in quantities if not any(q.start < p.end and p.start < q.end for p in periods)]
    quiet = _blank(flat_text, [(s.start, s.end) for s in speakers])
    counted, shares = [], []
    for quantity in open_quantities:
        if quantity.share is not None:
            shares.append(Counted(quantity, "share"))
        elif noun := _noun(quantity, open_quantities, quiet, lang) or _demonym(text, quantity, lang):
            counted.append(Counted(quantity, noun))
    sentence = Sentence(text, flat_text, start, counted, shares, speakers, periods, said)
    _attach(sentence, quiet, lang)
    return sentence


def _mask(flat_text: str, masks: re.Pattern[str]) -> str:
    return masks.sub(lambda m: "·" * len(m.group()), flat_text)


def _blank(flat_text: str, spans: list[tuple[int, int]]) -> str:
    for start, end in spans:
        flat_text = flat_text[:start] + "·" * (end - start) + flat_text[end:]
    return flat_text


def _is_name(text: str, period: Period, lang: str) -> bool:
    """ "Dorn Today": a capital inside a sentence makes "today" part of a name."""
    words = text[period.start : period.end]
    near = {flat(form) for forms in vocabulary(lang, "tolls_dates")["days"].values() for form in forms}
    return flat(words) in near and words[:1].isupper() and bool(text[: period.start].strip(' "«“'))


def _is_count(text: str, period: Period, lang: str) -> bool:
    """ "About 1900 men" is no year: four bare digits that are bounded or stand before a noun of people."""
    if not re.fullmatch(r"\d{4}", text[period.start : period.end]):
        return False
    quantity = next((q for q in find_quantities(text, lang) if q.start == period.start), None)
    if quantity is None:
        return False
    tail = re.split(r"[,.;:()—–]", text[period.end :].lstrip('»" '), maxsplit=1)[0]
    return _head(tail, lang) in ("person", "record") or quantity.outer < quantity.start


def _spoken_on(period: Period, speaker: Speaker, text: str, lang: str) -> bool:
    """Whether a date stands at the word of saying: "said Thursday", "on Thursday the ministry said"."""
    if len(period.first) != len("2023-01-31"):
        return False
    verb = re.match(r"\w+", text[speaker.at :])
    spoken = speaker.at + (verb.end() if verb else 0)
    following = text[spoken : period.start] if spoken <= period.start else "\0"
    if re.fullmatch(r"(?:\s+[^\W\d]+){0,7}?\s*", following) and not pattern(lang, "that").search(following):
        return True
    after = re.fullmatch(r"\w+(?:\s+\w+)?,?\s+(?:on\s+|в[оі]?\s+|у\s+)?", text[speaker.at : period.start] or "\0")
    between = text[period.end : min(speaker.start, speaker.at)] if period.end <= speaker.start else "\0"
    inside = text[speaker.end : period.start] if speaker.end <= period.start < speaker.at else "\0"
    return bool(
        (after and speaker.at >= speaker.start)
        or re.fullmatch(r"\s*,?\s*(?:the\s+)?", between)
        or re.fullmatch(r"\s+(?:on\s+|в[о]?\s+|у\s+)?", inside)
        or (speaker.at < speaker.start and re.fullmatch(r",?\s*(?:on\s+)?", text[speaker.end : period.start] or "\0"))
    )


def _noun(quantity: Quantity, others: list[Quantity], text: str, lang: str) -> str:
    """What the number counts by the words after it; ``""`` when it is not persons."""
    if _BEFORE_NO_COUNT.search(text[: quantity.outer]) or _AFTER_NO_COUNT.match(text, quantity.end):
        return ""
    if quantity.outer < quantity.start and quantity.high < 100 and _is_age_limit(text[: quantity.outer], lang):
        return ""
    limit = min((q.outer for q in others if q.start > quantity.end), default=len(text))
    tail = re.sub(r'^\s*[»"]', " ", text[quantity.end : limit])
    mark = re.search(r'[,.;:()—–!?…»"\]]|\s-\s', tail)
    tail = tail[: mark.start()] if mark else tail
    noun = _head(tail, lang)
    written = text[quantity.start : quantity.end]
    is_year = re.fullmatch(r"(?:19|20)\d\d", written) is not None
    lone = not quantity.digits and quantity.high <= 2
    if (is_year or lone) and noun not in ("person", "record", "measure"):
        return ""
    return noun


def _demonym(text: str, quantity: Quantity, lang: str) -> str:
    """ "43,000 Vellanders": a capital plural, or a noun with the ending of a country's people."""
    word = re.match(r"\s+([^\W\d]{4,})", text[quantity.end :])
    if word is None:
        return ""
    capital = word[1][0].isupper() and word[1].endswith("s") and lang == "en"
    known = re.search(vocabulary(lang, "tolls_cues")["demonym_noun"], flat(word[1]))
    return "person" if capital or known else ""


def _is_age_limit(before: str, lang: str) -> bool:
    """ "Men under 50": a bound right behind a noun of people."""
    words = before.split()
    noun_or_copula = re.compile(pattern(lang, "persons").pattern + "|" + pattern(lang, "age_before").pattern)
    return bool(words) and noun_or_copula.fullmatch(words[-1]) is not None


def _head(tail: str, lang: str) -> str:
    """The kind of the noun that heads the words after a number."""
    phrase = tail.lstrip()
    if owner := pattern(lang, "owners").match(phrase):
        phrase = phrase[owner.end() :].lstrip()
    function = pattern(lang, "function")
    if not phrase or phrase.startswith("·") or function.match(phrase):
        return "bare"
    end = function.search(phrase)
    phrase = phrase[: min(end.start() if end else len(phrase), _nth_word(phrase, 6))].split("·")[0]
    found = [(cue.start, -cue.end, kind) for section, kind in _NOUNS for cue in lexicon(lang, section).find(phrase)]
    measures = lexicon(lang, "measures").find(phrase)
    if found:
        kind = (max(found) if lang == "en" else min(found))[2]
        return "" if kind == "unit" else kind
    return "measure" if measures else ""


def _nth_word(text: str, count: int) -> int:
    ends = [m.end() for m in re.finditer(r"\S+", text)]
    return ends[min(count, len(ends)) - 1] if ends else 0


def _attach(sentence: Sentence, quiet: str, lang: str) -> None:
    """Give every number its measure, speaker and period, and every other cue to its nearest number."""
    numbers = sentence.numbers
    breaks = _breaks(quiet, lang)
    measures = lexicon(lang, "measures").find(quiet)
    for number in numbers:
        base = [c for c in measures if c.code in _BASE]
        if best := _nearest_cue(number, base, numbers, breaks, quiet):
            number.measure, number.measure_span = Measure(best[1].code), (best[1].start, best[1].end)
            number.measure_far = best[0]
        number.speaker = _nearest_speaker(number, sentence.speakers, numbers, breaks, quiet)
        free = [p for p in sentence.periods if p is not sentence.said]
        scored = [(_distance(number, p.start, p.end, numbers, breaks, quiet), i) for i, p in enumerate(free)]
        number.period = free[min(scored)[1]] if scored and min(scored)[0] < 2 * _FAR else None
    sections = {
        "totals",
        "groups",
        "added",
        "new",
        "part",
        "estimate",
        "earlier",
        "now",
        "hypothetical",
        "rise",
        "sides",
        "listed",
    }
    found = [(section, cue) for section in sections for cue in lexicon(lang, section).find(quiet)]
    found += [("modifiers", c) for c in measures if c.code not in _BASE]
    for section, cue in found:
        takers = sentence.counted if section == "totals" else numbers
        scored = [(_distance(n, cue.start, cue.end, numbers, breaks, quiet), i) for i, n in enumerate(takers)]
        if scored and min(scored)[0] < _REACH.get(section, _FAR):
            takers[min(scored)[1]].cues.setdefault(section, []).append(cue)


@dataclass(frozen=True, slots=True)
class Breaks:
    """What separates clauses: conjunctions with their weights, and asides such as ", including four children,"."""

    words: tuple[tuple[int, int, float], ...]
    asides: tuple[tuple[int, int], ...]


def _breaks(text: str, lang: str) -> Breaks:
    weights = (("breaks", 2.5), ("contrasts", 10.0))
    words = [(m.start(), m.end(), weight) for name, weight in weights for m in pattern(lang, name).finditer(text)]
    part = pattern(lang, "part").pattern
    asides = [(m.start(), m.end()) for m in re.finditer(rf",\s*(?:{part})[^,;:()]*,", text)]
    asides += [(m.start(), m.end()) for m in re.finditer(r"\([^()]*\)", text)]
    return Breaks(tuple(words), tuple(asides))


def _nearest_cue(
    number: Counted, cues: list[Cue], numbers: list[Counted], breaks: Breaks, text: str
) -> tuple[float, Cue] | None:
    scored = [(_distance(number, c.start, c.end, numbers, breaks, text), c) for c in cues]
    best = min(scored, key=lambda s: s[0], default=None)
    return best if best and best[0] < _FAR else None


def _nearest_speaker(
    number: Counted, speakers: list[Speaker], numbers: list[Counted], breaks: Breaks, text: str
) -> Speaker | None:
    def far(speaker: Speaker) -> float:
        low, high = sorted((speaker.start, speaker.at))
        distance = _distance(number, low, max(high, speaker.end), numbers, breaks, text, crossing=3.0, word=0.4)
        return distance + (3.0 if speaker.weak else 0.0)

    return min(speakers, key=far, default=None)


def _distance(
    number: Counted,
    start: int,
    end: int,
    numbers: list[Counted],
    breaks: Breaks,
    text: str,
    crossing: float = 8.0,
    word: float = 1.0,
) -> float:
    """Words between a cue and a number, plus penalties for what lies between: clause breaks and other numbers."""
    quantity = number.quantity
    before = end <= quantity.start
    low, high = (end, quantity.outer) if before else (quantity.end, start)
    if low >= high:
        return 0.0
    asides = [(a, b) for a, b in breaks.asides if low <= a and b <= high]
    inside = [n for n in numbers if low <= n.quantity.start < high]
    between = _blank(text[low:high], [(a - low, b - low) for a, b in asides])
    cost = word * len(re.findall(r"\w+", between)) + (0.5 if before else 0.0)
    cost += 2.0 * len(re.findall(r"[,(]", between)) + 0.5 * len(re.findall(r"[—–]|\s-\s", between))
    cost += 5.0 * len(re.findall(r"[;:]", between))
    cost += sum(weight for a, b, weight in breaks.words if low <= a and b <= high)
    return cost + sum(crossing for n in inside if not any(a <= n.quantity.start < b for a, b in asides))
