"""What the commands of reviewing and editing ask for, done on the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.domain.kinds import Review
from explorer.errors import ExplorerBug, InputProblem
from explorer.viewmodel.details.pieces import name_of
from explorer.viewmodel.review.bulk import Group, bunch
from explorer.viewmodel.review.reviewing import Reviewing

if TYPE_CHECKING:
    from explorer.views.main_window import MainWindow
    from explorer.views.workbench import Workbench

_DONE = {Review.ACCEPTED: "Accepted", Review.REJECTED: "Rejected", Review.PENDING: "Put back"}


class EditingDesk:
    """The part of the window's desk that changes marks."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    @property
    def bench(self) -> Workbench:
        if self._window.bench is None:
            raise ExplorerBug("a command ran before a project was open")
        return self._window.bench

    @property
    def reviewing(self) -> Reviewing:
        return self.bench.reviewing

    def review(self) -> None:
        """Bring the review forward and give it the keyboard."""
        self.reviewing.begin()
        self.bench.review.setFocus()

    def decide(self, verdict: Review) -> None:
        """Decide the current item or the chosen mark, and say so."""
        item, corpus = self.reviewing.target, self.reviewing.session.corpus
        if item is None:
            return
        what = name_of(corpus, item.mark)
        try:
            self.reviewing.decide(verdict)
        except InputProblem as problem:
            self._window.tell_problem(problem)
            return
        done = _DONE[verdict]
        if item.proposal is not None:
            done = "Made one of two" if verdict is Review.ACCEPTED else "Kept apart"
        self._window.status.show_note(f"{done}: {what}. Ctrl+Z takes it back.")

    def accept_all(self, group: Group) -> None:
        """Accept all that waits of the target's actor, paragraph or source."""
        found = bunch(self.reviewing, group)
        if found is None:
            return
        try:
            self.reviewing.accept_all(found.marks)
        except InputProblem as problem:
            self._window.tell_problem(problem)
            return
        count = len(found.marks)
        self._window.status.show_note(f"Accepted {count:,} of {found.name}. Ctrl+Z takes it back.")

    @property
    def picks_words(self) -> bool:
        """Whether words of the source are picked, for an event to be made of them."""
        return bool(self.bench.source.chosen_words)

    def edit(self) -> None:
        """Open the form of the target, or of a new event with the picked words."""

    def split(self) -> None:
        """Open the form that makes two of the target."""

    def merge(self) -> None:
        """Open the list of what the target may be one with."""
