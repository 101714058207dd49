"""Who signs a text: a bare name on its last line, below prose that names others.

Invariant: a name that stands anywhere else in the text, or below a list, signs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Scene

_GIVEN_FIRST = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ-]+ [А-ЯЁІЇЄҐ][а-яёіїєґ-]+")
_PROSE, _ENDS = 40, (".", "!", "»", "…", '"')  # the line above a signature: its least length, its ends


def sign(scene: Scene) -> None:
    """«… выразили соболезнования. Ольга Сергеева»: a bare name on the last line, below prose that names others."""
    last = scene.occurrences[-1] if len(scene.occurrences) > 1 else None
    if (
        last is None
        or last.title
        or scene.text[last.end :].strip()
        or not _GIVEN_FIRST.fullmatch(scene.text, last.start, last.end)
    ):
        return
    above = scene.text[: last.start].rstrip()
    alone = scene.text[len(above) : last.start].startswith("\n")
    line = above.rpartition("\n")[2]
    again = any(o.person == last.person for o in scene.occurrences[:-1])
    own_name = scene.persons[last.person].given and scene.text.startswith(scene.persons[last.person].given, last.start)
    if alone and own_name and not again and len(line) > _PROSE and line.endswith(_ENDS):
        last.title, last.title_at = "author", last.start
