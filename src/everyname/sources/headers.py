"""Where the table begins: titles above, one or several header rows, then the data.

Invariant: every row of the grid is either in ``rows`` or in ``skipped``; column names are unique.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from everyname.domain.names import fold
from everyname.sources.report import Skipped, SourceError
from everyname.sources.tables import Grid, Span
from everyname.sources.words import headers, members

_LOOK = 30
_NUMBER = re.compile(r"[\d\s.,%+-]*")


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns over numbered rows; each row has ``len(columns)`` cells or more (then it is refused later)."""

    grid: Grid
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]  # (row as a person counts it, cells)
    skipped: tuple[Skipped, ...]
    facts: tuple[str, ...]

    def values(self, column: int) -> list[str]:
        """The filled cells of one column, stripped."""
        return [value for _, cells in self.rows if (value := cells[column].strip())]


def find_table(grid: Grid) -> Table:
    """Choose the header and cut the table out. Raises ``SourceError`` when there is no filled row."""
    rows = [tuple(cell.strip() for cell in row) for row in grid.rows]
    filled = [number for number, row in enumerate(rows) if any(row)]
    if not filled:
        raise SourceError(grid.file, "", "holds no filled row")
    start, facts = _header_row(rows, filled)
    depth = _header_depth(rows, start, grid.merged) if start is not None else 0
    top = filled[0] if start is None else start
    width = max(_last(rows[top + extra]) for extra in range(max(depth, 1)))
    if start is None:
        width = Counter(_last(rows[number]) for number in filled).most_common(1)[0][0]
    columns, renamed = _names(rows[top : top + depth], width, grid.merged, top)
    body, skipped = _body(grid, top + depth, width)
    titles = [Skipped(grid.file, n + 1, "title", " ".join(filter(None, rows[n]))) for n in range(top) if any(rows[n])]
    blanks = [Skipped(grid.file, n + 1, "blank", "") for n in range(top) if not any(rows[n])]
    head = [Skipped(grid.file, n + 1, "header", " | ".join(rows[n])) for n in range(top, top + depth)]
    return Table(grid, columns, body, (*titles, *blanks, *head, *skipped), (*grid.facts, *facts, *renamed))


def _last(row: tuple[str, ...]) -> int:
    return max((place + 1 for place, cell in enumerate(row) if cell), default=0)


def known_words(row: tuple[str, ...]) -> int:
    """How many cells are header words of the vocabulary."""
    known = headers()
    return sum(1 for cell in row if len(cell) < 60 and fold(cell) in known)


def _header_row(rows: list[tuple[str, ...]], filled: list[int]) -> tuple[int | None, list[str]]:
    candidates = filled[:_LOOK]
    words = {number: known_words(rows[number]) for number in candidates}
    best = max(candidates, key=lambda number: (words[number], -number))
    if words[best] >= 2 or (words[best] == 1 and sum(map(bool, rows[best])) <= 2):
        return best, [f"header in row {best + 1}: {words[best]} of its words are known"]
    usual = Counter(_last(rows[number]) for number in filled[:300]).most_common(1)[0][0]
    first = next((n for n in candidates if sum(map(bool, rows[n])) >= max(1, 0.7 * usual)), candidates[0])
    if any(cell and (cell[0] in "=#" or any(c.isdigit() for c in cell)) for cell in rows[first]):
        return None, ["no header was found: columns are numbered"]
    return first, [f"header in row {first + 1}: the first row as wide as the table"]


def _header_depth(rows: list[tuple[str, ...]], start: int, merged: tuple[Span, ...]) -> int:
    """A second row belongs to the header when it names columns under a spanned or empty cell of the first."""
    below = start + 1
    if below >= len(rows):
        return 1
    spanned = any(first == start and (right > left) for first, left, _, right in merged)
    top = rows[start]
    gaps = [n for n, cell in enumerate(rows[below]) if cell and (n >= len(top) or not top[n])]
    plain = not any(c.isdigit() for cell in rows[below] for c in cell)
    known = known_words(rows[below])
    return 2 if plain and (gaps or spanned) and known >= 1 and known * 2 >= sum(map(bool, rows[below])) else 1


def _names(
    header: list[tuple[str, ...]], width: int, merged: tuple[Span, ...], top: int
) -> tuple[tuple[str, ...], list[str]]:
    lines = [list(row[:width]) + [""] * (width - len(row)) for row in header]
    if len(lines) > 1:
        _spread(lines, merged, top)
    plain = [" ".join(dict.fromkeys(filter(None, (line[n] for line in lines)))) for n in range(width)]
    plain = [" ".join(name.split()) or f"column {n + 1}" for n, name in enumerate(plain)]
    used: set[str] = set()
    facts: list[str] = []
    for place, name in enumerate(plain):
        again, number = name, 1
        while again in used:
            number += 1
            again = f"{name} ({number})"
        if again != name:
            facts.append(f"column {place + 1}: the name «{name}» appears again, now «{again}»")
        used.add(again)
        plain[place] = again
    return tuple(plain), facts


def _spread(lines: list[list[str]], merged: tuple[Span, ...], top: int) -> None:
    """Carry a spanning title over the columns it covers; without merge marks: to the right, where a name is below."""
    inside = [span for span in merged if top <= span[0] < top + len(lines)]
    for first, left, _, right in inside:
        for place in range(left + 1, min(right + 1, len(lines[0]))):
            lines[first - top][place] = lines[first - top][left]
    if not inside:
        for place in range(1, len(lines[0])):
            if not lines[0][place] and lines[1][place] and lines[1][place - 1]:
                lines[0][place] = lines[0][place - 1]


def _body(grid: Grid, start: int, width: int) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], list[Skipped]]:
    filler = {
        (row, column): (first, left)
        for first, left, last, right in grid.merged
        if first >= start and first < last and last - first < 10_000
        for row in range(first + 1, last + 1)
        for column in range(left, right + 1)
        if column == left
    }
    body: list[tuple[int, tuple[str, ...]]] = []
    skipped: list[Skipped] = []
    for number in range(start, len(grid.rows)):
        written = grid.rows[number]
        cells = written + ("",) * (width - len(written))
        if not any(cell.strip() for cell in cells):
            skipped.append(Skipped(grid.file, number + 1, "blank", ""))
            continue
        cells = tuple(
            grid.rows[f[0]][f[1]] if not cell and (f := filler.get((number, place))) else cell
            for place, cell in enumerate(cells)
        )
        if is_total(cells):
            skipped.append(Skipped(grid.file, number + 1, "total", " | ".join(filter(None, cells))))
        else:
            body.append((number + 1, cells[: max(width, _last(tuple(c.strip() for c in cells)))]))
    return tuple(body), skipped


def is_total(cells: tuple[str, ...]) -> bool:
    """«Итого: 25»: a summing word, and beside it only numbers, formulas or nothing."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    words = _NUMBER.sub("", fold(filled[0])) if filled else ""
    said = fold(re.sub(r"[\d.,:]+", " ", filled[0])) if words else ""
    return said in members("total") and all(_NUMBER.fullmatch(c) or c.startswith("=") for c in filled[1:])
