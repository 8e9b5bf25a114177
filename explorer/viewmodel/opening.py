"""How a project is looked at when nobody has looked at it before."""

from __future__ import annotations

from explorer.index.corpus import Corpus
from explorer.viewmodel.state import Axis, State


def opening_state(corpus: Corpus) -> State:
    """Return the first state: as told where no event has a date, else the calendar."""
    told = corpus.n > 0 and not corpus.dated.any()
    return State(axis=Axis.TOLD if told else Axis.CALENDAR)
