"""The lists in a form of an event: who takes part, and the quotes it stands on."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from explorer.domain.kinds import ACTOR_KINDS
from explorer.domain.operations import NewActor
from explorer.painting.fonts import metrics
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.editing.event_form import DEFAULT_ROLE, PartLine, QuoteLine, known_roles
from explorer.viewmodel.editing.names import Known
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.details.parts import QuoteWords
from explorer.views.editing.fields import FIELD_PX, combo, field
from explorer.views.editing.names_field import NameField
from explorer.views.look import Look
from explorer.views.parts import IconButton
from explorer.views.source.header import Remark

_ROLE_PX, _KIND_PX = 112, 104
KINDS = tuple((kind.key, kind.label) for kind in ACTOR_KINDS)


class ActorName(QWidget):
    """An actor's icon and name, cut with "…" where there is no room."""

    def __init__(self, name: str, kind: str, look: Look) -> None:
        super().__init__()
        self.name, self.kind, self._look = name, kind, look
        self.setFixedHeight(FIELD_PX)
        self.setMinimumWidth(60)
        self.setToolTip(name)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._look.theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, self.kind, 7, self.height() / 2, theme.text, 13)
        cut = Qt.TextElideMode.ElideRight
        text = metrics(TextStyle.BODY).elidedText(self.name, cut, self.width() - 22)
        draw_text(painter, 20, self.height() / 2 + 4.3, text, TextStyle.BODY, theme.text)


class PartRow(QWidget):
    """One who takes part: name, for a new actor its kind, role, and a way out."""

    removed = Signal(object)
    settled = Signal()  # Enter in the kind of a new actor

    def __init__(self, part: PartLine, name: str, kind: str, look: Look) -> None:
        super().__init__()
        self._part = part
        self.name = ActorName(name, kind, look)
        self.role = field(f"Role of {name}", part.role)
        self.role.setFixedWidth(_ROLE_PX)
        self.remove = IconButton("close", f"Take {name} out", look, flat=True)
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.name, 1)
        self.kind = combo(f"Kind of {name}", KINDS, kind) if _is_new(part) else None
        if self.kind is not None:
            self.kind.setFixedWidth(_KIND_PX)
            self.kind.currentIndexChanged.connect(self._show_kind)
            self.kind.installEventFilter(self)
            row.addWidget(self.kind)
        row.addWidget(self.role)
        row.addWidget(self.remove)

    def value(self) -> PartLine:
        """Return the part as it stands."""
        actor = self._part.actor
        if isinstance(actor, NewActor) and self.kind is not None:
            actor = NewActor(actor.name, str(self.kind.currentData()))
        return PartLine(actor, self.role.text(), self._part.words)

    def _show_kind(self) -> None:
        if self.kind is not None:
            self.name.kind = str(self.kind.currentData())
            self.name.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            plain = not event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
                self.settled.emit()
                return True
        return False


def _is_new(part: PartLine) -> bool:
    return isinstance(part.actor, NewActor)


class PartRows(QWidget):
    """Those who take part, and a field to add one."""

    def __init__(
        self, session: Session, parts: tuple[PartLine, ...], reader: WordReader, look: Look
    ) -> None:
        super().__init__()
        self._session, self._reader, self._look = session, reader, look
        self._roles = known_roles(session.corpus)
        self.rows: list[PartRow] = []
        self._before: QWidget | None = None
        self.add = NameField(session, look, "Add an actor…", new=True)
        self.add.picked.connect(self._pick)
        self.add.made.connect(self._make)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._column.addWidget(self.add)
        for part in parts:
            self._append(part)

    def value(self) -> tuple[PartLine, ...]:
        return tuple(row.value() for row in self.rows)

    @property
    def left_over(self) -> str:
        """What was typed and is nobody yet."""
        return self.add.text().strip()

    def _append(self, part: PartLine) -> PartRow:
        if isinstance(part.actor, NewActor):
            name, kind = part.actor.name, part.actor.kind
        else:
            actor = self._session.corpus.actors[part.actor]
            name, kind = actor.name, actor.kind
        row = PartRow(part, name, kind, self._look)
        completer = QCompleter(self._roles, row.role)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        row.role.setCompleter(completer)
        row.removed.connect(self._remove)
        row.settled.connect(self.add.setFocus)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        self._order_tabs()
        return row

    def order_after(self, before: QWidget) -> None:
        """Let Tab come here from another field: down the rows, then to the field that adds."""
        self._before = before
        self._order_tabs()

    def _order_tabs(self) -> None:
        rows = [w for row in self.rows for w in (row.kind, row.role, row.remove) if w is not None]
        chain = [*([self._before] if self._before else []), *rows, self.add]
        for first, second in pairwise(chain):
            QWidget.setTabOrder(first, second)

    def _pick(self, known: Known) -> None:
        self.add.clear()
        if all(row.value().actor != known.id for row in self.rows):
            self._append(PartLine(known.id, DEFAULT_ROLE))

    def _make(self, name: str) -> None:
        self.add.clear()
        made = NewActor(name, self._reader.kind_of(name))
        row = self._append(PartLine(made, DEFAULT_ROLE))
        if row.kind is not None:
            row.kind.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self, row: PartRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)


class QuoteRow(QWidget):
    """A quote behind a bar in ink, where it stands, and a way out."""

    removed = Signal(object)

    def __init__(self, line: QuoteLine, look: Look) -> None:
        super().__init__()
        self.line, self._look = line, look
        theme = look.theme
        self.words = QuoteWords(line.quote, TextStyle.EXPORT_QUOTE, theme.text)
        place = Remark(look)
        place.say(line.place, "muted")
        place.setFixedHeight(18)
        self.remove = IconButton("close", "Take this quote out", look, flat=True)
        self.remove.clicked.connect(lambda: self.removed.emit(self))
        inner = QVBoxLayout()
        inner.setSpacing(1)
        inner.addWidget(self.words)
        inner.addWidget(place)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 0, 0)
        row.setSpacing(6)
        row.addLayout(inner, 1)
        row.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 1, 3, self.height() - 2), colour(self._look.theme.text))


class QuoteRows(QWidget):
    """The quotes; `changed` says that one came or went."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.rows: list[QuoteRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 3, 0, 0)
        self._column.setSpacing(7)

    def value(self) -> tuple[QuoteLine, ...]:
        return tuple(row.line for row in self.rows)

    def show_lines(self, lines: tuple[QuoteLine, ...]) -> None:
        """Show these quotes, those that stand already as they are."""
        for line in lines[len(self.rows) :]:
            row = QuoteRow(line, self._look)
            row.removed.connect(self._remove)
            self.rows.append(row)
            self._column.addWidget(row)

    def _remove(self, row: QuoteRow) -> None:
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
