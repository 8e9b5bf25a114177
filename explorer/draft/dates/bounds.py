"""What "since", "until", "from ... to" and "about" make of the date beside them.

| words | EDTF |
|---|---|
| since A | A/.. |
| until A | ../A |
| by A, before A | [..A] |
| after A | [A..] |
| from A to B, A-B | A/B |
| between A and B | [A..B] |
| about A | A~ |

An interval lasts; a set is one moment of it. Both include A: the words do not tell
whether "before June" reaches into it.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.dates import parse
from explorer.draft.dates.sense import Found, Point
from explorer.draft.dates.tokens import Tokens
from explorer.draft.dates.words import listed
from explorer.errors import InputProblem
from explorer.values import dataclass

_ONE_SIDED = {
    "since": "{}/..",
    "until": "../{}",
    "till": "../{}",
    "by": "[..{}]",
    "before": "[..{}]",
    "after": "[{}..]",
}
_JOINS = listed("to until till through - – —")
_ABOUT = listed("about around approximately roughly circa c ca")


@dataclass(frozen=True, slots=True)
class Bent:
    """An EDTF date and the tokens `first:last` (half-open) that say it."""

    edtf: str
    first: int
    last: int


def bend(tokens: Tokens, finds: Sequence[Found], dates: Sequence[str | None]) -> list[Bent | None]:
    """Return each find's date with its neighbours' words; None where it has no date."""
    bent = [_alone(tokens, found, date) for found, date in zip(finds, dates, strict=True)]
    for index in range(len(finds) - 1):
        both = _range(tokens, finds[index], finds[index + 1], dates[index], dates[index + 1])
        if both is not None:
            bent[index] = bent[index + 1] = both
    return bent


def _alone(tokens: Tokens, found: Found, date: str | None) -> Bent | None:
    if date is None:
        return None
    plain = Bent(date, found.first, found.last)
    if isinstance(found.sense, Point) and found.sense.clock:
        return plain  # "before 11 a.m." bounds the hour, and EDTF has the day
    if tokens.word(found.first).lower() in _ABOUT:
        return _about(plain) or plain
    lead = found.first - 1
    if tokens.word(lead) == ".":
        lead -= 1  # "c. 1850"
        if tokens.word(lead) not in {"c", "ca"}:
            return plain
    word = tokens.word(lead).lower()
    if word in _ABOUT:
        return _about(Bent(date, lead, found.last)) or plain
    pattern = _ONE_SIDED.get(word)
    if pattern is None:
        return plain
    side = _side(date, first=word in {"since", "after"})
    return _valid(pattern.format(side), lead, found.last) or plain


def _about(bent: Bent) -> Bent | None:
    if bent.edtf[0] == "[" or bent.edtf.endswith("~"):
        return None
    return _valid(f"{bent.edtf}~", bent.first, bent.last)


def _range(
    tokens: Tokens, left: Found, right: Found, start: str | None, end: str | None
) -> Bent | None:
    if start is None or end is None or right.first - left.last != 1:
        return None
    join, lead = tokens.word(left.last).lower(), tokens.word(left.first - 1).lower()
    start, end = _side(start, first=True), _side(end, first=False)
    if lead == "between" and join == "and":
        return _valid(f"[{start}..{end}]", left.first - 1, right.last)
    if join not in _JOINS:
        return None
    is_said = lead == "from"
    if not is_said and join not in {"-", "–", "—"}:
        return None
    return _valid(f"{start}/{end}", left.first - 1 if is_said else left.first, right.last)


def _side(date: str, *, first: bool) -> str:
    """Return one end of a week or the like, or the date."""
    start, dots, end = date.strip("[]").partition("..")
    return (start if first else end) if dots else date


def _valid(edtf: str, first: int, last: int) -> Bent | None:
    """None when the ends are in no order, or EDTF has no such date."""
    try:
        parse(edtf)
    except InputProblem:
        return None
    return Bent(edtf, first, last)
