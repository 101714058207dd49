"""What a reader says of its own reading: a code of a closed list, and what it was seen in.

Invariant: ``parts(tell(code, *details))`` gives them back; every code has its words at the desk, in every language.
"""

from __future__ import annotations

_BETWEEN = " | "
REASONS = {
    "said": 1,  # a word is said of the person
    "kin_of": 0,  # relatives are named as his
    "title": 1,  # a title by the name
    "life_dates": 1,  # dates of birth and death, until
    "death_date": 1,  # a date of death or burial
    "past_age": 1,  # an age told in the past
    "old_age": 1,
    "child": 1,  # the age of a child
    "acts_now": 0,  # does something in the present tense
    "acts_then": 0,  # did something beside the death
    "widow": 0,  # a widow of the same surname
    "no_verb": 0,  # a sentence without a verb after a death
    "item": 0,  # an item in a list of the dead
    "old_death": 1,  # died before the war, year
    "old_text": 1,  # told before the war, date
    "topic": 1,  # the text speaks of another cause
    "cause": 2,  # a word tells of another cause
    "no_service": 0,  # nothing tells of service in the war
    "no_surname": 0,
    "second_only": 0,  # only the second reader names the person
    "quoted": 1,  # the second reader's quotation
}
WARNINGS = {
    "planted.no_such_day": 1,
    "planted.life": 2,  # years of birth and death
    "planted.template": 1,  # names under one sentence
    "tagger.unseen": 1,  # a name that the neural tagger alone sees
    "second.unanswered": 1,  # why there is no second reading
}
PLANTED = "planted."


def tell(code: str, *details: object) -> str:
    """One line such as «said | погиб».

    Raises:
        KeyError: no such code.
        ValueError: another number of details than the code has.
    """
    expected = (REASONS | WARNINGS)[code]
    if len(details) != expected:
        raise ValueError(f"{code} takes {expected} details, got {len(details)}")
    return _BETWEEN.join((code, *(str(d).replace("|", "¦") for d in details)))


def parts(line: str) -> tuple[str, tuple[str, ...]]:
    """The code and its details."""
    code, *details = line.split(_BETWEEN)
    return code, tuple(details)
