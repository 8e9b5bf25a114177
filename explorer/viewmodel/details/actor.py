"""What is said of an actor: names, counts, where it is named, its events and links."""

from __future__ import annotations

from explorer.domain.ids import Mark
from explorer.domain.kinds import ACTOR_KINDS
from explorer.domain.predicates import is_symmetric
from explorer.domain.records import Actor, Relationship
from explorer.index.corpus import Corpus
from explorer.viewmodel.details.blocks import Block, Entries, Fact, Go, Listed, Title
from explorer.viewmodel.details.pieces import MOST_NAMED, event_go, link_go, made, quote_blocks
from explorer.viewmodel.listing.opening import of_actors
from explorer.viewmodel.session import Session


def actor_blocks(session: Session, actor: Actor) -> tuple[Block, ...]:
    """Return the blocks in the order: title, names, counts, mentions, links, events."""
    corpus, mark = session.corpus, Mark.actor(actor.id)
    kind = next((k.label for k in ACTOR_KINDS if k.key == actor.kind), actor.kind.capitalize())
    tags = (kind, made(actor.origin), actor.review.value)
    blocks: list[Block] = [Title(actor.name, " · ".join(filter(None, tags)), actor.kind)]
    if actor.aliases:
        blocks.append(Fact("Names", "", "also " + ", ".join(actor.aliases)))
    rows = corpus.rows_of_actor[actor.id]
    links = _links(corpus, actor)
    blocks.append(Fact("Counts", "", _counts(len(rows), len(links), len(actor.evidence))))
    blocks += quote_blocks(session, mark, None, "Mention", also=False)
    if links:
        blocks.append(Entries("Links", links, shown=6))
    if len(rows):
        told = corpus.records(rows[:MOST_NAMED])
        blocks.append(Entries("Events", tuple(event_go(corpus, event) for event in told)))
    if len(rows) > 1:
        said = f"List all {len(rows):,} events"
        blocks.append(Listed("", said, of_actors(session, (actor.id,))))
    return tuple(blocks)


def _counts(*numbers: int) -> str:
    nouns = ("event", "relationship", "mention")
    return " · ".join(
        f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in zip(numbers, nouns, strict=True)
    )


def _links(corpus: Corpus, actor: Actor) -> tuple[Go, ...]:
    """Return an actor's relationships, each said from its own side where it can be."""
    return tuple(
        _from_here(corpus, link, actor)
        for link in corpus.snapshot.relationships
        if actor.id in (link.subject, link.object)
    )


def _from_here(corpus: Corpus, link: Relationship, actor: Actor) -> Go:
    go = link_go(corpus, link)
    if link.subject == actor.id or is_symmetric(link.predicate):
        other = link.object if link.subject == actor.id else link.subject
        return Go(f"{link.predicate} {corpus.actors[other].name}", go.mark, note=go.note)
    return go
