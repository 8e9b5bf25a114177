"""The layout as it was left: the same data need not be laid out again at the next start."""

from __future__ import annotations

import json
from collections.abc import Sequence
from zlib import crc32

from explorer import __version__
from explorer.domain.ids import ActorId
from explorer.viewmodel.graph.layout import LayoutActor, LayoutLink, Places, lay_out


class LayoutLeft:
    """The last layout that was made from nothing known.

    Parameters
    ----------
    text
        As an earlier `text`; one that cannot be read, or was made of other data or by
        another version, is passed over.
    """

    def __init__(self, text: str = "") -> None:
        self.text = text

    def lay_out(
        self, actors: Sequence[LayoutActor], links: Sequence[LayoutLink], known: Places
    ) -> dict[ActorId, tuple[float, float]]:
        """Return what `graph_layout.lay_out` does, to the last bit."""
        if any(actor.id in known for actor in actors):
            return lay_out(actors, links, known)
        made_of = crc32(repr((__version__, actors, links)).encode())
        places = self._left(made_of)
        if places is None or places.keys() != {actor.id for actor in actors}:
            places = lay_out(actors, links, known)
            self.text = json.dumps([made_of, [[at, x, y] for at, (x, y) in places.items()]])
        return places

    def _left(self, made_of: int) -> dict[ActorId, tuple[float, float]] | None:
        try:
            left_of, rows = json.loads(self.text)
            places = {ActorId(int(at)): (float(x), float(y)) for at, x, y in rows}
        except (ValueError, TypeError):
            return None
        return places if left_of == made_of else None
