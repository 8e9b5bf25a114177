"""One call of the command line in a process forked off this one, with limits on it."""

from __future__ import annotations

import faulthandler
import os
import resource
import select
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from explorer.cli.main import cli

_MEMORY_BYTES = 4 << 30
ESCAPED = 99  # an exception that the command itself did not turn into an exit code


@dataclass(frozen=True, slots=True)
class Ended:
    """How a call ended; `code` is None where it took too long, below 0 a signal's."""

    code: int | None
    out: str
    err: str
    took_s: float


def called(argv: Sequence[str], folder: Path, limit_s: float) -> Ended:
    """Run the command line with what this process has loaded, and wait for it."""
    out, err = folder / "stdout", folder / "stderr"
    sys.stdout.flush()
    sys.stderr.flush()
    started = time.perf_counter()
    process = os.fork()
    if process == 0:
        _run(argv, out, err, limit_s)
    code = _code(process, limit_s)
    took_s = time.perf_counter() - started
    read = [path.read_text(encoding="utf-8", errors="replace") for path in (out, err)]
    return Ended(code, *read, took_s)


def _run(argv: Sequence[str], out: Path, err: Path, limit_s: float) -> NoReturn:
    code = ESCAPED
    try:
        os.setsid()  # a call that takes too long is ended with whatever it started
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
        faulthandler.dump_traceback_later(0.95 * limit_s, file=2)
        code = int(cli.main(list(argv), standalone_mode=False))
        sys.stdout.flush()
    except BaseException:  # noqa: BLE001 - a panic of a library in Rust is one, too
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _code(process: int, limit_s: float) -> int | None:
    ending = os.pidfd_open(process)
    try:
        ended, _, _ = select.select([ending], [], [], limit_s)
    finally:
        os.close(ending)
    if not ended:
        os.killpg(process, signal.SIGKILL)
    _, status = os.waitpid(process, 0)
    return os.waitstatus_to_exitcode(status) if ended else None
