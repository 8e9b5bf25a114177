"""The forms of an actor and of a relationship."""

from __future__ import annotations

from dataclasses import dataclass

from explorer.domain.ids import ActorId, RelationshipId
from explorer.domain.kinds import Status
from explorer.domain.operations import Dating, EditActor, EditRelationship
from explorer.domain.predicates import known_predicates
from explorer.domain.records import Actor, Relationship
from explorer.errors import InputProblem
from explorer.index.corpus import Corpus
from explorer.viewmodel.editing.dating import understood
from explorer.viewmodel.editing.reader import WordReader


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
    """`dated` is the date it had; its words stay its own."""

    relationship: RelationshipId
    subject: ActorId | None
    predicate: str
    object: ActorId | None
    status: Status
    date: str


def form_of_relationship(link: Relationship) -> RelationshipForm:
    date = link.date.text if link.date is not None else ""
    return RelationshipForm(link.id, link.subject, link.predicate, link.object, link.status, date)


def relationship_operation(form: RelationshipForm, reader: WordReader) -> EditRelationship:
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
    return EditRelationship(
        form.relationship, form.subject, predicate, form.object, form.status, dating
    )


def predicates(corpus: Corpus) -> tuple[str, ...]:
    """Return the types of link there are: those of the project, then the known ones."""
    used = sorted({link.predicate for link in corpus.snapshot.relationships})
    return tuple(dict.fromkeys((*used, *known_predicates())))
