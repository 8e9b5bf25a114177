"""The form that makes two events of one, in one step."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from explorer.domain.operations import NewActor, Operation
from explorer.painting.fonts import font
from explorer.painting.pen import colour
from explorer.viewmodel.editing.event_form import QuoteLine
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.editing.splitting import Side, SplitForm, split_operation
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.details.parts import QuoteWords, Rule
from explorer.views.editing.body import FormBody
from explorer.views.editing.event_form import MORE_WORDS, EventHead
from explorer.views.editing.fields import Note, start_in
from explorer.views.editing.rows import ActorName
from explorer.views.look import Look
from explorer.views.parts import Segmented

_SIDES = ((Side.FIRST.value, "1st"), (Side.SECOND.value, "2nd"), (Side.BOTH.value, "both"))


class SideChoice(QWidget):
    """Something of the old event, and to which of the two it goes."""

    def __init__(self, content: QWidget, name: str, side: Side, look: Look, barred: bool) -> None:
        super().__init__()
        self._look, self._barred = look, barred
        self.sides = Segmented(_SIDES, look, f"{name} goes to")
        self.sides.show_choice(side.value)
        row = QHBoxLayout(self)
        row.setContentsMargins(10 if barred else 0, 1, 0, 1)
        row.setSpacing(8)
        row.addWidget(content, 1)
        row.addWidget(self.sides, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def side(self) -> Side:
        return Side(self.sides.choice() or Side.BOTH)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._barred:
            ink = colour(self._look.theme.text)
            QPainter(self).fillRect(QRect(0, 2, 3, self.height() - 4), ink)


class SplitEventView(FormBody):
    """The heads of both events, then each quote and actor with its side."""

    heading = "Split event"
    save_word = "Split"

    def __init__(self, session: Session, form: SplitForm, reader: WordReader, look: Look) -> None:
        super().__init__()
        self._form, self._reader, self._look = form, reader, look
        self.heads = [EventHead(each, reader, look) for each in (form.first, form.second)]
        self.quotes = [self._quote(line.quote, side) for line, side in form.quotes]
        self.parts = []
        for part, side in form.parts:
            if isinstance(part.actor, NewActor):
                name, kind = part.actor.name, part.actor.kind
            else:
                actor = session.corpus.actors[part.actor]
                name, kind = actor.name, actor.kind
            self.parts.append(SideChoice(ActorName(name, kind, look), name, side, look, False))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for title, head in zip(("First event", "Second event"), self.heads, strict=True):
            column.addWidget(_title(title))
            column.addWidget(head)
        column.addWidget(Rule(self._look.theme))
        column.addWidget(_title("Quotes"))
        self._quotes = QVBoxLayout()
        for choice in self.quotes:
            self._quotes.addWidget(choice)
        column.addLayout(self._quotes)
        more = Note(self._look)
        more.say(MORE_WORDS)
        column.addWidget(more)
        if self.parts:
            column.addWidget(Rule(self._look.theme))
            column.addWidget(_title("Actors"))
        for choice in self.parts:
            column.addWidget(choice)
        column.addStretch(1)

    def add_quote(self, line: QuoteLine) -> bool:
        if all(line.span != each.span for each, _ in self._form.quotes):
            quotes = (*self._form.quotes, (line, Side.SECOND))
            self._form = replace(self._form, quotes=quotes)
            self.quotes.append(self._quote(line.quote, Side.SECOND))
            self._quotes.addWidget(self.quotes[-1])
        return True

    def _quote(self, quote: str, side: Side) -> SideChoice:
        words = QuoteWords(quote, TextStyle.EXPORT_QUOTE, self._look.theme.text)
        return SideChoice(words, quote, side, self._look, True)

    def begin(self) -> None:
        start_in(self.heads[0].title)

    def value(self) -> SplitForm:
        """Return the form as it stands."""
        first, second = (head.value() for head in self.heads)
        quotes = [line for line, _ in self._form.quotes]
        parts = [part for part, _ in self._form.parts]
        return replace(
            self._form,
            first=first,
            second=second,
            quotes=tuple(zip(quotes, (c.side for c in self.quotes), strict=True)),
            parts=tuple(zip(parts, (c.side for c in self.parts), strict=True)),
        )

    def operation(self) -> Operation:
        return split_operation(self.value(), self._reader)

    def focus_on(self, name: str) -> None:
        which, _, field = name.partition(" ")
        self.heads[1 if which == "second" else 0].focus_on(field)


def _title(text: str) -> QLabel:
    made = QLabel(text)
    made.setFont(font(TextStyle.BODY_STRONG))
    return made
