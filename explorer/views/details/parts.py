"""Widgets that the details pane is built of."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QSizePolicy, QWidget

from explorer.painting.fonts import font, metrics
from explorer.painting.glyphs import paint_diamond, paint_kind_dot
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour, draw_text
from explorer.painting.theme import Theme
from explorer.viewmodel.details.blocks import Bars, Glyph, Go, Sign
from explorer.viewmodel.type import TextStyle

LABEL_PX = 54
ENTRY_PX = 18
SIGN_PX = 20
GOING_SIGN_PX = 27
_BAR_ROW_PX = 22


def paint_sign(painter: QPainter, sign: Sign, x: float, y: float, theme: Theme) -> None:
    """Paint an event's glyph or an icon with its middle at (x, y)."""
    if isinstance(sign, str):
        paint_icon(painter, sign, x, y, theme.text, 13)
    elif sign is not None and sign.dated:
        paint_kind_dot(painter, x, y, sign.kind, theme, form=sign.form)
    elif sign is not None:
        going = sign.goes_on
        paint_diamond(painter, x, y, sign.kind, theme, form=sign.form, goes_on=going)


class SignView(QWidget):
    """The sign before a title, a little larger than on the timeline."""

    def __init__(self, sign: Sign, theme: Theme) -> None:
        super().__init__()
        self._sign, self._theme = sign, theme
        wide_px = 28 if isinstance(sign, Glyph) and sign.goes_on and not sign.dated else 22
        self.setFixedSize(wide_px, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        sign, theme = self._sign, self._theme
        if isinstance(sign, Glyph) and sign.dated:
            paint_kind_dot(painter, 8, 12, sign.kind, theme, radius=7, form=sign.form)
        elif isinstance(sign, Glyph):
            going = sign.goes_on
            paint_diamond(painter, 9, 12, sign.kind, theme, half=8, form=sign.form, goes_on=going)
        elif sign is not None:
            paint_icon(painter, sign, 8, 12, theme.text, 16)


class Words(QLabel):
    """Words to read and to select, in one style and colour; wrapped where wished."""

    def __init__(self, text: str, style: TextStyle, ink: str, *, wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(text)
        self.setFont(font(style))
        self.setWordWrap(wrap)
        self.setMargin(0)
        _set_ink(self, ink)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        # Without this a selectable label asks for the focus on every click.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class FactWords(QLabel):
    """A value in bold and a remark in muted, wrapped together."""

    def __init__(self, strong: str, note: str, theme: Theme) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.RichText)
        bold = f'<span style="font-weight:600;color:{theme.text}">{escape(strong)}</span>'
        gap = "&nbsp; " if strong and note else ""
        self.setText(f'{bold}{gap}<span style="color:{theme.muted}">{escape(note)}</span>')
        self.setFont(font(TextStyle.BODY))
        self.setWordWrap(True)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class QuoteWords(QLabel):
    """A source's words in serif on lines of 24 px."""

    def __init__(self, text: str, style: TextStyle, ink: str) -> None:
        super().__init__()
        line_px = int(style.value.line_px)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setText(f'<p style="margin:0; line-height:{line_px}px">{escape(text)}</p>')
        self.setFont(font(style))
        self.setWordWrap(True)
        _set_ink(self, ink)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class BarredQuote(QWidget):
    """A quote with a bar in its mark's colour at the left."""

    def __init__(self, text: str, ink: str, bar: str, style: TextStyle = TextStyle.QUOTE) -> None:
        super().__init__()
        self._bar = bar
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 0, 0)
        row.addWidget(QuoteWords(text, style, ink))

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRect(0, 1, 3, self.height() - 2), colour(self._bar))


class GoLine(QAbstractButton):
    """One line to click; its sign, its words, and a note in muted. Cut with "…" if need be."""

    entered = Signal(bool)

    def __init__(
        self,
        go: Go,
        theme: Theme,
        *,
        link: bool,
        height_px: int = ENTRY_PX,
        sign_px: int = SIGN_PX,
    ) -> None:
        super().__init__()
        self._go, self._theme, self._link, self._sign_px = go, theme, link, sign_px
        self.setFixedHeight(height_px)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        said = f"{go.text} {go.note}".strip()
        self.setAccessibleName(said)
        self.setToolTip(said)

    def sizeHint(self) -> QSize:
        text_px = metrics(TextStyle.BODY).horizontalAdvance(self._go.text)
        note_px = metrics(TextStyle.CAPTION).horizontalAdvance(self._go.note)
        return QSize(int(self._left_px() + text_px + note_px) + 12, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(60, self.height())

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.entered.emit(True)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.entered.emit(False)
        self.update()

    def _left_px(self) -> int:
        return self._sign_px if self._go.sign is not None else 0

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle_px = self.height() / 2
        paint_sign(painter, self._go.sign, 7, middle_px, theme)
        left_px, baseline_px = float(self._left_px()), middle_px + 4
        note_px = metrics(TextStyle.CAPTION).horizontalAdvance(self._go.note)
        room_px = self.width() - left_px - 2
        note_room_px = min(note_px + 6, room_px * 0.5) if self._go.note else 0.0
        text_metrics, cut = metrics(TextStyle.BODY), Qt.TextElideMode.ElideRight
        text = text_metrics.elidedText(self._go.text, cut, room_px - note_room_px)
        ink = theme.accent if self._link else theme.text
        draw_text(painter, left_px, baseline_px, text, TextStyle.BODY, ink)
        wide_px = text_metrics.horizontalAdvance(text)
        if self.underMouse():
            y_px = baseline_px + 2
            painter.setPen(QPen(colour(ink), 1))
            painter.drawLine(QPointF(left_px, y_px), QPointF(left_px + wide_px, y_px))
        note_left_px = left_px + wide_px + 6
        note_metrics = metrics(TextStyle.CAPTION)
        note = note_metrics.elidedText(self._go.note, cut, self.width() - note_left_px - 1)
        draw_text(painter, note_left_px, baseline_px, note, TextStyle.CAPTION, theme.muted)
        if self.hasFocus():
            painter.setPen(QPen(colour(theme.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)


class Rule(QWidget):
    """A hairline with room above and below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(9)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(0, 5, self.width(), 1, colour(self._theme.hairline))


class ExactSign(QWidget):
    """ "✓ exact", or in danger that the words are not there any more."""

    def __init__(self, exact: bool, theme: Theme) -> None:
        super().__init__()
        self._exact, self._theme = exact, theme
        self._text = "exact" if exact else "not exact"
        self.setAccessibleName(self._text)
        text_px = metrics(TextStyle.BODY).horizontalAdvance(self._text)
        self.setFixedSize(int(text_px) + 22, 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.ok if self._exact else theme.danger
        paint_icon(painter, "check" if self._exact else "close", 7, 11, ink, 11)
        words = theme.text if self._exact else theme.danger
        draw_text(painter, 18, 15, self._text, TextStyle.BODY, words)


class BarsView(QWidget):
    """Counts of events by kind as bars, to the same scale, with their total."""

    def __init__(self, bars: Bars, theme: Theme) -> None:
        super().__init__()
        self._bars, self._theme = bars, theme
        self.setFixedHeight(_BAR_ROW_PX * (len(bars.bars) + 1) + 6)
        said = ", ".join(f"{bar.label} {bar.count:,}" for bar in bars.bars)
        self.setAccessibleName(f"{said}, total {bars.total:,}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        most = max((bar.count for bar in self._bars.bars), default=0) or 1
        room_px = self.width() - 118 - 70
        for row, bar in enumerate(self._bars.bars):
            middle_px = row * _BAR_ROW_PX + _BAR_ROW_PX / 2
            paint_kind_dot(painter, 8, middle_px, bar.kind, theme)
            draw_text(painter, 22, middle_px + 4, bar.label, TextStyle.BODY, theme.text)
            strip = QRectF(118, middle_px - 5, max(room_px * bar.count / most, 0), 10)
            painter.fillRect(strip, colour(theme.kind(bar.kind).fill))
            self._count(painter, middle_px + 4, f"{bar.count:,}", TextStyle.BODY)
        top_px = len(self._bars.bars) * _BAR_ROW_PX + 2
        painter.fillRect(QRectF(0, top_px, self.width(), 1), colour(theme.hairline))
        baseline_px = top_px + 18
        draw_text(painter, 22, baseline_px, "Total", TextStyle.BODY_STRONG, theme.text)
        self._count(painter, baseline_px, f"{self._bars.total:,}", TextStyle.BODY_STRONG)

    def _count(self, painter: QPainter, baseline_px: float, text: str, style: TextStyle) -> None:
        left_px = self.width() - metrics(style).horizontalAdvance(text)
        draw_text(painter, left_px, baseline_px, text, style, self._theme.text)


def _set_ink(label: QLabel, ink: str) -> None:
    palette = label.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor(ink))
    label.setPalette(palette)
