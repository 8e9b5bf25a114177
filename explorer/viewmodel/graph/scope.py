"""Which actors and links the panel draws: all or around someone, the strongest where too many.

The choice hangs on the project, the scope, the selection in "around", and how many a person
asked for. It never hangs on the filter or the visible time: those dim, they do not remove.
"""

from __future__ import annotations

from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.index.corpus import Corpus
from explorer.index.graph import ActorGraph, Link, bundled
from explorer.values import dataclass
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import GraphScope

LINKS_SHOWN = 24
MORE_LINKS = 16
# A few over the limit are drawn all the same, rather than hiding two or three.
_SLACK = 1.25
_LONERS_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Scope:
    """What is drawn.

    Attributes
    ----------
    actors
        By id.
    links
        The lines, strongest first; several types between one pair may be folded into one.
    total_actors, total_links
        What there is in the project, or around the centres.
    loners
        How many actors of the project have no link; a few of them are among `actors`.
    centres
        Whom "around" is around; empty for all.
    """

    actors: tuple[ActorId, ...]
    links: tuple[Link, ...]
    total_actors: int
    total_links: int
    loners: int
    centres: frozenset[ActorId]


def scope_of(
    session: Session, graph: ActorGraph, limit: int, held: frozenset[ActorId] | None = None
) -> Scope:
    """Choose what is drawn.

    Parameters
    ----------
    limit
        About how many links; the selected ones and those of a path come on top.
    held
        Whom "around" is around, where the pane keeps that; None asks selection and filter.
    """
    corpus, state = session.corpus, session.state
    centres: frozenset[ActorId] = frozenset()
    pool = graph.links
    if state.graph is GraphScope.AROUND:
        centres = centres_of(session) if held is None else held & corpus.actors.keys()
    if centres:
        near = graph.around(centres)
        pool = tuple(link for link in pool if near.issuperset(link.pair))
    lines = _nearest_first(bundled(pool), centres)
    shown = lines if len(lines) <= limit * _SLACK else lines[:limit]
    shown = _with_each(shown, lines, centres or lit_actors(session))
    shown = _with_called_for(session, graph, shown)
    linked = {actor for link in shown for actor in link.pair}
    loners = [actor.id for actor in corpus.snapshot.actors if actor.id not in graph.links_of]
    extra = set(centres)
    if not centres and len(shown) == len(lines) and len(loners) <= _LONERS_SHOWN:
        extra |= set(loners)
    in_pool = {actor for link in pool for actor in link.pair} | extra
    return Scope(
        tuple(sorted(linked | extra)),
        shown,
        len(in_pool | linked),
        max(len(pool), sum(line.types for line in shown)),
        len(loners),
        centres,
    )


def _with_called_for(
    session: Session, graph: ActorGraph, shown: tuple[Link, ...]
) -> tuple[Link, ...]:
    """Add the links that the selection or the path calls for, if they are not shown yet."""
    wanted = {mark.id for mark in session.state.selection if mark.kind is MarkKind.RELATIONSHIP}
    if session.state.path is not None:
        path = graph.path(*session.state.path) or ()
        wanted |= {each.id for link in path for each in link.relationships}
    missing = wanted - {each.id for line in shown for each in line.relationships}
    called = [
        link for link in graph.links if any(each.id in missing for each in link.relationships)
    ]
    return (*shown, *called)


def _with_each(
    shown: tuple[Link, ...], lines: tuple[Link, ...], wanted: frozenset[ActorId]
) -> tuple[Link, ...]:
    """Add the strongest line of each wanted actor that would not be seen, or stand alone."""
    linked = {actor for line in shown for actor in line.pair}
    alone = sorted(wanted - linked)
    strongest = (next((line for line in lines if actor in line.pair), None) for actor in alone)
    return (*shown, *dict.fromkeys(line for line in strongest if line is not None))


def _nearest_first(lines: tuple[Link, ...], centres: frozenset[ActorId]) -> tuple[Link, ...]:
    """Put lines that touch the centres before those among their neighbours."""
    return tuple(sorted(lines, key=lambda line: centres.isdisjoint(line.pair)))


def centres_of(session: Session) -> frozenset[ActorId]:
    """Return the actors of the selection, or else those of the filter."""
    chosen = lit_actors(session)
    return chosen or session.state.filter.actors & session.corpus.actors.keys()


def lit_actors(session: Session) -> frozenset[ActorId]:
    """Return the selected actors, and those of the selected events and relationships."""
    return frozenset(
        actor for mark in session.state.selection for actor in actors_of(session.corpus, mark)
    )


def actors_of(corpus: Corpus, mark: Mark) -> tuple[ActorId, ...]:
    """Return whom a mark is about."""
    if mark.kind is MarkKind.ACTOR:
        return (ActorId(mark.id),)
    if mark.kind is MarkKind.RELATIONSHIP:
        link = corpus.relationships[RelationshipId(mark.id)]
        return link.subject, link.object
    return tuple(part.actor_id for part in corpus.event(EventId(mark.id)).participations)
