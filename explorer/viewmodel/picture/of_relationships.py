"""The relationships as a picture's body."""

from __future__ import annotations

from functools import cached_property
from math import ceil

from explorer.domain.ids import Mark
from explorer.domain.kinds import event_kind_label
from explorer.values import dataclass, replace
from explorer.viewmodel.graph.relationships import GraphView, Memo, build_links, graph_of
from explorer.viewmodel.graph.scene import GraphScene
from explorer.viewmodel.graph.scope import centres_of, scope_of
from explorer.viewmodel.picture.page import KeyItem
from explorer.viewmodel.picture.page_scene import KeyShape
from explorer.viewmodel.picture.quotes import NumberedQuote, numbered_quotes
from explorer.viewmodel.picture.wish import WIDTH_PX, Extent, marks_line
from explorer.viewmodel.review.counting import in_scope
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import GraphScope
from explorer.viewmodel.status import SAID_NAMES, filter_words
from explorer.viewmodel.type import Measurer

_LEAST_LINKS, _ALL_LINKS = 24, 10**9
_MOST_WIDE_PX = 6000
_HEIGHT_PART = 0.33  # of its width, about what a view has on a page of a fixed size
_LINK_AREA_PX2 = 26_000.0  # of paper for each link, so that most labels find room


@dataclass(frozen=True)
class RelationshipsBody:
    """`seen_px` is the pane's canvas and `view` how it was zoomed, for a picture as seen."""

    session: Session
    measurer: Measurer
    extent: Extent = Extent.EVERYTHING
    seen_px: tuple[float, float] | None = None
    view: GraphView | None = None

    def natural_px(self) -> tuple[float, float | None]:
        return self._natural_px

    @cached_property
    def _natural_px(self) -> tuple[float, float]:
        if self.extent is Extent.SEEN and self.seen_px is not None:
            return self.seen_px
        look = self._look()
        around = centres_of(look) if look.state.graph is GraphScope.AROUND else None
        links = len(scope_of(look, graph_of(look, self._memo), _ALL_LINKS, around).links)
        wide = min(max(WIDTH_PX - 80, ceil((links * _LINK_AREA_PX2 * 1.6) ** 0.5)), _MOST_WIDE_PX)
        return wide, ceil(wide / 1.6)

    @property
    def quotes_title(self) -> str:
        return "Source quotes"

    def useful_px(self, width_px: float) -> float:
        return width_px

    def scene(
        self, width_px: float, height_px: float | None, marks: tuple[Mark, ...]
    ) -> GraphScene:
        del marks  # the lines carry no numbers: their quotes name them
        height, view = height_px or width_px / 1.6, self.view
        if self.extent is not Extent.SEEN:
            view = GraphView(limit=self._limit(width_px, height))
        return build_links(self._look(), width_px, height, self.measurer, view, self._memo)

    def _limit(self, width_px: float, height_px: float) -> int:
        """Return how many links have room; by the width alone, so that the layout holds."""
        if (width_px, height_px) == self._natural_px:
            return _ALL_LINKS
        return max(_LEAST_LINKS, int(_HEIGHT_PART * width_px**2 / _LINK_AREA_PX2))

    @cached_property
    def _memo(self) -> Memo:
        return Memo()

    def _look(self) -> Session:
        """Return the session as the picture sees it."""
        state = replace(self.session.state, hover=None)
        if self.extent is not Extent.SEEN:
            around = self.extent is Extent.SELECTION or bool(state.filter.actors)
            scope = GraphScope.AROUND if around else GraphScope.ALL
            state = replace(state, graph=scope, window=None, path=None)
        if self.extent is Extent.EVERYTHING:
            state = replace(state, selection=())
        return self.session.seen_as(state, self.session.matches)

    def wanted_px(self, width_px: float) -> float:
        return width_px * 0.6

    def size_px(self, scene: GraphScene) -> tuple[float, float]:
        return scene.width_px, scene.height_px

    def marks(self, scene: GraphScene) -> tuple[Mark, ...]:
        """Return every relationship that is drawn in full, the strongest lines first."""
        drawn = [link for link in scene.links if not link.ghost]
        drawn.sort(key=lambda link: (-link.width_px, link.title))
        ids = dict.fromkeys(one for link in drawn for one in link.relationships)
        return tuple(Mark.relationship(one) for one in ids)

    def beyond(self, scene: GraphScene) -> int:
        return 0

    def key(self, scene: GraphScene) -> tuple[KeyItem, ...]:
        full = [link for link in scene.links if not link.ghost]
        kinds = sorted({link.kind for link in full if link.kind is not None})
        items = [
            KeyItem(KeyShape.LINE, event_kind_label(self.session.corpus.kinds[kind]), kind)
            for kind in kinds
        ]
        if any(link.kind is None for link in full):
            items.append(KeyItem(KeyShape.LINE, "structure: leads, part of, represents"))
        if any(link.pending for link in scene.links) or any(n.pending for n in scene.nodes):
            items.append(KeyItem(KeyShape.DRAFT_LINE, "short dashes: drafted, not reviewed"))
        if any(link.planned and not link.pending for link in scene.links):
            items.append(KeyItem(KeyShape.DASHED_LINE, "dashed: planned"))
        if len(full) < len(scene.links):
            seen = " or the visible time" if self.extent is Extent.SEEN else ""
            items.append(KeyItem(KeyShape.NONE, f"grey: outside the filter{seen}"))
        return tuple(items)

    def quotes(self, marks: tuple[Mark, ...]) -> tuple[NumberedQuote, ...]:
        corpus = self.session.corpus
        links = {Mark.relationship(link.id): link for link in corpus.snapshot.relationships}
        heads = {
            mark: f"{corpus.actors[links[mark].subject].name} {links[mark].predicate} "
            f"{corpus.actors[links[mark].object].name}"
            for mark in marks
        }
        return numbered_quotes(self.session, marks, heads)

    def subject(self) -> str:
        wanted = self.session.state.filter
        words = filter_words(self.session.corpus, wanted, SAID_NAMES)
        return f"Relationships {words}".rstrip() if wanted.is_empty else f"Relationships: {words}"

    def subtitle(self, scene: GraphScene) -> str:
        words = marks_line(self.marks(scene))
        return f"{words} with the words they came from" if words else ""

    def left_out(self, scene: GraphScene, marks: tuple[Mark, ...]) -> str:
        scope, every = self.session.state.filter.review, self.session.corpus.snapshot.relationships
        total = sum(in_scope(each.review, scope) for each in every)
        drawn = {one for link in scene.links for one in link.relationships}
        grey, away = len(drawn) - len(marks), total - len(drawn)
        parts = [f"{grey:,} in grey"] if grey else []
        if away:
            parts.append(f"Left out: {away:,} with fewer quotes or of other actors")
        noun = "relationship" if total == 1 else "relationships"
        tail = f". {'. '.join(parts)}." if parts else ". Nothing left out."
        return f"Shown {len(marks):,} of {total:,} {noun}{tail}"
