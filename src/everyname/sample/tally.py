"""A whole tally with known truth: deaths over time, unequal lists, delays, duplicates, misspellings.

Invariant: the same knobs give the same arrays. Capture of man i by list j is Bernoulli with logit
``logit(p_j) + heterogeneity * v_i + region_effect * u[region_i, j]`` (the M_th model of Otis et al. 1978 with a
stratum effect); list 1 then also copies what list 0 holds. Three causes of dependence, each with its own knob.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random

import numpy as np
from numpy.typing import NDArray

from everyname.sample.people import Man, invent, vocabulary

_START = date(2022, 3, 1)


@dataclass(frozen=True, slots=True)
class Knobs:
    """What to simulate. Probabilities lie in 0..1, effects are in logits, delays in days."""

    men: int = 1000
    seed: int = 1
    capture: tuple[float, ...] = (0.5, 0.4, 0.35, 0.25)  # marginal level of each list for an average man
    heterogeneity: float = 0.6  # spread of how visible a man is to every list: positive dependence
    region_effect: float = 0.4  # spread of each list's reach by region: dependence inside strata
    copying: float = 0.15  # chance that list 1 takes a man from list 0
    days: int = 900  # length of the period of deaths
    delay_median: float = 21.0
    delay_sigma: float = 1.0  # of the logarithm of the delay
    duplicate: float = 0.1  # chance that a list names a captured man twice
    misspelling: float = 0.08  # chance that a record's surname has one letter wrong
    birth_missing: float = 0.3


@dataclass(frozen=True, slots=True)
class Record:
    """One row of one list; ``man`` is the truth."""

    record_id: str
    man: str
    list: int
    surname: str
    given: str
    patronymic: str
    birth: str
    region: str
    published: str


@dataclass(frozen=True, slots=True)
class Tally:
    """The simulated truth. ``capture``: men x lists, 0/1. ``triangle``: death month x delay in months, men."""

    knobs: Knobs
    capture: NDArray[np.int8]
    death_day: NDArray[np.int64]
    reported_day: NDArray[np.int64]  # first report of each man; -1: never
    records: tuple[Record, ...]

    @property
    def true_total(self) -> int:
        """How many men died."""
        return int(self.capture.shape[0])

    @property
    def triangle(self) -> NDArray[np.int64]:
        """Counts by death month and whole months of delay; months are 30 days."""
        seen = self.reported_day >= 0
        month = self.death_day[seen] // 30
        delay = (self.reported_day[seen] - self.death_day[seen]) // 30
        found = np.zeros((self.knobs.days // 30 + 1, int(delay.max(initial=0)) + 1), dtype=np.int64)
        np.add.at(found, (month, delay), 1)
        return found


def simulate(knobs: Knobs) -> Tally:
    """Draw one tally."""
    rng = np.random.default_rng(knobs.seed)
    men = tuple(invent(knobs.men, knobs.seed))
    regions = list(vocabulary()["villages"])
    region = np.array([regions.index(man.region) for man in men])
    capture = _capture(knobs, region, len(regions), rng)
    death = (knobs.days * rng.beta(1.3, 1.1, knobs.men)).astype(np.int64)
    delays = rng.lognormal(np.log(knobs.delay_median), knobs.delay_sigma, capture.shape)
    days = death[:, None] + np.ceil(delays).astype(np.int64)
    first = np.where(capture == 1, days, np.iinfo(np.int64).max).min(axis=1)
    reported = np.where(capture.any(axis=1), first, -1)
    return Tally(knobs, capture, death, reported, tuple(_records(knobs, men, capture, days)))


def _capture(knobs: Knobs, region: NDArray[np.int64], regions: int, rng: np.random.Generator) -> NDArray[np.int8]:
    level = np.log(np.array(knobs.capture) / (1 - np.array(knobs.capture)))
    visible = rng.normal(0, 1, (len(region), 1)) * knobs.heterogeneity
    reach = rng.normal(0, 1, (regions, len(level)))[region] * knobs.region_effect
    capture = rng.random((len(region), len(level))) < 1 / (1 + np.exp(-(level + visible + reach)))
    copied = rng.random(len(region)) < knobs.copying
    if len(level) > 1:
        capture[:, 1] |= capture[:, 0] & copied
    found: NDArray[np.int8] = capture.astype(np.int8)
    return found


def _records(knobs: Knobs, men: Sequence[Man], capture: NDArray[np.int8], days: NDArray[np.int64]) -> Iterable[Record]:
    for i, j in zip(*np.nonzero(capture), strict=True):
        rng = Random(f"{knobs.seed}/record/{i}/{j}")  # noqa: S311 (repeatable, not secret)
        for copy in range(2 if rng.random() < knobs.duplicate else 1):
            man, day = men[i], _START + timedelta(days=int(days[i, j]) + 5 * copy)
            surname = misspell(man.surname, rng) if rng.random() < knobs.misspelling else man.surname
            birth = "" if rng.random() < knobs.birth_missing else man.birth
            key = f"{j}-{i}-{copy}"
            yield Record(key, man.id, int(j), surname, man.given, man.patronymic, birth, man.region, day.isoformat())


def misspell(word: str, rng: Random) -> str:
    """One slip of a typist inside the word: two letters swapped, one dropped, or one doubled."""
    at = rng.randrange(1, len(word) - 1)
    slips = (
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        word[:at] + word[at + 1 :],
        word[:at] + word[at - 1 :],
    )
    return rng.choice(slips)


def write(tally: Tally, folder: Path) -> None:
    """``records.csv``, ``capture.csv`` (0/1 a list), ``triangle.csv`` and ``truth.json`` into the folder."""
    records = [asdict(record) for record in tally.records]
    _table(folder / "records.csv", list(records[0]), (list(r.values()) for r in records))
    names = [f"list_{j}" for j in range(tally.capture.shape[1])]
    _table(folder / "capture.csv", names, (row for row in tally.capture.tolist() if any(row)))
    cells = ((m, d, int(n)) for (m, d), n in np.ndenumerate(tally.triangle))
    _table(folder / "triangle.csv", ["death_month", "delay_months", "count"], cells)
    truth = {"true_total": tally.true_total, "knobs": asdict(tally.knobs)}
    (folder / "truth.json").write_text(json.dumps(truth, indent=1) + "\n", encoding="utf-8")


def _table(path: Path, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)
