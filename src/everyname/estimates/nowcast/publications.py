"""What a publication does to all cells at once: effects over the delay, that drift and that burst.

The effect of publication k at delay d is zones(d) . u_k, and over publications

    u_k = drift_k + burst_k,   drift remembered for a quarter,   burst independent,   each of its own shape over zones.

A bulk load of old deaths is a burst that is high at long delays only; a team that grows, or a delay distribution that
shifts, is a drift, as likely at short delays as at long ones. Both are learnt; publications to come carry the drift on
and meet bursts like those of the past.
After the publication-date effects of Höhle & an der Heiden (2014); the drift is an Ornstein-Uhlenbeck process.

Invariant: drifts and bursts sum to the effects. What the first release held is one entry of its own: nobody watched
those publications, so that they say nothing of how fast the ones that were watched drift.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from everyname.estimates.nowcast.delaycurve import stretch
from everyname.estimates.result import Floats

_ZONES = 6
_UNWATCHED = 1.0  # standard deviation of the effect of all that came before the first release
_LOAD = 4.0  # times the standard deviation of a burst that a known bulk load may have
# Days in which a drift is forgotten. Weekly epidemic counts and the releases of a tally are likeliest under two to five
# months; few triangles are long enough to learn it alone.
MEMORY = 90.0


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

    def shapes(self, shape: float) -> Shapes:
        """Of drifts even over the delay, of bursts growing with it."""
        return Shapes.of(self.covariance(shape, growing=False), self.covariance(shape, growing=True))

    def covariance(self, shape: float, *, growing: bool) -> Floats:
        """One common part, and a part of mean variance ``shape``² that fades from zone to zone.

        ``growing``: its variance grows with the stretched delay, as that of a walk: bulk loads differ more in how many
        old deaths they bring than in how many of last month's.
        """
        apart = np.abs(self.knots[:, None] - self.knots[None, :])
        size = np.sqrt(self.knots / self.knots.mean()) if growing else np.ones(len(self.knots))
        return np.asarray(1.0 + shape**2 * np.outer(size, size) * np.exp(-apart), dtype=np.float64)


@dataclass(frozen=True)
class Shapes:
    """Covariances over zones (zones, zones) of drifts and of bursts.

    ``axes`` (zones, zones) and ``sizes`` (zones,) solve the generalised eigenproblem: along the axes, the columns,
    drifts have variance one, bursts ``sizes``, and no two axes anything in common.
    """

    drifts: Floats
    bursts: Floats
    axes: Floats
    sizes: Floats

    @staticmethod
    def of(drifts: Floats, bursts: Floats) -> Shapes:
        half = np.linalg.inv(root(drifts))
        sizes, turn = np.linalg.eigh(half @ bursts @ half.T)
        return Shapes(drifts, bursts, half.T @ turn, sizes)


@dataclass(frozen=True)
class Effects:
    """The prior of all effects: covariances over publications of ``drifts`` and ``bursts``, each times its shape."""

    drifts: Floats
    bursts: Floats
    shapes: Shapes

    @property
    def along(self) -> Floats:
        """Covariances over publications (zones, publications, publications) along each axis of the shapes."""
        return np.asarray(self.drifts + self.shapes.sizes[:, None, None] * self.bursts)

    @property
    def precision(self) -> Floats:
        """Precision matrix (publications x zones, same)."""
        axes, each = self.shapes.axes, np.linalg.inv(self.along)
        grid = np.einsum("akl,ia,ja->kilj", each, axes, axes, optimize=True)
        return np.asarray(grid.reshape(len(self.drifts) * len(axes), -1))

    @property
    def half_log_det(self) -> float:
        """Half the log-determinant of the precision."""
        turned = np.linalg.slogdet(self.shapes.axes)[1]
        return float(len(self.drifts) * turned - 0.5 * np.linalg.slogdet(self.along)[1].sum())

    def parted(self, effects: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
        """Draws of drifts and bursts that sum to ``effects`` (draws, publications, zones).

        A draw from the prior is moved by what its sum lacks: conditioning by kriging.
        """
        turned, noise = effects @ self.shapes.axes, rng.standard_normal((2, *effects.shape))
        drift, burst = root(self.drifts) @ noise[0], np.sqrt(self.shapes.sizes) * (root(self.bursts) @ noise[1])
        gain = np.linalg.solve(self.along, self.drifts).transpose(0, 2, 1)
        drift = drift + np.einsum("akl,dla->dka", gain, turned - drift - burst, optimize=True)
        drift = drift @ np.linalg.inv(self.shapes.axes)
        return drift, effects - drift


def root(covariance: Floats) -> Floats:
    """The lower Cholesky factor, of a matrix made a little larger for rounding's sake."""
    little = 1e-10 * (np.trace(covariance) / len(covariance) + 1e-12)
    return np.linalg.cholesky(covariance + little * np.eye(len(covariance)))


@dataclass(frozen=True)
class Course:
    """Covariances over publications of a drift, and of bursts, of standard deviation one; ``alone`` is neither's."""

    drifts: Floats
    bursts: Floats
    alone: Floats

    @staticmethod
    def of(times: Floats, loads: Floats, *, before: bool) -> Course:
        """``times`` (publications,) in days; ``before``: what the first release held comes first, as one entry.

        ``loads`` (publications,) is one where a bulk load is known of: its burst may be that much larger without making
        the others' larger.
        """
        alike = np.exp(-np.abs(times[:, None] - times[None, :]) / MEMORY)
        first, entries = int(before), len(times) + int(before)
        drifts, bursts, alone = np.zeros((3, entries, entries))
        drifts[first:, first:] = alike
        bursts[first:, first:] = np.diag(_LOAD ** (2 * loads))
        alone[:first, :first] = _UNWATCHED**2
        return Course(drifts, bursts, alone)

    def effects(self, burst: float, drift: float, shapes: Shapes) -> Effects:
        """The prior of effects with these standard deviations."""
        return Effects(drift**2 * self.drifts, burst**2 * self.bursts + self.alone, shapes)
