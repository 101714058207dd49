"""Of whom an English word of death is not told: those its subject kills, men counted and not named, bodies of men.

Invariant: each question looks at the sentence of the word alone.
"""

from __future__ import annotations

import re

from everyname.extract.roles.cues import Cue
from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.scene import Scene

KILLS = re.compile(
    r" (?:at least |more than |up to |about |some |nearly |all |another )?(?:\d|two |three |four |five |six |seven |"
    r"eight |nine |ten |\w+teen |twenty |thirty |forty |fifty |a |an |the |his |her |their |several |dozens |hundreds |"
    r"many |civilians|people|soldiers|men |everyone)"
)
_DOWNS = re.compile(  # «shot down five drones», no «shot down over the front»
    r" (?!over|near|in|on|by|at|while|during|as|off|from|above|outside|and|friday|monday|tuesday|wednesday|thursday|"
    r"saturday|sunday|last|yesterday|this)[\w-]",
    re.I,
)
_NUMBER_OF = re.compile(
    r"(?<!among )(?<!among the )(?<!one of )(?:number|thousands|hundreds|dozens|scores) of (?:[a-z-]+ ){0,9}$", re.I
)
_BESIDE_DEAD = ("dead and ", "killed and ", "killed or ", "dead or ")  # «named several of the dead and wounded»
_BY_HIM = re.compile(r"(?<![\w'’”\"»])(?!was |were |been |be |being |got )[\w'’”\"»]+,? $")
_OBJECT_NAMED = re.compile(r"(?: [a-z]+){1,4},? (?:[A-Z][\w.]* ){0,3}")
_BODY_OF_MEN = re.compile(
    r"(?:(?:most|all|half|many|some|two|three|four|several|none|both|the rest|members|men) of|"
    r"that|and|while|when|where|whose|in which) "
    r"(?:his|her|their|the|our|whole|entire|other|two|three|four|five|six|most|of|\d+| )*"
    r"(?:platoon|squad|company|unit|comrades|men|friends|soldiers|colleagues|crew|battalion|group|brothers|others|"
    r"fighters|prisoners(?: of war)?|servicemen|people|civilians|troops|volunteers|Ukrainians|Russians) $|"
    r"(?:hundreds|thousands|dozens|scores|many|(?:huge|large|vast|great) numbers)(?: of (?:[a-z]+ ){0,3}[a-z]+)? "
    r"(?:have |had |were )?(?:been |already )?$"
)
_MEN = (
    r"(?:(?:the|all|those|his|her|their|its|fallen|young|other|many|a|an|another|each|every|one|first|two|three|"
    r"\d[\d,]*) )*"
    r"(?:[a-z-]+ ){0,2}"
    r"(?:soldiers?|man|men|troops|fighters?|comrades?|servicem[ae]n|defenders?|volunteers?|people|civilians|those|"
    r"colleagues|friends?|medics?|marines?|conscripts?|recruits?|convicts?|prisoners?|officers?|paratroopers?|"
    r"(?:compat|countr)[a-z]*) "
    r"(?:(?:of|from|in) (?:(?:the|his|her|their) )?(?:[\w-]+ ){1,3})?"
)
_OF_MEN = re.compile(
    rf"(?<!\w)(?:for|of|from|with|to|about|honou?ring|by) {_MEN}"
    r"(?:who (?:have |had |has )?(?:been |were |was |also |later )?)?$"
)
_MANY_MEN = re.compile(  # «counts those killed in Ukraine»: no name is subject of a participle behind the word for men
    r"(?<!\w)(?:soldiers|men|troops|fighters|comrades|servicemen|defenders|volunteers|people|civilians|those|colleagues|"
    r"friends|medics|marines|conscripts|recruits|convicts|prisoners|officers|paratroopers|compatriots|countrymen) "
    r"(?:(?:of|from|in) (?:(?:the|his|her|their) )?(?:[\w-]+ ){1,3})?"
    r"(?:who (?:have |had )?(?:been |were )?|recently |already )?$"
)
_ONE_OF_THEM = re.compile(
    r"(?:(?:was|is|were|are|became|being|as|be|,) (?:[a-z]+ ){0,2}"
    r"(?:one|another|among|part|first|last|latest|youngest|oldest|eldest|second|third|two|three|four|both|\d+(?:st|nd|rd|th))"
    r"(?: [\w-]+){0,4}|(?:was|is|were|are|,) (?:the|a)) $"
)
_ONE_MAN = re.compile(
    r" (?:[a-z-]+ ){0,2}(?:man|soldier|serviceman|officer|fighter|volunteer|pilot|commander|medic|defender|hero|"
    r"sergeant|private|captain|major|lieutenant|colonel|general|marine|sniper|son|brother|husband|father|woman|servicewoman|American|"
    r"Briton)(?!\w)| [A-Z]"
)
_EVERY = re.compile(
    r"\W{0,3}(?:(?:Nearly|Almost|Practically) )?(?:every|each|many|most|several|some|few|thousands|"
    r"hundreds|dozens|(?:huge|large|vast|great) numbers)"
    r"(?: of (?:the|these|those|its|his|her|their))?(?: [\w-]+){0,2} "
    r"(?:soldiers?|m[ae]n|fighters?|conscripts?|volunteers?|recruits?|convicts?|servicem[ae]n|prisoners?|people)(?!\w)",
    re.I,
)
_FALLEN_MEN = re.compile(
    r" (?:[a-z-]+ )?(?:comrades|soldiers|men|troops|friends|defenders|fighters|warriors|brothers|colleagues|servicemen)"
    r"(?![\w:]| [—–-])"
)
_OF_WHOM = ("death of", "body of", "killing of", "funeral of", "funeral for", "burial of", "remains of")
_A_MAN = re.compile(
    r" (?:a|an|another) (?:\d\d-year-old )?(?:[A-Za-z-]+ ){0,2}"
    r"(?:volunteer|soldier|paramedic|medic|citizen|national|fighter|man|woman|conscript|pilot|serviceman|officer|general|"
    r"colonel|sergeant|journalist|mercenary|instructor)(?!\w)"
)
_ONE_MORE = re.compile(
    r"(?<!\w)(?<! from )(?<! in )(?<! of )(?<! at )(?:one|another|a second|a third) "
    r"(?!of |who |more )(?:(?!and )[\w.-]+ ){1,3}$"
)
_WITH_HIM = re.compile(r"(?:,[^,;.]{1,40},)? (?:and|along with|together with|alongside) (?:[\w-]+ ){1,4}")
_DEATHS_OF = ("deaths of", "death of", "killing of", "killing", "murder of", "execution of", "loss of")
_VICTIMS = re.compile(
    r" (?:at least |more than |up to |about |some |nearly |all |another )?(?:\d+|two|three|four|five|six|seven|"
    r"eight|nine|ten|\w+teen|a|an|the|his|her|their|several|dozens of|many) (?:[\w-]+ ){0,3}(?:people|women|woman|men|"
    r"civilians|neighbou?rs?|relatives|soldiers|teenagers|girls?|boys?|child|children|acquaintances?|comrades|servicemen|troops|"
    r"companions?|wife|aunt|mother|victims?|Ukrainians|Russians|occupiers|invaders|enemies)(?!\w)"
)
_SLAIN = ("killed", "murdered", "shot dead", "stabbed to death", "shot and killed")
_HOUSEHOLD = re.compile(
    r" (?:(?:his|her|their|an?|the|two|three) )?(?:own |former |\d\d-year-old |local |[a-z]+ )?(?:wife|ex-wife|mother|"
    r"girlfriend|ex-girlfriend|neighbou?rs?|pensioners?|mother-in-law|grandmother|daughter|woman|girl|schoolgirl|"
    r"acquaintance|aunt|sister|flatmate|landlady|stepfather|stepdaughter|resident|bus driver|taxi driver),? [A-Z]"
)
_VERBS = ("died", "killed", "passed")
_PARTICIPLES = ("killed", "slain", "shot", "buried", "wounded")
_WHO = ("who ", "who had ", "who have ", "who has ", "who were ", "who was ", "been ", "who also ", "who later ")
ACCUSED = ("accused", "suspected", "guilty")
_BE = ("was ", "were ", "been ", "being ", "be ", "got ")
_NEAR = 90  # characters before a verb in which its subject stands
_PASSIVE = re.compile(r"(?:be|been|being|was|were|is|are|and|,|get|got|those|soldiers|men) $")


def one_more(scene: Scene, cue: Cue) -> bool:
    """«In April, the government said one UK citizen had been killed»: English, a man counted and not named."""
    said = _ONE_MORE.search(scene.text, max(0, cue.start - _NEAR // 2), cue.start) if scene.lang == "en" else None
    return said is not None and cue.kind in OF_DEATH and not scene.within(said.start(), cue.start)


def troops_alone(scene: Scene, cue: Cue) -> bool:
    """«Ivan said that most of his platoon had been killed»: English, no name between the body of men and the verb."""
    before = scene.previous(cue.start)
    if one_more(scene, cue):
        return True
    if before and _WITH_HIM.fullmatch(scene.text, before.end, cue.start):
        return False  # «Ivan Lys, who was 25, and two other soldiers were buried»
    begin = before.end if before else scene.sentences[scene.lines.index(cue.start)].start
    gap = scene.text[max(begin, cue.start - _NEAR) : cue.start]
    if before and cue.kind in _VERBS and _of_men(scene, cue, gap):
        return True  # «Ihor Bohun dug graves for soldiers killed near Bakhmut»
    body = _BODY_OF_MEN.search(gap) if cue.kind in OF_DEATH else None
    return body is not None and not _ONE_OF_THEM.search(gap[: body.start()])


def _of_men(scene: Scene, cue: Cue, gap: str) -> bool:
    """Whether the verb is a participle or a relative clause of a word for men that stands right before it."""
    if not cue.text.startswith(_PARTICIPLES) and not gap.endswith(_WHO):
        return False
    men = _OF_MEN.search(gap) or _MANY_MEN.search(gap)
    return men is not None and _ONE_OF_THEM.search(gap[: men.start()]) is None


def _names_none(scene: Scene, cue: Cue) -> bool:
    """Whether no name stands in apposition to those whom an English word of death is told of."""
    after = scene.following(cue.end)
    return after is None or not _OBJECT_NAMED.fullmatch(scene.text, cue.end, after.start)


def opens_with_many(scene: Scene, cue: Cue) -> bool:
    """«Nearly every soldier had the same obituary: he joined the army and died»: nobody whom the text names."""
    part = scene.sentences[scene.lines.index(cue.start)]
    many = (cue.kind in OF_DEATH or cue.kind in ("losses", "mourned")) and _EVERY.match(
        scene.text, part.start, part.end
    )
    return bool(many) and not scene.within(part.start, part.end)


def of_one_told_anew(scene: Scene, cue: Cue) -> bool:
    """«It became known about the death of a volunteer from Denmark»: behind a name, «a volunteer» is another man."""
    if cue.text not in _OF_WHOM or scene.previous(cue.start) is None or not _A_MAN.match(scene.text, cue.end):
        return False
    return _names_none(scene, cue)


def of_the_many(scene: Scene, cue: Cue) -> bool:
    """«remembers the names of all the fallen», «bodies of the dead»; no «the dead man»."""
    if cue.text in ("fallen", "killed soldier"):
        return _FALLEN_MEN.match(scene.text, cue.end) is not None
    return cue.text in ("the dead", "the fallen") and not _ONE_MAN.match(scene.text, cue.end)


def kills_others(scene: Scene, cue: Cue) -> bool:
    """«an ambush that killed four of his comrades», «I buried twelve friends»: the verb has an object of its own."""
    if cue.text.startswith("killed") and _NUMBER_OF.search(scene.text, max(0, cue.start - _NEAR), cue.start):
        return True
    if cue.text.startswith(ACCUSED):
        end = scene.sentences[scene.lines.index(cue.start)].end
        return not scene.within(cue.end, end)  # «Anton Kozlov, accused of killing a woman»
    if cue.text in _SLAIN and not scene.text.endswith(_BE, 0, cue.start) and _HOUSEHOLD.match(scene.text, cue.end):
        return True  # «killed his wife, Nina», «killed pensioner Anna Kit»: a crime, or no soldier
    if cue.text in _DEATHS_OF and _VICTIMS.match(scene.text, cue.end):
        return _names_none(scene, cue)  # «a fire that led to the deaths of two women»
    if cue.text == "killed" and _VICTIMS.match(scene.text, cue.end) and not scene.text.endswith(_BE, 0, cue.start):
        return _names_none(scene, cue)  # «Igor, 37, killed six people»
    if cue.text == "buried" and scene.text.startswith(" him", cue.end) and not scene.text[cue.end + 4 :][:1].isalpha():
        return True
    if cue.text in ("bury", "buried", "killed") and scene.text.startswith((" me", " us", " them"), cue.end):
        return not scene.text[cue.end + 3 : cue.end + 6].isalpha()  # «If I die, bury me in Lviv»
    if cue.text == "shot down":
        active = _DOWNS.match(scene.text, cue.end) and _BY_HIM.search(scene.text, max(0, cue.start - 60), cue.start)
        return bool(active)
    if cue.kind == "alive" and scene.text.endswith(_BESIDE_DEAD, 0, cue.start):
        return True
    if cue.text not in ("killed", "buried", "injured", "wounded") or not KILLS.match(scene.text, cue.end):
        return False
    after = scene.following(cue.end)
    if after and _OBJECT_NAMED.fullmatch(scene.text, cue.end, after.start):
        return False  # «buried her son, Private Oleh Maslak»
    return not _PASSIVE.search(scene.text, max(0, cue.start - 10), cue.start)
