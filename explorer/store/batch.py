"""Many operations in one transaction: each stands alone in the history and can be undone alone.

A transaction waits for the disk, and full text is written once for each. For one small
document after another that is most of the time; taken together they share it.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from explorer.errors import ExplorerError
from explorer.store.changes.carry import carry_out
from explorer.store.history import write_down
from explorer.store.journal import Recorder
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.domain.operations import Operation

# What a batch changes is all over the indexes; with SQLite's usual 2 MB a page is written to
# the log several times in one batch.
_CACHE_KIB = 32_000


@dataclass(frozen=True, slots=True)
class Applied:
    """An operation that was carried out: its name, and how many rows it added to each table."""

    name: str
    added: dict[str, int]


class Spoiled(ExplorerError):
    """An operation failed when it had written already: the batch can only be taken back.

    What it failed of is the cause.
    """


class Batch:
    """An open transaction for operations; what they did is on the disk once it has ended."""

    def __init__(self, raw: sqlite3.Connection, who: str) -> None:
        self._raw = raw
        self._who = who
        raw.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")

    def apply(self, operation: Operation) -> Applied:
        """Carry out an operation after those before it.

        Raises what `Project.apply` raises; where that comes before anything was written, as
        it does for what is there or does not hold, the batch can go on without it. After
        that it raises Spoiled, which has to leave the batch. A savepoint for each would
        save that, but write the full text of each by itself.
        """
        recorder = Recorder(self._raw)
        try:
            name = carry_out(operation, recorder)
            write_down(recorder, name, type(operation).__name__, self._who)
        except (ExplorerError, ValueError, LookupError, TypeError) as error:
            if recorder.steps:
                raise Spoiled("an operation failed halfway") from error
            raise
        return Applied(name, recorder.added())
