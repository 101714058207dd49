"""A tally's own lists by month of death, beside all months together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from release_factory import SIGNER, content, decided, evidence, person

from everyname.conf.tally import Tally
from everyname.releases import build
from everyname.releases.content import PersonRecord
from everyname.workflow import estimating


def told(chances: dict[str, float], each: int, sources: Sequence[int]) -> Iterator[PersonRecord]:
    """Men whom every source knows with the chance of the month in which they died."""
    rng, number = np.random.default_rng(2), 0
    for month, chance in chances.items():
        for seen in rng.random((each, len(sources))) < chance:
            if not seen.any():
                continue
            number += 1
            died = date.fromisoformat(f"{month}-01") + timedelta(days=number % 28)
            listed = [
                evidence(s, "announcement", "death", f"{died}") for s, on in zip(sources, seen, strict=True) if on
            ]
            man = replace(person(0), id=f"{number:07d}", death=f"{died}")
            yield decided(replace(man, evidence=tuple(listed)))


def estimated(
    folder: Path, chances: dict[str, float], each: int, sources: Sequence[int]
) -> tuple[Tally, dict[str, Any]]:
    """The tally, and the rung «ever killed» of its ladder."""
    tally = Tally(folder)
    men = tuple(told(chances, each, sources))
    build(replace(content(1, None), persons=men, incidents=()), tally.releases, SIGNER)
    rungs = json.loads(estimating.estimate(tally).read_text("utf-8"))["rungs"]
    return tally, next(rung for rung in rungs if rung["code"] == "ever")


def result(tally: Tally, name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((tally.folder / "estimates" / f"{name}.json").read_text("utf-8"))
    return found


def test_the_range_spans_all_months_together_and_month_by_month(tmp_path: Path) -> None:
    tally, ever = estimated(tmp_path, {"2026-01": 0.6, "2026-02": 0.5, "2026-03": 0.25}, 120, (1, 2, 4))
    both = [result(tally, name)["intervals"][-1] for name in ("multiple-systems", "multiple-systems-by-month")]
    assert ever["low"] == pytest.approx(min(each["low"] for each in both), rel=0.05)
    assert ever["high"] == pytest.approx(max(each["high"] for each in both), rel=0.05)
    strata = [part["key"]["stratum"] for part in result(tally, "multiple-systems-by-month")["parts"]]
    assert strata == ["2026-01", "2026-02", "2026-03"]
    assert len(ever["methods"]) == 2


def test_months_are_not_asked_where_the_whole_says_nothing(tmp_path: Path) -> None:
    tally, ever = estimated(tmp_path, {"2026-01": 0.5, "2026-02": 0.5}, 20, (1, 4))
    assert [why["code"] for why in result(tally, "multiple-systems")["refusals"]] == ["two-lists"]
    assert "low" not in ever
    assert not (tally.folder / "estimates" / "multiple-systems-by-month.json").exists()
