"""What the workers of these tests do; in a module of its own, so that they find it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from explorer.intake.prepare import Answer, Wish, prepare


def count(number: int) -> int:
    return number * number


def count_unless(number: int) -> int:
    """Square a number, but for those that end or hang the process."""
    if number == 3:
        os.kill(os.getpid(), signal.SIGSEGV)
    if number == 5:
        os._exit(0)
    if number == 8:
        while True:
            time.sleep(60)
    return number * number


def die_once(mark: str) -> int:
    """End the process the first time; answer the second."""
    path = Path(mark)
    if not path.exists():
        path.touch()
        os._exit(1)
    return 1


def end_at_once(number: int) -> int:
    os._exit(number)


def prepare_unless(wish: Wish) -> Answer:
    """Prepare a document, but for those whose names say what they do to a worker."""
    if "crash" in wish.path.name:
        os._exit(11)
    if "hang" in wish.path.name:
        time.sleep(600)
    if "bug" in wish.path.name:
        return prepare(Wish(None))  # type: ignore[arg-type]
    return prepare(wish)


def start_another_and_hang(mark: str) -> int:
    """Start a process that outlives this one unless it is ended too, and note its id."""
    import subprocess
    import sys

    child = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    Path(mark).write_text(str(child.pid), encoding="utf-8")
    time.sleep(600)
    return 0
