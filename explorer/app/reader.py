"""Reading words for a form, over the drafter; imported when the first form asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.viewmodel.editing.reader import FoundDate, FoundEvent, FoundName

if TYPE_CHECKING:
    from explorer.domain.marks import EventMark, Pack
    from explorer.draft.timex import TimeExpression

# How many paragraphs before the words are read for the date that "the same day" points at.
_BEFORE = 200
_KEY = "words"
_ENOUGH = 0.5


class DraftingReader:
    """The `WordReader` of the window: what the drafter would say of the same words."""

    def dates(self, text: str, published: str | None) -> tuple[FoundDate, ...]:
        from explorer.draft.timex import tag

        found = (_found(item, text) for item in tag(text, published))
        return tuple(each for each in found if each is not None)

    def event(
        self, paragraphs: Sequence[str], index: int, start: int, end: int, published: str | None
    ) -> FoundEvent | None:
        first = max(0, index - _BEFORE)
        pack = _drafted(paragraphs[index], published)
        event = _nearest(pack, start, end)
        if event is None:
            return None
        date = _date_in(paragraphs[first : index + 1], start, end, published)
        return FoundEvent(
            event.title, event.kind, event.status, date, _names(pack, event, start, end)
        )

    def kind_of(self, name: str) -> str:
        pack = _drafted(f"{name} met reporters. Officials met {name}.", None)
        return next((actor.kind for actor in pack.actors if actor.name == name), "organisation")


def _found(item: TimeExpression, text: str) -> FoundDate | None:
    if item.edtf is None:
        return None
    words = text[item.edtf_start : item.edtf_end]
    said = words if item.anchor is not None else None
    return FoundDate(item.edtf, item.edtf_start, item.edtf_end, said, item.anchor)


def _date_in(
    paragraphs: Sequence[str], start: int, end: int, published: str | None
) -> FoundDate | None:
    """Return the first date within words of the last paragraph, as the whole text tells it."""
    from explorer.draft.timex import tag_all

    for item in tag_all(paragraphs, published)[-1]:
        found = _found(item, paragraphs[-1])
        if found is not None and start <= found.start and found.end <= end:
            return found
    return None


def _drafted(text: str, published: str | None) -> Pack:
    from explorer.domain.marks import PackSource
    from explorer.draft.draft import draft

    return draft([text], PackSource(_KEY, "", "0" * 64, 1, published=published)).pack


def _nearest(pack: Pack, start: int, end: int) -> EventMark | None:
    """Return the event of whose words most are picked, at least half; the first of equals."""

    def shared(event: EventMark) -> tuple[float, int]:
        parts = (
            (max(min(a.end, end) - max(a.start, start), 0), a.end - a.start) for a in event.evidence
        )
        return max((inside / whole, inside) for inside, whole in parts)

    best = max(pack.events, key=shared, default=None)
    return best if best is not None and shared(best)[0] >= _ENOUGH else None


def _names(pack: Pack, event: EventMark, start: int, end: int) -> tuple[FoundName, ...]:
    """Return who is named in the words, with the role of those who take part in the event."""
    roles = {part.actor: part.role for part in event.participations}
    found = []
    for actor in pack.actors:
        place = next((a for a in actor.evidence if start <= a.start and a.end <= end), None)
        if place is not None:
            role = roles.get(actor.key, "")
            found.append(FoundName(actor.name, actor.kind, role, place.start, place.end))
    return tuple(sorted(found, key=lambda name: name.start))
