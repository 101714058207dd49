"""Learning where no column holds a person's name: products, articles, sites, songs. Invariant: as of ``train``.

Columns of such tables hang together: two cameras of one maker share brand, words and price, two papers of one group
authors and venue. Taken for independent, these agreements pass for evidence, and most blocked pairs are of that sort.
So three sorts of pairs are told apart, as among persons: one thing, two strangers, two of a kind; what two of a kind
share is learned (a mixture of three classes, Larsen and Rubin 2001).

- A kind of k things makes k (k - 1) / 2 pairs. The pairs of a record therefore share one observation, the posterior
  of exclusive alternatives (Fortini, Liseo, Nuccitelli and Scanu 2001), or a few large kinds would teach what one
  thing is.
- Records that are copies of each other in every column teach nothing of how one thing is written twice: one is taken.
- Where things are listed many times over, their pairs are no rivals, and the class of one thing would dwindle to near
  copies. So it is also learned without rivals, and taken where it decides far more clearly: with less entropy of its
  decisions for each pair it finds (the term of Biernacki, Celeux and Govaert 2000 that asks for classes well apart).
  Where neither finds pairs that it believes, kinds are given up.
- Where sources are told, one thing is first looked for across them: goods of one shop are described in its own words,
  so that two of a kind there are more alike than one thing in two shops.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.coded import Coded
from everyname.linkage.conditions import Pairs
from everyname.linkage.features import Features
from everyname.linkage.levels import Comparison
from everyname.linkage.maximise import Belief, Chance, Expected, Folded, Sample, first_belief, maximise, seen_of
from everyname.linkage.model import Model, probability
from everyname.linkage.rivals import lists_once
from everyname.linkage.score import Floats, weights_of

_CLEARER = 0.5  # times the entropy that another model must stay below to be taken
_NOTHING = 2.0  # bits of entropy for each expected pair: those of decisions at even odds
_TIE = 1e-9  # bits
_SAME_LIST = 1e4  # bits against a pair of one list, to begin with


def distinct(features: Features, pairs: Pairs) -> NDArray[np.bool_]:
    """Pairs of two records that are each the first of their copies (records equal in all but their source)."""
    told = [f.codes if isinstance(f, Coded) else f for name, f in sorted(features.items()) if name != "source"]
    _, copy = np.unique(np.stack(told, axis=1), axis=0, return_inverse=True)
    copy = copy.ravel()
    first = np.full(int(copy.max(initial=-1)) + 1, len(copy))
    np.minimum.at(first, copy, np.arange(len(copy)))
    own = first[copy] == np.arange(len(copy))
    return np.asarray(own[pairs.left] & own[pairs.right])


def of_things(
    model: Model, plan: tuple[Comparison, ...], sample: Sample, apart: NDArray[np.bool_], chance: list[Chance],
    space: float,
) -> Model:  # fmt: skip
    """The model that decides clearly; ``apart``: the pairs of distinct records, by which this is judged."""

    def learned(of: Sample, *, rivals: bool) -> Model:
        seen = seen_of(plan, of, chance, space)
        return maximise(model, plan, of, seen, space, _by_best_pairs(plan, of, seen), rivals=rivals)

    told, sample = Folded.of(sample.take(apart)), Folded.of(sample)
    once, often = learned(told, rivals=True), learned(told, rivals=False)
    doubts = [_doubt(weights_of(found, plan, told.levels, told.bonus)) for found in (once, often)]
    sources = any(comparison.name == "source" for comparison in plan)
    if min(doubts) > _NOTHING and not sources:
        seen = seen_of(plan, sample, chance, space)
        return maximise(model, plan, sample, seen, space, first_belief(plan, model.records, kin=False))
    if doubts[1] < _CLEARER * doubts[0] and not lists_once(often):
        return often
    return learned(sample, rivals=True)


def _by_best_pairs(plan: tuple[Comparison, ...], sample: Sample, seen: list[Floats]) -> Belief:
    """A first belief: one thing are the better half of those pairs that are the best of both records, by how little
    chance explains; two of a kind are the pairs that are the best of neither.
    """
    told = sample.bonus.sum(axis=0)
    for row, pairs in enumerate(seen):
        if plan[row].name == "source":
            told[sample.levels[row] == 1] -= _SAME_LIST
        else:
            told += np.append(0.0, -np.log2(pairs / pairs.sum()))[sample.levels[row]]
    best = np.full(int(sample.right.max(initial=0)) + 1, -np.inf)
    for side in (sample.left, sample.right):
        np.maximum.at(best, side, told)
    ours, theirs = (told >= best[side] - _TIE for side in (sample.left, sample.right))
    mutual = ours & theirs & (told > -_SAME_LIST / 2)
    same = (mutual & (told >= np.median(told[mutual]))).astype(np.float64) if mutual.any() else told * 0
    kind = (~ours & ~theirs).astype(np.float64)
    hits = sample.met(plan, same)
    m = [(hit + pairs / pairs.sum()) / (hit.sum() + 1.0) for hit, pairs in zip(hits, seen, strict=True)]
    one, alike = (max(float(x.sum()) * sample.scale, 0.5) for x in (same, kind))
    none = Expected(0.0, [hit * 0 for hit in hits])
    return Belief(m, Expected(one, hits), Expected(alike, sample.met(plan, kind)), none)


def _doubt(weights: Floats) -> float:
    """Entropy of the decisions, in bits for each expected pair of one thing."""
    chance = probability(weights)
    sides = (np.maximum(chance, 1e-12), np.maximum(1 - chance, 1e-12))
    return float(sum(-(side * np.log2(side)).sum() for side in sides) / max(chance.sum(), 1e-9))
