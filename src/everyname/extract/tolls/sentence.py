"""One sentence taken apart: its numbers of persons with their cues, its speakers and its periods.

Invariant: positions are those of the sentence; a date that belongs to the act of saying is no period of a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from everyname.extract.tolls.attach import attach
from everyname.extract.tolls.counted import Counted, counted_noun, demonym, head_of, is_apposed_age
from everyname.extract.tolls.lexicon import flat, pattern, vocabulary
from everyname.extract.tolls.numbers import find_quantities
from everyname.extract.tolls.organisations import Voices
from everyname.extract.tolls.periods import Calendar, Period, find_periods
from everyname.extract.tolls.speakers import Speaker, SpeakerReader


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
    said = next((p for s in speakers for p in periods if _spoken_on(p, s, flat_text, lang)), None)
    quantities = [q for q in find_quantities(flat_text, lang) if not is_apposed_age(q, text)]
    open_quantities = [q for q in quantities if not any(q.start < p.end and p.start < q.end for p in periods)]
    quiet = _blank(flat_text, [(s.start, s.end) for s in speakers])
    counted, shares = [], []
    for quantity in open_quantities:
        if quantity.share is not None:
            shares.append(Counted(quantity, "share"))
        elif noun := counted_noun(quantity, open_quantities, quiet, lang) or demonym(text, quantity, lang):
            counted.append(Counted(quantity, noun))
    sentence = Sentence(text, flat_text, start, counted, shares, speakers, periods, said)
    attach(sentence.numbers, speakers, periods, said, quiet, lang)
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
    return head_of(tail, lang) in ("person", "record") or quantity.outer < quantity.start


def _spoken_on(period: Period, speaker: Speaker, text: str, lang: str) -> bool:
    """Whether a date stands at the act of saying: "said Thursday", "on Thursday the ministry said"."""
    verb = re.match(r"\w+", text[speaker.at :])
    spoken = speaker.at + (verb.end() if verb else 0)
    following = text[spoken : period.start] if spoken <= period.start else "\0"
    if period.role != "point":
        return period.role == "range" and re.fullmatch(r"\s+", following) is not None
    day = len(period.first) == len("2023-01-31")
    before = text[period.end : min(speaker.start, speaker.at)] if period.end <= speaker.start else "\0"
    leads = re.fullmatch(r"\s*,?\s*(?:[a-z]{1,3}\s+)?", before) is not None
    if not day:  # "in August 2023, officials told": of a strong verb only
        return leads and not speaker.weak and speaker.start < speaker.at
    words_only = re.fullmatch(r"(?:\s+[^\W\d]+){0,7}?\s*", following)
    beside = text[speaker.end : period.start] if speaker.end <= period.start else "\0"
    inside = period.start < speaker.at and re.fullmatch(r"\s+", beside)
    inverted = speaker.at < speaker.start and re.fullmatch(r",?\s*", beside)
    return bool((words_only and not pattern(lang, "that").search(following)) or leads or inside or inverted)
