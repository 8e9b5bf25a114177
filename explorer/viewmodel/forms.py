"""How a mark is drawn, as words: its form, and how loud it is."""

from __future__ import annotations

from enum import StrEnum

from explorer.domain.kinds import Review, Status


class Form(StrEnum):
    """Filled: it happened or goes on; hollow: planned; dashed: drafted, not reviewed."""

    FILLED = "filled"
    HOLLOW = "hollow"
    DASHED = "dashed"


class Tone(StrEnum):
    """Matching marks keep their kind's colour; context marks are small and in ghost."""

    MATCHING = "matching"
    CONTEXT = "context"


def form_of(status: Status, review: Review) -> Form:
    """Return the form of a mark; that nobody has reviewed it says more than its status."""
    if review is Review.PENDING:
        return Form.DASHED
    return Form.HOLLOW if status is Status.PLANNED else Form.FILLED
