"""How the command line behaves as a whole: what runs without a command, and what is refused."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import click

from explorer.cli.ending import NAME, NobodyReads, exit_code_of, say

_OPEN = "open"


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
            raise NobodyReads from error  # click would end the process with 1
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
        code = self._run(args, prog_name or NAME, complete_var, extra)
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
        def parsed() -> object:
            try:
                return super(Commands, self).main(
                    args, prog_name, complete_var, standalone_mode=False, **extra
                )
            except click.ClickException as error:
                say(_usage_line(error, prog_name))
                return 2
            except click.Abort as error:
                raise KeyboardInterrupt from error

        return exit_code_of(parsed, prog_name)


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


class WrongArgument(click.UsageError):
    """An argument that means nothing in this project; the message says what would."""


def usage(message: str) -> NoReturn:
    """End the command for a wrong argument: one line, exit code 2."""
    raise WrongArgument(message, click.get_current_context())
