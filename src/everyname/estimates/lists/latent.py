"""The latent-class family: many chains, longer until they agree, refused when they do not."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from everyname.estimates.lists import hamilton
from everyname.estimates.lists.convergence import effective, r_hat
from everyname.estimates.lists.family import Family, refuse
from everyname.estimates.lists.histories import Histories
from everyname.estimates.lists.mixture import Mixture
from everyname.estimates.lists.rules import HEADLINE
from everyname.estimates.result import intervals_of

NAME = "latent classes"
ASSUMPTION = (
    "the dead fall into a few unknown classes, and inside a class the lists are independent; "
    "no class is so hidden that none of its members could have been on a list"
)
R_HAT, DRAWS = 1.01, 400.0


@dataclass(frozen=True)
class Settings:
    """``classes`` at most; Gamma(a, b) prior of the concentration.

    Blocks of draws are added until R-hat is below 1.01 with ``enough`` effective draws, or ``blocks`` are spent.
    """

    classes: int = 10
    a: float = 0.25
    b: float = 0.25
    plan: hamilton.Plan = field(default_factory=hamilton.Plan)
    enough: float = 1500.0
    blocks: int = 40


def latent(histories: Histories, seed: int, settings: Settings | None = None) -> Family:
    """Posterior of the total. Three lists are refused: classes and the unseen cannot be told apart."""
    settings = settings or Settings()
    few = unfit(histories)
    if few:
        return refuse(NAME, ASSUMPTION, "three-lists", few)
    target = Mixture(histories, settings.classes, settings.a, settings.b)
    kept = []
    for block in hamilton.blocks(target, settings.plan, seed):
        kept.append(block + histories.total)
        draws = np.concatenate(kept, axis=1)
        agreement, worth = r_hat(draws), effective(draws)
        if (agreement < R_HAT and worth >= settings.enough) or len(kept) >= settings.blocks:
            break
    facts = {"r_hat": agreement, "effective_draws": worth, "chains": len(draws), "draws": draws.size}
    if agreement >= R_HAT or worth < DRAWS:
        reason = (
            f"the chains do not agree after {draws.shape[1]} draws each "
            f"(R-hat {agreement:.3f}, {worth:.0f} effective draws)"
        )
        return refuse(NAME, ASSUMPTION, "r-hat", reason, **facts)
    point, mean = float(np.median(draws)), float(draws.mean())
    return Family(NAME, ASSUMPTION, point, intervals_of(draws), {**facts, "mean": mean})


def unfit(histories: Histories) -> str:
    """Why classes cannot be told apart on this table; empty when they may be."""
    few = histories.k < HEADLINE
    return "three lists have seven cells, two classes alone need seven parameters" if few else ""
