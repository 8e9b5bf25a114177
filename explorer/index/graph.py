"""Who is linked to whom: links folded from relationships, neighbourhoods, shortest paths."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from heapq import heappop, heappush

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Review, Status
from explorer.domain.predicates import is_symmetric
from explorer.domain.records import Relationship
from explorer.index.corpus import Corpus
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Link:
    """All relationships of one type between two actors, as one line.

    `relationships` are in order of id; `quotes` counts their evidence, at least 1. A line
    may also carry weaker types between the same two, `folded`, whose relationships and
    quotes are then counted in.
    """

    subject: ActorId
    predicate: str
    object: ActorId
    relationships: tuple[Relationship, ...]
    quotes: int
    folded: tuple[Link, ...] = ()

    @property
    def planned(self) -> bool:
        """Whether nothing of it has come about yet."""
        return all(each.status is Status.PLANNED for each in self.relationships)

    @property
    def pending(self) -> bool:
        """Whether nobody has reviewed any of it."""
        return all(each.review is Review.PENDING for each in self.relationships)

    @property
    def symmetric(self) -> bool:
        """Whether it is drawn without a head: it, or one folded into it, runs the other way."""
        return is_symmetric(self.predicate) or any(
            is_symmetric(each.predicate) or each.subject != self.subject for each in self.folded
        )

    @property
    def types(self) -> int:
        """How many types of link it stands for."""
        return 1 + len(self.folded)

    @property
    def pair(self) -> tuple[ActorId, ActorId]:
        """Its two actors, the lower id first."""
        return min(self.subject, self.object), max(self.subject, self.object)

    def other(self, actor: ActorId) -> ActorId:
        """Return the actor at the other end."""
        return self.object if actor == self.subject else self.subject


@dataclass(frozen=True)
class ActorGraph:
    """The links of a project, strongest first: by quotes, then by how often both are named."""

    links: tuple[Link, ...]

    @cached_property
    def links_of(self) -> dict[ActorId, tuple[Link, ...]]:
        """Each linked actor's links, strongest first."""
        found: dict[ActorId, list[Link]] = {}
        for link in self.links:
            found.setdefault(link.subject, []).append(link)
            found.setdefault(link.object, []).append(link)
        return {actor: tuple(links) for actor, links in found.items()}

    def around(self, centres: Collection[ActorId]) -> frozenset[ActorId]:
        """Return the centres and all who are one link away from any of them."""
        near = (link.other(each) for each in centres for link in self.links_of.get(each, ()))
        return frozenset([*centres, *near])

    def path(self, start: ActorId, goal: ActorId) -> tuple[Link, ...] | None:
        """Return the shortest path between two actors, or None where there is none.

        Links are followed both ways. Fewest links first; among those most quotes; then the
        lower ids, so that the answer is always the same. Dijkstra (1959) over
        (links, -quotes): each step adds a link, so no later path can undercut a settled one.
        """
        queue: list[tuple[int, int, tuple[int, ...], ActorId, tuple[Link, ...]]] = [
            (0, 0, (), start, ())
        ]
        settled: set[ActorId] = set()
        while queue:
            count, negative_quotes, ids, actor, links = heappop(queue)
            if actor == goal:
                return links
            if actor in settled:
                continue
            settled.add(actor)
            for link in self._strongest_to_each(actor):
                near = link.other(actor)
                if near not in settled:
                    step = (count + 1, negative_quotes - link.quotes, (*ids, near), near)
                    heappush(queue, (*step, (*links, link)))
        return None

    def _strongest_to_each(self, actor: ActorId) -> Iterable[Link]:
        best: dict[ActorId, Link] = {}
        for link in self.links_of.get(actor, ()):
            best.setdefault(link.other(actor), link)
        return best.values()


def actor_graph(corpus: Corpus, review: ReviewScope = ReviewScope.ALL) -> ActorGraph:
    """Fold a project's relationships into links; a link from an actor to itself is left out."""
    groups: dict[tuple[ActorId, str, ActorId], list[Relationship]] = {}
    for each in corpus.snapshot.relationships:
        if each.subject != each.object and _in_scope(each.review, review):
            groups.setdefault(_key(each), []).append(each)
    links = [_link(key, found) for key, found in groups.items()]

    def strength(link: Link) -> tuple[int, int, int]:
        named = min(len(corpus.rows_of_actor[actor]) for actor in link.pair)
        return -link.quotes, -named, link.relationships[0].id

    return ActorGraph(tuple(sorted(links, key=strength)))


def bundled(links: Iterable[Link]) -> tuple[Link, ...]:
    """Return links, at most two lines a pair: the strongest, and the rest folded into one.

    Between two states there may be ten types of link; ten lines would hide one another.
    """
    of_pair: dict[tuple[ActorId, ActorId], list[Link]] = {}
    for link in links:
        of_pair.setdefault(link.pair, []).append(link)
    lines = []
    for found in of_pair.values():
        lines.append(found[0])
        if len(found) > 1:
            lines.append(_fold(found[1:]))
    return tuple(sorted(lines, key=lambda line: -line.quotes))


def _fold(links: list[Link]) -> Link:
    first = links[0]
    together = tuple(each for link in links for each in link.relationships)
    quotes = sum(link.quotes for link in links)
    return Link(first.subject, first.predicate, first.object, together, quotes, tuple(links[1:]))


def _in_scope(review: Review, scope: ReviewScope) -> bool:
    return scope is ReviewScope.ALL or review.value == scope.value


def _key(each: Relationship) -> tuple[ActorId, str, ActorId]:
    ends = each.subject, each.object
    if is_symmetric(each.predicate):
        ends = min(ends), max(ends)
    return ends[0], each.predicate, ends[1]


def _link(key: tuple[ActorId, str, ActorId], found: list[Relationship]) -> Link:
    ordered = tuple(sorted(found, key=lambda each: each.id))
    quotes = sum(len(each.evidence) for each in ordered)
    return Link(*key, ordered, max(1, quotes))
