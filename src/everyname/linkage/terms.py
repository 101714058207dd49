"""The pieces of evidence of scored pairs. Invariant: a pair's terms add up to its weight, the strongest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from numpy import float64, logaddexp2
from numpy.typing import NDArray

from everyname.linkage.explain import Term, code_of
from everyname.linkage.levels import Comparison
from everyname.linkage.model import Model
from everyname.linkage.score import Levels, kin_weights, other_weights


def terms(
    model: Model, comparisons: tuple[Comparison, ...], levels: Levels, bonus: NDArray[float64]
) -> Iterator[tuple[Term, ...]]:
    """Prior, one term per comparison, kinship and common fate, per pair; ``levels`` and ``bonus`` are (comparisons x
    pairs).
    """
    kin = -logaddexp2(0.0, kin_weights(model, comparisons, levels, bonus))
    fate = -logaddexp2(0.0, other_weights(model, comparisons, levels, bonus)) - kin
    bits = [model.bits[comparison.name].tolist() for comparison in comparisons]
    whole = zip(levels.T.tolist(), bonus.T.tolist(), kin.tolist(), fate.tolist(), strict=True)
    for numbers, extras, relatives, comrades in whole:
        found = [Term("prior", "prior", model.prior, "prior"), Term("kin", "kin", relatives, "kin")]
        found += [Term("fate", "fate", comrades, "fate")] * (comrades != 0.0)
        for comparison, own, number, extra in zip(comparisons, bits, numbers, extras, strict=True):
            if number:
                code = comparison.levels[number - 1].code
                found.append(Term(comparison.name, code, own[number] + extra, code_of(code, extra)))
        yield by_strength(found)


def by_strength(terms: Iterable[Term]) -> tuple[Term, ...]:
    """The terms that say most first."""
    return tuple(sorted(terms, key=lambda t: (-abs(t.weight), t.field)))
