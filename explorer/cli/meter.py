"""How far a long command is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

import click

from explorer.viewmodel.wording import progress_words

if TYPE_CHECKING:
    from rich.progress import Progress

_FIRST_S = 2.0  # what is done by then needs no meter
_EVERY_S = 10.0


class Meter:
    """Shows on standard error how many of `total` are done, how many are left, and how long.

    What is to appear above the bar meanwhile is printed by `say`.
    """

    def __init__(self, total: int, noun: str) -> None:
        self._total, self._noun = total, noun
        self._begun_s = self._said_s = time.monotonic()
        self._bar: Progress | None = None
        self.done = 0

    def __enter__(self) -> Meter:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def advance(self, count: int) -> None:
        """Count what is done, and show it when it is time to; 0 only lets time pass."""
        self.done += count
        now = time.monotonic()
        if now - self._begun_s < _FIRST_S:
            return
        if sys.stderr.isatty():
            self._show_bar()
        elif now - self._said_s >= _EVERY_S:
            self._said_s = now
            click.echo(self.words(), err=True)

    def say(self, words: str, *, err: bool = False) -> None:
        """Print a line as click does; on a terminal, above the bar."""
        stream = sys.stderr if err else sys.stdout
        if self._bar is not None and stream.isatty():
            self._bar.console.print(words, markup=False, highlight=False, soft_wrap=True)
        else:
            click.echo(words, err=err)

    def words(self) -> str:
        """Return "1,200 of 20,000 documents, 18,800 left, about 4 min"."""
        since_s = time.monotonic() - self._begun_s
        return progress_words(self.done, self._total, self._noun, since_s)

    def _show_bar(self) -> None:
        left = f"{self._total - self.done:,}"
        if self._bar is None:
            self._bar = _bar(self._noun)
            self._bar.add_task("", total=self._total, completed=self.done, left=left)
            self._bar.start()
        self._bar.update(self._bar.task_ids[0], completed=self.done, left=left)


def _bar(noun: str) -> Progress:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    return Progress(
        BarColumn(bar_width=None),
        MofNCompleteColumn(),
        TextColumn(f"{noun}, {{task.fields[left]}} left"),
        TimeRemainingColumn(compact=True),
        console=Console(stderr=True),
        redirect_stdout=False,
        redirect_stderr=False,
        transient=True,
    )
