"""Actors tied by shared events, as a picture's body."""

from __future__ import annotations

from functools import cached_property

from explorer.domain.ids import ActorId, Mark
from explorer.values import dataclass, replace
from explorer.viewmodel.graph.relationships import GraphView
from explorer.viewmodel.graph.web import WebMemo, build_web
from explorer.viewmodel.graph.web_scene import WebScene
from explorer.viewmodel.picture.page import KeyItem
from explorer.viewmodel.picture.page_scene import KeyShape
from explorer.viewmodel.picture.quotes import NumberedQuote
from explorer.viewmodel.picture.wish import WIDTH_PX, Extent
from explorer.viewmodel.session import Session
from explorer.viewmodel.status import SAID_NAMES, filter_words
from explorer.viewmodel.type import Measurer

_ASPECT = 1.6


@dataclass(frozen=True)
class WebBody:
    """`seen_px` is the pane's canvas and `view` how it was zoomed, for a picture as seen.

    A line stands for events; the quotes of a table are its rows, so that none are printed
    here: the list of a line's events has them.
    """

    session: Session
    measurer: Measurer
    extent: Extent = Extent.EVERYTHING
    seen_px: tuple[float, float] | None = None
    view: GraphView | None = None

    def natural_px(self) -> tuple[float, float | None]:
        if self.extent is Extent.SEEN and self.seen_px is not None:
            return self.seen_px
        return WIDTH_PX - 80, (WIDTH_PX - 80) / _ASPECT

    @property
    def quotes_title(self) -> str:
        return "Source quotes"

    def useful_px(self, width_px: float) -> float:
        return width_px

    def scene(self, width_px: float, height_px: float | None, marks: tuple[Mark, ...]) -> WebScene:
        del marks  # nothing is numbered
        height, seen = height_px or width_px / _ASPECT, self.extent is Extent.SEEN
        view = self.view if seen and self.view is not None else GraphView()
        state = replace(self.session.state, hover=None)
        look = self.session.seen_as(state, self.session.matches)
        return build_web(look, width_px, height, self.measurer, view, self._memo)

    @cached_property
    def _memo(self) -> WebMemo:
        return WebMemo()

    def wanted_px(self, width_px: float) -> float:
        return width_px / _ASPECT

    def size_px(self, scene: WebScene) -> tuple[float, float]:
        return scene.width_px, scene.height_px

    def marks(self, scene: WebScene) -> tuple[Mark, ...]:
        return tuple(Mark.actor(ActorId(int(id))) for id in scene.actors)

    def beyond(self, scene: WebScene) -> int:
        return 0

    def key(self, scene: WebScene) -> tuple[KeyItem, ...]:
        if not len(scene.events):
            return ()
        least, most = int(scene.events.min()), int(scene.events.max())
        words = f"{least:,} to {most:,} shared events" if least < most else "shared events"
        disc = KeyItem(KeyShape.KIND, "larger: shares more")
        return (KeyItem(KeyShape.LINE, f"line, thicker with more: {words}"), disc)

    def quotes(self, marks: tuple[Mark, ...]) -> tuple[NumberedQuote, ...]:
        del marks
        return ()

    def subject(self) -> str:
        words = filter_words(self.session.corpus, self.session.state.filter, SAID_NAMES)
        return f"Shared events: {words}" if words else "Who shares events with whom"

    def subtitle(self, scene: WebScene) -> str:
        return f"{len(scene.actors):,} actors, tied to whom they share most events with"

    def left_out(self, scene: WebScene, marks: tuple[Mark, ...]) -> str:
        left, ties = scene.total_actors - len(marks), scene.total_lines - len(scene.ends)
        shown = f"Shown {len(marks):,} of {scene.total_actors:,} actors"
        words = [f"{left:,} who share less"] if left else []
        words += [f"{ties:,} weaker ties"] if ties else []
        return f"{shown}. Left out: {', '.join(words)}." if words else f"{shown}."
