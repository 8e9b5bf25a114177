"""Groups of drafts that are accepted at once: all of an actor, a paragraph, a source."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.index.corpus import Corpus
from explorer.values import dataclass
from explorer.viewmodel.review.queue import Item, Place
from explorer.viewmodel.review.reviewing import Reviewing

_LETTERS = 36


class Group(StrEnum):
    """What holds some drafts together."""

    ACTOR = "actor"
    PARAGRAPH = "paragraph"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Bunch:
    """The drafts of a group that wait; `name` is as the screen says it: "Japan", "¶3".

    A long title is cut.
    """

    name: str
    marks: tuple[Mark, ...]

    @property
    def words(self) -> str:
        """Return "Accept 14 of Japan"."""
        return f"Accept {len(self.marks):,} of {self.name}"


def bunch(reviewing: Reviewing, group: Group) -> Bunch | None:
    """Return what waits of the target's actor, paragraph or source; None without any.

    A proposal is never part of it: whether two are one is asked each time.
    """
    item = reviewing.target
    if item is None:
        return None
    corpus, waiting = reviewing.session.corpus, reviewing.waiting
    if group is Group.ACTOR:
        return _of_actor(corpus, waiting, item)
    place = waiting.get(item)
    if place is None:
        return None
    depth = 1 if group is Group.SOURCE else 2
    marks = _marks(each for each, there in waiting.items() if there[:depth] == place[:depth])
    source = tuple(corpus.sources.values())[place.source]
    name = _short(source.title) if group is Group.SOURCE else f"¶{place.paragraph}"
    return Bunch(name, marks) if marks else None


def _of_actor(corpus: Corpus, waiting: dict[Item, Place], item: Item) -> Bunch | None:
    actors = actors_of(corpus, item.mark)
    if not actors:
        return None
    first = actors[0]
    marks = _marks(each for each in waiting if first in actors_of(corpus, each.mark))
    return Bunch(corpus.actors[first].name, marks) if marks else None


def _short(title: str) -> str:
    return title if len(title) <= _LETTERS else title[: _LETTERS - 1].rstrip() + "…"


def _marks(items: Iterable[Item]) -> tuple[Mark, ...]:
    return tuple(item.mark for item in items if item.proposal is None)


def actors_of(corpus: Corpus, mark: Mark) -> tuple[ActorId, ...]:
    """Return who has to do with a mark, the first of them first."""
    if mark.kind is MarkKind.ACTOR:
        return (ActorId(mark.id),)
    if mark.kind is MarkKind.RELATIONSHIP:
        link = corpus.relationships[RelationshipId(mark.id)]
        return link.subject, link.object
    event = corpus.event(EventId(mark.id))
    return tuple(dict.fromkeys(part.actor_id for part in event.participations))
