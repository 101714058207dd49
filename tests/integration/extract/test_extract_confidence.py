"""A confidence is a probability: of the values of notices that the reader met for the first time, and that the map was
not fitted to, so many were right as were promised. The map is fitted to other notices of the same kinds: real ones
keep less than invented ones, and a map of one kind alone misjudges the other.
"""

from collections import defaultdict
from pathlib import Path

from everyname.extract.training import Judgement, fit, read_log

MET = read_log(Path(__file__).parents[3] / "benchmarks" / "first_contact.jsonl")
FIELDS = [judgement for judgement in MET if judgement.property != "role"]
PARTS, STRETCH, ENOUGH, NO_EDIT = 4, 40, 50, 0.935  # a stretch of the log is some ten notices


def told() -> list[tuple[float, bool]]:
    """Every value of the log, told by a map that was fitted to the other three quarters."""
    values = []
    for part in range(PARTS):
        others = [j for number, j in enumerate(FIELDS) if number // STRETCH % PARTS != part]
        model = fit(others, bias=0.5, slope=3.0, offset=3.0)
        own: list[Judgement] = [j for number, j in enumerate(FIELDS) if number // STRETCH % PARTS == part]
        values += [(model.confidence(j.property, j.rule, j.raw), j.right) for j in own]
    return values


def test_as_many_values_are_right_as_were_promised() -> None:
    values = told()
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for sure, right in values:
        bins[min(9, int(sure * 10))].append((sure, right))
    full = [members for members in bins.values() if len(members) >= ENOUGH]
    assert len(full) > 1
    for members in full:
        assert abs(sum(s for s, _ in members) - sum(r for _, r in members)) <= 0.05 * len(members)


def test_most_values_need_no_edit() -> None:
    values = told()
    unedited = [right for sure, right in values if sure >= NO_EDIT]
    others = [right for sure, right in values if sure < NO_EDIT]
    assert len(unedited) >= len(values) / 2
    assert sum(unedited) > 0.95 * len(unedited)
    assert sum(others) / len(others) < sum(unedited) / len(unedited)
