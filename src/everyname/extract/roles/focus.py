"""Whom a stretch speaks of that names nobody: the man in the foreground, the men of a list, the one counted.

Invariant: the answer depends on structure alone, and never passes over an official, an author or kin to one of them.
"""

from __future__ import annotations

from everyname.extract.roles.scene import Occurrence, Scene
from everyname.extract.tokens import Sentence

ASIDE = frozenset(("kin", "official", "author"))
_COUNTING = ("перв", "втор", "трет", "перш", "друг", "трет", "the first", "the second", "the third")
_COUNTED_GAP = 24
_BACK = 1500  # characters that a focus reaches
_LEAD_MOST = 34  # characters before the name of an item


def focus(scene: Scene, position: int, many: bool, sex: str = "") -> tuple[int, ...]:
    """Whom a stretch speaks of that names nobody: the last one in the foreground, or the first after it."""
    part = scene.sentences[scene.lines.index(position)]
    if counted := _counted(scene, part, position):
        return counted
    around = scene.within(position - _BACK, position + _BACK)
    here = [o for o in around if scene.sentences[o.sentence].line == part.line and in_front(scene, o, sex)]
    before = [o for o in here if o.start < position]
    if not before and here and not _continues(scene, part.line):
        return _chosen(scene, here[0], many, here)
    earlier = _earlier(scene, position)
    chain = [o for o in earlier if in_front(scene, o, sex)] or [o for o in earlier if _kin_spoken_of(o)]
    if chain:
        return _chosen(scene, chain[-1], many, chain)
    return ahead(scene, position, sex)


def _counted(scene: Scene, part: Sentence, position: int) -> tuple[int, ...]:
    """«Первый погиб …, второй …»: the man of that place in the enumeration told before."""
    low = part.start
    clause = scene.text[max(low, scene.text.rfind(",", low, position) + 1) : position].strip(' «"—–-').lower()
    number = next((n % 3 for n, word in enumerate(_COUNTING) if clause.startswith(word)), None)
    if number is None or len(clause) > _COUNTED_GAP:
        return ()
    earlier = [o for o in _earlier(scene, low) if in_front(scene, o, "")]
    told = list(dict.fromkeys(o.person for o in earlier if earlier and o.sentence == earlier[-1].sentence))
    return (told[number],) if 1 < len(told) > number else ()


def _kin_spoken_of(occurrence: Occurrence) -> bool:
    """Kin in an oblique case («мужа сестры, Ивана») may be whom a text is about; kin in the nominative acts."""
    return occurrence.title == "kin" and "n" not in occurrence.cases


def in_front(scene: Scene, occurrence: Occurrence, sex: str) -> bool:
    if occurrence.title in ASIDE:
        return False
    known = scene.persons[occurrence.person].sex
    return not (sex and known and sex != known)


def ahead(scene: Scene, position: int, sex: str = "") -> tuple[int, ...]:
    """The persons a heading is about: every item of the list below it, or the names of the next sentence."""
    after = scene.following(position)
    if after is None:
        return ()
    heads = item_heads(scene, scene.sentences[after.sentence].line)
    if len(heads) > 1:
        return tuple(heads)
    named = [o for o in scene.in_sentence(after.sentence) if in_front(scene, o, sex)]
    return tuple(dict.fromkeys(o.person for o in named))


def item_heads(scene: Scene, from_line: int = 0) -> dict[int, int]:
    """The first person of every line that is an item of a list, with the number of the line, in order."""
    heads: dict[int, int] = {}
    for line in scene.lines_with_names():
        if line >= from_line and _is_item(scene, line):
            heads.setdefault(scene.in_line(line)[0].person, line)
    return heads


def _is_item(scene: Scene, line: int) -> bool:
    """Whether a line begins with a name, or with a mark, a rank or a place and soon a name."""
    first = scene.in_line(line)[0]
    begin = scene.line_start(line)
    lead = scene.text[begin : first.start].strip()
    if scene.text[begin : scene.text.find("\n", first.end)].rstrip().endswith(":"):
        return False  # a heading, whomever it names
    return len(lead) < _LEAD_MOST and first.title not in ("official", "author")


def _continues(scene: Scene, line: int) -> bool:
    """Whether a line goes on with the story of the line before: plain prose does, items of a list do not."""
    return not scene.in_line(line - 1) and not scene.in_line(line + 1)


def _earlier(scene: Scene, position: int) -> list[Occurrence]:
    low = max(0, position - _BACK)
    return scene.within(low, position)


def _chosen(scene: Scene, last: Occurrence, many: bool, chain: list[Occurrence]) -> tuple[int, ...]:
    members = scene.members(last)
    if many:
        wide = [o for o in chain if o.sentence == last.sentence] if len(members) == 1 else members
        return tuple(dict.fromkeys(o.person for o in wide))
    return (last.person,) if len(members) == 1 else tuple(dict.fromkeys(o.person for o in members))
