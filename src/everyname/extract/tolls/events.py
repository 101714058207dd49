"""The event in which a number of people died: its label, place and date, as the sentence names them.

Invariant: an event is reported only where its noun stands with a link word near a number of killed, and the sentence
gives a place or a date for it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from everyname.extract.tolls.counted import Counted
from everyname.extract.tolls.lexicon import any_of, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.periods import Period
from everyname.extract.tolls.phrases import nominative, tokens
from everyname.extract.tolls.sentence import Sentence

_REACH = 14  # words between the number and the event's noun
_NEAR = 80  # characters between the event's noun and its place


@dataclass(frozen=True, slots=True)
class Event:
    """An event as named: ``start:end`` is its phrase in the sentence."""

    label: str
    code: str
    place: str
    date: str
    start: int
    end: int
    place_span: tuple[int, int] | None
    date_span: tuple[int, int] | None


def find_event(sentence: Sentence, number: Counted, lang: str, last: Event | None) -> Event | None:
    """The event of a number, or ``None``. "The strike" alone is the ``last`` event of its kind."""
    words = vocabulary(lang, "tolls_cues")
    if number.period and number.period.role in ("since", "range", "as_of"):
        return None  # a count over a time is no event
    for cue in lexicon(lang, "events").find(sentence.flat):
        low, high = sorted((cue.start, number.quantity.start))
        between = sentence.flat[low:high]
        if len(re.findall(r"\w+", between)) > _REACH or ";" in between:
            continue
        lead = re.search(any_of(words["event_links"]) + r"\s+(?:[^\s,;.]+\s+){0,6}?$", sentence.flat[: cue.start])
        subject = cue.start < number.quantity.start
        if not lead and not subject:
            continue
        begin = _after_link(sentence.flat, lead, words) if lead else cue.start
        place = _place(sentence, cue.start, cue.end, lang)
        period = next((p for p in sentence.periods if p.role == "point" and p is not sentence.said), None)
        if sentence.said and not period and begin <= sentence.said.start:
            period = sentence.said
        if not place and not period:
            if last and last.code == cue.code and lead:
                return replace(last, start=cue.start, end=cue.end, place_span=None, date_span=None)
            continue
        near = place and cue.end <= place[1] < cue.end + 80 and not cue.end <= number.quantity.start < place[1]
        end = place[2] if place and near else cue.end
        label = re.sub(r"\s+", " ", sentence.text[begin:end]).strip()
        return Event(
            label,
            cue.code,
            place[0] if place else "",
            _date(period),
            begin,
            end,
            (place[1], place[2]) if place else None,
            (period.start, period.end) if period else None,
        )
    return None


def _after_link(text: str, lead: re.Match[str], words: Mapping[str, list[str]]) -> int:
    link = re.match(
        any_of(words["event_links"]) + r"\s+(?:" + any_of(words["place_skip"]) + r"\s+)?", text[lead.start() :]
    )
    assert link is not None
    return lead.start() + link.end()


def _date(period: Period | None) -> str:
    if period is None:
        return ""
    return period.first if period.first == period.last else f"{period.first}/{period.last}"


def _place(sentence: Sentence, before: int, after: int, lang: str) -> tuple[str, int, int] | None:
    """The first place name behind a preposition after the event's noun, else before it; "the Hamas attack" has none."""
    found = list(_places(sentence, lang))
    near = [p for p in found if abs(p[1] - after) <= _NEAR and sentence.flat[p[2] : before].strip()]
    near += [p for p in found if before <= p[1] and p not in near and p[1] - after <= _NEAR]
    later = [p for p in near if p[1] >= after]
    return later[0] if later else (near[-1] if near else None)


def _places(sentence: Sentence, lang: str) -> list[tuple[str, int, int]]:
    skip = pattern(lang, "place_skip")
    out = []
    blocked = [(p.start, p.end) for p in sentence.periods] + [(s.start, s.end) for s in sentence.speakers]
    for link in pattern(lang, "place_links").finditer(sentence.flat):
        name = []
        for token in tokens(sentence.text[link.end() :]):
            start = link.end() + token.start
            low = flat(token.text)
            if any(a <= start < b for a, b in blocked):
                break
            if token.capital and token.is_word and "-occupied" not in low and not skip.fullmatch(low):
                name.append((token.text, start, link.end() + token.end))
            elif name and skip.fullmatch(low) and re.match(r"\s+of\s+[A-Z]", sentence.text[link.end() + token.end :]):
                name = []  # "the southern Gaza city of Rafah"
            elif not skip.fullmatch(low) and (name or "-occupied" not in low):
                break
        if name:
            words = nominative([n[0] for n in name], lang)
            out.append((" ".join(words), name[0][1], name[-1][2]))
    return out
