"""The row that shows the filter in force, and how much of it is in view."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from explorer.painting.pen import colour
from explorer.viewmodel import filtering
from explorer.viewmodel.session import Session
from explorer.viewmodel.timeline.gestures import ORIGIN, TimelineGestures
from explorer.viewmodel.timeline.scene import TimelineScene
from explorer.viewmodel.timeline.words import Chip, chips, count_words, lead_words
from explorer.views.look import Look
from explorer.views.timeline.parts import ChipButton, LinkButton, Words

ROW_PX = 30
_GAP_PX = 8
_SIDE_PX = 12


class FilterRow(QWidget):
    """Chips for every restriction; none is ever hidden: what has no room is counted."""

    def __init__(self, session: Session, gestures: TimelineGestures, look: Look) -> None:
        super().__init__()
        self._session, self._gestures, self._look = session, gestures, look
        self._chips: tuple[Chip, ...] = ()
        self._buttons: list[tuple[Words | None, ChipButton]] = []
        self._lead, self._count, self._more = Words(look), Words(look), Words(look)
        self._clear = LinkButton("Clear", look)
        self._use = LinkButton("Filter to this period", look)
        self._near = LinkButton("Zoom to it", look)
        self._use.setToolTip("Enter")
        for widget in (
            self._lead, self._count, self._more, self._clear, self._use, self._near,
        ):  # fmt: skip
            widget.setParent(self)
        self._clear.clicked.connect(lambda: filtering.clear(session, ORIGIN))
        self._use.clicked.connect(gestures.filter_to_period)
        self._near.clicked.connect(gestures.zoom_to_period)
        self.setFixedHeight(ROW_PX)
        look.changed.connect(self.update)

    def follow(self, scene: TimelineScene) -> None:
        """Show the filter and the counts as they are."""
        wanted = chips(self._session)
        if wanted != self._chips:
            self._chips = wanted
            self._drop_buttons()
        strong, muted = ("", "Showing") if wanted else lead_words(self._session, scene)
        self._lead.say(strong, muted)
        self._count.say("", count_words(self._session, scene))
        self._arrange()

    def _drop_buttons(self) -> None:
        for joiner, button in self._buttons:
            for widget in (joiner, button):
                if widget is not None:
                    widget.hide()
                    widget.deleteLater()
        self._buttons = []

    def _button(self, place: int) -> tuple[Words | None, ChipButton]:
        """Return the button of a chip; of many only those are made that have room, and one."""
        if place < len(self._buttons):
            return self._buttons[place]
        chip, joiner = self._chips[place], None
        if chip.joiner:
            joiner = Words(self._look)
            joiner.setParent(self)
            joiner.say("", chip.joiner)
        button = ChipButton(chip, self._look)
        button.setParent(self)
        button.clicked.connect(self._lifter(chip))
        self._buttons.append((joiner, button))
        return joiner, button

    def _lifter(self, chip: Chip) -> Callable[[], None]:
        if chip.finding:
            return lambda: self._session.find_no_more(ORIGIN)
        return lambda: self._session.update(ORIGIN, filter=chip.without)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._arrange()

    def _arrange(self) -> None:
        """Place all from left to right, the counts at the right."""
        period = self._session.state.selected_period is not None
        self._use.setVisible(period)
        self._near.setVisible(period)
        right = self.width() - _SIDE_PX - self._count.width()
        self._count.move(right, 4)
        for link in (self._near, self._use) if period else ():
            right -= link.width() + 4
            link.move(right, 4)
        self._lead.move(_SIDE_PX, 4)
        x = _SIDE_PX + self._lead.width() + _GAP_PX
        room = right - _GAP_PX - self._clear.width() - _GAP_PX
        shown = 0
        while shown < len(self._chips):
            joiner, button = self._button(shown)
            need = button.width() + (joiner.width() + _GAP_PX if joiner else 0)
            keep = 0 if shown == len(self._chips) - 1 else 60
            if x + need + keep > room:
                break
            for widget in (joiner, button):
                if widget is not None:
                    widget.move(x, 4)
                    widget.setVisible(True)
                    x += widget.width() + _GAP_PX
            shown += 1
        for hidden in self._buttons[shown:]:
            for widget in hidden:
                if widget is not None:
                    widget.setVisible(False)
        left_out = len(self._chips) - shown
        self._more.setVisible(left_out > 0)
        if left_out:
            self._more.say(f"+{left_out} more")
            self._more.setToolTip(", ".join(chip.text for chip in self._chips[shown:]))
            self._more.move(x, 4)
            x += self._more.width() + _GAP_PX
        self._clear.setVisible(bool(self._chips))
        self._clear.move(x, 4)
        crowded = not self._chips and x > right
        self._count.setVisible(not crowded)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._look.theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour(theme.panel))
        painter.fillRect(0, self.height() - 1, self.width(), 1, colour(theme.hairline))
