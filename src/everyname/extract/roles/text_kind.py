"""What kind of text it is, why it speaks of its persons now, and whether it reports a death of this war at all.

Invariant: a text reports a death when it names a dead person, or speaks of one dead man it does not name and nothing
in it (statistics, denial, another war, a missing man) says otherwise.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from everyname.domain.words import Occasion, Role
from everyname.extract.roles.arguments import NEED
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.decide import Decided
from everyname.extract.roles.others import counted_men
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene

_DEATH = ("died", "bereaved", "killed", "passed", "loss", "body", "interred", "buried", "farewell")
_OF_WAR = ("category", "unit", "rank")
_AGAINST = (
    "other_war", "illness", "accident", "crime", "training", "civilian", "denial", "found_alive", "statistics",
    "fundraising", "missing", "captive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextKind:
    """The verdict on the whole text."""

    is_war_death: bool
    kind: str
    occasion: Occasion
    warnings: tuple[str, ...] = ()


def judge_text(scene: Scene, claimed: list[Claimed], decided: list[Decided]) -> TextKind:
    """Judge the whole text from the roles of its persons and the cues that speak of nobody named."""
    counts = Counter(c.cue.kind for c in claimed)
    dead = sum(d.role is Role.DEAD for d in decided)
    is_death = dead > 0 or _unnamed(scene, claimed, decided, counts)
    return TextKind(is_death, _kind(counts, dead, is_death), _occasion(counts, dead), ())


def _unnamed(scene: Scene, claimed: list[Claimed], decided: list[Decided], counts: Counter[str]) -> bool:
    if any(counts[k] for k in _AGAINST):
        return False
    told = (c for c in claimed if c.cue.kind in _DEATH and not c.cue.negated and (c.persons or not _of_many(c.cue)))
    deaths = [c for c in told if not counted_men(scene, c.cue)]
    return (
        bool(deaths)
        and (counts["war"] + counts["military"] > 0 or any(f.kind in _OF_WAR for f in scene.found))
        and not any(d.role is Role.DEAD_OTHER for d in decided)
    )


def _of_many(cue: Cue) -> bool:
    """Whether the verb shows that nobody in particular died: «погибли», «не вернулось»; «похоронили» does not."""
    subject = NEED.get(cue.kind) == "n"
    return subject and (cue.plural or cue.sex == "n")


def _kind(counts: Counter[str], dead: int, is_death: bool) -> str:
    if dead > 3:
        return "list"
    if is_death:
        return "death_notice"
    for cue, kind in (
        ("found_alive", "found_alive"), ("denial", "denial"), ("missing", "search"), ("statistics", "statistics"),
        ("memorial", "ceremony"), ("award_living", "ceremony"),
    ):  # fmt: skip
        if counts[cue]:
            return kind
    return "other"


def _occasion(counts: Counter[str], dead: int) -> Occasion:
    if dead > 3:
        return Occasion.LIST
    if counts["posthumous"] and not counts["buried"] and not counts["interred"]:
        return Occasion.AWARD
    if counts["memorial"] and not counts["buried"] and not counts["interred"] and not counts["farewell"]:
        return Occasion.PLAQUE
    if counts["farewell"] or counts["buried"] or counts["interred"]:
        return Occasion.FUNERAL
    return Occasion.ANNOUNCEMENT
