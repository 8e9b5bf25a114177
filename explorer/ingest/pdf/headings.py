"""Which paragraphs of a PDF are headings, by size and weight, and of what level."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from explorer.ingest.pdf.paragraphs import Paragraph

_BIGGER = 1.12
_MOST_CHARS = 220
_MOST_BOLD_CHARS = 140
_DEEPEST = 6
_ENDS = re.compile(r"[.,;!。、][\"'”’»)\]]*\Z")
_LETTERS = re.compile(r"[^\W\d_]")
_NUMBERED = re.compile(r"(?P<deep>\d{1,2}(?:\.\d{1,2}){0,4})\.?\s+\S")


def levels_of(paragraphs: Sequence[Paragraph]) -> list[int]:
    """Return each paragraph's heading level, 0 for body text.

    Bigger than the text is a heading, the biggest of level 1; a bold line that stands by
    itself is one below those, where not the whole text is bold.
    """
    body = _body(paragraphs)
    bold_body = sum(_length(p) for p in paragraphs if p.bold) * 2 > sum(map(_length, paragraphs))
    big = [_is_big(p, body) for p in paragraphs]
    bold = [not bold_body and _is_bold(p, body) for p in paragraphs]
    sizes = sorted({round(p.size) for p, is_big in zip(paragraphs, big, strict=True) if is_big})
    rank = {size: number for number, size in enumerate(reversed(sizes), 1)}
    about = _title_block(paragraphs, big)
    levels = []
    for at, one in enumerate(paragraphs):
        followed = at + 1 < len(paragraphs)
        if at in about:
            levels.append(0)
        elif big[at] and (followed or len(paragraphs) == 1):
            levels.append(min(rank[round(one.size)], _DEEPEST))
        elif bold[at] and followed:
            levels.append(min(len(sizes) + 1 + _depth(one), _DEEPEST))
        else:
            levels.append(0)
    return levels


def _title_block(paragraphs: Sequence[Paragraph], big: Sequence[bool]) -> set[int]:
    """Return the authors and the day under a title: bigger than the text, yet no headings."""
    first = next((at for at, is_big in enumerate(big) if is_big), None)
    if first is None or first > 3:
        return set()
    found = set()
    for at in range(first + 1, len(paragraphs)):
        one = paragraphs[at]
        if not big[at] or one.bold or one.page != paragraphs[first].page:
            break
        if one.size < 0.9 * paragraphs[first].size:
            found.add(at)
    # A heading of the text itself is what the text follows.
    last = max(found, default=-1)
    follows = last + 1 < len(paragraphs) and not big[last + 1]
    numbered = _NUMBERED.match(paragraphs[last].lines[0].text) is not None
    return found - {last} if follows and numbered else found


def title_of(paragraphs: Sequence[Paragraph]) -> str | None:
    """Return the biggest words of the first page with any, where they are bigger than the text."""
    if not paragraphs:
        return None
    body, first = _body(paragraphs), paragraphs[0].page
    found = [p for p in paragraphs if p.page == first and _is_big(p, body)]
    if not found:
        return None
    biggest = max(found, key=lambda p: round(p.size, 1))
    return " ".join(line.text for line in biggest.lines)


def _body(paragraphs: Sequence[Paragraph]) -> float:
    counts: Counter[float] = Counter()
    for one in paragraphs:
        if not one.lines[0].row:
            counts[round(one.size * 2) / 2] += _length(one)
    return counts.most_common(1)[0][0] if counts else 0.0


def _length(paragraph: Paragraph) -> int:
    return sum(len(line.text) for line in paragraph.lines)


def _is_big(paragraph: Paragraph, body: float) -> bool:
    text = " ".join(line.text for line in paragraph.lines)
    first = paragraph.lines[0]
    if first.row or first.aside or paragraph.is_note or not body:
        return False
    bigger = paragraph.size > _BIGGER * body and len(text) <= _MOST_CHARS
    return bigger and len(_LETTERS.findall(text)) >= 2


def _is_bold(paragraph: Paragraph, body: float) -> bool:
    text = " ".join(line.text for line in paragraph.lines)
    first = paragraph.lines[0]
    if first.row or first.aside or paragraph.is_note or not paragraph.bold:
        return False
    stands = len(text) <= _MOST_BOLD_CHARS and len(_LETTERS.findall(text)) >= 3
    return stands and not _ENDS.search(text) and paragraph.size > 0.9 * body


def _depth(paragraph: Paragraph) -> int:
    """Return how deep a numbered heading is, as "2.1 Talks" is 1 below "2 Talks"."""
    match = _NUMBERED.match(paragraph.lines[0].text)
    return match["deep"].count(".") if match else 0
