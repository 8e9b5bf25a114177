"""A row of an event that is here already: it adds its words, dates and actors, nothing else."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from explorer.domain.tables import Dated, RowBatch, RowWords

if TYPE_CHECKING:
    from explorer.store.table_load import TableLoad


def fold(
    load: TableLoad, batch: RowBatch, new: Collection[int], events: dict[str, int], paragraph: int
) -> int:
    """Add what the rows that are not `new` say to their events; returns how many they are.

    An event's title, its chosen date and its review are kept. `events` are ids by key,
    `paragraph` is the id of the batch's first.
    """
    folded = [row for row in range(len(batch)) if row not in new]
    owner = {row: events[batch.keys[row] or ""] for row in folded}
    texts = batch.texts

    def words(found: Iterable[RowWords], ids: dict[int, int]) -> list[tuple[Any, ...]]:
        return [
            (paragraph + row, start, end, texts[row][start:end], ids[row])
            for row, start, end in found
            if row in ids
        ]

    load.words("event_id", words(batch.words, owner))
    claims = {row: _claim(load, date, owner[row]) for row in folded if (date := batch.dates[row])}
    load.words("date_claim_id", words(batch.date_words, claims))
    parts, of_parts = [], []
    for row, actor, role, start, end in batch.parts:
        if row in owner:
            id = _part(load, owner[row], load.actor_ids[actor], role)
            parts.append((id, owner[row], load.actor_ids[actor], role))
            of_parts.append((paragraph + row, start, end, texts[row][start:end], id))
    load.words("participation_id", list(dict.fromkeys(of_parts)))
    load.mention(parts, of_parts)
    return len(folded)


def _part(load: TableLoad, event_id: int, actor_id: int, role: str) -> int:
    found = load.raw.execute(
        "SELECT id FROM participation WHERE event_id = ? AND actor_id = ? AND role = ?",
        (event_id, actor_id, role),
    ).fetchone()
    if found is not None:
        return int(found[0])
    return load.one("participation", event_id=event_id, actor_id=actor_id, role=role)


def _claim(load: TableLoad, date: Dated, event_id: int) -> int:
    claims = load.raw.execute(
        "SELECT edtf, id, chosen FROM date_claim WHERE event_id = ?", (event_id,)
    ).fetchall()
    there = next((id for edtf, id, _ in claims if edtf == date.edtf), None)
    if there is not None:
        return int(there)
    return load.one(
        "date_claim",
        event_id=event_id,
        edtf=date.edtf,
        chosen=int(not any(chosen for *_, chosen in claims)),
        **dict(zip(("start_min", "start_max", "end_min", "end_max"), date.bounds, strict=True)),
    )
