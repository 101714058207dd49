"""The index of names: every word of a mention's name, in one form for all scripts, spellings and transliterations.

Kept with every write, on either database; nothing but plain rows and a B-tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from everyname.domain.names import fold
from everyname.linkage.text import Script, latin_form
from everyname.register.models import LookupToken
from everyname.register.sql import insert, pieces

_LONGEST = 60


@lru_cache(maxsize=1 << 16)
def token_of(word: str) -> str:
    """The form in which a folded word is stored and looked for."""
    return latin_form(word, Script.SLAVIC)[:_LONGEST] or word[:_LONGEST]


def tokens_of(name: str) -> list[str]:
    """The tokens of a name, in its order, each once."""
    return list(dict.fromkeys(token_of(w) for w in fold(name).split()))


def index_names(names: Mapping[str, str]) -> None:
    """Store the tokens of these mentions (uid to name) in place of what stood there."""
    for piece in pieces(names):
        LookupToken.objects.filter(mention__in=piece).delete()
    rows = [{"token": token, "mention_id": uid} for uid, name in names.items() for token in tokens_of(name)]
    insert(LookupToken, rows)
