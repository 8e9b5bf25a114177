"""A row of an event that is here already: it adds its words, dates and actors, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.domain.tables import RowBatch

if TYPE_CHECKING:
    from explorer.store.table_load import TableLoad


def fold(load: TableLoad, batch: RowBatch, row: int, event_id: int, paragraph_id: int) -> None:
    """Add what a row says to an event; its title, its chosen date and its review are kept."""
    text = batch.texts[row]
    load.words(
        "event_id",
        [(paragraph_id, start, end, text[start:end], event_id) for start, end in batch.cells[row]],
    )
    _fold_date(load, batch, row, event_id, paragraph_id)
    parts, words = [], []
    for actor, role, (start, end) in batch.parts[row]:
        actor_id = load.actor_ids[actor]
        found = load.raw.execute(
            "SELECT id FROM participation WHERE event_id = ? AND actor_id = ? AND role = ?",
            (event_id, actor_id, role),
        ).fetchone()
        id = (
            found[0]
            if found is not None
            else load.one("participation", event_id=event_id, actor_id=actor_id, role=role)
        )
        parts.append((id, event_id, actor_id, role))
        words.append((paragraph_id, start, end, text[start:end], id))
    load.words("participation_id", words)
    load.mention(parts, words)


def _fold_date(
    load: TableLoad, batch: RowBatch, row: int, event_id: int, paragraph_id: int
) -> None:
    date = batch.dates[row]
    if date is None:
        return
    claims = load.raw.execute(
        "SELECT edtf, id, chosen FROM date_claim WHERE event_id = ?", (event_id,)
    ).fetchall()
    id = next((id for edtf, id, _ in claims if edtf == date.edtf), None)
    if id is None:
        names = ("start_min", "start_max", "end_min", "end_max")
        id = load.one(
            "date_claim",
            event_id=event_id,
            edtf=date.edtf,
            chosen=int(not any(chosen for *_, chosen in claims)),
            **dict(zip(names, date.bounds, strict=True)),
        )
    text = batch.texts[row]
    words = [(paragraph_id, start, end, text[start:end], id) for start, end in date.cells]
    load.words("date_claim_id", words)
