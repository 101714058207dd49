"""Confidences of the reader, fitted and checked: is a value told at 0.9 right nine times in ten?

Invariant: the shipped map is fitted to the project's own tune notices alone; any other set is only checked.

    python benchmarks/extract_confidence.py [LABELLED.jsonl ...]      bins of each set, after the shipped map
    python benchmarks/extract_confidence.py --fit                     writes vocabulary/confidence.csv anew

Method: Platt scaling (Platt 1999) with a bias and a slope, by Newton's steps.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import numpy as np

from everyname.domain.names import fold
from everyname.domain.words import Property, Role
from everyname.extract import read
from everyname.extract.rescore import Rescorer, logit, shipped

OWN = Path(__file__).parent.parent / "tests" / "data" / "notices"
SHIPPED = Path(__file__).parent.parent / "src" / "everyname" / "vocabulary" / "confidence.csv"
TUNE = ("tune.jsonl", "hand_tune.jsonl")
PARTLY = ("tune.jsonl", "check.jsonl")  # made from templates that label what they state, not all that follows
FIELDS = {
    "age": "age", "birth": "birth", "death": "death", "burial": "burial", "place": "settlement", "region": "region",
    "rank": "rank", "unit": "unit", "death_place": "death_place", "full_name": "full_name",
}  # fmt: skip
NO_EDIT = 0.97
_STEPS = 25
_PRIOR = 1.0  # keeps the slope near 1 and the bias near 0 where there is little to learn from

Judged = list[tuple[float, bool]]


def judged(path: Path, model: Rescorer | None) -> Judged:
    """Confidence of every value of a labelled dead person, and whether it is the label's."""
    values: Judged = []
    for post in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        labels = {" ".join(fold(p["full_name"]).split()[:2]): p for p in post["persons"]}
        for person in read(post["text"], published=date.fromisoformat(post["pub"]), model=model).persons:
            name = person.first(Property.FULL_NAME)
            wanted = labels.get(" ".join(fold(name.value).split()[:2])) if name else None
            if wanted is None or person.role is not Role.DEAD:
                continue
            for label, field in FIELDS.items():
                value = person.first(Property(field))
                if value and (label in wanted or path.name not in PARTLY):
                    right = fold(value.value) in accepted(wanted, label)
                    values.append((value.confidence, right))
    return values


def accepted(wanted: dict[str, object], label: str) -> set[str]:
    """The folded forms that are right; none when the label is absent."""
    also = wanted.get("place_alt") or [] if label == "place" else []
    forms = [wanted.get(label), *(also if isinstance(also, list) else [also])]
    return {fold(str(form)) for form in forms if form not in (None, "")}


def fit(values: Judged) -> tuple[float, float]:
    """Bias and slope of the most probable map under the prior."""
    design = np.array([[1.0, logit(sure)] for sure, _ in values])
    right = np.array([float(r) for _, r in values])
    start = np.array([0.0, 1.0])
    weights = start.copy()
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-design @ weights))
        curve = (design * (chance * (1 - chance))[:, None]).T @ design + _PRIOR * np.eye(2)
        weights = weights + np.linalg.solve(curve, design.T @ (right - chance) - _PRIOR * (weights - start))
    return round(float(weights[0]), 3), round(float(weights[1]), 3)


def report(name: str, values: Judged) -> None:
    """Bins of a tenth: how many values, what was promised, what was right."""
    bins: dict[int, Judged] = defaultdict(list)
    for sure, right in values:
        bins[min(9, int(sure * 10))].append((sure, right))
    print(f"{name}: {len(values)} values")
    for number, members in sorted(bins.items()):
        promised = sum(s for s, _ in members) / len(members)
        kept = sum(r for _, r in members) / len(members)
        print(
            f"  {number / 10:.1f}-{(number + 1) / 10:.1f}  {len(members):5}  promised {promised:.3f}  right {kept:.3f}"
        )
    unedited = [right for sure, right in values if sure >= NO_EDIT]
    share = len(unedited) / max(1, len(values))
    print(f"  at {NO_EDIT} and above: {share:.2f} of the values, right {sum(unedited) / max(1, len(unedited)):.3f}")


def main() -> None:
    """Fit, or report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*", default=[OWN / "check.jsonl", OWN / "hand_check.jsonl"])
    parser.add_argument("--fit", action="store_true")
    call = parser.parse_args()
    if call.fit:
        bias, slope = fit([value for name in TUNE for value in judged(OWN / name, Rescorer())])
        kept = "".join(f"{name},{weight}\n" for name, weight in shipped().offsets.items())  # set by first contact
        SHIPPED.write_text(f"name,weight\nbias,{bias}\nslope,{slope}\n{kept}", encoding="utf-8")
        shipped.cache_clear()
        print(f"bias {bias}, slope {slope}: {SHIPPED}")
    for path in call.sets:
        report(path.name, judged(path, None))


if __name__ == "__main__":
    main()
