"""To whom a monument is dedicated, or whose name a street bears: in a text of this war one of its dead.

Invariant: the monument, or the word for a naming, stands before the name in its sentence or in the one before, with no
verb and no other name between; who is called so after another («школа имени Чкалова») is let be.
"""

from __future__ import annotations

import re

from everyname.domain.words import Role
from everyname.extract.roles.evidence import DEATH, Evidence
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.told import tell

_DEDICATED = 2.3
_OF_WAR = 2.0
_REACH = 170
_MONUMENT = (
    r"(?:(?:мемориальн|памятн|именн)\w+ (?:дос(?:к|ок)|таблич(?:к|ек)|знак|плит|парт|стел)\w{0,3}|"
    r"дос(?:к|ок)\w{0,3} памяти|доск(?:у|а|и)(?! поч)|парт\w{1,2}(?: героя)?|"
    r"бюст\w{0,3}|мурал\w{0,3}|барельеф\w{0,3}|обелиск\w{0,3}|памятник\w{0,3}|мемориал\w{0,3}|стел\w{1,3}|стенд\w{0,3})"
)
_LEAD = re.compile(
    r"(?<!\w)(?:(?P<g>[вн]а? честь|на пошану|памяти|пам'яті|имен(?:ем|и|а)|імен(?:ем|і)|имя|ім'я|"
    r"(?:с )?портрет(?:ом|ы|ов|ам|ами|ах)?|с изображением|с барельефом)|"
    r"(?P<s>улиц(?:а|у|ы|ей|е)|переул(?:ок|ки|ков|кам)|сквер\w?|бульвар\w?|проспект\w?|площад(?:ь|и|ью))|"
    r"(?P<l>(?:в )?память об?)|"
    rf"(?P<d>дань памяти|посвящ\w+|посвятил\w*|посвятят)|(?P<gd>{_MONUMENT}))"
    r"(?P<gap>(?:[^.;:!?()\n]|\([^()\n]{0, 40}\))*):? $",
    re.I,
)
_GIVEN_NOW = re.compile(r"(?<!\w)(?:появ|назв|назов|будет|будут|переимен|присво|присвят|открыл|откро)", re.I)
_HERE = re.compile(
    rf"{_MONUMENT}[^.!?\n]{{0,60}}: (?:здесь|тут|в эт\w+ [^\W\d_]+)[^.!?\n]{{0,60}} $|"
    r"(?<!\w)(?:гранит|мрамор|плит|доск|табличк|стел|стенд|баннер|стен)[а-яё]{0,3} (?!почёт|почет)[^.!?:\n]{0,90}: $",
    re.I,
)
_OF_HONOUR = re.compile(r"(?<!\w)(?:доск|галере|стенд)\w{0,3} поч[её]та(?!\w)", re.I)
_OPENING = re.compile(r"(?:светлой |вечной )?памяти (?:[а-яё]+ ){0,4}", re.I)
_NAMING = re.compile(
    rf"(?<!\w)(?:{_MONUMENT}|доск\w{{1,2}}|мемориал\w{{0,2}}|присво\w+|нос(?:ит|ят|ил\w?|ить)|назв\w+|назив\w+|переимен\w+|перейм\w+|присвої\w+|увековеч\w+|увічн\w+|турнир\w*|соревнован\w*|"
    r"матч\w*|первенств\w*|куб(?:ок|ка)|забег\w*|алле[яюией]|улиц\w*|вулиц\w*|провул\w+|сквер\w*|школ\w*|класс\w*|отряд\w*|"
    r"дань памяти|книг\w{1,2} памяти|"
    r"зал\w{0,2}|вечер\w{0,2} памяти|выставк\w*|экспозици\w*|угол\w{1,3}к\w{0,2}|музе\w+)(?!\w)",
    re.I,
)
_SOLDIER = re.compile(
    r"(?<!\w)(?:участни[кц]\w*|бо[ей]\w{1,4}|воин\w{0,3}|военнослужащ\w+|солдат\w{0,3}|геро[йяюе]\w{0,2}|доброволь?ц\w{1,2}|"
    r"защитник\w{0,3}|захисни[кц]\w{0,3}|бійц\w{1,3}|військов\w+|сержант\w{1,3}|добровольц\w{1,3}|льотчик\w{0,3}|медикин\w|выпускник\w{0,3}|ученик\w{0,3}|студент\w{0,3}|воспитанник\w{0,3}|земляк\w{0,3}|кавалер\w{0,3}|мобилизованн\w+|контрактник\w{0,3}|\w+чик\w{0,2}|"
    r"танкист\w{0,3}|снайпер\w{0,3}|десантник\w{0,3}|морпех\w{0,3})(?!\w)",
    re.I,
)
_ELSEWHERE = re.compile(r"[,;]? ?(?:а |и )?(?:в|во|на|у) [^.;!?\n]{3,80} [—–-] (?:[а-яё]+ ){0,3}")
_STANDS = re.compile(r"(?<!\w)(?:у|к|возле|около|напротив|перед|от|до|рядом с) $", re.I)
_THIS_WAR = (
    "сво",
    "спецоп",
    "специальн",
    "участни",
    "украин",
    "донбас",
    "зон",
    "зсу",
    "збройн",
    "російськ",
    "окупант",
    "на війні",
    "захисни",
)
_OF_SERVICE = ("war", "military")
_APPOSED = re.compile(r"(?:,| \(|,? [—–-]) ?[^.;:!?\n]{0,50}")
_LIVE = re.compile(  # of men of whom a name given tells no death
    r"(?<!\w)(?:награжд|нагородж|отличивш|удосто|воюющ|служащ|вернувш|фото|портрет|действующ|живущ|защищающ|ныне|сейчас)",
    re.I,
)
_PICTURE, _TOLD = ("портрет", "с портрет"), DEATH | {"losses", "memorial", "posthumous"}
_NEED = {"g": "g", "s": "g", "l": "l", "d": "d", "gd": "gd"}
_ASIDE = frozenset(("official", "author", "kin", "of_kin", "namesake"))
_WAR_BEFORE, _WAR_AFTER = 1500, 160


def dedications_say(scene: Scene, evidence: list[Evidence]) -> None:
    """«Мемориальная доска участнику СВО А», «школе присвоено имя сержанта А», «доска: здесь жил А»."""
    if scene.lang == "en" or not any(c.kind in _OF_SERVICE and c.text.startswith(_THIS_WAR) for c in scene.cues):
        return
    groups: set[int] = set()
    last: Occurrence | None = None
    for one in scene.occurrences:
        anew = one.title == "namesake" and _GIVEN_NOW.search(scene.text, scene.sentences[one.sentence].start, one.start)
        if (one.title in _ASIDE and not anew) or not scene.persons[one.person].surname:
            continue
        joined = (one.group >= 0 and one.group in groups) or (last is not None and _elliptic(scene, last, one))
        said = "" if joined else _dedicated(scene, one)
        if said or joined:
            last = one
            groups.add(one.group)
            evidence[one.person].add(Role.DEAD, _DEDICATED, tell("said", said or "в память"))
            evidence[one.person].direct[Role.DEAD] += _DEDICATED
            evidence[one.person].war += _OF_WAR


def _elliptic(scene: Scene, last: Occurrence, one: Occurrence) -> bool:
    """«Появится мемориал А, а на фасаде школы — Б»: a dash stands for the monument told before."""
    same = last.sentence == one.sentence and last.person != one.person and set(last.cases) & set(one.cases) - {"n"}
    return bool(same) and _ELSEWHERE.fullmatch(scene.text, last.end, one.start) is not None


def _dedicated(scene: Scene, one: Occurrence) -> str:
    """The words by which a monument or a naming reaches the name; nothing where none does."""
    part = scene.sentences[one.sentence]
    low = max(part.start, one.start - _REACH)
    if "n" in one.cases and (here := _HERE.search(scene.text, low, one.start)):
        return here[0].split(":")[0].split(" ")[0].lower()
    if "g" in one.cases and _OPENING.fullmatch(scene.text, part.start, one.start):
        after = min(one.sentence + 1, len(scene.sentences) - 1)
        end = part.end if after == one.sentence or scene.names_somebody(after) else scene.sentences[after].end
        soldier = any(c.kind in _TOLD for c in scene.cues) or bool(_SOLDIER.search(scene.text, part.start, end))
        soldier = soldier or any(c.kind in _OF_SERVICE for c in scene.cues_within(part.start, end))
        ranked = any(f.kind == "rank" and f.end + 1 == one.start for f in scene.found)
        return "памяти" if (soldier or ranked) and not any(c.kind == "other_war" for c in scene.cues) else ""
    if _OF_HONOUR.search(scene.text, part.start, part.end):
        return ""  # «Портрет А украсил Доску почёта»
    if not _NAMING.search(scene.text, scene.sentences[max(0, one.sentence - 1)].start, part.end):
        return ""
    lead = _LEAD.search(scene.text, low, one.start)
    while lead and not _leads(scene, lead, one):
        lead = _LEAD.search(scene.text, lead.start() + 1, one.start)
    return lead[0].split(" ")[0].lower() if lead else ""


def _leads(scene: Scene, lead: re.Match[str], one: Occurrence) -> bool:
    gap = lead["gap"].strip(" ,«»")
    if not _in_case(lead, one) or scene.within(lead.start(), one.start) or (gap and verbs_in(gap, scene.lang)):
        return False
    if lead["gd"] and not _SOLDIER.search(gap) and _STANDS.search(scene.text, max(0, lead.start() - 12), lead.start()):
        return False  # «у памятника Чапаеву»: where it is, not to whom one is unveiled now
    if lead["s"] and not _GIVEN_NOW.search(scene.text, scene.sentences[one.sentence].start, lead.start()):
        return False  # «улица А переименована»: a name it had
    honoured = lead[0].lower().startswith(_PICTURE) or _LIVE.search(gap)
    if honoured and not any(c.kind in _TOLD for c in scene.cues):
        return False  # «портрет участника СВО А», «именами бойцов, награждённых орденом, А и Б»: who may live
    return _of_this_war(scene, one, gap, lead.start())


def _in_case(lead: re.Match[str], one: Occurrence) -> bool:
    need = next(_NEED[key] for key in _NEED if lead[key])
    return bool(set(need) & set(one.cases))


def _of_this_war(scene: Scene, one: Occurrence, gap: str, lead: int) -> bool:
    """Whether this war is told beside the name, and no other, and the words before it name a soldier, or nobody."""
    part = scene.sentences[one.sentence]
    here = scene.cues_within(part.start, part.end)
    if any(c.kind == "other_war" and not scene.within(c.end, lead) for c in here):
        return False
    near = scene.cues_within(part.start - _WAR_BEFORE, part.end + _WAR_AFTER)
    told = [c for c in near if c.kind in _OF_SERVICE and c.text.startswith(_THIS_WAR)]
    told = [c for c in told if c.start < part.end or not scene.within(one.end, c.start)]
    if not told:
        return False
    ranked = any(f.kind == "rank" and f.end + 1 == one.start for f in scene.found)
    if (ranked and any(c.kind in DEATH or c.kind == "losses" or "участни" in c.text for c in near)) or _SOLDIER.search(
        gap
    ):
        return True
    behind = [c for c in told if one.end < c.start < part.end and _APPOSED.fullmatch(scene.text, one.end, c.start)]
    return bool(behind) or (not gap and any(c.kind in DEATH or c.kind == "memorial" for c in near))
