"""Stated tolls beside the own count: the same scope and period, or a reason why not."""

import pytest

from everyname.domain.tolls import Aspect, IncidentClaim, Measure, Qualifier, Scope, StatedToll, TollKind
from everyname.extract.tolls import compare, incident_summary, label


def stated(measure: Measure = Measure.IDENTIFIED, aspect: Aspect = Aspect.TOTAL, **more: object) -> StatedToll:
    fields: dict[str, object] = {"value_low": 400, "value_high": 400, "period_to": "2031-05-01", **more}
    return StatedToll("Lantern", TollKind.INDEPENDENT_TALLY, aspect, Scope(measure), **fields)  # type: ignore[arg-type]


def test_own_count_is_asked_for_the_same_scope_and_period() -> None:
    asked: list[tuple[Scope, str, str]] = []

    def own(scope: Scope, first: str, last: str) -> int:
        asked.append((scope, first, last))
        return 390

    (row,) = compare([stated(period_from="2031-01-01")], own)
    assert asked == [(Scope(Measure.IDENTIFIED), "2031-01-01", "2031-05-01")]
    assert (row.own, row.difference_low, row.difference_high) == (390, 10, 10)
    assert row.not_comparable == ()


@pytest.mark.parametrize(
    ("toll", "reason"),
    [
        (stated(Measure.CASUALTIES), "compare.other_measure"),
        (stated(Measure.IRRETRIEVABLE), "compare.other_measure"),
        (stated(Measure.WOUNDED), "compare.other_measure"),
        (stated(Measure.UNVERIFIED, Aspect.BACKLOG), "compare.backlog"),
        (stated(aspect=Aspect.EARLIER, period_to=""), "compare.earlier_undated"),
    ],
)
def test_different_things_are_not_subtracted(toll: StatedToll, reason: str) -> None:
    (row,) = compare([toll], lambda *_: 390)
    assert reason in row.not_comparable
    assert row.own is None
    assert row.difference_low is None
    assert label(reason, "en").startswith("not comparable because")


def test_count_the_tally_cannot_make_is_said() -> None:
    (row,) = compare([stated()], lambda *_: None)
    assert row.not_comparable == ("compare.no_own_count",)


def test_open_bound_gives_an_open_difference() -> None:
    (row,) = compare([stated(qualifier=Qualifier.OVER)], lambda *_: 390)
    assert (row.difference_low, row.difference_high) == (11, None)


def test_killed_beside_named_carries_a_remark() -> None:
    (row,) = compare([stated(Measure.KILLED)], lambda *_: 390)
    assert "compare.killed_against_named" in row.remarks


def test_incident_shows_claimed_named_and_remainder() -> None:
    toll = stated(Measure.KILLED, value_low=89, value_high=89)
    summary = incident_summary(IncidentClaim("strike", "Halmar", "2031-05-01", toll), 45)
    assert (summary.claimed_low, summary.named, summary.remainder_low, summary.remainder_high) == (89, 45, 44, 44)
    assert not summary.exceeded


def test_more_named_than_claimed_is_flagged_and_leaves_no_negative_remainder() -> None:
    summary = incident_summary(stated(Measure.KILLED, value_low=63, value_high=63), 92)
    assert summary.exceeded
    assert summary.remainder_low == summary.remainder_high == 0


def test_negative_attribution_is_refused() -> None:
    with pytest.raises(ValueError, match="named"):
        incident_summary(stated(), -1)
