"""The rooms' contracts hold, and each fails when it is broken."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", command, "--no-cache"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def house(tmp_path: Path) -> Path:
    shutil.copytree(
        ROOT / "explorer", tmp_path / "explorer", ignore=shutil.ignore_patterns("__pycache__")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_every_contract_is_kept(house: Path) -> None:
    result = lint(house)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("domain/records.py", "import explorer.store", "Rooms"),
        ("ingest/__init__.py", "import explorer.store", "Rooms"),
        ("columns/values.py", "import explorer.store", "Rooms"),
        ("export/__init__.py", "import explorer.views", "Rooms"),
        ("viewmodel/state.py", "def late():\n    import PySide6.QtCore", "Qt stays above"),
        ("index/corpus.py", "import pyqtgraph", "Qt stays above"),
        ("views/look.py", "import sqlite3", "Only the store"),
        ("index/corpus.py", "import sqlite_utils", "Only the store"),
        ("painting/pen.py", "import explorer.index.corpus", "Pictures know no index"),
        ("views/look.py", "import explorer.columns.values", "Pictures know no index"),
        ("viewmodel/session.py", "import explorer.store", "through its port"),
        ("views/look.py", "import explorer.intake.run", "Pictures know no index"),
        ("intake/run.py", "import explorer.index.corpus", "Rooms"),
        ("painting/pen.py", "import pyqtgraph", "pyqtgraph is a matter"),
    ],
)
def test_a_broken_contract_is_named(house: Path, module: str, line: str, contract: str) -> None:
    path = house / "explorer" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    result = lint(house)
    assert result.returncode == 1
    broken = [row for row in result.stdout.splitlines() if row.endswith("BROKEN")]
    assert any(contract in row for row in broken), result.stdout


def test_a_room_nobody_declared_is_refused(house: Path) -> None:
    (house / "explorer" / "attic.py").write_text("", encoding="utf-8")
    result = lint(house)
    assert result.returncode == 1
    assert "attic" in result.stdout
