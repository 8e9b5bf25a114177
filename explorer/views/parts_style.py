"""Fusion with the house's corners, lines and colours: a style and a palette, no style sheet."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette, QPen
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QProxyStyle,
    QStyle,
    QStyleFactory,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QWidget,
)

from explorer.painting.fonts import font
from explorer.painting.icons import paint_icon
from explorer.painting.pen import colour
from explorer.painting.theme import Theme
from explorer.viewmodel.type import TextStyle
from explorer.views.look import Look

_CORNER = 3.0
_SCROLL_PX = 11
_State = QStyle.StateFlag


def palette_of(theme: Theme) -> QPalette:
    """Return the theme as Qt's colour roles."""
    made = QPalette()
    roles = QPalette.ColorRole
    for role, code in {
        roles.Window: theme.window, roles.WindowText: theme.text, roles.Base: theme.field,
        roles.AlternateBase: theme.zebra, roles.Text: theme.text, roles.Button: theme.button,
        roles.ButtonText: theme.text, roles.BrightText: theme.danger, roles.Link: theme.accent,
        roles.Highlight: theme.accent, roles.HighlightedText: theme.on_accent,
        roles.PlaceholderText: theme.muted, roles.ToolTipBase: theme.panel,
        roles.ToolTipText: theme.text, roles.Light: theme.panel, roles.Midlight: theme.header,
        roles.Mid: theme.strong_line, roles.Dark: theme.ghost, roles.Shadow: theme.ghost,
        roles.Accent: theme.accent,
    }.items():  # fmt: skip
        made.setColor(role, QColor(code))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    return made


def dress(application: QApplication, look: Look) -> None:
    """Give the application its style, font and palette, now and at every change of theme."""
    style = HouseStyle(look)
    application.setStyle(style)
    application.setFont(font(TextStyle.BODY))
    application.setPalette(palette_of(look.theme))
    look.changed.connect(lambda: application.setPalette(palette_of(look.theme)))


class HouseStyle(QProxyStyle):
    """Draws buttons, fields, boxes and bars as the mockups have them."""

    def __init__(self, look: Look) -> None:
        super().__init__(QStyleFactory.create("Fusion"))
        self._look = look

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        kinds = QStyle.PrimitiveElement
        if element == kinds.PE_PanelButtonCommand or element == kinds.PE_PanelButtonTool:
            self._button(option, painter)
        elif element == kinds.PE_PanelLineEdit:
            self._field(option, painter, isinstance(_parent(widget), QComboBox))
        elif element == kinds.PE_IndicatorCheckBox:
            paint_check(
                painter, QRectF(option.rect), self._look.theme, _is(option, _State.State_On)
            )
        elif element == kinds.PE_FrameFocusRect:
            self._focus_ring(QRectF(option.rect), painter)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if control == QStyle.ComplexControl.CC_ComboBox:
            self._combo(option, painter)
        elif control == QStyle.ComplexControl.CC_ScrollBar:
            self._scroll_bar(option, painter, widget)
        else:
            super().drawComplexControl(control, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if element == QStyle.ControlElement.CE_Splitter:
            painter.fillRect(option.rect, colour(self._look.theme.strong_line))
        elif element == QStyle.ControlElement.CE_MenuBarItem:
            self._menu_bar_item(option, painter)
        elif element == QStyle.ControlElement.CE_MenuBarEmptyArea:
            painter.fillRect(option.rect, colour(self._look.theme.window))
        else:
            super().drawControl(element, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: QWidget | None = None,
    ) -> QRect:
        if control == QStyle.ComplexControl.CC_ScrollBar:
            return _scroll_part(option, part)
        return super().subControlRect(control, option, part, widget)  # type: ignore[arg-type]  # None is fine

    def pixelMetric(
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        if metric == QStyle.PixelMetric.PM_ScrollBarExtent:
            return _SCROLL_PX
        if metric in (
            QStyle.PixelMetric.PM_ButtonShiftHorizontal,
            QStyle.PixelMetric.PM_ButtonShiftVertical,
        ):
            return 0
        return super().pixelMetric(metric, option, widget)

    def _button(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self._look.theme
        on = _is(option, _State.State_On) or _is(option, _State.State_Sunken)
        fill = theme.accent_tint if on else theme.button
        edge = theme.accent if on else theme.strong_line
        if not _is(option, _State.State_Enabled):
            fill, edge = theme.header, theme.hairline
        elif not on and _is(option, _State.State_MouseOver):
            fill = theme.header
        box(painter, QRectF(option.rect), fill, edge)
        if _is(option, _State.State_HasFocus) and _is(option, _State.State_KeyboardFocusChange):
            self._focus_ring(QRectF(option.rect), painter)

    def _field(self, option: QStyleOption, painter: QPainter, bare: bool) -> None:
        if bare:
            return
        theme = self._look.theme
        focused = _is(option, _State.State_HasFocus)
        edge = theme.accent if focused else theme.strong_line
        box(painter, QRectF(option.rect), theme.field, edge, 2.0 if focused else 1.0)

    def _combo(self, option: QStyleOptionComplex, painter: QPainter) -> None:
        theme = self._look.theme
        focused = _is(option, _State.State_HasFocus)
        edge = theme.accent if focused else theme.strong_line
        box(painter, QRectF(option.rect), theme.field, edge, 2.0 if focused else 1.0)
        rect = option.rect
        ink = theme.text if _is(option, _State.State_Enabled) else theme.muted
        paint_icon(painter, "down", rect.right() - 11, rect.center().y() + 0.5, ink, 11)

    def _menu_bar_item(self, option: QStyleOption, painter: QPainter) -> None:
        theme = self._look.theme
        painter.fillRect(option.rect, colour(theme.window))
        if _is(option, _State.State_Selected) or _is(option, _State.State_Sunken):
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour(theme.accent_tint))
            painter.drawRoundedRect(QRectF(option.rect).adjusted(0, 4, 0, -4), _CORNER, _CORNER)
        if not isinstance(option, QStyleOptionMenuItem):
            return
        ink = theme.text if _is(option, _State.State_Enabled) else theme.muted
        painter.setPen(colour(ink))
        painter.drawText(
            option.rect,
            Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextHideMnemonic,
            option.text,
        )

    def _scroll_bar(
        self, option: QStyleOptionComplex, painter: QPainter, widget: QWidget | None
    ) -> None:
        theme = self._look.theme
        painter.fillRect(option.rect, colour(theme.panel))
        slider = _scroll_part(option, QStyle.SubControl.SC_ScrollBarSlider)
        pressed = _is(option, _State.State_Sunken) or _is(option, _State.State_MouseOver)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(theme.ghost if pressed else theme.strong_line))
        painter.drawRoundedRect(QRectF(slider).adjusted(3, 3, -2, -3), _CORNER, _CORNER)

    def _focus_ring(self, rect: QRectF, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(self._look.theme.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), _CORNER, _CORNER)


def box(painter: QPainter, rect: QRectF, fill: str, edge: str, width_px: float = 1.0) -> None:
    """Fill a control's box and draw its edge inside `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(colour(edge), width_px))
    painter.setBrush(colour(fill))
    half = width_px / 2
    painter.drawRoundedRect(rect.adjusted(half, half, -half, -half), _CORNER, _CORNER)


def paint_check(painter: QPainter, rect: QRectF, theme: Theme, on: bool) -> None:
    """Paint a check box of 14 px in the middle of `rect`."""
    square = QRectF(0, 0, 14, 14)
    square.moveCenter(rect.center())
    fill, edge = (theme.accent, theme.accent) if on else (theme.field, theme.strong_line)
    box(painter, square, fill, edge)
    if not on:
        return
    painter.setPen(QPen(colour(theme.on_accent), 1.8))
    middle = square.center()
    places = ((-3.6, 0.2), (-1.1, 2.7), (3.6, -2.6))
    painter.drawPolyline([QPointF(middle.x() + x, middle.y() + y) for x, y in places])


def _scroll_part(option: QStyleOptionComplex, part: QStyle.SubControl) -> QRect:
    """Return a scroll bar's part: no arrows, the groove is the whole of it."""
    parts = QStyle.SubControl
    if not isinstance(option, QStyleOptionSlider):
        return QRect()
    if part in (parts.SC_ScrollBarAddLine, parts.SC_ScrollBarSubLine):
        return QRect()
    if part == parts.SC_ScrollBarGroove:
        return option.rect
    start, length = _slider_span(option)
    whole = _length(option)
    return {
        parts.SC_ScrollBarSlider: _along(option, start, length),
        parts.SC_ScrollBarSubPage: _along(option, 0, start),
        parts.SC_ScrollBarAddPage: _along(option, start + length, whole - start - length),
    }.get(part, option.rect)


def _slider_span(option: QStyleOptionSlider) -> tuple[int, int]:
    whole, span = _length(option), option.maximum - option.minimum
    if span <= 0:
        return 0, whole
    length = max(24, whole * option.pageStep // (span + option.pageStep))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, whole - length, option.upsideDown
    )
    return start, length


def _length(option: QStyleOptionSlider) -> int:
    lying = option.orientation == Qt.Orientation.Horizontal
    return option.rect.width() if lying else option.rect.height()


def _along(option: QStyleOptionSlider, start: int, length: int) -> QRect:
    rect = option.rect
    if option.orientation == Qt.Orientation.Horizontal:
        return QRect(rect.x() + start, rect.y(), length, rect.height())
    return QRect(rect.x(), rect.y() + start, rect.width(), length)


def _is(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _parent(widget: QWidget | None) -> QWidget | None:
    return widget.parentWidget() if widget is not None else None
