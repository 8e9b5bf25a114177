"""The picture of a web, kept as pixels: panning moves it; what stands still is painted whole."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QTimer
from PySide6.QtGui import QPainter, QPixmap

from explorer.painting.pen import colour
from explorer.painting.theme import Theme
from explorer.painting.web import paint_web
from explorer.viewmodel.graph.web_scene import Group, WebLabel, WebScene

_STILL_MS = 120
_MOST_PIXELS = 40_000_000
_PLENTY = 3_000  # lines and discs that are painted within a frame, with smooth edges


class CachedWeb:
    """Paints a web: a small one as it is; a large one quickly while it moves, then whole."""

    def __init__(self) -> None:
        self._pixels: QPixmap | None = None
        self._kept: _Kept | None = None
        self._asked: tuple[WebScene, Theme, _Kept] | None = None
        self._timer = QTimer(singleShot=True, interval=_STILL_MS)
        self._again: Callable[[], None] | None = None
        self._timer.timeout.connect(self._paint_whole)

    def paint(
        self, painter: QPainter, scene: WebScene, theme: Theme, again: Callable[[], None]
    ) -> None:
        """Paint at the painter's origin; `again` is called when a better picture is ready."""
        if len(scene.ends) + len(scene.actors) <= _PLENTY:
            paint_web(painter, scene, theme)
            return
        self._again = again
        ratio = painter.device().devicePixelRatio()
        kept = _Kept.of(scene, theme, ratio)
        if self._pixels is not None and self._kept == kept:
            painter.fillRect(QRectF(0, 0, scene.width_px, scene.height_px), colour(theme.panel))
            at = (scene.dx_px, scene.dy_px) if kept.whole else (0.0, 0.0)
            painter.drawPixmap(QPointF(*at), self._pixels)
            return
        paint_web(painter, scene, theme, quick=True)
        if not scene.moving:
            self._asked = scene, theme, kept
            self._timer.start()

    def _paint_whole(self) -> None:
        if self._asked is None or self._again is None:
            return
        scene, theme, kept = self._asked
        if kept.whole:
            width, height = scene.width_px * scene.zoom, scene.height_px * scene.zoom
            scene = replace(scene, width_px=width, height_px=height, dx_px=0.0, dy_px=0.0)
        size = round(scene.width_px * kept.ratio), round(scene.height_px * kept.ratio)
        self._pixels, self._kept = QPixmap(*size), kept
        self._pixels.setDevicePixelRatio(kept.ratio)
        painter = QPainter(self._pixels)
        paint_web(painter, scene, theme)
        painter.end()
        self._again()


class _Kept(NamedTuple):
    """What the pixels depend on. Of a `whole` picture, where it was panned to is not of it."""

    arrays: tuple[bytes, ...]
    labels: tuple[WebLabel, ...]
    groups: tuple[Group, ...]
    size: tuple[float, float]
    theme: str
    ratio: float
    at: tuple[float, float] | None

    @classmethod
    def of(cls, scene: WebScene, theme: Theme, ratio: float) -> _Kept:
        pixels = scene.width_px * scene.height_px * (scene.zoom * ratio) ** 2
        return cls(
            tuple(each.tobytes() for each in (
                scene.spots, scene.radius, scene.lit, scene.near, scene.pointed,
                scene.ends, scene.widths_px, scene.across,
            )),
            scene.labels, scene.groups,
            (scene.width_px, scene.height_px), theme.name, ratio,
            None if pixels <= _MOST_PIXELS else (scene.dx_px, scene.dy_px),
        )  # fmt: skip

    @property
    def whole(self) -> bool:
        return self.at is None
