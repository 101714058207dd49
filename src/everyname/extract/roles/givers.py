"""Who hands an award over, the subject of a verb of giving, and who takes it for the dead: both live.

Invariant: only a name that may stand in the nominative gives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from everyname.extract.roles.cues import Cue

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Occurrence, Scene

_GIVES = re.compile(
    r"(?<!\w)(?:вруч(?:ил|ает|ит)|переда(?:л|ёт|ет|ст)|награ(?:дил|ждает|дит)|присво(?:ил|ит)|присваивает|удосто(?:ил|ит)|"
    r"поощрил|представил|подписал|вруч(?:ив|ає)|переда(?:в|є)|нагород(?:ив|жує)|присво(?:їв|ює)|відзначив|підписав)[аи]?(?!\w)",
    re.I,
)
_TAKES = re.compile(r"(?<!\w)(?:вруч|переда[лнёеюдв]|приня[лт]|прийня[лт]|получ|отрима|одержа|вручен|забра)\w*", re.I)
_HEIRS = ("мат", "мам", "вдов", "удов", "жен", "дружин", "супруг", "сестр", "доч", "бабуш", "бабус", "родител", "батьк")
_TO_KIN = re.compile(
    r" (?:её|ее|її|его|його|их|їх|своему|своєму) (?:[а-яёіїєґ]+ ){0,2}(?:мужу|супругу|сыну|брату|отцу|дочери|внуку|"
    r"чоловіку|чоловікові|сину|синові|братові|батькові|доньці|онуку)"
)
_DECREE = re.compile(r"(?<!\w)(?:указ|приказ|наказ|распоряжени|звани)\w*", re.I)
_BEHIND = 30  # characters from the cue to the verb
_HAS = re.compile(r" (?:(?:has|had|also|later|then|personally) )*")
_AWARDED = re.compile(r" (?:award|confer|bestow|grant|decorat|honou?r|present|gave|promot|nam)")
_BY = re.compile(r"[,;:()\n]| by ")
_PARTED = re.compile(r"[,;:()\n]")


def gives(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«А вручил посмертно медаль хирургу», «хирурга посмертно наградил А», «а с петицией обратилась А»."""
    if cue.kind != "posthumous" or "n" not in occurrence.cases:
        return False
    if scene.lang == "en":
        return _awards(scene, cue, occurrence)
    before = occurrence.end <= cue.start
    if before and (occurrence.does or _of_his_kin(scene, cue, occurrence)):
        return True
    end = scene.sentences[occurrence.sentence].end
    low, high = (occurrence.end, min(end, cue.end + _BEHIND)) if before else (cue.start, occurrence.start)
    verb = _GIVES.search(scene.text, low, high)
    return verb is not None and not _PARTED.search(scene.text, low, verb.end())


def _of_his_kin(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«А отримала нагороду, яку присвоїли посмертно її чоловіку»: it is her husband's."""
    taken = _TAKES.search(scene.text, occurrence.end, cue.start)
    return taken is not None and _TO_KIN.match(scene.text, cue.end) is not None


def takes(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«Посмертно присвоенный орден вручили его супруге — А», «посмертную награду получила вдова героя А»."""
    if cue.kind != "posthumous" or occurrence.title != "kin" or not occurrence.noun.lower().startswith(_HEIRS):
        return False
    part = scene.sentences[occurrence.sentence]
    return _TAKES.search(scene.text, part.start, part.end) is not None


def hands_over(scene: Scene, occurrence: Occurrence) -> bool:
    """«А присвоил Б звание», «указ подписал А»: whoever honours another is not he who fell."""
    if occurrence.cases != "n" or occurrence.title:
        return False
    part = scene.sentences[occurrence.sentence]
    verb = _GIVES.search(scene.text, part.start, part.end)
    low, high = (occurrence.end, verb.start()) if verb and verb.start() >= occurrence.end else (0, occurrence.start)
    if verb is None or _PARTED.search(scene.text, low or verb.end(), high):
        return False
    others = any("n" not in o.cases for o in scene.in_sentence(occurrence.sentence))
    return others or _DECREE.search(scene.text, part.start, verb.start()) is not None


def _awards(scene: Scene, cue: Cue, occurrence: Occurrence) -> bool:
    """«A has posthumously awarded the title to B», «A posthumously decorated B»: English, an object is named behind."""
    if occurrence.end > cue.start or not _HAS.fullmatch(scene.text, occurrence.end, cue.start):
        return False
    end = scene.sentences[occurrence.sentence].end
    behind = scene.following(cue.end)
    if behind is None or behind.start >= end or not _AWARDED.match(scene.text, cue.end):
        return False
    return not _BY.search(scene.text, cue.end, behind.start)


def givers(scene: Scene, cue: Cue, sentence: int) -> frozenset[int]:
    """Those of the sentence who give."""
    return frozenset(o.person for o in scene.in_sentence(sentence) if gives(scene, cue, o))
