"""Lists on standard output: JSON, a table on a terminal, or aligned text with tabs."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence

import click

from explorer.export.objects import Object

Row = Sequence[str]


def print_json(objects: Iterable[Object]) -> None:
    """Print one JSON array and nothing else."""
    plain = (sys.stdout.encoding or "").casefold().replace("-", "") == "utf8"
    click.echo(json.dumps(list(objects), ensure_ascii=not plain, indent=1))


def print_rows(columns: Row, rows: Iterable[Row], note: str = "") -> None:
    """Print rows under their columns; `note` is for a person at a terminal alone."""
    clean = [[printable(cell) for cell in row] for row in rows]
    if sys.stdout.isatty():
        _table(columns, clean, note)
    else:
        click.echo("\n".join(_aligned(columns, clean)))


def printable(words: str) -> str:
    """Return words on one line, without control characters that would steer a terminal."""
    return "".join(
        c if unicodedata.category(c) not in ("Cc", "Cf", "Cs") else "\N{REPLACEMENT CHARACTER}"
        for c in " ".join(words.split())
    )


def _aligned(columns: Row, rows: list[list[str]]) -> Iterable[str]:
    """Yield lines whose cells are padded to their column and parted by a tab."""
    every = [list(columns), *rows]
    widths = [max(_width(row[at]) for row in every) for at in range(len(columns))]
    for row in every:
        pairs = zip(row, widths, strict=True)
        yield "\t".join(cell + " " * (width - _width(cell)) for cell, width in pairs).rstrip()


def _width(words: str) -> int:
    """Return the columns that words take on a terminal: East Asian letters take two."""
    marks = sum(unicodedata.combining(c) > 0 for c in words)
    return len(words) - marks + sum(unicodedata.east_asian_width(c) in "WF" for c in words)


def _table(columns: Row, rows: list[list[str]], note: str) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    console = Console(highlight=False)
    console.print(table)
    if note:
        console.print(Text(note, style="dim"))
