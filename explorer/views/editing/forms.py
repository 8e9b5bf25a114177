"""Which form belongs to which mark."""

from __future__ import annotations

from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.viewmodel.editing.event_form import form_of_event
from explorer.viewmodel.editing.other_forms import form_of_actor, form_of_relationship
from explorer.viewmodel.editing.reader import WordReader
from explorer.viewmodel.editing.splitting import split_form
from explorer.viewmodel.session import Session
from explorer.views.editing.body import FormBody
from explorer.views.editing.event_form import EventFormView
from explorer.views.editing.other_forms import ActorFormView, RelationshipFormView
from explorer.views.editing.split_actor import SplitActorView
from explorer.views.editing.split_event import SplitEventView
from explorer.views.look import Look


def split_form_for(session: Session, mark: Mark, reader: WordReader, look: Look) -> FormBody:
    """Return the form that makes two of an event or an actor."""
    corpus = session.corpus
    if mark.kind is MarkKind.EVENT:
        form = split_form(session, corpus.event(EventId(mark.id)), reader)
        return SplitEventView(session, form, reader, look)
    return SplitActorView(session, corpus.actors[ActorId(mark.id)], reader, look)


def form_for(session: Session, mark: Mark, reader: WordReader, look: Look) -> FormBody:
    """Return the form of a mark as it stands."""
    corpus = session.corpus
    if mark.kind is MarkKind.EVENT:
        form = form_of_event(session, corpus.event(EventId(mark.id)), reader)
        return EventFormView(session, form, reader, look)
    if mark.kind is MarkKind.ACTOR:
        return ActorFormView(form_of_actor(corpus.actors[ActorId(mark.id)]), look)
    link = corpus.relationships[RelationshipId(mark.id)]
    return RelationshipFormView(session, form_of_relationship(link), reader, look)
