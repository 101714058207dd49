"""What a place is to a man, as far as the clause tells: home, place of death or of burial, or only named.

Invariant: the answer rests on the cue before the name and on the nearest event of its clause, never on the name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from everyname.extract.spans.events import Events
from everyname.extract.spans.found import Found
from everyname.extract.spans.gazetteer import Place
from everyname.extract.spans.lexicon import Word, rows
from everyname.extract.spans.place_cues import Before, before
from everyname.extract.spans.regions import front_regions

_FOR_BATTLE = re.compile(r"(?<!\w)за (?:бо[ийяё]|взяти|оборон|освобожд|штурм|участи|отличи|сражени)\w*[^,.]{0,24}$")
_LANDS = (
    r"(?:ЛНР|ДНР|Украин[аыеу]|Донбасс[ае]?|Донецк[а-я]{2,3}|Луганск[а-я]{2,3}|Херсонск[а-я]{2,3}|Запорожск[а-я]{2,3})"
)
_LISTED = re.compile(rf"(?: и|,) (?:на )?{_LANDS}(?!\w)")
_LISTING = re.compile(rf"(?<!\w){_LANDS}(?: народн\w+ республик\w+)?(?: и|,) (?:на )?$", re.I)
_FREED = re.compile(r"(?<!\w)(?<!при )(?:освобожден|защит|оборон)\w* (?:народа |жителей |территори\w+ )?$", re.I)
_TOLD_OF_BATTLES = re.compile(
    r"(?<!\w)(?:участник\w* (?:бо[её]в|штурм\w+|освобождени\w+|сражени\w+)|"
    r"(?:освобождал|оборонял|штурмовал|защищал)[аи]?|(?:участвовал|воевал|сражал|принимал)[аи]?с?[ья]? "
    r"(?:[а-я]+ ){0,3}(?:бо[яюе]\w{0,2}|штурм\w*|освобождени\w+|сражени\w+|операци\w+)) "
    r"(?:(?!погиб|пал |убит|получил|ранен)[^.;:\n]){0,80}$"
)
_HELD = re.compile(r"(?<!\w)(?:трима|утриму|держал|удержив|участь [ву]|участи\w* в|обороняв |оборонял )[^.,;]{0,24}$")
_NOT_BACK = re.compile(r" (?:так )?(?:никогда )?не верн")
_OF_WAR = ("death", "in", "name", "on", "near")
_ANYWHERE = ("in", "name", "on")
_SERVICE_REACH = 110
_SERVICE = re.compile(
    r"(?<![\w-])(?:боев\w{2,3} действи\w+|войн\w{0,2}|кампани\w+|контртеррористич\w+|командировк\w+|конфликт\w*|"
    r"учени\w+|полигон\w*|служб\w+|служил\w*|отслужил\w*|воевал\w*|"
    r"участвовал\w*|горяч\w+ точк\w+)(?P<since>(?! (?:из|с) )[^.;:!?\n]{0,70})$|"
    r"(?<!\w)прош(?:[её]л|ла) (?:через |и |всю |обе |две )?$",
    re.I,
)
_OTHER_TURN = re.compile(  # behind it another thing is told: «служил по контракту, живёт в Дагестане»
    r"(?<!\w)(?:урожен|жител|родил|родом|погиб|скончал|умер|похорон|прожив|жи[лв]|верн|приех|сообщ|простил|проводил|глав|"
    r"област|кра[йяюе])",
    re.I,
)
_DIED_THERE = re.compile(
    r"(?<!\w)(?:killed|died|dies|fell|perished|dead|shot|slain|lost (?:his|her|their) (?:life|lives)) "
    r"(?:while |whilst )?"
    r"(?:fighting|defending|serving|during|by|when|on|as|from|of|instantly|heroically|alongside|together|with|"
    r"in (?:action|combat|battle|an?|the))(?!\w)"
    r"(?:(?!(?<!\w)(?:held|buried|he|she|they|who|whose|after|before|since|said|says|announced|told|reported|funeral|born|lived|"
    r"living|home|native|office|court|arrived|arriving|resident|son|man|soldier)(?!\w))[^,.;:\n]){0,90}$",
    re.I,
)
_BURIED_THERE = re.compile(
    r"(?<!\w)(?:buried|laid to rest|interred|(?:service|funeral|ceremony) (?:was|is|were) held|funeral took place)"
    r"(?:(?!(?<!\w)(?:who|whose|after|before|killed|died|from|said|near)(?!\w))[^.;:\n]){0,100}$",
    re.I,
)
GOVERNED = 28  # the farthest event word that «в» may belong to


def regions_of(place: Place) -> dict[str, str]:
    """The attrs that tell the regions and the country that have a place of this name."""
    if not (names := place.region_names):
        return {}
    countries = {_countries()[name] for name in names}
    return {"regions": "|".join(names)} | ({"country": countries.pop()} if len(countries) == 1 else {})


@cache
def _countries() -> dict[str, str]:
    return {row["name"]: row["country"].lower() for row in rows("ru/regions")}


def with_cues(text: str, words: list[Word], regions: Iterator[Found], events: Events, lang: str) -> Iterator[Found]:
    """The regions with what the clause says of them: «погиб в Курской области» is no home."""
    index_of = {word.start: index for index, word in enumerate(words)}
    for found in regions:
        cue = before(text, words, index_of[found.start], lang)
        context = place_context(cue.cue or "name", cue, events, found.start, found.end)
        of_front = found.kind == "area" or found.value in front_regions()
        if of_front and context["cue"] in _OF_WAR and lang == "ru" and _is_of_war(text, found):
            context["cue"] = "transit"
        if context["cue"] == "death" and _NOT_BACK.match(text, found.end):
            context["cue"] = "home"  # «В Иркутскую область не вернулись»
        if lang == "ru" and context["cue"] in _ANYWHERE and _told_of_service(text, found):
            context["cue"] = "transit"
        yield replace(found, attrs={**found.attrs, **context})


def _is_of_war(text: str, region: Found) -> bool:
    """«на территории Украины, ЛНР и ДНР», «СВО по освобождению Донбасса»: where the war is, not where a man fell."""
    several = _LISTED.match(text, region.end) or _LISTING.search(text, max(0, region.start - 40), region.start)
    return bool(several or _FREED.search(text, max(0, region.start - 40), region.start))


def _told_of_service(text: str, region: Found) -> bool:
    """«Воевал в Чечне», «участник боевых действий в Дагестане», «две командировки в Ингушетию»: no home of a man."""
    if region.value in front_regions():
        return False
    told = _SERVICE.search(text, max(0, region.start - _SERVICE_REACH), region.start)
    return told is not None and not _OTHER_TURN.search(told["since"] or "")


def place_context(support: str, cue: Before, events: Events, start: int, end: int) -> dict[str, str]:
    """The attrs that say what the place is to the man, as far as the clause tells."""
    nearest = events.nearest(start, end)
    event = (nearest[1] if nearest else "").replace("gathering", "burial")
    said = {"from": "home", "mourns": "home", "institution": "home", "label": "header"}.get(support, support)
    if event == "prison" and nearest and nearest[0] <= GOVERNED and support not in ("from", "home", "mourns", "label"):
        said = "prison"
    elif support == "hospital":
        said = "death" if event == "death" else "transit"
    elif support in ("in", "on"):
        near = nearest is not None and nearest[0] <= GOVERNED
        near = near or (event == "death" and events.in_front_region(end))
        if not near and event == "death" and _DIED_THERE.search(events.before(start, 120)):
            near = True  # «killed fighting for Ukraine in the city of Lyman»
        if not near and event == "burial" and _BURIED_THERE.search(events.before(start, 120)):
            near = True  # «were laid to rest in a service at the church in the city of Lviv»
        said = {"death": "death", "burial": "buried", "birth": "born"}.get(event if near else "", "in")
    elif support == "near":
        said = "near" if event in ("burial", "birth") else "death"
        if said == "death" and event != "death" and _HELD.search(events.before(start)):
            said = "transit"  # «тримав оборону Соледара»
        honoured = event == "award" and (
            _FOR_BATTLE.search(events.before(start)) or (nearest and nearest[0] <= GOVERNED)
        )
        if honoured:
            said = "transit"  # «награждён за бои под Авдеевкой»
    if support in ("near", "field") and _TOLD_OF_BATTLES.search(events.before(start, 100)):
        said = "transit"  # «освобождал Мариуполь, Рубежное»
    if support in ("in", "name", "field") and events.born_there(end):
        said = "home"
    attrs = {"cue": said, "support": support}
    if event and nearest:
        attrs |= {"event": event, "event_distance": str(nearest[0])}
    if cue.type:
        attrs["type"] = cue.type.word
    return attrs
