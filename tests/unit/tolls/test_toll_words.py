"""The records of stated tolls refuse contradictions; every code that people see has words in every language."""

import pytest

from everyname.domain.tolls import Aspect, IncidentClaim, Measure, Qualifier, Scope, StatedToll, TollError, TollKind
from everyname.extract.tolls import labels


def toll(**changes: object) -> StatedToll:
    fields: dict[str, object] = {
        "who": "Aurora Post",
        "kind": TollKind.INDEPENDENT_TALLY,
        "aspect": Aspect.TOTAL,
        "scope": Scope(Measure.IDENTIFIED),
        "value_low": 120,
        "value_high": 120,
    }
    return StatedToll(**{**fields, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"value_low": 121}, "value_low 121"),
        ({"said_on": "12.05.2023"}, "said_on"),
        ({"period_from": "2023-05", "period_to": "2023-04"}, "period_from 2023-05"),
    ],
)
def test_contradictory_toll_is_refused_by_name(changes: dict[str, object], named: str) -> None:
    with pytest.raises(TollError, match=named):
        toll(**changes)


def test_incident_needs_both_bounds_of_the_named() -> None:
    with pytest.raises(TollError, match="together"):
        IncidentClaim("strike", "Karsholm", "2023-05-01", toll(), named_low=3)


def test_every_code_has_words_in_every_language() -> None:
    english = set(labels("en"))
    for section, codes in (("kind", TollKind), ("aspect", Aspect), ("measure", Measure), ("qualifier", Qualifier)):
        assert {f"{section}.{code}" for code in codes} <= english
    assert {f"definition.{m}" for m in Measure} <= english
    assert set(labels("ru")) == english
    assert set(labels("uk")) == english
