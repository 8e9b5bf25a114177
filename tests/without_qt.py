"""Run the tests of the rooms below painting in an interpreter that refuses Qt.

`python -m tests.without_qt [ARGUMENTS of pytest]`
"""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

ROOMS = ("domain", "draft", "ingest", "store", "index", "viewmodel", "cli", "sample")
QT = {"PySide6", "shiboken6", "pyqtgraph", "pytestqt"}


class RefuseQt:
    """An import hook that knows no Qt."""

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        if name.split(".")[0] in QT:
            raise ImportError(f"{name} is refused here")
        return None


def main() -> int:
    sys.meta_path.insert(0, RefuseQt())  # type: ignore[arg-type]  # the protocol's other half is optional
    here = Path(__file__).parent
    folders = [str(here / room) for room in ROOMS if (here / room).is_dir()]
    # pytest-qt and its settings are left out: it imports Qt.
    settings = ["-c", str(here / "without_qt.ini"), "--rootdir", str(here.parent)]
    return pytest.main(["-p", "no:pytest-qt", *settings, *folders, *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
