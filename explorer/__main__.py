"""`python -m explorer`, and the `sourceline` command."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line; a system without Qt's libraries is told which it lacks."""
    try:
        from explorer.cli.main import cli

        cli()
    except ImportError as error:
        from explorer.app.system import explanation, has_display, is_about_libraries

        if not is_about_libraries(error):
            raise
        print(explanation(str(error), has_display()), file=sys.stderr)
        sys.exit(1)


if __name__ == "__main__":
    main()
