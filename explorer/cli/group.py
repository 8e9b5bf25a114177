"""How the command line behaves as a whole: what runs without a command, and how it fails.

Exit codes: 0 done; 1 something was refused or is wrong; 2 usage. An error is one line on
standard error. A bug's traceback goes to the log, and the line says where that is.
"""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from explorer.errors import InputProblem

_OPEN = "open"
_NAME = "sourceline"


class _NobodyReads(Exception):
    """Whoever read the output has heard enough, as `head` has after ten lines."""


class Commands(click.Group):
    """A group whose arguments are files to open where they name no command."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((arg for arg in args if not arg.startswith("-")), None)
        if first is None and not args:
            return super().parse_args(ctx, [_OPEN])
        if first is not None and first not in self.commands and _could_be_file(first):
            return super().parse_args(ctx, [_OPEN, *args])
        return super().parse_args(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and hand on all it printed, as long as somebody reads."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError as error:
            raise _NobodyReads from error  # click would end the process with 1
        return result

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        **extra: Any,
    ) -> Any:
        """Run a command; ends the process with the exit code unless `standalone_mode` is off."""
        code = self._run(args, prog_name or _NAME, complete_var, extra)
        if standalone_mode:
            sys.exit(code)
        return code

    def _run(
        self,
        args: Sequence[str] | None,
        prog_name: str,
        complete_var: str | None,
        extra: dict[str, Any],
    ) -> int:
        _write_anything()
        try:
            code = super().main(args, prog_name, complete_var, standalone_mode=False, **extra)
        except click.ClickException as error:
            _say(_usage_line(error, prog_name))
            return 2
        except InputProblem as problem:
            _say(f"{prog_name}: {problem.line()}")
            return 1
        except (click.Abort, KeyboardInterrupt):
            _say(f"{prog_name}: stopped")
            return 1
        except _NobodyReads:
            _drop_output()
            return 0
        except OSError as error:
            return _failed_by_system(error, prog_name)
        except Exception as error:
            _let_missing_libraries_out(error)
            log = _started_log()
            log.exception("a fault in the program")
            _say(_bug_line(error, prog_name))
            return 1
        return code if isinstance(code, int) else 0


def _could_be_file(word: str) -> bool:
    """Whether a first word that is no command means a file: it is there, or looks like a path."""
    return os.path.lexists(word) or any(sign in word for sign in (".", "/", os.sep))


def _usage_line(error: click.ClickException, prog_name: str) -> str:
    context = getattr(error, "ctx", None)
    path = context.command_path if context is not None else prog_name
    message = " ".join(error.format_message().split())
    if isinstance(error, WrongArgument):
        return f"{path}: {message}"
    return f"{path}: {message.rstrip('.')}. Try “{path} --help”"


def _say(line: str) -> None:
    click.echo(line, err=True)


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
    _say(f"{prog_name}: {where}: {error.strerror or error}")
    return 1


def _let_missing_libraries_out(error: Exception) -> None:
    """Raise an ImportError of Qt's libraries on: `__main__` names the packages to install."""
    if isinstance(error, ImportError):
        from explorer.app.system import is_about_libraries

        if is_about_libraries(error):
            raise error


def _started_log() -> logging.Logger:
    from explorer.log import start_log

    start_log()
    return logging.getLogger("explorer")


def _bug_line(error: Exception, prog_name: str) -> str:
    from explorer.log import log_file

    said = " ".join(str(error).split())[:200]
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return f"{prog_name}: a fault in the program ({what}). The details are in {log_file()}"


class WrongArgument(click.UsageError):
    """An argument that means nothing in this project; the message says what would."""


def usage(message: str) -> NoReturn:
    """End the command for a wrong argument: one line, exit code 2."""
    raise WrongArgument(message, click.get_current_context())
