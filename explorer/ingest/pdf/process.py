"""The reading of a PDF in a process of its own, which is ended where it takes too long."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from queue import Empty, Queue
from time import monotonic
from typing import IO, NamedTuple

import msgspec

import explorer
from explorer.errors import ExplorerBug, InputProblem
from explorer.ingest.pdf.wire import (
    HEAD_BYTES,
    MOST_FRAME_BYTES,
    Bug,
    Done,
    Facts,
    Page,
    Refusal,
    Started,
    Word,
    unframed,
)
from explorer.values import dataclass, field

_MODULE = "explorer.ingest.pdf.worker"
_REMEDY = "Get it again, or print it to a new PDF and import that"


class Limits(NamedTuple):
    """How long, in seconds, what comes before the pages, a page, and a file may take.

    `kills` is how many pages may fail so before the rest is given up.
    """

    start_s: float = 60.0
    page_s: float = 20.0
    file_s: float = 900.0
    kills: int = 5


@dataclass(slots=True)
class _Reading:
    """One file being read, over as many processes as it takes."""

    data: bytes
    where: str
    limits: Limits
    facts: Facts | None = None
    pages: list[Page] = field(default_factory=list)
    at: int = 0  # the page being read; 0 before the first
    ended: bool = False


def read_pages(data: bytes, where: str, limits: Limits | None = None) -> tuple[Facts, list[Page]]:
    """Return what a file says of itself, and its pages in order.

    A page that takes too long, or kills the process, comes without lines and with the
    trouble named; so do all that follow where too many do. Raises InputProblem where
    nothing of the file can be read.
    """
    reading = _Reading(data, where, limits or Limits())
    end_s = monotonic() + reading.limits.file_s
    for _ in range(reading.limits.kills):
        trouble = _run(reading, end_s)
        if reading.ended:
            break
        if reading.facts is None or not reading.at:
            raise InputProblem(f"it cannot be read: {trouble}", where=where, remedy=_REMEDY)
        reading.pages.append(Page(reading.at, 0, 0, trouble=trouble))
        reading.ended = reading.at >= reading.facts.pages
        if reading.ended or monotonic() >= end_s:
            break
    if reading.facts is None:
        raise InputProblem("it cannot be read", where=where, remedy=_REMEDY)
    missed = range(len(reading.pages) + 1, reading.facts.pages + 1)
    reading.pages += (Page(number, 0, 0, trouble="it was not come to") for number in missed)
    return reading.facts, reading.pages


def _run(reading: _Reading, end_s: float) -> str:
    """Read on from the first page that is missing; returns why it stopped before the end."""
    process = _start(len(reading.pages) + 1)
    heard: Queue[bytes | None] = Queue()
    reading.at = 0
    threads = (
        threading.Thread(target=_feed, args=(process, reading.data), daemon=True),
        threading.Thread(target=_listen, args=(process.stdout, heard), daemon=True),
    )
    for thread in threads:
        thread.start()
    try:
        return _hear(reading, heard, end_s)
    finally:
        process.kill()
        process.wait()
        for thread in threads:
            thread.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()


def _hear(reading: _Reading, heard: Queue[bytes | None], end_s: float) -> str:
    while True:
        most_s = reading.limits.page_s if reading.at else reading.limits.start_s
        left_s = min(most_s, end_s - monotonic())
        try:
            frame = heard.get(timeout=max(left_s, 0.01))
        except Empty:
            return f"it took more than {most_s:.0f} seconds"
        if frame is None:
            return "it is more than this computer has memory for, or damaged"
        try:
            word = unframed(frame)
        except msgspec.MsgspecError:
            return "it is damaged"
        _take(reading, word)
        if reading.ended:
            return ""


def _take(reading: _Reading, word: Word) -> None:
    match word:
        case Facts():
            reading.facts = reading.facts or word
        case Started(number):
            reading.at = number
        case Page():
            reading.pages.append(word)
        case Done():
            reading.ended = True
        case Bug(traceback):
            raise ExplorerBug(f"{reading.where}: reading the PDF went wrong\n{traceback}")
        case Refusal("locked"):
            raise InputProblem(
                "it is protected by a password",
                where=reading.where,
                remedy="Open it with the password, print or save it without one and import that",
            )
        case Refusal(what):
            raise InputProblem(
                f"it is damaged or cut off ({what})", where=reading.where, remedy=_REMEDY
            )


def _start(first: int) -> subprocess.Popen[bytes]:
    """Start a process that knows this program, but nothing that lies in the current folder."""
    home = str(Path(explorer.__file__).resolve().parents[1])
    path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
    return subprocess.Popen(
        [sys.executable, "-P", "-m", _MODULE, str(first)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    try:
        with process.stdin as pipe:  # type: ignore[union-attr]  # it was asked for
            pipe.write(data)
    except OSError:
        return  # it ended before it had read all: whoever listens hears of it


def _listen(pipe: IO[bytes], heard: Queue[bytes | None]) -> None:
    """Pass frames on; None is the end, also where a frame is cut or past reason."""
    while True:
        head = pipe.read(HEAD_BYTES)
        length = int.from_bytes(head, "big") if len(head) == HEAD_BYTES else 0
        frame = pipe.read(length) if 0 < length <= MOST_FRAME_BYTES else b""
        if not length or len(frame) < length:
            heard.put(None)
            return
        heard.put(frame)
