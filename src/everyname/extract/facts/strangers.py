"""Units, ranks and ways into service that are of others than the dead: of guests, of the enemy, of kin.

Invariant: the answer rests on the words before the value and on those of its sentence.
"""

from __future__ import annotations

import re

from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.implied import ALL
from everyname.extract.roles.predicates import verbs_in
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import lazily

_OF_DYING = OF_DEATH - {"body", "rites", "farewell", "buried"}
_MANY = ("цы", "ные", "ики")
_BEFORE = 60  # characters before a unit in which its men are named
_GUESTS = r"(?<!\w)(?:представител|делегаци|оркестр|курсант)[а-яё]* (?:из )?$"
_CAME = (
    r"(?<!\w)(?:приехал|прибыл|пришл|выстав|нес(?:ут|ли)|поч[её]тн\w+ караул|салют|залп|отдали|отдал[аи]? почести|"
    r"участвовал|присутствовал|доставил|помог|собрал|передал[аи]|вручил[аи])"
)
_MEN = r"(?<!\w)(?:военнослужащие|солдаты|бойцы|офицеры|командование|разведчики|десантники|морпехи) (?:из )?$"
_FOES = (  # «отбил атаку 93-й бригады», «против 36-й бригады»
    r"(?<!\w)(?:атак|контратак|разгром|уничтож|отби(?:л|в|т)|противник|вражеск|боевик|националист|плен(?!ит)|"
    r"сда(?:л|в)|позици|колонн|наступлени|против(?!от)|бо[йяею]м?(?= с))[а-яё]* (?:с |со |из |у )?"
    r"(?!в |составе )(?:[а-яё-]+(?:ых|ых|ой|ей|их|ов|ами|и|а|у) ){0,2}$"
)
_OF_UKRAINE = r"(?: [\w-]+){0,3} (?:ВСУ|ВФУ|украинск|Вооруж[её]нных [Сс]ил Украины)"
_KIN_SERVED = (
    r"(?<!\w)(?:(?:его|её|ее) (?:старш\w+ |младш\w+ |родн\w+ |двоюродн\w+ )?"
    r"(?:отец|дед|дядя|тесть|мама|мать)|его (?:\w+ )?(?:брат|жена|супруга|сестра)|"
    r"(?:дед|прадед|дядя|тесть)(?: героя| погибшего| солдата| бойца)?) "
    r"(?:[а-яё-]+ ){0,4}(?:служ|воев|воюе|сража|бил)[^.!?\n]{0,50}$"
)

_TOUCHES = 3  # characters from a rank to the name it leads
_TELLER = r"(?<!\w)(?:по словам|по рассказам|рассказыва\w+|рассказал\w*|вспомина\w+|говорит|пояснил\w*) (?:\w+ )?$"
_KIN_RANKED = r"(?<!\w)(?:отец|дед|прадед|дядя|тесть)(?: \w+)?, (?:[а-яё]+ )?$"
_KIN_CALLED = r"(?<!\w)его (?:[а-яё]+(?:его|ого|ий|ый) )?(?:брат|отец|дядя|друг)[а-яё]{0,2} (?:[а-яё]+ ){0,2}$"
_GENITIVES = re.compile(r"(?:цев|цам|цами|нных|нным|нными|ков|кам|ками)$")
_HELPED = (
    r"(?<!\w)(?:семь|родственник|помо[гщ]|поддерж|набор|сбор|сформиров|отправил|отправк|встреч|провод|групп|парти|"
    r"призыв)"
)
_HE_TOO = r"(?<!\w)(?:он|его|её|ему|герой|боец|земляк|в составе|вступил|записал|уш[её]л|воевал|служил)(?!\w)"


def of_others(scene: Scene, found: Found) -> bool:
    """«Приехали представители 810-й бригады», «росгвардейцы донесли гроб»: of those who came."""
    if found.kind == "unit":
        return _is_foreign(scene, found)
    if found.kind == "rank":
        return _is_tellers(scene, found)
    if found.kind == "category" and scene.lang == "ru" and _is_of_many(scene, found):
        return True
    if found.kind != "category" or not scene.text[found.start : found.end].endswith(_MANY):
        return False
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    if (
        scene.text.endswith((" в ", " из "), 0, found.start)
        or any(c.kind in _OF_DYING for c in scene.cues_within(part.start, part.end))
        or len(scene.in_sentence(number)) > 1
    ):
        return False
    said = scene.text[part.start : part.end]
    does = any(c.kind == "said" for c in scene.cues_within(part.start, part.end))
    does = does or (scene.lang != "en" and verbs_in(said, scene.lang))
    return does and ":" not in said and not ALL.search(said)


def _is_foreign(scene: Scene, found: Found) -> bool:
    """Whether a unit is of guests, of the other side or of a man's kin."""
    before = max(0, found.start - _BEFORE), found.start
    if lazily(_GUESTS).search(scene.text, *before):
        return True
    if scene.lang != "ru":
        return False
    part = scene.sentences[scene.lines.index(found.start)]
    if lazily(_MEN).search(scene.text, *before) and lazily(_CAME).search(scene.text, part.start, part.end):
        return True
    if lazily(_FOES).search(scene.text, max(part.start, before[0]), found.start):
        return bool(lazily(_OF_UKRAINE).match(scene.text, found.end)) or "механизирован" in found.value
    if any(c.kind in _OF_DYING for c in scene.cues_within(part.start, part.end)):
        return False
    kin = lazily(_KIN_SERVED).search(scene.text, part.start, found.start)
    return kin is not None and not scene.within(kin.start(), found.start)


def _is_tellers(scene: Scene, found: Found) -> bool:
    """«по словам капитана с позывным», «его отец, майор в отставке»: a rank of who tells, or of kin, without a name."""
    if scene.lang != "ru":
        return False
    after = scene.following(found.end)
    if after and after.start - found.end < _TOUCHES:
        return False
    before = max(0, found.start - _BEFORE), found.start
    return (
        lazily(_TELLER).search(scene.text, *before) is not None
        or lazily(_KIN_RANKED).search(scene.text, *before) is not None
    )


def _is_of_many(scene: Scene, found: Found) -> bool:
    """«помогает семьям мобилизованных и добровольцев», «его брата мобилизовали»: nobody's who is named."""
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    if lazily(_KIN_CALLED).search(scene.text, part.start, found.start):
        return True
    if not _GENITIVES.search(scene.text, found.start, found.end) or scene.names_somebody(number):
        return False
    if any(c.kind in _OF_DYING for c in scene.cues_within(part.start, part.end)):
        return False
    return bool(lazily(_HELPED).search(scene.text, part.start, found.start)) and not lazily(_HE_TOO).search(
        scene.text, part.start, part.end
    )
