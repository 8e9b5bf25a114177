"""A source's words with the marks on them: what the source pane draws and counts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate

import numpy as np

from explorer.domain.ids import EvidenceId, Mark, MarkKind, SourceId
from explorer.domain.kinds import Review
from explorer.domain.records import Event, Evidence, Paragraph, Source
from explorer.index.corpus import Corpus
from explorer.values import dataclass, replace
from explorer.viewmodel.passage.layout import Note

# What a paragraph weighs in the margin beside its characters, so that headings have height.
_PARAGRAPH_WEIGHT = 40


@dataclass(frozen=True, slots=True)
class Span:
    """Words `[start, end)` of one paragraph that a mark rests on.

    `kind` indexes `Corpus.kinds`; None is a relationship or an actor. `number` is the
    mark's in this source, 0 for a mention of an actor. `sure` is False for a draft nobody
    has reviewed; `exact` says whether the words still are the quote.
    """

    paragraph: int
    start: int
    end: int
    mark: Mark
    evidence: EvidenceId
    kind: int | None = None
    number: int = 0
    sure: bool = True
    exact: bool = True


@dataclass(frozen=True, eq=False)
class Passage:
    """A source with its quotes; equal only to itself.

    Index i of `quotes` and `mentions` is paragraph i, counted from 0. `quotes` are the
    words of events and relationships, underlined and numbered in the order of the text;
    `mentions` those of actors. Both stand in order of place. `drafts_hidden` counts the
    quotes that are left out because nobody has reviewed them.
    """

    source: Source
    paragraphs: tuple[Paragraph, ...]
    quotes: tuple[tuple[Span, ...], ...]
    mentions: tuple[tuple[Span, ...], ...]
    drafts_hidden: int = 0

    @property
    def is_part(self) -> bool:
        """Whether it is a stretch of a source that is too long to show whole."""
        return 0 < len(self.paragraphs) < self.source.paragraph_count

    @cached_property
    def index_of(self) -> dict[int, int]:
        """Indices by paragraph number."""
        return {paragraph.number: i for i, paragraph in enumerate(self.paragraphs)}

    @cached_property
    def quote_count(self) -> int:
        return sum(len(spans) for spans in self.quotes)

    @cached_property
    def last_page(self) -> int:
        """The page that the last paragraph begins on; 0 where the source has no pages."""
        return max((paragraph.page or 0 for paragraph in self.paragraphs), default=0)

    def page_begun(self, index: int) -> int | None:
        """Return the page on which a paragraph begins, where the one before is on another."""
        page = self.paragraphs[index].page
        before = self.paragraphs[index - 1].page if index else None
        return page if page != before else None

    @cached_property
    def inexact_count(self) -> int:
        """How many quotes and mentions are not letter for letter what stands there."""
        groups = (*self.quotes, *self.mentions)
        return sum(not span.exact for spans in groups for span in spans)

    def notes(self, index: int) -> tuple[Note, ...]:
        """Return the numbers that stand in a paragraph, those of one place together."""
        found: dict[int, list[int]] = {}
        for span in self.quotes[index]:
            numbers = found.setdefault(span.end, [])
            if span.number not in numbers:
                numbers.append(span.number)
        return tuple(Note(at, _listed(sorted(found[at]))) for at in sorted(found))

    def at(self, index: int, offset: int) -> tuple[Span, ...]:
        """Return the quotes, then the mentions, that cover a character; the shortest first."""
        quotes = [s for s in self.quotes[index] if s.start <= offset < s.end]
        mentions = [s for s in self.mentions[index] if s.start <= offset < s.end]
        return (*sorted(quotes, key=_length), *sorted(mentions, key=_length))

    def spans_of(self, mark: Mark) -> tuple[Span, ...]:
        """Return a mark's words in the order of the text."""
        table = self.mentions if mark.kind is MarkKind.ACTOR else self.quotes
        return tuple(span for spans in table for span in spans if span.mark == mark)

    @cached_property
    def _weights(self) -> tuple[int, ...]:
        sizes = [len(p.text) + _PARAGRAPH_WEIGHT for p in self.paragraphs]
        return tuple(accumulate(sizes, initial=0))

    def fraction(self, index: int, part: float) -> float:
        """Return where `part` (0 to 1) of a paragraph lies in the whole text, 0 to 1.

        Counted in characters, so that nothing need be laid out, and nothing ever shifts.
        """
        low, high = self._weights[index], self._weights[index + 1]
        return (low + (high - low) * part) / self._weights[-1]

    def place(self, fraction: float) -> tuple[int, float]:
        """Return the paragraph's index and the part of it; the inverse of `fraction`."""
        weight = min(max(fraction, 0.0), 1.0) * self._weights[-1]
        index = min(bisect_right(self._weights, weight) - 1, len(self.paragraphs) - 1)
        low, high = self._weights[index], self._weights[index + 1]
        return index, (weight - low) / (high - low)


def build_passage(
    corpus: Corpus,
    source: Source,
    paragraphs: tuple[Paragraph, ...],
    drafts: bool = True,
    events: Sequence[Event] | None = None,
) -> Passage:
    """Gather every quote and mention of a source; `drafts` says whether pending ones too.

    `events` are those that are told in the paragraphs, where these are only a part of the
    source; mentions of actors are then left out.
    """
    index_of = {paragraph.number: i for i, paragraph in enumerate(paragraphs)}
    quotes: list[list[Span]] = [[] for _ in paragraphs]
    mentions: list[list[Span]] = [[] for _ in paragraphs]
    hidden = 0
    told = None if events is None else _spans_of(corpus, source.id, events)
    spans = _all_spans(corpus, source.id) if told is None else told
    for span, item in spans:
        index = index_of.get(item.paragraph)
        if index is None:
            continue
        if not span.sure and not drafts:
            hidden += span.mark.kind is not MarkKind.ACTOR
            continue
        table = mentions if span.mark.kind is MarkKind.ACTOR else quotes
        text = paragraphs[index].text
        exact = text[item.start : item.end] == item.quote
        table[index].append(span if exact else _inexact(span, text))
    tidy = _numbered([_in_order(spans) for spans in quotes])
    return Passage(source, paragraphs, tidy, tuple(_in_order(spans) for spans in mentions), hidden)


def _spans_of(
    corpus: Corpus, source_id: SourceId, events: Sequence[Event]
) -> Iterator[tuple[Span, Evidence]]:
    code = {key: index for index, key in enumerate(corpus.kinds)}
    for event in events:
        items = event_evidence(event)
        mark = Mark.event(event.id)
        yield from _spans(mark, items, source_id, event.review, code[event.kind])


def _all_spans(corpus: Corpus, source_id: SourceId) -> Iterator[tuple[Span, Evidence]]:
    none = np.zeros(0, dtype=np.int32)
    rows = corpus.rows_of_source.get(source_id, none)
    yield from _spans_of(corpus, source_id, corpus.records(rows))
    for link in corpus.snapshot.relationships:
        mark = Mark.relationship(link.id)
        yield from _spans(mark, link.evidence, source_id, link.review, None)
    for actor in corpus.snapshot.actors:
        mark = Mark.actor(actor.id)
        yield from _spans(mark, actor.evidence, source_id, actor.review, None)


def event_evidence(event: Event) -> tuple[Evidence, ...]:
    """Return an event's quotes, and those of its dates that lie outside of them."""
    dates = [item for claim in event.claims for item in claim.evidence]
    outside = [item for item in dates if not any(covers(e, item) for e in event.evidence)]
    return (*event.evidence, *outside)


def covers(outer: Evidence, inner: Evidence) -> bool:
    """Whether the inner words lie within the outer ones, of one paragraph."""
    same = (outer.source_id, outer.paragraph) == (inner.source_id, inner.paragraph)
    return same and outer.start <= inner.start and inner.end <= outer.end


def _spans(
    mark: Mark,
    items: Iterable[Evidence],
    source_id: SourceId,
    review: Review,
    kind: int | None,
) -> Iterator[tuple[Span, Evidence]]:
    sure = review is Review.ACCEPTED
    for item in items:
        if item.source_id == source_id:
            span = Span(item.paragraph, item.start, item.end, mark, item.id, kind, sure=sure)
            yield span, item


def _inexact(span: Span, text: str) -> Span:
    """Return a span whose words are others now; one that points past them ends where they do."""
    end = min(max(span.end, 1), len(text))
    start = min(max(span.start, 0), max(end - 1, 0))
    return replace(span, start=start, end=end, exact=False)


def _in_order(spans: list[Span]) -> tuple[Span, ...]:
    return tuple(sorted(spans, key=lambda s: (s.start, s.end, s.mark)))


def stacked(spans: Iterable[Span]) -> tuple[tuple[Span, int], ...]:
    """Give overlapping spans levels from 0, the shorter nearer to the words.

    Relationships share the level under all others of theirs: they are of one colour, a
    text has many of them, and each shows its own extent when it is lit.
    """
    levels: list[list[Span]] = []
    placed: list[tuple[Span, int]] = []
    found = tuple(spans)
    for span in sorted(
        (each for each in found if each.mark.kind is not MarkKind.RELATIONSHIP),
        key=lambda s: (s.end - s.start, s.start, s.mark),
    ):
        free = (i for i, row in enumerate(levels) if not _overlaps(span, row))
        level = next(free, len(levels))
        if level == len(levels):
            levels.append([])
        levels[level].append(span)
        placed.append((span, level))
    for group in _joined(found):
        free = (i for i, row in enumerate(levels) if not any(_overlaps(s, row) for s in group))
        level = next(free, len(levels))
        placed += ((span, level) for span in group)
    return tuple(placed)


def _joined(spans: tuple[Span, ...]) -> list[list[Span]]:
    """Return the relationships in groups, each of which overlaps into one stretch."""
    groups: list[list[Span]] = []
    end = -1
    links = [span for span in spans if span.mark.kind is MarkKind.RELATIONSHIP]
    for span in sorted(links, key=lambda s: (s.start, s.end, s.mark)):
        if span.start >= end:
            groups.append([])
        groups[-1].append(span)
        end = max(end, span.end)
    return groups


def _listed(numbers: list[int]) -> str:
    """Return "3,7–9": three or more in a row as their first and last."""
    parts: list[str] = []
    while numbers:
        count = 1
        while count < len(numbers) and numbers[count] == numbers[0] + count:
            count += 1
        run, numbers = numbers[:count], numbers[count:]
        parts += [f"{run[0]}–{run[-1]}"] if count > 2 else [str(n) for n in run]
    return ",".join(parts)


def _length(span: Span) -> int:
    return span.end - span.start


def _overlaps(span: Span, row: list[Span]) -> bool:
    return any(other.start < span.end and span.start < other.end for other in row)


def _with_number(span: Span, number: int) -> Span:
    # `replace` takes many times as long, and a source can have thousands of quotes.
    return Span(
        span.paragraph, span.start, span.end, span.mark, span.evidence, span.kind, number,
        span.sure, span.exact,
    )  # fmt: skip


def _numbered(groups: list[tuple[Span, ...]]) -> tuple[tuple[Span, ...], ...]:
    """Number the marks of a source in the order in which the text first speaks of them."""
    numbers: dict[Mark, int] = {}
    for spans in groups:
        for span in spans:
            numbers.setdefault(span.mark, len(numbers) + 1)
    return tuple(
        tuple(_with_number(span, numbers[span.mark]) for span in spans) for spans in groups
    )
