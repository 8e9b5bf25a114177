"""Pieces that the details of events, actors and relationships share."""

from __future__ import annotations

from explorer.domain.dates import say
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.domain.kinds import Origin, Status
from explorer.domain.predicates import is_symmetric
from explorer.domain.records import Event, Evidence, Relationship
from explorer.index.corpus import Corpus
from explorer.viewmodel.details.blocks import Block, Entries, Glyph, Go, Quote
from explorer.viewmodel.details.quotes import is_exact, lit_quote, quotes_of
from explorer.viewmodel.forms import form_of
from explorer.viewmodel.session import Session


def glyph(corpus: Corpus, event: Event) -> Glyph:
    """Return an event's mark as the timeline draws it."""
    kind, form = list(corpus.kinds).index(event.kind), form_of(event.status, event.review)
    return Glyph(kind, form, event.date is not None, event.status is Status.ONGOING)


def made(origin: Origin) -> str:
    """Return who made a mark, where it was not a person."""
    return {Origin.CURATED: "", Origin.DRAFTED: "drafted", Origin.IMPORTED: "imported"}[origin]


# So many events are named in the pane; of more the first are, and all of them in the list.
MOST_NAMED = 12


def event_go(corpus: Corpus, event: Event) -> Go:
    """Return an event as words to click, with its date in muted."""
    when = "undated" if event.date is None else say(event.date)
    return Go(event.title, Mark.event(event.id), note=when, sign=glyph(corpus, event))


def place_of(session: Session, item: Evidence) -> str:
    """Return "Briefing, July 2024 · ¶2, the heading" or the like."""
    title = session.corpus.sources[item.source_id].title
    paragraph = session.paragraph(item.source_id, item.paragraph)
    heading = paragraph is not None and paragraph.heading
    return f"{title} · {item.place}" + (", the heading" if heading else "")


def quote_blocks(
    session: Session, mark: Mark, tone: int | None, noun: str = "Quote", also: bool = True
) -> list[Block]:
    """Return the lit quote, and where the others stand."""
    quotes, lit = quotes_of(session.corpus, mark), lit_quote(session)
    if not quotes:
        return []
    front = lit if lit in quotes else quotes[0]
    number = quotes.index(front) + 1
    blocks: list[Block] = [
        Quote(
            front.quote, place_of(session, front), is_exact(session, front), number,
            len(quotes), tone, noun,
        )
    ]  # fmt: skip
    if also and len(quotes) > 1:
        others = [
            Go(f"{n} {place_of(session, item)}", mark, item.id)
            for n, item in enumerate(quotes, 1)
            if item != front
        ]
        blocks.append(Entries("Also", tuple(others), shown=4))
    return blocks


def statement(corpus: Corpus, link: Relationship) -> str:
    """Return "United States — ally of → Japan"; without the arrow where it holds both ways."""
    subject, obj = corpus.actors[link.subject].name, corpus.actors[link.object].name
    arrow = "—" if is_symmetric(link.predicate) else "→"
    return f"{subject} — {link.predicate} {arrow} {obj}"


def name_of(corpus: Corpus, mark: Mark) -> str:
    """Return a mark's title, name or statement."""
    if mark.kind is MarkKind.EVENT:
        return corpus.event(EventId(mark.id)).title
    if mark.kind is MarkKind.ACTOR:
        return corpus.actors[ActorId(mark.id)].name
    return statement(corpus, corpus.relationships[RelationshipId(mark.id)])


def link_go(corpus: Corpus, link: Relationship) -> Go:
    """Return a relationship as words to click, with its date in muted."""
    when = status_word(link) if link.date is None else say(link.date)
    return Go(statement(corpus, link), Mark.relationship(link.id), note=when)


def status_word(link: Relationship) -> str:
    """Return the status of a relationship, where it says more than that it stands."""
    return "planned" if link.status is Status.PLANNED else ""
