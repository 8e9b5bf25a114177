"""The export sheet: what is chosen is what is written, copied and shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from threading import Event
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.filters import Filter
from explorer.domain.ids import ActorId, Mark
from explorer.export.picture import make_picture
from explorer.export.targets import Picture, render
from explorer.painting.theme import LIGHT
from explorer.viewmodel.picture.wish import Extent, Parts, View, Wish
from explorer.views.export.choice import Choice, file_name, with_suffix
from explorer.views.export.dialog import ExportSheet
from explorer.views.export.job import focused_view, seen_of
from explorer.views.export.window import window_picture
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from tests.support.files import FakeFiles
from tests.support.projects import FakeProject, ProjectBuilder

PANES = (View.TIMELINE, View.RELATIONSHIPS, View.SOURCE)


def a_project() -> FakeProject:
    builder = ProjectBuilder()
    builder.source("Briefing")
    for year in range(2000, 2008):
        builder.event(f"Talks of {year}", f"{year}-06-01", actors=("Ana", "Bo"))
    builder.event("Undated talks", actors=("Cy",))
    builder.relationship("Ana", "leads", "Bo")
    builder.relationship("Bo", "talks with", "Cy")
    project = builder.project()
    project.path = Path("talks.sourceline")
    return project


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    files = FakeFiles(a_project())
    made = MainWindow(files, Look(LIGHT), Settings(theme="light"))
    qtbot.addWidget(made)
    made.open_project(files.open(Path("talks.sourceline")))
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    settle()
    yield made
    made.close()


@pytest.fixture
def sheet(window: MainWindow, qtbot: QtBot) -> ExportSheet:
    window.desk.export_picture()
    made = window.desk.overlay("export")
    assert isinstance(made, ExportSheet)
    shown(made, qtbot)
    return made


def settle() -> None:
    for _ in range(5):
        QApplication.processEvents()


def shown(sheet: ExportSheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: sheet.preview.is_settled, timeout=20_000)


def choose(sheet: ExportSheet, choice: Choice, qtbot: QtBot) -> None:
    sheet.form.show_choice(choice, True)
    sheet.refresh()
    shown(sheet, qtbot)


def written(window: MainWindow, sheet: ExportSheet, path: Path, qtbot: QtBot) -> QImage:
    sheet.export_to(path)
    qtbot.waitUntil(lambda: not window.worker.is_busy, timeout=20_000)
    settle()
    return QImage(str(path)).convertToFormat(QImage.Format.Format_RGB32)


@pytest.mark.parametrize("view", PANES)
@pytest.mark.parametrize("extent", list(Extent))
def test_what_is_chosen_is_what_is_written(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path, view: View, extent: Extent
) -> None:
    session = window.session
    session.update("test", selection=(Mark.event(session.corpus.events[2].id),))
    settle()
    assert window.bench is not None
    choice = Choice(view, extent, scale=1, theme="dark", parts=replace(Parts(), title="Mine"))
    choose(sheet, choice, qtbot)
    seen = seen_of(window.bench)
    ours = written(window, sheet, tmp_path / "a.png", qtbot)
    wish = Wish(view, extent, parts=Parts(title="Mine"), theme="dark")
    assert ours == render(make_picture(session, wish, seen))


def test_a_fixed_size_and_a_scale_are_kept(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(sheet, Choice(scale=2, is_sized=True, size_px=(800, 600)), qtbot)
    assert "800 × 600 px at 2×: 1,600 × 1,200 pixels" in sheet.size_label.text()
    image = written(window, sheet, tmp_path / "a.png", qtbot)
    assert (image.width(), image.height()) == (1600, 1200)
    assert "Exported a.png · 1,600 × 1,200" in window.banner.texts()


@pytest.mark.parametrize(("suffix", "start"), [(".svg", b"<?xml"), (".pdf", b"%PDF")])
def test_the_format_follows_the_choice(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path, suffix: str, start: bytes
) -> None:
    choose(sheet, Choice(suffix=suffix), qtbot)
    sheet.export_to(tmp_path / "talks")
    qtbot.waitUntil(lambda: not window.worker.is_busy, timeout=20_000)
    data = (tmp_path / f"talks{suffix}").read_bytes()
    assert data.startswith(start)
    if suffix == ".svg":
        assert b"Talks of 2003" in data


def test_the_window_is_the_very_window(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(sheet, Choice(View.WINDOW, scale=1), qtbot)
    image = written(window, sheet, tmp_path / "a.png", qtbot)
    window.banner.clear()
    qtbot.waitUntil(lambda: not window.banner.texts(), timeout=20_000)
    settle()
    assert (image.width(), image.height()) == (1200, 800)
    assert image == render(window_picture(window))


def test_a_caption_may_stand_above_the_window(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot
) -> None:
    choose(sheet, Choice(View.WINDOW), qtbot)
    bare = sheet.preview.shown
    sheet.form.parts["filters"].click()
    captioned = sheet.preview.shown
    assert bare is not None
    assert captioned is not None
    assert bare.size_px == (1200, 800)
    assert captioned.size_px[0] == 1280
    assert captioned.size_px[1] > 820


def test_the_preview_leaves_the_sheet_out(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot
) -> None:
    without = render(window_picture(window, sheet))
    sheet.close_overlay()
    settle()
    open_air = render(window_picture(window))
    middle = (600, 300)
    assert without.pixel(*middle) == open_air.pixel(*middle)
    assert without.copy(300, 120, 600, 300) == open_air.copy(300, 120, 600, 300)


def test_the_preview_follows_the_state(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot
) -> None:
    assert sheet.form.title.placeholderText().startswith("All events")
    corpus = window.session.corpus
    cy = next(actor.id for actor in corpus.snapshot.actors if actor.name == "Cy")
    window.session.update("test", filter=Filter(actors=frozenset({ActorId(cy)})))
    shown(sheet, qtbot)
    qtbot.waitUntil(lambda: sheet.form.title.placeholderText().startswith("Cy"), timeout=20_000)


def test_only_the_last_of_many_choices_is_shown(sheet: ExportSheet, qtbot: QtBot) -> None:
    for width in (500, 700, 900, 1100):
        sheet.form.show_choice(Choice(is_sized=True, size_px=(width, 600)), False)
        sheet.refresh()
    shown(sheet, qtbot)
    assert sheet.preview.shown is not None
    assert sheet.preview.shown.size_px == (1100, 600)


def test_a_picture_that_takes_a_while_is_announced_over_the_old_one(
    sheet: ExportSheet, qtbot: QtBot
) -> None:
    preview = sheet.preview
    old, before = preview.shown, preview.grab().toImage()
    assert old is not None
    assert preview._make is not None
    make, go_on = preview._make, Event()

    def slowly() -> Picture:
        go_on.wait(20)
        return make()

    preview.ask(slowly)
    try:
        qtbot.waitUntil(lambda: preview.is_late, timeout=20_000)
        assert preview.shown is old
        assert preview.grab().toImage() != before
    finally:
        go_on.set()
    shown(sheet, qtbot)
    assert not preview.is_late


def test_the_selection_can_be_chosen_only_where_there_is_one(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot
) -> None:
    sheet.form.show_choice(Choice(extent=Extent.SELECTION), has_selection=False)
    assert sheet.form.choice.extent is Extent.SEEN


def test_a_problem_stands_in_the_preview_and_nothing_can_be_written(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot
) -> None:
    sheet.form.width_box.setMinimum(1)
    choose(sheet, Choice(is_sized=True, size_px=(100, 600)), qtbot)
    assert "too small to read" in sheet.preview.words
    assert not sheet.export_button.isEnabled()
    choose(sheet, Choice(), qtbot)
    assert sheet.export_button.isEnabled()


def test_a_folder_that_is_not_there_is_a_line_in_the_banner(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet.export_to(tmp_path / "nowhere" / "a.png")
    qtbot.waitUntil(lambda: bool(window.banner.texts()), timeout=20_000)
    assert "nowhere" in window.banner.texts()[0]
    assert list(tmp_path.iterdir()) == []


def test_a_cancelled_export_writes_nothing(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet.export_to(tmp_path / "a.png")
    window.worker.cancel()
    qtbot.waitUntil(lambda: not window.worker.is_busy, timeout=20_000)
    settle()
    assert [path.name for path in tmp_path.iterdir()] in ([], ["a.png"])
    assert bool(window.banner.texts()) == (tmp_path / "a.png").exists()


def test_the_line_leads_to_the_folder(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path
) -> None:
    written(window, sheet, tmp_path / "a.png", qtbot)
    names = [button.text() for button in window.banner.findChildren(QPushButton)]
    assert "Open folder" in names
    assert window.settings.picture_folder == str(tmp_path)


def test_what_was_chosen_is_there_again(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot
) -> None:
    choose(sheet, Choice(View.SOURCE, Extent.EVERYTHING, ".svg"), qtbot)
    sheet.close_overlay()
    window.desk.export_picture()
    assert sheet.isVisible()
    assert sheet.form.choice.view is View.SOURCE
    assert sheet.form.choice.suffix == ".svg"


def test_escape_puts_the_sheet_away_and_gives_the_keyboard_back(
    window: MainWindow, sheet: ExportSheet
) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    assert sheet.isAncestorOf(focus)
    QTest.keyClick(focus, Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_the_keyboard_reaches_every_control_and_stays_on_the_sheet(
    window: MainWindow, sheet: ExportSheet
) -> None:
    seen = []
    for _ in range(40):
        focus = QApplication.focusWidget()
        assert focus is not None
        assert sheet.isAncestorOf(focus)
        seen.append(focus)
        QTest.keyClick(focus, Qt.Key.Key_Tab)
    for control in (sheet.form.title, *sheet.form.parts.values(), sheet.export_button):
        assert control in seen
    assert all(focus.accessibleName() or isinstance(focus, QPushButton) for focus in seen)


@pytest.mark.parametrize("view", PANES)
def test_copying_takes_the_pane_with_the_keyboard(
    window: MainWindow, qtbot: QtBot, view: View
) -> None:
    assert window.bench is not None
    bench = window.bench
    panes: dict[View, QWidget] = {
        View.TIMELINE: bench.timeline,
        View.RELATIONSHIPS: bench.relationships.canvas,
        View.SOURCE: bench.source,
    }
    panes[view].setFocus()
    assert focused_view(bench) is view
    settle()
    seen = seen_of(bench)
    window.desk.copy_picture()
    qtbot.waitUntil(lambda: not window.worker.is_busy, timeout=20_000)
    settle()
    ours = QGuiApplication.clipboard().image().convertToFormat(QImage.Format.Format_RGB32)
    wish = Wish(view, Extent.SEEN, theme="light")
    assert ours == render(make_picture(window.session, wish, seen), 2)


def test_file_names_are_made_of_titles() -> None:
    assert file_name("Japan AND Lloyd Austin, 1951 to 2025", ".png") == (
        "japan-and-lloyd-austin-1951-to-2025.png"
    )
    assert file_name("日米 / 協議", ".svg") == "日米-協議.svg"
    assert file_name("///", ".pdf") == "picture.pdf"
    assert with_suffix(Path("a.b"), ".png") == Path("a.b.png")
    assert with_suffix(Path("a.SVG"), ".png") == Path("a.SVG")


def outside_its_clip(svg: bytes) -> list[str]:
    """Return the texts that would not be seen, since they begin beyond what they are clipped to."""
    root = ElementTree.fromstring(svg)
    space = "{http://www.w3.org/2000/svg}"
    boxes = {}
    for clip in root.iter(f"{space}clipPath"):
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", clip[0].get("d", ""))]
        xs, ys = numbers[::2], numbers[1::2]
        boxes[clip.get("id")] = min(xs), min(ys), max(xs), max(ys)
    found = []
    for group in root.iter(f"{space}g"):
        name = re.findall(r"url\(#(\w+)\)", group.get("clip-path", ""))
        for inner in group.iter(f"{space}g") if name else ():
            place = re.findall(r"-?[\d.]+", inner.get("transform", "matrix(1,0,0,1,0,0)"))
            for text in inner.findall(f"{space}text"):
                x = float(text.get("x", 0)) + float(place[4])
                y = float(text.get("y", 0)) + float(place[5])
                left, top, right, bottom = boxes[name[0]]
                if not (left - 1 <= x <= right + 1 and top <= y <= bottom + 16):
                    found.append(text.text or "")
    return found


@pytest.mark.parametrize("view", [View.RELATIONSHIPS, View.WINDOW])
def test_an_svg_clips_where_the_screen_does(
    window: MainWindow, sheet: ExportSheet, qtbot: QtBot, tmp_path: Path, view: View
) -> None:
    choose(sheet, Choice(view, suffix=".svg"), qtbot)
    sheet.export_to(tmp_path / "a.svg")
    qtbot.waitUntil(lambda: not window.worker.is_busy, timeout=20_000)
    svg = (tmp_path / "a.svg").read_bytes()
    assert b"<clipPath" in svg
    assert outside_its_clip(svg) == []
