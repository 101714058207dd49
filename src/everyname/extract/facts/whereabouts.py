"""What the events of a sentence make of a place: of death, of service, only on the way, or what it was.

Invariant: only the cue of a span changes, never its value or its place in the text.
"""

from __future__ import annotations

import re

from everyname.extract.facts.beside import EVENTS, cues_near, is_transit, with_cue
from everyname.extract.facts.elsewhere import elsewhere, of_speaker
from everyname.extract.roles.owners import Claimed
from everyname.extract.roles.scene import Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.regions import front_regions
from everyname.extract.spans.timewords import lazily

_TWIN = (" (", " ( ", "/", " / ")
_WHOLE_DAY = len("2024-01-31")
_ADJOINING = (" ", ", ", " (", "(")  # between a place and its region
_OF_FRONT = ("in", "on", "of", "name")
_PLACE_OF_DEATH = re.compile(
    r"(?:место|местом|місце|місцем|place|location) (?:гибели|смерти|загибелі|смерті|of death)[^.,;\n]{0,60}$|"
    r"(?:место|місце) (?:гибели|смерти|загибелі|смерті)\W{1,3}(?:н\. ?п\.|с\.|пос\.|г\.|смт) ?$",
    re.I,
)
_HOME_IN = re.compile(
    r",? (?:(?:[^\W\d_-]+ського|[^\W\d_-]+цького) (?:району|р-ну) )?(?:во?|у|на|на территории|на території) "
)  # «посёлка Менделеево в Пермском крае»
_GAPPED = re.compile(r"[\])]? [—–-] (?!жив|жил|род)(?:[^\W\d_]+ |\d\d? [а-я]+ ){0,6}")
_PART = re.compile(
    r"(?<!\w)(?:в|на) (?:одном из |одной из )?(?:приграничн\w+ |сопредельн\w+ )?"
    r"(?:район(?:ах|ов|е)|приграничье|территори[ия]|границе|земле) $"
)
_OF_HOME = ("home", "born")
_LEARNER = (
    r"(?<!\w)(?:выпускни|воспитанни|учени|учител|студент|курсант|директор|тренер|преподават|сотрудни|работни|депутат|улиц|сквер|переул|бульвар|памятник|бюст|мемориал|алле|турнир)"
    r"[а-яё]{0,4} (?:[а-яё]+ ){0,3}(?:№ ?)?(?:\d+ )?во? (?:[а-яё]+\.? )?$"
)
_OF_LIFE = (
    r"(?<!\w)(?:остал(?:ись|[ао]сь|ся) (?:\w+ )?(?:жен|доч|сын|мат|родит|семь|вдов|дет|дом)|"
    r"жив[её]т|живут|жил|родил|родом|вырос|"
    r"уч[иё]л|окончил|работа|труд|служ|воюе|воюют|ополчен|улиц|школ|переул|площад|бульвар|сквер|парк[еа]?(?!\w)|памятник|"
    r"мемориал|бюст|доск|турнир|фильм|книг|гуманитарн|груз|волонт[её]р|вез|вози|привоз|наград|награжд|медал|орден|"
    r"получил|ранен[иао]|ранил|контуз|лечил|эвакуировал|вручи|отправил|поехал|приех|приезж|верну|отпуск|"
    r"командировк|звонил|позвонил|написал|женил|мэр|главы?(?!\w)|прош[её]л|за плечами|боевой путь|боевое крещение|"
    r"брат|отец|сестр|штурмовал|освобождал|брал)"
)
_OF_OTHERS = r"(?<!\w)(?:воюе|воюют|служит|брат|отец|сестр|прин[её]с|медал|наград|награжд|орден|крещени|потерял)"
_BATTLES = ("in", "name", "type", "field", "")
_BRACKET = re.compile(r"(?: ?г\.)? \((?:(?:под|у|в|с\.|н\. ?п\.|район) ?)?")
_SERVED = re.compile(
    "служ|воев|воюв|борон|визвол|пройшов|вахт|командиров|определ|назнач|направл|был |распредел|перевед|бывал|"
    "бывать|призван",
    re.I,
)
_PLACE_OF_BIRTH = re.compile(
    r"(?:место рождения|место жительства|адрес|місце народження|місце проживання)\W{1,3}(?:[^\W\d_]{1,8}\.? ?)?$", re.I
)
_AWHILE = re.compile(
    r"(?<!\w)час (?:про)?(?:жив|жил|мешка)[а-яії]* [^.,;]{0,20}$"
)  # «деякий час проживав у місті Рожище»
_MOVED = re.compile(r"(?<!\w)пере(?:ехал|брал|вез)\w* (?:[а-яё]+ ){0,2}во? (?:[а-яё.]+ )?$", re.I)
_BEHIND_REGION = re.compile(
    r"(?:, | \(|\s)(?:[А-ЯЁа-яё]+ (?:район\w*|р-на?),? )?(?:в |у )?(?:[а-яё.]+ (?:пункт\w* )?)?"
)
_THERE = ("in", "name", "of", "on")
_STAYS = ("transit", "lived")
_SCENES = ("war", "military")
_QUARTER = re.compile(
    r"(?<!\w)(?:застройк|микрорайон|жил\w{2,3} комплекс|квартал|нов\w{2,3} улиц)[а-яё]{0,3} (?:[а-яё]+ ){0,2}$", re.I
)
_LED_OUT = re.compile(  # «погиб при выводе мирных жителей из Волновахи»
    r"(?<!\w)(?:погиб|убит|гибел|пал|подорвал)[а-яё]* (?:на СВО |героически )?(?:при|во время|в ходе) "
    r"(?:вывод|эвакуац|вывоз)[а-яё]* (?:[а-яё]+ ){0,3}из (?:[а-яё]+\.? )?$"
)
_WOUNDED = re.compile(
    r"(?<!\w)(?<!смертельно )(?:ранен|раненн|контужен)[а-яё]{0,4} (?:[а-яё]+ ){0,3}(?:под|у|близ|возле|около|в|за) "
    r"(?:[а-яё]+\.? )?$",
    re.I,
)
_EVERYBODY = re.compile(
    r"(?:^|[.!?…\n] ?)(?:все|оба|обе)(?: [а-яё]+)? ?[—–:-] ?(?P<point>н\.? ?п\.? )?(?:под |у )?(?:[а-яё]{1,3}\. ?)?$",
    re.I,
)
_DAY_BEFORE = 40
_AROUND, _CLOSE = 90, 40
_DEADLY = r"погиб|убит|гибел|смерт|не стало|не верн|завал|опозна|закрыл|потеряли"
_COMMA = re.compile(r"(?: ?г\.| года)?,? (?:[^\W\d_]+\.?(?: ?п\.)? ?)?")


def of_place(scene: Scene, found: Found, event: Claimed | None) -> Found | None:
    """The place with the cue that its sentence gives it; ``None`` where it gives none of its own."""
    cue = found.attrs.get("cue", "")
    if cue in (*_THERE, "death") and _behind_home(scene, found):
        return with_cue(found, "home")
    if cue in ("in", "death") and found.attrs.get("support") == "in" and _of_learner(scene, found):
        return with_cue(found, "in" if "front" not in found.attrs else "transit")
    if event is None and "front" in found.attrs and _of_life(scene, found, cue):
        return with_cue(found, "transit")
    if cue == "in" and (_gapped(scene, found, event) or _before_its_region(scene, found, event)):
        return with_cue(found, "death")
    if cue == "name" and found.kind == "settlement" and _in_brackets_behind_name(scene, found):
        return with_cue(found, "home")
    if told := _by_words_before(scene, found, event, cue):
        return with_cue(found, told)
    if _PLACE_OF_DEATH.search(scene.text, max(0, found.start - 80), found.start):
        return with_cue(found, "death")
    if found.kind == "settlement" and _PLACE_OF_BIRTH.search(scene.text, max(0, found.start - 40), found.start):
        return with_cue(found, "born")
    if cue == "death" and is_transit(scene, found, event):
        return with_cue(found, "transit")
    if cue == "transit" and found.attrs.get("support") == "hospital" and _died_before(found, event):
        return with_cue(found, "death")
    if elsewhere(scene, found, event) or of_speaker(scene, found):
        return with_cue(found, "served")
    if cue == "home" and _AWHILE.search(scene.text, max(0, found.start - 40), found.start):
        return with_cue(found, "transit")
    if cue == "home" and _MOVED.search(scene.text, max(0, found.start - 30), found.start):
        return with_cue(found, "moved")
    if cue in ("name", "type") and found.kind == "settlement" and _in_death_region(scene, found):
        return with_cue(found, "death")
    if cue in _THERE and event is None and served_in(scene, found):
        return with_cue(found, "served" if found.kind == "region" else "transit")
    if _in_brackets_behind_death(scene, found):
        return with_cue(found, "death")
    if found.kind == "settlement" and _behind_day(scene, found):
        return with_cue(found, "death")
    if found.kind == "region" and (
        of_death_place(scene, found) or _is_fought_in(scene, found, event) or _in_part_of(scene, found, event)
    ):
        return with_cue(found, "death")
    return None


def _by_words_before(scene: Scene, found: Found, event: Claimed | None, cue: str) -> str:
    """The cue that a place has by what stands right before it: new streets, wounds, men led out, «все»."""
    if found.attrs.get("form") == "district" and _QUARTER.search(scene.text, max(0, found.start - 60), found.start):
        return "transit"  # «улицы в новой застройке Прикубанского округа»
    if cue == "death" and event is not None and event.cue.start > found.end and _is_of_wound(scene, found):
        return "transit"
    led_out = found.kind == "settlement" and _LED_OUT.search(scene.text, max(0, found.start - 100), found.start)
    return "death" if led_out or (found.kind == "settlement" and _of_all(scene, found)) else ""


def _is_of_wound(scene: Scene, found: Found) -> bool:
    """«Тяжело раненный под Авдеевкой, скончался в госпитале Ростова»."""
    return _WOUNDED.search(scene.text, max(0, found.start - _DAY_BEFORE), found.start) is not None


def _of_all(scene: Scene, found: Found) -> bool:
    """«Все — н.п. Новопавловка», «Оба — Угледар»: behind the names, the place where all of them fell."""
    named = _EVERYBODY.search(scene.text, max(0, found.start - _DAY_BEFORE), found.start)
    if named is None or scene.previous(found.start) is None:
        return False
    return "front" in found.attrs or bool(named["point"])


def _gapped(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«А погиб в Сумской области, Б — в ходе боёв в Херсонской»: the verb is that told before."""
    if event is not None or not ("front" in found.attrs or found.value in front_regions()):
        return False
    before = scene.previous(found.start)
    return before is not None and _GAPPED.fullmatch(scene.text, before.end, found.start) is not None


def _before_its_region(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«в населённом пункте Лысовка ДНР он пожертвовал жизнью»: a settlement before the region where a man fell."""
    if found.kind != "settlement" or event is None or event.cue.kind not in EVENTS["death"]:
        return False
    at = scene.place_of(found)
    near = [f for f in scene.found[at + 1 : at + 3] if f.kind == "region"]
    joined = bool(near) and scene.text[found.end : near[0].start] in (" ", ", ", " (", " на территории ", " в ")
    return joined and _is_fought_in(scene, near[0], event) and not is_transit(scene, found, event)


def _behind_home(scene: Scene, found: Found) -> bool:
    """«житель посёлка Менделеево в Пермском крае»: a place that only says where the home before it is."""
    at = scene.place_of(found)
    near = [f for f in scene.found[max(0, at - 2) : at] if f.kind == "settlement"]
    return any(f.attrs.get("cue") in _OF_HOME and _HOME_IN.fullmatch(scene.text, f.end, found.start) for f in near)


def _of_learner(scene: Scene, found: Found) -> bool:
    """«погиб выпускник школы в Рыльске»: where the school is."""
    return lazily(_LEARNER).search(scene.text, max(0, found.start - 70), found.start) is not None


def _of_life(scene: Scene, found: Found, cue: str) -> bool:
    """«улица в Волновахе», «был ополченцем в Славянске»: what is done at a place at the front is no death."""
    part = scene.sentences[scene.lines.index(found.start)]
    words = _OF_LIFE if cue in _BATTLES else _OF_OTHERS if cue == "death" else None
    if words is None or lazily(_DEADLY).search(scene.text, part.start, part.end):
        return False
    around = _AROUND if cue != "death" else _CLOSE
    low, high = max(part.start, found.start - around), min(part.end, found.end + around)
    return lazily(words).search(scene.text, low, high) is not None


def _in_death_region(scene: Scene, found: Found) -> bool:
    """«погиб на территории Харьковской области, Купянского района, населённый пункт Берестовое»."""
    at = scene.place_of(found)
    near = [f for f in scene.found[max(0, at - 3) : at] if f.kind == "region" and f.value in front_regions()]
    if not near or not _BEHIND_REGION.fullmatch(scene.text, near[-1].end, found.start):
        return False
    part = scene.sentences[scene.lines.index(found.start)]
    return any(c.kind in EVENTS["death"] for c in scene.cues_within(part.start, near[-1].start))


def _in_brackets_behind_name(scene: Scene, found: Found) -> bool:
    """«Иван Долгов (Марксовский район)»."""
    before = scene.previous(found.start)
    closed = scene.text[found.end : found.end + 1] in (")", ",")
    return before is not None and closed and scene.text[before.end : found.start] == " (" and "front" not in found.attrs


def _in_brackets_behind_death(scene: Scene, found: Found) -> bool:
    """«погиб 02.02.2024 (Курская обл.)», «†11.02.24 (Работино)»."""
    at = scene.place_of(found)
    days = [f for f in scene.found[max(0, at - 2) : at] if f.kind == "date" and f.attrs.get("pair") is None]
    twin = [f for f in scene.found[max(0, at - 1) : at] if f.kind == "settlement" and f.attrs.get("cue") == "death"]
    if found.kind == "settlement" and any(scene.text[f.end : found.start] in _TWIN for f in twin):
        return True  # «при взятии Артёмовска (Бахмут)»
    of_death = [f for f in days if "death" in (f.attrs.get("role"), f.attrs.get("cue"))]
    return any(_BRACKET.fullmatch(scene.text, f.end, found.start) for f in of_death)


def _behind_day(scene: Scene, found: Found) -> bool:
    """«в справке стоит 2 апреля, Артёмовск», «3 июля 2023 года, посёлок Невское»: a day and a place at the front."""
    if found.attrs.get("cue") not in ("field", "type") or not (found.attrs.get("front") or "known" not in found.attrs):
        return False
    days = [f for f in scene.spans_within(found.start - _DAY_BEFORE, found.start) if f.kind == "date"]
    if not days or not _COMMA.fullmatch(scene.text[days[-1].end : found.start]):
        return False
    other = {days[-1].attrs.get(key) for key in ("role", "cue", "pair")} - {"death", None, ""}
    return not other and len(days[-1].value) == _WHOLE_DAY and days[-1].value >= str(scene.war.year)


def _died_before(found: Found, event: Claimed | None) -> bool:
    """«умер от полученных ранений в больнице Донецка»."""
    return event is not None and event.cue.kind in EVENTS["death"] and event.cue.end <= found.start


def served_in(scene: Scene, found: Found) -> bool:
    """«служил в Забайкалье, в Пскове»: where a man served is no home of his."""
    near = [c for c in cues_near(scene, found) if c.end <= found.start and c.kind not in _SCENES]
    last = max((c.end for c in near), default=0)
    return any(c.kind in _STAYS and c.end == last and _SERVED.search(c.text) for c in near)


def of_death_place(scene: Scene, found: Found) -> bool:
    """«у Андреевки Донецкой области»: the region goes with the place right before it."""
    at = scene.place_of(found)
    near = scene.found[max(0, at - 2) : at]
    return any(
        f.kind == "settlement" and f.attrs.get("cue") == "death" and scene.text[f.end : found.start] in _ADJOINING
        for f in near
    )


def _in_part_of(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """«погиб в одном из приграничных районов Курской области»."""
    if event is None or event.cue.kind not in EVENTS["death"] or event.cue.end > found.start:
        return False
    return _PART.search(scene.text, event.cue.end, found.start) is not None


def _is_fought_in(scene: Scene, found: Found, event: Claimed | None) -> bool:
    """A region of this war in a sentence of death, where nothing says that it is a home."""
    if event is None or event.cue.kind not in EVENTS["death"] or found.attrs.get("cue") not in _OF_FRONT:
        return False
    return scene.lang != "uk" and found.attrs.get("form") != "adjective" and found.value in front_regions()
