"""Roles by additive, named evidence: what each cue, title, date and list place says of a person, summed.

Invariant: a role follows from its evidence alone, and every piece of evidence is told in ``reasons``. Weights
are judged, not measured; ``confidence`` maps their margin to a probability.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field

from everyname.domain.words import Role
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.focus import item_heads
from everyname.extract.roles.owners import GAP_DASH, Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.told import tell
from everyname.extract.war import War

# What a cue that speaks of a person says of him: role and weight.
_WEIGHTS: dict[str, tuple[Role, float]] = {
    "died": (Role.DEAD, 3.0),
    "passed": (Role.DEAD, 3.0),
    "loss": (Role.DEAD, 3.0),
    "body": (Role.DEAD, 3.0),
    "interred": (Role.DEAD, 3.0),
    "bereaved": (Role.DEAD, 3.0),
    "condolence": (Role.KIN, 1.6),
    "buried": (Role.DEAD, 3.0),
    "killed": (Role.DEAD, 3.0),
    "strike": (Role.DEAD, 1.4),
    "farewell": (Role.DEAD, 3.0),
    "fallen": (Role.DEAD, 2.4),
    "posthumous": (Role.DEAD, 2.4),
    "mourned": (Role.DEAD, 1.6),
    "memorial": (Role.DEAD, 0.9),
    "losses": (Role.DEAD, 2.2),
    "said": (Role.LIVING, 2.0),
    "alive": (Role.LIVING, 2.2),
    "found_alive": (Role.LIVING, 6.0),
    "award_living": (Role.LIVING, 0.6),
    "fundraising": (Role.LIVING, 1.0),
    "missing": (Role.MISSING, 2.2),
    "captive": (Role.PRISONER, 2.2),
}
_TITLES = {"official": Role.OFFICIAL, "kin": Role.KIN, "author": Role.AUTHOR, "comrade": Role.COMRADE}
_TITLE_WEIGHT = 3.2
_OUT_OF_SCOPE = ("other_war", "illness", "accident", "crime", "training", "civilian", "conviction")
_DEATH = frozenset(("died", "killed", "passed", "loss", "body", "interred", "buried", "farewell", "fallen"))
_LIVING_STATES = (Role.LIVING, Role.MISSING, Role.PRISONER, Role.COMRADE)
_NO_YEAR = ("-no-year", "/month", "/day")  # rules of dates whose year the publication gave
DEAD_FROM = 2.0
_SURELY_DEAD = 3.0
_BEYOND_DOUBT = 6.0  # a death told twice, of a man told captive
_WAR_FROM = 0.7
_HEADING = 90  # characters from a heading's word to its colon
_CONVICTED = "conviction"  # what a man sat for is no cause of his death
_REACH = 600  # characters of one sentence that a cause of death bears on
_WAR_DEATH = 4.0  # a death told in one sentence with the war
_OUTSIDE = (4.0, 2.5)  # a death told in one sentence with another cause, or the person only
_OLD_DEATH = 6.0  # a death before the war began
_CAUSES = ("illness", "accident", "crime", "training", "conviction")


@dataclass(slots=True)
class Evidence:
    """What speaks for each role of one person, and for a death outside the war."""

    weights: defaultdict[Role, float] = field(default_factory=lambda: defaultdict(float))
    reasons: list[str] = field(default_factory=list)
    outside: float = 0.0
    war: float = 0.0
    why_outside: str = ""
    violent: bool = False
    signs: dict[str, float] = field(default_factory=dict)
    direct: defaultdict[Role, float] = field(default_factory=lambda: defaultdict(float))  # told beside the name

    def add(self, role: Role, weight: float, reason: str) -> None:
        """One piece of evidence."""
        self.weights[role] += weight
        if reason not in self.reasons:
            self.reasons.append(reason)


@dataclass(frozen=True, slots=True)
class Decided:
    """Role of one person with the probability that it is right and the evidence in words."""

    role: Role
    confidence: float
    reasons: tuple[str, ...]


def weigh(
    scene: Scene, claimed: list[Claimed], deaths: dict[int, Found], burials: dict[int, Found], published: str = ""
) -> list[Evidence]:
    """The evidence for every person of the cast; ``deaths`` and ``burials`` are the dates found for them."""
    evidence = [Evidence() for _ in scene.persons]
    _cues(scene, claimed, evidence)
    _titles(scene, evidence)
    _life_dates(scene.war, evidence, burials | deaths)
    _lists(scene, claimed, evidence)
    recent = {n for n, date in deaths.items() if date.value >= scene.war.month and not date.rule.endswith(_NO_YEAR)}
    _scope(scene, claimed, evidence, recent)
    if published and published < scene.war.month:
        for person in evidence:
            person.outside += _OLD_DEATH
            person.why_outside = tell("old_text", published)
    return evidence


def decide(evidence: Evidence, denied: bool) -> Decided:
    """The role that the evidence supports best."""
    weights = evidence.weights
    dead = weights[Role.DEAD] - (5.0 if denied else 0.0)
    rivals = [(weight, role) for role, weight in weights.items() if role is not Role.DEAD]
    rival, rival_role = max(rivals, default=(0.0, Role.UNCLEAR))
    if rival_role in (Role.MISSING, Role.PRISONER) and dead >= _SURELY_DEAD:
        rival = min(rival, dead - 0.5)  # missing once, dead now
    if dead >= DEAD_FROM and dead > rival and not _told_alive(evidence, rival_role, dead):
        if evidence.weights[Role.PRISONER] and not evidence.direct[Role.DEAD] and dead < _BEYOND_DOUBT:
            return Decided(Role.UNCLEAR, 0.5, tuple(evidence.reasons))
        outside = evidence.outside > evidence.war or (evidence.war < _WAR_FROM and not evidence.violent)
        role = Role.DEAD_OTHER if outside else Role.DEAD
        reasons = (*evidence.reasons, evidence.why_outside) if outside else tuple(evidence.reasons)
        margin = min(dead - max(rival, 1.0), 1.0 + abs(evidence.outside - evidence.war))
        return Decided(role, _probability(margin), reasons)
    if rival >= 1.0:
        return Decided(rival_role, _probability(rival - max(dead, 0.0)), tuple(evidence.reasons))
    return Decided(Role.UNCLEAR, 0.5, tuple(evidence.reasons))


def _told_alive(evidence: Evidence, rival: Role, dead: float) -> bool:
    """Whether a death told elsewhere meets a life, a capture or a search told beside the name."""
    if evidence.direct[Role.DEAD] or rival not in _LIVING_STATES:
        return False
    return evidence.direct[rival] >= DEAD_FROM and (rival is Role.LIVING or dead < _SURELY_DEAD)


def _probability(margin: float) -> float:
    return round(1 / (1 + math.exp(-0.6 - 0.7 * margin)), 3)


def _titles(scene: Scene, evidence: list[Evidence]) -> None:
    deaths_told = any(c.kind in _DEATH or c.kind == "posthumous" for c in scene.cues)
    for occurrence in scene.occurrences:
        role = _TITLES.get(occurrence.title)
        if occurrence.title == "of_kin":
            weight = 2.2 if deaths_told else 0.8
            evidence[occurrence.person].add(Role.DEAD, weight, tell("kin_of"))
        if role and not evidence[occurrence.person].weights[role]:
            title = scene.text[occurrence.title_at : occurrence.title_at + 24].split(" ")[0]
            mourned = role is Role.KIN and evidence[occurrence.person].weights[Role.DEAD] >= 2.4
            weight = 1.2 if role is Role.COMRADE or mourned else _TITLE_WEIGHT
            evidence[occurrence.person].add(role, weight, tell("title", title))


def _cues(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    unproven = {c.sentence for c in claimed if c.cue.kind == "unproven"}
    posthumous = any(c.cue.kind == "posthumous" for c in claimed)
    dying: dict[int, set[int]] = defaultdict(set)
    for item in claimed:
        if item.cue.kind in _DEATH and item.direct and not item.cue.negated:
            dying[item.sentence].update(item.persons)
    for item in claimed:
        role, weight = _WEIGHTS.get(item.cue.kind, (None, 0.0))
        if role is None or (item.cue.kind == "award_living" and posthumous):
            continue
        if item.cue.kind == "losses" and not _introduces(scene, item):
            continue
        if role is Role.DEAD and (item.cue.negated or item.sentence in unproven):
            role = Role.LIVING
        elif item.cue.negated:
            continue
        for person in item.persons:
            if item.cue.kind == "alive" and person in dying[item.sentence]:
                continue  # «умер в госпитале»
            evidence[person].violent |= item.cue.kind in ("died", "killed", "fallen")
            evidence[person].add(role, weight, tell("said", item.cue.text))
            if item.direct:
                evidence[person].direct[role] += weight


def _introduces(scene: Scene, item: Claimed) -> bool:
    """«Последние имена: А, Б и В»: a heading whose colon opens the names."""
    after = scene.following(item.cue.end)
    return after is not None and ":" in scene.text[item.cue.end : after.start][:_HEADING]


def _life_dates(war: War, evidence: list[Evidence], deaths: dict[int, Found]) -> None:
    """A date of death is a sign of death; its year tells which war."""
    for person, date in deaths.items():
        paired = date.attrs.get("pair") == "death"
        year = int(date.value[:4]) if date.value[:4].isdigit() else war.year
        if paired:
            evidence[person].add(Role.DEAD, 3.0, tell("life_dates", date.value))
        elif year >= war.year:
            evidence[person].add(Role.DEAD, 0.6, tell("death_date", date.value))
        if year < war.year:
            evidence[person].outside += _OLD_DEATH
            evidence[person].why_outside = tell("old_death", year)
        else:
            evidence[person].war += 1.0


def _lists(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """In a list the heading and the other items speak for an item that says nothing of its own."""
    heads = item_heads(scene)
    if len(heads) < 2:
        return
    sure = sum(evidence[p].weights[Role.DEAD] >= 2.4 for p in heads)
    heading = [c for c in scene.cues if not scene.in_line(scene.sentences[scene.lines.index(c.start)].line)]
    dead_heading = any(
        c.kind in ("fallen", "loss", "buried", "died", "memorial", "posthumous", "losses") for c in heading
    )
    if not dead_heading and sure * 3 < len(heads):
        return
    violent = any(evidence[p].violent for p in heads)
    for person in heads:
        living = max(evidence[person].weights[r] for r in _LIVING_STATES)
        if living < 2.0:
            evidence[person].add(Role.DEAD, 2.5, tell("item"))
            evidence[person].violent |= violent


def _scope(scene: Scene, claimed: list[Claimed], evidence: list[Evidence], recent: set[int]) -> None:
    """Weigh the signs of another war or another cause against those of this war, near the person and in the text.

    Who died on a day told with its year in this war (``recent``) died in no other.
    """
    text_war = min(2.0, 0.7 * len({c.cue.text for c in claimed if c.cue.kind == "war"}))
    text_war += 0.7 if any(c.cue.kind == "military" for c in claimed) else 0.0
    text_war += 1.0 if any(f.kind in ("unit", "category", "rank") for f in scene.found) else 0.0
    for person in evidence:
        person.war += text_war
    veterans = {p for c in claimed if c.cue.kind == "alive" for p in range(c.cue.start, c.cue.end)}
    outside: Counter[str] = Counter()
    dying: dict[int, set[int]] = defaultdict(set)
    told: dict[int, set[int]] = {}  # sentences that name death and war together
    for item in claimed:
        if item.cue.kind in _DEATH:
            dying[item.sentence].update(item.persons)
    inmates = _inmates(scene)
    for item in claimed:
        kind = item.cue.kind
        if kind == _CONVICTED and item.sentence in inmates and not dying[item.sentence] - set(item.persons):
            continue
        if kind in _OUT_OF_SCOPE:
            outside[kind] += 1
            spared = recent if kind == "other_war" else set()
            for number in _apposed(scene, item, recent) or (_near(scene, item) | dying[item.sentence]) - spared:
                weight = _OUTSIDE[number not in dying[item.sentence]]
                _add_outside(evidence[number], weight, kind, item.cue)
        elif kind == "war" and item.cue.start not in veterans:
            told[item.sentence] = dying[item.sentence]
            for number in item.persons:
                evidence[number].war += 0.5
    for number in set().union(*told.values()):
        evidence[number].war += _WAR_DEATH if evidence[number].violent else _WAR_DEATH / 3
    for kind, count in outside.items():
        for number, person in enumerate(evidence):
            if (kind in person.signs and kind not in _CAUSES) or (kind == "other_war" and number in recent):
                continue
            person.outside += min(4.5, 1.5 * count) if kind in _CAUSES else min(2.0, 1.0 * count)
            person.why_outside = person.why_outside or tell("topic", kind)


def _inmates(scene: Scene) -> set[int]:
    """Sentences that tell of a man recruited from prison."""
    return {scene.lines.index(f.start) for f in scene.found if f.kind == "category" and f.value == "inmate"}


def _add_outside(person: Evidence, weight: float, kind: str, cue: Cue) -> None:
    """The strongest sign of a cause counts whole, further ones of its kind little."""
    before = person.signs.get(kind, 0.0)
    person.outside += max(weight - before, 0.5)
    person.signs[kind] = max(weight, before)
    person.why_outside = tell("cause", cue.text, kind)


def _apposed(scene: Scene, item: Claimed, recent: set[int]) -> set[int]:
    """«бойцу Великой Отечественной А», «А погиб в 1941-м, Б — 11 октября»: another war is that of one man alone."""
    before, after = scene.previous(item.cue.start), scene.following(item.cue.end)
    if item.cue.kind != "other_war" or after is None:
        return set()
    if scene.text[item.cue.end : after.start] == " ":
        return {after.person}
    if before is None or not before.sentence == item.sentence == after.sentence:
        return set()
    return {before.person} if before.person not in recent or GAP_DASH.match(scene.text, after.end) else set()


def _near(scene: Scene, item: Claimed) -> set[int]:
    part = scene.sentences[item.sentence]
    near = scene.within(max(part.start, item.cue.start - _REACH), min(part.end, item.cue.end + _REACH))
    return {o.person for o in near} | set(item.persons)
