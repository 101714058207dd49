"""What the words of a text say of its persons: cues, titles by the names, and what they do.

Invariant: a word adds to those it speaks of and to nobody else; a denied death is a sign of life.
"""

from __future__ import annotations

import re
from collections import defaultdict

from everyname.domain.words import Role
from everyname.extract.names.parts import noun_cases
from everyname.extract.names.persons import related
from everyname.extract.roles.cues import OF_THINGS
from everyname.extract.roles.english import bereft
from everyname.extract.roles.evidence import DEAD_FROM, DEATH, WEIGHTS, Evidence, alone_dead
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.told import tell

_TITLES = {"official": Role.OFFICIAL, "kin": Role.KIN, "author": Role.AUTHOR, "comrade": Role.COMRADE}
_TITLE_WEIGHT, _TITLE_DOUBTED = 3.2, 1.2
_OF_KIN, _OF_KIN_ALONE = 2.2, 0.8  # kin is named as his: beside a death, and in a text that tells none
_DOES = {"now": 2.0, "then": 1.0}
_ABSENCE = 2.1  # who did not come back may be missing
_ABSENT = ("не вернул", "не выш", "не повернув", "не повернула", "did not return", "did not come", "never came")
_OF_SERVICE = frozenset(("unit", "category", "rank"))
_RIGHT_BEHIND = 30  # characters from a name to the verb of death
_MOURNED = 0.8
_BLOW = 1.4
_CAUGHT = ("попал", "потрап")  # under fire, and may have survived it
_RANK_REACH = 30
_DEED = 1.0  # a word of life, of one who is told killed by his name
_TOOK_PART = "участни"  # «А, участник СВО. Погиб …»: no sign that he lives now
_OVER_GRAVES = ("requiem", "posthumous", "interred", "plaque", "rites")
_RITES = ("farewell", "buried", "interred", "rites", "requiem", "body")
_HEADING = 90  # characters from a heading's word to its colon
_FEW = 12  # characters before the word of a heading that is a sentence of its own
_DASH = re.compile(  # «среди погибших, по данным мэрии, — А», «одним из погибших был лейтенант А»
    r"(?: [^\W\d_]+){0,3}(?:, (?:по|как|согласно) [^,.;:\n]{3,40},?)? "
    r"(?:[—–-]|was|were|is|are|был|была|стал|стала|оказался) (?:[\w-]+ ){0,7}"
)
_COPULA = re.compile(r" (?:includ(?:e|ed|ing)|were|are|was|is|as)$")
_TRADE_BEFORE = re.compile(r" (?:[^\W\d_]+\.? ){0,4}")
_FULL_STOP = re.compile(r"[.!…]+\s+(?:[^\W\d_]+ ){0,2}")
_APPOSED = re.compile(r",[^.;:!?\n]{0,40}? |,? [—–-] ")
_RETURN = re.compile(r"вернул|обмен|позвон|звонил|письмо|весточк|прислал|дома$")
_REPORTED = re.compile(
    r"(?<!\w)(?:что|будто|якобы|как|мол|що|ніби|нібито|начебто|мовляв)(?!\w)[^.;!?]*$|"
    r"(?:сообщили|повідомили|сповістили|сказали)[:,]? [–—-] [^.;!?]*$",
    re.I,
)
_REPORT = 50
_WOUNDED = ("ранен", "госпитал", "в госпитал", "лечит", "контужен", "в реанимац", "прооперир", "ампутир", "протез")
_BACK = ("found_alive", "alive", "captive", "missing")
_JUST_TOOK_PART = "участни"
_EXCHANGE = re.compile(r"swap|exchange")
_EXCHANGED = re.compile(r"плен|обмен|полон|обмін")
_BURIALS = ("buried", "interred", "farewell", "memorial", "identified", "rites")
_GRAVE = re.compile(r"могил|гроб|похорон|труні|труну|домовин|останк|ховали")
_HE = re.compile(r"(?<!\w)(?:он|она|він|вона)(?!\w)", re.I)
_WIDOW, _WIDOWED = re.compile(r"в?удов|вдов|widow"), 2.1


def cues_say(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    unproven = {c.sentence for c in claimed if c.cue.kind == "unproven"} | _taken_back_later(scene, claimed)
    posthumous = any(c.cue.kind == "posthumous" for c in claimed)
    bodies = {c.sentence for c in claimed if c.cue.kind == "body"}
    dying: dict[int, set[int]] = defaultdict(set)
    killed: set[int] = set()
    for item in claimed:
        if item.cue.kind in DEATH and item.direct and not item.cue.negated:
            dying[item.sentence].update(item.persons)
            killed.update(item.persons if item.cue.kind in ("died", "killed") else ())
    mourned = {p for c in claimed if c.cue.kind in _OVER_GRAVES and not c.cue.negated for p in c.persons}
    last = _last_deaths(scene, claimed, unproven)
    returned = _returned(claimed, last)
    back_at = {p: c.cue.start for c in claimed if c.cue.kind == "found_alive" for p in c.persons if p in returned}
    for item in claimed:
        role, weight = WEIGHTS.get(item.cue.kind, (None, 0.0))
        for loser in bereft(scene, item.cue) if item.cue.kind in ("bereaved", "farewell") else ():
            evidence[loser].add(Role.LIVING, 2 * weight, tell("said", item.cue.text))
            evidence[loser].direct[Role.LIVING] += 2 * weight
        if item.cue.kind == "condolence" and not item.direct:
            role, weight = Role.DEAD, _MOURNED  # «Рота скорбит»: for him of whom the text speaks
        if role is None or (item.cue.kind == "award_living" and posthumous):
            continue
        if item.cue.kind == "captive" and item.sentence in bodies and _EXCHANGE.search(item.cue.text):
            continue  # «the body of Ivan was returned in a prisoner swap»
        if item.cue.kind == "losses" and not _introduces(scene, item):
            continue
        if item.cue.negated and item.cue.kind in _RITES:
            continue  # «мы даже не простились»
        if role is Role.DEAD and (item.cue.negated or item.sentence in unproven):
            role = Role.LIVING
        elif item.cue.negated:
            continue
        for person in item.persons:
            if role is Role.DEAD and person in returned and _feared(scene, item, back_at[person]):
                continue  # «вернулся из плена, хотя его похоронили»
            if item.cue.kind == "alive" and person in dying[item.sentence]:
                continue  # «умер в госпитале»
            said = _DEED if item.cue.kind == "alive" and person in killed else weight  # «вынес раненого»
            if person in mourned and item.cue.text.startswith(_TOOK_PART):
                said = min(said, _DEED)  # «А, участник СВО. Вечная память»
            if last.get(person, -1) > item.cue.start and _before_death(scene, item):
                said = min(said, _DEED)
            said = min(said, _ABSENCE) if role is Role.DEAD and item.cue.text.startswith(_ABSENT) else said
            if item.cue.text.startswith(_CAUGHT):
                evidence[person].struck += said
            evidence[person].violent |= item.cue.kind in ("died", "killed", "fallen")
            evidence[person].add(role, said, tell("said", item.cue.text))
            if (
                (item.direct and not item.cue.text.startswith(_TOOK_PART))
                or _he_died(scene, item)
                or (item.cue.kind == "loss" and item.cue.sex and len(item.persons) == 1)
            ):
                evidence[person].direct[role] += said  # «его не стало»
                evidence[person].died |= role is Role.DEAD and item.cue.kind in ("died", "passed", "interred")


def _before_death(scene: Scene, item: Claimed) -> bool:
    """A return («вернулся из плена и погиб»), a wound («ранен. Умер …»), or a life only reported before a death."""
    if item.cue.kind == "found_alive":
        return bool(_RETURN.search(item.cue.text)) or _reported(scene, item)
    return item.cue.kind == "alive" and item.cue.text.startswith(_WOUNDED)


def _taken_back_later(scene: Scene, claimed: list[Claimed]) -> set[int]:
    """«Ранее сообщали, что А погиб. Сегодня он вышел на связь»: reports of a death that the text then takes back."""
    reported = {c.sentence for c in claimed if c.cue.kind == "reported"}
    if not reported or any(c.cue.kind == "denial" for c in claimed):
        return reported
    back = {
        person
        for c in claimed
        if c.cue.kind in _BACK and not c.cue.negated and not c.cue.text.startswith(_JUST_TOOK_PART)
        for person in c.persons
    }
    return {s for s in reported if any(o.person in back for o in scene.in_sentence(s))}


def _returned(claimed: list[Claimed], last: dict[int, int]) -> set[int]:
    """Who came back from captivity and is told dead by no verb but that of a funeral."""
    exchanged = {
        c.sentence for c in claimed if c.cue.kind in ("found_alive", "captive") and _EXCHANGED.search(c.cue.text)
    }
    back = (c for c in claimed if c.cue.kind == "found_alive" and c.sentence in exchanged and not c.cue.negated)
    graves = {c.cue.start for c in claimed if _graves(c)}
    return {p for c in back for p in c.persons if last.get(p, -1) < 0 or last[p] in graves}


def _feared(scene: Scene, item: Claimed, back_at: int) -> bool:
    """A grave, a death reported, or one that only nouns and participles told before the man came back."""
    return _graves(item) or _reported(scene, item) or (item.cue.kind in ("fallen", "loss") and item.cue.start < back_at)


def _reported(scene: Scene, item: Claimed) -> bool:
    """«сообщили, что он погиб»."""
    return _REPORTED.search(scene.text, max(0, item.cue.start - _REPORT), item.cue.start) is not None


def _graves(item: Claimed) -> bool:
    return item.cue.kind in _BURIALS or _GRAVE.search(item.cue.text) is not None


def _he_died(scene: Scene, item: Claimed) -> bool:
    """«Под Покровском он пробыл одиннадцать дней и 9 мая погиб»: a pronoun stands for the one man spoken of."""
    if item.cue.kind not in ("died", "passed") or not item.cue.sex or len(item.persons) != 1:
        return False
    return bool(_HE.search(scene.text, scene.sentences[item.sentence].start, item.cue.start))


def _last_deaths(scene: Scene, claimed: list[Claimed], unproven: set[int]) -> dict[int, int]:
    """Where a text last tells, in words of its own, that each person died."""
    return {
        person: item.cue.start
        for item in claimed
        if item.cue.kind in ("died", "killed", "passed") or item.cue.text == "не стало"
        if not (item.cue.negated or item.cue.plural)
        if item.sentence not in unproven
        if not _reported(scene, item)
        for person in item.persons
    }


def _introduces(scene: Scene, item: Claimed) -> bool:
    """«Последние имена: А, Б и В», «среди погибших — А», «Наши потери. А»: a heading opens the names."""
    after = scene.following(item.cue.end)
    if after is None:
        return False
    gap = scene.text[item.cue.end : after.start]
    opens = scene.text[scene.sentences[item.sentence].start : item.cue.start]
    if _COPULA.search(item.cue.text) and _TRADE_BEFORE.fullmatch(gap) and not gap.endswith(" of "):
        return True  # «The victims include Ivan»
    return (
        ":" in gap[:_HEADING] or bool(_DASH.fullmatch(gap)) or (len(opens) < _FEW and bool(_FULL_STOP.fullmatch(gap)))
    )


def titles_say(scene: Scene, evidence: list[Evidence]) -> None:
    deaths_told = any(
        (c.kind in DEATH and not c.text.startswith(OF_THINGS)) or c.kind == "posthumous" for c in scene.cues
    )
    war_told = _war_told(scene)
    for occurrence in scene.occurrences:
        role = _TITLES.get(occurrence.title)
        kin_died = _of_the_dead(scene, occurrence, evidence) or _kin_died(scene, occurrence)
        if occurrence.title == "of_kin" and not kin_died:
            widow = _WIDOW.match(occurrence.noun) and not _former_war(scene, occurrence)
            shown = widow or _handed(scene, occurrence) or _condoled(scene, occurrence)
            shown = shown or (deaths_told and not (scene.lang != "en" and _another_died(occurrence, evidence)))
            weight = _OF_KIN if shown else _OF_KIN_ALONE
            evidence[occurrence.person].add(Role.DEAD, weight, tell("kin_of"))
        if occurrence.title == "kin" and _WIDOW.match(occurrence.noun):
            for number in _husbands(scene, occurrence, evidence):
                evidence[number].add(Role.DEAD, _WIDOWED, tell("widow"))
        if role and not evidence[occurrence.person].weights[role]:
            title = scene.text[occurrence.title_at : occurrence.title_at + 24].split(maxsplit=1)[0]
            mourned = role is Role.KIN and (
                evidence[occurrence.person].direct[Role.DEAD] >= DEAD_FROM or alone_dead(occurrence.person, evidence)
            )
            died = evidence[occurrence.person].died or (scene.lang == "en" and _ranked(scene, occurrence))
            died = war_told and died  # «Глава района А погиб на СВО»
            weight = _TITLE_DOUBTED if role is Role.COMRADE or mourned or died else _TITLE_WEIGHT
            evidence[occurrence.person].add(role, weight, tell("title", title))


def _another_died(owner: Occurrence, evidence: list[Evidence]) -> bool:
    """«Погиб А, рассказала мать Б»: the death is another's, and nothing else is told of him whose kin speaks."""
    noun = (owner.noun.split() or [""])[0]
    speaks = "n" in noun_cases(noun) and not noun.endswith(("и", "ы"))
    return (
        speaks
        and not evidence[owner.person].weights[Role.DEAD]
        and any(told.direct[Role.DEAD] >= _BLOW for n, told in enumerate(evidence) if n != owner.person)
    )


def _ranked(scene: Scene, one: Occurrence) -> bool:
    """«Lt Gen A, head of the protection forces»: English, an office that is a soldier's."""
    near = scene.spans_within(one.start - _RANK_REACH, one.start)
    return any(f.kind == "rank" and one.start - f.end <= len(". ") for f in near)


def _former_war(scene: Scene, one: Occurrence) -> bool:
    """«Вдова ветерана войны А»."""
    return any(c.kind == "other_war" for c in scene.cues_within(one.title_at, one.start))


def _husbands(scene: Scene, widow: Occurrence, evidence: list[Evidence]) -> list[int]:
    """Men of the widow's name who are named as nobody's kin: he who is told dead, if one of them is."""
    kin = {o.person for o in scene.occurrences if o.title == "kin"} | {widow.person}
    family = [n for n, p in enumerate(scene.persons) if n not in kin and related(p, scene.persons[widow.person])]
    men = [n for n in family if scene.persons[n].sex != "f"]
    return [n for n in men if evidence[n].weights[Role.DEAD] >= DEAD_FROM] or men


def _war_told(scene: Scene) -> bool:
    in_service = any(f.kind in _OF_SERVICE or f.attrs.get("front") for f in scene.found)
    return in_service or any(c.kind == "war" for c in scene.cues)


def _of_the_dead(scene: Scene, owner: Occurrence, evidence: list[Evidence]) -> bool:
    """«Пётр погиб, сын Ильи»: the kin in apposition is the dead man himself, and he whose kin he is lives."""
    before = scene.previous(min(owner.title_at, owner.start))
    if before is None or before.sentence != owner.sentence or before.person == owner.person:
        return False
    apposed = _APPOSED.fullmatch(scene.text, before.end, owner.title_at)
    told = evidence[before.person].direct[Role.DEAD] > evidence[owner.person].direct[Role.DEAD]
    subject = scene.lang == "en" or "n" in noun_cases(owner.noun.split()[0])
    return bool(apposed) and told and subject


def _kin_died(scene: Scene, owner: Occurrence) -> bool:
    """«Муж Анны погиб»: the kin is the subject of the verb of death right behind the name."""
    if "n" not in noun_cases((owner.noun.split() or [""])[0]):
        return False
    behind = scene.cues_within(owner.end, owner.end + _RIGHT_BEHIND)
    return any(c.kind in ("died", "passed") and "," not in scene.text[owner.end : c.start] for c in behind)


def _condoled(scene: Scene, occurrence: Occurrence) -> bool:
    """«Глава выразил соболезнования семье бойца СВО А»."""
    begin = scene.sentences[occurrence.sentence].start
    return any(c.kind == "condolence" for c in scene.cues_within(begin, occurrence.title_at))


def _handed(scene: Scene, occurrence: Occurrence) -> bool:
    """«передал Звезду Героя родителям капитана А»: an award that his kin receive is a posthumous one."""
    part = scene.sentences[occurrence.sentence]
    return any(f.kind == "award" and part.start <= f.start < part.end for f in scene.found)


def deeds_say(scene: Scene, evidence: list[Evidence]) -> None:
    """Who does something now lives; who did something once, beside a death, mostly does."""
    for occurrence in scene.occurrences:
        if occurrence.does and not evidence[occurrence.person].weights[Role.LIVING]:
            evidence[occurrence.person].add(Role.LIVING, _DOES[occurrence.does], tell(f"acts_{occurrence.does}"))
