"""Tables of stated tolls: nothing is lost, nothing is guessed."""

import os
from pathlib import Path

import pytest

from everyname.domain.tolls import Aspect, Measure, Qualifier, TollKind
from everyname.extract.tolls import TableError, read_tolls
from everyname.extract.tolls.table import COLUMNS

DATA = Path(os.environ.get("EVERYNAME_EVALUATION_DATA", Path(__file__).parents[3].parent / "shared" / "data"))
GOOD = "Lantern,independent tally (part),2031-05-20,,2031-05-19,,mobilised among the identified,{},{},exact,lan.example"


def table(folder: Path, *rows: str) -> Path:
    path = folder / "stated.csv"
    path.write_text("\ufeff" + ",".join(COLUMNS) + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def test_row_becomes_a_toll(tmp_path: Path) -> None:
    (toll,), quarantined = read_tolls(table(tmp_path, GOOD.format('"2,945"', '"2,945"')))
    assert quarantined == ()
    assert (toll.kind, toll.aspect) == (TollKind.INDEPENDENT_TALLY, Aspect.PART)
    assert toll.scope.code == "identified+mobilised"
    assert (toll.value_low, toll.qualifier, toll.source) == (2945, Qualifier.EXACT, "lan.example")


@pytest.mark.parametrize(
    ("row", "field"),
    [
        (GOOD.format("many", "many"), "value_low"),
        (GOOD.format("10", "9"), "value_low"),
        (GOOD.format("1", "1").replace("2031-05-20", "20.05.2031"), "said_on"),
        (GOOD.format("1", "1").replace("mobilised among the identified", "things"), "scope"),
        (GOOD.format("1", "1").replace("exact", "perhaps"), "qualifier"),
        (GOOD.format("1", "1").replace("independent tally", "rumour"), "kind"),
        (GOOD.format("1", "1").replace("Lantern", ""), "who"),
    ],
)
def test_bad_row_is_kept_apart_with_line_field_and_reason(tmp_path: Path, row: str, field: str) -> None:
    tolls, (bad,) = read_tolls(table(tmp_path, GOOD.format(5, 5), row))
    assert len(tolls) == 1
    assert (bad.line, bad.field) == (3, field)
    assert bad.reason
    assert bad.values["where_reported"] == "lan.example"


def test_table_without_a_column_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "half.csv"
    path.write_text("who,kind\n", encoding="utf-8")
    with pytest.raises(TableError, match="value_low"):
        read_tolls(path)


def test_table_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bytes.csv"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(TableError, match=r"bytes\.csv"):
        read_tolls(path)


@pytest.mark.skipif(not (DATA / "stated_tolls").is_dir(), reason="local evaluation data (stated_tolls) is absent")
def test_every_row_of_the_local_evaluation_data_imports() -> None:
    tolls, quarantined = read_tolls(DATA / "stated_tolls" / "russia_ukraine.csv")
    assert (len(tolls), quarantined) == (17, ())
    assert sum(t.event == "Makiivka strike" for t in tolls) == 6
    assert [t.scope.measure for t in tolls if t.aspect is Aspect.BACKLOG] == [Measure.UNVERIFIED] * 2
