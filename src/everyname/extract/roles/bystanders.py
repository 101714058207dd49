"""Whom the war killed though he was no part of it: civilians, where no word of service is told.

Invariant: one word of anybody's service makes nobody of the text a bystander.
"""

from __future__ import annotations

import re

from everyname.domain.words import Role
from everyname.extract.names.parts import noun_cases
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.evidence import DEAD_FROM, Evidence
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.events import died_of
from everyname.extract.told import tell

OF_SERVICE = frozenset(("unit", "category", "rank"))
_SERVING = OF_SERVICE | {"callsign"}
_HURT = ("ранен", "ранил", "контуж", "плен")
_SHELLED = ("обстр", "дрон", "бпла", "fpv", "shell", "missile", "airstrike", "rocket", "ukrainian")
_ENEMY = ("росіян", "російськ", "окупант", "рашист", "загарбник", "ворог", "ворож")  # who fired
_STRUCK = re.compile(r"air ?strikes?|(?:rocket|missile) (?:attack|strike)|shelling|(?<!\w)bomb", re.I)
_FIRE = re.compile(  # «взрыв боеприпаса ВСУ», «обстрел со стороны ВСУ»
    r"(?<!\w)(?:сторон|боеприпас|дрон|беспилотник|бпла|удар|обстрел|атак|снаряд|мин|ракет|артиллери|огн)\w* $", re.I
)
_ATTACK = re.compile(r" (?:\w+ )?(?:атак|удар|обстрел|сброс|нанес|нанёс)", re.I)  # «ВСУ атаковали»
_OFFICE = 100  # characters from the noun for an office to the name
_TITLED = re.compile(r" [^.,;:!?()\n]*")
_TRADE = re.compile(r" [^\W\d_]+(?: [^\W\d_]+){0,2} ")  # «строитель птицефабрики А», «врач из Тулы А»
_WENT = re.compile(  # «на фронт он ушёл в мае»
    r"(?<!\w)(?:уш[её]л|ушла|отправил(?:ся|ась)|поехал[аи]?|уехал[аи]?) (?:[^\W\d_]+ ){0,3}"
    r"на (?:фронт|войну|сво|передовую)|"
    r"(?<!\w)на (?:фронт|войну|сво|передовую) (?:[^\W\d_]+ ){0,2}(?:уш[её]л|ушла|отправил|поехал|уехал|попал)",
    re.I,
)
_NEWS_OF_DEATH = ("загиб", "смерт", "вбивств", "розстріл", "гибел", "убийств")
_VERBS = ("died", "passed", "killed")
_PORTRAYED = ("fallen", "memorial", "plaque", "mourned", "loss", "bereaved")
_OF_WAR = (" of war", "pow")
_NO_SERVICE = 0.5
_HER = ("мать", "мама", "бабушка", "вдова", "теща", "тёща", "сестра", "жена", "супруга")
_HERS = re.compile(r" [^.,;:!?\n]{3,50} ")  # «мать троих участников СВО »
_LATER = 6  # sentences behind a death in which its place may be told
_TAG = 20  # characters of one that names the war and no more
_SHORT = 40  # characters of a sentence that says who they were, and no more


def serves(scene: Scene, claimed: list[Claimed], front: bool = True) -> bool:
    """Whether the text tells of anybody's service: a rank, a unit, a soldier, the war he is in."""
    told = (
        c for c in claimed if c.persons and not c.cue.text.startswith(_SHELLED + _ENEMY) and not _of_fire(scene, c.cue)
    )
    said = any(c.cue.kind == "military" or _of_captive(c.cue) or (c.cue.kind == "war" and c.direct) for c in told)
    wounded = any(c.kind == "transit" and died_of(scene.text, c.start) for c in scene.cues)
    dying = {c.sentence for c in claimed if c.cue.kind in _VERBS}
    hurt = any(c.sentence in dying and c.cue.text.startswith(_HURT) for c in claimed)
    war = any(c.cue.kind == "war" and _bare(scene, c.sentence, _TAG) for c in claimed)
    return (
        said
        or wounded
        or hurt
        or war
        or (front and at_the_front(scene, claimed))
        or _WENT.search(scene.text) is not None
        or any(f.kind in _SERVING for f in scene.found)
    )


def _of_captive(cue: Cue) -> bool:
    """«died in prison, where he was held as a prisoner of war»."""
    return cue.kind == "captive" and cue.text.endswith(_OF_WAR)


def women_struck(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """English: a woman who died in an air strike on a town of the front, no word of anybody's service told."""
    if scene.lang != "en" or serves(scene, claimed, front=False):
        return
    for item in claimed:
        part = scene.sentences[item.sentence]
        if item.cue.kind in _VERBS and _STRUCK.search(scene.text, part.start, part.end):
            for number in item.persons:
                if scene.persons[number].sex == "f":
                    evidence[number].outside += evidence[number].war + _NO_SERVICE
                    evidence[number].why_outside = evidence[number].why_outside or tell("no_service")


def raided(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """«Внаслідок російського удару по Херсону загинув А»: no word of anybody's service is told, and a town was hit."""
    raids = {c.sentence: c.cue.start for c in reversed(claimed) if c.cue.kind == "raid"}
    if not raids or serves(scene, claimed, front=False):
        return
    civil = _civil(scene) | {n for n, p in enumerate(scene.persons) if p.sex == "f"}
    for item in claimed:
        if item.cue.kind in _VERBS and item.sentence in raids:
            for number in item.persons if raids[item.sentence] < item.cue.start else civil & set(item.persons):
                evidence[number].outside = max(evidence[number].outside, evidence[number].war + _NO_SERVICE)
                evidence[number].why_outside = evidence[number].why_outside or tell("no_service")


def _of_fire(scene: Scene, cue: Cue) -> bool:
    """Whether an army is named as what fired: «обстрел со стороны ВСУ», «ВСУ атаковали»."""
    before = scene.text[max(0, cue.start - 20) : cue.start]
    return cue.kind == "war" and bool(_FIRE.search(before) or _ATTACK.match(scene.text, cue.end))


def bystanders(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """Without a word of service a woman killed is taken for a civilian, and who passed away for no victim."""
    passed = {p for c in claimed if c.cue.kind == "passed" for p in c.persons}
    killed = any(weighed.violent for weighed in evidence)
    civil = _civil(scene)
    lost = {p for c in claimed if c.cue.kind == "loss" and c.cue.text.startswith(_NEWS_OF_DEATH) for p in c.persons}
    women = {n for n, p in enumerate(scene.persons) if p.sex == "f"} - _among_men(scene, claimed)
    civilians = {
        number
        for number, weighed in enumerate(evidence)
        if (number in passed and not killed)
        or (weighed.violent and number in women)
        or ((weighed.violent or number in lost) and number in civil)
    }
    for number in civilians | _with_them(claimed, evidence, civilians):
        weighed = evidence[number]
        weighed.outside += weighed.war + _NO_SERVICE
        weighed.why_outside = weighed.why_outside or tell("no_service")


def mothers(scene: Scene, evidence: list[Evidence]) -> None:
    """«Скончалась мать троих участников СВО А»: a woman who passed away, told of as somebody's kin."""
    if scene.lang != "ru":
        return
    for one in scene.occurrences:
        weighed = evidence[one.person]
        if scene.persons[one.person].sex != "f" or weighed.violent or weighed.weights[Role.DEAD] < DEAD_FROM:
            continue
        part = scene.sentences[one.sentence]
        near = [t for t in scene.titles_within(part.start, part.end) if t.kind == "kin" and t.text.startswith(_HER)]
        if any(scene.text[one.end : t.start] == ", " or _HERS.fullmatch(scene.text, t.end, one.start) for t in near):
            weighed.outside = max(weighed.outside, weighed.war + _NO_SERVICE)
            weighed.why_outside = weighed.why_outside or tell("no_service")


def _with_them(claimed: list[Claimed], evidence: list[Evidence], civilians: set[int]) -> set[int]:
    """«Прощаются с двумя работниками дороги, А и Б»: whom one word tells dead with a civilian."""
    told = (c.persons for c in claimed if len(c.persons) > 1 and c.cue.kind in (*_VERBS, "farewell", "buried"))
    return {p for group in told if civilians & set(group) for p in group if evidence[p].violent}


def _civil(scene: Scene) -> set[int]:
    """Whose office or trade stands before his name, or before that of another in one enumeration."""
    titled = [o for o in scene.occurrences if _has_trade(scene, o)]
    groups = {o.group for o in titled if o.group >= 0}
    return {o.person for o in titled} | {o.person for o in scene.occurrences if o.group in groups}


def _has_trade(scene: Scene, one: Occurrence) -> bool:
    return any(_is_civil(scene, t, one) for t in scene.titles_within(one.start - _OFFICE, one.start))


def _among_men(scene: Scene, claimed: list[Claimed]) -> set[int]:
    """«Портрети полеглих: А, Б, Анастасія В»: whom one word tells dead with most of them men is what they are."""
    told = (c.persons for c in claimed if len(c.persons) > 1 and c.cue.kind in (*_VERBS, *_PORTRAYED))
    return {p for group in told if sum(scene.persons[n].sex == "m" for n in group) * 2 > len(group) for p in group}


def _is_civil(scene: Scene, noun: Cue, one: Occurrence) -> bool:
    """Whether a trade stands right before a name, or an office however long before it, in the nominative both."""
    if noun.kind == "civil":
        return noun.end + 1 == one.start or bool(_TRADE.fullmatch(scene.text, noun.end, one.start))
    if noun.kind != "official" or scene.lang == "en" or not _TITLED.fullmatch(scene.text, noun.end, one.start):
        return False
    return bool(set(one.cases) & set(noun_cases(noun.text.split()[0], scene.lang)) & set("nga"))


def at_the_front(scene: Scene, claimed: list[Claimed]) -> bool:
    """«Погиб под Авдеевкой»."""
    dying = {c.sentence for c in claimed if c.cue.kind in (*_VERBS, "fallen")}
    places = [scene.lines.index(f.start) for f in scene.found if f.kind == "front" or f.attrs.get("front")]
    return any(
        at in dying or (at - _LATER <= max((d for d in dying if d < at), default=-9) and _bare(scene, at))
        for at in places
    )


def _bare(scene: Scene, number: int, most: int = _SHORT) -> bool:
    """«Сватово.»: a place is all that a sentence tells."""
    return scene.sentences[number].end - scene.sentences[number].start < most
