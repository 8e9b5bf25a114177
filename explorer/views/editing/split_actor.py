"""The form that makes two actors of one: tick the mentions that are someone else's."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from explorer.domain.ids import EvidenceId
from explorer.domain.operations import NewActor, Operation
from explorer.domain.records import Actor
from explorer.painting.fonts import metrics
from explorer.painting.pen import colour, draw_text
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.editing.splitting import Mention, Spelling, actor_split, spellings
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import TextStyle
from explorer.views.editing.body import FormBody
from explorer.views.editing.fields import Note, Rows, combo, field
from explorer.views.editing.rows import KINDS
from explorer.views.look import Look
from explorer.views.parts_style import paint_check

_DATA = Qt.ItemDataRole.UserRole
_ROW_PX = 22
Index = QModelIndex | QPersistentModelIndex


class _MentionDelegate(QStyledItemDelegate):
    """A spelling with its count, or a mention within the words around it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, _ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, rect = self._look.theme, option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, colour(theme.accent_tint))
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        box = rect.adjusted(2, 0, 0, 0)
        box.setWidth(16)
        paint_check(painter, box.toRectF(), theme, state is Qt.CheckState.Checked)
        if state is Qt.CheckState.PartiallyChecked:
            dash = box.center()
            painter.fillRect(dash.x() - 3, dash.y(), 8, 2, colour(theme.accent))
        about = index.data(_DATA)
        left, baseline = rect.left() + 26.0, rect.top() + 15.3
        if isinstance(about, Spelling):
            note = f"{len(about.mentions):,}" if about.mentions else "no mention"
            draw_text(painter, left, baseline, about.words, TextStyle.BODY_STRONG, theme.text)
            left += metrics(TextStyle.BODY_STRONG).horizontalAdvance(about.words) + 8
            draw_text(painter, left, baseline, note, TextStyle.CAPTION, theme.muted)
        elif isinstance(about, Mention):
            self._mention(painter, about, left, baseline, rect.right() - 6)

    def _mention(
        self, painter: QPainter, about: Mention, left: float, baseline: float, right: float
    ) -> None:
        theme = self._look.theme
        for words, style, ink in (
            (f"…{about.before.lstrip()}", TextStyle.EXPORT_QUOTE, theme.muted),
            (about.words, TextStyle.EXPORT_QUOTE, theme.text),
            (about.after, TextStyle.EXPORT_QUOTE, theme.muted),
        ):
            flat = " ".join(words.split(" "))
            cut = metrics(style).elidedText(flat, Qt.TextElideMode.ElideRight, right - left)
            draw_text(painter, left, baseline, cut, style, ink)
            left += metrics(style).horizontalAdvance(cut)


class SplitActorView(FormBody):
    """Who the other one is, and which mentions are theirs."""

    heading = "Split actor"
    save_word = "Split"

    def __init__(self, session: Session, actor: Actor, reader: WordReader, look: Look) -> None:
        super().__init__()
        self._actor, self._reader = actor, reader
        self._tops: list[QTreeWidgetItem] = []
        self.name = field("Name of the new actor", "", "name of the other one")
        self.kind = combo("Kind", KINDS, actor.kind)
        note = Note(look)
        note.say(
            f"Tick what is not {actor.name}: Space ticks, Right unfolds. Events and links "
            "that stand on those words go along."
        )
        self.tree = QTreeWidget()
        self.tree.setAccessibleName("Mentions")
        self.tree.setHeaderHidden(True)
        self.tree.setFrameShape(QFrame.Shape.NoFrame)
        self.tree.setIndentation(14)
        self.tree.setMinimumHeight(260)
        self.tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        palette = self.tree.palette()
        palette.setColor(QPalette.ColorRole.Highlight, QColor(look.theme.accent_tint))
        self.tree.setPalette(palette)
        self._delegate = _MentionDelegate(look)
        self.tree.setItemDelegate(self._delegate)
        for spelling in spellings(session, actor):
            self._add(spelling)
        if self._tops:
            self.tree.setCurrentItem(self._tops[0])
        self.tree.itemChanged.connect(self._suggest)
        rows = Rows(look)
        rows.add("Name", self.name)
        rows.add("Kind", self.kind)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(rows)
        column.addWidget(note)
        column.addWidget(self.tree, 1)

    def _add(self, spelling: Spelling) -> None:
        top = _item(spelling.words, spelling)
        if spelling.mentions:
            top.setFlags(top.flags() | Qt.ItemFlag.ItemIsAutoTristate)
        for mention in spelling.mentions:
            top.addChild(_item(f"{mention.before}{mention.words}{mention.after}", mention))
        self.tree.addTopLevelItem(top)
        self._tops.append(top)

    def _suggest(self, item: QTreeWidgetItem) -> None:
        """Take the first spelling that goes whole for the new name, while there is none."""
        about = item.data(0, _DATA)
        whole = item.checkState(0) is Qt.CheckState.Checked
        if isinstance(about, Spelling) and whole and not self.name.text().strip():
            self.name.setText(about.words)
            self.kind.setCurrentIndex(self.kind.findData(self._reader.kind_of(about.words)))

    def begin(self) -> None:
        self.tree.setFocus()

    def tick(self, words: str) -> None:
        """Tick all mentions in these letters."""
        for item in self.tree.findItems(words, Qt.MatchFlag.MatchExactly):
            item.setCheckState(0, Qt.CheckState.Checked)

    def operation(self) -> Operation:
        ids: list[EvidenceId] = []
        aliases: list[str] = []
        for top in self._tops:
            about: Spelling = top.data(0, _DATA)
            if about.is_alias and top.checkState(0) is Qt.CheckState.Checked:
                aliases.append(about.words)
            for number in range(top.childCount()):
                child = top.child(number)
                if child is not None and child.checkState(0) is Qt.CheckState.Checked:
                    ids.append(child.data(0, _DATA).id)
        new = NewActor(self.name.text(), str(self.kind.currentData()))
        return actor_split(self._actor, new, ids, aliases)

    def focus_on(self, name: str) -> None:
        (self.name if name == "name" else self.tree).setFocus()


def _item(text: str, about: Spelling | Mention) -> QTreeWidgetItem:
    made = QTreeWidgetItem([text])
    made.setData(0, _DATA, about)
    made.setCheckState(0, Qt.CheckState.Unchecked)
    made.setToolTip(0, about.place if isinstance(about, Mention) else text)
    return made
