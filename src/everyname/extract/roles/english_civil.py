"""English news of those the war killed though they were no part of it: children, people of the press and of the stage;
and of the dead of other wars, where nothing tells of this one.

Invariant: a word of service beside a name makes him a soldier, whatever his trade was.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.evidence import Evidence
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.told import tell

_CHILD_BEHIND = re.compile(
    r" (?:was|is) (?:just |only |aged )?(?:[2-9]|1[0-6]|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|"
    r"thirteen|fourteen|fifteen|sixteen)(?: (?:years|months)|[.,])|"
    r", an? (?:\d\d-year-old )?(?:girl|boy|schoolgirl|schoolboy|child|toddler|teenager|pupil)(?!\w)|"
    r" \((?:\d|1[0-6])\)|, (?:aged )?(?:[2-9]|1[0-6])(?=,| and |\.(?!\d))"
)
_CHILD_BEFORE = re.compile(
    r"(?<!\d)(?:\d|1[0-6])-year-olds?(?: (?:[a-z]+ ){0,2}|,? (?:[A-Z][\w’'-]+ ){1,3}and )$|"
    r"(?:schoolgirls?|schoolboys?|toddlers?|teenagers|teenage (?:girl|boy)) $"
)
_BEHIND_NAME = re.compile(
    r",? (?:an? |the )?(?:[\w-]+ ){0,5}|"
    r"[^.\n]{0,40}, (?:who |which )?(?:worked|works|was working) as an? (?:[\w-]+ ){0,3}"
)
_THE_PRESSMAN = re.compile(
    r"\s*The (?:\d\d-year-old )?(?:[\w-]+ ){0,3}(?:journalist|reporter|correspondent|cameraman|photographer|"
    r"videographer|photojournalist|camera operator|video co-?ordinator|producer|actor|actress|singer|dancer)(?!\w)"
)
_STRUCK = re.compile(
    r"air ?strikes?|shell(?:ing|ed)|rocket|missile|gunfire|(?<!\w)bomb|in (?:his|her|their) (?:car|house|home)|"
    r"shot at by|(?:fire|fleeing|escape) [a-z ]{0,20}(?:shelling|Russian)",
    re.I,
)
_STUDIED = re.compile(
    r"(?:was|were|had been|is) studying|(?<!\w)an? (?:[\w-]+ ){0,2}(?:student|pupil)(?!\w)|studied", re.I
)
_VERBS = ("died", "passed", "killed")
_JOINED = re.compile(
    r"(?<!\w)(?:enlist|join(?:ed|ing) |serv(?:ed|ing|ice)|"
    r"(?<!by )(?<!by russian )(?<!by the )soldier|fighter|serviceman|servicemen|mobili[sz]ed|drafted|"
    r"conscript|brigade|battalion|regiment|"
    r"armed forces(?! (?:launched|said|shelled|struck|attacked|fired|claimed|killed|hit)(?!\w))|"
    r"position|took up arms|take up arms|defender|defending|volunteered|"
    r"in action|in (?:a |the )?(?:fierce )?(?:battle|combat)|in the war with|deployed|"
    r"to defend |fighting|commander|sergeant|lieutenant|medic|territorial|signed up|mortar|trench|"
    r"(?:on|at) the (?:front|front ?line)(?!\w)|sniper|landmine|went to the front|"
    r"(?<!according to the russian )(?<!according to the ukrainian )"
    r"army(?! (?:said|says|reported|confirmed|added|announced|claims|claimed|shelling|strike|attack|fire)(?!\w)))",
    re.I,
)
_TRADES = (
    "journalist", "reporter", "correspondent", "photo", "video", "camera", "fixer", "actress", "actor", "singer",
    "ballet", "pop ", "opera", "film", "television", "stage star", "principal dancer", "folk dancer",
    "dancer", "ballerina", "conductor", "blogger", "collaborator", "aid", "humanitarian", "charity",
    "firefighter", "fireman", "rescuer", "lawmaker", "opposition", "politician",
)  # fmt: skip
_OF_PEACE = (
    "trainer", "coach", "teacher", "schoolteacher", "farmer", "driver", "worker", "nurse", "doctor", "vendor",
    "pensioner", "electrician", "accountant", "seamstress", "shopkeeper", "engineer", "surgeon", "psychologist",
)  # fmt: skip
_THIS_WAR = (
    "ukrain", "in ukrain", "russia", "donbas", "bakhmut", "svo", "smo", "special", "wagner", "war against", "against r",
    "against u", "full-scale", "storm z", "mobili", "invasion", "occupiers",
)  # fmt: skip
_AN_ARTICLE = re.compile(r"(?<!\w)(?:an?|the|another) (?:[\w-]+ ){0,3}$", re.I)
_OUTSIDE = 0.5
_BEFORE = 60  # characters from a name back to the age of a child, or the noun for a trade


def civilians(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """Take children, and whoever a trade of the press or the stage names and no service, for no soldiers."""
    described = {p for c in claimed if c.cue.kind in _VERBS and _of_the_press(scene, c.cue) for p in c.persons}
    described |= {
        p
        for c in claimed
        if c.cue.kind in _VERBS and _struck(scene, c)
        for p in c.persons
        if _studied(scene, p) or _at_work(scene, p)
    }
    for number in _civil(scene) | {p for p in described if not _joined(scene, p)}:
        evidence[number].outside += evidence[number].war + _OUTSIDE
        evidence[number].why_outside = evidence[number].why_outside or tell("no_service")


def _civil(scene: Scene) -> set[int]:
    found: set[int] = set()
    for one in scene.occurrences:
        if one.person not in found and (
            _child(scene, one) or (_of_trade(scene, one) and not _joined(scene, one.person))
        ):
            found.add(one.person)
    return found


def _struck(scene: Scene, item: Claimed) -> bool:
    part = scene.sentences[item.sentence]
    struck = _STRUCK.search(scene.text, part.start, part.end) is not None
    return struck and _JOINED.search(scene.text, part.start, part.end) is None


def _studied(scene: Scene, person: int) -> bool:
    """«Olena was studying pharmacy … Olena died in an air strike»: a student, of whom no service is told."""
    parts = (scene.sentences[n] for n in {o.sentence for o in scene.occurrences if o.person == person})
    given = scene.persons[person].given
    if given and any(f"{given} {verb}" in scene.text for verb in ("was studying", "studied", "had studied")):
        return True  # «Olena was studying pharmacy», by her first name alone
    return any(_STUDIED.search(scene.text, part.start, part.end) for part in parts)


def _at_work(scene: Scene, person: int) -> bool:
    """«boxing trainer A died in the rocket impact»: who has a trade of peace before his name."""
    mine = (o for o in scene.occurrences if o.person == person)
    near = (t for o in mine for t in scene.titles_within(o.start - _BEFORE, o.start) if t.end + 1 == o.start)
    return any(t.kind in ("civil", "official") and t.text.startswith(_OF_PEACE) for t in near)


def _of_the_press(scene: Scene, cue: Cue) -> bool:
    """«The 49-year-old correspondent and camera operator for the channel was killed»: he of whom the text speaks."""
    begin = scene.sentences[scene.lines.index(cue.start)].start
    told = _THE_PRESSMAN.match(scene.text, begin, cue.start)
    return told is not None and not scene.within(begin, cue.start)


def _child(scene: Scene, one: Occurrence) -> bool:
    before = _CHILD_BEFORE.search(scene.text, max(0, one.start - _BEFORE), one.start)
    return before is not None or _CHILD_BEHIND.match(scene.text, one.end) is not None


def _of_trade(scene: Scene, one: Occurrence) -> bool:
    """«cameraman A», «A, a journalist working for»: a trade that is no soldier's right before or behind a name."""
    if one.title == "official" and one.noun.startswith(_TRADES):
        return True
    for noun in scene.titles_within(one.start - _BEFORE, one.end + _BEFORE):
        if noun.kind != "civil" or not noun.text.startswith(_TRADES):
            continue
        if (
            noun.end + 1 == one.start
            or _article(scene, one, noun)
            or (noun.start > one.end and _apposed(scene, one, noun))
        ):
            return True
    return False


def _article(scene: Scene, one: Occurrence, noun: Cue) -> bool:
    """«A respected Ukrainian actor, Oksana Shvets»: the noun with an article, and the name in apposition to it."""
    if scene.text[noun.end : one.start] != ", ":
        return False
    return _AN_ARTICLE.search(scene.text, max(0, noun.start - _BEFORE), noun.start) is not None


def _apposed(scene: Scene, one: Occurrence, noun: Cue) -> bool:
    gap = scene.text[one.end : noun.start]
    return gap.startswith(",") and _BEHIND_NAME.fullmatch(gap) is not None


def _joined(scene: Scene, person: int) -> bool:
    """Whether a sentence that names him tells of service."""
    lines = {o.sentence for o in scene.occurrences if o.person == person}
    parts = (scene.sentences[n] for n in lines)
    ranked = any(
        f.kind == "rank"
        for o in scene.occurrences
        if o.person == person
        for f in scene.spans_within(o.start - 30, o.start)
    )
    return ranked or any(_JOINED.search(scene.text, part.start, part.end) for part in parts)


def foreign_wars(scene: Scene, claimed: list[Claimed], evidence: list[Evidence]) -> None:
    """The dead of Gaza or of Iraq, where no word tells of this war."""
    if not any(c.cue.kind == "other_war" for c in claimed):
        return
    here = any(c.cue.kind in ("war", "military") and c.cue.text.startswith(_THIS_WAR) for c in claimed)
    if here or any(f.kind == "front" or f.attrs.get("front") for f in scene.found):
        return
    cue = next(c.cue for c in claimed if c.cue.kind == "other_war")
    for person in evidence:
        person.outside += person.war + _OUTSIDE
        person.why_outside = person.why_outside or tell("cause", cue.text, "other_war")
