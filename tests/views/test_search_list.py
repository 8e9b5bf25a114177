"""The drop-down of hits: its lines lead on by mouse alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QListView, QWidget
from pytestqt.qtbot import QtBot

from explorer.domain.ids import Mark, ParagraphId, SourceId
from explorer.domain.records import Hit
from explorer.viewmodel.search import SearchGroup, SearchRow
from explorer.views.look import Look
from explorer.views.search.list import SearchList
from explorer.views.search.model import Sort, lines_of


def group(title: str, hit: Hit) -> SearchGroup:
    return SearchGroup(title, (SearchRow(hit, "Talks", 0, 5, ""),), 8, 1, is_counted=True)


EVENTS = group("Events", Hit(Mark.event(1), None, None, 0, 5, "Talks", ""))
PARAGRAPHS = group("Paragraphs", Hit(None, SourceId(1), 1, 0, 5, "Talks", "", ParagraphId(1)))


def test_a_click_asks_for_the_list_of_all_events(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    results = SearchList(window, Look())
    window.show()
    results.show_groups((EVENTS, PARAGRAPHS), "talks", QRect(300, 0, 480, 24))
    (row,) = [n for n, line in enumerate(results.model.lines) if line.sort is Sort.LIST]
    lines = results.findChild(QListView)
    assert lines is not None
    place = lines.visualRect(results.model.index(row)).center()
    with qtbot.waitSignal(results.list_wanted):
        qtbot.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_where_no_event_has_the_words_no_list_is_offered() -> None:
    assert all(line.sort is not Sort.LIST for line in lines_of((PARAGRAPHS,), "talks"))
