"""The items of a list: lines that begin with a name, and the sections that a heading opens.

Invariant: a line is an item by its first name and by what stands before it, whatever it tells.
"""

from __future__ import annotations

import re

from everyname.extract.roles.scene import Occurrence, Scene

_ASIDES = ("ранее", "напомним", "раніше", "нагадаємо")  # another piece of news, no item
_PARAGRAPH = re.compile(r"[^\n]{60,}[.”\"’'] ?(?:\n|$)")
_BESIDE_NAME = 12  # characters behind a name in which its age stands
LIST = 3  # entries
LEAD_MOST = 34  # characters before the name of an item
_MARK = re.compile(r"[-–—•*▪️✔●] ?|\d{1,2}[.)] ")  # of an item, whose post may be long
_GOVERNED = re.compile(r"\w (?:со?|зі?|із|ко?|обо?|про)$")
_GOVERNOR = 5  # characters of its longest, with the end of the word before


def item_heads(scene: Scene, from_line: int = 0) -> dict[int, int]:
    """The first person of every line that is an item of a list, with the number of the line, in order."""
    heads: dict[int, int] = {}
    for line in scene.lines_with_names():
        if line >= from_line and is_item(scene, line):
            heads.setdefault(scene.in_line(line)[0].person, line)
    return heads


def section(scene: Scene, position: int) -> tuple[int, ...]:
    """The items below a line that names nobody and ends with a colon, down to the next such line."""
    line = scene.sentences[scene.lines.index(position)].line
    begin = scene.text.rfind("\n", 0, position) + 1
    end = scene.text.find("\n", position)
    if end < 0 or not scene.text[begin:end].rstrip().endswith(":") or scene.in_line(line):
        return ()
    heads: list[int] = []
    for at in range(scene.lines.index(position) + 1, len(scene.sentences)):
        number = scene.sentences[at].line
        if number > line and not (scene.in_line(number) and is_item(scene, number)):
            break
        heads.extend(o.person for o in scene.in_line(number)[:1])
    return tuple(dict.fromkeys(heads))


def below_list(scene: Scene, position: int) -> bool:
    """Whether a line below a list, that is none of its entries, speaks: of none of them in particular."""
    heads, line = item_heads(scene).values(), scene.sentences[scene.lines.index(position)].line
    return len(heads) >= LIST and max(heads) < line


def is_item(scene: Scene, line: int) -> bool:
    """Whether a line begins with a name, or with a mark, a rank or a place and soon a name."""
    first = scene.in_line(line)[0]
    begin = scene.line_start(line)
    lead = scene.text[begin : first.start].strip()
    if scene.text[begin : scene.text.find("\n", first.end)].rstrip().endswith(":"):
        return False  # a heading, whomever it names
    if scene.lang == "en" and _is_prose(scene, begin, first):
        return False
    lead = lead.removeprefix("- ").removeprefix("улица ").removeprefix("переулок ")
    if _GOVERNED.search(lead[-_GOVERNOR:]) or lead.lower().startswith(_ASIDES):
        return False  # «Він виступав у парі з А», «Ранее простились с Б»
    told = scene.lang == "en" or bool(_MARK.match(scene.text, begin))
    told = told and any(f.kind in ("rank", "age") for f in scene.spans_within(begin, first.start))
    return len(lead) < LEAD_MOST * (1 + told) and first.title not in ("official", "author", "namesake")


def _is_prose(scene: Scene, begin: int, first: Occurrence) -> bool:
    """A paragraph of English news that begins with a name, with neither rank nor age beside it, is no entry."""
    if not _PARAGRAPH.match(scene.text, begin):
        return False
    return not any(f.kind in ("rank", "age") for f in scene.spans_within(begin, first.end + _BESIDE_NAME))


def in_list(scene: Scene, line: int) -> bool:
    """Whether a line that names somebody is an item among items."""
    near = (n for n in (line - 1, line + 1) if scene.in_line(n))
    return is_item(scene, line) and any(is_item(scene, n) for n in near)
