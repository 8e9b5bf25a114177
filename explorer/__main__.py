"""`python -m explorer`, and the `sourceline` command."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence


def main() -> None:
    """Run the command line; a system without Qt's libraries is told which it lacks."""
    try:
        words = sys.argv[1:]
        if _only_files(words):
            from explorer.app import open_window
            from explorer.cli.ending import exit_code_of

            sys.exit(exit_code_of(lambda: open_window(words)))
        else:
            from explorer.cli.main import cli

            cli()
    except ImportError as error:
        from explorer.app.system import explanation, has_display, is_about_libraries

        if not is_about_libraries(error):
            raise
        print(explanation(str(error), has_display()), file=sys.stderr)
        sys.exit(1)


def _only_files(words: Sequence[str]) -> bool:
    """Whether nothing is to be parsed: the window is open a twentieth sooner without it."""
    completing = "_SOURCELINE_COMPLETE" in os.environ
    return not completing and all("." in word and not word.startswith("-") for word in words)


if __name__ == "__main__":
    main()
