"""Details and review share one place; which is in front follows what a person does."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget

from explorer.viewmodel.review.reviewing import Reviewing
from explorer.views.details.pane import DetailsPane
from explorer.views.review.pane import ReviewPane


class Dock(QStackedWidget):
    """The details pane, with the review before it while a review is on."""

    def __init__(self, details: DetailsPane, review: ReviewPane, reviewing: Reviewing) -> None:
        super().__init__()
        self._details, self._review, self._reviewing = details, review, reviewing
        self.addWidget(details)
        self.addWidget(review)
        for tabs in (details.tabs, review.tabs):
            tabs.chosen.connect(self._choose)
        self.destroyed.connect(reviewing.changed.connect(lambda _none: self._follow()))
        self._follow()

    def _choose(self, place: int) -> None:
        if place:
            self._reviewing.begin()
            self._review.setFocus()
        else:
            self._reviewing.leave()

    def _follow(self) -> None:
        self.setCurrentIndex(1 if self._reviewing.active else 0)
        self.setFocusProxy(self._review if self._reviewing.active else self._details)
        count = len(self._reviewing.waiting)
        for tabs in (self._details.tabs, self._review.tabs):
            tabs.titles[1].say("Review", f"{count:,}" if count else "")
