"""Bad tables are told by file, row and field."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from everyname.estimates import csvfile
from everyname.estimates.errors import InputError


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_a_bad_cell_names_its_place(tmp_path: Path) -> None:
    table = csvfile.read(write(tmp_path / "t.csv", "day,n\n2024-01-01,3\n2024-01-02,three\n"))
    with pytest.raises(InputError, match=r"t\.csv, row 3, field «n»: «three» is not a whole number"):
        [row.whole("n") for row in table.rows]


def test_a_short_row_is_an_error_and_a_blank_one_is_not(tmp_path: Path) -> None:
    assert len(csvfile.read(write(tmp_path / "a.csv", "a,b\n1,2\n\n3,4\n")).rows) == 2
    with pytest.raises(InputError, match="row 3: has 1 cells where the header has 2"):
        csvfile.read(write(tmp_path / "b.csv", "a,b\n1,2\n3\n"))


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_separators_and_byte_order_marks(tmp_path: Path, mark: str) -> None:
    table = csvfile.read(write(tmp_path / "t.csv", f"\ufeffDay{mark}N\n2024-01-01{mark}7\n"))
    assert table.rows[0].whole(table.column(("n", "count"))) == 7
    assert table.rows[0].day(table.column(("day",))).isoformat() == "2024-01-01"


def test_gzip_and_its_digest_are_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"n\n1\n", mtime=0))
    assert csvfile.read(path).source.rows == 1


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        csvfile.read(tmp_path / "absent.csv")
    (tmp_path / "latin.csv").write_bytes("n\né\n".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        csvfile.read(tmp_path / "latin.csv")
    with pytest.raises(InputError, match="no rows"):
        csvfile.read(write(tmp_path / "empty.csv", "n\n"))
    with pytest.raises(InputError, match="needs a column «count»; it has n"):
        csvfile.read(write(tmp_path / "n.csv", "n\n1\n")).column(("count",))
