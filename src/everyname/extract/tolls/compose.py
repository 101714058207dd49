"""From one number with its cues to a stated toll: aspect, measure, groups, side, period and speaker.

Invariant: a value that the sentence does not give is taken from a named earlier claim of the same text, with a reason
code that says so, or stays empty.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from everyname.domain import edtf
from everyname.domain.tolls import Aspect, Measure, Qualifier, Scope, StatedToll, TollKind
from everyname.extract.tolls.counted import Counted
from everyname.extract.tolls.events import Event
from everyname.extract.tolls.lexicon import Cue, any_of, flat, lexicon, pattern, vocabulary
from everyname.extract.tolls.numbers import Quantity
from everyname.extract.tolls.organisations import Voices
from everyname.extract.tolls.periods import Calendar
from everyname.extract.tolls.proposals import TollProposal
from everyname.extract.tolls.sentence import Sentence

_BASES = tuple(m for m in Measure if m is not Measure.UNVERIFIED)
_BY_NAME = (TollKind.INDEPENDENT_TALLY, TollKind.MEMORIAL, TollKind.UNOFFICIAL_LIST, TollKind.UNSTATED)


@dataclass
class Context:
    """What earlier sentences of the text left behind."""

    voices: Voices
    when: Calendar
    publisher: str = ""
    proposals: list[TollProposal] = field(default_factory=list)
    last: StatedToll | None = None
    speaker: tuple[str, TollKind] | None = None
    side: str = ""
    event: Event | None = None
    before: int = 0  # where the proposals of the paragraph begin

    def known(self, quantity: Quantity) -> StatedToll | None:
        """The earlier toll with exactly this value."""
        values = (quantity.low, quantity.high)
        tolls = (p.toll for p in self.proposals)
        return next((t for t in tolls if (t.value_low, t.value_high) == values and t.value_low > 0), None)


@dataclass
class Draft:
    """A toll in the making, with the reasons and spans (in the sentence) found so far."""

    number: Counted
    quantity: Quantity
    aspect: Aspect = Aspect.TOTAL
    measure: Measure = Measure.KILLED
    groups: tuple[str, ...] = ()
    side: str = ""
    whole: StatedToll | None = None
    sibling: Draft | None = None  # the number before it in the sentence, of which it may be a part
    reasons: list[str] = field(default_factory=list)
    spans: list[tuple[str, tuple[int, int]]] = field(default_factory=list)
    doubt: float = 0.0


def draft(
    sentence: Sentence, number: Counted, whole: Counted | None, previous: Draft | None, lang: str, context: Context
) -> Draft | None:
    """Aspect, measure and groups of one number; ``None`` when it is no toll. ``previous``: the draft before it."""
    if number.has("hypothetical") or number.quantity.share is not None:
        return None
    out = Draft(number, number.quantity)
    out.spans.append(("value", (number.quantity.start, number.quantity.end)))
    out.aspect = _aspect(sentence, number, whole, previous)
    if out.aspect is Aspect.PART:
        out.whole = context.known(whole.quantity) if whole else (None if previous else context.last)
        out.sibling = previous if not whole else None
    measure = _measure(sentence, number, out, whole, previous, context)
    if measure is None:
        return None
    out.measure = measure
    if measure is Measure.UNVERIFIED:
        out.aspect = Aspect.BACKLOG
    groups = sorted({c.code for c in number.cues.get("groups", [])})
    out.groups = tuple(groups)
    out.spans += [("groups", (c.start, c.end)) for c in number.cues.get("groups", [])]
    if number.measure_span:
        out.spans.append(("measure", number.measure_span))
    out.reasons.append(f"aspect.{out.aspect}")
    return out


def _aspect(sentence: Sentence, number: Counted, whole: Counted | None, previous: Draft | None) -> Aspect:
    quantity = number.quantity
    if any(_leads(sentence, c, quantity) for c in number.cues.get("earlier", [])):
        return Aspect.EARLIER
    if whole or (number.noun == "share"):
        return Aspect.PART
    parts = number.cues.get("part", [])
    if any(c.end <= quantity.start or sentence.flat[quantity.end : c.start].strip() == "" for c in parts):
        return Aspect.PART
    own = number.has("groups") or (number.measure is not None and number.measure_far <= 1.5)
    if previous and previous.aspect is Aspect.PART and own and _listed_with(sentence, previous, number):
        return Aspect.PART
    fresh = number.has("new") and number.noun == "record"
    if quantity.signed or fresh or (number.has("added") and not number.has("rise")):
        return Aspect.ADDED
    return Aspect.ESTIMATE if number.has("estimate") else Aspect.TOTAL


def _listed_with(sentence: Sentence, previous: Draft, number: Counted) -> bool:
    """Whether a number goes on a list of parts: «640 мобилизованных и 412 заключённых»."""
    between = sentence.flat[previous.quantity.end : number.quantity.outer]
    return len(re.findall(r"\w+", between)) <= 5 and not re.search(r"[;:()]", between)


def _leads(sentence: Sentence, cue: Cue, quantity: Quantity) -> bool:
    """Whether a cue stands right around the number."""
    if cue.end <= quantity.start:
        return len(re.findall(r"\w+", sentence.flat[cue.end : quantity.outer])) <= 4
    return len(re.findall(r"\w+", sentence.flat[quantity.end : cue.start])) <= 3


def _measure(
    sentence: Sentence, number: Counted, out: Draft, whole: Counted | None, previous: Draft | None, context: Context
) -> Measure | None:
    codes = {c.code for c in number.cues.get("modifiers", [])}
    if "unverified" in codes:
        return Measure.UNVERIFIED
    base = number.measure
    if context.last and number.has("groups") and _in_brackets(sentence, number):
        out.aspect, out.whole = Aspect.PART, context.last
        out.reasons.append("measure_read.of_whole")
        return context.last.scope.measure
    if base is None and out.aspect in (Aspect.EARLIER, Aspect.ADDED) and previous and number.noun != "record":
        out.reasons.append("measure_read.of_whole")
        return previous.measure
    if out.sibling and out.sibling.measure in _BASES and (base is None or number.measure_far > 1.5):
        out.reasons.append("measure_read.of_whole")
        return out.sibling.measure
    if base is None and out.aspect is Aspect.PART:
        base = out.whole.scope.measure if out.whole else (whole.measure if whole else None)
        out.reasons.append("measure_read.of_whole")
    listed = whole is not None and number.has("listed")
    if base in (None, Measure.KILLED) and ("identified" in codes or number.noun == "record" or listed):
        out.reasons.append("measure_read.by_name")
        return Measure.IDENTIFIED
    if base in (Measure.KILLED, Measure.LOSSES) and "confirmed" in codes and _kind(number, context) in _BY_NAME:
        out.reasons.append("measure_read.confirmed_by_tally")
        return Measure.IDENTIFIED
    if base is Measure.KILLED and out.whole and out.whole.scope.measure is Measure.IDENTIFIED:
        out.reasons.append("measure_read.of_whole")
        return Measure.IDENTIFIED
    comparable = out.aspect in (Aspect.EARLIER, Aspect.ADDED) or number.has("totals")
    if base is None and context.last and comparable:
        if number.has("totals") and number.has("groups") and out.aspect is Aspect.TOTAL:
            out.aspect, out.whole = Aspect.PART, context.last
        out.reasons.append("measure_read.of_context")
        out.doubt += 0.15
        return context.last.scope.measure
    return base


def _in_brackets(sentence: Sentence, number: Counted) -> bool:
    return sentence.flat[: number.quantity.outer].rstrip().endswith("(")


def _kind(number: Counted, context: Context) -> TollKind:
    if number.speaker:
        return number.speaker.kind
    return context.speaker[1] if context.speaker else TollKind.UNSTATED


def whole_of(sentence: Sentence, number: Counted, lang: str) -> Counted | None:
    """The number of which this one is a part: "644 of the 11,662", "half of the 89", "of 89, 44 …"."""
    words = vocabulary(lang, "tolls_cues")
    link = re.compile(r"\s+(?:[^\W\d]+\s+){0,2}?" + any_of(words["share_of"]) + r"\s+(?:[^\s,;:.]+\s+){0,4}?")
    opened = re.compile(r"(?:^|[,;:—–])\s*" + any_of(words["share_of"]) + r"\s+(?:[^\W\d]+\s+){0,3}$")
    earlier = [c for c in sentence.counted if c.quantity.end <= number.quantity.start]
    lead = opened.search(sentence.flat[: earlier[-1].quantity.outer]) if earlier else None
    if lead and not pattern(lang, "part").search(lead[0]):
        return earlier[-1]
    for other in sentence.counted:
        if other.quantity.start > number.quantity.end:
            return other if link.fullmatch(sentence.flat, number.quantity.end, other.quantity.outer) else None
    return None


def scope_of(sentence: Sentence, out: Draft, lang: str, context: Context) -> Scope:
    """Measure, groups and side."""
    out.side = _side(sentence, out, lang, context)
    return Scope(out.measure, out.groups, out.side)


def _side(sentence: Sentence, out: Draft, lang: str, context: Context) -> str:
    if pattern(lang, "own").search(sentence.flat, out.quantity.outer, out.quantity.end + 30) and out.number.speaker:
        return out.number.speaker.side
    links = re.compile(r"(?:" + any_of(vocabulary(lang, "tolls_cues")["place_links"]) + r")\s+$")
    events = re.compile(any_of(w for ws in vocabulary(lang, "tolls_cues")["events"].values() for w in ws))
    for cue in out.number.cues.get("sides", []):
        near = abs(cue.start - out.quantity.end) < 40 or abs(out.quantity.start - cue.end) < 40
        struck = events.search(sentence.flat, cue.end, cue.end + 40)
        if (
            near
            and not (struck and struck.start() <= cue.end + 20)
            and not links.search(sentence.flat[: cue.start])
            and sentence.flat[cue.end : cue.end + 1] != "-"
        ):
            return cue.code
    adjective = re.compile(vocabulary(lang, "tolls_cues")["demonym"]).match(sentence.text, out.quantity.end)
    if adjective:
        return adjective[1].lower()
    if loser := re.search(vocabulary(lang, "tolls_cues")["losers"], sentence.text[: out.quantity.start]):
        return next(iter(lexicon(lang, "sides").codes(flat(loser[1]))), flat(loser[1]))
    if out.sibling and out.sibling.side:
        return out.sibling.side
    if out.whole:
        return out.whole.scope.side
    return context.last.scope.side if context.last and context.last.scope.side else context.side


def speaker_of(out: Draft, lang: str, context: Context, scope: Scope) -> tuple[str, TollKind]:
    """Who says the number, and what he is to the side counted."""
    speaker = out.number.speaker
    side = ""
    if speaker:
        who, kind, side = speaker.who, speaker.kind, speaker.side
        out.reasons.append(speaker.rule)
        out.spans.append(("who", (speaker.start, speaker.end)))
    elif out.whole:
        who, kind = out.whole.who, out.whole.kind
        out.reasons.append("speaker.of_whole")
    elif context.speaker:
        who, kind = context.speaker
        out.reasons.append("speaker.of_context")
        out.doubt += 0.15
    else:
        who, kind = context.publisher, TollKind.UNSTATED
        out.reasons.append("speaker.publisher" if who else "speaker.none")
        out.doubt += 0.25
    if kind is TollKind.UNSTATED and scope.measure is Measure.IDENTIFIED and who:
        kind = TollKind.INDEPENDENT_TALLY
    side = side or next(iter(lexicon(lang, "sides").codes(flat(who))), "")
    if kind is TollKind.OFFICIAL and _is_other_side(who, side, scope.side, lang):
        kind = TollKind.OPPOSING_SIDE
    return who, kind


def _is_other_side(who: str, side: str, counted: str, lang: str) -> bool:
    """Whether an institution belongs to another side: by code, or by the first letters of the country's names."""
    institutions = lexicon(lang, "kinds").find(flat(who))
    if not counted or side == counted or not (side or institutions):
        return False
    covered = {i for cue in institutions for i in range(cue.start, cue.end)}
    words = [m for m in re.finditer(r"[^\W\d]{4,}", who) if m.start() not in covered]
    names = [m[0].lower() for m in words if m[0][0].isupper()]
    return bool(side or names) and not any(name[:4] == counted[:4] for name in names)


def period_of(sentence: Sentence, out: Draft, drafts: list[Draft], said_on: str, context: Context) -> tuple[str, str]:
    """First and last day, as EDTF texts."""
    period = out.number.period
    published = context.when.published.isoformat() if context.when.published else ""
    if period:
        out.spans.append(("period", (period.start, period.end)))
        out.reasons.append(f"period.{period.role}" + (".derived" if period.derived else ""))
        owner = min(drafts, key=lambda d: _gap(d.quantity, period.start, period.end))
        if owner is not out and owner.aspect is Aspect.ADDED and out.aspect is not Aspect.ADDED:
            out.reasons.append("period.end_of_addition")
            return "", period.last
        return period.first, period.last
    if out.aspect is Aspect.EARLIER:
        return "", ""
    if out.whole:
        out.reasons.append("period.of_whole")
        return out.whole.period_from, out.whole.period_to
    if out.number.has("now") and published:
        out.reasons.append("period.now")
        return "", said_on if edtf.parse(said_on).is_exact else published
    if edtf.parse(said_on).is_exact and out.aspect is not Aspect.ADDED:
        out.reasons.append("period.until_said")
        return "", said_on
    return "", ""


def _gap(quantity: Quantity, start: int, end: int) -> int:
    return start - quantity.end if start >= quantity.end else max(quantity.start - end, 0)


def qualifier_of(out: Draft) -> Qualifier:
    """The bound as written; "up to N" after "rose" is an exact new total."""
    if out.quantity.qualifier is Qualifier.UP_TO and out.number.has("rise"):
        return Qualifier.EXACT
    return out.quantity.qualifier
