"""All that a person sets of an event, brought to its rows."""

from __future__ import annotations

from collections.abc import Iterable

from explorer.domain import dates
from explorer.domain.ids import Mark
from explorer.domain.kinds import Origin, Review
from explorer.domain.operations import Dating, EventContent, NewActor, Part
from explorer.errors import InputProblem
from explorer.store.anchors import Words
from explorer.store.changes.rows import change, ids, live, required, set_review
from explorer.store.changes.words import words_at
from explorer.store.evidence import add_words, set_words, standing
from explorer.store.journal import Recorder
from explorer.store.merge import bound_columns
from explorer.store.tellings import remember
from explorer.values import dataclass

_ACCEPTED = Review.ACCEPTED.value
_SAME_NAME = """
SELECT id FROM actor WHERE name = ? COLLATE NOCASE AND kind = ? AND same_actor_id IS NULL
ORDER BY review = 'rejected', id"""
_PARTS = """
SELECT participation.id, actor_id, role FROM participation JOIN actor ON actor.id = actor_id
WHERE event_id = ? AND participation.review <> 'rejected' AND actor.review <> 'rejected'
ORDER BY participation.id"""


def make_event(recorder: Recorder, content: EventContent, origin: str) -> int:
    """Add an event, accepted, with what it names anew; returns its id."""
    event_id = recorder.insert("event", **_columns(content), origin=origin, review=_ACCEPTED)
    _bring(recorder, event_id, content)
    return event_id


def set_event(recorder: Recorder, event_id: int, content: EventContent) -> None:
    """Make an event what the content says, and accept it.

    What is left out of the content is rejected, so that no drafter brings it again. Words
    are kept where a date or a part stays and the content gives none for it.
    """
    change(recorder, "event", event_id, **_columns(content), review=_ACCEPTED)
    _bring(recorder, event_id, content)


def edtf_of(dating: Dating | None) -> str | None:
    """Return a date as it is kept; raises InputProblem where it, or its anchor, is no EDTF."""
    if dating is None:
        return None
    for text in (dating.edtf, dating.anchor):
        if text is not None:
            dates.parse(text)
    return dating.edtf


def actor_for(recorder: Recorder, actor: int | NewActor, words: Iterable[Words] = ()) -> int:
    """Return the id of an actor that is accepted from now on; made where it is new.

    One of the same name and kind is the same actor, even a rejected one: a person names it.
    """
    if not isinstance(actor, NewActor):
        live(recorder.raw, Mark.actor(actor))
        set_review(recorder, "actor", [actor], Review.ACCEPTED)
        return actor
    name, kind = required(actor.name, "the actor's name"), required(actor.kind, "the actor's kind")
    found = ids(recorder.raw, _SAME_NAME, name, kind)
    if found:
        set_review(recorder, "actor", found[:1], Review.ACCEPTED)
        id = found[0]
    else:
        id = recorder.insert(
            "actor", name=name, kind=kind, origin=Origin.CURATED.value, review=_ACCEPTED
        )
    add_words(recorder, ("actor_id", id), words)
    return id


def _columns(content: EventContent) -> dict[str, str]:
    return {
        "title": required(content.title, "the event's title"),
        "kind": required(content.kind, "the event's kind"),
        "status": content.status.value,
    }


def _bring(recorder: Recorder, event_id: int, content: EventContent) -> None:
    where = f"event “{content.title}”"
    quotes = words_at(recorder.raw, content.quotes, where)
    if not quotes:
        raise InputProblem("has no words to stand on", where=where, remedy="Give it a quote")
    set_words(recorder, ("event_id", event_id), quotes)
    remember(recorder, ((event_id, content.kind, words) for words in quotes))
    _set_date(recorder, event_id, content.date, where)
    _set_parts(recorder, event_id, content.parts, where)


def _set_date(recorder: Recorder, event_id: int, dating: Dating | None, where: str) -> None:
    """Choose a date; the one chosen before goes, dates that other words give stay as claims."""
    edtf, raw = edtf_of(dating), recorder.raw
    claims = raw.execute(
        "SELECT id, edtf, chosen, review FROM date_claim WHERE event_id = ? ORDER BY id",
        (event_id,),
    ).fetchall()
    for id, text, chosen, review in claims:
        if text != edtf and (chosen or edtf is None) and review != Review.REJECTED:
            change(recorder, "date_claim", id, chosen=0, review=Review.REJECTED.value)
        elif text != edtf:
            change(recorder, "date_claim", id, chosen=0)
            if review == Review.PENDING:
                set_review(recorder, "date_claim", [id], Review.ACCEPTED)
    if dating is None or edtf is None:
        return
    words = words_at(raw, dating.words, f"{where}, date {edtf}")
    said = {"words": dating.said, "anchor": dating.anchor, "chosen": 1, "review": _ACCEPTED}
    id = next((id for id, text, *_ in claims if text == edtf), None)
    if id is None:
        columns = {**said, **bound_columns(edtf), "origin": Origin.CURATED.value}
        id = recorder.insert("date_claim", event_id=event_id, edtf=edtf, **columns)
    else:
        change(recorder, "date_claim", id, **said)
    owner = ("date_claim_id", id)
    if words:
        set_words(recorder, owner, words)
    change(recorder, "date_claim", id, wordless=int(not standing(raw, owner)))


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A participation as it shall be."""

    actor_id: int
    role: str
    words: tuple[Words, ...]


def _set_parts(recorder: Recorder, event_id: int, parts: tuple[Part, ...], where: str) -> None:
    wanted = [_wanted(recorder, part, where) for part in parts]
    there = recorder.raw.execute(_PARTS, (event_id,)).fetchall()
    same = {(item.actor_id, item.role) for item in wanted}
    free = [row for row in there if row[1:] not in same]
    kept = []
    for item in wanted:
        id = _participation(recorder, event_id, item, free)
        kept.append(id)
        if item.words:
            set_words(recorder, ("participation_id", id), item.words)
    gone = [id for id, *_ in there if id not in kept]
    set_review(recorder, "participation", gone, Review.REJECTED)


def _wanted(recorder: Recorder, part: Part, where: str) -> _Wanted:
    words = words_at(recorder.raw, part.words, where)
    role = required(part.role, "the actor's role")
    return _Wanted(actor_for(recorder, part.actor, words), role, words)


def _participation(
    recorder: Recorder, event_id: int, item: _Wanted, free: list[tuple[int, int, str]]
) -> int:
    """Return the row for a participation: the very one, the actor's in another role, or a new."""
    very = ids(
        recorder.raw,
        "SELECT id FROM participation WHERE event_id = ? AND actor_id = ? AND role = ?",
        *(event_id, item.actor_id, item.role),
    )
    other = next((row for row in free if row[1] == item.actor_id), None)
    if very:
        set_review(recorder, "participation", very, Review.ACCEPTED)
        return very[0]
    if other is not None:
        free.remove(other)
        change(recorder, "participation", other[0], role=item.role, review=_ACCEPTED)
        return other[0]
    return recorder.insert(
        "participation",
        event_id=event_id,
        actor_id=item.actor_id,
        role=item.role,
        origin=Origin.CURATED.value,
        review=_ACCEPTED,
    )
