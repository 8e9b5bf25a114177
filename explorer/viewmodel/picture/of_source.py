"""A source's passage as a picture's body."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from math import ceil

from explorer.domain.dates import say
from explorer.domain.filters import ReviewScope
from explorer.domain.ids import EventId, Mark, MarkKind, RelationshipId, SourceId
from explorer.domain.kinds import event_kind_label
from explorer.domain.records import Event, Paragraph, Source
from explorer.errors import InputProblem
from explorer.values import dataclass, replace
from explorer.viewmodel.memory import Memory
from explorer.viewmodel.passage.build import Passage, build_passage
from explorer.viewmodel.passage.column import MARGIN_PX as _MARGIN_PX
from explorer.viewmodel.passage.column import (
    TEXT_LEFT_PX,
    TEXT_RIGHT_PAD_PX,
    Anchor,
    PassageColumn,
    text_width_px,
)
from explorer.viewmodel.passage.picture import passage_of
from explorer.viewmodel.passage.scene import Lighting, PassageScene, build_scene
from explorer.viewmodel.picture.caption import count, counts_line
from explorer.viewmodel.picture.page import KeyItem
from explorer.viewmodel.picture.page_scene import KeyShape
from explorer.viewmodel.picture.quotes import NumberedQuote
from explorer.viewmodel.picture.wish import TALLEST_PX, Extent, marks_line
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import Measurer

_WIDTH_PX = 1520.0
_TOP = Anchor(0, 0.0)
_MOST_CHOSEN = 500  # paragraphs; nobody reads a longer picture
_FOOT_PX = 6.0  # what hangs below a last line: its underlines


@dataclass(frozen=True)
class SourceBody:
    """`seen_px` is the pane's canvas and `anchor` its scrolling, for a picture as seen."""

    session: Session
    measurer: Measurer
    extent: Extent = Extent.EVERYTHING
    seen_px: tuple[float, float] | None = None
    anchor: Anchor = _TOP
    source_id: SourceId | None = None

    def natural_px(self) -> tuple[float, float | None]:
        if self.extent is Extent.SEEN and self.seen_px is not None:
            return self.seen_px
        return self.useful_px(_WIDTH_PX), None

    @property
    def quotes_title(self) -> str:
        return "What the numbers mark"

    def useful_px(self, width_px: float) -> float:
        """Return the width of lines that read well, with their numbers, at most all of it."""
        if self.extent is Extent.SEEN:
            return width_px
        text_px = text_width_px(width_px, self.measurer)
        return min(width_px, ceil(TEXT_LEFT_PX + text_px + TEXT_RIGHT_PAD_PX + _MARGIN_PX))

    def scene(
        self, width_px: float, height_px: float | None, marks: tuple[Mark, ...]
    ) -> PassageScene:
        del marks  # a passage numbers its own quotes, through the whole text
        column = self._column(width_px)
        whole = max(column.height_px(TALLEST_PX), 1.0)
        tall = whole if height_px is None else self._whole_lines(column, min(height_px, whole))
        return build_scene(column, self._anchor(), tall, self._lighting(), margin=False)

    def _whole_lines(self, column: PassageColumn, height_px: float) -> float:
        """Return the height without the line that the lower edge would cut through."""
        end = height_px
        for top_px, block in column.visible(self._anchor(), height_px):
            lines = int((height_px - top_px) // block.line_px)
            end = top_px + min(lines, len(block.lines)) * block.line_px
        return end + _FOOT_PX if end + _FOOT_PX < height_px else max(end, 1.0)

    def wanted_px(self, width_px: float) -> float:
        return self._column(width_px).height_px(TALLEST_PX)

    def size_px(self, scene: PassageScene) -> tuple[float, float]:
        return scene.width_px, scene.height_px

    def marks(self, scene: PassageScene) -> tuple[Mark, ...]:
        """Return the marks whose words stand in the text, in its order."""
        return self._memory.get(("marks", scene), lambda: self._marked(scene))

    def _marked(self, scene: PassageScene) -> tuple[Mark, ...]:
        column = self._column(scene.width_px)
        seen = [b.index for _, b in column.visible(self._anchor(), scene.height_px)]
        spans = [span for index in seen for span in column.passage.quotes[index]]
        return tuple(dict.fromkeys(span.mark for span in spans))

    def beyond(self, scene: PassageScene) -> int:
        return 0

    def key(self, scene: PassageScene) -> tuple[KeyItem, ...]:
        corpus = self.session.corpus
        events = [EventId(m.id) for m in self.marks(scene) if m.kind is MarkKind.EVENT]
        kinds = sorted({int(corpus.kind[corpus.row_of[event_id]]) for event_id in events})
        items = [
            KeyItem(KeyShape.LINE, event_kind_label(corpus.kinds[kind]), kind) for kind in kinds
        ]
        if any(m.kind is MarkKind.RELATIONSHIP for m in self.marks(scene)):
            items.append(KeyItem(KeyShape.LINE, "relationship"))
        spans = (span for spans in self.passage().quotes for span in spans)
        if any(not span.sure for span in spans):
            items.append(KeyItem(KeyShape.DRAFT_LINE, "dashed: drafted, not reviewed"))
        return tuple(items)

    def quotes(self, marks: tuple[Mark, ...]) -> tuple[NumberedQuote, ...]:
        """Return what each number in the text stands for; the words are in the text itself."""
        first: dict[Mark, int] = {}
        wanted = set(marks)
        for spans in self.passage().quotes:
            for span in spans:
                if span.mark in wanted and span.number is not None:
                    first.setdefault(span.mark, span.number)
        title = self._source().title
        return tuple(
            NumberedQuote(number, mark, "", self._dated(mark), title, self._name(mark))
            for mark, number in sorted(first.items(), key=lambda pair: pair[1])
        )

    def subject(self) -> str:
        return self._source().title

    def subtitle(self, scene: PassageScene) -> str:
        source, words = self._source(), marks_line(self.marks(scene))
        published = say(source.published) if source.published is not None else ""
        parts = (source.publisher or "", published, f"{words} marked in it" if words else "")
        return " · ".join(part for part in parts if part)

    def left_out(self, scene: PassageScene, marks: tuple[Mark, ...]) -> str:
        row_of = self.session.corpus.row_of
        rows = [row_of[EventId(mark.id)] for mark in marks if mark.kind is MarkKind.EVENT]
        return counts_line(count(self.session, rows), timed=False)

    @cached_property
    def _memory(self) -> Memory:
        return Memory()

    def _column(self, width_px: float) -> PassageColumn:
        return self._memory.get(
            ("column", width_px),
            lambda: PassageColumn(self.passage(), width_px, self.measurer),
        )

    def passage(self) -> Passage:
        """Return what is pictured: all of the source, of a long table the stretch in view."""
        return self._memory.get(("passage",), self._passage)

    def _passage(self) -> Passage:
        source, chosen = self._source(), self._chosen()
        if not chosen:
            return passage_of(self.session, source.id)
        drafts = self.session.state.filter.review is not ReviewScope.ACCEPTED
        return build_passage(self.session.corpus, source, *self._read(source, chosen, drafts))

    def _source(self) -> Source:
        sources = self.session.corpus.snapshot.sources
        wanted = self.source_id or self.session.state.source
        found = [source for source in sources if source.id == wanted] or list(sources)
        if not found:
            raise InputProblem("the project has no source", remedy="Import a document first.")
        return found[0]

    def _chosen(self) -> tuple[int, ...]:
        """Return the numbers of the paragraphs with the words of what is selected."""
        if self.extent is not Extent.SELECTION:
            return ()
        source_id = self._source().id
        evidence = (
            item
            for mark in self.session.state.selection
            for item in self.session.corpus.evidence(mark)
        )
        found = {item.paragraph for item in evidence if item.source_id == source_id}
        return tuple(sorted(found))[:_MOST_CHOSEN]

    def _read(
        self, source: Source, numbers: tuple[int, ...], drafts: bool
    ) -> tuple[tuple[Paragraph, ...], bool, Sequence[Event] | None]:
        """Return those paragraphs, and what `build_passage` has to know of them."""
        found = [self.session.paragraph(source.id, number) for number in numbers]
        paragraphs = tuple(paragraph for paragraph in found if paragraph is not None)
        if self.session.stretch(source.id, 1)[1] >= source.paragraph_count:
            return paragraphs, drafts, None
        told = self.session.project.events_told
        ids = dict.fromkeys(id for n in numbers for id in told(source.id, n, n))
        return paragraphs, drafts, self.session.corpus.events_by_id(tuple(ids))

    def _anchor(self) -> Anchor:
        return self.anchor if self.extent is Extent.SEEN else _TOP

    def _lighting(self) -> Lighting:
        state = self.session.state
        lit = Lighting(frozenset(state.selection), state.leading, state.evidence)
        return lit if self.extent is not Extent.EVERYTHING else replace(lit, selected=frozenset())

    def _name(self, mark: Mark) -> str:
        corpus = self.session.corpus
        if mark.kind is MarkKind.EVENT:
            return corpus.event(EventId(mark.id)).title
        link = corpus.relationships[RelationshipId(mark.id)]
        subject, other = corpus.actors[link.subject], corpus.actors[link.object]
        return f"{subject.name} {link.predicate} {other.name}"

    def _dated(self, mark: Mark) -> str:
        if mark.kind is not MarkKind.EVENT:
            return ""
        date = self.session.corpus.event(EventId(mark.id)).date
        return say(date) if date is not None else "undated"
