"""Why two records are, or are not, one person, in a sentence. Invariant: the reason given is the one that decided."""

from __future__ import annotations

from dataclasses import dataclass

from everyname.linkage.engine import Linked
from everyname.linkage.explain import Term, sentence, words

_LEAST = 0.5  # bits; evidence weaker than this is not worth a word


@dataclass(frozen=True, slots=True)
class Verdict:
    """``code``: joined, judged_same, judged_different, unlike (the weight is against it), unclear (no more evidence for
    than against), rivals (other records of the list fit as well) or cluster (the others of their persons do not fit).
    """

    joined: bool
    code: str
    weight: float
    against: tuple[Term, ...]
    terms: tuple[Term, ...]

    def said(self, language: str = "en") -> str:
        """The verdict in plain words, with what speaks against it where they were not joined."""
        text = sentence(self.code, language)
        listed = "; ".join(words(term, language) for term in self.against)
        return f"{text} {listed}." if listed and not self.joined else text


def verdict(linked: Linked, id_l: str, id_r: str) -> Verdict:
    """Why the two stand together or apart.

    Raises:
        KeyError: an id is not in the table.
    """
    terms = linked.explain(id_l, id_r)
    weight = sum(term.weight for term in terms)
    joined = linked.clusters[id_l] == linked.clusters[id_r]
    against = tuple(t for t in sorted(terms, key=lambda t: t.weight) if t.weight < -_LEAST and t.field != "prior")
    return Verdict(joined, _code(linked, id_l, id_r, joined, weight, terms), weight, against[:4], terms)


def _code(linked: Linked, id_l: str, id_r: str, joined: bool, weight: float, terms: tuple[Term, ...]) -> str:
    judged = linked.judged_as(id_l, id_r)
    if judged >= 0:
        return "judged_same" if judged else "judged_different"
    if joined:
        return "joined"
    if weight + sum(-t.weight for t in terms if t.field == "rivals") > 0:
        return "rivals" if weight <= 0 else "cluster"
    return "unlike" if any(t.weight < -_LEAST for t in terms if t.field not in ("prior", "kin")) else "unclear"
