"""How a run of the program ends.

Exit codes: 0 done; 1 something was refused or is wrong; 2 usage. An error is one line on
standard error. A bug's traceback goes to the log, and the line says where that is.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from explorer.errors import InputProblem

if TYPE_CHECKING:
    import logging

NAME = "sourceline"


class NobodyReads(Exception):
    """Whoever read the output has heard enough, as `head` has after ten lines."""


def exit_code_of(run: Callable[[], object], name: str = NAME) -> int:
    """Run the program; return what it returned as its exit code, or say why it failed.

    Want of a shared library is raised on: `__main__` names the packages to install.
    """
    _write_anything()
    try:
        code = run()
    except InputProblem as problem:
        say(f"{name}: {problem.line()}")
        return 1
    except KeyboardInterrupt:
        say(f"{name}: stopped")
        return 1
    except NobodyReads:
        _drop_output()
        return 0
    except OSError as error:
        return _failed_by_system(error, name)
    except Exception as error:
        _let_missing_libraries_out(error)
        log = _started_log()
        log.exception("a fault in the program")
        say(_bug_line(error, name))
        return 1
    return code if isinstance(code, int) else 0


def say(line: str) -> None:
    """Write a line on standard error."""
    print(line, file=sys.stderr, flush=True)


def _write_anything() -> None:
    """Let output in a terminal's own encoding go on where it lacks a character."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _drop_output() -> None:
    """Keep the interpreter from flushing into the closed pipe once more at its end."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):  # not a real file: nothing to flush
        return


def _failed_by_system(error: OSError, prog_name: str) -> int:
    _started_log().error("the system refused", exc_info=error)
    where = os.fsdecode(error.filename) if error.filename else "the output"
    _drop_output()
    say(f"{prog_name}: {where}: {error.strerror or error}")
    return 1


def _let_missing_libraries_out(error: Exception) -> None:
    """Raise an ImportError of Qt's libraries on: `__main__` names the packages to install."""
    if isinstance(error, ImportError):
        from explorer.app.system import is_about_libraries

        if is_about_libraries(error):
            raise error


def _started_log() -> logging.Logger:
    import logging

    from explorer.log import start_log

    start_log()
    return logging.getLogger("explorer")


def _bug_line(error: Exception, prog_name: str) -> str:
    from explorer.log import log_file

    said = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"{prog_name}: a fault in the program ({what}). The details are in {log_file()}"
