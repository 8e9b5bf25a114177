"""The forms of an actor and of a relationship."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QVBoxLayout, QWidget

from explorer.domain.ids import ActorId
from explorer.domain.kinds import Status
from explorer.domain.operations import Operation
from explorer.viewmodel.editing.dating import understood
from explorer.viewmodel.editing.event_form import QuoteLine
from explorer.viewmodel.editing.names import Known, exact
from explorer.viewmodel.editing.other_forms import (
    ActorForm,
    RelationshipForm,
    actor_operation,
    predicates,
    relationship_operation,
    with_words,
)
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.session import Session
from explorer.views.editing.body import FormBody
from explorer.views.editing.event_form import STATUSES
from explorer.views.editing.fields import DateField, Note, Rows, combo, field, start_in
from explorer.views.editing.names_field import NameField
from explorer.views.editing.rows import KINDS, QuoteRows
from explorer.views.look import Look

MORE_WORDS = "Select the words in the source that say so, and press Shift+E."


class ActorFormView(FormBody):
    """Name, kind, other names."""

    heading = "Edit actor"

    def __init__(self, form: ActorForm, look: Look) -> None:
        super().__init__()
        self._form = form
        self.name = field("Name", form.name)
        self.kind = combo("Kind", KINDS, form.kind)
        self.aliases = field("Other names", form.aliases, "none")
        note = Note(look)
        note.say("Parted by semicolons: names by which the text means it, too.")
        rows = Rows(look)
        rows.add("Name", self.name)
        rows.add("Kind", self.kind)
        rows.add("Also", self.aliases)
        rows.addWidget(note, rows.rowCount(), 1)
        _column(self, rows)

    def begin(self) -> None:
        start_in(self.name)

    def value(self) -> ActorForm:
        """Return the form as it stands."""
        kind = str(self.kind.currentData())
        return replace(self._form, name=self.name.text(), kind=kind, aliases=self.aliases.text())

    def operation(self) -> Operation:
        return actor_operation(self.value())

    def focus_on(self, name: str) -> None:
        self.name.setFocus()


class RelationshipFormView(FormBody):
    """Who, what, whom; whether it stands, and since when; of a new one, in which words."""

    def __init__(
        self, session: Session, form: RelationshipForm, reader: WordReader, look: Look
    ) -> None:
        super().__init__()
        self._session, self._form, self._reader = session, form, reader
        self.heading = "Edit relationship" if form.relationship else "New relationship"
        self.subject = self._name("Subject…", form.subject, look)
        self.predicate = field("Type of link", form.predicate)
        completer = QCompleter(list(predicates(session.corpus)), self.predicate)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        self.predicate.setCompleter(completer)
        self.object = self._name("Object…", form.object, look)
        self.status = combo("Status", STATUSES, form.status.value)
        self.date = DateField(form.date, look, lambda text: understood(text, reader))
        rows = Rows(look)
        for label, widget in (
            ("Subject", self.subject), ("Type", self.predicate), ("Object", self.object),
            ("Status", self.status), ("Date", self.date),
        ):  # fmt: skip
            rows.add(label, widget, top=widget is self.date)
        self.quotes = QuoteRows(look)
        if form.relationship is None:
            self.quotes.show_lines(form.quotes)
            more = Note(look)
            more.say(MORE_WORDS)
            rows.add("Quotes", self.quotes, top=True)
            rows.addWidget(more, rows.rowCount(), 1)
        _column(self, rows)
        self.date.answer()

    def _name(self, placeholder: str, actor: ActorId | None, look: Look) -> NameField:
        made = NameField(self._session, look, placeholder, new=False)
        if actor is not None:
            made.setText(self._session.corpus.actors[actor].name)
        made.picked.connect(lambda known: _fill(made, known))
        return made

    def begin(self) -> None:
        start_in(self.subject if self._form.subject is None else self.predicate)

    def value(self) -> RelationshipForm:
        """Return the form as it stands; a name that is not exactly a known one is nobody."""
        return replace(
            self._form,
            subject=self._actor(self.subject, self._form.subject),
            predicate=self.predicate.text(),
            object=self._actor(self.object, self._form.object),
            status=Status(self.status.currentData()),
            date=self.date.text(),
            quotes=self.quotes.value(),
        )

    def take_words(self, line: QuoteLine, text: str) -> None:
        """Add words of a paragraph's text as a quote; what is still empty is read from them."""
        form = with_words(self._session, self.value(), line, text, self._reader)
        self.quotes.show_lines(form.quotes)
        for name, actor in ((self.subject, form.subject), (self.object, form.object)):
            if actor is not None and not name.text().strip():
                name.setText(self._session.corpus.actors[actor].name)
        self.predicate.setText(form.predicate)
        self.date.edit.setText(form.date)
        self.date.answer()

    def add_quote(self, line: QuoteLine) -> bool:
        if self._form.relationship is None:
            self.quotes.show_lines(tuple(dict.fromkeys((*self.quotes.value(), line))))
        return self._form.relationship is None

    def _actor(self, name: NameField, before: ActorId | None) -> ActorId | None:
        typed = name.text().strip()
        if before is not None and self._session.corpus.actors[before].name == typed:
            return before
        known = exact(self._session.corpus, typed)
        return None if known is None else known.id

    def operation(self) -> Operation:
        return relationship_operation(self.value(), self._reader)

    def focus_on(self, name: str) -> None:
        found: dict[str, QWidget] = {
            "subject": self.subject, "predicate": self.predicate, "object": self.object,
            "date": self.date,
        }  # fmt: skip
        found.get(name, self.predicate).setFocus()


def _fill(name: NameField, known: Known) -> None:
    name.setText(known.name)


def _column(form: QWidget, rows: Rows) -> None:
    column = QVBoxLayout(form)
    column.setContentsMargins(0, 0, 0, 0)
    column.addLayout(rows)
    column.addStretch(1)
