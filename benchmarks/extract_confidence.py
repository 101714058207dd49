"""Confidences of the reader, fitted and checked: is a value told at 0.9 right nine times in ten?

Invariant: the shipped map is fitted to what the reader said of labelled notices when it first met them, before anybody
looked at its misses: ``first_contact.jsonl``, a log as ``everyname extract --train`` reads it.

    python benchmarks/extract_confidence.py [LABELLED.jsonl ...]      bins of each set, after the shipped map
    python benchmarks/extract_confidence.py --met LABELLED.jsonl ...  adds sets that the reader has never met to the log
    python benchmarks/extract_confidence.py --fit                     writes vocabulary/confidence.csv anew
    python benchmarks/extract_confidence.py --check                   the log in five parts, each told by the other four

Method: logistic regression on log odds with offsets by property and rule (``everyname.extract.training``).
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

from everyname.domain.names import fold
from everyname.domain.words import Property, Role
from everyname.extract import read
from everyname.extract.rescore import ROLE_RULE, Rescorer, shipped
from everyname.extract.training import fit, read_log

OWN = Path(__file__).parent.parent / "tests" / "data" / "notices"
SHIPPED = Path(__file__).parent.parent / "src" / "everyname" / "vocabulary" / "confidence.csv"
LOG = Path(__file__).parent / "first_contact.jsonl"
PARTLY = ("tune.jsonl", "check.jsonl")  # made from templates that label what they state, not all that follows
FIELDS = {
    "age": "age", "birth": "birth", "death": "death", "burial": "burial", "place": "settlement", "region": "region",
    "rank": "rank", "unit": "unit", "death_place": "death_place", "full_name": "full_name",
}  # fmt: skip
NO_EDIT = 0.935
_PARTS, _STRETCH = 5, 40  # a stretch of the log is some ten notices
_PRIORS = {"bias": 0.5, "slope": 3.0, "offset": 3.0}  # of a thousand judgements and more, not of an installation's few

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


def met(path: Path) -> list[dict[str, object]]:
    """What the reader says of a set it has never met, as lines of the log, in its finders' own confidences."""
    lines: list[dict[str, object]] = []
    for post in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        labels = {" ".join(fold(p["full_name"]).split()[:2]): p for p in post["persons"]}
        for person in read(post["text"], published=date.fromisoformat(post["pub"]), model=Rescorer()).persons:
            name = person.first(Property.FULL_NAME)
            if person.role is not Role.DEAD or name is None:
                continue
            wanted = labels.get(" ".join(fold(name.value).split()[:2]))
            lines.append(_line("role", ROLE_RULE, person.role_confidence, wanted is not None))
            for label, field in FIELDS.items() if wanted else ():
                if wanted and (value := person.first(Property(field))):
                    right = fold(value.value) in accepted(wanted, label)
                    lines.append(_line(field, value.reader, value.confidence, right))
    return lines


def _line(prop: str, rule: str, sure: float, right: bool) -> dict[str, object]:
    return {"property": prop, "reader": rule, "confidence": sure, "verdict": "accept" if right else "correct"}


def check() -> Judged:
    """Every judgement of the log with what a map fitted to the other four fifths of it says."""
    log = read_log(LOG)
    told: Judged = []
    for part in range(_PARTS):
        model = fit([j for number, j in enumerate(log) if number // _STRETCH % _PARTS != part], **_PRIORS)
        own = [j for number, j in enumerate(log) if number // _STRETCH % _PARTS == part and j.property != "role"]
        told += [(model.confidence(j.property, j.rule, j.raw), j.right) for j in own]
    return told


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
    """Log, fit, or report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", type=Path, nargs="*", default=[OWN / "check.jsonl", OWN / "hand_check.jsonl"])
    parser.add_argument("--met", action="store_true", help="add the sets, never read before, to the log")
    parser.add_argument("--fit", action="store_true", help="fit the shipped map to the log")
    parser.add_argument("--check", action="store_true", help="fit to four fifths of the log, report the fifth")
    call = parser.parse_args()
    if call.met:
        with LOG.open("a", encoding="utf-8") as log:
            log.writelines(json.dumps(line) + "\n" for path in call.sets for line in met(path))
        return
    if call.check:
        report("log", check())
        return
    if call.fit:
        model = fit(read_log(LOG), **_PRIORS)
        weights = {"bias": model.bias, "slope": model.slope, **model.offsets}
        rows = "".join(f"{name},{weight}\n" for name, weight in weights.items())
        SHIPPED.write_text(f"name,weight\n{rows}", encoding="utf-8")
        shipped.cache_clear()
        print(f"{SHIPPED}: {len(weights)} weights")
    for path in call.sets:
        report(path.name, judged(path, None))


if __name__ == "__main__":
    main()
