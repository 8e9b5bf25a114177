"""The form of an event: what it holds when it opens, and the operation that comes of it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from explorer.domain.ids import ActorId, EventId, Mark
from explorer.domain.kinds import Status
from explorer.domain.operations import (
    AddEvent,
    Dating,
    EditEvent,
    EventContent,
    NewActor,
    Part,
    Span,
)
from explorer.domain.records import Event, Evidence, Paragraph, Source, place_words
from explorer.errors import InputProblem
from explorer.index.corpus import Corpus
from explorer.values import dataclass, replace
from explorer.viewmodel.details.pieces import place_of
from explorer.viewmodel.editing.dating import Understood, understood
from explorer.viewmodel.editing.names import exact, named_in
from explorer.viewmodel.editing.reader import FoundDate, FoundEvent, WordReader
from explorer.viewmodel.session import Session

DEFAULT_ROLE = "party"
_TITLE_LETTERS = 60
_ROLES_FROM = 5_000
_PLAIN_KIND = "statement"


@dataclass(frozen=True, slots=True)
class QuoteLine:
    """A quote as a form lists it: where it is, what it says, and that place in words."""

    span: Span
    quote: str
    place: str


@dataclass(frozen=True, slots=True)
class PartLine:
    """Who takes part and how; `words` name them there."""

    actor: ActorId | NewActor
    role: str
    words: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class EventForm:
    """What stands in the fields.

    Attributes
    ----------
    event
        The event that is edited; None makes a new one.
    date
        The date as typed; empty is undated.
    dated
        What the date was when the form opened, with its words.
    offered
        Dates that the quotes' words give, with those words; and what these words are.
    published
        EDTF of the publication that relative dates count from.
    """

    title: str
    kind: str
    status: Status
    date: str
    parts: tuple[PartLine, ...]
    quotes: tuple[QuoteLine, ...]
    event: EventId | None = None
    dated: Dating | None = None
    dated_words: str = ""
    offered: tuple[tuple[Dating, str], ...] = ()
    published: str | None = None


def form_of_event(session: Session, event: Event, reader: WordReader) -> EventForm:
    """Return the form of an event as it stands."""
    claim = next((each for each in event.claims if each.chosen), None)
    dated = None
    if event.date is not None:
        words = tuple(map(span_of, claim.evidence)) if claim else ()
        said, anchor = (claim.words, claim.anchor) if claim else (None, None)
        dated = Dating(event.date.text, words, said, anchor)
    quotes = tuple(
        quote_line(session, item) for item in session.corpus.evidence(Mark.event(event.id))
    )
    parts = tuple(
        PartLine(part.actor_id, part.role, tuple(map(span_of, part.evidence)))
        for part in event.participations
    )
    form = EventForm(
        event.title, event.kind, event.status, dated.edtf if dated else "", parts, quotes,
        event.id, dated, _words_of(claim.evidence if claim else ()),
    )  # fmt: skip
    return with_offers(session, form, reader)


def form_of_words(
    session: Session, paragraph: Paragraph, start: int, end: int, reader: WordReader
) -> EventForm:
    """Return the form of a new event told by words `[start, end)` of a paragraph.

    What it reports, its date and the actors known in it are filled in.
    """
    source = session.corpus.sources[paragraph.source_id]
    start, end = _trimmed(paragraph.text, start, end)
    published = _published(source)
    around = session.around(source.id, paragraph.number)
    before = [p.text for p in around if p.number <= paragraph.number]
    found = reader.event(before, len(before) - 1, start, end, published)
    quote = line_of(paragraph, start, end, source.title)
    dated = None if found is None or found.date is None else _dating(paragraph, found.date)
    form = EventForm(
        found.title if found else title_of(quote.quote),
        found.kind if found else _PLAIN_KIND,
        found.status if found else Status.OCCURRED,
        dated.edtf if dated else "",
        _parts(session, paragraph, start, end, found),
        (quote,),
        dated=dated,
        dated_words=_said_at(paragraph, dated),
    )
    return with_offers(session, form, reader)


def with_quote(session: Session, form: EventForm, line: QuoteLine, reader: WordReader) -> EventForm:
    """Return the form with one more quote; a quote that it has is not added twice."""
    if any(each.span == line.span for each in form.quotes):
        return form
    return with_offers(session, replace(form, quotes=(*form.quotes, line)), reader)


def with_offers(session: Session, form: EventForm, reader: WordReader) -> EventForm:
    """Return the form with the dates that its quotes' words give, in the order of the text."""
    offered: dict[str, tuple[Dating, str]] = {}
    published: str | None = None
    for line in form.quotes:
        paragraph, source = _where(session, line.span)
        if paragraph is None or source is None:
            continue
        published = published or _published(source)
        for found in reader.dates(paragraph.text, _published(source)):
            if line.span.start <= found.start and found.end <= line.span.end:
                dating = _dating(paragraph, found)
                offered.setdefault(dating.edtf, (dating, paragraph.text[found.start : found.end]))
    return replace(form, offered=tuple(offered.values()), published=published)


def date_of(form: EventForm, reader: WordReader) -> Understood:
    """Return what the date field means now."""
    known = _known_dating(form, form.date.strip())
    found = understood(form.date, reader, form.published)
    return found if known is None else replace(found, said=known.said, anchor=known.anchor)


def words_for(form: EventForm, edtf: str | None) -> str:
    """Return the source's words that give a date; empty where none do."""
    if edtf is None:
        return ""
    if form.dated is not None and form.dated.edtf == edtf and form.dated_words:
        return form.dated_words
    return next((words for dating, words in form.offered if dating.edtf == edtf), "")


def operation_of(form: EventForm, reader: WordReader) -> AddEvent | EditEvent:
    """Return what saving the form does; raises InputProblem for what is still to mend."""
    content = content_of(form, reader)
    return AddEvent(content) if form.event is None else EditEvent(form.event, content)


def content_of(form: EventForm, reader: WordReader) -> EventContent:
    """Return what the fields say; raises InputProblem, whose place is the field's name."""
    title = " ".join(form.title.split())
    if not title:
        raise InputProblem("an event needs a title", where="title", remedy="Say what happened")
    if not form.quotes:
        raise InputProblem(
            "an event needs words to stand on", where="quotes",
            remedy="Select words in the source and add them",
        )  # fmt: skip
    date = date_of(form, reader)
    if date.problem:
        raise InputProblem(date.problem, where="date")
    return EventContent(
        title,
        form.kind,
        form.status,
        tuple(line.span for line in form.quotes),
        _saved_dating(form, date),
        tuple(Part(p.actor, p.role.strip() or DEFAULT_ROLE, p.words) for p in form.parts),
    )


def _saved_dating(form: EventForm, date: Understood) -> Dating | None:
    if date.edtf is None:
        return None
    known = _known_dating(form, date.edtf)
    return known if known is not None else Dating(date.edtf, (), date.said, date.anchor)


def _known_dating(form: EventForm, edtf: str) -> Dating | None:
    """Return the dating of the form's start or of its quotes that has this date."""
    if form.dated is not None and form.dated.edtf == edtf:
        return form.dated
    return next((dating for dating, _ in form.offered if dating.edtf == edtf), None)


def title_of(quote: str) -> str:
    """Return words as a title: one line, cut at a word's end."""
    text = " ".join(quote.split()).rstrip(".,;:")
    if len(text) <= _TITLE_LETTERS:
        return text
    return text[: text.rfind(" ", 0, _TITLE_LETTERS) if " " in text else _TITLE_LETTERS] + "…"


def line_of(paragraph: Paragraph, start: int, end: int, title: str) -> QuoteLine:
    """Return words of a paragraph as a quote, without blanks at their ends."""
    start, end = _trimmed(paragraph.text, start, end)
    place = f"{title} · {place_words(paragraph.number, paragraph.page)}"
    return QuoteLine(Span(paragraph.id, start, end), paragraph.text[start:end], place)


def known_roles(corpus: Corpus) -> list[str]:
    """Return the roles that actors have in the first events of a project, by the alphabet."""
    rows = np.arange(min(corpus.n, _ROLES_FROM))
    found = {part.role for event in corpus.records(rows) for part in event.participations}
    return sorted(found | {DEFAULT_ROLE})


def quote_line(session: Session, item: Evidence) -> QuoteLine:
    return QuoteLine(span_of(item), item.quote, place_of(session, item))


def span_of(item: Evidence) -> Span:
    return Span(item.paragraph_id, item.start, item.end)


def _words_of(items: Sequence[Evidence]) -> str:
    return items[0].quote if items else ""


def _said_at(paragraph: Paragraph, dating: Dating | None) -> str:
    if dating is None or not dating.words:
        return ""
    return paragraph.text[dating.words[0].start : dating.words[0].end]


def _published(source: Source) -> str | None:
    return source.published.text if source.published is not None else None


def _dating(paragraph: Paragraph, found: FoundDate) -> Dating:
    words = (Span(paragraph.id, found.start, found.end),)
    return Dating(found.edtf, words, found.said, found.anchor)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return whole words: without blanks at the ends, a word that was cut taken whole."""
    part = text[start:end]
    start, end = start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
    while 0 < start < end and text[start - 1].isalnum() and text[start].isalnum():
        start -= 1
    while start < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return start, end


def _where(session: Session, span: Span) -> tuple[Paragraph | None, Source | None]:
    for source in session.corpus.snapshot.sources:
        for paragraph in session.at_hand(source.id):
            if paragraph.id == span.paragraph_id:
                return paragraph, source
    return None, None


def _parts(
    session: Session, paragraph: Paragraph, start: int, end: int, found: FoundEvent | None
) -> tuple[PartLine, ...]:
    """Return the known actors named in the words, with the roles that were read."""
    corpus = session.corpus
    roles: dict[ActorId, PartLine] = {}
    for name in found.names if found else ():
        known = exact(corpus, name.name) or exact(corpus, paragraph.text[name.start : name.end])
        if known is not None:
            words = (Span(paragraph.id, name.start, name.end),)
            roles.setdefault(known.id, PartLine(known.id, name.role or DEFAULT_ROLE, words))
    for actor_id, left, right in named_in(corpus, paragraph.text, start, end):
        words = (Span(paragraph.id, left, right),)
        roles.setdefault(actor_id, PartLine(actor_id, DEFAULT_ROLE, words))
    return tuple(sorted(roles.values(), key=lambda part: part.words[0].start))
