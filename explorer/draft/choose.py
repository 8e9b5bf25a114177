"""What of a reading is worth a person's review, and what is left out as noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.domain.kinds import Status
from explorer.draft.cast import ACTING, Cast, Member
from explorer.draft.events import STRONG, Told
from explorer.draft.relations import Link

_SHORTEST = 3  # characters after the verb
_WEIGHTY = frozenset(("CONSULT", "AGREE", "MOBILIZE", "vote"))
_REGION_ROLES = frozenset(("agent", "target", "party", "speaker", "beneficiary", "recipient"))


def chosen_events(groups: Iterable[list[Told]]) -> list[list[Told]]:
    """Leave out an event whose words lie inside another's and that adds nobody and no date."""
    every = list(groups)
    flat: dict[int, list[Told]] = {}
    for group in every:
        for event in group:
            flat.setdefault(event.sentence, []).append(event)
    return [
        group
        for group in every
        if not all(_is_part(event, flat[event.sentence]) or _says_nothing(event) for event in group)
    ]


def _says_nothing(event: Told) -> bool:
    """Whether a telling is no more than "he said", with neither what nor when."""
    bare = event.end - event.words[0][1] <= _SHORTEST
    return event.sense.group == "statement" and bare and event.date is None


def _is_part(event: Told, flat: Sequence[Told]) -> bool:
    if event.date is not None or event.sense.group in STRONG:
        return False
    if event.form == "noun" and event.sense.group in _WEIGHTY:
        return False
    return any(
        other is not event
        and other.paragraph == event.paragraph
        and other.start <= event.start
        and event.end <= other.end
        and event.actors <= other.actors
        and (other.start, -other.end) < (event.start, -event.end)
        and not _adds(event, other)
        for other in flat
    )


def _adds(event: Told, other: Told) -> bool:
    """Whether an inner event is one of its own: planned, or going on, inside what has happened."""
    if event.form == "noun":
        return event.status is not other.status and event.status is not Status.ANNOUNCED
    return event.status is Status.PLANNED and other.status is not Status.PLANNED


def known_actors(
    cast: Cast, groups: Sequence[Sequence[Told]], links: Sequence[Link]
) -> frozenset[str]:
    """Return the keys of those who are actors: named for sure, or seen to act.

    A region counts where it acts or is acted upon; a state known only by its people's name,
    and a word that was taken for a name with doubt, where they take part in an event.
    """
    parts: dict[str, set[str]] = {}
    for group in groups:
        for event in group:
            for part in event.parts:
                parts.setdefault(part.player.key, set()).add(part.role)
    linked = {key for link in links for key in (link.subject, link.object)}
    return frozenset(
        key
        for key, member in cast.members.items()
        if _counts(member, parts.get(key, set()), key in linked)
    )


def _counts(member: Member, roles: set[str], linked: bool) -> bool:
    if member.kind == "region":
        return bool(roles & _REGION_ROLES) or (len(member.mentions) > 2 and bool(roles))
    if member.kind not in ACTING:
        return False
    forms = {mention.form for mention in member.mentions}
    if not member.sure:
        return bool(roles - {"place", "topic"}) or linked
    if forms <= {"demonym"}:
        return bool(roles)
    return True
