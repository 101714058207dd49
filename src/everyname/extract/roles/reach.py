"""How far a cue reaches: into its own clause and its own quotation, and a participle to the name it is an attribute of.

Invariant: no verb reaches across a preposition or a quotation's end, and none of life across one of death.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.government import NEED, OF_DEATH
from everyname.extract.roles.owned import of_kin_noun, of_owner, predicated
from everyname.extract.roles.predicates import finite
from everyname.extract.roles.scene import Occurrence, Scene

_OF_LIFE = frozenset(("said", "alive", "captive"))
_RELATIVE_WHO = re.compile(
    r"(?:, \d\d)?(?:, (?:an?|the|his|her) (?:[\w’'-]+ ){0,5}[\w’'-]+)?,? "
    r"(?:who|one of [^.,;]{3,40}) (?:[^\W\d_]+ ){0,3}"
)  # «of A, who was killed»
_PARTICIPLES = ("killed", "slain", "shot")
_KILLED_GAP = re.compile(
    r"(?:, (?:aged )?\d\d)?, (?:(?:an?|the) (?:[\w’'-]+ ){1,4})?(?:reportedly |later |fatally |recently )?"
)  # «the coffin of A, killed»
_WHO_QUOTED = re.compile(r",? who [“\"]")  # «General A, who “died during the storming of B”»
_ADVERB = "(?:тоже|также|геройски|недавно|трагически|теж|героїчно) "
_ATTRIBUTE_GAP = re.compile(rf"(?: ?\([^()]*\))?,? (?:{_ADVERB})?|[^.;!?]{{1,60}}, |,? [—–-] ")
_TOGETHER = re.compile(r"(?<!\w)(?:с|со|и|вместе|разом|з|із|та|й)(?!\w)")
_LATE_GAP = re.compile(r"(?: [\w-]+){0,3} $|[^.!?\n]{0,60}: ")  # «the late Sergeant Petrov», «the fallen: …»
_ENDS_QUOTE = re.compile(r"[»\"”“][,.]? ?[—–-]|[,!?…][»\"]")
_SHUTS = re.compile(r"[^«»]*»")  # of a quotation that an earlier sentence opened
_SOME = re.compile(r", (?:кто|котор(?:ые|ый|ая))(?: [^\W\d_]+){0,3} $")
_WHOEVER = re.compile(r"(?<!\w)(?:все|те)(?:х|м|ми)?, кто(?: [^\W\d_]+){0,3} $")
_ONE_OF_THEM = re.compile(
    r"(?<!\w)(?:(?:один|одна|двое|трое|двоє|троє) (?:из|із|з) (?:них|[а-яёіїєґ]{3,})|"
    r"(?<!was )(?<!is )(?<!became )(?<![a-z], )(?:one|two|three) of (?:them|the [a-z]+))"
    r"(?: [^\W\d_]+){0,3} $",
    re.I,
)
_NAMED = re.compile(r"[^.;!?\n]{0,60}?(?:[:—–]|, [А-ЯЁ])")  # «среди тех, кто погиб, — А»
ADVERBIAL = re.compile(r", (?:на|в|во|у|к|с|по|от|для|при|после|до|перед) ")
_CLAUSE = 60
_LOWER = re.compile(r"(?<!\w)[^\W\d_A-ZА-ЯЁЇІЄҐ]\w+")


def heads(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether a participle may be the name's attribute: right behind it («А, погибшего …») or before it."""
    if cue.kind != "fallen" or cue.text[0].isdigit():
        return True
    if scene.lang == "en":
        return bool(_LATE_GAP.match(scene.text[cue.end : occurrence.start])) and occurrence.start > cue.end
    if occurrence.end <= cue.start:
        if of_kin_noun(scene, cue, occurrence.end):
            return False
        return bool(_ATTRIBUTE_GAP.fullmatch(scene.text[occurrence.end : cue.start])) or predicated(
            scene, cue, occurrence.end
        )
    between = scene.text[cue.end : occurrence.start]
    if of_owner(scene, cue, between):
        return False
    if ADVERBIAL.match(between):
        return False  # «по словам вдовы погибшего, на приёме у А»
    return not any(finite(word, scene.lang) for word in _LOWER.findall(between)) if "," in between else True


def out_of_clause(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """What no verb reaches: an English name behind a preposition, and a life told across the verb of a death."""
    if (
        scene.lang == "en"
        and NEED.get(cue.kind) == "n"
        and not _RELATIVE_WHO.fullmatch(scene.text, occurrence.end, cue.start)
        and not (cue.text.startswith(_PARTICIPLES) and _KILLED_GAP.fullmatch(scene.text, occurrence.end, cue.start))
        and (scene.after_preposition(occurrence) or scene.text.startswith(("'s ", "’s "), occurrence.end))
    ):
        return True
    if occurrence.end <= cue.start and of_one_of_them(scene, cue):
        return True
    if cue.kind in OF_DEATH and scene.text.endswith("вместо ", 0, occurrence.start):
        return True  # «в гробу вместо А оказался другой»
    if occurrence.start > cue.end and of_some(scene, cue) and not _NAMED.match(scene.text, cue.end):
        return True
    if cue.kind in OF_DEATH and _quoted(scene, cue.start) and not _quoted(scene, occurrence.start):
        return not _WHO_QUOTED.fullmatch(scene.text, occurrence.end, cue.start)
    before = occurrence.end <= cue.start
    if before and cue.plural and NEED.get(cue.kind) == "n" and _alone(scene, cue, occurrence):
        return True
    if cue.kind not in _OF_LIFE:
        return False
    low, high = (occurrence.end, cue.start) if before else (cue.end, occurrence.start)
    return any(NEED.get(c.kind) == "n" and c.kind in OF_DEATH for c in scene.cues_within(low, high))


def of_some(scene: Scene, cue: Cue) -> bool:
    """«Тех, кто погиб», «тренеров, которые ушли из жизни»: a relative clause, whose subject stands before it."""
    if cue.kind not in ("died", "passed") or scene.lang != "ru":
        return False
    return _SOME.search(scene.text, max(0, cue.start - _CLAUSE), cue.start) is not None


def of_whoever(scene: Scene, cue: Cue) -> bool:
    """«Семьям тех, кто погиб»: of nobody whom the text names."""
    if scene.text.startswith(" вместо ", cue.end):
        return True  # «в гробу вместо А оказался другой»
    if not of_some(scene, cue):
        return False
    nobody = not scene.within(scene.sentences[scene.lines.index(cue.start)].start, cue.start) and cue.plural
    speaker = nobody and scene.names_somebody(
        scene.lines.index(cue.start)
    )  # «память тренеров, которые ушли, — делится А»
    return speaker or _WHOEVER.search(scene.text, max(0, cue.start - _CLAUSE), cue.start) is not None


def subject_before(scene: Scene, last: Occurrence, unsaid: list[Occurrence]) -> Occurrence:
    """«А дружил с Б. Погиб …»: a sentence without a subject has that of the one before, not the last name in it."""
    if scene.lang == "en" or "n" in last.cases:
        return last
    here = (o for o in unsaid if o.sentence == last.sentence and o.start < last.start)
    subjects = (o for o in here if o.cases == "n" and not scene.text.startswith(":", o.end))
    return next(subjects, last)


def of_one_of_them(scene: Scene, cue: Cue) -> bool:
    """«Наградил двоих, один из них погиб»: of a man whom the text does not tell apart."""
    if NEED.get(cue.kind) != "n" or cue.kind not in OF_DEATH:
        return False
    number = scene.lines.index(cue.start)
    low = max(scene.sentences[number].start, cue.start - _CLAUSE)
    return _ONE_OF_THEM.search(scene.text, low, cue.start) is not None


def _alone(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """Whether one name stands before a plural verb, which is of several: «Анжела рассказала, что оба погибли»."""
    together = _TOGETHER.search(scene.text, occurrence.end, cue.start)
    return scene.lang != "en" and occurrence.group < 0 and together is None


def _quoted(scene: Scene, position: int) -> bool:
    """Whether a position lies in words that somebody is quoted with."""
    part = scene.sentences[scene.lines.index(position)]
    before, after = scene.text[part.start : position], scene.text[position : part.end]
    if scene.lang == "en":
        return (before.count('"') + before.count("“") - before.count("”")) % 2 == 1
    opened = before.count("«") > before.count("»") or _SHUTS.match(after)
    plain = (before.count('"') % 2 == 1) != (after.count('"') % 2 == 1 and '"' not in before)
    return bool(opened or (plain and '"' in after)) and bool(_ENDS_QUOTE.search(after))
