"""Hamiltonian Monte Carlo on several chains at once, each chain a ladder of flattened copies of the posterior.

Method: Neal (2011), «MCMC using Hamiltonian dynamics» (sections 5.2 to 5.4); replica exchange: Geyer (1991), «Markov
chain Monte Carlo maximum likelihood». Rung r of a ladder follows likelihood^(ratio^r) x prior; neighbours exchange
places, so that rung 0 reaches modes it would not walk to. Only rung 0 is kept; ladders are independent chains.

Step sizes and scales are set while warming up and then stay, so that what is kept leaves the posterior unchanged.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from everyname.estimates.lists.mixture import Heights, Mixture, Singles
from everyname.estimates.result import Floats

_ACCEPTED = 0.8  # the share of proposals that steps are set to
_JITTER = (0.6, 1.3)  # of a step, against orbits that return to their start


@dataclass(frozen=True)
class Plan:
    """``ladders`` chains of ``rungs``; up to ``leaps`` steps a proposal; ``warm`` proposals, then blocks."""

    ladders: int = 16
    rungs: int = 3
    ratio: float = 0.4
    leaps: int = 60
    warm: int = 100
    block: int = 100


@dataclass(frozen=True)
class _State:
    at: Singles
    slope: Singles
    heights: Heights

    def where(self, taken: npt.NDArray[np.bool_], other: _State) -> _State:
        """The other's columns where taken."""
        mine, new = self.heights, other.heights
        heights = Heights(
            np.where(taken, new.likelihood, mine.likelihood),
            np.where(taken, new.prior, mine.prior),
            np.where(taken, new.missed, mine.missed),
        )
        return _State(np.where(taken, other.at, self.at), np.where(taken, other.slope, self.slope), heights)


class _Walk:
    """All columns of all ladders; column = ladder * rungs + rung."""

    def __init__(self, target: Mixture, plan: Plan, rng: np.random.Generator) -> None:
        self.target, self.plan, self.rng = target, plan, rng
        columns = plan.ladders * plan.rungs
        self.rung = np.tile(np.arange(plan.rungs), plan.ladders)
        self.power = (plan.ratio**self.rung).astype(np.float32)
        self.log_step = np.full(plan.rungs, np.log(0.05))
        at = target.start(columns, rng)
        self.scale = np.ones((len(at), plan.rungs), np.float32)
        self.state = _State(at, target.slope(at, self.power), target.heights(at))

    def move(self) -> Floats:
        """One proposal a column; the chance with which each rung's were taken."""
        size = np.exp(self.log_step)[self.rung] * self.rng.uniform(*_JITTER, len(self.rung))
        step = size.astype(np.float32) * self.scale[:, self.rung]
        leaps = int(self.rng.integers(self.plan.leaps // 2, self.plan.leaps + 1))
        momentum = self.rng.standard_normal(self.state.at.shape, dtype=np.float32)
        before = np.square(momentum, dtype=np.float64).sum(axis=0)
        at, slope = self.state.at, self.state.slope
        for leap in range(leaps):
            momentum += (step if leap else step / 2) * slope
            at = at + step * momentum
            slope = self.target.slope(at, self.power)
        momentum += step / 2 * slope
        new, old = self.target.heights(at), self.state.heights
        rise = self.power * (new.likelihood - old.likelihood) + new.prior - old.prior
        rise -= (np.square(momentum, dtype=np.float64).sum(axis=0) - before) / 2
        chance = np.exp(np.minimum(np.nan_to_num(rise, nan=-np.inf), 0.0))
        taken = self.rng.random(len(chance)) < chance
        self.state = self.state.where(taken, _State(at, slope, new))
        return np.asarray(chance.reshape(-1, self.plan.rungs).mean(axis=0))

    def exchange(self, parity: int) -> None:
        """Neighbouring rungs (the even ones, or the odd ones, with the next) offer each other their places."""
        low = np.flatnonzero((self.rung % 2 == parity) & (self.rung < self.plan.rungs - 1))
        heights, power = self.state.heights, self.power.astype(np.float64)
        gain = (power[low] - power[low + 1]) * (heights.likelihood[low + 1] - heights.likelihood[low])
        low = low[np.log(self.rng.random(len(low))) < gain]
        order = np.arange(len(self.rung))
        order[low], order[low + 1] = low + 1, low
        at = np.ascontiguousarray(self.state.at[:, order])
        moved = Heights(heights.likelihood[order], heights.prior[order], heights.missed[order])
        self.state = _State(at, self.target.slope(at, self.power), moved)

    def warm(self) -> None:
        """Set the steps by the share taken, and thrice the scales by each column's spread since the last time."""
        past: list[Singles] = []
        for turn in range(self.plan.warm):
            self.log_step += (self.move() - _ACCEPTED) * 0.5 / (1 + turn / 20)
            self.exchange(turn % 2)
            past.append(self.state.at)
            if len(past) == self.plan.warm // 4 and turn < self.plan.warm - 1:
                spread = np.var(past, axis=0, dtype=np.float64).reshape(len(self.scale), -1, self.plan.rungs)
                self.scale = np.sqrt(np.maximum(spread.mean(axis=1), 1e-3)).astype(np.float32)
                past = []

    def unseen(self) -> Floats:
        """A draw (ladders,) of the number nobody saw: given the chances it is negative binomial."""
        missed = self.state.heights.missed[self.rung == 0]
        rate = self.rng.gamma(self.target.seen, missed / (1 - missed))
        return np.asarray(self.rng.poisson(rate), dtype=np.float64)


def blocks(target: Mixture, plan: Plan, seed: int) -> Iterator[Floats]:
    """Without end: draws (ladders, block) of the number nobody saw."""
    with np.errstate(all="ignore"):  # a proposal that runs off the edge is not taken
        walk = _Walk(target, plan, np.random.default_rng(seed))
        walk.warm()
    while True:
        out = np.empty((plan.ladders, plan.block))
        with np.errstate(all="ignore"):
            for turn in range(plan.block):
                walk.move()
                walk.exchange(turn % 2)
                out[:, turn] = walk.unseen()
        yield out
