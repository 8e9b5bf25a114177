"""The state as JSON text, for saved views and for finding everything as it was left."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from explorer.domain.filters import Filter
from explorer.domain.ids import ActorId
from explorer.errors import InputProblem
from explorer.index.corpus import Corpus
from explorer.viewmodel.state import State


def encode(state: State) -> str:
    """Return the state as one line of JSON, without hover and list. Same state, same text."""
    import msgspec

    kept = replace(state, hover=None, listing=None)
    return msgspec.json.encode(kept, order="deterministic").decode()


def decode(text: str) -> State:
    """Return the state that `encode` wrote; fields it does not know are left out.

    Raises
    ------
    InputProblem
        The text is no such JSON.
    """
    import msgspec

    try:
        return msgspec.json.decode(text.encode(), type=State)
    except msgspec.MsgspecError as error:
        raise InputProblem(f"not a saved view ({error})") from error


def fitted(state: State, corpus: Corpus) -> State:
    """Return the state without what no longer stands in the corpus."""
    wanted = state.filter
    return replace(
        state,
        filter=replace(
            wanted,
            actors=frozenset(actor for actor in wanted.actors if actor in corpus.actors),
            sources=_still_there(wanted, corpus),
        ),
        pinned=tuple(actor for actor in state.pinned if actor in corpus.actors),
        selection=tuple(mark for mark in state.selection if corpus.has(mark)),
        source=state.source if state.source in corpus.sources else None,
        path=state.path if _both_there(state.path, corpus) else None,
        hover=None,
    )


def changes(state: State) -> dict[str, Any]:
    """Return the state's fields by name, for `Session.update`; a list that is open stays."""
    names = (field.name for field in fields(State) if field.name != "listing")
    return {name: getattr(state, name) for name in names}


def _still_there(wanted: Filter, corpus: Corpus) -> frozenset[Any] | None:
    if wanted.sources is None:
        return None
    return frozenset(source for source in wanted.sources if source in corpus.sources) or None


def _both_there(path: tuple[ActorId, ActorId] | None, corpus: Corpus) -> bool:
    return path is not None and all(actor in corpus.actors for actor in path)
