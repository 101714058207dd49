"""The neural name tagger, an optional second reader: it flags names the rules did not see, it never hides theirs.

Invariant: the natasha package is located, never imported; its wheel carries the weights of slovnet and navec.
Source: slovnet's NER for news, https://github.com/natasha/slovnet (MIT).
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from functools import cache
from pathlib import Path

from everyname.domain.errors import InputError
from everyname.extract.told import tell

_WEIGHTS = "model/slovnet_ner_news_v1.tar"
_VECTORS = "emb/navec_news_v1_1B_250K_300d_100q.tar"
Tagger = Callable[[str], list[tuple[int, int]]]


@cache
def tagger() -> Tagger:
    """Spans of persons' names in a text. Loading takes about two seconds and 200 MB.

    Raises:
        InputError: the extra ``ner`` is not installed; the message says what to install.
    """
    spec = importlib.util.find_spec("natasha")
    if spec is None or not spec.submodule_search_locations or importlib.util.find_spec("slovnet") is None:
        raise InputError("the neural tagger is not installed: pip install 'everyname[ner]'")
    from navec import Navec
    from slovnet import NER

    folder = Path(next(iter(spec.submodule_search_locations))) / "data"
    model = NER.load(folder / _WEIGHTS)
    model.navec(Navec.load(folder / _VECTORS))
    return lambda text: [(s.start, s.stop) for s in model(text).spans if s.type == "PER"]


def unseen(text: str, named: set[int]) -> tuple[str, ...]:
    """Warnings for names the tagger sees where no mention stands; ``named`` are the positions of mentions."""
    spans = tagger()(text) if text.strip() else []
    return tuple(
        tell("tagger.unseen", text[start:stop]) for start, stop in spans if not named & set(range(start, stop))
    )
