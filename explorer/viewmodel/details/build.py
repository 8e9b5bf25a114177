"""What the details pane says of what is selected: an event, actor, link, period or path."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

import numpy as np

from explorer.domain.filters import Period, ReviewScope
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.domain.kinds import event_kind_label
from explorer.domain.records import Actor, Relationship
from explorer.index.corpus import Corpus
from explorer.index.graph import Link, actor_graph
from explorer.index.select import within
from explorer.viewmodel.details.actor import actor_blocks
from explorer.viewmodel.details.blocks import (
    Bar,
    Bars,
    Block,
    Details,
    Go,
    Hint,
    Listed,
    Step,
    Title,
)
from explorer.viewmodel.details.event import event_blocks
from explorer.viewmodel.details.link import relationship_blocks
from explorer.viewmodel.details.pieces import name_of, statement
from explorer.viewmodel.listing.opening import of_period, of_selection
from explorer.viewmodel.review.counting import events_in_scope, in_scope
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Window
from explorer.viewmodel.status import window_words

NOTHING = "Choose an event, an actor or a link, or click words in the source."


class Focus(StrEnum):
    """What the pane is about, where several things are set: what was set last."""

    MARK = "mark"
    PATH = "path"
    PERIOD = "period"


def build_details(session: Session, focus: Focus = Focus.MARK) -> Details:
    """Return what to say of the state; `focus` comes first where it is set at all."""
    state = session.state
    mark = state.leading if state.leading and session.corpus.has(state.leading) else None
    found = {
        Focus.MARK: mark is not None,
        Focus.PATH: state.path is not None,
        Focus.PERIOD: state.selected_period is not None,
    }
    order = (focus, *(each for each in Focus if each is not focus))
    about = next((each for each in order if found[each]), None)
    if about is Focus.MARK and mark is not None:
        title, *rest = mark_blocks(session, mark)
        return Details((title, *_together(session), *rest))
    if about is Focus.PATH and state.path is not None:
        return Details(_path_blocks(session, *state.path))
    if about is Focus.PERIOD and state.selected_period is not None:
        return Details(_period_blocks(session, state.selected_period), state.selected_period)
    return Details(_overview(session), idle=True)


def mark_blocks(session: Session, mark: Mark) -> tuple[Block, ...]:
    """Return the blocks of one event, actor or relationship."""
    if mark.kind is MarkKind.EVENT:
        return event_blocks(session, session.corpus.event(EventId(mark.id)))
    if mark.kind is MarkKind.ACTOR:
        return actor_blocks(session, session.corpus.actors[ActorId(mark.id)])
    return relationship_blocks(session, session.corpus.relationships[RelationshipId(mark.id)])


def _together(session: Session) -> tuple[Block, ...]:
    """Lead to the events of several chosen actors, as a click on what ties two chooses them."""
    chosen = session.state.selection
    if len(chosen) < 2 or any(mark.kind is not MarkKind.ACTOR for mark in chosen):
        return ()
    others = [name_of(session.corpus, mark) for mark in chosen if mark != session.state.leading]
    whom = others[0] if len(others) == 1 else f"all {len(others):,} others that are chosen"
    listing = of_selection(session)
    return () if listing is None else (Listed("", f"List the events with {whom}", listing),)


def _overview(session: Session) -> tuple[Block, ...]:
    corpus = session.corpus
    if not corpus.n and not corpus.sources:
        return ()
    scope = session.state.filter.review
    counts = (
        (events_in_scope(corpus, scope), "event"),
        (_counted(corpus, corpus.snapshot.actors, scope), "actor"),
        (_counted(corpus, corpus.snapshot.relationships, scope), "relationship"),
        (len(corpus.sources), "source"),
    )
    said = " · ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
    return Hint(NOTHING), Hint(said)


def _counted(corpus: Corpus, records: Sequence[Actor | Relationship], scope: ReviewScope) -> int:
    """Count what a review scope has; all, in a project too large to go through them."""
    if corpus.is_large:
        return len(records)
    return sum(in_scope(each.review, scope) for each in records)


def _period_blocks(session: Session, window: Window) -> tuple[Block, ...]:
    """Count the events of the filter that can have touched a period, by kind."""
    corpus = session.corpus
    period = Period(int(window.start), int(window.end))
    mask = session.matches & within(corpus, period)
    counts = np.bincount(corpus.kind[mask], minlength=len(corpus.kinds))
    bars = Bars(
        tuple(
            Bar(code, event_kind_label(key), int(counts[code]))
            for code, key in enumerate(corpus.kinds)
        )
    )
    noun = "event" if bars.total == 1 else "events"
    said = f"Selected period · {bars.total:,} {noun} that can have touched it"
    head = (Title(window_words(window)), Hint(said), bars)
    listing = of_period(session) if bars.total else None
    return head if listing is None else (*head, Listed("", "List these events", listing))


def _path_blocks(session: Session, start: ActorId, goal: ActorId) -> tuple[Block, ...]:
    corpus = session.corpus
    actors = corpus.actors
    if start not in actors or goal not in actors:
        return (Hint(NOTHING),)
    graph = actor_graph(corpus, session.state.filter.review)
    links = graph.path(start, goal)
    title = Title(f"{actors[start].name} to {actors[goal].name}", "shortest path")
    if links is None:
        return title, Hint("Nothing in the sources links them.")
    noun = "link" if len(links) == 1 else "links"
    said = Hint(f"Connected over {len(links)} {noun}, each with its words:")
    return (title, said, *(_step(session, link) for link in links))


def _step(session: Session, link: Link) -> Step:
    best = _best(link)
    text = statement(session.corpus, best)
    quotes = session.corpus.evidence(Mark.relationship(best.id))
    if not quotes:
        return Step(Go(text, Mark.relationship(best.id)), "", "")
    first = quotes[0]
    place = f"{session.corpus.sources[first.source_id].title} · {first.place}"
    return Step(Go(text, Mark.relationship(best.id), first.id), first.quote, place)


def _best(link: Link) -> Relationship:
    return max(link.relationships, key=lambda each: (len(each.evidence), -each.id))
