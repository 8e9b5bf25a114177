"""Scenes of a source passage for pictures: as the pane shows it, or as tall as it needs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import SourceId
from explorer.viewmodel.details.quotes import lit_quote
from explorer.viewmodel.passage.build import Passage, build_passage
from explorer.viewmodel.passage.column import Anchor, PassageColumn
from explorer.viewmodel.passage.scene import Lighting, PassageScene, build_scene
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import Measurer

# How far below the top of the view a lit quote comes to stand, as a part of its height.
LIT_AT = 0.22


def shown_source(session: Session) -> SourceId | None:
    """Return the source that the state shows: the chosen one, else the first."""
    chosen, sources = session.state.source, session.corpus.sources
    return chosen if chosen in sources else next(iter(sources), None)


def passage_of(session: Session, source_id: SourceId, number: int | None = None) -> Passage:
    """Return a source with its quotes; drafts only where the filter's review scope has them.

    Of a table with many rows it is the stretch with paragraph `number` in it, or with the
    lit quote.
    """
    drafts = session.state.filter.review is not ReviewScope.ACCEPTED
    source = session.corpus.sources[source_id]
    if number is None:
        lit = lit_quote(session)
        number = lit.paragraph if lit is not None and lit.source_id == source_id else 1
    first, last = session.stretch(source_id, number)
    if last - first + 1 >= source.paragraph_count:
        return build_passage(session.corpus, source, session.paragraphs(source_id), drafts)
    told = session.project.events_told(source_id, first, last)
    found = session.paragraphs_between(source_id, first, last)
    return build_passage(session.corpus, source, found, drafts, session.corpus.events_by_id(told))


def lighting_of(session: Session) -> Lighting:
    """Return what the state lights, the mark under the pointer included."""
    state, lit = session.state, lit_quote(session)
    selected, evidence = frozenset(state.selection), None if lit is None else lit.id
    return Lighting(selected, state.leading, evidence, state.hover)


def passage_view(
    session: Session, source_id: SourceId, width_px: float, height_px: float, measurer: Measurer
) -> PassageScene:
    """Return what a pane of this size shows: from the top, or with the lit quote in view."""
    passage, lit = passage_of(session, source_id), lit_quote(session)
    column, anchor = PassageColumn(passage, width_px, measurer), Anchor()
    index = None if lit is None else passage.index_of.get(lit.paragraph)
    if lit is not None and lit.source_id == source_id and index is not None:
        there = column.anchor_for(index, lit.start, height_px * LIT_AT, height_px)
        anchor = anchor if column.shows(anchor, index, lit.start, height_px) else there
    return build_scene(column, anchor, height_px, _still(session))


def passage_whole(
    session: Session,
    source_id: SourceId,
    width_px: float,
    measurer: Measurer,
    paragraphs: Collection[int] | None = None,
) -> PassageScene:
    """Return a source, or those paragraphs of it (by number), as tall as it needs.

    Quotes keep the numbers that they have in the whole source; there is no margin.
    """
    passage = passage_of(session, source_id)
    if paragraphs is not None:
        passage = _part(passage, paragraphs)
    column = PassageColumn(passage, width_px, measurer)
    return build_scene(column, Anchor(), column.height_px(), _still(session), margin=False)


def selected_paragraphs(session: Session, source_id: SourceId) -> tuple[int, ...]:
    """Return the numbers of the paragraphs in which a selected mark has words."""
    passage, selected = passage_of(session, source_id), set(session.state.selection)
    return tuple(
        paragraph.number
        for index, paragraph in enumerate(passage.paragraphs)
        if any(s.mark in selected for s in (*passage.quotes[index], *passage.mentions[index]))
    )


def _part(passage: Passage, numbers: Collection[int]) -> Passage:
    kept = [i for i, p in enumerate(passage.paragraphs) if p.number in numbers]
    return Passage(
        passage.source,
        tuple(passage.paragraphs[i] for i in kept),
        tuple(passage.quotes[i] for i in kept),
        tuple(passage.mentions[i] for i in kept),
    )


def _still(session: Session) -> Lighting:
    """Return the lighting without what only the pointer lights."""
    return replace(lighting_of(session), hover=None)
