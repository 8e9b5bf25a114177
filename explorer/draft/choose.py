"""What of a reading is worth a person's review, and what is left out as noise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from explorer.domain.kinds import Status
from explorer.draft.cast import ACTING, Cast, Member
from explorer.draft.events import STRONG, Told
from explorer.draft.relations import Link
from explorer.draft.wordset import word_set

_WEIGHTY = frozenset(("CONSULT", "MOBILIZE", "vote"))
_REGION_ROLES = frozenset(("agent", "target", "party", "speaker", "beneficiary", "recipient"))


def chosen_events(groups: Iterable[list[Told]]) -> list[list[Told]]:
    """Leave out what says too little, and what lies inside another's words and adds nothing."""
    every = list(groups)
    flat: dict[int, list[Told]] = {}
    for group in every:
        for event in group:
            if not _says_nothing(event):
                flat.setdefault(event.sentence, []).append(event)
    return [
        group
        for group in every
        if not all(
            _says_nothing(event) or _is_part(event, flat.get(event.sentence, ())) for event in group
        )
    ]


def _says_nothing(event: Told) -> bool:
    """Whether a telling is no more than "he said", "he taught", "known as"."""
    lemma, group = event.sense.lemma, event.sense.group
    if event.doubted or (
        lemma in _SAYING and (event.carries or event.bare or event.form == "passive")
    ):
        return True
    if lemma in _NAMING and event.form in ("participle", "passive", "noun"):
        return True
    if event.form == "noun":
        talk = group == "statement" and lemma not in _SPOKEN
        if not event.parts and (event.bare or talk):
            return True
        return event.date is None and (not event.parts or event.bare or talk)
    if len(event.title) == 1 and event.bare and not event.parts:
        return True  # a verb alone
    if lemma in _SAYING:
        return not any(part.role == "speaker" for part in event.parts)
    return event.bare and event.date is None and group in _PLAIN and lemma not in _WHOLE


_PLAIN = frozenset(("change", "other", "statement"))
_SAYING = word_set(
    "say tell state add explain comment note describe write reply respond remark quote cite speak"
    " report mention argue stress emphasise emphasize reiterate answer express admit acknowledge"
    " observe joke recall think tweet post"
)
_SPOKEN = word_set("announcement speech declaration apology testimony address interview warning")
_NAMING = word_set(
    "call name know describe dub title entitle nickname label term consider link tie base locate"
    " situate relate align associate"
)
# What is told in full by the verb alone.
_WHOLE = word_set(
    "die resign collapse explode surrender escape land retire graduate depart crash sink fail"
    " disappear erupt flee marry divorce reopen close open resume end begin start fall drown perish"
    " vanish disband dissolve split merge default"
)


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
