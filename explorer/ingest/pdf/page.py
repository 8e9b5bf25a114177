"""A page's letters and rules to its lines, in reading order."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from explorer.ingest.pdf.columns import Piece, in_order
from explorer.ingest.pdf.drawn import Drawn, Rule, turned_rule
from explorer.ingest.pdf.grids import grids_of
from explorer.ingest.pdf.ruled import between_rules
from explorer.ingest.pdf.runs import Run, main_turn, runs_of
from explorer.ingest.pdf.scripts import as_read, mirrored_rule, with_columns_turned
from explorer.ingest.pdf.tables import CELL_END, LEADERS, Cells, cells_of_grid, tables_in
from explorer.ingest.pdf.wire import Line, Page

_SAME_LINE = 0.35
_FLUSH_PT = 2.0
_LEAST_FLUSH = 3
_JUSTIFIED_GAP = 2.2  # in parts of the letters' size
_DROPPED = 1.9  # how much bigger than the text a letter is that begins it over several lines
_LEAST_NUMBERED = 8
_DIGITS = re.compile(r"\d{1,4}\Z")
_DOTS = re.compile(r"[\s.·…_]{3,}\Z")


def lines_of(drawn: Drawn, number: int) -> Page:
    """Return a page's lines: those of its main direction in order, then those set aside."""
    glyphs = with_columns_turned(drawn.glyphs)
    turn = main_turn(glyphs)
    runs, mirrored = as_read(runs_of(glyph for glyph in glyphs if glyph.turn == turn))
    rules = [turned_rule(rule, turn) for rule in drawn.rules]
    lines = _main_lines(runs, [mirrored_rule(rule) for rule in rules] if mirrored else rules)
    for other in (0, 90, 180, 270):
        if other != turn:
            aside = runs_of(glyph for glyph in glyphs if glyph.turn == other)
            lines += _aside_lines(aside, len(lines) and lines[-1].region + 1)
    upright = turn in (0, 180)
    return Page(
        number,
        drawn.width if upright else drawn.height,
        drawn.height if upright else drawn.width,
        tuple(lines),
        drawn.pictures,
        sum(run.unknown for run in runs),
        sum(run.letters for run in runs),
        tuple(run.text[:200] for run in runs_of(drawn.furniture)[:20]),
    )


def _main_lines(runs: list[Run], rules: list[Rule]) -> list[Line]:
    runs = _without_line_numbers([run for run in runs if not _DOTS.match(run.text)])
    grids = [grid for grid in grids_of(rules) if sum(grid.holds(run) for run in runs) >= 2]
    pieces = [_of_run(run) for run in runs if not any(grid.holds(run) for grid in grids)]
    for grid in grids:
        inside = [run for run in runs if grid.holds(run)]
        runs = [run for run in runs if not grid.holds(run)]
        if inside:
            pieces.append(_of_table(cells_of_grid(grid, inside), inside))
    lines: list[Line] = []
    level = [rule for rule in rules if rule.x1 - rule.x0 > rule.y1 - rule.y0]
    pieces = _with_ruled_tables(pieces, level)
    for number, region in enumerate(in_order(pieces)):
        lines += _region_lines(region, number, level)
    return lines


def _with_ruled_tables(pieces: list[Piece], rules: Sequence[Rule]) -> list[Piece]:
    """Put tables that level rules set apart in place of the words in them."""
    runs = [piece.run for piece in pieces if piece.run is not None]
    for inside in between_rules(runs, rules, _clusters):
        clusters = _clusters(inside)
        found = list(tables_in(clusters, rules, surely=True))
        if len(found) != 1 or (found[0].first, found[0].end) != (0, len(clusters)):
            continue
        held = {id(run) for run in inside}
        pieces = [piece for piece in pieces if id(piece.run) not in held]
        pieces.append(_of_table(found[0], inside))
    return pieces


def _of_run(run: Run) -> Piece:
    top, bottom = run.y + 0.75 * run.size, run.y - 0.2 * run.size
    return Piece(run.x0, run.x1, top, bottom, run.size, run.letters, run=run)


def _of_table(table: Cells, runs: list[Run]) -> Piece:
    whole = [_of_run(run) for run in runs]
    return Piece(
        min(piece.x0 for piece in whole),
        max(piece.x1 for piece in whole),
        max(piece.top for piece in whole),
        min(piece.bottom for piece in whole),
        runs[0].size,
        sum(run.letters for run in runs),
        table=table,
    )


def _region_lines(region: Sequence[Piece], number: int, rules: Sequence[Rule]) -> list[Line]:
    """Return a column's lines from top to bottom; its tables are rows."""
    found: list[Line] = []
    stretch: list[Run] = []

    def flush() -> None:
        if stretch:
            found.extend(_text_lines(stretch, number, rules))
            stretch.clear()

    for piece in region:
        if piece.table is not None:
            flush()
            found.extend(_rows(piece.table, number))
        elif piece.run is not None:
            stretch.append(piece.run)
    flush()
    return found


def _text_lines(runs: list[Run], number: int, rules: Sequence[Rule]) -> list[Line]:
    clusters = _set_wide(_clusters(_with_dropped_letters(runs)))
    found: list[Line] = []
    at = 0
    tables = {table.first: table for table in tables_in(clusters, rules)}
    while at < len(clusters):
        if at in tables:
            found += _rows(tables[at], number)
            at = tables[at].end
            continue
        above = clusters[at - 1][0].y if at else clusters[at][0].y + 40
        found.append(_line(clusters[at], number, _under_rule(clusters[at], above, rules)))
        at += 1
    return found


def _clusters(runs: Sequence[Run]) -> list[list[Run]]:
    """Group runs by baseline, from the top; within one they stand from the left."""
    clusters: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        now = clusters[-1] if clusters else None
        if now is not None and now[0].y - run.y <= _SAME_LINE * min(now[0].size, run.size):
            now.append(run)
        else:
            clusters.append([run])
    return [sorted(cluster, key=lambda run: run.x0) for cluster in clusters]


def _set_wide(clusters: list[list[Run]]) -> list[list[Run]]:
    """Make one of the pieces of lines that only justification has set far apart."""
    left = min(cluster[0].x0 for cluster in clusters)
    right = max(cluster[-1].x1 for cluster in clusters)

    def fills(cluster: list[Run]) -> bool:
        return cluster[0].x0 - left < _FLUSH_PT and right - cluster[-1].x1 < _FLUSH_PT

    if sum(len(cluster) == 1 and fills(cluster) for cluster in clusters) < _LEAST_FLUSH:
        return clusters
    return [
        [_as_one(cluster)] if len(cluster) > 1 and fills(cluster) and _near(cluster) else cluster
        for cluster in clusters
    ]


def _near(cluster: list[Run]) -> bool:
    return all(b.x0 - a.x1 < _JUSTIFIED_GAP * b.size for a, b in pairwise(cluster))


def _as_one(cluster: list[Run]) -> Run:
    main = max(cluster, key=lambda run: run.letters)
    return replace(
        main,
        x0=cluster[0].x0,
        x1=cluster[-1].x1,
        text=_joined(cluster),
        bold=all(run.bold for run in cluster),
        first_pt=cluster[0].first_pt,
        letters=sum(run.letters for run in cluster),
        unknown=sum(run.unknown for run in cluster),
    )


def _line(runs: list[Run], region: int, under_rule: bool) -> Line:
    text = LEADERS.sub(" … ", _joined(runs)).strip()
    main = max(runs, key=lambda run: run.letters)
    x0, x1 = runs[0].x0, max(run.x1 for run in runs)
    letters = sum(run.letters for run in runs)
    bold = sum(run.letters for run in runs if run.bold) * 10 >= 9 * letters
    return Line(
        text, x0, x1, main.y, main.size, bold, runs[0].first_pt, region, under_rule=under_rule
    )


def _joined(runs: Sequence[Run]) -> str:
    text = runs[0].text
    for before, run in itertools.pairwise(runs):
        close = run.x0 - before.x1 < 0.12 * run.size
        text += run.text if close else f" {run.text}"
    return text


def _rows(table: Cells, region: int) -> list[Line]:
    return [
        Line(
            CELL_END.join(row.cells), row.x0, row.x1, row.y, row.size, False, 0.0, region, row=True
        )
        for row in table.rows
    ]


def _under_rule(runs: list[Run], above: float, rules: Sequence[Rule]) -> bool:
    """Whether a level rule lies between a line and the one above it, over where it begins."""
    first = runs[0]
    low, high = first.y + 0.6 * first.size, min(above, first.y + 4 * first.size)
    return any(low <= rule.y0 <= high and rule.x0 - 6 <= first.x0 <= rule.x1 for rule in rules)


def _aside_lines(runs: list[Run], region: int) -> list[Line]:
    return [
        Line(
            _joined(cluster), cluster[0].x0, cluster[-1].x1, cluster[0].y, cluster[0].size,
            False, cluster[0].first_pt, region, aside=True,
        )
        for cluster in _clusters(runs)
    ]  # fmt: skip


def _without_line_numbers(runs: list[Run]) -> list[Run]:
    """Take out the numbers of lines, as statements in court have them at their left."""
    numbers = [run for run in runs if _DIGITS.match(run.text)]
    others = [run for run in runs if not _DIGITS.match(run.text)]
    if len(numbers) < _LEAST_NUMBERED or not others:
        return runs
    left, right = min(run.x0 for run in others), max(run.x1 for run in others)
    for beside in (
        [run for run in numbers if run.x1 < left],
        [run for run in numbers if run.x0 > right],
    ):
        ranked = sorted(beside, key=lambda run: -run.y)
        values = [int(run.text) for run in ranked]
        steps = {b - a for a, b in itertools.pairwise(values)}
        if len(values) >= _LEAST_NUMBERED and len(steps) == 1 and steps <= {1, 5}:
            dropped = {id(run) for run in beside}
            return [run for run in runs if id(run) not in dropped]
    return runs


def _with_dropped_letters(runs: list[Run]) -> list[Run]:
    """Join a big first letter that stands over several lines to the word it begins."""
    if len(runs) < 4:
        return runs
    usual = median(run.size for run in runs)
    for run in runs:
        if len(run.text) > 2 or not run.text.isalpha() or run.size < _DROPPED * usual:
            continue
        beside = [
            other
            for other in runs
            if 0 <= other.x0 - run.x1 < 2 * usual
            and run.y - 0.3 * usual <= other.y <= run.y + run.size
            and other.size < run.size / 1.5
        ]
        if len(beside) >= 2:
            first = max(beside, key=lambda other: other.y)
            first.text, first.x0 = run.text + first.text, run.x0
            runs = [other for other in runs if other is not run]
    return runs
