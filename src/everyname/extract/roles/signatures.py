"""Who signs a text: a bare name on its last line, below prose that names others.

Invariant: a name that stands anywhere else in the text, or below a list, signs nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from everyname.extract.roles.scene import Scene

_GIVEN_FIRST = re.compile(r"[А-ЯЁІЇЄҐ][а-яёіїєґ-]+ [А-ЯЁІЇЄҐ][а-яёіїєґ-]+")
_CREDIT = 24
_CREDIT_BEHIND = re.compile(
    r" ?[/|] ?(?:[A-Z]{2,}|[A-Z][a-z]+(?: [A-Z][a-z]+)*|[A-Z]\w+)(?: ?/|$|[\n).,;]| via | Images| Photo)|"
    r" for (?:the |The |THE )?[A-Z][^.\n]{1,30}[)\n]| via (?:AP|AFP|Reuters|Getty)"
)
_CREDIT_BEFORE = re.compile(
    r"(?<!\w)(?:Photos?|Image|Images|Credit|Picture|Source|Copyright|©)(?: credit| by| from)?(?::|:? ©|:? by) ?$", re.I
)
_PROSE, _ENDS = 40, (".", "!", "»", "…", '"')  # the line above a signature: its least length, its ends


def sign(scene: Scene) -> None:
    """Mark who signs: on the last line, or as the photographer in an English credit."""
    if scene.lang == "en":
        for one in scene.occurrences:
            if not one.title and _credited(scene.text, one.start, one.end):
                one.title, one.title_at, one.noun = "author", one.start, "photo"
    _sign_below(scene)


def _credited(text: str, start: int, end: int) -> bool:
    """«Photo: A/AFP via Getty Images», «(A for The Post)», «[A]»: a credit beside a name or around it."""
    if _CREDIT_BEHIND.match(text, end) or _CREDIT_BEFORE.search(text, max(0, start - _CREDIT), start):
        return True
    return text[start - 1 : start] == "[" and text[end : end + 1] == "]"


def _sign_below(scene: Scene) -> None:
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
