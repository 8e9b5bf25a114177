"""A review: which item is current, what was decided, and what comes next.

A decision is an operation on the project like any other; undoing it brings its item back
into the queue, and the queue back to the item.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from explorer.domain.filters import ReviewScope
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind, RelationshipId
from explorer.domain.kinds import Review
from explorer.index.corpus import Corpus
from explorer.values import dataclass, replace
from explorer.viewmodel.review.queue import Item, Place, Queue, sort_key
from explorer.viewmodel.session import PATIENT, Change, Session
from explorer.viewmodel.signal import Signal

if TYPE_CHECKING:
    from explorer.domain.operations import MergeActors, MergeEvents, Operation

ORIGIN = PATIENT


@dataclass(frozen=True, slots=True)
class Progress:
    """Where the current item stands, from 1, among all that waited since the review began.

    `at` is 0 where none is current.
    """

    at: int
    total: int
    accepted: int
    rejected: int
    waiting: int


class Reviewing:
    """The review of one session. `changed` says that anything of it is different.

    Attributes
    ----------
    active
        Whether it is what a person is doing now: the pane is shown, keys mean its item.
    current
        The item to decide, None where none is left or the review has not begun.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.changed: Signal[None] = Signal()
        self.active = False
        self.current: Item | None = None
        self._queue = Queue()
        self._waiting: dict[Item, Place] | None = None
        self._under = replace(session.state.filter, review=ReviewScope.ALL)
        self._known: dict[Item, Place] = {}
        self._verdicts: dict[Item, Review] = {}
        self._stood: dict[Item, Item] = {}
        session.changed.connect(self._follow)

    @property
    def waiting(self) -> dict[Item, Place]:
        """What waits under the filter, in the order of the text."""
        if self._waiting is None:
            self._waiting = self._queue.waiting(self.session)
            self._known.update(self._waiting)
        return self._waiting

    @property
    def target(self) -> Item | None:
        """What a decision is about: the current item, outside a review the chosen mark."""
        if self.active and self.current is not None:
            return self.current
        leading = self.session.state.leading
        there = leading is not None and self.session.corpus.has(leading)
        return Item(leading) if leading is not None and there else None

    @property
    def progress(self) -> Progress:
        now = self.waiting
        verdicts = [self._verdict(item) for item in self._known if item not in now]
        at = 0
        if self.current is not None and self.current in self._known:
            mine = sort_key(self.current, self._known[self.current])
            at = 1 + sum(sort_key(*pair) < mine for pair in self._known.items())
        return Progress(
            at,
            len(self._known),
            verdicts.count(Review.ACCEPTED),
            verdicts.count(Review.REJECTED),
            len(now),
        )

    def begin(self) -> None:
        """Start, or go on where it was left; drafts are shown from now on."""
        self.active = True
        leading = self.session.state.leading
        if leading is not None and Item(leading) in self.waiting:
            self.current = Item(leading)
        elif self.current not in self.waiting:
            self.current = next(iter(self.waiting), None)
        self._show()

    def leave(self) -> None:
        """Put the review aside; it goes on from there."""
        if self.active:
            self.active = False
            self.changed.emit(None)

    def move(self, step: int) -> None:
        """Go to the next (+1) or previous (-1) item without deciding; stays at the ends."""
        items = list(self.waiting)
        if not items:
            return
        if self.current in self.waiting:
            index = min(max(items.index(self.current) + step, 0), len(items) - 1)
        else:
            index = 0 if step > 0 else len(items) - 1
        self.current = items[index]
        self._show()

    def decide(self, verdict: Review) -> None:
        """Decide the target; the next item comes by itself."""
        from explorer.domain.operations import Decide, DecideProposal

        item = self.target
        if item is None:
            return
        if item.proposal is not None:
            verdicts = {item: verdict}
            if verdict is Review.ACCEPTED:
                verdicts[Item(item.mark)] = verdict
            self.carry_out(DecideProposal(item.proposal, verdict), verdicts)
        else:
            self.carry_out(Decide((item.mark,), verdict), {item: verdict})

    def carry_out(self, operation: Operation, verdicts: dict[Item, Review]) -> None:
        """Apply an operation that decides items, and go on to what follows.

        Raises InputProblem as the project does; nothing has changed then.
        """
        from explorer.domain.operations import MergeActors, MergeEvents

        stood = self.current if self.active and self.current is not None else None
        ahead = self._ahead()
        # What the project lets go of meanwhile must not count as rejected by itself.
        kept, self._verdicts = self._verdicts, {**self._verdicts, **verdicts}
        try:
            self.session.project.apply(operation)
        except BaseException:
            self._verdicts = kept
            raise
        for item in verdicts:
            self._stood[item] = stood or item
        self.session.reload(ORIGIN)
        if self.active:
            if isinstance(operation, MergeEvents | MergeActors):
                # What is left of two may still wait: it comes first.
                ahead.insert(0, Item(kept_mark(operation)))
            self.current = next((item for item in ahead if item in self.waiting), None)
            if self.current is None:
                self.current = next(iter(self.waiting), None)
            self._show()

    def accept_all(self, marks: Iterable[Mark]) -> None:
        """Accept marks in one step."""
        from explorer.domain.operations import Decide

        found = tuple(marks)
        verdicts = {Item(mark): Review.ACCEPTED for mark in found}
        self.carry_out(Decide(found, Review.ACCEPTED), verdicts)

    def _ahead(self) -> list[Item]:
        """Return the current item and what follows it; all, where none is current."""
        items = list(self.waiting)
        if self.current not in self.waiting:
            return items
        at = items.index(self.current)
        return items[at:]

    def _show(self) -> None:
        """Select the current item's mark, so that every pane lights it; tell the pane."""
        wanted = self.session.state.filter
        if self.active and wanted.review is ReviewScope.ACCEPTED:
            # A draft that is hidden could not be lit.
            self.session.update(ORIGIN, filter=replace(wanted, review=ReviewScope.ALL))
        if self.current is not None:
            self.session.update(ORIGIN, selection=(self.current.mark,), evidence=None)
        self.changed.emit(None)

    def _follow(self, change: Change) -> None:
        if change.touches("filter", "corpus"):
            before, self._waiting = self._waiting or {}, None
            under = replace(self.session.state.filter, review=ReviewScope.ALL)
            if under != self._under:
                self._under, self._known = under, {}
            if change.origin != ORIGIN:
                self._settle(before)
        if change.origin != ORIGIN and change.touches("selection"):
            self._take_selection()
        if change.touches("filter", "corpus", "selection"):
            self.changed.emit(None)

    def _settle(self, before: dict[Item, Place]) -> None:
        """Find the place after someone else changed the marks: undo goes back to its item."""
        back = [item for item in self._verdicts if item in self.waiting and item not in before]
        if back:
            self.current = self._stood[back[-1]]
        if self.current is None or (self.current in self.waiting and not back):
            return
        if self.current not in self.waiting:
            place = self._known.get(self.current)
            later = (i for i, p in self.waiting.items() if place is None or p >= place)
            self.current = next(later, next(iter(self.waiting), None))
        if self.active and self.current is not None:
            self.session.update(ORIGIN, selection=(self.current.mark,), evidence=None)

    def _take_selection(self) -> None:
        """Follow what is chosen elsewhere: a draft becomes current, all else is looked at."""
        leading = self.session.state.leading
        if leading is None:
            return
        if Item(leading) in self.waiting:
            self.current = Item(leading)
        elif self.current is None or self.current.mark != leading:
            self.active = False

    def _verdict(self, item: Item) -> Review | None:
        """Return what became of an item that waited; None where it went with something else."""
        if item.proposal is None and self.session.corpus.has(item.mark):
            return review_of(self.session.corpus, item.mark)
        return self._verdicts.get(item, None if item.proposal is not None else Review.REJECTED)


def kept_mark(operation: MergeEvents | MergeActors) -> Mark:
    """Return the mark that a merge keeps."""
    from explorer.domain.operations import MergeEvents

    if isinstance(operation, MergeEvents):
        return Mark.event(operation.keep)
    return Mark.actor(operation.keep)


def verdicts_of(operation: Operation, item: Item | None) -> dict[Item, Review]:
    """Return what an operation on an item decides; what is folded counts as accepted."""
    from explorer.domain.operations import MergeActors, MergeEvents

    if isinstance(operation, MergeEvents):
        return {Item(Mark.event(other)): Review.ACCEPTED for other in operation.others}
    if isinstance(operation, MergeActors):
        return {Item(Mark.actor(other)): Review.ACCEPTED for other in operation.others}
    return {} if item is None else {item: Review.ACCEPTED}


def is_pending(corpus: Corpus, mark: Mark) -> bool:
    """Whether a mark waits for a yes or no; one that is gone does not."""
    return corpus.has(mark) and review_of(corpus, mark) is Review.PENDING


def review_of(corpus: Corpus, mark: Mark) -> Review:
    """Return the state of review of a mark that stands in the corpus."""
    if mark.kind is MarkKind.EVENT:
        return corpus.event(EventId(mark.id)).review
    if mark.kind is MarkKind.ACTOR:
        return corpus.actors[ActorId(mark.id)].review
    return corpus.relationships[RelationshipId(mark.id)].review
