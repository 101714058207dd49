"""Is he already on the list? Persons and open mentions by any fragment, spelling, transliteration or keyboard slip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import JaroWinkler

from everyname.domain.names import fold
from everyname.domain.words import Review
from everyname.register.lookup import token_of
from everyname.register.models import LookupToken, Mention
from everyname.register.sql import pieces, select

_NEAR = 0.86  # likeness of two words from which one may be a slip for the other
_WORDS = 40  # words of the list that one word of the query may stand for
_MENTIONS = 4000
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_LAYOUTS = {"ru": "йцукенгшщзхъфывапролджэячсмитьбюё", "uk": "йцукенгшщзхїфівапролджєячсмитьбюʼ"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One person, or one open mention; ``score`` 0..100."""

    kind: str  # person or mention
    id: str
    name: str
    score: float
    status: str
    birth: str
    death: str
    settlement: str
    region: str

    @property
    def url(self) -> str:
        """The desk's page."""
        return f"/{self.kind}/{self.id}/"

    @property
    def years(self) -> str:
        """«1991–2023»."""
        return f"{self.birth[:4] or '?'}–{self.death[:4] or '?'}" if self.birth or self.death else ""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)

    def row(self) -> tuple[str, ...]:
        """For the terminal."""
        return (f"{self.score:.0f}", self.name, self.birth, self.death, self.status, self.id)


def search(query: str, *, limit: int = 20) -> list[Hit]:
    """The best ``limit`` hits, highest score first; equal scores by name and id, so that two runs agree."""
    spellings = [words for words in _spellings(query) if words]
    uids = {uid for words in spellings for uid in _mentions(words)}
    hits: dict[str, Hit] = {}
    for mention in _load(uids):
        hit = _hit(mention, spellings)
        known = hits.get(hit.kind + hit.id)
        if known is None or hit.score > known.score:
            hits[hit.kind + hit.id] = hit
    return sorted(hits.values(), key=lambda h: (-h.score, h.name, h.id))[:limit]


def _spellings(query: str) -> list[list[str]]:
    """The query's words as tokens; as typed, and as if the keyboard had been set to another language."""
    lower = query.casefold()
    typed = [lower]
    for keys in _LAYOUTS.values():
        typed.append(lower.translate(str.maketrans(_LATIN_KEYS, keys)))
        typed.append(lower.translate(str.maketrans(keys, _LATIN_KEYS)))
    return [[token_of(w) for w in fold(text).split()] for text in dict.fromkeys(typed)]


def _mentions(words: list[str]) -> set[str]:
    """Mentions that hold a likeness of every word; of all but one when none holds every one."""
    sets = [_holding(_alike(word)) for word in words]
    every = set.intersection(*sets) if sets else set()
    if not every and len(sets) > 1:
        counts: dict[str, int] = defaultdict(int)
        for held in sets:
            for uid in held:
                counts[uid] += 1
        every = {uid for uid, n in counts.items() if n >= len(sets) - 1}
    return set(sorted(every)[:_MENTIONS])


def _alike(word: str) -> list[str]:
    """Words of the list that begin with ``word`` or are a slip away from it."""
    if not word:
        return []
    begins = LookupToken.objects.filter(token__gte=word, token__lt=word + "\U0010ffff")
    found = list(begins.order_by("token").values_list("token", flat=True).distinct()[:_WORDS])
    if len(word) > 2:
        near = process.extract(
            word, _vocabulary(), scorer=JaroWinkler.normalized_similarity, score_cutoff=_NEAR, limit=_WORDS
        )
        found += [token for token, _, _ in near]
    return list(dict.fromkeys(found))


def _vocabulary() -> list[str]:
    """All distinct words; read again when mentions were added since."""
    last = LookupToken.objects.order_by("-id").values_list("id", flat=True).first()
    if _cache.get("last") != last:
        _cache["words"] = list(LookupToken.objects.values_list("token", flat=True).distinct())
        _cache["last"] = last
    words: list[str] = _cache["words"]
    return words


_cache: dict[str, Any] = {"last": -1, "words": []}


def _holding(tokens: Iterable[str]) -> set[str]:
    rows = select("SELECT mention_id FROM register_lookuptoken WHERE token IN ({ids})", tokens)
    return {uid for (uid,) in rows}


def _load(uids: set[str]) -> list[Mention]:
    found: list[Mention] = []
    for piece in pieces(sorted(uids)):
        rows = Mention.objects.filter(uid__in=piece).exclude(review=Review.NOT_A_DEATH).select_related("person")
        found += rows
    return found


def _hit(mention: Mention, spellings: list[list[str]]) -> Hit:
    person = mention.person
    name = person.name if person else mention.name
    score = max(_score(words, mention.name, name) for words in spellings)
    if person is None:
        claims = dict(mention.claims.filter(ended=None).values_list("property", "value")) if score >= 50 else {}
        return Hit("mention", mention.uid, name, round(score, 1), mention.review, *_four(claims))
    facts = {prop: fact["value"] for prop, fact in person.facts.items()}
    return Hit("person", person.public_id, name, round(score, 1), person.status, *_four(facts))


def _four(values: dict[str, str]) -> tuple[str, str, str, str]:
    birth, death, settlement, region = (values.get(p, "") for p in ("birth", "death", "settlement", "region"))
    return birth, death, settlement, region


def _score(words: list[str], *names: str) -> float:
    """How well the query covers a name: whole-word likeness in any order, prefixes counting as far as they reach."""
    query = " ".join(sorted(words))
    best = 0.0
    for name in names:
        tokens = [token_of(w) for w in fold(name).split()]
        covered = [max((_likeness(w, t) for t in tokens), default=0.0) for w in words]
        whole = fuzz.token_sort_ratio(query, " ".join(tokens)) / 100
        best = max(best, 85 * sum(covered) / len(covered) + 15 * whole if covered else 0.0)
    return best


def _likeness(word: str, token: str) -> float:
    if token.startswith(word):
        return 1.0 if token == word else 0.93
    return JaroWinkler.normalized_similarity(word, token) * 0.95
