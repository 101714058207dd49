"""Sentences of other news: «Ранее в области разгорелся скандал», «глава Якутии сообщал, что погиб 22-летний военный».

Invariant: a sentence that names a man without an office, or points at one («он», «боец»), is no aside.
"""

from __future__ import annotations

import re
from functools import partial

from everyname.extract.roles.government import OF_DEATH
from everyname.extract.roles.others import fallen_others
from everyname.extract.roles.passed_on import OFFICES
from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.spans.found import Found
from everyname.extract.spans.timewords import lazily

_TOLD = OF_DEATH - {"mourned", "rites"}
_OFFICE = 24  # characters of the noun for an office
_NEWS_CAME = re.compile(
    r"(?<!\w)(?:вест|новост|извест)\w* (?:[^\W\d_]+ ){0,3}(?:приш|поступ|прилет)|"
    r"(?<!\w)(?:приш|поступ)\w+ (?:[^\W\d_]+ ){0,3}(?:вест|новост|извест)",
    re.I,
)
_PRESENTS = re.compile(
    r"[\s«\"—–-]*(?:речь идет о|речь идёт о|это|им стал|им оказался|погибший|погибшего|его имя|его зовут)(?!\w)", re.I
)
_AHEAD = ("date", "settlement", "region", "age")
_PAIRED = (" и ", " та ", " і ", " и из ", " и в ")
_MANY = 3  # regions of one sentence that are nobody's
_RECALLED = re.compile(
    r"\W*(?:напомним|нагадаємо|нагадуємо|как (?:мы )?(?:сообщал|писал)\w+|як (?:ми )?(?:повідомля|писа)\w+|ранее|"
    r"раніше)(?!\w)",
    re.I,
)
_EARLIER = re.compile(r"\W*(?:ранее|раніше|до этого)(?!\w)", re.I)
_HIS_LIFE = (  # «До этого служил в Чечне»: of him who is spoken of
    r"\W*(?:ранее|до этого) (?:успел |он |уже |также |[а-яё]+о )?"
    r"(?!сообщ|писал|рассказ|напис|публик|передав|отмеч|стал|в )"
    r"(?:не )?[а-яё]+(?:[аеияу]л|[аеияу]ла|лся|лась|[её]л|[её]н|ена)(?!\w)"
)
_TOLD_EARLIER = r"\W*ранее (?:«?[\w.-]+»? ){0,4}(?:сообщал|писал|рассказывал)"
_OTHER_NEWS = (  # «Недавно вдова бойца из Хакасии подала в суд»
    r"\W*(?:ранее|недавно|тем временем|между тем|до этого|кроме того|также)(?!\w)[^.!?\n]{0,60}?(?<!\w)"
    r"(?:вдов|жен|мат|отец|отц|жител|семь|родственни|сестр|брат)[а-яё]{0,5} (?:[а-яё]+ ){0,4}(?:из|в|с|со) [А-ЯЁ]"
)
_ONE_MORE = (  # «Простились с другим бойцом из Орска. Павел Ершов погиб …»
    r"(?<!\w)(?:друг(?:им|ого|ому|ой)|ещ[её] (?:с )?одн(?:им|ого|ому|ой|ин)) (?:[а-яё]+ ){0,2}"
    r"(?:бо[ей]|земля|вои|геро|солдат|участни|военн|погибш|жител|урожен|защитни|мобилизованн|доброволь)[а-яё]*"
)
_OWN = r"(?<!\w)(?:их|им|они|ним|них)(?!\w)"
_ALSO = re.compile(
    r"\W*(?:кроме того|также|напомним|добавим|накануне|между тем|тем временем|ещё|еще|"
    r"крім того|також|нагадаємо|нагадуємо|додамо|напередодні|тим часом|водночас|ще)(?!\w)",
    re.I,
)
_OF_HIM = (  # «Погиб 25 апреля»: who is spoken of all along
    r"\W*(?:погиб|родился|служил|был[аи]?|награжд[её]н|похоронен|мобилизован|учился|окончил|работал|"
    r"уш[её]л|призван)(?!\w)"
)
_POINTS = re.compile(
    r"(?<!\w)(?:он|его|ему|него|нему|ним|них|они|им|их|оба|обоих|боец|бойца|бойцу|воин|воина|герой|героя|мужчина|"
    r"мужчины|погибший|погибшего|погибшему|земляк|земляка|парень|парня|"
    r"він|його|йому|нього|ньому|вони|їх|їм|обидва|обох|боєць|бійця|бійцю|воїн|воїна|воїну|захисник|захисника|чоловік|"
    r"чоловіка|загиблий|загиблого|загиблому|хлопець|хлопця)(?!\w)",
    re.I,
)
_ANOTHER = re.compile(
    r"(?<!\w)(?:погиб|погибла|убит|умер|скончался)(?: [^\W\d_]+){0,2} (?:\d\d-летний|ещё один|еще один|другой|военный|"
    r"военнослужащий|житель|уроженец|солдат|мобилизованный)(?!\w)|"
    r"(?<!\w)(?:о гибели|о смерти) (?:\d\d-летнего|ещё одного|еще одного|другого|военного|жителя)(?!\w)|"
    r"(?<!\w)(?:загинув|загинула|помер|поховали|попрощалися з|втратила|втратили)(?: [^\W\d_]+){0,2} "
    r"(?:\d\d-річн\w+|ще один|ще одного|ще одним|інший|іншого|військовий|військового|військовим|"
    r"військовослужбовець|військовослужбовця|військовослужбовцем|бійця|мешканець|мешканця|житель|жителя|уродженець)(?!\w)",
    re.I,
)


def asides(scene: Scene) -> frozenset[int]:
    """The sentences whose values are of nobody whom the text names."""
    if scene.lang == "en" or not scene.occurrences:
        return frozenset()
    found = set(filter(partial(_is_aside, scene), range(1, len(scene.sentences))))
    for number in range(2, len(scene.sentences)):
        part = scene.sentences[number]
        goes_on = number - 1 in found and not scene.names_somebody(number)
        if goes_on and not (
            _POINTS.search(scene.text, part.start, part.end) or lazily(_OF_HIM).match(scene.text, part.start, part.end)
        ):
            found.add(number)
    return frozenset(found)


def recalled(scene: Scene) -> dict[int, int]:
    """Whom a text names only where it recalls other news («Нагадаємо, на фронті загинув А»): from which sentence on."""
    first: dict[int, int] = {}
    for one in scene.occurrences:
        first.setdefault(one.person, one.sentence)
    opened = [n for n in set(first.values()) if n and _RECALLED.match(scene.text, scene.sentences[n].start)]
    opened = [n for n in opened if _tells_death(scene, n) and not _unnamed_before(scene, n)]
    return {person: number for person, number in first.items() if number in opened}


def _tells_death(scene: Scene, number: int) -> bool:
    part = scene.sentences[number]
    return any(c.kind in OF_DEATH for c in scene.cues_within(part.start, part.end))


def _unnamed_before(scene: Scene, number: int) -> bool:
    """Whether sentences before tell a death of one whom they do not name: it may be he who is named later."""
    told = (c for c in scene.cues_within(0, scene.sentences[number].start) if c.kind in _TOLD and not c.plural)
    return any(not scene.names_somebody(scene.lines.index(c.start)) and not fallen_others(c) for c in told)


def _is_aside(scene: Scene, number: int) -> bool:
    part = scene.sentences[number]
    if any(o.title not in OFFICES for o in scene.in_sentence(number)):
        return False
    if number + 1 < len(scene.sentences) and _PRESENTS.match(scene.text, part.end) and scene.names_somebody(number + 1):
        return False
    if scene.lang == "ru" and lazily(_OTHER_NEWS).match(scene.text, part.start, part.end):
        return True
    opens_earlier = _EARLIER.match(scene.text, part.start, part.end)
    if not opens_earlier and not _ALSO.match(scene.text, part.start, part.end):
        return False
    if opens_earlier and scene.lang == "ru":
        if lazily(_ONE_MORE).search(scene.text, part.start, part.end):
            return True  # «Ранее в Гае похоронили другого бойца»
        said = scene.text[part.start : part.end]
        said = lazily(_OWN).sub("", said) if lazily(_TOLD_EARLIER).match(said) else said
        return not _POINTS.search(said) and not lazily(_HIS_LIFE).match(said)
    return bool(_ANOTHER.search(scene.text, part.start, part.end))


def told_ahead(scene: Scene, found: Found) -> tuple[int, ...]:
    """«Ранее 1 марта жители Отрадного проводили земляка. Рядовой А погиб …»: an aside told of whom it names next."""
    number = scene.lines.index(found.start)
    if found.kind not in _AHEAD or number + 1 == len(scene.sentences):
        return ()
    if found.kind == "date" and found.attrs.get("cue") not in ("burial", "gathering", "death"):
        return ()
    part = scene.sentences[number]
    opens = _EARLIER.match(scene.text, part.start, part.end) or _ALSO.match(scene.text, part.start, part.end)
    opens = opens or lazily(_ONE_MORE).search(scene.text, part.start, part.end)
    if not opens or scene.lang != "ru" or scene.names_somebody(number):
        return ()
    first = next(iter(scene.in_sentence(number + 1)), None)
    if (
        first is None
        or first.title in (*OFFICES, "kin")
        or scene.sentences[number + 1].line != scene.sentences[number].line
    ):
        return ()
    earlier = any(o.person == first.person for o in scene.within(0, first.start))
    return () if earlier else tuple(dict.fromkeys(o.person for o in scene.members(first)))


def told_by_office(scene: Scene, found: Found, office: Occurrence) -> bool:
    """«Глава рассказал, что погиб 40-летний офицер. Это А»: what an official tells of the next one."""
    if found.kind == "award":
        return True
    told = any(c.kind in OF_DEATH for c in scene.cues_within(office.end, found.start + 1))
    return told and found.kind in ("age", "settlement") and found.attrs.get("support", "") != "institution"


def office_alone(scene: Scene, found: Found) -> bool:
    """«О потерях заявил глава Чечни Рамзан К.»: a place of an office, in a sentence that names officials alone.

    Or one of many regions that a sentence counts («есть погибшие из Чечни, Дагестана, Калмыкии»).
    """
    if found.kind not in ("region", "settlement"):
        return False
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    if not scene.names_somebody(number) and _is_paired(scene, found):
        return True
    if found.kind == "region" and not scene.names_somebody(number):
        return len({f.value for f in scene.spans_within(part.start, part.end) if f.kind == "region"}) >= _MANY
    if found.attrs.get("support") != "institution":
        return False
    here = scene.in_sentence(number)
    if any(c.kind in OF_DEATH for c in scene.cues_within(part.start, part.end)):
        return False
    after = next((o for o in here if o.start >= found.end), None)
    if after is None or any(o.title not in OFFICES for o in here):
        return False
    return after.title_at < found.start and len({f.value for f in scene.found if f.kind == found.kind}) > 1


def _is_paired(scene: Scene, found: Found) -> bool:
    """«Трое военных из Тувы и Бурятии погибли. В Бурятии …»: of one of them each, and of which is told below."""
    at = scene.place_of(found)
    pair = [
        f
        for f in scene.found[max(0, at - 2) : at + 3]
        if f.kind == found.kind
        and "demonym" not in (f.attrs.get("form"), found.attrs.get("form"))
        and scene.text[min(f.end, found.end) : max(f.start, found.start)] in _PAIRED
    ]
    values, starts = {found.value, *(f.value for f in pair)}, {found.start, *(f.start for f in pair)}
    return len(values) > 1 and any(f.value in values and f.start not in starts for f in scene.found)


def of_office_behind(scene: Scene, found: Found, end: int) -> tuple[int, ...]:
    """«Глава Калмыкии рассказал, что А погиб»: the place of an office is that of the dead whom it tells of."""
    office = scene.titles_within(found.start - _OFFICE, found.start)
    if not any(t.kind == "official" and t.end + 1 == found.start for t in office):
        return ()
    told = [o for o in scene.within(found.end, end) if o.title not in (*OFFICES, "kin")]
    if not told or not any(c.kind in OF_DEATH for c in scene.cues_within(found.end, end)):
        return ()
    return tuple(dict.fromkeys(o.person for o in scene.members(told[0]) if o.start >= told[0].start))


def news_came(scene: Scene, found: Found) -> tuple[int, ...]:
    """«Печальная весть пришла в Белозерск. «Наш земляк А погиб»»: whom the next sentence names."""
    number = scene.lines.index(found.start)
    part = scene.sentences[number]
    if scene.names_somebody(number) or not _NEWS_CAME.search(scene.text, part.start, found.start):
        return ()
    told = [o for at in (number + 1, number + 2) if at < len(scene.sentences) for o in scene.in_sentence(at)]
    first = next((o for o in told if o.title not in (*OFFICES, "kin")), None)
    return tuple(dict.fromkeys(o.person for o in scene.members(first) if o.sentence == first.sentence)) if first else ()
