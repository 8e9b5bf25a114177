"""Tables that level lines alone set apart, as books and journals print them.

They may run over two columns of text; what stands between their rules is no column then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from explorer.ingest.pdf.drawn import Rule
from explorer.ingest.pdf.runs import Run

_SAME_PT = 4.0
_LEAST_PT = 60.0
_TALLEST_PT = 500.0
_PARTED_SHARE = 0.6

Clustered = Callable[[Sequence[Run]], list[list[Run]]]


def between_rules(
    runs: Sequence[Run], rules: Sequence[Rule], clustered: Clustered
) -> list[list[Run]]:
    """Return the words of each table that level rules of one width begin and end.

    What stands between two rules is of a table where most of its lines are parted into
    cells; tables that follow each other without a gap are one.
    """
    tables: list[list[Run]] = []
    taken: set[int] = set()
    for group in _alike(rules):
        last: Rule | None = None
        for upper, lower in pairwise(group):
            inside = [run for run in runs if id(run) not in taken and _within(run, upper, lower)]
            if not _is_parted(clustered(inside)):
                continue
            if last is upper:
                tables[-1] += inside
            else:
                tables.append(inside)
            taken.update(id(run) for run in inside)
            last = lower
    return tables


def _alike(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Group level rules that begin and end at the same places, from the top."""
    groups: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: -rule.y0):
        if rule.x1 - rule.x0 < _LEAST_PT:
            continue
        for group in groups:
            one = group[-1]
            if abs(one.x0 - rule.x0) < _SAME_PT and abs(one.x1 - rule.x1) < _SAME_PT:
                if one.y0 - rule.y0 > _SAME_PT:
                    group.append(rule)
                break
        else:
            groups.append([rule])
    return [group for group in groups if len(group) > 1]


def _within(run: Run, upper: Rule, lower: Rule) -> bool:
    middle = (run.x0 + run.x1) / 2
    level = run.y + 0.3 * run.size
    return lower.y0 < level < upper.y0 and upper.x0 - _SAME_PT < middle < upper.x1 + _SAME_PT


def _is_parted(lines: Sequence[Sequence[Run]]) -> bool:
    if not lines or lines[0][0].y - lines[-1][0].y > _TALLEST_PT:
        return False
    return sum(len(line) > 1 for line in lines) >= _PARTED_SHARE * len(lines)
