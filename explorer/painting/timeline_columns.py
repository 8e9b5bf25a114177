"""Density: stacked columns from the lane's floor, each lane to its own maximum."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPaintEngine, QPainter

from explorer.painting.pen import colour
from explorer.painting.theme import Theme
from explorer.painting.vector import VectorPainter
from explorer.viewmodel.timeline.scene import Columns, LaneItem, TimelineScene

_GAP_PX = 0.55
_GAP_FROM_PX = 2.5
_HEAD_ROOM_PX = 4.0
_OPAQUE_OR_CLEAR = QImage.Format.Format_ARGB32_Premultiplied  # which Qt copies as they are
# Talks, agreement and incident by their index among the kinds, then all others.
_STACK_KINDS = (0, 1, 4)


# So many columns are painted one by one; more go out as one picture of their pixels.
_FEW = 600


def paint_all_columns(painter: QPainter, scene: TimelineScene, theme: Theme) -> None:
    """Paint the columns of every dense lane."""
    dense = [lane for lane in scene.lanes if lane.columns is not None and lane.columns.most]
    device = painter.device() if not isinstance(painter, VectorPainter) else None
    few = sum(len(lane.columns.edges_x) for lane in dense if lane.columns is not None) <= _FEW
    if few or device is None or painter.paintEngine().type() is not QPaintEngine.Type.Raster:
        for lane in dense:
            paint_columns(painter, lane, scene, theme)
        return
    ratio = painter.worldTransform().m11() * device.devicePixelRatioF()
    pixels = _pixels(dense, scene, theme, ratio)
    height, width = pixels.shape
    image = QImage(pixels.data, width, height, 4 * width, _OPAQUE_OR_CLEAR)
    painter.drawImage(QRectF(scene.plot_left, scene.plot_top, width / ratio, height / ratio), image)


def _pixels(
    lanes: Sequence[LaneItem], scene: TimelineScene, theme: Theme, ratio: float
) -> NDArray[np.uint32]:
    """Return the plot's pixels with the columns on them, clear elsewhere; (height, width)."""
    width = max(round((scene.plot_right - scene.plot_left) * ratio), 1)
    height = max(round((scene.plot_bottom - scene.plot_top) * ratio), 1)
    pixels = np.zeros((height, width), dtype=np.uint32)
    hexes = _hexes(theme)
    inks = np.array([*(colour(each).rgba() for each in hexes), 0], dtype=np.uint32)
    middles = np.asarray(scene.plot_left + (np.arange(width) + 0.5) / ratio, dtype=np.float64)
    edges_x, at = None, np.zeros(0, dtype=np.int64)
    for lane in lanes:
        if lane.columns is not None:
            columns = lane.columns
            tops = _tops(columns, (lane.height - 1 - _HEAD_ROOM_PX) / columns.most * ratio)
            floor = round((lane.y + lane.height - 1 - scene.plot_top) * ratio)
            top, bottom = max(floor - int(tops.max(initial=0)), 0), min(floor, height)
            if bottom <= top:
                continue
            # Few columns of pixels, each then as wide as it is on the screen.
            above = (floor - np.arange(top, bottom, dtype=np.int16))[:, None]
            layer = np.zeros((bottom - top, tops.shape[1]), dtype=np.uint8)
            for ends in tops:
                layer += above > ends
            if columns.edges_x is not edges_x:
                edges_x, at = columns.edges_x, _column_at(columns, middles, ratio)
            painted = inks.take(layer, mode="clip")  # "raise" would copy once more
            np.take(painted, at, axis=1, out=pixels[top:bottom], mode="clip")
    return pixels


def _tops(columns: Columns, unit: float) -> NDArray[np.int16]:
    """Return where each layer ends, in pixels from the floor; (layers, columns and an empty one).

    A picture has fewer pixels than 2**15 (Qt's own limit), and numpy compares four of these
    in the time of one of eight bytes.
    """
    upto = np.cumsum(columns.counts.T, axis=0)
    tops = np.zeros((len(upto), upto.shape[1] + 1), dtype=np.int16)
    np.rint(upto * unit, out=tops[:, :-1], casting="unsafe")
    # What begins at all is seen, however little it is beside the most.
    np.maximum(tops[-1, :-1], upto[-1] > 0, out=tops[-1, :-1])
    return tops


def _column_at(columns: Columns, middles: NDArray[np.float64], ratio: float) -> NDArray[np.int64]:
    """Return which column each pixel is of; the empty one in gaps and beyond the ends."""
    none = len(columns.counts)
    column = np.searchsorted(columns.edges_x, middles, side="right") - 1
    inside = (column >= 0) & (column < none)
    column = np.where(inside, column, 0)
    gap = np.concatenate([column[1:] != column[:-1], [True]])
    wide = np.diff(columns.edges_x)[column] * ratio >= _GAP_FROM_PX
    return np.where(inside & ~(gap & wide), column, none)


def _hexes(theme: Theme) -> list[str]:
    return [*(theme.kind(kind).fill for kind in _STACK_KINDS), theme.ghost, theme.strong_line]


def paint_columns(painter: QPainter, lane: LaneItem, scene: TimelineScene, theme: Theme) -> None:
    """Paint the columns of a dense lane; its floor is the line below it."""
    columns = lane.columns
    if columns is None or columns.most == 0:
        return
    inks = [colour(hex_code) for hex_code in _hexes(theme)]
    floor, unit = lane.y + lane.height - 1, (lane.height - 1 - _HEAD_ROOM_PX) / columns.most
    edges, right = columns.edges_x.tolist(), scene.plot_right
    for index, counts in enumerate(columns.counts.tolist()):
        low, high = max(edges[index], scene.plot_left), min(edges[index + 1] - _GAP_PX, right)
        y = floor
        for count, ink in zip(counts, inks, strict=True):
            if count and high > low:
                height = count * unit
                y -= height
                painter.fillRect(QRectF(low, y, high - low, height), ink)
