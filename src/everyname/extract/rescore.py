"""Confidences as probabilities: what a finder says of its value, corrected by how often such values proved right.

Invariant: within one property and rule a rescored confidence rises with the raw one, and no value is changed.
Method: Platt scaling (Platt 1999) with an offset for each property and rule, ``bias + slope · logit raw + …``.
"""

from __future__ import annotations

import csv
import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

from everyname.domain.errors import InputError
from everyname.extract.reading import Proposal
from everyname.extract.spans.lexicon import FOLDER

_SHIPPED = FOLDER / "confidence.csv"
_EDGE = 0.002  # nothing read is surer than 499 in 500
ROLE_RULE = "roles/dead"


def logit(confidence: float) -> float:
    """Log odds, kept finite."""
    inside = min(1 - _EDGE, max(_EDGE, confidence))
    return math.log(inside / (1 - inside))


def features(prop: str, rule: str) -> tuple[str, str]:
    """The names of the two offsets a value has: of its property, and of the rule that read it."""
    return prop, f"{prop}:{rule}"


@dataclass(frozen=True, slots=True)
class Rescorer:
    """A monotone map of confidences; ``offsets`` are by property and by ``property:rule``, absent ones are 0."""

    bias: float = 0.0
    slope: float = 1.0
    offsets: Mapping[str, float] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """A short hash of the weights, by which a reading names its map."""
        weights = repr((self.bias, self.slope, sorted(self.offsets.items())))
        return hashlib.sha256(weights.encode()).hexdigest()[:12]

    def confidence(self, prop: str, rule: str, raw: float) -> float:
        """The probability that a value of this property, read by this rule with this raw confidence, is right."""
        shift = sum(self.offsets.get(name, 0.0) for name in features(prop, rule))
        return _probability(self.bias, self.slope, shift, raw)

    def proposal(self, proposal: Proposal) -> Proposal:
        """The proposal with its confidence rescored."""
        sure = self.confidence(proposal.property.value, proposal.reader, proposal.confidence)
        return replace(proposal, confidence=sure)


@lru_cache(maxsize=4096)
def _probability(bias: float, slope: float, shift: float, raw: float) -> float:
    """The curve itself; finders give few different confidences."""
    odds = bias + slope * logit(raw) + shift
    return round(min(1 - _EDGE, max(_EDGE, 1 / (1 + math.exp(-max(-30.0, min(30.0, odds)))))), 3)


@cache
def shipped() -> Rescorer:
    """The map fitted on the project's own tune notices (``vocabulary/confidence.csv``)."""
    with _SHIPPED.open(encoding="utf-8", newline="") as file:
        weights = {row["name"]: float(row["weight"]) for row in csv.DictReader(file)}
    return Rescorer(weights.pop("bias"), weights.pop("slope"), weights)


def load(path: Path) -> Rescorer:
    """A trained map.

    Raises:
        InputError: the file is missing or is no model written by ``--train``.
    """
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        offsets = {str(name): float(weight) for name, weight in found["offsets"].items()}
        model = Rescorer(float(found["bias"]), float(found["slope"]), offsets)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path}: no model of confidences ({error}); write one with --train LOG --out {path}"
        ) from error
    if not all(map(math.isfinite, (model.bias, model.slope, *offsets.values()))) or model.slope < 0:
        raise InputError(f"{path}: weights must be finite and the slope not negative; train the model anew")
    return model
