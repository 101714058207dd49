"""What a word beside a name is besides a surname: the given name of another, a woman, a thing.

Invariant: an answer depends on the word and the language alone, so it is cached.
"""

from __future__ import annotations

from functools import lru_cache

from everyname.extract.names.parts import analyser, given_readings, is_common_word, is_inanimate, surname_score

USUAL = 2.2  # weight of a given name that everybody knows
_LINKS = frozenset(("ADVB", "CONJ", "PRCL", "PREP", "PRED", "INTJ", "NPRO"))
LISTED, _SEEN = 1.0, 0.5  # weight of a usual given name; worth of a word that ends as surnames do


@lru_cache(maxsize=1 << 14)
def is_usual(word: str) -> bool:
    """Whether a word is a given name that everybody knows, in one of its forms."""
    return any(r.weight >= USUAL for r in given_readings(word))


@lru_cache(maxsize=1 << 14)
def is_another(word: str, cases: str) -> bool:
    """Whether a word behind a name is a usual given name in another case, and so of another man."""
    usual = [r for r in given_readings(word) if r.weight >= USUAL and "n" not in r.cases]
    return bool(usual) and not any(set(r.cases) & set(cases) for r in given_readings(word))


@lru_cache(maxsize=1 << 14)
def is_her(word: str, sex: str) -> bool:
    """Whether a word behind a man's name in an oblique case is a usual name of a woman, who stands for herself."""
    readings = (r for r in given_readings(word) if r.sex == "f" and "n" in r.cases)
    return sex == "m" and any(r.weight >= USUAL for r in readings)


@lru_cache(maxsize=1 << 14)
def is_thing(word: str, lang: str) -> bool:
    """Whether a word is a thing of the dictionary and looks like no name: a place is called so, not a man."""
    tongue = "uk" if lang == "uk" else "ru"
    if surname_score(word) >= _SEEN or any(r.weight >= LISTED for r in given_readings(word)):
        return False
    return is_common_word(word, tongue) and is_inanimate(word, tongue)


@lru_cache(maxsize=1 << 14)
def is_link(word: str, lang: str) -> bool:
    """Whether a word is an adverb, a conjunction or the like, and nothing else: «Однако Алексей …»."""
    found = analyser("uk" if lang == "uk" else "ru").parse(word.lower())
    return all(parse.tag.POS in _LINKS for parse in found if parse.is_known) and any(p.is_known for p in found)


@lru_cache(maxsize=1 << 14)
def is_verb(word: str, lang: str) -> bool:
    """Whether a word is most likely a finite verb."""
    best = next(iter(analyser("uk" if lang == "uk" else "ru").parse(word.lower())))
    return "VERB" in best.tag.grammemes
