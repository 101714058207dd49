"""Whether a death is one of this war: words of this war, of another and of other causes, by their nearness to it.

Invariant: a cause bears on the death told nearest to it; the same words elsewhere in a text weigh less.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from everyname.extract.roles.biography import ToldOf, told_of
from everyname.extract.roles.bystanders import (
    OF_SERVICE,
    at_the_front,
    bystanders,
    mothers,
    raided,
    serves,
    women_struck,
)
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.english_civil import civilians, foreign_wars
from everyname.extract.roles.evidence import Evidence
from everyname.extract.roles.nearness import (
    NOT_BUT,
    VERBS,
    apposed_to,
    closest_to,
    dying,
    is_complement,
    is_nearest_scene,
    is_subject,
    named_near,
)
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.told import tell

_OUT_OF_SCOPE = ("other_war", "illness", "accident", "crime", "training", "civilian", "conviction")
_CONVICTED = "conviction"  # what a man sat for is no cause of his death
_MISHAPS = ("illness", "accident", "crime", "training")
_CAUSES = (*_MISHAPS, _CONVICTED)
_WAR_DEATH = 4.0  # a death told in one sentence with the war
_OUTSIDE = (4.0, 2.5, 3.0)  # another cause told in one sentence with the death, with the person, or in the next one
_WOUND = re.compile(
    r"ранен|(?<!\w)ран(?:а|ы|е|у|ой|ах|ам)?(?!\w)|осколоч|осколк|подрыв|подорв|контуз|ожог|поранен|уламк", re.I
)
_ARRESTS = ("задерж", "арест", "осуд", "осужд", "судим", "ранее", "полиц", "подозр", "уголовн", "приговор")
_SHOT = re.compile(r"(?<!\w)(?:застрел|расстрел|зарез|убивш|убил|сбивш|взорвавш)", re.I)
_ITEM = re.compile(r"\d{1,3}(?:[–-]\d{1,3})?[.:)] ")
_WOUNDED_BACK = 3  # sentences
_VETERAN = "участни"  # who took part once may die of anything
_NO_LOSS = re.compile(r"(?:к )?(?:военн|боев)\w+ потер|не относ")  # «к военным потерям не относится»
_FOUGHT = re.compile(r"сво(?!\w)|операц|боев\w+ зада|мобилиз", re.I)
_SENTENCED = re.compile(
    r"(?<!\w)(?:осужд|осужен|судим|отбыва|отсид|сидел|сидевш|приговор|срок)[^.;]{0,40}(?<!\w)за (?:\w+ )?$", re.I
)
_THROUGH = ("внаслідок", "від ", "через")
_CRASHED, _SHOT_DOWN = ("разби", "крушен", "катастроф"), ("сбил", "сбит")  # an aircraft that was shot down
_RESIDENT = re.compile(r"местн", re.I)
_CIVILIAN = 12.0  # whom the war killed though he was no part of it
_BOMB = re.compile(r"explo|bomb|detonat|blast|air ?strike|missile|shell|drone", re.I)
_SHORT = 40  # characters of a sentence that says who they were, and no more
_OF_ANY_WAR = ("боев", "воинск", "фронт", "передов", "на войн", "военн")
_THERE = 6.0  # «погиб в Сирии»
_AT_THE_FRONT = 2.0  # a place of this war's fighting in a sentence that tells a death
_BYSTANDER = ("pensioner", "civilian", "local", "resident", "passer", "pedestrian", "bystander", "shopper")
_AN = re.compile(r",(?: \d\d,)? (?:an? )?(?:(?:\d\d-year-old|local|retired|elderly) ){0,2}")
_NOUN_ENDS = re.compile(r"[,.]| (?:who|from|killed|shot|and)(?!\w)")
_ELSEWHERE = (2.0, 3.0)  # the most that the words of another war, or of another cause, weigh anywhere in a text


def scope_says(scene: Scene, claimed: list[Claimed], evidence: list[Evidence], recent: set[int]) -> None:
    """Weigh the signs of another war or another cause against those of this war, near the person and in the text.

    Who died on a day told with its year in this war (``recent``) died in no other.
    """
    here: dict[int, list[Claimed]] = defaultdict(list)
    for item in claimed:
        here[item.sentence].append(item)
    text_war = _text_war(scene, claimed)
    for person in evidence:
        person.war += text_war
    _war_says(scene, claimed, here, evidence)
    inmates = _inmates(scene)
    survived = recent | {number for number, person in enumerate(evidence) if person.violent}
    causes: Counter[tuple[str, bool]] = Counter()
    shot_down = any(c.cue.text.startswith(_SHOT_DOWN) and c.cue.kind != "accident" for c in claimed)
    for item in (_as_illness(scene, c) for c in claimed):
        if (
            item.cue.kind not in _OUT_OF_SCOPE
            or _is_name(scene, item.cue)
            or _of_inmate(item, here, inmates)
            or _served_for(scene, item)
            or (item.cue.negated and item.cue.kind == "crime")  # «никого не обвиняю»
            or (shot_down and item.cue.text.startswith(_CRASHED))
        ):
            continue
        told, other_war = told_of(scene, item.cue), item.cue.kind == "other_war"
        if told is ToldOf.DEATH or (told is ToldOf.LIFE and other_war):
            lived = told is ToldOf.LIFE
            if not (inmates and item.cue.kind == _CONVICTED):  # «судимый за сбыт», told of an inmate who went to war
                causes[item.cue.kind, lived] += 1
            _cause_says(scene, item, here, evidence, survived if lived else recent)
    _elsewhere(scene, evidence, causes, recent, survived)
    if not serves(scene, claimed):
        bystanders(scene, claimed, evidence)
    else:
        women_struck(scene, claimed, evidence)
    raided(scene, claimed, evidence)
    mothers(scene, evidence)
    if scene.lang == "en":
        civilians(scene, claimed, evidence)
        foreign_wars(scene, claimed, evidence)


def _is_name(scene: Scene, cue: Cue) -> bool:
    """«Загинув сержант Олег Рак»: whether the words of a cause are a man's name."""
    named = scene.previous(cue.start + 1)
    return named is not None and named.start <= cue.start < named.end


def _as_illness(scene: Scene, item: Claimed) -> Claimed:
    """A complication is an illness, but not of a man whose wound is told beside it."""
    if item.cue.kind != "complication":
        return item
    begin = scene.sentences[max(0, item.sentence - _WOUNDED_BACK)].start
    wounded = _WOUND.search(scene.text, begin, scene.sentences[item.sentence].end)
    return item if wounded else replace(item, cue=replace(item.cue, kind="illness"))


def _text_war(scene: Scene, claimed: list[Claimed]) -> float:
    """What the whole text says of this war."""
    words = {c.cue.text for c in claimed if c.cue.kind == "war"}
    weight = min(2.0, 0.7 * len({word for word in words if not word.startswith(_VETERAN)}))
    weight += 0.7 if any(c.cue.kind == "military" for c in claimed) else 0.0
    weight += _AT_THE_FRONT if at_the_front(scene, claimed) else 0.0
    return weight + (1.0 if any(f.kind in ("unit", "category", "rank") for f in scene.found) else 0.0)


def _war_says(scene: Scene, claimed: list[Claimed], here: dict[int, list[Claimed]], evidence: list[Evidence]) -> None:
    """A death told beside a word of the war is one of the war."""
    veterans = {p for c in claimed if c.cue.kind == "alive" for p in range(c.cue.start, c.cue.end)}
    told: set[int] = set()
    for item in claimed:
        if item.cue.kind != "war" or item.cue.start in veterans or _of_life(scene, item.cue):
            continue
        if item.cue.text.startswith(_OF_ANY_WAR) and any(c.cue.kind == "other_war" for c in here[item.sentence]):
            continue  # «погибли при выполнении боевых задач в чеченских кампаниях»
        if is_nearest_scene(scene, here[item.sentence], item):
            told |= closest_to(here[item.sentence], item)
        for number in item.persons:
            evidence[number].war += 0.5
    for number in told:
        evidence[number].war += _WAR_DEATH if evidence[number].violent else _WAR_DEATH / 3


def _of_life(scene: Scene, cue: Cue) -> bool:
    """English: «a veteran of the war in Donbas, has died of cancer»: the war is told of his life."""
    return scene.lang == "en" and told_of(scene, cue) is ToldOf.LIFE


def _cause_says(
    scene: Scene, item: Claimed, here: dict[int, list[Claimed]], evidence: list[Evidence], recent: set[int]
) -> None:
    """Another cause bears on the death told nearest to it, on those named beside it, and on the next sentence."""
    kind, closest = item.cue.kind, closest_to(here[item.sentence], item)
    if kind == "civilian" and _NO_LOSS.match(item.cue.text):
        for person in evidence:
            _add_outside(person, _CIVILIAN, kind, item.cue)
        return
    near = named_near(scene, item) if kind != "civilian" else set()
    beside: set[int] = set()
    if kind in _MISHAPS and not closest:
        beside = dying(here.get(item.sentence - 1, [])) | dying(here.get(item.sentence + 1, []))
        another = kind == "crime" and scene.lang == "ru" and _names_another(scene, item, beside)
        beside = set() if another else beside  # «Осквернили могилу А, павшего под Изюмом. Задержан Б»
    if _ITEM.match(scene.text, scene.text.rfind("\n", 0, item.cue.start) + 1):
        own = {o.person for o in scene.in_sentence(item.sentence)}
        closest, beside, near = closest & own, beside & own, near & own  # «34: не наши, ковидные могилы»
    told_alone = kind == "civilian" and _alone(scene, item)
    if told_alone:
        closest = dying(here.get(item.sentence - 1, []))
    fought = any(c.cue.kind == "war" and _FOUGHT.search(c.cue.text) for c in here[item.sentence])
    if kind == "civilian" and fought and _RESIDENT.match(item.cue.text):
        return  # «погиб на СВО местный житель А»
    if kind == "civilian" and item.cue.text.startswith(_THROUGH) and _in_service(scene, item):
        return  # «Життя солдата обірвалося внаслідок ракетного удару»
    if kind == "civilian" and _volunteer(scene, item):
        return  # «Пенсионер А ушёл добровольцем. Погиб под Токмаком»
    after = scene.following(item.cue.end)
    titled = after.person if after and after.start == item.cue.end + 1 else -1  # «пенсионерка А»
    if kind == "civilian" and scene.lang == "en" and titled < 0:
        titled = _described(scene, item.cue)
    victim = any(is_subject(scene, c.cue, item.cue) for c in here[item.sentence] if c.cue.kind in VERBS)
    there = kind == "other_war" and is_complement(scene, here[item.sentence], item)
    spared = recent if kind == "other_war" and not there else set()
    part = scene.sentences[item.sentence]
    served = any(f.kind in OF_SERVICE for f in scene.spans_within(part.start, part.end))
    ranked = _ranked(scene) if scene.lang == "en" and kind in ("civilian", "crime") else frozenset()
    beside |= {titled} if kind == "civilian" and titled >= 0 and not served else set()
    apposed = apposed_to(scene, item, recent) - spared
    for number in apposed or (near | beside | closest) - spared - ranked:
        weight = _OUTSIDE[0 if number in closest | apposed else 1 if number in near else 2]
        if kind == "civilian" and (told_alone or number == titled or (victim and number in closest)):
            weight = _CIVILIAN
        if there and number in closest:
            weight = _CIVILIAN if item.cue.text.startswith(NOT_BUT) else _THERE
        _add_outside(evidence[number], weight, kind, item.cue)


def _names_another(scene: Scene, item: Claimed, beside: set[int]) -> bool:
    """Whether a sentence of an arrest, in which nobody is killed, names a man of its own, in the nominative."""
    part = scene.sentences[item.sentence]
    crimes = [c for c in scene.cues_within(part.start, part.end) if c.kind in ("crime", "conviction")]
    if not all(c.text.startswith(_ARRESTS) for c in crimes) or _SHOT.search(scene.text, part.start, part.end):
        return False
    return any("n" in o.cases and o.person not in beside for o in scene.in_sentence(item.sentence))


def _in_service(scene: Scene, item: Claimed) -> bool:
    """Whether a sentence tells of service: a rank, a unit, a soldier's word."""
    part = scene.sentences[item.sentence]
    soldiers = any(c.kind == "military" for c in scene.cues_within(part.start, item.cue.start))
    return soldiers or any(f.kind in OF_SERVICE for f in scene.spans_within(part.start, part.end))


def _ranked(scene: Scene) -> frozenset[int]:
    """English: who has a rank before his name is no passer-by, wherever a bomb was laid for him."""
    ends = {f.end + gap for f in scene.found if f.kind == "rank" for gap in (1, 2)}
    return (
        frozenset(o.person for o in scene.occurrences if o.start in ends) if _BOMB.search(scene.text) else frozenset()
    )


def _volunteer(scene: Scene, item: Claimed) -> bool:
    """Whether the sentence tells that he whom a word calls a civilian joined the ranks."""
    part = scene.sentences[item.sentence]
    return any(f.kind == "category" for f in scene.spans_within(item.cue.start, part.end))


def _described(scene: Scene, noun: Cue) -> int:
    """«Ivan Doroshenko, a pensioner, was killed»: the number of him whom an English noun is told of; -1: of nobody."""
    before = scene.previous(noun.start)
    near = before is not None and noun.text.startswith(_BYSTANDER) and _AN.fullmatch(scene.text, before.end, noun.start)
    return before.person if before is not None and near and _NOUN_ENDS.match(scene.text, noun.end) else -1


def _alone(scene: Scene, item: Claimed) -> bool:
    """«Оба гражданские.», «Мирные жители.»: a sentence of its own behind those of a death."""
    part = scene.sentences[item.sentence]
    return part.end - part.start < _SHORT and not scene.names_somebody(item.sentence)


def _elsewhere(
    scene: Scene, evidence: list[Evidence], causes: Counter[tuple[str, bool]], recent: set[int], survived: set[int]
) -> None:
    """What the words of another cause weigh for everybody else in the text."""
    ranked = _ranked(scene) if scene.lang == "en" and (("crime", False) in causes) else frozenset()
    for (kind, lived), count in causes.items():
        spared = survived if lived else recent
        for number, person in enumerate(evidence):
            if (kind in person.signs and kind not in _CAUSES) or (kind == "other_war" and number in spared):
                continue
            if kind == "crime" and number in ranked:
                continue
            person.outside += min(_ELSEWHERE[kind in _CAUSES], count)
            person.why_outside = person.why_outside or tell("topic", kind)


def _of_inmate(item: Claimed, here: dict[int, list[Claimed]], inmates: set[int]) -> bool:
    """Whether a conviction is that of a man recruited from prison, told with no other's death."""
    convicted = item.cue.kind == _CONVICTED and item.sentence in inmates
    return convicted and not dying(here[item.sentence]) - set(item.persons)


def _served_for(scene: Scene, item: Claimed) -> bool:
    """«А, осуждённый за убийство, погиб под Бахмутом в составе «Шторм Z»»: what he sat for before the war."""
    part = scene.sentences[item.sentence]
    if item.cue.kind != _CONVICTED or not _SENTENCED.search(scene.text, part.start, item.cue.start):
        return False
    fought = any(c.kind == "war" for c in scene.cues_within(part.start, part.end))
    return fought or any(f.kind == "unit" or f.attrs.get("front") for f in scene.spans_within(part.start, part.end))


def _inmates(scene: Scene) -> set[int]:
    """Sentences that tell of a man recruited from prison."""
    return {scene.lines.index(f.start) for f in scene.found if f.kind == "category" and f.value == "inmate"}


def _add_outside(person: Evidence, weight: float, kind: str, cue: Cue) -> None:
    """The strongest sign of a cause counts whole, further ones of its kind little."""
    before = person.signs.get(kind, 0.0)
    person.outside += max(weight - before, 0.5)
    person.signs[kind] = max(weight, before)
    person.why_outside = tell("cause", cue.text, kind)
