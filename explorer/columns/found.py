"""All that words were found in, as ids."""

from __future__ import annotations

from explorer.columns.values import Ints
from explorer.values import dataclass


@dataclass(frozen=True, eq=False)
class Found:
    """Ids, ascending: of a common word there are as many as paragraphs."""

    events: Ints
    actors: Ints
    paragraphs: Ints
