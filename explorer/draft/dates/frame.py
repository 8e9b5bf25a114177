"""How an expression stands in its sentence: whether it carries the narrative on."""

from __future__ import annotations

from explorer.draft.dates.sense import Found
from explorer.draft.dates.tokens import Tokens
from explorer.draft.dates.words import CLASS, OTHER
from explorer.values import dataclass

_ENDS = frozenset(CLASS[name] for name in ("DOT", "BREAK", "STOP"))
_LEADS = frozenset(
    CLASS[name] for name in ("IN", "ON", "AT", "BY", "DURING", "THE", "FROM", "SINCE", "AFTER")
)
_LIMITS = frozenset(CLASS[name] for name in ("UNTIL", "BY", "BEFORE", "TO"))
_ARTICLES = frozenset((CLASS["THE"], CLASS["POSS"], OTHER))
_MOST_LEADS = 3


@dataclass(frozen=True, slots=True)
class Frame:
    """`is_initial`: "In 1941, Germany ..."; `is_modifier`: "the 1941 campaign".

    `is_limit` is what something lasts until or is done by: "until 1941", "1939-1941".
    """

    is_initial: bool
    is_modifier: bool
    is_limit: bool


def frame(tokens: Tokens, found: Found) -> Frame:
    """Return how an expression stands among its neighbours."""
    classes = tokens.classes
    index = found.first - 1
    modifies = (
        index >= 0
        and classes[index] in _ARTICLES
        and classes[found.last : found.last + 1] == OTHER
        and tokens.word(found.last)[:1].isalpha()
        and tokens.word(index).lower() not in {"that", "when"}
    )
    limits = found.pair < 0 or (index >= 0 and classes[index] in _LIMITS)
    lowest = index - _MOST_LEADS
    while index > lowest and index >= 0 and classes[index] in _LEADS:
        index -= 1
    return Frame(index < 0 or classes[index] in _ENDS, modifies, limits)
