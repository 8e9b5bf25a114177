"""What is said of a relationship."""

from __future__ import annotations

from explorer.columns.rows import in_all
from explorer.domain.dates import precision, say
from explorer.domain.ids import Mark
from explorer.domain.predicates import predicate_kind
from explorer.domain.records import Relationship
from explorer.viewmodel.details.blocks import Block, Entries, Fact, Folded, Go, Listed, Title
from explorer.viewmodel.details.pieces import (
    MOST_NAMED,
    event_go,
    made,
    quote_blocks,
    statement,
    status_word,
)
from explorer.viewmodel.listing.opening import of_actors
from explorer.viewmodel.session import Session

_LETTERS_IN_ROW = 26


def relationship_blocks(session: Session, link: Relationship) -> tuple[Block, ...]:
    """Return the blocks in the order: title, date, its two actors, quote, also, events."""
    corpus = session.corpus
    tags = ("Relationship", status_word(link), made(link.origin), link.review.value)
    kind = predicate_kind(link.predicate)
    tone = list(corpus.kinds).index(kind) if kind in corpus.kinds else None
    ends = tuple(
        Go(corpus.actors[each].name, Mark.actor(each), note=role, sign=corpus.actors[each].kind)
        for each, role in ((link.subject, "subject"), (link.object, "object"))
    )
    blocks: list[Block] = [
        Title(statement(corpus, link), " · ".join(filter(None, tags))),
        _date(link),
        Entries("Actors", ends, columns=2 if _fit_one_row(ends) else 1),
        *quote_blocks(session, Mark.relationship(link.id), tone),
    ]
    rows = in_all([corpus.rows_of_actor[link.subject], corpus.rows_of_actor[link.object]])
    noun = "event has" if len(rows) == 1 else "events have"
    said = f"{len(rows):,} {noun} them both"
    listing = of_actors(session, (link.subject, link.object))
    if len(rows) > MOST_NAMED:
        blocks.append(Listed("Events", said, listing))
    elif len(rows):
        events = tuple(event_go(corpus, event) for event in corpus.records(rows))
        blocks += (Folded("Events", said, events), Listed("", "List in a table", listing))
    return tuple(blocks)


def _fit_one_row(ends: tuple[Go, ...]) -> bool:
    """Whether names are short enough to stand beside each other in the narrowest window."""
    return sum(len(go.text) for go in ends) <= _LETTERS_IN_ROW


def _date(link: Relationship) -> Fact:
    if link.date is None:
        return Fact("Date", "undated", "The text gives none.")
    return Fact("Date", say(link.date), f"{link.date.text}, {precision(link.date)}")
