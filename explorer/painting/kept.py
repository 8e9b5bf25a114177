"""Pieces of a picture that look as they did: stroked once, then copied."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

_OPAQUE_OR_CLEAR = QImage.Format.Format_ARGB32_Premultiplied


class Kept:
    """The pieces of one widget's pictures, by what they look like; the last `most` are kept.

    With 0 each is stroked again: for files, whose painters may be scaled.
    """

    def __init__(self, most: int = 80) -> None:
        self._most = most
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def paint(
        self,
        painter: QPainter,
        area: QRectF,
        look: Hashable,
        stroke: Callable[[QPainter], None],
        part: QRectF | None = None,
    ) -> None:
        """Paint what `stroke` does in `area`, or only what of it lies in `part`.

        `look` is all that the strokes depend on, but where the area lies; they stay within it.
        """
        device = painter.device() if self._most else None
        ratio = 0.0 if device is None else device.devicePixelRatioF()
        if not _copies_exactly(area, ratio):
            if part is not None:
                painter.save()
                painter.setClipRect(part)
            stroke(painter)
            if part is not None:
                painter.restore()
            return
        image = self._image(area, (look, area.width(), area.height(), ratio), ratio, stroke)
        if part is None:
            painter.drawImage(area.topLeft(), image)
            return
        source = part.translated(-area.topLeft())
        size = QRectF(source.topLeft() * ratio, source.size() * ratio)
        painter.drawImage(part, image, size)

    def _image(
        self, area: QRectF, key: Hashable, ratio: float, stroke: Callable[[QPainter], None]
    ) -> QImage:
        found = self._images.get(key)
        if found is None:
            size = (area.size() * ratio).toSize()
            found = QImage(size, _OPAQUE_OR_CLEAR)
            found.setDevicePixelRatio(ratio)
            found.fill(0)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.translate(-area.topLeft())
            stroke(painter)
            painter.end()
            self._images[key] = found
            while len(self._images) > self._most:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return found


NOTHING = Kept(0)


def _copies_exactly(area: QRectF, ratio: float) -> bool:
    """Whether the area's edges fall on the device's pixels."""
    if ratio <= 0 or ratio != int(ratio):
        return False
    return all(each == int(each) for each in (area.x(), area.y(), area.width(), area.height()))
