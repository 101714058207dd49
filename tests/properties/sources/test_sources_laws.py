from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from everyname.sources.lists import read_list
from everyname.sources.posts import read_posts
from everyname.sources.quarantine import neutral, plain
from everyname.sources.report import Batch, Quarantined, Report, Skipped, SourceError

words = st.sampled_from(["Лесной", "Прохор", "Берёзкин", "Фома", "Савелий", "Тучкина", "Аглая", "Пахом", "Ильич"])
cells = st.one_of(
    words, st.sampled_from(["", "14.02.2023", "31.02.2023", "-", "=A1", "0071", 'с "кавычкой"', "две\nстроки"])
)
rows = st.lists(st.tuples(cells, cells, cells), min_size=0, max_size=12)
HEADER = ("ФИО", "Дата смерти", "Примечание")


def whole(items: object) -> int:
    assert hasattr(items, "__iter__")
    return sum(1 for item in items if not isinstance(item, Quarantined) or item.whole_row)


@settings(max_examples=60, deadline=None)
@given(
    rows, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r"]), st.sampled_from([",", ";", "\t", "|"])
)
def test_every_row_is_accounted_for_and_reads_the_same_twice(
    table: list[tuple[str, ...]], encoding: str, mark: str
) -> None:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows([HEADER, *table])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.csv"
        path.write_bytes(out.getvalue().encode(encoding))
        once, twice = read_list(path, "s"), read_list(path, "s")
        assert once == twice
        assert whole(once) == len(table) + 1
        kept = {report.row: tuple(value for _, value in report.cells) for report in once.reports}
        assert all(table[row - 2] == values for row, values in kept.items())
        identities = [report.identity for report in once.reports]
        assert len(identities) == len(set(identities))


@settings(max_examples=30, deadline=None)
@given(rows)
def test_a_workbook_says_the_same_as_the_text_file(table: list[tuple[str, ...]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, text = Path(folder) / "list.xlsx", Path(folder) / "list.csv"
        with text.open("w", newline="", encoding="utf-8") as handle:
            csv.writer(handle).writerows([HEADER, *table])
        workbook = xlsxwriter.Workbook(book)
        sheet = workbook.add_worksheet()
        for number, row in enumerate([HEADER, *table]):
            for place, value in enumerate(row):
                sheet.write_string(number, place, value)
        workbook.close()
        left = [(r.external_id, r.cells, r.row) for r in read_list(text, "s").reports]
        right = [(r.external_id, r.cells, r.row) for r in read_list(book, "s").reports]
        assert left == right


def outcome(read: Callable[[Path, str], Batch], path: Path) -> list[object]:
    try:
        return list(read(path, "s"))
    except SourceError as error:
        return [] if error.file == "file.bin" and error.sentence else [error]


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=300),
        st.binary(max_size=200).map(lambda b: b"PK\x03\x04" + b),
        st.text(max_size=200).map(lambda t: t.encode("utf-8", "ignore")),
    )
)
def test_random_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file.bin"
        path.write_bytes(data)
        for read in (read_list, read_posts):
            items = outcome(read, path)
            assert all(isinstance(item, Report | Quarantined | Skipped) for item in items)


posts = st.dictionaries(
    st.sampled_from(["id", "text", "published", "lang", "url"]),
    st.one_of(st.text(max_size=8), st.integers(), st.none()),
)


@settings(max_examples=80, deadline=None)
@given(st.lists(posts, min_size=1, max_size=10))
def test_every_line_of_posts_is_accounted_for(lines: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "posts.jsonl"
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        batch = read_posts(path, "s")
        assert [item.row for item in batch] == list(range(1, len(lines) + 1))
        assert list(batch) == list(batch)


@given(st.text(max_size=20))
def test_a_neutral_cell_runs_nowhere_and_comes_back(value: str) -> None:
    assert not neutral(value).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert plain(neutral(value)) == value
