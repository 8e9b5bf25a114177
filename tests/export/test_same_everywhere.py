"""The same picture from the window, from the command line, and on a machine without fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from explorer.paths import shipped_data

EMPTY_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd"><fontconfig></fontconfig>
"""
JAPANESE = """日米安全保障協議委員会

2024年7月28日、日米の外務・防衛担当閣僚は東京で会談した。在日米軍を「統合軍司令部」に再編する。

Ministers met in Tokyo – “2+2” – and said: more is to come… → see ¶1.
"""
FROM_THE_WINDOW = """
import sys
from pathlib import Path
from explorer.app.files import DiskFiles
from explorer.app.qt import application, make_window, wait_for
from explorer.domain.filters import Filter, Match
from explorer.viewmodel.picture.wish import View
from explorer.views.export.choice import Choice
from explorer.views.settings import Settings

project, home, out, width, height, theme = sys.argv[1:]
app = application([])
window = make_window(DiskFiles(Path(home)), Settings(theme=theme))
window.open_project(window.files.open(Path(project)))
window.resize(int(width), int(height))
window.show()
wait_for(app, window)
actors = window.session.corpus.snapshot.actors
chosen = frozenset(a.id for a in actors if a.name in ("Japan", "Lloyd Austin"))
window.session.update("test", filter=Filter(actors=chosen, match=Match.ALL))
wait_for(app, window)
window.desk.export_picture()
sheet = window.desk.overlay("export")
sheet.form.show_choice(Choice(View.WINDOW, scale=1, theme=theme), False)
sheet.refresh()
wait_for(app, window)
sheet.export_to(Path(out))
wait_for(app, window)
window.close()
"""


def run(*words: str, **environment: str) -> None:
    command = [sys.executable, *words]
    subprocess.run(command, check=True, env={**os.environ, **environment}, capture_output=True)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_window_and_the_command_line_give_the_same_pixels(tmp_path: Path, theme: str) -> None:
    project = tmp_path / "sample.sourceline"
    shutil.copyfile(shipped_data("sample.sourceline"), project)
    ours, theirs = tmp_path / "window.png", tmp_path / "cli.png"
    size = ("1280", "800")
    run("-c", FROM_THE_WINDOW, str(project), str(tmp_path / "home"), str(ours), *size, theme)
    run(
        *("-m", "explorer", "image", str(project), str(theirs), "--view", "window"),
        *("--size", "x".join(size), "--theme", theme, "--match", "all"),
        *("--actor", "Japan", "--actor", "Lloyd Austin"),
    )
    first, second = QImage(str(ours)), QImage(str(theirs))
    assert (first.width(), first.height()) == (1280, 800)
    assert first == second


@pytest.fixture(scope="module")
def without_fonts(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A font configuration that knows no font at all."""
    path = tmp_path_factory.mktemp("fonts") / "fonts.conf"
    path.write_text(EMPTY_FONTS)
    return str(path)


@pytest.mark.parametrize("view", ["timeline", "relationships", "source", "window"])
def test_a_machine_without_fonts_gives_the_same_pixels(
    tmp_path: Path, without_fonts: str, view: str
) -> None:
    project = tmp_path / "sample.sourceline"
    shutil.copyfile(shipped_data("sample.sourceline"), project)
    with_fonts, bare = tmp_path / "a.png", tmp_path / "b.png"
    words = ("--view", view, "--size", "1000x700")
    run("-m", "explorer", "image", str(project), str(with_fonts), *words)
    run("-m", "explorer", "image", str(project), str(bare), *words, FONTCONFIG_FILE=without_fonts)
    assert QImage(str(with_fonts)) == QImage(str(bare))


def test_japanese_is_the_same_without_fonts_and_no_boxes(
    tmp_path: Path, without_fonts: str
) -> None:
    project, article = tmp_path / "p.sourceline", tmp_path / "article.txt"
    article.write_text(JAPANESE, encoding="utf-8")
    run("-m", "explorer", "new", str(project))
    run("-m", "explorer", "import", str(project), str(article), "--no-draft")
    pictures = []
    for name, environment in (("a", {}), ("b", {"FONTCONFIG_FILE": without_fonts})):
        out = tmp_path / f"{name}.png"
        run(
            *("-m", "explorer", "image", str(project), str(out), "--view", "source"),
            *("--size", "800x500"),
            **environment,
        )
        pictures.append(QImage(str(out)))
    assert pictures[0] == pictures[1]
    assert len(glyphs(pictures[1])) > 12


def glyphs(image: QImage) -> set[bytes]:
    """Return the different little squares of the first lines: boxes would all be alike."""
    found = set()
    for x in range(90, 700, 15):
        for y in range(90, 240, 15):
            found.add(bytes(image.copy(x, y, 15, 15).constBits()))
    return found
