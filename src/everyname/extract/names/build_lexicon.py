"""Builds the shipped name lists from the tables of the russiannames package (BSD-3); run by hand when they change.

Invariant: the same tables give the same bytes. Names are folded (lower case, ё=е) and cut by count, so that the
lists stay below a megabyte; what is cut is found by its endings instead.

    python -m everyname.extract.names.build_lexicon FOLDER_WITH_PARQUET OUT_FOLDER
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

import duckdb

_FOLD = "replace(lower(trim(text)), 'ё', 'е')"
_GIVEN = f"""
    select t, case when m > f then 'm' when f > m then 'f' else 'u' end, n from (
      select {_FOLD} t, sum(count) n, sum(count * (gender = 'm')::int) m, sum(count * (gender = 'f')::int) f
      from read_parquet(?) group by 1)
    where length(t) > 2 and regexp_full_match(t, '[а-яё]+([- ][а-яё]+)?') order by t"""  # noqa: S608
_FATHERS = f"""
    select {_FOLD} t, 'x', sum(count) from read_parquet(?) where gender = 'm' group by 1
    having length(t) > 4 and sum(count) > 1 and regexp_full_match(t, '[а-яё-]+') order by t"""  # noqa: S608
_SURNAMES = f"""
    select {_FOLD} t, 'x', sum(count) from read_parquet(?) where gender is null or gender <> 'f' group by 1
    having length(t) > 2 and sum(count) > 9 and regexp_full_match(t, '[а-яё-]+') order by t"""  # noqa: S608
# File written, query, file read.
_TABLES = (
    ("given_ru.tsv.gz", _GIVEN, "names.parquet"),
    ("patronymics_ru.tsv.gz", _FATHERS, "midnames.parquet"),
    ("surnames_ru.tsv.gz", _SURNAMES, "surnames.parquet"),
)


def build(folder: Path, out: Path) -> None:
    """Write the three lists to ``out``; one name, sex and count a line."""
    for name, query, table in _TABLES:
        rows = duckdb.execute(query, [str(folder / table)]).fetchall()
        lines = "".join(f"{text}\t{sex}\t{count}\n" for text, sex, count in rows)
        (out / name).write_bytes(gzip.compress(lines.encode(), mtime=0))


if __name__ == "__main__":
    build(Path(sys.argv[1]), Path(sys.argv[2]))
