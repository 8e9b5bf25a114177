"""Which lanes there are, in which order, and which events stand in each.

The order follows from the data and the filter alone, so it holds still while panning:
pinned actors first, then chosen ones, then by number of matching events, then of all, then by name.
"""

from __future__ import annotations

import numpy as np

from explorer.domain.filters import Match
from explorer.domain.ids import Mark
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Bools, Corpus, Rows
from explorer.values import dataclass
from explorer.viewmodel.state import Lanes, State


@dataclass(frozen=True, eq=False)
class Lane:
    """One lane. `rows` are ascending corpus rows that stand in it.

    `icon` is a kind of actor, `kind_index` a kind of event; at most one is given.
    `quiet` lanes are our own words ("No actor named"), not names.
    """

    key: str
    name: str
    rows: Rows
    matching: int
    icon: str | None = None
    kind_index: int | None = None
    chosen: bool = False
    quiet: bool = False
    mark: Mark | None = None
    pinned: bool = False


def lanes_of(corpus: Corpus, state: State, matches: Bools, shown: Bools) -> tuple[Lane, ...]:
    """Return the lanes in their order; one without a shown event is left out.

    Parameters
    ----------
    matches, shown
        Masks of shape (corpus.n,): what passes the filter, and what is drawn at all.
    """
    makers = {
        Lanes.ACTOR: _by_actor,
        Lanes.KIND: _by_kind,
        Lanes.SOURCE: _by_source,
        Lanes.NONE: _all,
    }
    return makers[state.lanes](corpus, state, matches, shown)


def _by_actor(corpus: Corpus, state: State, matches: Bools, shown: Bools) -> tuple[Lane, ...]:
    wanted = state.filter
    chosen = frozenset() if wanted.match is Match.NONE else wanted.actors
    pinned = {actor_id: place for place, actor_id in enumerate(state.pinned)}
    lanes = []
    for actor_id, rows in corpus.rows_of_actor.items():
        rows = rows[shown[rows]]
        if len(rows):
            actor = corpus.actors[actor_id]
            count = int(np.count_nonzero(matches[rows]))
            lanes.append(
                Lane(
                    f"actor {actor_id}", actor.name, rows, count, icon=actor.kind,
                    chosen=actor_id in chosen, mark=Mark.actor(actor_id),
                    pinned=actor_id in pinned,
                )
            )  # fmt: skip
    top: dict[Mark | None, int] = {
        Mark.actor(actor_id): place for actor_id, place in pinned.items()
    }
    lanes.sort(
        key=lambda lane: (
            top.get(lane.mark, len(top)), not lane.chosen, -lane.matching, -len(lane.rows),
            lane.name,
        )
    )  # fmt: skip
    named = np.zeros(corpus.n, dtype=np.bool_)
    for rows in corpus.rows_of_actor.values():
        named[rows] = True
    return (*lanes, *_nonempty("none", "No actor named", shown & ~named, matches, icon="group"))


def _by_kind(corpus: Corpus, state: State, matches: Bools, shown: Bools) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    for index, key in enumerate(corpus.kinds):
        mask = shown & (corpus.kind == index)
        lanes += _nonempty(f"kind {key}", event_kind_label(key), mask, matches, kind_index=index)
    return tuple(lanes)


def _by_source(corpus: Corpus, state: State, matches: Bools, shown: Bools) -> tuple[Lane, ...]:
    lanes: list[Lane] = []
    told = np.zeros(corpus.n, dtype=np.bool_)
    for source_id, rows in corpus.rows_of_source.items():
        told[rows] = True
        mask = np.zeros(corpus.n, dtype=np.bool_)
        mask[rows] = True
        title = corpus.sources[source_id].title
        lanes += _nonempty(f"source {source_id}", title, mask & shown, matches)
    return (*lanes, *_nonempty("none", "No source named", shown & ~told, matches))


def _all(corpus: Corpus, state: State, matches: Bools, shown: Bools) -> tuple[Lane, ...]:
    return tuple(_nonempty("all", "All events", shown, matches))


def _nonempty(
    key: str,
    name: str,
    mask: Bools,
    matches: Bools,
    *,
    icon: str | None = None,
    kind_index: int | None = None,
) -> list[Lane]:
    rows = np.flatnonzero(mask).astype(np.int32)
    if not len(rows):
        return []
    quiet = key in ("none", "all")
    count = int(np.count_nonzero(matches[rows]))
    return [Lane(key, name, rows, count, icon, kind_index, quiet=quiet)]
