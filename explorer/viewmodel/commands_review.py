"""The commands of reviewing and editing; part of the one table.

Their keys are single letters. What they are about is the current item of the review, or
outside of a review the chosen mark.
"""

from __future__ import annotations

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import MarkKind
from explorer.domain.kinds import Review
from explorer.viewmodel import filtering
from explorer.viewmodel.commands import ORIGIN, Command, Desk
from explorer.viewmodel.graph.relationships import connectable
from explorer.viewmodel.review.bulk import Group, bunch
from explorer.viewmodel.review.queue import Item
from explorer.viewmodel.review.reviewing import review_of

_MENU = ("Review",)
_SCOPES = {
    ReviewScope.ACCEPTED: "Accepted marks",
    ReviewScope.PENDING: "Drafts not yet reviewed",
    ReviewScope.ALL: "Both",
}
_ALL_OF = {
    Group.ACTOR: ("Accept all of the actor", "Shift+A"),
    Group.PARAGRAPH: ("Accept all of the paragraph", "Shift+P"),
    Group.SOURCE: ("Accept all of the source", "Shift+S"),
}


def _begin_title(desk: Desk) -> str:
    count = len(desk.reviewing.waiting)
    return f"Review {count:,} draft{'' if count == 1 else 's'}" if count else "Review drafts"


def _target(desk: Desk) -> Item | None:
    """Return what a decision is about; nothing while a form is open."""
    return None if desk.is_editing else desk.reviewing.target


def _is_open(desk: Desk) -> bool:
    """Whether the target waits for a yes or no."""
    target = _target(desk)
    if target is None:
        return False
    return target.proposal is not None or (
        review_of(desk.session.corpus, target.mark) is Review.PENDING
    )


def _has_target(desk: Desk) -> bool:
    return _target(desk) is not None


def _can_edit(desk: Desk) -> bool:
    target = _target(desk)
    return desk.picks_words or (target is not None and target.proposal is None)


def _can_split(desk: Desk) -> bool:
    target = _target(desk)
    plain = target is not None and target.proposal is None
    return plain and target is not None and target.mark.kind is not MarkKind.RELATIONSHIP


def _can_merge(desk: Desk) -> bool:
    target = _target(desk)
    return target is not None and target.mark.kind is not MarkKind.RELATIONSHIP


def _some_wait(desk: Desk) -> bool:
    return desk.reviewing.active and not desk.is_editing and bool(desk.reviewing.waiting)


def _can_relate(desk: Desk) -> bool:
    return desk.picks_words or (not desk.is_editing and connectable(desk.session) is not None)


def _edit_title(desk: Desk) -> str:
    return "New event from the picked words…" if desk.picks_words else "Edit…"


def _relate_title(desk: Desk) -> str:
    of = "from the picked words" if desk.picks_words else "between the two chosen actors"
    return f"New relationship {of}…"


def _all_of(group: Group) -> Command:
    title, key = _ALL_OF[group]

    def words(desk: Desk) -> str:
        found = bunch(desk.reviewing, group)
        return title if found is None else found.words

    return Command(
        f"review.accept_{group}", title, _MENU, lambda d: d.accept_all(group), (key,),
        enabled=lambda d: not d.is_editing and bunch(d.reviewing, group) is not None,
        naming=words, rule=group is Group.ACTOR,
    )  # fmt: skip


def _scope(scope: ReviewScope) -> Command:
    return Command(
        f"edit.review_{scope}", _SCOPES[scope], ("Review", "Show"),
        lambda d: filtering.set_review(d.session, scope, ORIGIN),
        checked=lambda d: d.session.state.filter.review is scope,
    )  # fmt: skip


REVIEW: tuple[Command, ...] = (
    Command(
        "review.begin", "Review drafts", _MENU, lambda d: d.review(), ("Ctrl+R",),
        naming=_begin_title,
    ),
    Command(
        "review.accept", "Accept", _MENU, lambda d: d.decide(Review.ACCEPTED), ("A",),
        enabled=_is_open, rule=True,
    ),
    Command(
        "review.edit", "Edit…", _MENU, lambda d: d.edit(), ("E",), enabled=_can_edit,
        naming=_edit_title,
    ),
    Command(
        "review.relate", "New relationship…", _MENU, lambda d: d.relate(), ("Shift+E",),
        enabled=_can_relate, naming=_relate_title,
    ),
    Command(
        "review.reject", "Reject", _MENU, lambda d: d.decide(Review.REJECTED), ("R",),
        enabled=_has_target,
    ),
    Command("review.split", "Split…", _MENU, lambda d: d.split(), ("S",), enabled=_can_split),
    Command(
        "review.merge", "Merge with…", _MENU, lambda d: d.merge(), ("M",), enabled=_can_merge
    ),
    Command(
        "review.next", "Next draft", _MENU, lambda d: d.reviewing.move(1), ("J",),
        enabled=_some_wait, rule=True,
    ),
    Command(
        "review.previous", "Previous draft", _MENU, lambda d: d.reviewing.move(-1), ("K",),
        enabled=_some_wait,
    ),
    *map(_all_of, Group),
    *map(_scope, ReviewScope),
)  # fmt: skip
