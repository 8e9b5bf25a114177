"""JSON Lines, and JSON files with an array of objects: each object is a row as it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explorer.domain.tables import Cell, Reject
from explorer.errors import InputProblem
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.delimited import lines_of
from explorer.ingest.tables.json_cells import (
    BadJson,
    array_start,
    cells_of,
    item_ends,
    next_item,
)
from explorer.ingest.tables.rows import CHUNK_ROWS, MOST_ROW_CHARS, TOO_LONG, Rows, shown

_MOST_CHARS = 500_000_000
_LOOKED_AT = 2_000
# Where a row begins (line from 1) and its text.
Item = tuple[int, str]


def columns_of(items: Iterator[Item]) -> tuple[str, ...]:
    """Return the paths that the first objects have, in the order met; raises BadJson."""
    found: dict[str, None] = {}
    broken: BadJson | None = None
    for count, (_, text) in enumerate(items):
        if count >= _LOOKED_AT:
            break
        try:
            found.update(dict.fromkeys(cells_of(text)))
        except BadJson as bad:
            broken = broken or bad
    if not found:
        raise broken or BadJson("no object in it")
    return tuple(found)


def rows_of(items: Callable[[], Iterator[Item]], columns: tuple[str, ...]) -> Iterator[Rows]:
    """Yield objects as rows of these columns; what an object lacks is an empty cell."""
    chunk = _new()
    nothing = ("", (0, 0))
    for line, text in items():
        if len(text) > MOST_ROW_CHARS:
            chunk[4].append(Reject(line, "", TOO_LONG, shown(text)))
            continue
        try:
            found = cells_of(text)
        except BadJson as bad:
            chunk[4].append(Reject(line, "", str(bad), shown(text)))
            continue
        pairs = [found.get(name, nothing) for name in columns]
        chunk[0].append(line)
        chunk[1].append(text)
        chunk[2].append([value for value, _ in pairs])
        chunk[3].append([place for _, place in pairs])
        if len(chunk[0]) >= CHUNK_ROWS:
            yield Rows(*chunk)
            chunk = _new()
    yield Rows(*chunk)


def _new() -> tuple[list[int], list[str], list[list[str]], list[list[Cell]], list[Reject]]:
    return [], [], [], [], []


def line_items(container: Container, encoding: str) -> Iterator[Item]:
    """Yield the lines of a JSON Lines file, empty ones left out."""
    number = 0
    for lines, _ in lines_of(container, encoding):
        for line in lines:
            number += 1
            text = line.strip()
            if text:
                yield number, text


def array_items(container: Container, encoding: str) -> Iterator[Item]:
    """Yield the objects of a JSON file's array, letter for letter; raises InputProblem."""
    text = _whole(container, encoding)
    try:
        at, line, counted = array_start(text), 1, 0
        while (start := next_item(text, at)) >= 0:
            at = item_ends(text, start)
            line += text.count("\n", counted, start)
            counted = start
            yield line, text[start:at]
    except BadJson as bad:
        raise InputProblem(str(bad), where=container.where, remedy="Mend the file") from bad


def _whole(container: Container, encoding: str) -> str:
    pieces: list[str] = []
    size = 0
    for lines, end in lines_of(container, encoding):
        pieces.append(end.join(lines))
        size += len(pieces[-1])
        if size > _MOST_CHARS:
            raise InputProblem(
                f"one JSON array of more than {_MOST_CHARS // 1_000_000} MB",
                where=container.where,
                remedy="Save it as JSON Lines, an object a line",
            )
    return "\n".join(pieces)
