"""From a command to a window or a picture, as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from explorer.app.system import explanation, install_line, is_about_libraries

TEXT = "First paragraph.\n\nSecond paragraph.\n"


def run(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    variables = {**os.environ, **environment}
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        variables.pop(name, None)
    return subprocess.run(
        [sys.executable, "-m", "explorer", *arguments],
        cwd=folder, env=variables | environment, capture_output=True, text=True, timeout=100,
        check=False,
    )  # fmt: skip


def test_with_no_display_the_window_is_drawn(tmp_path: Path, own_home: Path) -> None:
    done = run(tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("\n") == 1
    assert "sourceline.png" in done.stdout
    image = QImage(str(tmp_path / "sourceline.png"))
    assert (image.width(), image.height()) == (1440, 900)
    assert [path.name for path in tmp_path.iterdir()] == ["sourceline.png"]
    assert not list(own_home.rglob("*.json"))
    assert not list(own_home.rglob("*.sourceline"))


def test_documents_are_drawn_too_and_what_is_refused_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "empty.txt").write_text("")
    done = run(tmp_path, "a.txt", "empty.txt", "gone.sourceline")
    assert done.returncode == 1
    assert "empty.txt" in done.stderr
    assert "gone.sourceline" in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "sourceline.png").exists()


def test_a_folder_that_cannot_be_written_to_is_said(tmp_path: Path) -> None:
    (tmp_path / "sourceline.png").mkdir()
    done = run(tmp_path)
    assert done.returncode == 1
    assert "could not be written" in done.stderr


def test_the_window_can_be_timed_to_its_first_paint(tmp_path: Path) -> None:
    done = run(tmp_path, QT_QPA_PLATFORM="offscreen", SOURCELINE_EXIT_AFTER_PAINT="1")
    assert (done.returncode, done.stdout, done.stderr) == (0, "painted\n", "")
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_named_with_the_line_to_type() -> None:
    said = explanation("libEGL.so.1: cannot open shared object file", with_window=False)
    assert "sudo apt-get install --no-install-recommends libglib2.0-0 libgl1 libegl1" in said
    assert "libxcb-cursor0" not in said
    assert "libxcb-cursor0" in install_line(with_window=True)


@pytest.mark.parametrize(
    ("error", "about"),
    [
        (ImportError("libEGL.so.1: cannot open shared object file: No such file"), True),
        (ModuleNotFoundError("No module named 'PySide6'"), False),
        (ImportError("cannot import name 'x' from 'y'"), False),
    ],
)
def test_only_missing_shared_libraries_are_the_system_s(error: ImportError, about: bool) -> None:
    assert is_about_libraries(error) is about


def test_a_system_without_qt_s_libraries_gets_a_line_and_no_traceback(tmp_path: Path) -> None:
    broken = tmp_path / "PySide6"
    broken.mkdir()
    said = "libEGL.so.1: cannot open shared object file: No such file or directory"
    (broken / "__init__.py").write_text(f"raise ImportError({said!r})\n")
    done = run(tmp_path, PYTHONPATH=f"{tmp_path}{os.pathsep}{Path(__file__).parents[2]}")
    assert done.returncode == 1
    assert "sudo apt-get install" in done.stderr
    assert "Traceback" not in done.stderr
