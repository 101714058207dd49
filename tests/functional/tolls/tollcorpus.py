"""Scores the reader of stated tolls against the corpora of invented reports."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from everyname.domain.tolls import IncidentClaim
from everyname.extract.tolls import TollProposal, read_tolls_in_text

DATA = Path(__file__).resolve().parents[2] / "data" / "tolls"


@dataclass
class Score:
    """Counts of tolls found, missed and invented, and of fields right and wrong."""

    found: int = 0
    missed: int = 0
    spurious: int = 0
    right: int = 0
    wrong: int = 0
    notes: list[str] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / max(self.found + self.missed, 1)

    @property
    def precision(self) -> float:
        return self.found / max(self.found + self.spurious, 1)

    @property
    def fields(self) -> float:
        return self.right / max(self.right + self.wrong, 1)


def load(name: str) -> list[dict[str, Any]]:
    """The reports of a corpus."""
    return yaml.safe_load((DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def score(reports: list[dict[str, Any]]) -> Score:
    """Match proposals to expectations by value, then compare the listed fields."""
    total = Score()
    for report in reports:
        published = report["published"]
        assert isinstance(published, date)
        open_proposals = list(read_tolls_in_text(report["text"], published=published))
        for expected in report["expect"]:
            _score_one(report["id"], expected, open_proposals, total)
        total.spurious += len(open_proposals)
        total.notes += [f"{report['id']}: spurious {_shown(p)}" for p in open_proposals]
    return total


def _score_one(name: str, expected: dict[str, Any], proposals: list[TollProposal], total: Score) -> None:
    value = expected["value"]
    low, high = value if isinstance(value, list) else (value, value)
    fitting = [p for p in proposals if (p.toll.value_low, p.toll.value_high) == (low, high)]
    if not fitting:
        total.missed += 1
        total.notes.append(f"{name}: missed {expected}")
        return
    best = max(fitting, key=lambda p: sum(_right(p, k, v) for k, v in expected.items()))
    proposals.remove(best)
    total.found += 1
    for key, wanted in expected.items():
        if key == "value" or wanted == "any":
            continue
        if _right(best, key, wanted):
            total.right += 1
        else:
            total.wrong += 1
            total.notes.append(f"{name}: {low} {key} wanted {wanted!r}, read {_shown(best)}")


def _right(proposal: TollProposal, key: str, wanted: Any) -> bool:
    toll, claim = proposal.toll, proposal.claim
    incident = claim if isinstance(claim, IncidentClaim) else None
    read: dict[str, Any] = {
        "value": wanted,
        "who": toll.who,
        "kind": toll.kind.value,
        "measure": toll.scope.measure.value,
        "aspect": toll.aspect.value,
        "groups": "+".join(toll.scope.groups),
        "side": toll.scope.side,
        "qualifier": toll.qualifier.value,
        "from": toll.period_from,
        "to": toll.period_to,
        "said": toll.said_on,
        "event": incident is not None,
        "place": incident.place if incident else "",
        "date": incident.date if incident else "",
        "named": [incident.named_low, incident.named_high] if incident else None,
    }
    return bool(read[key] == wanted) if isinstance(wanted, bool | list) else str(read[key]) == str(wanted)


def _shown(proposal: TollProposal) -> str:
    toll = proposal.toll
    where = f" event {proposal.claim.place}/{proposal.claim.date}" if isinstance(proposal.claim, IncidentClaim) else ""
    return (
        f"{toll.value_low}-{toll.value_high} {toll.qualifier} {toll.who!r} {toll.kind} {toll.aspect} {toll.scope.code} "
        f"{toll.period_from}..{toll.period_to} said {toll.said_on}{where} «{toll.evidence[:90]}»"
    )


if __name__ == "__main__":
    import sys

    for corpus in sys.argv[1:] or ["tune", "tune_second", "tune_third", "tune_fourth", "tune_fifth", "check"]:
        result = score(load(corpus))
        print("\n".join(result.notes))
        print(
            f"{corpus}: recall {result.recall:.3f} precision {result.precision:.3f} fields {result.fields:.3f}",
            result.found,
        )
