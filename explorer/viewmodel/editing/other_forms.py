"""The forms of an actor and of a relationship."""

from __future__ import annotations

from explorer.domain.ids import ActorId, RelationshipId
from explorer.domain.kinds import Status
from explorer.domain.operations import AddRelationship, Dating, EditActor, EditRelationship
from explorer.domain.predicates import known_predicates
from explorer.domain.records import Actor, Relationship
from explorer.errors import InputProblem
from explorer.index.corpus import Corpus
from explorer.values import dataclass, replace
from explorer.viewmodel.editing.dating import understood
from explorer.viewmodel.editing.event_form import QuoteLine
from explorer.viewmodel.editing.names import named_in
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.session import Session


@dataclass(frozen=True, slots=True)
class ActorForm:
    """`aliases` stand in one field, parted by semicolons."""

    actor: ActorId
    name: str
    kind: str
    aliases: str


def form_of_actor(actor: Actor) -> ActorForm:
    return ActorForm(actor.id, actor.name, actor.kind, "; ".join(actor.aliases))


def actor_operation(form: ActorForm) -> EditActor:
    """Return what saving does; raises InputProblem, whose place is the field's name."""
    name = " ".join(form.name.split())
    if not name:
        raise InputProblem("an actor needs a name", where="name", remedy="Type one")
    names = (" ".join(each.split()) for each in form.aliases.split(";"))
    aliases = tuple(dict.fromkeys(each for each in names if each and each != name))
    return EditActor(form.actor, name, form.kind, aliases)


@dataclass(frozen=True, slots=True)
class RelationshipForm:
    """`relationship` None makes a new one on `quotes`; an edited one keeps its own words."""

    relationship: RelationshipId | None
    subject: ActorId | None
    predicate: str
    object: ActorId | None
    status: Status
    date: str
    quotes: tuple[QuoteLine, ...] = ()


def form_of_relationship(link: Relationship) -> RelationshipForm:
    date = link.date.text if link.date is not None else ""
    return RelationshipForm(link.id, link.subject, link.predicate, link.object, link.status, date)


def form_of_pair(pair: tuple[ActorId, ActorId] | None) -> RelationshipForm:
    """Return the form of a new relationship between two actors, or of nobody yet."""
    subject, other = pair or (None, None)
    return RelationshipForm(None, subject, "", other, Status.OCCURRED, "")


def with_words(
    session: Session, form: RelationshipForm, line: QuoteLine, text: str, reader: WordReader
) -> RelationshipForm:
    """Return the form with one more quote, from a paragraph of this text.

    What is still empty is taken from its words: the two actors first named in them, a type of
    link that stands there as such, the one date they give.
    """
    if any(each.span == line.span for each in form.quotes):
        return form
    start, end = line.span.start, line.span.end
    named = [actor for actor, _, _ in named_in(session.corpus, text, start, end)]
    others = (actor for actor in named if actor not in (form.subject, form.object))
    subject = form.subject if form.subject is not None else next(others, None)
    other = form.object if form.object is not None else next(others, None)
    told = (each for each in predicates(session.corpus) if f" {each} " in f" {line.quote} ")
    dates = {found.edtf for found in reader.dates(line.quote, None)}
    return replace(
        form,
        subject=subject,
        object=other,
        predicate=form.predicate or max(told, key=len, default=""),
        date=form.date or (dates.pop() if len(dates) == 1 else ""),
        quotes=(*form.quotes, line),
    )


def relationship_operation(
    form: RelationshipForm, reader: WordReader
) -> AddRelationship | EditRelationship:
    """Return what saving does; raises InputProblem, whose place is the field's name."""
    if form.subject is None:
        raise InputProblem("it needs a known actor", where="subject", remedy="Choose one by name")
    if form.object is None:
        raise InputProblem("it needs a known actor", where="object", remedy="Choose one by name")
    if form.subject == form.object:
        raise InputProblem("links an actor to itself", where="object", remedy="Choose another")
    predicate = " ".join(form.predicate.split())
    if not predicate:
        raise InputProblem("it needs a type", where="predicate", remedy="Type “leads” or the like")
    date = understood(form.date, reader)
    if date.problem:
        raise InputProblem(date.problem, where="date")
    dating = None if date.edtf is None else Dating(date.edtf)
    said = form.subject, predicate, form.object, form.status
    if form.relationship is not None:
        return EditRelationship(form.relationship, *said, dating)
    if not form.quotes:
        raise InputProblem(
            "it needs words to stand on", where="quotes",
            remedy="Select words in the source and press Shift+E",
        )  # fmt: skip
    return AddRelationship(*said, tuple(line.span for line in form.quotes), dating)


def predicates(corpus: Corpus) -> tuple[str, ...]:
    """Return the types of link there are: those of the project, then the known ones."""
    used = sorted({link.predicate for link in corpus.snapshot.relationships})
    return tuple(dict.fromkeys((*used, *known_predicates())))
