"""A worker process: tasks come through its pipe, answers go back through it.

Each worker has a pipe of its own, so one that is killed, even in the middle of an answer,
takes nothing of the others along.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

READY = "ready"
_BACKSTOP = 2.0


def serve(pipe: Connection, work: Callable[[Any], Any], warm_up: Callable[[], None]) -> None:
    """Answer tasks until the pipe is closed, as it is when the parent ends.

    READY goes first, once `warm_up` is done; then `(number, task, limit_s)` comes, and
    `(number, work(task))` goes. Keeping to the limit is the parent's matter; should it be
    gone, the process ends itself after twice the time.
    """
    if hasattr(os, "setpgid"):
        os.setpgid(0, 0)  # so that it can be ended with the processes that it starts itself
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the parent's to answer
    with contextlib.suppress(EOFError, OSError):  # nobody is there any more
        warm_up()
        pipe.send(READY)
        while True:
            number, task, limit_s = pipe.recv()
            with ended_after(_BACKSTOP * limit_s):
                answer = work(task)
            pipe.send((number, answer))


@contextlib.contextmanager
def ended_after(limit_s: float) -> Any:
    """End this process when the block takes longer, even where it holds the interpreter."""
    faulthandler.dump_traceback_later(limit_s, exit=True, file=sys.__stderr__ or 2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
