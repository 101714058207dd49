"""Learning from judgements: a map of confidences fitted to what an installation's analysts accepted and corrected.

Invariant: training is deterministic, never lowers a surer value below a less sure one of the same rule, and with few
judgements stays near the finders' own confidences. Method: logistic regression with a Gaussian prior on
each weight around "change nothing", by steps under the bound of Böhning and Lindsay (1988), which never diverge.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from everyname.domain.errors import InputError
from everyname.extract.rescore import Rescorer, features, logit

_STEPS = 300
_FEWEST = 20  # judgements below which nothing can be learned
_FIRM = 10.0  # precision of the belief that nothing is to be changed, for all values together
_LOOSE = 1.0  # and for those of one property or rule


@dataclass(frozen=True, slots=True)
class Judgement:
    """One value that was judged: its property, rule and raw confidence, and whether it was accepted as it stood."""

    property: str
    rule: str
    raw: float
    right: bool


def train(log: Path, out: Path) -> int:
    """Fit a map to a log and write it as JSON; the number of judgements it learned from.

    The log's lines are ``{"property", "reader", "confidence", "verdict": "accept" | "correct"}``, the confidence
    being the finder's own, as a reading without a model and without the shipped map gives it.

    Raises:
        InputError: a line cannot be read, or there are fewer than 20 judgements.
    """
    judgements = read_log(log)
    save(fit(judgements), out)
    return len(judgements)


def save(model: Rescorer, out: Path) -> None:
    """Write a map as ``rescore.load`` reads it."""
    document = {"bias": model.bias, "slope": model.slope, "offsets": dict(sorted(model.offsets.items()))}
    out.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_log(path: Path) -> list[Judgement]:
    """The judgements of a log. Raises ``InputError`` with the line that cannot be read."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); give a log of judgements") from error
    return [_judgement(path, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _judgement(path: Path, number: int, line: str) -> Judgement:
    try:
        found: dict[str, Any] = json.loads(line)
        right = {"accept": True, "correct": False}[found["verdict"]]
        raw = float(found["confidence"])
        if not 0 <= raw <= 1:
            raise ValueError(f"confidence {raw} is outside 0..1")
        return Judgement(str(found["property"]), str(found["reader"]), raw, right)
    except (ValueError, KeyError, TypeError) as error:
        wanted = 'property, reader, confidence 0..1 and verdict "accept" or "correct"'
        raise InputError(f"{path}, line {number}: {error!r}; a judgement has {wanted}") from error


def fit(
    judgements: Sequence[Judgement], *, bias: float = _FIRM, slope: float = _FIRM, offset: float = _LOOSE
) -> Rescorer:
    """The most probable map under the prior, whose precisions can be given.

    Raises:
        InputError: there are too few judgements.
    """
    if len(judgements) < _FEWEST:
        missing = _FEWEST - len(judgements)
        raise InputError(f"{len(judgements)} judgements: at least {_FEWEST} are needed to train, {missing} more")
    named = sorted({name for j in judgements for name in features(j.property, j.rule)})
    names = ["bias", "slope", *named]
    column = {name: number for number, name in enumerate(names)}
    design = np.zeros((len(judgements), len(names)))
    design[:, 0] = 1.0
    for row, j in enumerate(judgements):
        design[row, 1] = logit(j.raw)
        design[row, [column[name] for name in features(j.property, j.rule)]] = 1.0
    right = np.array([j.right for j in judgements], dtype=float)
    prior = np.array([bias, slope, *(offset for _ in named)])
    start = np.zeros(len(names))
    start[1] = 1.0
    weights = start.copy()
    curve = design.T @ design / 4 + np.diag(prior)
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(design @ weights, -30, 30)))
        gradient = design.T @ (right - chance) - prior * (weights - start)
        weights = weights + np.linalg.solve(curve, gradient)
        weights[1] = max(0.0, weights[1])
    rounded = [round(float(w), 4) for w in weights]
    return Rescorer(rounded[0], rounded[1], dict(zip(named, rounded[2:], strict=True)))
