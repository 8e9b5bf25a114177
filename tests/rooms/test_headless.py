"""Everything below the painters imports where Qt is refused."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("domain", "draft", "ingest", "store", "index", "viewmodel", "cli")

REFUSE_QT = """
import importlib, sys

class Refuse:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"PySide6", "shiboken6", "pyqtgraph"}:
            raise ImportError(f"{name} is refused here")

sys.meta_path.insert(0, Refuse())
for name in sys.argv[1:]:
    importlib.import_module(name)
"""


def modules() -> list[str]:
    found = ["explorer", "explorer.errors", "explorer.paths", "explorer.log"]
    for room in ROOMS:
        for path in sorted((ROOT / "explorer" / room).rglob("*.py")):
            found.append(".".join(path.relative_to(ROOT).with_suffix("").parts))
    return [name.removesuffix(".__init__") for name in found]


def run(names: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", REFUSE_QT, *names],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_rooms_below_painting_need_no_qt() -> None:
    names = modules()
    assert len(names) > len(ROOMS)
    result = run(names)
    assert result.returncode == 0, result.stderr


def test_the_refusal_works() -> None:
    assert "is refused here" in run(["explorer.painting.pen"]).stderr
