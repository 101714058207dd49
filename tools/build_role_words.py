"""Builds ``src/everyname/vocabulary/role_words.tsv``: what the surroundings of a name say for a death in the war.

usage: build_role_words.py [NOTICES]

Fitted to the labelled notices of invented persons in ``tests/data/notices``, never to anybody else's. A line is a sign
(the first letters of a word, or a fact of the form of the name) and its weight in each of ``PLACES``, empty where it
has none; weights are log odds. Deterministic. To be run anew when a set of notices is added.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from everyname.domain.names import fold
from everyname.domain.words import Property
from everyname.extract import read
from everyname.extract.roles import decide
from everyname.extract.roles.surroundings import PLACES, signs_of, words_of

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "src/everyname/vocabulary/role_words.tsv"
SCALE = {"before": 1.0, "after": 1.0, "sentence": 0.7, "previous": 0.5, "next": 0.5, "text": 0.35, "form": 1.0}
PRIOR = 0.3  # variance of a weight: many words are rare
FEWEST = 2  # persons that must have a sign
TEMPLATES, OF_TEMPLATES = ("tune", "check"), 0.4  # posts made from templates count less
LEAST = 0.02  # weights below it say nothing

Sign = tuple[str, str]
Row = tuple[set[Sign], bool, float]


def main(folder: Path) -> None:
    """Writes the file."""
    rows = [row for path in sorted(folder.glob("*.jsonl")) for row in persons(path)]
    OUT.write_text(table(fit(rows)), encoding="utf-8")
    print(f"{len(rows)} persons, {OUT.stat().st_size} bytes")


def persons(path: Path) -> Iterator[Row]:
    """For every person in a file of notices: his signs, whether he is one of its dead, and how much he counts."""
    counts = OF_TEMPLATES if path.stem in TEMPLATES else 1.0
    for post in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        dead = {_key(p["full_name"]) for p in post["persons"]}
        with patch.object(decide, "surroundings_say") as asked:  # what it weighed before must not be seen
            reading = read(post["text"], published=date.fromisoformat(post["pub"]), lang=post["lang"])
        scene = asked.call_args[0][0]
        words = words_of(scene)
        for number, person in enumerate(reading.persons):
            name = person.first(Property.FULL_NAME)
            signs = {(place, s) for place, found in signs_of(scene, words, number).items() for s in found}
            yield signs, bool(name and _key(name.value) in dead), counts


def _key(name: str) -> str:
    """Surname and given name."""
    return " ".join(fold(name).split()[:2])


def fit(rows: list[Row]) -> dict[Sign, float]:
    """The weights at the maximum of the penalised likelihood; the constant is not penalised and let go."""
    frequency = Counter(sign for signs, _, _ in rows for sign in signs)
    kept = sorted(sign for sign, count in frequency.items() if count >= FEWEST)
    number = {sign: at for at, sign in enumerate(kept)}
    cells = [(at, number[s], SCALE[s[0]]) for at, row in enumerate(rows) for s in sorted(row[0]) if s in number]
    lines, columns, values = (np.array(part) for part in zip(*cells, strict=True))
    matrix = csr_matrix((values, (lines, columns)), shape=(len(rows), len(kept)))
    side = np.array([1.0 if dead else -1.0 for _, dead, _ in rows])
    counts = np.array([count for _, _, count in rows])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        margin = side * (matrix @ weights[:-1] + weights[-1])
        pull = -side * counts / (1 + np.exp(np.clip(margin, -30, 30)))
        value = counts @ np.logaddexp(0, -margin) + weights[:-1] @ weights[:-1] / (2 * PRIOR)
        return value, np.append(matrix.T @ pull + weights[:-1] / PRIOR, pull.sum())

    found = minimize(loss, np.zeros(len(kept) + 1), jac=True, method="L-BFGS-B", options={"maxiter": 500}).x
    return {sign: float(found[at]) * SCALE[sign[0]] for sign, at in number.items()}


def table(weights: dict[Sign, float]) -> str:
    """The text of the file, in the order of signs."""
    told = {sign: f"{weight:.2f}" for sign, weight in weights.items() if abs(weight) >= LEAST}
    names = sorted({name for _, name in told})
    return "".join("\t".join((name, *(told.get((place, name), "") for place in PLACES))) + "\n" for name in names)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests/data/notices")
