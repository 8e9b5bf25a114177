"""The composition root: builds everything once and passes it in."""

from __future__ import annotations


def open_window(files: list[str]) -> int:
    """Open the window on the files, else on the last project or the sample; returns the exit code.

    With no display the same window is drawn to `sourceline.png` in the current folder.
    """
    from explorer.app.start import start

    return start(files)
