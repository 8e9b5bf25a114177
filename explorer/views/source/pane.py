"""The source pane: a header, and the text with every quote underlined."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import EvidenceId, Mark, SourceId
from explorer.painting.fonts import QtMeasurer
from explorer.viewmodel.details.citation import current_citation
from explorer.viewmodel.details.quotes import lit_quote
from explorer.viewmodel.passage.build import Passage
from explorer.viewmodel.passage.picture import lighting_of, passage_of, shown_source
from explorer.viewmodel.passage.place import Spot
from explorer.viewmodel.passage.words import (
    Piece,
    Place,
    actor_at,
    between,
    cite_pieces,
    next_pick,
    next_quote,
    word_at,
)
from explorer.viewmodel.session import Change, Session
from explorer.viewmodel.type import Measurer
from explorer.views.look import Look
from explorer.views.source.canvas import PassageCanvas, first_span
from explorer.views.source.header import SourceHeader

ORIGIN = "source"
_SHOWN = ("corpus", "source", "selection", "evidence", "hover", "filter")


class SourcePane(QWidget):
    """Follows the state, and turns clicks on words into it; holds the words being picked.

    `asked` says where on the screen a menu is wanted, for the mark that is then chosen or
    the picked words.
    """

    asked = Signal(object)

    def __init__(self, session: Session, look: Look, measurer: Measurer | None = None) -> None:
        super().__init__()
        self._session = session
        self._passage: Passage | None = None
        self._made_of: object = None
        self._chosen: tuple[Piece, ...] = ()
        self._number = 1  # of a paragraph in the stretch that is shown
        self._changed: set[str] = set()
        self.header = SourceHeader(look)
        self.canvas = PassageCanvas(look, measurer or QtMeasurer())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.canvas, 1)
        self.setFocusProxy(self.canvas)
        self._turn = QTimer(self, singleShot=True, interval=0)
        self._turn.timeout.connect(self.refresh)
        self._listen(look)
        self._changed = set(_SHOWN)
        self.refresh()

    def _listen(self, look: Look) -> None:
        self.header.chosen.connect(self._take_source)
        self.header.turned.connect(self._turn_rows)
        self.canvas.hovered.connect(self._hover)
        self.canvas.clicked.connect(self._click)
        self.canvas.asked.connect(self._ask)
        self.canvas.named.connect(self._name)
        self.canvas.dragged.connect(self._drag)
        self.canvas.stepped.connect(self._step)
        self.canvas.copied.connect(self.copy)
        self.canvas.let_go.connect(self.let_go)
        look.changed.connect(self.canvas.update)
        self.destroyed.connect(self._session.changed.connect(self._note))

    @property
    def passage(self) -> Passage | None:
        """The source that is shown, with its quotes."""
        return self._passage

    @property
    def chosen_words(self) -> tuple[Piece, ...]:
        """The words picked by dragging."""
        return self._chosen

    def show_words(self, source_id: SourceId, paragraph: int, start: int, end: int) -> None:
        """Show words of a source, `[start, end)` of a paragraph by its number, and flash them."""
        self._number = paragraph
        self._session.update(ORIGIN, source=source_id)
        self._changed |= {"source"}
        self.refresh()
        passage = self._passage
        if passage is None or paragraph not in passage.index_of:
            return
        index = passage.index_of[paragraph]
        self.canvas.reveal(index, start)
        self.canvas.flash(((index, start, end),) if end > start else ())

    def copy(self) -> bool:
        """Put the picked words, else the lit quote, on the clipboard with where they stand."""
        text = current_citation(self._session)
        if self._chosen and self._passage is not None:
            text = cite_pieces(self._passage, self._chosen)
        if text is not None:
            QGuiApplication.clipboard().setText(text)
        return text is not None

    def let_go(self) -> None:
        """Drop the picked words."""
        self._choose(())

    # State in.

    def _note(self, change: Change) -> None:
        if change.touches(*_SHOWN):
            self._changed |= change.what
            self._turn.start()

    def refresh(self) -> None:
        """Show the state as it is now; the pane does so itself once in a turn of events."""
        changed, self._changed = self._changed, set()
        self._turn.stop()
        if not changed:
            return
        if changed & {"selection", "evidence", "corpus"}:
            self._follow_quote()
        self._make_passage()
        if "selection" in changed:
            self._chosen = ()
        self._light()
        if changed & {"selection", "evidence", "source"}:
            self._reveal_quote()

    def _follow_quote(self) -> None:
        """Turn to the source, and in a long one the stretch, in which the lit quote stands."""
        lit = lit_quote(self._session)
        if lit is not None:
            self._number = lit.paragraph
        if lit is not None and lit.source_id != shown_source(self._session):
            self._session.update(ORIGIN, source=lit.source_id)

    def _make_passage(self) -> None:
        source_id = shown_source(self._session)
        drafts = self._session.state.filter.review is not ReviewScope.ACCEPTED
        part = None if source_id is None else self._session.stretch(source_id, self._number)
        made_of = (self._session.corpus, source_id, drafts, part)
        if made_of == self._made_of:
            return
        before, self._made_of, self._chosen = self._passage, made_of, ()
        self._passage = (
            None if source_id is None else passage_of(self._session, source_id, self._number)
        )
        same = before is not None and before.source.id == source_id
        self.header.show_sources(tuple(self._session.corpus.sources.values()), source_id)
        self.header.show_passage(self._passage)
        self.canvas.set_passage(self._passage, keep_place=same)

    def _light(self) -> None:
        self.canvas.set_lighting(replace(lighting_of(self._session), chosen=self._chosen))

    def _reveal_quote(self) -> None:
        lit, passage = lit_quote(self._session), self._passage
        if lit is None or passage is None or lit.source_id != passage.source.id:
            return
        index = passage.index_of.get(lit.paragraph)
        if index is not None:
            self.canvas.reveal(index, lit.start)

    # Gestures out.

    def _take_source(self, source_id: int) -> None:
        self._session.update(ORIGIN, source=SourceId(source_id))

    def _turn_rows(self, step: int) -> None:
        passage = self._passage
        if passage is None or not passage.is_part:
            return
        ends = passage.paragraphs[0].number - 1, passage.paragraphs[-1].number + 1
        self._number = min(max(ends[step > 0], 1), passage.source.paragraph_count)
        self._make_passage()
        self._light()

    def _hover(self, spot: Spot | None) -> None:
        span = first_span(spot)
        self._session.update(ORIGIN, hover=None if span is None else span.mark)

    def _click(self, spot: Spot | None, keys: Qt.KeyboardModifier) -> None:
        self._choose(())
        state, lit = self._session.state, lit_quote(self._session)
        spans = () if spot is None else spot.spans
        adding = bool(keys & Qt.KeyboardModifier.ControlModifier)
        if adding and spans:
            self._toggle(spans[0].mark)
            return
        span = next_pick(spans, state.leading, None if lit is None else lit.id)
        if span is not None:
            self._session.update(ORIGIN, selection=(span.mark,), evidence=span.evidence)
        elif not adding:
            self._session.update(ORIGIN, selection=(), evidence=None)

    def _ask(self, spot: Spot | None, where: QPoint) -> None:
        span = first_span(spot)
        if span is not None and not self._chosen:
            self._session.update(ORIGIN, selection=(span.mark,), evidence=span.evidence)
        if span is not None or self._chosen:
            self.asked.emit(where)

    def _toggle(self, mark: Mark) -> None:
        kept = tuple(each for each in self._session.state.selection if each != mark)
        gone = len(kept) < len(self._session.state.selection)
        self._session.update(ORIGIN, selection=kept if gone else (*kept, mark), evidence=None)

    def _name(self, spot: Spot) -> None:
        """Select the actor named under a double click, else pick the word there."""
        passage = self._passage
        if passage is None or spot.character is None:
            return
        index = spot.place[0]
        actor = actor_at(self._session.corpus, passage, index, spot.character)
        if actor is not None:
            self._session.update(ORIGIN, selection=(actor,), evidence=self._nearest(actor, index))
            return
        word = word_at(passage.paragraphs[index].text, spot.character)
        self._choose(() if word is None else ((index, *word),))

    def _nearest(self, actor: Mark, index: int) -> EvidenceId | None:
        """Return the evidence of an actor's mention in a paragraph; None where it has none."""
        spans = () if self._passage is None else self._passage.mentions[index]
        return next((span.evidence for span in spans if span.mark == actor), None)

    def _drag(self, begun: Place, now: Place) -> None:
        if self._passage is not None:
            self._choose(between(self._passage, begun, now))

    def _choose(self, pieces: tuple[Piece, ...]) -> None:
        if pieces != self._chosen:
            self._chosen = pieces
            self._light()

    def _step(self, step: int) -> None:
        lit = lit_quote(self._session)
        if self._passage is not None:
            next_quote(self._session, self._passage, None if lit is None else lit.id, step)
