"""Time expressions in English text: where they are, what they say, and the date if there is one.

An expression has a type and a value as in TIMEX3 (ISO-TimeML, TIDES 2005), and an EDTF date
when the text, or the date of publication, gives one. Relative expressions keep the anchor
that they were counted from; without one they stay words. A date the source does not give
is never made up, and none is finer than the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal

from explorer.domain.dates import parse
from explorer.draft.dates.bounds import Bent, bend
from explorer.draft.dates.find import find
from explorer.draft.dates.frame import frame
from explorer.draft.dates.place import Anchor, unplaced
from explorer.draft.dates.sense import Fixed, Found
from explorer.draft.dates.story import Story, is_narrative, surroundings
from explorer.draft.dates.tokens import Tokens, split
from explorer.values import dataclass

# Told by the kind of text: a narrative's "soon" and "the year" point at nothing, and news
# has a "former" in every other sentence that dates nothing.
_NOT_IN_NARRATIVE = frozenset(("soon", "unit in news"))
_NOT_IN_NEWS = frozenset(("former",))

_PLAIN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2})(?:T.*)?)?)?")
_LAST_MONTH = 12

Kind = Literal["DATE", "TIME", "DURATION", "SET"]


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """`text[start:end] == words`, in code points.

    `value` is TIMEX3's, None when the words have none ("this period"); `mod` is TimeML's.
    `edtf` is what the words say together with those beside them, `text[edtf_start:edtf_end]`:
    "since 1951" is 1951/.., and both ends of "from 1914 to 1918" are 1914/1918. `anchor` is
    the EDTF date that a relative expression was counted from.
    """

    start: int
    end: int
    words: str
    type: Kind
    value: str | None
    edtf: str | None
    edtf_start: int
    edtf_end: int
    anchor: str | None
    mod: str


def tag(text: str, anchor: str | None = None) -> tuple[TimeExpression, ...]:
    """Return the time expressions of a text in order; none overlaps another.

    `anchor` is the EDTF date of publication, if the source has one. Raises InputProblem when
    it is no EDTF date.
    """
    return tag_all((text,), anchor)[0]


def tag_all(
    texts: Iterable[str], anchor: str | None = None
) -> tuple[tuple[TimeExpression, ...], ...]:
    """Return the time expressions of each paragraph of one source, read in order.

    The last date told runs on from paragraph to paragraph. Raises as `tag` does.
    """
    published = _published(anchor)
    pieces = [split(text) for text in texts]
    every = [find(piece) for piece in pieces]
    narrative = is_narrative([found for finds in every for found in finds], published)
    unwanted = _NOT_IN_NARRATIVE if narrative else _NOT_IN_NEWS
    story = Story(published, narrative)
    return tuple(
        _expressions(piece, [found for found in finds if found.rule not in unwanted], story)
        for piece, finds in zip(pieces, every, strict=True)
    )


def _published(anchor: str | None) -> Anchor | None:
    """Return a date to count from; None of a span, a set or one that is not certain."""
    if anchor is None:
        return None
    parse(anchor)
    plain = _PLAIN.fullmatch(anchor)
    if plain is None:
        return None
    year, month, day = (int(part) if part else None for part in plain.groups())
    if year is None or (month is not None and month > _LAST_MONTH):
        return None if year is None else Anchor(year)
    return Anchor(year, month, day)


def _expressions(
    tokens: Tokens, finds: Sequence[Found], story: Story
) -> tuple[TimeExpression, ...]:
    story.paragraph()
    said = [_say(tokens, found, story) for found in finds]
    bent = bend(tokens, finds, [each.edtf for each in said])
    return tuple(
        _expression(tokens, found, each, date)
        for found, each, date in zip(finds, said, bent, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Said:
    type: Kind
    value: str | None
    mod: str
    edtf: str | None = None
    anchor: str | None = None


def _say(tokens: Tokens, found: Found, story: Story) -> _Said:
    sense = found.sense
    if isinstance(sense, Fixed):
        return _Said(sense.type, sense.value, sense.mod)
    kind: Kind = "TIME" if sense.clock else "DATE"
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    placed = story.place(sense, lambda: surroundings(tokens.text, start, end), frame(tokens, found))
    if placed is None:
        return _Said(kind, sense.length or unplaced(sense), sense.mod)
    stamp = placed.stamp
    value = sense.length or stamp.value()
    anchor = placed.anchor.edtf() if placed.anchor else None
    return _Said(kind, value, sense.mod, stamp.edtf(), anchor)


def _expression(tokens: Tokens, found: Found, said: _Said, date: Bent | None) -> TimeExpression:
    start, end = tokens.starts[found.first], tokens.ends[found.last - 1]
    return TimeExpression(
        start=start,
        end=end,
        words=tokens.text[start:end],
        type=said.type,
        value=said.value,
        edtf=date.edtf if date else None,
        edtf_start=tokens.starts[date.first] if date else start,
        edtf_end=tokens.ends[date.last - 1] if date else end,
        anchor=said.anchor,
        mod=said.mod,
    )
