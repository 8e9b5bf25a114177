"""A wish for a picture becomes something to paint, for a file or the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtGui import QPainter

from explorer.domain.ids import Mark
from explorer.export.svg.painter import Named
from explorer.export.targets import Picture
from explorer.painting.fonts import QtMeasurer, load_fonts
from explorer.painting.page import paint_page
from explorer.painting.passage import paint_passage
from explorer.painting.relationships import paint_relationships
from explorer.painting.theme import THEMES, Theme
from explorer.painting.timeline import paint_timeline
from explorer.painting.web import paint_web
from explorer.values import dataclass
from explorer.viewmodel.graph.relationships import GraphView
from explorer.viewmodel.graph.scene import GraphScene
from explorer.viewmodel.graph.web import is_web
from explorer.viewmodel.graph.web_scene import WebScene
from explorer.viewmodel.passage.column import Anchor
from explorer.viewmodel.picture.caption import count, counts_line, filter_line
from explorer.viewmodel.picture.of_relationships import RelationshipsBody
from explorer.viewmodel.picture.of_source import SourceBody
from explorer.viewmodel.picture.of_timeline import TimelineBody
from explorer.viewmodel.picture.of_web import WebBody
from explorer.viewmodel.picture.page import MARGIN_PX, Words, compose
from explorer.viewmodel.picture.quotes import anchor_of, mark_words
from explorer.viewmodel.picture.wish import Body, View, Wish, lay_picture
from explorer.viewmodel.session import Session
from explorer.viewmodel.status import SAID_NAMES, filter_words
from explorer.viewmodel.type import Measurer

_TOP = Anchor(0, 0.0)

PaintView = Callable[[QPainter, Any, Theme], None]


def paint_graph(painter: QPainter, scene: GraphScene | WebScene, theme: Theme) -> None:
    """Paint a scene of the relationship panel, whichever it is."""
    if isinstance(scene, WebScene):
        paint_web(painter, scene, theme)
    else:
        paint_relationships(painter, scene, theme)


_PAINTERS: dict[View, PaintView] = {
    View.TIMELINE: paint_timeline,
    View.RELATIONSHIPS: paint_graph,
    View.SOURCE: paint_passage,
}


@dataclass(frozen=True, slots=True)
class Seen:
    """How the panes look at things just now, for a picture as seen; sizes in logical px."""

    timeline_px: tuple[float, float] | None = None
    timeline_scroll_px: float = 0.0
    graph_px: tuple[float, float] | None = None
    graph: GraphView | None = None
    source_px: tuple[float, float] | None = None
    source_anchor: Anchor | None = None


def make_picture(session: Session, wish: Wish, seen: Seen | None = None) -> Picture:
    """Lay out a picture of the timeline, the relationships or the source.

    The same session, wish and look give the same picture, in a window or without one.
    Raises InputProblem where there is nothing to picture.
    """
    load_fonts()
    theme, measurer = THEMES[wish.theme], QtMeasurer()
    body = _body(session, wish, seen or Seen(), measurer)
    page = lay_picture(body, wish, session.project.path.name, measurer)
    paint_view = _PAINTERS[wish.view]

    def paint(painter: QPainter) -> None:
        paint_page(painter, page, theme, paint_view)

    title = wish.parts.title or body.subject()
    anchors = frozenset(text.anchor for text in page.texts)
    name = partial(_named, session, anchors)
    return Picture(page.width_px, page.height_px, title, paint, name, measurer)


def _named(session: Session, anchors: frozenset[str], mark: Mark) -> Named | None:
    """Return what a mark is called, with its first quote, and the place of that on the page."""
    if not session.corpus.has(mark):
        return None
    evidence = session.corpus.evidence(mark)
    words = [": ".join(filter(None, mark_words(session, mark)))]
    words += [f"“{evidence[0].quote}” ({evidence[0].place})"] if evidence else []
    anchor = anchor_of(mark)
    return Named("\n".join(words), f"#{anchor}" if anchor in anchors else "")


def captioned(picture: Picture, session: Session, wish: Wish) -> Picture:
    """Return a picture of the window with what the wish's parts say above it.

    Title, filter and counts only; with none of them it is the very window.
    """
    parts, theme = wish.parts, THEMES[wish.theme]
    if not (parts.show_title or parts.filters or parts.left_out):
        return picture
    about = filter_words(session.corpus, session.state.filter, SAID_NAMES)
    title = parts.title or about or "All events"
    matching = np.flatnonzero(session.matches).astype(np.int32)
    words = Words(
        title=title if parts.show_title else "",
        claims=(
            filter_line(session) if parts.filters else "",
            counts_line(count(session, matching)) if parts.left_out else "",
            session.project.path.name if parts.filters else "",
        ),
    )
    size = picture.width_px, picture.height_px
    page = compose(words, picture, size, size[0] + 2 * MARGIN_PX, QtMeasurer())

    def paint(painter: QPainter) -> None:
        paint_page(painter, page, theme, lambda brush, inner, _: inner.paint(brush))

    return Picture(page.width_px, page.height_px, title, paint, by_widgets=picture.by_widgets)


def _body(session: Session, wish: Wish, seen: Seen, measurer: Measurer) -> Body:
    if wish.view is View.TIMELINE:
        return TimelineBody(
            session, measurer, wish.extent, seen.timeline_px, seen.timeline_scroll_px
        )
    if wish.view is View.RELATIONSHIPS and is_web(session):
        return WebBody(session, measurer, wish.extent, seen.graph_px, seen.graph)
    if wish.view is View.RELATIONSHIPS:
        return RelationshipsBody(session, measurer, wish.extent, seen.graph_px, seen.graph)
    return SourceBody(session, measurer, wish.extent, seen.source_px, seen.source_anchor or _TOP)
