"""What is said of a review: how far it is, and of the item that is current."""

from __future__ import annotations

from explorer.domain.ids import Mark, MarkKind
from explorer.domain.records import Evidence
from explorer.viewmodel.details.blocks import Block, Go, Hint, Step, Title
from explorer.viewmodel.details.build import mark_blocks
from explorer.viewmodel.details.pieces import name_of, place_of
from explorer.viewmodel.review.queue import Item
from explorer.viewmodel.review.reviewing import Progress, Reviewing
from explorer.viewmodel.session import Session

NOTHING_YET = (
    "Nothing waits for review. Drop a document on the window: what it tells is drafted, "
    "each mark with its words, and waits here for your yes or no."
)
ALL_DONE = "Nothing is left to review. Ctrl+Z takes the last decision back."
NONE_HERE = "Nothing waits under this filter. Clear it to see the rest: Ctrl+Backspace."


_AROUND = 70  # letters on either side


def progress_words(progress: Progress) -> str:
    """Return "12 of 87 · 40 accepted · 5 rejected"."""
    if not progress.total:
        return ""
    place = f"{progress.at:,} of {progress.total:,}" if progress.waiting else "all done"
    decided = ((progress.accepted, "accepted"), (progress.rejected, "rejected"))
    return " · ".join((place, *(f"{n:,} {word}" for n, word in decided if n)))


def waiting_words(count: int) -> str:
    """Return "37 drafts wait", or nothing."""
    if not count:
        return ""
    return "1 draft waits" if count == 1 else f"{count:,} drafts wait"


def item_blocks(reviewing: Reviewing) -> tuple[Block, ...]:
    """Return what is said of the current item; where there is none, what to do next."""
    item, session = reviewing.current, reviewing.session
    if item is None or item not in reviewing.waiting:
        return (Hint(_empty(reviewing)),)
    if item.proposal is not None:
        return _asked(session, item)
    return mark_blocks(session, item.mark)


def _empty(reviewing: Reviewing) -> str:
    if reviewing.progress.total:
        return ALL_DONE
    return NOTHING_YET if reviewing.session.state.filter.is_empty else NONE_HERE


def _asked(session: Session, item: Item) -> tuple[Block, ...]:
    """Return a proposal: what it asks and why, and both marks with their first words."""
    proposal = next(p for p in session.corpus.snapshot.proposals if p.id == item.proposal)
    title = Title(f"Are these the same {proposal.other.kind.value}?", "proposed")
    why = (Hint(proposal.why),) if proposal.why else ()
    return (title, *why, _told(session, proposal.keep), _told(session, proposal.other))


def _told(session: Session, mark: Mark) -> Step:
    quotes = session.corpus.evidence(mark)
    go = Go(name_of(session.corpus, mark), mark)
    if not quotes:
        return Step(go, "", "")
    first = quotes[0]
    words = _around(session, first) if mark.kind is MarkKind.ACTOR else first.quote
    return Step(go, words, place_of(session, first))


def _around(session: Session, item: Evidence) -> str:
    """Return a mention with the words around it, as they stand: a name alone says little."""
    paragraph = session.paragraph(item.source_id, item.paragraph)
    if paragraph is None:
        return item.quote
    text = paragraph.text
    start, end = max(0, item.start - _AROUND), min(len(text), item.end + _AROUND)
    left = start if start == 0 else text.find(" ", start, item.start + 1) + 1 or item.start
    right = end if end == len(text) else text.rfind(" ", item.end - 1, end)
    return text[left : right if right >= item.end else item.end]
