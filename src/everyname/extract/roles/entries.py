"""What the place in a list says: of an item that says nothing itself, the heading and its fellows speak.

Invariant: an entry told alive, missing or captive is taken for no dead man, whatever its list.
"""

from __future__ import annotations

import re

from everyname.domain.words import Role
from everyname.extract.roles.evidence import DEAD_FROM, LIVING_STATES, WEIGHTS, Evidence
from everyname.extract.roles.items import is_item, item_heads
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.told import tell

_SURE = 2.4  # weight of an item whose own words tell his death
_ITEM = 2.5
_ELLIPSIS = 2.2
_MOURNED = re.compile(r"\s*[🕯✝☦†🕊🖤⚰]")  # before a name in a list
_CANDLES = "🕯✝☦🕊🖤⚰"
_WOUNDED = re.compile(r" ?[—–:-] ?(?:300|500)(?!\w)")  # «Сотников — 300»
_MARKED = re.compile(r"\s*(?:\d{1,3}[.)]|[^\w\s«\"“„(])")
_ENGLISH_VERB = re.compile(
    r"(?<!\w)(?:is|was|were|are|has|have|had|said|says|told|wrote|added|according|served|joined|went|came|left|paid|"
    r"called|confirmed|reported|announced|posted|shared|knew|met|helped|lived|worked|studied|fought)(?!\w)",
    re.I,
)
_PARAGRAPH, _SENTENCE = 200, 60  # characters of a line that is one in any case, and of one that is if it holds a verb
_LIFE = re.compile(r"(?<!\d)(1[89]\d\d)(?: ?г\.?)? ?[–—-] ?(?:\d\d?\.\d\d?\.)?20\d\d")
_OF_AWARDS = ("posthumous", "award_living")
_BARE = re.compile(r"\W*\w[\w-]*(?: \w[\w-]*\.?){1,2}\W*")
_OF_REGISTERS = frozenset(("rank", "unit", "category", "age", "date"))


def lists_say(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """In a list the heading and the other items speak for an item that says nothing of its own."""
    heads = _entries(scene)
    if len(heads) < 2:
        return
    sure = sum(evidence[p].weights[Role.DEAD] >= _SURE for p in heads)
    heading = [c for c in scene.cues if not scene.in_line(scene.sentences[scene.lines.index(c.start)].line)]
    denied = {scene.lines.index(c.start) for c in heading if c.kind == "denial"}
    heading = [c for c in heading if not c.negated and scene.lines.index(c.start) not in denied]
    dead_heading = any(
        c.kind in ("fallen", "loss", "buried", "died", "memorial", "plaque", "posthumous", "losses") for c in heading
    )
    marked = [person for person, line in heads.items() if _MOURNED.match(scene.line_text(line))]
    dead_heading = dead_heading or 2 * len(marked) > len(heads)
    if not dead_heading and sure * 3 < len(heads) and not (sure and _of_soldiers(scene, heads)):
        return
    if _marked_one_by_one(scene, heads):
        return
    violent = any(evidence[p].violent for p in heads)
    for person in _with_fellows(scene, heads):
        line = scene.line_text(heads[person]) if person in heads else ""
        if _WOUNDED.search(line) or _is_prose(line, scene.lang) or _too_old(scene, line):
            continue
        living = max(evidence[person].weights[r] for r in LIVING_STATES)
        if living < 2.0:
            evidence[person].add(Role.DEAD, _ITEM, tell("item"))
            evidence[person].violent |= violent


def _too_old(scene: Scene, line: str) -> bool:
    """«Марфа Шалегина 1931 – 2024»: a neighbour on the cemetery, born too early for this war."""
    life = _LIFE.search(line)
    return life is not None and int(life[1]) < scene.war.births[0]


def _marked_one_by_one(scene: Scene, heads: dict[int, int]) -> bool:
    """«Награждены: А; Б (посмертно)»: in a list of awards who is dead is marked so by his name, the others live."""
    lines = {scene.sentences[scene.lines.index(c.start)].line: c.kind for c in scene.cues if c.kind in _OF_AWARDS}
    marked = [line for line in heads.values() if lines.get(line) == "posthumous"]
    heading = any(kind == "award_living" and line not in heads.values() for line, kind in lines.items())
    return heading and 0 < len(marked) < len(heads)


_SPEAKS = re.compile(
    r", (?:[^\W\d_.]|[ №\d])+,? "
    r"(?:сказа[влi]|розпов|рассказ|сообщи|повідоми|заяви|отмети|зазначи|поясни)[^\W\d_]{0,4} ?[,:—–-]"
)


def _is_prose(line: str, lang: str) -> bool:
    """Whether a line is a paragraph of a story that begins with a name, and no entry of a list."""
    if _SPEAKS.search(line) and len(line) > _SENTENCE:
        return True  # «А, заместитель начальника, сказал, что …», cut off by its source
    if _MARKED.match(line) or not line.rstrip(" \n").endswith((".", "”", "»", '"', "!")):
        return False
    told = _ENGLISH_VERB.search(line) if lang == "en" else verbs_in(line, lang)
    return len(line) > _PARAGRAPH or (len(line) > _SENTENCE and bool(told))


def _with_fellows(scene: Scene, heads: dict[int, int]) -> list[int]:
    """The heads of a list with those who stand in one enumeration with them («Хисматов Ильнур и Хисматов Айбулат»)."""
    named = (o.person for line in heads.values() for o in scene.members(scene.in_line(line)[0]))
    return list(dict.fromkeys([*heads, *named]))


def _entries(scene: Scene) -> dict[int, int]:
    """The heads of a list; a bare name on the last line, below entries that say more, signs the text."""
    heads = item_heads(scene)
    bare = {line for line in heads.values() if _BARE.fullmatch(scene.line_text(line))}
    last = max(heads.values(), default=0)
    if last in bare and len(bare) == 1 and len(heads) > 1:
        return {person: line for person, line in heads.items() if line != last}
    return heads


def _of_soldiers(scene: Scene, heads: dict[int, int]) -> bool:
    """Whether most entries of a list hold what registers of the dead do: rank, unit, way into service, age, birth."""
    told = {scene.sentences[scene.lines.index(f.start)].line for f in scene.found if f.kind in _OF_REGISTERS}
    return len(heads) > 2 and 3 * len(told & set(heads.values())) >= 2 * len(heads)


def ellipses_say(scene: Scene, evidence: list[Evidence]) -> None:
    """«Рубцовск: Денис Г. и Айрат М., один танк»: a sentence without a verb goes on with the dead of the one before."""
    if scene.lang == "en":
        return
    before: list[Occurrence] = []
    for number in range(len(scene.sentences)):
        here = scene.in_sentence(number)
        if not here:
            continue
        mourned = any(evidence[o.person].weights[Role.DEAD] >= DEAD_FROM > evidence[o.person].outside for o in before)
        part = scene.sentences[number]
        if mourned and _nominal(scene, number, here) and not _too_old(scene, scene.text[part.start : part.end]):
            for one in here:
                evidence[one.person].add(Role.DEAD, _ELLIPSIS, tell("no_verb"))
        before = here


def candles_say(scene: Scene, evidence: list[Evidence]) -> None:
    """«Кирилл Осипов, 21 год, 90-я дивизия 🕯🕯»: a candle in the line that his name opens."""
    if not any(mark in scene.text for mark in _CANDLES) or not _of_service(scene):
        return
    if any(told.weights[Role.DEAD] >= DEAD_FROM for told in evidence):
        return
    for line in scene.lines_with_names():
        first = scene.in_line(line)[0]
        told = evidence[first.person]
        alive = any(told.weights[role] for role in LIVING_STATES) or any(c.kind == "denial" for c in scene.cues)
        lit = any(mark in scene.line_text(line) for mark in _CANDLES) and is_item(scene, line)
        if lit and not alive and not first.title and "n" in first.cases and scene.persons[first.person].surname:
            told.add(Role.DEAD, _ELLIPSIS, tell("said", "🕯"))


def _of_service(scene: Scene) -> bool:
    told = any(f.kind in ("rank", "unit", "category") or f.attrs.get("front") for f in scene.found)
    return told or any(c.kind in ("war", "military") for c in scene.cues)


def seen_off_say(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """«Погиб А. Вчера проводили Б»: a farewell that goes on with the dead, and sends nobody to serve."""
    for item in claimed:
        if item.cue.kind != "seen_off" or not item.direct or item.cue.negated or not item.cue.plural:
            continue
        part = scene.sentences[item.sentence]
        serve = any(c.kind in ("war", "military") for c in scene.cues_within(part.start, part.end))
        if serve or any(t.kind == "sent_off" for t in scene.titles_within(part.start, part.end)):
            continue
        others = (e for n, e in enumerate(evidence) if n not in item.persons)
        if any(told.direct[Role.DEAD] >= DEAD_FROM and told.outside < DEAD_FROM for told in others):
            for person in item.persons:
                evidence[person].add(Role.DEAD, _ELLIPSIS, tell("said", item.cue.text))


def _nominal(scene: Scene, number: int, here: list[Occurrence]) -> bool:
    """Whether a sentence holds a fact and men in the nominative without a title, and neither verb nor sign of life."""
    part = scene.sentences[number]
    if any(o.title or "n" not in o.cases or not scene.persons[o.person].surname for o in here):
        return False
    if number == len(scene.sentences) - 1 and scene.persons[here[0].person].given.endswith("."):
        return False  # «Г. Гуляева, Киров»: who signs
    if any(WEIGHTS.get(c.kind, (Role.DEAD, 0))[0] is not Role.DEAD for c in scene.cues_within(part.start, part.end)):
        return False
    if any(c.kind in ("crime", "conviction") for c in scene.cues_within(part.start, part.end)):
        return False
    facts = [f for f in scene.found if part.start <= f.start < part.end and f.kind != "award"]
    return bool(facts) and not verbs_in(scene.text[part.start : part.end], scene.lang)
