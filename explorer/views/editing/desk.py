"""What the commands of reviewing, editing and the list ask for, done on the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu

from explorer.domain.ids import Mark, MarkKind
from explorer.domain.kinds import Review
from explorer.errors import ExplorerBug, InputProblem
from explorer.viewmodel.details.pieces import name_of
from explorer.viewmodel.graph.relationships import connectable
from explorer.viewmodel.review.bulk import Group, bunch
from explorer.viewmodel.review.queue import Item
from explorer.viewmodel.review.reviewing import Reviewing, verdicts_of
from explorer.views.editing.body import FormBody, sentence
from explorer.views.mark_menu import add_mark_commands

if TYPE_CHECKING:
    from explorer.domain.operations import Operation
    from explorer.domain.records import Paragraph
    from explorer.viewmodel.editing.event_form import QuoteLine
    from explorer.views.listing.pane import EventsPane
    from explorer.views.main_window import MainWindow
    from explorer.views.workbench import Workbench

ORIGIN = "editing"
_DONE = {Review.ACCEPTED: "Accepted", Review.REJECTED: "Rejected", Review.PENDING: "Put back"}


class EditingDesk:
    """The part of the window's desk that changes marks; a form is imported when it opens."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._edited: Item | None = None

    @property
    def bench(self) -> Workbench:
        if self._window.bench is None:
            raise ExplorerBug("a command ran before a project was open")
        return self._window.bench

    def join_menus(self, bench: Workbench) -> None:
        """Offer the commands in the menus of marks, in every pane."""
        for asked in (bench.timeline.canvas.asked, bench.source.asked, bench.actors.list.asked):
            asked.connect(self._ask)
        bench.relationships.extend = self._extend
        bench.furnish = self._join_list
        bench.details.wished.connect(self._window.menus.run)

    def _join_list(self, pane: EventsPane) -> None:
        pane.asked.connect(self._ask)
        pane.wished.connect(self._window.menus.run)
        pane.noted.connect(self._window.status.show_note)
        pane.left.connect(self._window.focus_panes)
        self._window.hear(*pane.workers)

    def copy_list(self) -> None:
        """Put what is picked in the list on the clipboard."""
        if self.bench.events is not None:
            self.bench.events.copy()

    def _ask(self, where: QPoint) -> None:
        menu = QMenu(self._window)
        self._extend(menu)
        if not menu.isEmpty():
            menu.exec(where)
        menu.deleteLater()

    def _extend(self, menu: QMenu) -> None:
        add_mark_commands(menu, self._window.desk)

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
        """Whether words of the source are picked, for a mark to be made of them."""
        return bool(self.bench.source.chosen_words)

    @property
    def is_editing(self) -> bool:
        """Whether a form is open: what it is about must not be decided meanwhile."""
        return self.bench.form.is_open

    def edit(self) -> None:
        """Open the form of the target, or of a new event with the picked words.

        With a form open, the picked words become a quote of it.
        """
        from explorer.views.editing.forms import form_for

        if self.picks_words:
            self._take_words()
            return
        item, session = self.reviewing.target, self.reviewing.session
        if item is None or item.proposal is not None:
            return
        body = form_for(session, item.mark, self._window.reader, self._window.look)
        self._open(body, item)

    def split(self) -> None:
        """Open the form that makes two of the target."""
        from explorer.views.editing.forms import split_form_for

        item, session = self.reviewing.target, self.reviewing.session
        if item is not None and item.mark.kind is not MarkKind.RELATIONSHIP:
            reader, look = self._window.reader, self._window.look
            self._open(split_form_for(session, item.mark, reader, look), item)

    def merge(self) -> None:
        """Open the list of what the target may be one with."""
        from explorer.views.editing.merge_form import MergeFormView

        item, session = self.reviewing.target, self.reviewing.session
        if item is not None and item.mark.kind is not MarkKind.RELATIONSHIP:
            self._open(MergeFormView(session, item.mark, self._window.look), item)

    def relate(self) -> None:
        """Open the form of a new relationship of the two chosen actors, or of the picked words.

        With a form open, the picked words become a quote of it.
        """
        from explorer.viewmodel.editing.other_forms import form_of_pair
        from explorer.views.editing.other_forms import RelationshipFormView

        session, body = self.reviewing.session, self.bench.form.body
        if body is None:
            form = form_of_pair(connectable(session))
            body = RelationshipFormView(session, form, self._window.reader, self._window.look)
            pieces = self._picked()
            for paragraph, line in pieces:
                body.take_words(line, paragraph.text)
            self._open(body, None)
            self.bench.source.let_go()
        elif isinstance(body, RelationshipFormView):
            for paragraph, line in self._picked():
                body.take_words(line, paragraph.text)
            self.bench.source.let_go()
        else:
            self._take_words()

    def _picked(self) -> list[tuple[Paragraph, QuoteLine]]:
        """Return the picked words as quotes, each with its paragraph."""
        from explorer.viewmodel.editing.event_form import line_of

        passage = self.bench.source.passage
        if passage is None:
            return []
        title = passage.source.title
        found = ((passage.paragraphs[at], a, b) for at, a, b in self.bench.source.chosen_words)
        return [(paragraph, line_of(paragraph, a, b, title)) for paragraph, a, b in found]

    def _take_words(self) -> None:
        """Add the picked words to the open form, or open one of an event with them."""
        from explorer.viewmodel.editing.event_form import form_of_words
        from explorer.views.editing.event_form import EventFormView

        session, look, reader = self.reviewing.session, self._window.look, self._window.reader
        pieces, body = self._picked(), self.bench.form.body
        if body is None:
            paragraph, line = pieces.pop(0)
            form = form_of_words(session, paragraph, line.span.start, line.span.end, reader)
            body = EventFormView(session, form, reader, look)
            self._open(body, None)
        for _, line in pieces:
            body.add_quote(line)
        self.bench.source.let_go()

    def _open(self, body: FormBody, item: Item | None) -> None:
        self._edited = item
        self.bench.form.show_form(body)

    def save_form(self) -> None:
        """Do what the open form says, and put it away; what is wrong stands in it."""
        panel, session = self.bench.form, self.reviewing.session
        if panel.body is None:
            return
        try:
            operation = panel.body.operation()
            self._carry_out(operation)
        except InputProblem as problem:
            panel.tell(sentence(problem), problem.where or "")
            return
        panel.close_form()
        name = session.project.undo_name() or "Saved"
        self._window.status.show_note(f"{name}. Ctrl+Z takes it back.")

    def _carry_out(self, operation: Operation) -> None:
        """Apply an operation of a form; a new mark is chosen, unless a review goes on."""
        reviewing, session = self.reviewing, self.reviewing.session
        events, links = set(session.corpus.row_of), session.corpus.relationships.keys()
        item = self._edited
        reviewing.carry_out(operation, verdicts_of(operation, item))
        if item is not None or reviewing.active:
            return
        new = [Mark.event(id) for id in session.corpus.row_of if id not in events]
        new += [Mark.relationship(id) for id in session.corpus.relationships.keys() - links]
        if new:
            session.update(ORIGIN, selection=(max(new, key=lambda mark: mark.id),), evidence=None)

    def focus_back(self) -> None:
        """Give the keyboard back to the review, or to the panes."""
        if self.reviewing.active:
            self.bench.review.setFocus()
        else:
            self._window.focus_panes()
