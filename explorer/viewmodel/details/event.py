"""What is said of an event: its date as the source gives it, who took part, its words."""

from __future__ import annotations

from explorer.domain.dates import precision, say
from explorer.domain.ids import Mark, SourceId
from explorer.domain.kinds import STATUS_LABELS, event_kind_label
from explorer.domain.records import DateClaim, Event, Evidence
from explorer.index.corpus import Corpus
from explorer.viewmodel.details.blocks import Block, Entries, Fact, Folded, Go, Title, Web
from explorer.viewmodel.details.pieces import glyph, link_go, made, quote_blocks
from explorer.viewmodel.details.quotes import addresses
from explorer.viewmodel.passage.build import covers
from explorer.viewmodel.session import Session

_MOST_LINKS = 3


def event_blocks(session: Session, event: Event) -> tuple[Block, ...]:
    """Return the blocks in the order: title, date, actors, quote, also, links."""
    corpus, mark = session.corpus, Mark.event(event.id)
    tags = (event_kind_label(event.kind), STATUS_LABELS[event.status], made(event.origin),
            event.review.value)  # fmt: skip
    blocks: list[Block] = [Title(event.title, " · ".join(filter(None, tags)), glyph(corpus, event))]
    blocks += _dates(corpus, event)
    if event.participations:
        blocks.append(_people(corpus, event))
    blocks += (Web("Link", address) for address in addresses(event.evidence)[:_MOST_LINKS])
    blocks += quote_blocks(session, mark, list(corpus.kinds).index(event.kind))
    links = links_between(corpus, event)
    if links:
        noun = "relationship" if len(links) == 1 else "relationships"
        blocks.append(Folded("Links", f"{len(links):,} {noun} between these actors", links))
    return tuple(blocks)


def _dates(corpus: Corpus, event: Event) -> list[Block]:
    if len({claim.date.text for claim in event.claims}) > 1:
        used = "none is used" if event.date is None else f"{say(event.date)} is used"
        said = f"{len(event.claims)} dates are given, {used}:"
        claims = sorted(event.claims, key=lambda claim: not claim.chosen)
        return [Fact("Dates", "", said), *(_claim(corpus, event, claim) for claim in claims)]
    if event.date is None:
        return [Fact("Date", "undated", _why_undated(corpus, event))]
    claim = next((c for c in event.claims if c.chosen), None)
    note = f"{event.date.text}, {precision(event.date)}, {_basis(claim)}"
    return [Fact("Date", say(event.date), note)]


def _basis(claim: DateClaim | None) -> str:
    """Return how the source gives a date: outright, or relative to its publication."""
    if claim is None or claim.words is None:
        return "as the source says"
    since = f" counted from {claim.anchor}" if claim.anchor else ""
    return f"from “{claim.words}”{since}"


def _claim(corpus: Corpus, event: Event, claim: DateClaim) -> Fact:
    """Return one of several dates that sources give, with the words that give it."""
    said, note = say(claim.date), f"{claim.date.text}, {precision(claim.date)}"
    if not claim.evidence:
        return Fact("", said, note)
    item = claim.evidence[0]
    # Words within one of the event's own quotes are lit with that quote.
    lit = next((e for e in event.evidence if covers(e, item)), item)
    place = f"{corpus.sources[item.source_id].title} · {item.place}"
    return Fact("", said, note, Go(place, Mark.event(event.id), lit.id), item.quote)


def _why_undated(corpus: Corpus, event: Event) -> str:
    return f"The text gives none. {told_in(corpus, event.evidence)}".strip()


def told_in(corpus: Corpus, items: tuple[Evidence, ...]) -> str:
    """Return "Told in ¶2 and ¶3." or, over several sources, with their titles."""
    places: dict[SourceId, list[int]] = {}
    for item in sorted(items, key=lambda e: (e.source_id, e.paragraph)):
        numbers = places.setdefault(item.source_id, [])
        if item.paragraph not in numbers:
            numbers.append(item.paragraph)
    if not places:
        return ""
    titled = len(places) > 1
    said = [
        (f"{corpus.sources[source_id].title} " if titled else "") + _listed(numbers)
        for source_id, numbers in places.items()
    ]
    return f"Told in {'; '.join(said)}."


def _listed(numbers: list[int]) -> str:
    words = [f"¶{number}" for number in numbers]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _people(corpus: Corpus, event: Event) -> Entries:
    entries = []
    for part in event.participations:
        actor = corpus.actors[part.actor_id]
        entries.append(Go(actor.name, Mark.actor(actor.id), note=part.role, sign=actor.kind))
    return Entries("Actors", tuple(entries), columns=2, shown=24)


def links_between(corpus: Corpus, event: Event) -> tuple[Go, ...]:
    """Return the relationships between those who take part in an event."""
    ids = {part.actor_id for part in event.participations}
    return tuple(
        link_go(corpus, link)
        for link in corpus.snapshot.relationships
        if link.subject in ids and link.object in ids
    )
