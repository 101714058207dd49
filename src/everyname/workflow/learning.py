"""Learning from judgements: what analysts accepted and corrected, as a log for the map of confidences.

Invariant: a value counts as right when an accepted mention carries it unchanged, as wrong when an analyst corrected or
retracted it; what nobody judged teaches nothing. Texts are read anew, so that the reader of today is judged.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from everyname.conf.tally import Tally
from everyname.domain.words import Review, Role
from everyname.extract import PersonReading, Reading
from everyname.extract.many import Options, read_job, spread
from everyname.extract.rescore import ROLE_RULE, Rescorer
from everyname.extract.training import Judgement, fit, save
from everyname.extract.war import War
from everyname.register.models import Capture, Event, Mention
from everyname.workflow.reading import named, text_of

MODEL = "confidence.json"
_STEP = 200
_JUDGED = (Review.ACCEPTED, Review.NOT_A_DEATH)
_WRONG = ("claim.corrected", "claim.retracted")
Progress = Callable[[int, int], None]
Values = defaultdict[str, set[str]]


@dataclass(frozen=True, slots=True)
class Learned:
    """From how many judgements a map was fitted, how many of them said «right», and where it was written."""

    judgements: int
    right: int
    model: Path


def train(tally: Tally, *, workers: int = 1, progress: Progress | None = None) -> Learned:
    """Fit a map of confidences to the tally's judgements and write it into the folder.

    Raises:
        InputError: too few judgements; the message says how many are needed.
    """
    found = list(judgements(tally, workers=workers, progress=progress))
    out = tally.folder / MODEL
    save(fit(found), out)
    return Learned(len(found), sum(j.right for j in found), out)


def judgements(tally: Tally, *, workers: int = 1, progress: Progress | None = None) -> Iterator[Judgement]:
    """Every judged value of the texts, with the finder's own confidence."""
    options = Options(model=Rescorer(), vocabulary=tally.vocabulary, war=War(tally.first_day))
    judged = Mention.objects.filter(review__in=_JUDGED, in_batch=None).exclude(capture__text="")
    uids = sorted(set(judged.values_list("capture_id", flat=True)))
    jobs = ((text_of(capture), options) for capture in _captures(uids))
    readings = spread(read_job, jobs, options, workers)
    for start in range(0, len(uids), _STEP):
        step = list(_captures(uids[start : start + _STEP]))
        for capture, reading in zip(step, islice(readings, len(step)), strict=True):
            yield from _of_capture(capture, reading)
        if progress:
            progress(min(start + _STEP, len(uids)), len(uids))


def _captures(uids: list[str]) -> Iterator[Capture]:
    for start in range(0, len(uids), _STEP):
        found = Capture.objects.select_related("report__source").in_bulk(uids[start : start + _STEP])
        yield from (found[uid] for uid in uids[start : start + _STEP])


def _of_capture(capture: Capture, reading: Reading) -> Iterator[Judgement]:
    mentions = Mention.objects.filter(capture=capture, review__in=_JUDGED, in_batch=None).in_bulk()
    for uid, person in named(capture.report_id, reading):
        if uid in mentions:
            yield from _of_person(mentions[uid], person)


def _of_person(mention: Mention, person: PersonReading) -> Iterator[Judgement]:
    accepted = mention.review == Review.ACCEPTED
    if person.role is Role.DEAD:
        right = accepted and mention.role == Role.DEAD
        yield Judgement("role", ROLE_RULE, person.role_confidence, right)
    if not accepted:
        return
    kept, wrong = _verdicts(mention)
    for item in person.proposals:
        if item.value in wrong[item.property]:
            yield Judgement(item.property, item.reader, item.confidence, False)
        elif item.value in kept[item.property]:
            yield Judgement(item.property, item.reader, item.confidence, True)


def _verdicts(mention: Mention) -> tuple[Values, Values]:
    """By property: the values in force as they were read, and those that an analyst corrected or retracted."""
    kept: Values = defaultdict(set)
    wrong: Values = defaultdict(set)
    claims = list(mention.claims.exclude(reader__startswith="analyst:"))
    ended = {c.ended for c in claims if c.ended is not None}
    by_analyst = set(Event.objects.filter(seq__in=ended, kind__in=_WRONG).values_list("seq", flat=True))
    for claim in claims:
        if claim.ended is None:
            kept[claim.property].add(claim.value)
        elif claim.ended in by_analyst:
            wrong[claim.property].add(claim.value)
    return kept, wrong
