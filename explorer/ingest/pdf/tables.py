"""Rows and cells: of tables that are drawn, and of those that only stand in line."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from explorer.ingest.pdf.drawn import Rule
from explorer.ingest.pdf.grids import Grid
from explorer.ingest.pdf.runs import Run
from explorer.values import dataclass

CELL_END = " | "
# Dots that lead the eye from a title to the number of its page.
LEADERS = re.compile(r"\s*(?:(?:\.\s?){4,}|(?:·\s?){4,}|…{2,}|_{6,})\s*")
_LEAST_GUTTER = 0.5
_MOST_APART = 3.2  # lines of one table, in parts of the letters' size
_CLOSE = 1.35  # lines of one cell, in parts of the letters' size
_MARKER = re.compile(
    r"(?:[•◦▪■●‣⁃∙·*o–—\-\ufffd\ue000-\uf8ff]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,6})[.)]"
    r"|\[\d{1,3}\]|\d{1,2}(?:\.\d{1,2}){0,4}\.?|[¹²³⁴⁵⁶⁷⁸⁹⁰]{1,3})\Z"
)


@dataclass(slots=True)
class Row:
    """One row's cells, those that are empty at its ends left out, and where it stands."""

    cells: list[str]
    x0: float
    x1: float
    y: float
    size: float


@dataclass(slots=True)
class Cells:
    """A table's rows; it stands for the lines `[first, end)` of its column."""

    rows: list[Row]
    first: int = 0
    end: int = 0


def cells_of_grid(grid: Grid, runs: Sequence[Run]) -> Cells:
    """Return the rows of a drawn table; a cell's lines are joined."""
    table: dict[int, dict[int, list[Run]]] = {}
    for run in runs:
        table.setdefault(grid.row(run), {}).setdefault(grid.column(run), []).append(run)
    columns = range(len(grid.xs) + 1)
    rows = (_row([cells.get(at, []) for at in columns]) for _, cells in sorted(table.items()))
    return Cells([row for row in rows if row.cells])


def tables_in(
    clusters: Sequence[Sequence[Run]], rules: Sequence[Rule], *, surely: bool = False
) -> Iterator[Cells]:
    """Yield the tables among the lines of a column: cells that stand under each other.

    `surely` takes what is parted at all for one, where rules have set it apart.
    """
    at = 0
    while at < len(clusters):
        end, columns = _stretch(clusters, at)
        if columns and (surely or _is_table(clusters[at:end], columns)):
            yield Cells(_parted(clusters[at:end], columns, rules), at, end)
            at = end
        else:
            at += 1


# The columns of a table as where each begins and ends.
_Columns = list[tuple[float, float]]


def _stretch(clusters: Sequence[Sequence[Run]], first: int) -> tuple[int, _Columns]:
    """Return where the table that begins with a line ends, and its columns; none is `[]`."""
    columns = _merged([], clusters[first])
    most = len(columns)
    if most < 2:
        return first, []
    end, last = first + 1, first + 1
    while end < len(clusters):
        line, before = clusters[end], clusters[end - 1]
        if before[0].y - line[0].y > _MOST_APART * max(before[0].size, line[0].size):
            break
        wider = _merged(columns, line)
        if len(wider) < max(2, (3 * most + 4) // 5):
            break
        if _crosses(columns, line) or _doubles(wider, line):
            break
        if len(line) > 1 or _starts(columns, line):
            last = end + 1
        elif len(line) == 1 and end - last > 8:
            break
        columns, most, end = wider, max(most, len(wider)), end + 1
    return (max(last, _tail(clusters, last, end, columns)), columns)


def _tail(clusters: Sequence[Sequence[Run]], last: int, end: int, columns: _Columns) -> int:
    """Return where the last row ends: lines that go on in one of its later cells are its."""
    while last < end and clusters[last][0].x0 >= columns[1][0] - 2:
        last += 1
    return last


def _merged(columns: _Columns, line: Sequence[Run]) -> _Columns:
    """Return columns widened by a line's words; those that now meet are one."""
    gap = _LEAST_GUTTER * max(run.size for run in line)
    spans = sorted([*columns, *((run.x0, run.x1) for run in line)])
    kept: _Columns = []
    for x0, x1 in spans:
        if kept and x0 - kept[-1][1] < gap:
            kept[-1] = (kept[-1][0], max(kept[-1][1], x1))
        else:
            kept.append((x0, x1))
    return kept


def _crosses(columns: _Columns, line: Sequence[Run]) -> bool:
    """Whether one piece of a line stands in two columns: it is no cell of this table."""
    return any(sum(run.x0 < x1 and x0 < run.x1 for x0, x1 in columns) > 1 for run in line)


def _doubles(columns: _Columns, line: Sequence[Run]) -> bool:
    """Whether two cells of a line stand in one column: it is a row of another table."""
    return any(
        b.x0 - a.x1 >= b.size and _column(a, columns) == _column(b, columns)
        for a, b in pairwise(line)
    )


def _starts(columns: _Columns, line: Sequence[Run]) -> bool:
    return line[0].x0 <= columns[0][0] + 2 and line[0].x1 <= columns[0][1] + 2


def _is_table(lines: Sequence[Sequence[Run]], columns: _Columns) -> bool:
    parted = [line for line in lines if len(line) > 1]
    if len(parted) < (2 if len(columns) > 2 else 3):
        return False
    if len(columns) == 2 and all(_MARKER.match(line[0].text) for line in parted):
        return False  # a list, its bullets or numbers apart
    return not (len(columns) == 2 and len(parted) * 4 < len(lines))


def _parted(lines: Sequence[Sequence[Run]], columns: _Columns, rules: Sequence[Rule]) -> list[Row]:
    """Part lines into rows: by the rules between them, else where a first cell begins.

    Where most lines lack most cells, cells run over lines: then lines close under each
    other in one column are of one row.
    """
    between = _separators(lines, columns, rules)
    full = sum(len(line) * 10 >= 6 * len(columns) for line in lines)
    if not between and full < len(lines):
        between = _gaps(lines, columns)
    rows: list[list[list[Run]]] = []
    pitch = _pitch(lines, columns)
    before: Sequence[Run] | None = None
    for line in lines:
        cells: list[list[Run]] = [[] for _ in columns]
        for run in line:
            cells[_column(run, columns)].append(run)
        if before is None or _begins(before, line, rows[-1], cells, between, pitch):
            rows.append(cells)
        else:
            for cell, more in zip(rows[-1], cells, strict=True):
                cell += more
        before = line
    return [_row(row) for row in rows]


def _gaps(lines: Sequence[Sequence[Run]], columns: _Columns) -> list[float]:
    """Return heights between lines that no cell runs over, or none where all is one cell."""
    held: list[tuple[float, float]] = []
    for at in range(len(columns)):
        column = [run for line in lines for run in line if _column(run, columns) == at]
        held += (
            (low.y, high.y) for high, low in pairwise(column) if high.y - low.y <= _CLOSE * low.size
        )
    found = []
    for above, below in pairwise(lines):
        middle = (above[0].y + below[0].y) / 2
        if not any(low < middle < high for low, high in held):
            found.append(middle)
    return found if len(found) * 4 >= len(lines) else []


def _begins(
    before: Sequence[Run],
    line: Sequence[Run],
    row: list[list[Run]],
    cells: list[list[Run]],
    between: list[float],
    pitch: float,
) -> bool:
    """Whether a line begins a row: by rules, else where it begins as far left as the row."""
    if between:
        return any(line[0].y < y < before[0].y for y in between)
    if before[0].y - line[0].y < 0.8 * pitch:
        return False
    return _leftmost(cells) <= _leftmost(row)


def _leftmost(cells: list[list[Run]]) -> int:
    return next((at for at, cell in enumerate(cells) if cell), len(cells))


def _pitch(lines: Sequence[Sequence[Run]], columns: _Columns) -> float:
    """Return how far apart the lines are that begin with a first cell; 0 where few do."""
    firsts = [line[0].y for line in lines if _starts(columns, line)]
    gaps = [a - b for a, b in itertools.pairwise(firsts)]
    return median(gaps) if len(gaps) >= 2 and 2 * len(firsts) >= len(lines) else 0.0


def _separators(
    lines: Sequence[Sequence[Run]], columns: _Columns, rules: Sequence[Rule]
) -> list[float]:
    """Return the heights of rules that part rows; none where there are too few to do so."""
    width = columns[-1][1] - columns[0][0]
    low, high = lines[-1][0].y, lines[0][0].y
    found = {
        round(rule.y0) for rule in rules if low < rule.y0 < high and rule.x1 - rule.x0 > 0.6 * width
    }
    return sorted(map(float, found)) if len(found) * 3 >= len(lines) else []


def _column(run: Run, columns: _Columns) -> int:
    shares = [min(run.x1, x1) - max(run.x0, x0) for x0, x1 in columns]
    return shares.index(max(shares))


def _row(cells: Sequence[list[Run]]) -> Row:
    words = [_cell(cell) for cell in cells]
    while words and not words[0]:
        words.pop(0)
    while words and not words[-1]:
        words.pop()
    runs = [run for cell in cells for run in cell]
    first = max(runs, key=lambda run: run.y)
    x0, x1 = min(run.x0 for run in runs), max(run.x1 for run in runs)
    return Row(words, x0, x1, first.y, first.size)


def _cell(runs: list[Run]) -> str:
    ranked = sorted(runs, key=lambda run: (-round(run.y), run.x0))
    words = " ".join(run.text for run in ranked).replace("|", "/")
    return LEADERS.sub(" ", words).strip()
