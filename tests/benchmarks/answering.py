"""`python -m tests.benchmarks.answering [FILE]`: the program, its wheel turned once it is painted.

It says `painted` as the program does, `answered` when that turn has been painted, and `ready`
when every pane stands, nothing works beside the window, and all that is kept of the project
has been read. Then it ends, as if closed by a person.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from explorer.app import start

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow


def _turned(window: MainWindow) -> None:
    print("painted", flush=True)
    from tests.benchmarks.notch import Turn  # Qt is there by now; before, it would be too early

    Turn(window)


if __name__ == "__main__":
    start._end = _turned
    sys.exit(start.start(sys.argv[1:]))
