"""What a start leaves unimported; a module more is a few milliseconds more, every time."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from shutil import copyfile

from tests.support.pdfs import drawn, lines

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "data" / "sample.sourceline"

TELL_MODULES = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, sep="\\n", file=sys.stderr))
from explorer.__main__ import main
sys.argv[0] = "sourceline"
main()
"""
QT = {"PySide6", "shiboken6", "pyqtgraph"}
FOR_READING_FILES = {
    *("charset_normalizer", "docx", "edtf", "lxml", "markdown_it", "pdfminer", "trafilatura"),
}
# The first paint needs none of these: they belong to a command, an import or a search.
FOR_LATER = FOR_READING_FILES | {
    "http", "email", "logging.handlers", "networkx", "numpy.ma", "rich", "sqlite_utils",
    "explorer.domain.marks", "explorer.domain.verify", "explorer.export.picture", "explorer.ingest",
    "explorer.store.changes", "explorer.store.merge", "explorer.store.pack",
    "explorer.store.search", "explorer.store.verify",
    "explorer.draft", "explorer.views.editing.forms",
    "explorer.views.export.dialog", "explorer.views.keys_sheet",
    "explorer.views.search.palette",
    *("explorer.views.listing.pane", "explorer.viewmodel.listing.events"),
}  # fmt: skip


def modules_of(*arguments: str) -> set[str]:
    """Return the names of all modules that a run of the command imported."""
    return set(modules_in_turn(*arguments))


def modules_in_turn(*arguments: str) -> list[str]:
    """Return them in the order of their imports."""
    variables = dict(os.environ, QT_QPA_PLATFORM="offscreen", SOURCELINE_EXIT_AFTER_PAINT="1")
    done = subprocess.run(
        [sys.executable, "-c", TELL_MODULES, *arguments],
        cwd=ROOT, env=variables, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stderr.split()


def test_our_modules_named_here_exist() -> None:
    ours = [name for name in FOR_LATER if name.startswith("explorer.")]
    assert [name for name in ours if find_spec(name) is None] == []


def test_the_window_is_painted_without_what_later_work_needs() -> None:
    found = modules_of()
    assert "explorer.views.main_window" in found
    assert not found & (
        FOR_LATER | {"click", "explorer.domain.operations", "explorer.views.tables"}
    )


def test_of_pyqtgraph_only_the_canvas_is_imported() -> None:
    found = {name for name in modules_of() if name.startswith("pyqtgraph.")}
    assert "pyqtgraph.widgets.GraphicsView" in found
    assert not any("Plot" in name or "parametertree" in name for name in found)


def test_of_qt_only_what_is_painted_with_is_imported() -> None:
    found = {name for name in modules_of() if name.startswith("PySide6.Qt")}
    assert found == {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets"}


def test_what_needs_no_qt_is_imported_before_it() -> None:
    found = modules_in_turn()
    late = found[found.index("PySide6") :]
    below = tuple(f"explorer.{room}." for room in ("domain", "index", "store", "viewmodel"))
    assert [name for name in late if name.startswith(below)] == []
    assert "numpy" not in late


def test_the_next_start_lays_nothing_out() -> None:
    assert "rustworkx" in modules_of()
    found = modules_of()
    assert not found & (FOR_LATER | {"numpy.random", "rustworkx"})


def test_help_and_version_import_next_to_nothing() -> None:
    for option in ("--help", "--version"):
        found = modules_of(option)
        assert "explorer.cli.main" in found
        assert not found & (QT | FOR_LATER | {"numpy", "sqlite3", "platformdirs"}), option
        assert not any(name.startswith(("explorer.store", "explorer.domain")) for name in found)


def test_what_reads_a_pdf_is_loaded_by_its_own_process_alone(tmp_path: Path) -> None:
    project, report = tmp_path / "p.sourceline", tmp_path / "a.pdf"
    report.write_bytes(drawn(lines("Words.")))
    modules_of("new", str(project))
    found = modules_of("import", str(project), str(report), "--no-draft")
    assert "explorer.ingest.pdf.read" in found
    assert not found & {"pdfminer", "docx", "trafilatura"}


def test_a_listing_needs_no_qt_and_no_readers(tmp_path: Path) -> None:
    project = Path(copyfile(SAMPLE, tmp_path / SAMPLE.name))
    found = modules_of("events", str(project))
    assert "explorer.store.reader" in found
    assert not found & (QT | FOR_LATER | {"msgspec", "platformdirs", "rustworkx"})
    assert not any(name.startswith("explorer.views") for name in found)
