"""What kind of text it is, why it speaks of its persons now, and whether it reports a death of this war at all.

Invariant: a text reports a death when it names a dead person, or speaks of one dead man it does not name and nothing
in it (statistics, denial, another war, a missing man) says otherwise.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from everyname.domain.words import Occasion, Role
from everyname.extract.roles.bystanders import serves
from everyname.extract.roles.cues import Cue
from everyname.extract.roles.decide import Decided
from everyname.extract.roles.english_others import ACCUSED, kills_others
from everyname.extract.roles.government import NEED
from everyname.extract.roles.others import nobody_named
from everyname.extract.roles.owned import of_named_kin
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.reach import of_whoever
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found

_DEATH = ("died", "bereaved", "killed", "passed", "loss", "body", "interred", "buried", "farewell")
_BODIES = ("buried", "interred", "farewell")
_IN_COURT = re.compile(  # a suit of one family: «суд лишил отца погибшего на СВО бойца права на выплаты»
    r"(?<!\w)суд(?:а|у|ом)?(?!\w)[^.!?\n]{0,90}"
    r"(?:лиши[лт]|взыска[лт]|удовлетворил|обязал|встал на сторону|признал[аи]? (?:отца|мать|его|её))",
    re.I,
)
_OF_WAR = ("category", "unit", "rank", "callsign")
_SINGULAR = (
    "его", "ему", "шем", "ший", "шая", "шую", "тый", "того", "тому", "тая", "шей", "той", "лого", "лому", "лий", "лої",
)  # fmt: skip
_CONFESSED = re.compile(r"(?:confess|admit|convict|sentence|charg|suspect|arrest|accus)\w* ")
_BODIES_OF = "bodies of"
_HONOURED = ("вшан", "почтил")
_COUNTED = 60  # characters from a plural verb to the number of those it is of
_FEW = re.compile(
    r"(?<!\w)(?:оба|обоих|двое|двоих|трое|троих|четверо|четверых|пятеро|пятерых|два|две|три|четыре|дв[ау]м?я?|"
    r"(?:сын|брат|муж|отец|племянник|зять|внук)(?:ья|овья)? (?:и|[а-яё]+ и) [а-яё]+|"
    r"обидва|двоє|троє|двоих|both|two|three|four|five|six|seven|eight|nine|ten)(?!\w)",
    re.I,
)
_FEW_MEN = re.compile(
    r"(?<![\w,])(?:two|three|four|five|six|seven|eight|nine|ten|[2-9]) (?:more |other )?(?:[A-Za-z-]+ ){0,3}"
    r"(?:soldiers|servicemen|fighters|volunteers|paratroopers|marines|conscripts|defenders|recruits|Americans|Britons)"
    r"(?: (?:from|of|with|who|including)[^.;:\n]{0,40})? $",
    re.I,
)
_MANY_MEN = re.compile(  # English shows no number: «443 athletes have died», «has so far killed 91 media workers»
    r"(?<![\w$€£.,-])(?<!March )(?<!April )(?<!May )(?<!June )(?<!July )(?:\d{1,3}(?:,\d{3})+|[1-9]\d{1,2}|dozens of|"
    r"scores of|hundreds of|thousands of|tens of thousands of) "
    r"(?:[A-Za-z-]+,? ){0,4}[a-z]{3,}(?:s|men|women|people)(?!\w)"
)
_AGAINST = (
    "other_war", "illness", "accident", "crime", "training", "civilian", "denial", "fiction", "found_alive",
    "statistics", "fundraising", "missing", "captive",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TextKind:
    """The verdict on the whole text."""

    is_war_death: bool
    kind: str
    occasion: Occasion
    warnings: tuple[str, ...] = ()


def judge_text(scene: Scene, claimed: list[Claimed], decided: list[Decided]) -> TextKind:
    """Judge the whole text from the roles of its persons and the cues that speak of nobody named."""
    counts = Counter(c.cue.kind for c in claimed)
    dead = sum(d.role is Role.DEAD for d in decided)
    is_death = dead > 0 or _unnamed(scene, claimed, decided, counts)
    return TextKind(is_death, _kind(counts, dead, is_death), _occasion(counts, dead), ())


def _unnamed(scene: Scene, claimed: list[Claimed], decided: list[Decided], counts: Counter[str]) -> bool:
    court = bool(_IN_COURT.search(scene.text))
    buried = _one_buried(scene, claimed)
    spared = {"statistics"} if court or buried else set()
    if buried and all(c.cue.text.startswith("местн") for c in claimed if c.cue.kind == "civilian"):
        spared.add("civilian")
    if _found_dead(claimed):
        spared.add("missing")
    if any(counts[k] for k in _AGAINST if k not in spared):
        return False
    if counts["raid"] and not serves(scene, claimed, front=False):
        return False
    unproven = {c.sentence for c in claimed if c.cue.kind == "unproven"}
    told = (
        c
        for c in claimed
        if c.sentence not in unproven
        and (c.cue.kind in _DEATH or _of_one(scene, c.cue, court))
        and not c.cue.negated
        and (c.persons or not _of_many(scene, c))
    )
    told = (c for c in told if not of_whoever(scene, c.cue))
    told = (c for c in told if c.cue.kind != "passed" or not of_named_kin(scene, c.cue))
    told = (c for c in told if _few_men(scene, c.cue) or not nobody_named(scene, c.cue, c.sentence))
    deaths = [c for c in told if not _by_one_named(scene, c)]
    return (
        bool(deaths)
        and (counts["war"] + counts["military"] > 0 or any(_of_war(f) for f in scene.found))
        and not any(d.role is Role.DEAD_OTHER for d in decided)
    )


def _few_men(scene: Scene, cue: Cue) -> bool:
    """«Four soldiers were buried in Lviv»: English, a few men who are counted are dead men for all that."""
    return scene.lang == "en" and _FEW_MEN.search(scene.text, max(0, cue.start - _COUNTED), cue.start) is not None


def _one_buried(scene: Scene, claimed: list[Claimed]) -> bool:
    """«Хоронили погибшего в Украине солдата», in a text that counts the dead elsewhere."""
    buried = {c.sentence for c in claimed if c.cue.kind in _BODIES and not c.cue.negated}
    return any(c.sentence in buried and not c.cue.negated and _of_one(scene, c.cue) for c in claimed)


def _by_one_named(scene: Scene, item: Claimed) -> bool:
    """«Ivan Lys killed two women», «accused of killing a woman»: English, the dead are others than he."""
    begin = scene.sentences[item.sentence].start
    his = item.cue.text.startswith(ACCUSED) or bool(scene.within(begin, item.cue.start))
    his = his or _CONFESSED.search(scene.text, begin, item.cue.start) is not None
    return scene.lang == "en" and his and kills_others(scene, item.cue)


def _of_war(found: Found) -> bool:
    return found.kind in _OF_WAR or bool(found.attrs.get("front"))


def _found_dead(claimed: list[Claimed]) -> bool:
    """«Пропал в апреле. Тело опознали, бойца похоронят завтра»: who was missing is buried."""
    missing = [c.cue.start for c in claimed if c.cue.kind == "missing"]
    bodies = [c.cue.start for c in claimed if c.cue.kind in _BODIES and not c.cue.negated]
    return bool(missing and bodies) and max(bodies) > max(missing)


def _of_one(scene: Scene, cue: Cue, court: bool = False) -> bool:
    """«Уроженец села, погибший на СВО», «позывной — 200»: a participle of one man; «вдова погибшего» tells of her."""
    head = cue.text.split()[0]
    his = head.endswith("шим") and scene.text.startswith(("его ", "её "), cue.start - 4)  # «признал его умершим»
    if cue.kind != "fallen" or not (head == "200" or his or head.endswith(_SINGULAR)):
        return False
    of_kin = not court and any(
        t.kind == "kin" and t.end + 1 == cue.start for t in scene.titles_within(cue.start - 24, cue.start)
    )
    return not of_kin or any(f.kind == "award" for f in scene.found)


def _of_many(scene: Scene, item: Claimed) -> bool:
    """Whether the verb shows that nobody in particular died: «погибли», «не вернулось»; «погибли двое» does not."""
    if item.cue.kind == "loss" and item.cue.text.startswith(_HONOURED):
        return True  # «вшанували пам'ять захисників»
    if item.cue.text == _BODIES_OF:
        return True  # «found the bodies of two men»
    if scene.lang == "en" and not scene.names_somebody(item.sentence) and _counts_many(scene, item):
        return True
    subject = NEED.get(item.cue.kind) == "n"
    part = scene.sentences[item.sentence]
    few = _FEW.search(scene.text, max(part.start, item.cue.start - _COUNTED), min(part.end, item.cue.end + _COUNTED))
    return subject and (item.cue.sex == "n" or (item.cue.plural and few is None))


def _counts_many(scene: Scene, item: Claimed) -> bool:
    part = scene.sentences[item.sentence]
    counted = _MANY_MEN.search(scene.text, part.start, part.end)
    return counted is not None and counted.start() - item.cue.end < _COUNTED and not _FEW_MEN.search(counted[0])


def _kind(counts: Counter[str], dead: int, is_death: bool) -> str:
    if dead > 3:
        return "list"
    if is_death:
        return "death_notice"
    for cue, kind in (
        ("found_alive", "found_alive"), ("denial", "denial"), ("missing", "search"), ("statistics", "statistics"),
        ("memorial", "ceremony"), ("award_living", "ceremony"),
    ):  # fmt: skip
        if counts[cue]:
            return kind
    return "other"


def _occasion(counts: Counter[str], dead: int) -> Occasion:
    if dead > 3:
        return Occasion.LIST
    if counts["posthumous"] and not counts["buried"] and not counts["interred"]:
        return Occasion.AWARD
    if counts["memorial"] and not counts["buried"] and not counts["interred"] and not counts["farewell"]:
        return Occasion.PLAQUE
    if counts["farewell"] or counts["buried"] or counts["interred"]:
        return Occasion.FUNERAL
    return Occasion.ANNOUNCEMENT
