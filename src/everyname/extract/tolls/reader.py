"""Reads the stated tolls and incidents of one text.

Invariant: every proposal has a number that stands in the text, and the text's own words as evidence; what the text does
not say stays empty.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import date

from everyname.domain import edtf
from everyname.domain.tolls import Aspect, IncidentClaim, Measure, Qualifier, StatedToll, TollKind
from everyname.extract.tolls import compose
from everyname.extract.tolls.compose import Context, Draft
from everyname.extract.tolls.counted import Counted
from everyname.extract.tolls.events import Event, find_event
from everyname.extract.tolls.headlines import dated_by_link
from everyname.extract.tolls.layout import Layout, Passage, lay_out, sentences
from everyname.extract.tolls.lexicon import flat, language_of, lexicon, pattern
from everyname.extract.tolls.organisations import Voices
from everyname.extract.tolls.periods import Calendar
from everyname.extract.tolls.proposals import TollProposal
from everyname.extract.tolls.sentence import Sentence, take_apart
from everyname.extract.tolls.speakers import Speaker, SpeakerReader

_DEATHS = (Measure.KILLED, Measure.IDENTIFIED)


def read_tolls_in_text(
    text: str, *, published: date | None, lang: str | None = None, publisher: str | None = None
) -> tuple[TollProposal, ...]:
    """Every stated toll and incident of a text, in its order.

    Args:
        text: as captured; line ends, link lines and "related" lines may stand inside sentences.
        published: the day of publication, against which "Thursday" and "this year" are resolved.
        lang: ``en``, ``ru`` or ``uk``; recognised when absent.
        publisher: who speaks where the text names nobody.
    """
    lang = lang or language_of(text)
    layout = lay_out(text)
    context = Context(Voices(), Calendar(published), publisher or "", side=_main_side(text, lang))
    reader = SpeakerReader(lang)
    for passage in layout.passages:
        if passage.headline:
            _read_headline(passage, layout, lang, reader, context)
            continue
        context.before = len(context.proposals)
        for start, end in sentences(passage.text):
            _read_sentence(passage, start, end, lang, reader, context)
    return tuple(sorted((_named_later(p, context) for p in context.proposals), key=_position))


def _position(proposal: TollProposal) -> tuple[int, int]:
    return proposal.span("value") or (0, 0)


def _main_side(text: str, lang: str) -> str:
    """The side the text speaks of most, where no sentence says whose dead are counted."""
    counts = Counter(cue.code for cue in lexicon(lang, "sides").find(flat(text)))
    return counts.most_common(1)[0][0] if counts else ""


def _read_sentence(
    passage: Passage, start: int, end: int, lang: str, reader: SpeakerReader, context: Context
) -> list[TollProposal]:
    sentence = take_apart(passage.text[start:end], start, lang, context.when, context.voices, reader)
    for period in sentence.periods:
        year = edtf.parse(period.last or period.first).latest
        if year and not period.derived:
            context.when = context.when.seen(year.year)
    proposals = _propose(sentence, passage, lang, context)
    if not proposals and sentence.speakers and pattern(lang, "about_that").match(sentence.flat.lstrip()):
        _speak_for_before(sentence.speakers[0], context)
    for proposal in proposals:
        context.proposals.append(proposal)
        toll = proposal.toll
        if toll.aspect in (Aspect.TOTAL, Aspect.ESTIMATE) and toll.scope.measure in _DEATHS:
            context.last = toll
        if toll.who:
            context.speaker = (toll.who, toll.kind)
    if not proposals and sentence.speakers:
        context.speaker = (sentence.speakers[-1].who, sentence.speakers[-1].kind)
    return proposals


def _speak_for_before(speaker: Speaker, context: Context) -> None:
    """ "This was reported by …": the speaker of the paragraph so far, where it named none itself."""
    silent = {"speaker.none", "speaker.of_context", "speaker.publisher"}
    for index, proposal in enumerate(context.proposals[context.before :], start=context.before):
        if not silent & set(proposal.reasons):
            continue
        reasons = [r for r in proposal.reasons if r not in silent]
        changed = replace(proposal.toll, who=speaker.who, kind=speaker.kind)
        claim = replace(proposal.claim, toll=changed) if isinstance(proposal.claim, IncidentClaim) else changed
        context.proposals[index] = replace(proposal, claim=claim, reasons=(*reasons, "speaker.next_sentence"))


def _propose(sentence: Sentence, passage: Passage, lang: str, context: Context) -> list[TollProposal]:
    wholes = {id(n): compose.whole_of(sentence, n, lang) for n in sentence.numbers}
    for number in sentence.numbers:
        if whole := wholes[id(number)]:
            _give_predicate(number, whole)
    for number in sentence.shares:
        _give_value(sentence, number, wholes[id(number)], context)
    drafts: list[Draft] = []
    for number in sentence.numbers:
        previous = drafts[-1] if drafts and wholes[id(drafts[-1].number)] is not number else None
        if made := compose.draft(sentence, number, wholes[id(number)], previous, lang, context):
            drafts.append(made)
    out = []
    named = {id(w): d for d in drafts if (w := wholes[id(d.number)]) and _is_named_part(d)}
    for made in drafts:
        whole = wholes[id(made.number)]
        if made in named.values() and whole and find_event(sentence, whole, lang, context.event):
            continue
        if any(wholes[id(d.number)] is made.number for d in drafts) and context.known(made.quantity):
            continue
        out.append(_finish(sentence, passage, made, drafts, named.get(id(made.number)), lang, context))
    return [p for p in out if not _said_before(p, context)]


def _give_predicate(part: Counted, whole: Counted) -> None:
    """ "Half of the 64 men killed at Osk have been identified": the far verb speaks of the half."""
    for section in ("modifiers", "listed"):
        cues = whole.cues.get(section, [])
        far = [c for c in cues if c.start > whole.quantity.end + 20]
        whole.cues[section] = [c for c in cues if c not in far]
        part.cues.setdefault(section, []).extend(far)


def _give_value(sentence: Sentence, number: Counted, whole: Counted | None, context: Context) -> None:
    """Turn a share into persons: of the whole it names, of the number before it, or of the last total."""
    if whole:
        number.quantity = number.quantity.of(whole.quantity)
        return
    if not (number.has("part") or number.has("groups")):
        return
    before = [c.quantity for c in sentence.counted if c.quantity.end <= number.quantity.start]
    if before:
        number.quantity = number.quantity.of(before[-1])
    elif context.last:
        base = replace(number.quantity, low=context.last.value_low, high=context.last.value_high, share=None)
        number.quantity = number.quantity.of(base)


def _is_named_part(made: Draft) -> bool:
    codes = {c.code for c in made.number.cues.get("modifiers", [])}
    return made.aspect is Aspect.PART and bool(
        made.number.has("listed") or "identified" in codes or "confirmed" in codes
    )


def _finish(
    sentence: Sentence,
    passage: Passage,
    made: Draft,
    drafts: list[Draft],
    named: Draft | None,
    lang: str,
    context: Context,
) -> TollProposal:
    scope = compose.scope_of(sentence, made, lang, context)
    who, kind = compose.speaker_of(made, lang, context, scope)
    said_on = _said_on(sentence, made, context)
    event = _event_of(sentence, made, lang, context)
    if event:
        context.event = event
        first, last = _event_days(event)
        made.spans += [("event", (event.start, event.end))]
        made.reasons.append("event.named")
    else:
        first, last = compose.period_of(sentence, made, drafts, said_on, context)
    toll = StatedToll(
        who,
        kind,
        made.aspect,
        scope,
        made.quantity.low,
        made.quantity.high,
        compose.qualifier_of(made),
        said_on,
        *_ordered(first, last),
        event=event.label if event else "",
        evidence=re.sub(r"\s+", " ", sentence.text).strip(),
    )
    claim: StatedToll | IncidentClaim = toll
    if event:
        claim = _incident(event, toll, named, made)
    spans = tuple((name, passage.span(sentence.start + a, sentence.start + b)) for name, (a, b) in made.spans)
    confidence = round(max(0.9 - made.doubt - 0.02 * made.number.measure_far, 0.1), 2)
    return TollProposal(claim, spans, tuple(dict.fromkeys(made.reasons)), confidence)


def _event_of(sentence: Sentence, made: Draft, lang: str, context: Context) -> Event | None:
    """The event in which the dead of a total died."""
    if made.measure not in (Measure.KILLED, Measure.IDENTIFIED) or made.aspect not in (Aspect.TOTAL, Aspect.ESTIMATE):
        return None
    return find_event(sentence, made.number, lang, context.event)


def _ordered(first: str, last: str) -> tuple[str, str]:
    """The period, without its start where the two contradict each other."""
    start, end = edtf.parse(first).earliest, edtf.parse(last).latest
    return ("", last) if start and end and start > end else (first, last)


def _event_days(event: Event) -> tuple[str, str]:
    first, _, last = event.date.partition("/")
    return first, last or first


def _incident(event: Event, toll: StatedToll, named: Draft | None, made: Draft) -> IncidentClaim:
    for name, span in (("place", event.place_span), ("date", event.date_span)):
        if span:
            made.spans.append((name, span))
    if named is None:
        return IncidentClaim(event.label, event.place, event.date, toll)
    made.spans.append(("named", (named.quantity.start, named.quantity.end)))
    made.reasons.append("event.named_part")
    return IncidentClaim(event.label, event.place, event.date, toll, named.quantity.low, named.quantity.high)


def _said_on(sentence: Sentence, made: Draft, context: Context) -> str:
    if sentence.said:
        made.spans.append(("said_on", (sentence.said.start, sentence.said.end)))
        made.reasons.append("said_on.stated")
        first, last = sentence.said.first, sentence.said.last
        return first if first == last else f"{first}/{last}"
    if context.when.published is None:
        return ""
    made.reasons.append("said_on.by_publication")
    return f"../{context.when.published.isoformat()}"


def _said_before(proposal: TollProposal, context: Context) -> bool:
    """Whether the text has said the same number of the same scope; one without a speaker gives way to this."""
    toll = proposal.toll
    same = [
        p
        for p in context.proposals
        if (p.toll.value_low, p.toll.value_high, p.toll.scope.measure, p.toll.aspect)
        == (toll.value_low, toll.value_high, toll.scope.measure, toll.aspect)
    ]
    for earlier in same:
        if not earlier.toll.who and toll.who:
            context.proposals.remove(earlier)
            return False
        words, others = ({word[:5] for word in flat(who).split()} for who in (toll.who, earlier.toll.who))
        if words and words & others and toll.period_to and not earlier.toll.period_to:
            context.proposals.remove(earlier)
            return False
        if not words or words & others:
            return True
    return False


def _read_headline(passage: Passage, layout: Layout, lang: str, reader: SpeakerReader, context: Context) -> None:
    """A linked article's headline speaks for itself: it neither takes its speaker from the text nor leaves one."""
    apart = Context(Voices(), context.when, side=context.side)
    for proposal in _read_sentence(passage, 0, len(passage.text), lang, reader, apart):
        toll = proposal.toll
        said_on, reason = dated_by_link(passage, layout, context.when.published)
        reasons = [*(r for r in proposal.reasons if not r.startswith("said_on")), "headline.own_speaker", reason]
        changed = replace(toll, said_on=said_on)
        if (
            toll.scope.measure is Measure.IDENTIFIED
            and toll.qualifier is Qualifier.EXACT
            and toll.value_low % 1000 == 0
        ):
            changed = replace(changed, qualifier=Qualifier.AT_LEAST)
            reasons.append("headline.round_floor")
        claim = replace(proposal.claim, toll=changed) if isinstance(proposal.claim, IncidentClaim) else changed
        spans = tuple(s for s in proposal.spans if s[0] != "said_on")
        context.proposals.append(replace(proposal, claim=claim, spans=spans, reasons=tuple(reasons)))


def _named_later(proposal: TollProposal, context: Context) -> TollProposal:
    """ "An independent tally" of the first lines gets the name that the text gives afterwards."""
    toll = proposal.toll
    nameless = not toll.who and toll.scope.measure in (Measure.IDENTIFIED, Measure.UNVERIFIED)
    generic = toll.who and toll.who == toll.who.lower() and toll.kind is TollKind.INDEPENDENT_TALLY
    named = [*context.voices.organisations, *((p.toll.who, p.toll.kind) for p in context.proposals)]
    tallies = [who for who, kind in named if kind is TollKind.INDEPENDENT_TALLY and who != who.lower()]
    if not tallies or not (nameless or generic):
        return proposal
    changed = replace(toll, who=tallies[0], kind=TollKind.INDEPENDENT_TALLY)
    claim = replace(proposal.claim, toll=changed) if isinstance(proposal.claim, IncidentClaim) else changed
    return replace(proposal, claim=claim, reasons=(*proposal.reasons, "speaker.named_later"))
