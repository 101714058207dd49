"""The members of a company told fallen: a crew, those of a stand, «тех, кто не вернулся».

Invariant: they stand right behind the sentence that tells of the company and names nobody, in the nominative, with
nothing said of them that the living do.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.evidence import LIVING_STATES, WEIGHTS
from everyname.extract.roles.focus import ASIDE
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Occurrence, Scene

_KINDS = frozenset(("died", "fallen", "body", "loss", "losses", "plaque"))
_LIVES = frozenset(("lived", "life", "transit", "died", "fallen", "posthumous", "buried", "interred"))
_ANNOUNCE = frozenset(("fallen", "losses", "plaque"))
_CREW = re.compile(
    r"(?<!\w)(?:экипаж\w{0,2}|(?:верто)?л[её]тчик(?:и|ов|ам|ами)|пилот(?:ы|ов|ам)|танкист(?:ы|ов|ам)|борт(?:а|у|ом)?|"
    r"самол[её]т\w{0,2}|вертол[её]т\w{0,2}|танк\w{0,2}|расч[её]т\w{0,2})(?!\w)",
    re.I,
)
_MEN = re.compile(
    r"(?<!\w)(?:выпускник|воспитанник|ученик|студент|земляк|бойц|воин|геро|ребят|парн|военнослужащ|участник|кто|"
    r"мужчин|солдат|жител|сотрудник|работник|односельчан)\w{0,3}(?!\w)",
    re.I,
)
_POST = re.compile(
    r"(?<!\w)(?:командир\w*|помощник\w* командира|втор\w+ пилот\w*|прав\w+ л[её]тчик\w*|штурман\w*|"
    r"борт(?:овой )?\w*(?:инженер|техник|механик|радист|стрелок|проводник)\w*|стрел(?:ок|к)\w*(?:-\w+)?|"
    r"наводчик\w*(?:-оператор\w*)?|механик\w*(?:-водител\w+)?|радист\w*|оператор\w*)(?: [а-яё]+(?:ого|его|й))?"
    r"(?: [а-яё]+)?(?: [—–-])?,? (?:\d\d-летн\w+ )?(?:[а-яё]+ ){0,2}$",
    re.I,
)
_OF_CREW = re.compile(r" (?:экипажа|расч[её]та|группы) (?:были?|входили|вошли|оказались) ")
_CALLED = re.compile(  # «погибшего звали А», «имя погибшего — А»
    r"(?: (?:бойца|солдата|военного|мужчину|парня|воина))?(?: (?:звали|зовут)| [—–-]| опознали как) (?:[а-яё]+ ){0,2}"
)
_ALL_WHO = re.compile(r"\w(?: [—–-]|,) (?:все|всех|всем|те|тех|тем|ребята|ребят|парней|бойцов|земляков), кто $")
_BEGINS, _AHEAD = re.compile(r"[«\"—–\s-]*"), 9


def company(scene: Scene, cue: Cue) -> tuple[int, ...]:
    """«Экипаж не вернулся. Командир А, штурман Б», «стенд памяти погибших выпускников. А, Б и В учились здесь»."""
    number = scene.lines.index(cue.start)
    if cue.kind not in _KINDS or cue.negated or scene.lang == "en":
        return ()
    part = scene.sentences[number]
    if scene.names_somebody(number):
        if _ALL_WHO.search(scene.text, max(part.start, cue.start - 40), cue.start):
            last = scene.previous(cue.start)
            return _persons(scene.members(last)) if last is not None and last.title not in ASIDE else ()
        first = scene.following(cue.end)
        if cue.kind == "fallen" and first is not None and _CALLED.fullmatch(scene.text, cue.end, first.start):
            return (first.person,) if "n" in first.cases else ()
        crew = _OF_CREW.match(scene.text, cue.end)
        here = scene.within(crew.end(), part.end) if crew and cue.kind == "fallen" else []
        return _persons([o for o in here if "n" in o.cases and o.title not in ASIDE])
    told = scene.text[part.start : part.end]
    if _CREW.search(told) and (posted := _posted(scene, number)):
        return posted
    announces = cue.kind in _ANNOUNCE or scene.text.endswith(("кто ", "что "), 0, cue.start)
    return _rolled(scene, number) if announces and _MEN.search(told) else ()


def _posted(scene: Scene, number: int) -> tuple[int, ...]:
    """Who are named by their places in a crew in the next sentences."""
    found: list[Occurrence] = []
    for at in range(number + 1, min(number + 1 + _AHEAD, len(scene.sentences))):
        low, here = scene.sentences[at].start, scene.in_sentence(at)
        known = {o.person for o in found}
        if any(o.person not in known for o in here[:1]) and not _POST.search(scene.text, low, here[0].start):
            break
        for one in here:
            lives = "n" in one.cases and _alive(scene, at)
            if one.title not in ASIDE and _POST.search(scene.text, low, one.start) and not lives:
                found.append(one)
            low = one.end
    return _persons(found)


def _rolled(scene: Scene, number: int) -> tuple[int, ...]:
    """Who are enumerated at the beginning of the next sentence, or named alone by one sentence each."""
    found: list[Occurrence] = []
    for at in range(number + 1, len(scene.sentences)):
        part, here = scene.sentences[at], scene.in_sentence(at)
        fit = here and all(o.title not in ASIDE and "n" in o.cases and o.does != "now" for o in here)
        if not fit or not _BEGINS.fullmatch(scene.text, part.start, here[0].start) or _alive(scene, at):
            break
        bare = not scene.text[here[-1].end : part.end].strip(" .!»\n")
        one_group = len(here) > 1 and len({o.group for o in here}) == 1 and here[0].group >= 0
        if not bare and (found or not one_group or not _of_lives(scene, here[-1].end, part.end)):
            break
        found.extend(here)
        if not bare:
            break
    return _persons(found) if len(found) > 1 else ()


def act_later(scene: Scene, cue: Cue, persons: tuple[int, ...]) -> bool:
    """«Открыли стенд погибшим. А, Б и В стояли в карауле»: several who do something in the next sentence."""
    first = scene.following(cue.end)
    if first is None or first.person not in persons or len(persons) < 2 or "n" not in first.cases:
        return False
    part, here = scene.sentences[first.sentence], scene.in_sentence(first.sentence)
    apart = first.sentence == scene.lines.index(cue.start) + 1 and "\n" not in scene.text[cue.end : first.start]
    return apart and not _of_lives(scene, here[-1].end, part.end)


def _of_lives(scene: Scene, begin: int, end: int) -> bool:
    """Whether what is told of them is a life: «учились здесь», «– выпускники разных лет», no «возложили цветы»."""
    told = any(c.kind in _LIVES for c in scene.cues_within(begin, end))
    return told or not verbs_in(scene.text[begin:end], scene.lang)


def _alive(scene: Scene, number: int) -> bool:
    """Whether a sentence tells of those who live: who says it, who is there, who was found."""
    part = scene.sentences[number]
    return any(
        WEIGHTS[c.kind][0] in LIVING_STATES and not c.text.startswith("участни")
        for c in scene.cues_within(part.start, part.end)
        if c.kind in WEIGHTS
    )


def _persons(found: list[Occurrence]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(o.person for o in found))
