"""Density: stacked columns from the lane's floor, each lane to its own maximum."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from explorer.painting.pen import colour
from explorer.painting.theme import Theme
from explorer.viewmodel.timeline.scene import LaneItem, TimelineScene

_GAP_PX = 0.55
_HEAD_ROOM_PX = 4.0
# Talks, agreement and incident by their index among the kinds, then all others.
_STACK_KINDS = (0, 1, 4)


def paint_columns(painter: QPainter, lane: LaneItem, scene: TimelineScene, theme: Theme) -> None:
    """Paint the columns of a dense lane; its floor is the line below it."""
    columns = lane.columns
    if columns is None or columns.most == 0:
        return
    inks = [colour(theme.kind(kind).fill) for kind in _STACK_KINDS]
    inks += [colour(theme.ghost), colour(theme.strong_line)]
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
