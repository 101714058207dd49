"""What a publication does to all cells at once: effects over the delay, that drift and that burst.

The effect of publication k at delay d is zones(d) . u_k, and over publications

    u_k = drift_k + burst_k,     drift a random walk in time,     burst independent,     both with covariance K over zones.

A bulk load of old deaths is a burst that is high at long delays only; a team that grows, or a delay distribution that
shifts, is a drift. Both are learnt; publications to come carry the drift on and meet bursts like those of the past.

Invariant: the drift is nought at the first publication, so that the delay curve alone carries the overall level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everyname.estimates.nowcast.delaycurve import stretch
from everyname.estimates.result import Floats

_ZONES = 4
MEMORY = 365.0  # days in which a drift is forgotten: teams and sources change from year to year


@dataclass(frozen=True)
class Zones:
    """Hat functions over the stretched delay at ``knots``; ``near`` (zones, zones) is how alike two zones are."""

    knots: Floats

    @staticmethod
    def over(delay: Floats, new: Floats) -> Zones:
        """Knots at even shares of the reports at hand, for each zone to hold as many."""
        order = np.argsort(delay)
        share = np.cumsum(new[order] + 1e-9)
        places = np.searchsorted(share / share[-1], np.linspace(0.05, 0.95, _ZONES))
        knots = np.unique(stretch(delay[order][np.minimum(places, len(order) - 1)]).round(6))
        return Zones(knots)

    def basis(self, delay: Floats) -> Floats:
        """Values (..., zones) that sum to one."""
        eye = np.eye(len(self.knots))
        x = stretch(delay)
        return np.stack([np.interp(x, self.knots, row) for row in eye], axis=-1)

    def covariance(self, shape: float) -> Floats:
        """One common part, and a part of standard deviation ``shape`` that fades from zone to zone."""
        apart = np.abs(self.knots[:, None] - self.knots[None, :])
        return np.asarray(1.0 + shape**2 * np.exp(-apart), dtype=np.float64)


@dataclass(frozen=True)
class Effects:
    """The prior of all effects: covariance ``among`` publications = ``drifts`` + bursts, times ``zones``."""

    among: Floats
    drifts: Floats
    zones: Floats

    @property
    def precision(self) -> Floats:
        """Precision matrix (publications x zones, same)."""
        return np.kron(np.linalg.inv(self.among), np.linalg.inv(self.zones))

    @property
    def half_log_det(self) -> float:
        """Half the log-determinant of the precision."""
        a, k = np.linalg.slogdet(self.among)[1], np.linalg.slogdet(self.zones)[1]
        return float(-0.5 * (len(self.zones) * a + len(self.among) * k))

    def parted(self, effects: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draws of drifts and bursts that sum to ``effects`` (draws, publications, zones)."""
        gain = np.linalg.solve(self.among, self.drifts).T
        left = self.drifts - gain @ self.drifts
        noise = rng.standard_normal(effects.shape)
        drift = np.einsum("kl,dlj->dkj", gain, effects) + np.einsum(
            "kl,dlj,ij->dki", root(left), noise, root(self.zones)
        )
        return drift, effects - drift


def root(covariance: Floats) -> Floats:
    """A symmetric square root; tiny negative eigenvalues are noughts."""
    values, axes = np.linalg.eigh(covariance)
    return np.asarray((axes * np.sqrt(np.maximum(values, 0.0))) @ axes.T, dtype=np.float64)


def effects(times: Floats, earlier: Floats, burst: float, drift: float, zones: Floats) -> Effects:
    """``times`` (publications,) in days. ``earlier``, if any, are the publications that the first release sums up:

    they come first in ``times`` as one entry, whose drift and burst are the averages over them.
    """
    days = np.concatenate([earlier, times])
    alike = np.exp(-np.abs(days[:, None] - days[None, :]) / MEMORY)
    if len(earlier):
        mixing = np.zeros((len(times) + 1, len(days)))
        mixing[0, : len(earlier)] = 1.0 / len(earlier)
        mixing[1:, len(earlier) :] = np.eye(len(times))
    else:
        mixing = np.eye(len(times))
    drifts = drift**2 * mixing @ alike @ mixing.T
    return Effects(drifts + burst**2 * mixing @ mixing.T, drifts, zones)
