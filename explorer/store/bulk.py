"""Many rows at once: statements of 200 rows, and triggers that rest while they go in.

One INSERT of 200 rows takes half the time of 200 INSERTs by `executemany`; sqlite-utils'
own insert, which commits every 999 values, takes many times both.
"""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from itertools import chain
from typing import Any

_ROWS_A_STATEMENT = 200
_STEPS_BETWEEN_CHECKS = 200_000


def insert_rows(
    raw: sqlite3.Connection,
    table: str,
    columns: Sequence[str],
    rows: Sequence[Sequence[Any]],
    constants: Sequence[tuple[str, str]] = (),
) -> None:
    """Add rows of values; `constants` are columns with the SQL of a value all rows share."""
    if not rows:
        return
    names, values = tuple(columns), tuple(constants)
    whole = len(rows) // _ROWS_A_STATEMENT * _ROWS_A_STATEMENT
    flat = chain.from_iterable
    if whole:
        raw.executemany(
            _statement(table, names, values, _ROWS_A_STATEMENT),
            [
                list(flat(rows[at : at + _ROWS_A_STATEMENT]))
                for at in range(0, whole, _ROWS_A_STATEMENT)
            ],
        )
    rest = rows[whole:]
    if rest:
        raw.execute(_statement(table, names, values, len(rest)), list(flat(rest)))


@lru_cache(maxsize=512)
def _statement(
    table: str, columns: tuple[str, ...], constants: tuple[tuple[str, str], ...], count: int
) -> str:
    names = ", ".join(f'"{name}"' for name in (*columns, *(name for name, _ in constants)))
    marks = ", ".join((*("?" for _ in columns), *(value for _, value in constants)))
    return f"INSERT INTO {table} ({names}) VALUES " + ", ".join([f"({marks})"] * count)


@contextmanager
def at_rest(
    raw: sqlite3.Connection, tables: Sequence[str], but: Collection[str] = ()
) -> Iterator[None]:
    """Take the triggers of tables away for the block, inside the open transaction.

    What they keep true, full text above all, is the block's to see to. Those named in `but`
    stay.
    """
    marks = ", ".join("?" for _ in tables)
    found = raw.execute(
        f"SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ({marks})",
        tuple(tables),
    ).fetchall()
    found = [(name, sql) for name, sql in found if name not in but]
    for name, _ in found:
        raw.execute(f'DROP TRIGGER "{name}"')
    yield
    for _, sql in found:
        raw.execute(sql)


@contextmanager
def stopping(
    raw: sqlite3.Connection, check: Callable[[], None], steps: int = _STEPS_BETWEEN_CHECKS
) -> Iterator[None]:
    """Let `check` stop a long statement too: what it raises is raised from the block."""
    raised: list[BaseException] = []

    def ask() -> int:
        try:
            check()
        except BaseException as error:  # noqa: BLE001  # raised again below
            raised.append(error)
        return len(raised)

    raw.set_progress_handler(ask, steps)
    try:
        yield
    except sqlite3.OperationalError as error:
        if raised:
            raise raised[0] from error
        raise
    finally:
        raw.set_progress_handler(None, 0)


@contextmanager
def no_collection() -> Iterator[None]:
    """Let the collector of cycles rest: rows by the million have none, and it looks at them all."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
