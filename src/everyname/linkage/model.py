"""The model of one linkage: levels with m and u, rarity of values, prior. Invariant: all that scores a pair is here,
in plain JSON that names no engine; the same file scores alike in every executor.

Fellegi and Sunter (1969): weight of a level = log2(m / u); the weight of a pair adds its levels and the log odds of the
prior, so that 0 is even odds and probability = 1 / (1 + 2^-weight). Here the pair may also be two relatives, who share
surname, patronymic and place but seldom the rest, or two men who fell together, who share day, place and unit and not
their names: the odds are against strangers, relatives and comrades together.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cached_property
from math import log2
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from everyname.linkage.features import Context
from everyname.linkage.rarity import Rarity

VERSION = 3
NEVER = -1000.0  # log2 odds


class ModelError(ValueError):
    """The file is no model that this version can read."""


@dataclass(frozen=True, slots=True)
class LevelWeights:
    """Share of the pairs that reach one level: of one person (m), of two strangers (u), of two relatives (kin)."""

    code: str
    m: float
    u: float
    kin: float


@dataclass(frozen=True)
class Model:
    """What was learned. ``prior``: log2 odds that two random records are one person;
    ``kin_prior``: log2 odds that they are relatives; ``comrade_prior``: that they are men who fell together.
    """

    columns: dict[str, str]
    context: Context
    comparisons: dict[str, tuple[LevelWeights, ...]]
    rarities: dict[str, Rarity]
    prior: float
    kin_prior: float
    records: int
    comrade_prior: float = NEVER

    @cached_property
    def bits(self) -> dict[str, NDArray[np.float64]]:
        """Weight per level number of each comparison; level 0 (missing) weighs 0."""
        return {name: np.array([0.0, *(log2(v.m / v.u) for v in levels)]) for name, levels in self.comparisons.items()}

    @cached_property
    def kin_bits(self) -> dict[str, NDArray[np.float64]]:
        """The same for relatives against strangers."""
        return {
            name: np.array([0.0, *(log2(v.kin / v.u) for v in levels)]) for name, levels in self.comparisons.items()
        }

    def to_json(self) -> str:
        """The model as text: sorted keys, one trailing line break."""
        plain = {
            "format": "everyname linkage model",
            "version": VERSION,
            "columns": self.columns,
            "context": self.context.to_json(),
            "prior": self.prior,
            "kin_prior": self.kin_prior,
            "comrade_prior": self.comrade_prior,
            "records": self.records,
            "comparisons": {n: [asdict(v) for v in ls] for n, ls in self.comparisons.items()},
            "rarities": {name: rarity.to_json() for name, rarity in self.rarities.items()},
        }
        return json.dumps(plain, ensure_ascii=False, indent=1, sort_keys=True) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Model:
        """Read ``to_json``'s text.

        Raises:
            ModelError: it is not one, or of a later version.
        """
        try:
            plain: dict[str, Any] = json.loads(text)
            if plain["version"] not in (VERSION - 1, VERSION) and not _is_first(plain):
                raise ModelError(f"the model is of version {plain['version']}, this program reads version {VERSION}")
            context = Context.from_json(plain["context"])
            levels = {n: tuple(LevelWeights(**level) for level in ls) for n, ls in plain["comparisons"].items()}
            rarities = {name: Rarity(feature=name, **values) for name, values in plain["rarities"].items()}
            priors = plain["prior"], plain["kin_prior"]
            comrades = plain.get("comrade_prior", NEVER)  # a model of version 2 knows none
            return cls(plain["columns"], context, levels, rarities, *priors, plain["records"], comrades)
        except (json.JSONDecodeError, KeyError, TypeError) as error:
            raise ModelError(f"this is no linkage model: {error}") from error

    @classmethod
    def read(cls, path: str | Path) -> Model:
        """Read a model file; raises ``ModelError``, or ``OSError`` when it cannot be opened."""
        return cls.from_json(Path(path).read_text(encoding="utf-8"))


def _is_first(plain: dict[str, Any]) -> bool:
    """A model of version 1, which is that of version 2 where no column is a text."""
    return plain["version"] == 1 and "other:text" not in plain["columns"].values()


def probability(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Probability of log2 odds."""
    return np.asarray(1.0 / (1.0 + np.exp2(-np.clip(weight, -500, 500))))
