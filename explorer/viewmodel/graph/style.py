"""From places to a scene: what is lit, ghosted, planned, under the pointer."""

from __future__ import annotations

from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, Mark, MarkKind, RelationshipId
from explorer.domain.kinds import EVENT_KINDS, Review
from explorer.domain.predicates import predicate_kind
from explorer.domain.records import Relationship
from explorer.index.counts import actor_counts
from explorer.index.graph import ActorGraph, Link
from explorer.viewmodel.graph.scene import (
    Box,
    GraphScene,
    Legend,
    Sample,
    SceneLink,
    SceneNode,
    Tip,
    Words,
)
from explorer.viewmodel.graph.scope import Scope, actors_of, lit_actors
from explorer.viewmodel.graph.unit_places import Placement, link_width_px
from explorer.viewmodel.graph.words import (
    heading,
    left_out,
    link_title,
    link_words,
    links_drawn,
    no_path,
    remarks,
)
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis, Window
from explorer.viewmodel.status import window_words
from explorer.viewmodel.type import Measurer, TextStyle

_KIND_INDEX = {kind.key: index for index, kind in enumerate(EVENT_KINDS)}


def style(
    session: Session,
    graph: ActorGraph,
    scope: Scope,
    placement: Placement,
    pinned: frozenset[ActorId],
    measurer: Measurer,
) -> GraphScene:
    """Return the scene: the placement under the state's filter, selection, hover and time."""
    links = _links(session, graph, scope, placement)
    nodes = _nodes(session, graph, scope, placement, links, pinned)
    return GraphScene(
        0.0, 0.0, nodes, links,
        tips=_tips(session, nodes, links, measurer),
        total_actors=scope.total_actors,
        total_links=scope.total_links,
        drawn_links=links_drawn(scope),
        heading=heading(scope),
        footer=_footer(session, graph, scope),
        legend=_legend(session, nodes, links),
    )  # fmt: skip


def _footer(session: Session, graph: ActorGraph, scope: Scope) -> str:
    ends = session.state.path
    if ends is not None and graph.path(*ends) is None:
        return no_path(session.corpus, ends)
    return left_out(scope) or remarks(scope, session.corpus)


def _links(
    session: Session, graph: ActorGraph, scope: Scope, placement: Placement
) -> tuple[SceneLink, ...]:
    state = session.state
    steps = (graph.path(*state.path) or ()) if state.path else ()
    path = {each.id for link in steps for each in link.relationships}
    full = full_actors(session)
    found = []
    for link, curve, tag in zip(scope.links, placement.curves, placement.tags, strict=True):
        ids = tuple(RelationshipId(each.id) for each in link.relationships)
        outside = not any(_in_time(each, session) for each in link.relationships)
        filtered = full is not None and not full.issuperset(link.pair)
        selected = any(i in path or Mark.relationship(i) in state.selection for i in ids)
        found.append(
            SceneLink(
                link.subject, link.object, link_title(session.corpus, link), link_words(link),
                ids, curve, link_width_px(link.quotes), link_kind(link), tag,
                head=not link.symmetric, planned=link.planned, pending=link.pending,
                outside=outside, selected=selected,
                ghost=not selected and (outside or filtered or bool(path)),
                hovered=any(Mark.relationship(i) == state.hover for i in ids),
            )
        )  # fmt: skip
    return tuple(found)


def link_kind(link: Link) -> int | None:
    """Return the kind whose edge colour a link takes; planned structure is a change to come."""
    kind = predicate_kind(link.predicate)
    if kind is None:
        return _KIND_INDEX["change"] if link.planned else None
    return _KIND_INDEX[kind]


def full_actors(session: Session) -> frozenset[ActorId] | None:
    """Return whom the filter leaves in full colour: its own actors and those of its events.

    None where nothing is filtered. A filter of "none of these" names nobody itself.
    """
    wanted = session.state.filter
    if wanted.is_empty:
        return None
    columns = session.corpus.columns
    there = actor_counts(columns, session.matches) > 0
    found = {ActorId(id) for id in columns.arrays["actor_id"][there].tolist()}
    named = frozenset() if wanted.match is Match.NONE else wanted.actors
    return named | found


def _in_time(link: Relationship, session: Session) -> bool:
    """Whether a relationship can have held in the visible time; without a date, always."""
    window = visible_time(session)
    if window is None or link.date is None or not link.date.is_placed:
        return True
    low, high = link.date.bounds.start_min, link.date.bounds.end_max
    return (low is None or low < window.end) and (high is None or high >= window.start)


def visible_time(session: Session) -> Window | None:
    """Return the stretch of the calendar on screen; None for all of it, and as told."""
    return session.state.window if session.state.axis is Axis.CALENDAR else None


def _nodes(
    session: Session,
    graph: ActorGraph,
    scope: Scope,
    placement: Placement,
    links: tuple[SceneLink, ...],
    pinned: frozenset[ActorId],
) -> tuple[SceneNode, ...]:
    corpus, state = session.corpus, session.state
    lit = lit_actors(session) | {a for each in links if each.selected for a in _ends(each)}
    if state.path is not None:
        lit |= set(state.path)
    full = full_actors(session)
    shown = {a for each in links if not each.ghost for a in _ends(each)}
    linked = {a for each in links for a in _ends(each)}
    near = _under_pointer(session, graph)
    found = []
    for at, actor_id in enumerate(scope.actors):
        actor, spot = corpus.actors[actor_id], placement.spots[at]
        out = full is not None and actor_id not in full
        found.append(
            SceneNode(
                actor_id, actor.name, spot.real, spot.imag, placement.radius_px[at], actor.kind,
                placement.names[at],
                planned=_to_come(graph.links_of.get(actor_id, ()), actor_id),
                pending=actor.review is Review.PENDING,
                pinned=actor_id in pinned,
                lit=actor_id in lit,
                ghost=actor_id not in lit and (out or (actor_id in linked - shown)),
                hovered=actor_id in near,
            )
        )  # fmt: skip
    return tuple(found)


def _ends(link: SceneLink) -> tuple[ActorId, ActorId]:
    return link.subject, link.object


def _under_pointer(session: Session, graph: ActorGraph) -> frozenset[ActorId]:
    """Return the actors of the hovered mark, and for an actor those linked to it."""
    hover = session.state.hover
    if hover is None:
        return frozenset()
    if hover.kind is MarkKind.ACTOR:
        return graph.around([ActorId(hover.id)])
    return frozenset(actors_of(session.corpus, hover))


def _to_come(links: tuple[Link, ...], actor: ActorId) -> bool:
    """Whether an actor is only planned: something is to become it, and nothing yet holds."""
    made = any(
        link.object == actor and predicate_kind(link.predicate) == "change" for link in links
    )
    return made and all(link.planned for link in links)


def _tips(
    session: Session,
    nodes: tuple[SceneNode, ...],
    links: tuple[SceneLink, ...],
    measurer: Measurer,
) -> tuple[Tip, ...]:
    """Name what is pointed at or selected, where it has no name in the picture."""
    hover = session.state.hover
    found = [
        _tip_at(link.curve.at(0.5), *link.label, measurer)
        for link in links
        if link.tag is None and (link.selected or link.hovered)
    ]
    found += [
        _tip_at(complex(node.x, node.y - node.radius_px - 14), node.title, "", measurer)
        for node in nodes
        if node.name is None and (node.lit or hover == Mark.actor(node.actor))
    ]
    return tuple(found)


def _tip_at(spot: complex, text: str, note: str, measurer: Measurer) -> Tip:
    width = measurer.width_px(text, TextStyle.LABEL_SELECTED)
    note_px = measurer.width_px(note, TextStyle.LINK_NOTE) + 6 if note else 0.0
    left, top = spot.real - (width + note_px) / 2 - 6, spot.imag - 10
    baseline = top + 14
    box = Box(left, top, left + width + note_px + 12, top + 20)
    words = Words(left + 6, baseline, text)
    return Tip(words, Words(left + 12 + width, baseline, note) if note else None, box)


def _legend(
    session: Session, nodes: tuple[SceneNode, ...], links: tuple[SceneLink, ...]
) -> tuple[Legend, ...]:
    """Return samples of what is in this picture, and only of that."""
    found = []
    quotes = sorted({sum_quotes(session, link) for link in links})
    if len(quotes) > 1:
        least, most = quotes[0], quotes[-1]
        words = f"{least} quote{'s' if least != 1 else ''}, {most} quotes"
        widths = link_width_px(least), link_width_px(most)
        found.append(Legend(Sample.WIDTHS, words, widths))
    if any(link.pending for link in links) or any(node.pending for node in nodes):
        found.append(Legend(Sample.PENDING, "drafted"))
    if any(link.planned and not link.pending for link in links):
        found.append(Legend(Sample.PLANNED, "planned"))
    window = visible_time(session)
    if window is not None and any(link.outside for link in links):
        found.append(Legend(Sample.OUTSIDE, f"outside {_span_words(window)}"))
    if any(node.lit for node in nodes):
        found.append(Legend(Sample.SELECTED, "in selection"))
    return tuple(found)


def _span_words(window: Window) -> str:
    """Return "2022–2025" for whole years, else what the status line says."""
    words = window_words(window)
    first, _, last = words.partition(" to ")
    return f"{first}–{last}" if first.isdigit() and last.isdigit() else words


def sum_quotes(session: Session, link: SceneLink) -> int:
    """Return how many quotes stand behind a link, at least 1."""
    found = (session.corpus.relationships[each] for each in link.relationships)
    return max(1, sum(len(each.evidence) for each in found))
