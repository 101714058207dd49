"""Sentences of other news: «Ранее в области разгорелся скандал», «глава Якутии сообщал, что погиб 22-летний военный».

Invariant: a sentence that names a man without an office, or points at one («он», «боец»), is no aside.
"""

from __future__ import annotations

import re
from functools import partial

from everyname.extract.roles.scene import Scene
from everyname.extract.roles.titles import OFFICES
from everyname.extract.spans.found import Found

_EARLIER = re.compile(r"\W*(?:ранее|раніше|до этого)(?!\w)", re.I)
_ALSO = re.compile(r"\W*(?:кроме того|также|напомним|добавим|накануне|между тем|тем временем|ещё|еще)(?!\w)", re.I)
_POINTS = re.compile(
    r"(?<!\w)(?:он|его|ему|него|нему|ним|них|они|им|их|оба|обоих|боец|бойца|бойцу|воин|воина|герой|героя|мужчина|"
    r"мужчины|погибший|погибшего|погибшему|земляк|земляка|парень|парня)(?!\w)",
    re.I,
)
_ANOTHER = re.compile(
    r"(?<!\w)(?:погиб|погибла|убит|умер|скончался)(?: [^\W\d_]+){0,2} (?:\d\d-летний|ещё один|еще один|другой|военный|"
    r"военнослужащий|житель|уроженец|солдат|мобилизованный)(?!\w)|"
    r"(?<!\w)(?:о гибели|о смерти) (?:\d\d-летнего|ещё одного|еще одного|другого|военного|жителя)(?!\w)",
    re.I,
)


def asides(scene: Scene) -> frozenset[int]:
    """The sentences whose values are of nobody whom the text names."""
    if scene.lang != "ru" or not scene.occurrences:
        return frozenset()
    return frozenset(filter(partial(_is_aside, scene), range(1, len(scene.sentences))))


def _is_aside(scene: Scene, number: int) -> bool:
    part = scene.sentences[number]
    if any(o.title not in OFFICES for o in scene.in_sentence(number)):
        return False
    opens_earlier = _EARLIER.match(scene.text, part.start, part.end)
    if not opens_earlier and not _ALSO.match(scene.text, part.start, part.end):
        return False
    if opens_earlier:
        return not _POINTS.search(scene.text, part.start, part.end)
    return bool(_ANOTHER.search(scene.text, part.start, part.end))


def office_alone(scene: Scene, found: Found) -> bool:
    """«О потерях заявил глава Чечни Рамзан К.»: a place of an office, in a sentence that names officials alone."""
    if found.kind not in ("region", "settlement") or found.attrs.get("support") != "institution":
        return False
    here = scene.in_sentence(scene.lines.index(found.start))
    after = next((o for o in here if o.start >= found.end), None)
    if after is None or any(o.title not in OFFICES for o in here):
        return False
    return after.title_at < found.start and len({f.value for f in scene.found if f.kind == found.kind}) > 1
