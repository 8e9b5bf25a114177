"""From an operation to the rows it changes."""

from __future__ import annotations

from explorer.domain import operations as op
from explorer.errors import ExplorerBug
from explorer.store.changes import (
    actors,
    arranging,
    decide,
    dividing,
    drafts,
    events,
    folding,
    proposals,
    relationships,
    sources,
)
from explorer.store.journal import Recorder


def carry_out(operation: op.Operation, recorder: Recorder) -> str:
    """Make an operation's changes; returns its name for the Edit menu.

    Raises AlreadyThere where all of it is in the project, and InputProblem where it
    cannot be done.
    """
    match operation:
        case op.ImportDocument(document, packs, draft):
            return sources.import_document(recorder, document, packs, draft)
        case op.AddDraft(draft):
            return drafts.add(recorder, draft)
        case op.ApplyPack(pack):
            return sources.apply_pack(recorder, pack)
        case op.PinActors(positions):
            return arranging.pin(recorder, positions)
        case op.UnpinActors(actor_ids):
            return arranging.unpin(recorder, actor_ids)
        case op.SaveView(name, state, slot):
            return arranging.save_view(recorder, name, state, slot)
        case op.DeleteView(name):
            return arranging.delete_view(recorder, name)
        case _:
            return _review(operation, recorder)


def _review(operation: op.Operation, recorder: Recorder) -> str:
    match operation:
        case op.Decide(marks, verdict):
            return decide.decide(recorder, marks, verdict)
        case op.AddEvent(content):
            return events.add(recorder, content)
        case op.EditEvent(event_id, content):
            return events.edit(recorder, event_id, content)
        case op.SplitEvent(event_id, contents):
            return events.split(recorder, event_id, contents)
        case op.MergeEvents(event_id, event_ids):
            return folding.merge(recorder, event_id, event_ids)
        case op.MergeActors(actor_id, actor_ids):
            return actors.merge(recorder, actor_id, actor_ids)
        case op.SplitActor():
            return dividing.split(recorder, operation)
        case op.EditActor(actor_id, name, kind, aliases):
            return actors.edit(recorder, actor_id, name, kind, aliases)
        case op.AddRelationship():
            return relationships.add(recorder, operation)
        case op.EditRelationship():
            return relationships.edit(recorder, operation)
        case op.DecideProposal(proposal_id, verdict):
            return proposals.decide_proposal(recorder, proposal_id, verdict)
        case _:
            raise ExplorerBug(f"nothing is known of {type(operation).__name__}")
