"""What every estimator returns: a number with its uncertainty, or a refusal with its reason.

Invariant: the written form is canonical (sorted keys, figures of nine digits, no time of day, no path), so that the
same inputs, parameters and seed give the same bytes. A refused estimate has no point and no interval.
"""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

LEVELS = (0.5, 0.8, 0.95)
_DIGITS = 9

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class InputFile:
    """A file that went in: its name without folders, the sha256 of its bytes, its rows."""

    name: str
    sha256: str
    rows: int


@dataclass(frozen=True)
class Interval:
    """An interval that holds the truth with probability ``level`` if the assumption holds."""

    level: float
    low: float
    high: float


@dataclass(frozen=True)
class Refusal:
    """Why there is no number. ``code`` is stable; ``reason`` is for a reader."""

    code: str
    reason: str


@dataclass(frozen=True)
class Samples:
    """What the draws look like. ``quantiles`` maps a probability to a value."""

    count: int
    mean: float
    sd: float
    quantiles: Mapping[str, float]


@dataclass(frozen=True)
class Part:
    """One figure inside an estimate: a year, a cell of time, a model, a stratum. ``key`` says which."""

    key: Mapping[str, Any]
    point: float | None
    intervals: tuple[Interval, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()


@dataclass(frozen=True)
class Estimate:
    """A number, what it is of, and everything needed to get it again.

    ``target`` names the estimand, ``assumption`` what must hold and cannot be tested from the inputs.
    """

    method: str
    target: str
    assumption: str
    inputs: tuple[InputFile, ...]
    point: float | None = None
    intervals: tuple[Interval, ...] = ()
    samples: Samples | None = None
    parts: tuple[Part, ...] = ()
    grade: str = ""
    seed: int | None = None
    parameters: Mapping[str, Any] = field(default_factory=dict)
    diagnostics: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    refusals: tuple[Refusal, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether the data say no."""
        return bool(self.refusals)

    def interval(self, level: float) -> Interval:
        """The interval of that level; ``KeyError`` when there is none."""
        for found in self.intervals:
            if found.level == level:
                return found
        raise KeyError(level)


def intervals_of(draws: Floats, levels: Sequence[float] = LEVELS) -> tuple[Interval, ...]:
    """Equal-tailed intervals of posterior draws (any shape; flattened)."""
    tails = [(level, np.quantile(draws, [(1 - level) / 2, (1 + level) / 2])) for level in levels]
    return tuple(Interval(level, float(low), float(high)) for level, (low, high) in tails)


def samples_of(draws: Floats) -> Samples:
    """Summary of posterior draws (any shape; flattened)."""
    probabilities = (0.025, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975)
    values = np.quantile(draws, probabilities)
    quantiles = {str(p): float(v) for p, v in zip(probabilities, values, strict=True)}
    return Samples(draws.size, float(draws.mean()), float(draws.std(ddof=1)) if draws.size > 1 else 0.0, quantiles)


@cache
def code_version() -> str:
    """The package's version and a digest of the estimators' own source, so that an edited method shows."""
    digest = hashlib.sha256()
    root = Path(__file__).parent
    for path in sorted(root.rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"{version('everyname')}+{digest.hexdigest()[:12]}"


def to_json(estimate: Estimate) -> str:
    """The written form of an estimate."""
    return dumps(estimate) + "\n"


def dumps(thing: Any) -> str:
    """Canonical JSON of results and of plain values; dataclasses become objects."""
    document = plain(thing)
    if isinstance(thing, Estimate):
        document["code_version"] = code_version()
    return json.dumps(document, ensure_ascii=False, sort_keys=True, indent=1)


def plain(value: Any) -> Any:
    """Dataclasses, NumPy values and mappings as JSON values; figures of nine significant digits, never NaN."""
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, np.generic):
        return plain(value.item())
    return _figure(value) if isinstance(value, float) else value


def _figure(value: float) -> float | None:
    return float(f"{value:.{_DIGITS}g}") if math.isfinite(value) else None


def write(estimate: Estimate, path: Path) -> None:
    """Write the result whole or not at all."""
    write_whole(to_json(estimate), path)


def write_whole(text: str, path: Path) -> None:
    """A file that is either all there or not at all."""
    scratch = path.with_name(path.name + ".part")
    scratch.write_text(text, encoding="utf-8")
    scratch.replace(path)
