"""A table dropped on the window: asked about, imported, its rejects offered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from explorer.app.files import DiskFiles
from explorer.views.look import Look
from explorer.views.main_window import MainWindow
from explorer.views.settings import Settings
from explorer.views.tables.sheet import TableSheet

TALKS = "what,day,who\nTalks,2020-01-02,Japan; Korea\nVote,soon,Ann\nUndated,,\n"


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> Iterator[MainWindow]:
    made = MainWindow(DiskFiles(tmp_path / "home"), Look(), Settings(theme="light"))
    qtbot.addWidget(made)
    made.open_project(made.files.untitled())
    made.resize(1200, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def drop(window: MainWindow, qtbot: QtBot, tmp_path: Path, text: str) -> TableSheet:
    path = tmp_path / "t.csv"
    path.write_text(text, encoding="utf-8")
    window.desk.open_dropped([path])
    sheet = window.desk.tables.sheet
    qtbot.waitUntil(lambda: sheet.isVisible() and not window.worker.is_busy)
    return sheet


def titles(window: MainWindow) -> list[str]:
    return [event.title for event in window.session.corpus.snapshot.events]


def test_the_guess_is_shown_corrected_and_imported(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = drop(window, qtbot, tmp_path, TALKS)
    assert [combo.currentText() for combo in sheet.columns.combos] == ["Title", "Start", "Actors"]
    assert sheet.events.rows[0] == ("2020-01-02", "Talks", "Japan, Korea", "", "")
    assert sheet.words.text() == "The first 3 rows: 2 events, 1 rejected"
    assert "“soon” is not a date" in sheet.rejects.text()
    combo = sheet.columns.combos[2]
    combo.setCurrentIndex(combo.findData(""))
    assert not sheet.import_button.isEnabled()  # until the rows are read anew
    qtbot.waitUntil(sheet.import_button.isEnabled)
    assert sheet.events.rows[0].actors == ""
    qtbot.mouseClick(sheet.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: titles(window) == ["Talks", "Undated"])
    assert not sheet.isVisible()
    (line,) = [text for text in window.banner.texts() if "rejected" in text]
    assert line.startswith("1 row was rejected. Line 3: day")
    assert "Save them…" in [button.text() for button in window.banner.findChildren(QPushButton)]


def test_rejects_are_saved_beside_the_table_and_it_is_said(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offered: list[str] = []

    def chosen(parent: object, title: str, path: str, kinds: str) -> tuple[str, str]:
        offered.append(path)
        return path, kinds

    monkeypatch.setattr(QFileDialog, "getSaveFileName", chosen)
    sheet = drop(window, qtbot, tmp_path, TALKS)
    sheet.accept()
    qtbot.waitUntil(lambda: any("rejected" in text for text in window.banner.texts()))
    (save,) = [b for b in window.banner.findChildren(QPushButton) if b.text() == "Save them…"]
    save.click()
    assert offered == [str(tmp_path / "t-rejects.csv")]
    assert "“soon” is not a date" in (tmp_path / "t-rejects.csv").read_text(encoding="utf-8-sig")
    assert "Saved 1 rejected row as t-rejects.csv" in window.banner.texts()


def test_a_meaning_moves_from_column_to_column(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = drop(window, qtbot, tmp_path, "title,day,seen,url\nA,2020-01-02,2020-02-03,x\n")
    title, day, seen, url = sheet.columns.combos
    seen.setCurrentIndex(seen.findData("start"))
    assert [combo.currentData() for combo in (title, day, seen)] == ["title", "", "start"]
    qtbot.waitUntil(sheet.import_button.isEnabled)
    assert sheet.events.rows[0].date == "2020-02-03"
    seen.setCurrentIndex(seen.findData("end"))  # turned on: the start is back where it was
    assert [combo.currentData() for combo in (day, seen)] == ["start", "end"]
    url.setCurrentIndex(url.findData("title"))  # a title may be of several columns
    assert title.currentData() == "title"


def test_of_many_columns_those_that_mean_something_stand_first(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    more = [f"c{number}" for number in range(30)]
    row = ",".join("7" for _ in more)
    sheet = drop(window, qtbot, tmp_path, f"{','.join(more)},day,what\n{row},2020-01-02,A\n")
    first = [combo.currentData() for combo in sheet.columns.stops[:3]]
    assert first == ["start", "title", ""]
    assert sheet.columns.combos[30] is sheet.columns.stops[0]


def test_cancel_leaves_everything_as_it_was(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    sheet = drop(window, qtbot, tmp_path, TALKS)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isVisible()
    assert titles(window) == []
    sheet = drop(window, qtbot, tmp_path, TALKS)  # and it can be asked again
    assert sheet.offer is not None


def test_day_or_month_must_be_said(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = drop(window, qtbot, tmp_path, "what,day\nA,03/04/2020\n")
    assert sheet.order_row.isVisible()
    assert not sheet.import_button.isEnabled()
    sheet.order.chosen.emit("mdy")
    qtbot.waitUntil(sheet.import_button.isEnabled)
    assert sheet.events.rows[0].date == "2020-03-04"


def test_a_known_shape_is_not_asked_about(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    head = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1"
    path = tmp_path / "acled.csv"
    path.write_text(f"{head}\nA1,2022-06-30,1,Protests,March,Ann\n", encoding="utf-8")
    window.desk.open_dropped([path, path])
    qtbot.waitUntil(lambda: len(window.session.corpus.snapshot.events) == 1)
    qtbot.waitUntil(lambda: any("already in the project" in t for t in window.banner.texts()))


def test_a_known_shape_is_asked_about_its_days_alone(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    head = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1"
    sheet = drop(window, qtbot, tmp_path, f"{head}\nA1,1/2/2022,1,Protests,March,Ann\n")
    assert sheet.heading.text().startswith("t.csv · ACLED")
    assert not sheet.columns.isVisible()
    assert not sheet.import_button.isEnabled()
    sheet.order.chosen.emit("mdy")
    qtbot.waitUntil(sheet.import_button.isEnabled)
    assert sheet.events.rows[0].date == "2022-01-02"
    sheet.import_button.click()
    qtbot.waitUntil(lambda: titles(window) == ["March: Ann"])


def test_a_folder_of_tables_is_taken_in_one_by_one(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    head = "event_id_cnty,event_date,time_precision,event_type,sub_event_type,actor1"
    folder = tmp_path / "days"
    folder.mkdir()
    for name in "ab":
        row = f"{name},2022-06-30,1,Protests,Of {name},Ann"
        (folder / f"{name}.csv").write_text(f"{head}\n{row}\n", encoding="utf-8")
    window.desk.open_dropped([folder])
    qtbot.waitUntil(lambda: titles(window) == ["Of a: Ann", "Of b: Ann"])


def test_what_is_no_table_is_told_and_the_next_goes_on(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "bad.parquet").write_bytes(b"no table")
    good = tmp_path / "t.csv"
    good.write_text(TALKS, encoding="utf-8")
    window.desk.open_dropped([tmp_path / "bad.parquet", good])
    qtbot.waitUntil(lambda: window.desk.tables.sheet.isVisible())
    assert any("bad.parquet" in text for text in window.banner.texts())


def test_the_keyboard_stays_on_the_sheet(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    sheet = drop(window, qtbot, tmp_path, TALKS)
    qtbot.waitUntil(sheet.import_button.isEnabled)
    seen = set()
    for _ in range(6):
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focus = window.focusWidget()
        assert sheet.isAncestorOf(focus)
        seen.add(focus)
    assert len(seen) == 5  # three columns, Cancel, Import


def test_a_large_undo_leaves_the_window_free(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = drop(window, qtbot, tmp_path, TALKS)
    qtbot.waitUntil(sheet.import_button.isEnabled)
    sheet.accept()
    qtbot.waitUntil(lambda: len(titles(window)) == 2 and not window.worker.is_busy)
    monkeypatch.setattr("explorer.views.turning._AT_ONCE", 1)
    window.desk.undo()
    assert window.worker.is_busy
    qtbot.waitUntil(lambda: titles(window) == [] and not window.worker.is_busy)
    window.desk.redo()
    qtbot.waitUntil(lambda: len(titles(window)) == 2)
