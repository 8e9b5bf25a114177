"""From the command line to a painted window, or to a picture of it."""

from __future__ import annotations

import gc
import logging
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.app.files import DiskFiles
from explorer.app.system import explanation, has_display
from explorer.errors import InputProblem
from explorer.log import start_log
from explorer.viewmodel.project.files import PROJECT_SUFFIX

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow

PICTURE = "sourceline.png"
EXIT_AFTER_PAINT = "SOURCELINE_EXIT_AFTER_PAINT"
_SETTINGS = "settings.json"
# With what they import, all of the store and the view model that the first paint needs.
_WITHOUT_QT = (
    "explorer.store.project",
    "explorer.viewmodel.actors",
    "explorer.viewmodel.commands_table",
    "explorer.viewmodel.details.build",
    "explorer.viewmodel.facets",
    "explorer.viewmodel.graph.relationships",
    "explorer.viewmodel.opening",
    "explorer.viewmodel.passage.picture",
    "explorer.viewmodel.passage.place",
    "explorer.viewmodel.passage.words",
    "explorer.viewmodel.project.importing",
    "explorer.viewmodel.project.saved_views",
    "explorer.viewmodel.editing.reader",
    "explorer.viewmodel.review.words",
    "explorer.viewmodel.search",
    "explorer.viewmodel.timeline.build",
    "explorer.viewmodel.timeline.gestures",
    "explorer.viewmodel.timeline.words",
)


def start(files: list[str]) -> int:
    """Open the window, or draw it where there is no display; returns the exit code."""
    paths = [Path(name).absolute() for name in files]
    if not has_display() and not os.environ.get(EXIT_AFTER_PAINT):
        return draw(paths, Path.cwd() / PICTURE)
    return show(paths)


def show(paths: list[Path]) -> int:
    """Show the window until it is closed."""
    # What starting makes is kept: looking for rubbish in it would cost a tenth of the start.
    gc.disable()
    _import_before_qt()
    _without_features()
    from explorer.app.qt import application, make_window
    from explorer.views import settings as kept
    from explorer.views.faults import catch_bugs

    # Modules are never rubbish: no later search goes through them, nor does the one at the end.
    gc.freeze()
    trouble = _window_trouble()
    if trouble:
        print(trouble, file=sys.stderr)
        return 1
    from explorer.paths import user_config

    start_log()
    where = user_config() / _SETTINGS
    settings = kept.load(where)
    app = application([])
    window = make_window(DiskFiles(), settings)
    catch_bugs(window)
    window.closed.connect(lambda: kept.save(settings, where))
    _open_first(window, paths)
    if os.environ.get(EXIT_AFTER_PAINT):
        window.painted.connect(lambda: _end(window))
    window.painted.connect(gc.enable)
    window.show()
    return app.exec()


def draw(paths: list[Path], target: Path) -> int:
    """Draw the window, in the light theme and with no settings of anyone's, to a PNG."""
    from tempfile import TemporaryDirectory

    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from explorer.app.qt import application, make_window, wait_for
    from explorer.views.main_window import DEFAULT_SIZE
    from explorer.views.settings import Settings

    logging.getLogger("explorer").addHandler(logging.NullHandler())
    app = application([])
    with TemporaryDirectory(prefix="sourceline-") as home:
        window = make_window(DiskFiles(Path(home)), Settings(theme="light"))
        window.resize(*DEFAULT_SIZE)  # the screen that is not there has some size of its own
        _open_first(window, paths)
        window.show()
        wait_for(app, window)
        saved = window.grab().save(str(target))
        lines = window.banner.texts()
        window.close()
    for line in lines:
        print(line, file=sys.stderr)
    if not saved:
        print(f"{target}: the picture could not be written. Check the folder.", file=sys.stderr)
        return 1
    print(f"No display here: the window is drawn to {target.name} instead.")
    return 1 if lines else 0


def _import_before_qt() -> None:
    """Import what needs no Qt, numpy with it, while Qt is not there.

    After it, every import costs more: PySide6 looks at each module (`_without_features`).
    """
    for name in _WITHOUT_QT:
        import_module(name)


def _without_features() -> None:
    """Spare PySide6 reading the source of every module, to see if it asks for its "features".

    None here does; for so many modules it would be a thirtieth of the start.
    """
    import_module("PySide6")
    features = sys.modules.get("shibokensupport.feature")
    if features is not None:
        features._mod_uses_pyside = lambda module: False  # type: ignore[attr-defined]


def _end(window: MainWindow) -> None:
    """Tell whoever times the start that the window is painted, and close it as a person would."""
    print("painted", flush=True)
    window.close()


def _open_first(window: MainWindow, paths: list[Path]) -> None:
    """Open what was asked for, else what was open last, else the sample."""
    projects = [path for path in paths if path.suffix == PROJECT_SUFFIX]
    if paths and not projects:
        window.open_project(window.files.untitled())
    elif not paths or not _opened(window, projects[0]):
        last = Path(window.settings.last)
        if paths or not window.settings.last or not last.exists() or not _opened(window, last):
            window.open_project(window.files.sample(False))
    window.desk.take_in([path for path in paths if path.suffix != PROJECT_SUFFIX])


def _opened(window: MainWindow, path: Path) -> bool:
    try:
        project = window.files.open(path)
    except InputProblem as problem:
        window.tell_problem(problem)
        return False
    from explorer.views.opening import open_when_ready

    open_when_ready(window, project)
    return True


def _window_trouble() -> str | None:
    """Return why no window can be shown here, with the remedy; Qt itself would only abort."""
    if not sys.platform.startswith("linux") or not os.environ.get("DISPLAY"):
        return None
    if os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM"):
        return None
    from PySide6.QtCore import QLibraryInfo, QPluginLoader

    plugins = QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)
    loader = QPluginLoader(f"{plugins}/platforms/libqxcb.so")
    return None if loader.load() else explanation(loader.errorString(), with_window=True)
