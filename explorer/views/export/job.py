"""Pictures made off the GUI thread: to a file, to the clipboard, to look at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QWidget

from explorer.export.picture import Seen, captioned, make_picture
from explorer.export.targets import Picture, check_path, picture_bytes, render
from explorer.export.whole import write_whole
from explorer.painting.fonts import load_fonts
from explorer.painting.theme import THEMES
from explorer.values import dataclass
from explorer.viewmodel.picture.wish import Extent, View, Wish
from explorer.viewmodel.session import Session
from explorer.views.export.window import window_picture
from explorer.views.worker import Progress

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow
    from explorer.views.workbench import Workbench

COPY_SCALE = 2

Maker = Callable[[], Picture]


@dataclass(frozen=True, slots=True)
class Written:
    """A picture's file, and its size: pixels of a PNG, logical px of the others."""

    path: Path
    width_px: int
    height_px: int

    def line(self) -> str:
        return f"Exported {self.path.name} · {self.width_px:,} × {self.height_px:,}"


def seen_of(bench: Workbench) -> Seen:
    """Return how the panes look at things just now."""
    graph, source = bench.relationships, bench.source.canvas
    return Seen(
        timeline_px=bench.timeline.canvas_px,
        timeline_scroll_px=bench.timeline.scroll_px,
        graph_px=(float(graph.canvas.width()), float(graph.canvas.height())),
        graph=graph.view,
        source_px=(float(source.width()), float(source.height())),
        source_anchor=source.anchor,
    )


def still(session: Session) -> Session:
    """Return a look at a session that another thread may read.

    It has the text of its sources, but of a table too long to be read by people: of that the
    project is asked for a stretch, as for the records of many events.
    """
    for source_id, source in session.corpus.sources.items():
        if session.stretch(source_id, 1)[1] >= source.paragraph_count:
            session.paragraphs(source_id)
    return session.seen_as(session.state, session.matches)


def maker(window: MainWindow, wish: Wish) -> Maker:
    """Return what makes a view's picture of the state as it is now, on any thread."""
    if window.bench is None:
        return lambda: Picture(0, 0, "", lambda painter: None)
    load_fonts()
    session, seen = still(window.session), seen_of(window.bench)
    return lambda: make_picture(session, wish, seen)


def of_window(window: MainWindow, wish: Wish, without: QWidget | None = None) -> Picture:
    """Return the window's picture, captioned as wished; to be painted on the GUI thread."""
    return captioned(window_picture(window, without), window.session, wish)


def in_theme(window: MainWindow, name: str, paint: Callable[[], None]) -> None:
    """Paint the window in a theme; on the screen nothing changes."""
    before = window.look.theme
    window.look.use(THEMES[name])
    try:
        paint()
    finally:
        window.look.use(before)


def export(window: MainWindow, wish: Wish, path: Path, scale: int) -> None:
    """Write a picture; the window says when it is done, or why it is not."""
    suffix = check_path(path)
    if wish.view is View.WINDOW:
        _export_window(window, wish, path, scale)
        return
    make = maker(window, wish)

    def job(progress: Progress) -> Written:
        progress.step("Painting the picture…")
        picture = make()
        data = picture_bytes(picture, suffix, scale)
        progress.step(f"Writing {path.name}…")
        write_whole(path, data)
        return _written(picture, path, scale)

    window.worker.run(job, lambda written: tell(window, written))


def _export_window(window: MainWindow, wish: Wish, path: Path, scale: int) -> None:
    """Widgets can only be painted on the GUI thread; the file is written off it."""
    picture = of_window(window, wish)
    found: list[bytes] = []
    in_theme(
        window, wish.theme, lambda: found.append(picture_bytes(picture, check_path(path), scale))
    )

    def job(progress: Progress) -> Written:
        progress.step(f"Writing {path.name}…")
        write_whole(path, found[0])
        return _written(picture, path, scale)

    window.worker.run(job, lambda written: tell(window, written))


def _written(picture: Picture, path: Path, scale: int) -> Written:
    times = scale if path.suffix.lower() == ".png" else 1
    return Written(path, *pixels(picture, times))


def pixels(picture: Picture, scale: float) -> tuple[int, int]:
    """Return the size of a picture's image, as `render` makes it."""
    return -int(-picture.width_px * scale // 1), -int(-picture.height_px * scale // 1)


def copy(window: MainWindow, wish: Wish, scale: int = COPY_SCALE) -> None:
    """Put a picture on the clipboard."""

    def landed(image: QImage) -> None:
        QGuiApplication.clipboard().setImage(image)
        window.banner.tell(f"Copied the picture · {image.width():,} × {image.height():,}")

    if wish.view is View.WINDOW:
        picture = of_window(window, wish)
        in_theme(window, wish.theme, lambda: landed(render(picture, scale)))
        return
    make = maker(window, wish)

    def job(progress: Progress) -> QImage:
        progress.step("Painting the picture…")
        return render(make(), scale)

    window.worker.run(job, landed)


def copy_as_seen(window: MainWindow) -> None:
    """Copy the pane that has the keyboard, as it is seen, with its caption."""
    if window.bench is not None:
        copy(window, Wish(focused_view(window.bench), Extent.SEEN, theme=window.look.theme.name))


def focused_view(bench: Workbench) -> View:
    """Return the view that has the keyboard; the timeline where none has."""
    focus = QApplication.focusWidget()
    panes: tuple[tuple[QWidget, View], ...] = (
        (bench.relationships, View.RELATIONSHIPS),
        (bench.source, View.SOURCE),
    )
    for pane, view in panes:
        if focus is not None and (pane is focus or pane.isAncestorOf(focus)):
            return view
    return View.TIMELINE


def tell(window: MainWindow, written: Written) -> None:
    """Say that a picture is there, with the way to its folder."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    folder = QUrl.fromLocalFile(str(written.path.parent))
    window.banner.tell(
        written.line(), action=("Open folder", lambda: QDesktopServices.openUrl(folder))
    )
