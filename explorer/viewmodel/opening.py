"""How a project is looked at when nobody has looked at it before."""

from __future__ import annotations

from explorer.domain.filters import Filter, ReviewScope
from explorer.index.corpus import Corpus
from explorer.viewmodel.state import Axis, State


def opening_state(corpus: Corpus) -> State:
    """Return the first state: as told where no event has a date, else the calendar.

    Where all is drafted and nothing reviewed, drafts are shown: there is nothing else.
    """
    told = corpus.n > 0 and not corpus.columns.dated
    drafts = corpus.n > 0 and not corpus.columns.head.accepted
    shown = Filter(review=ReviewScope.ALL) if drafts else Filter()
    return State(filter=shown, axis=Axis.TOLD if told else Axis.CALENDAR)
