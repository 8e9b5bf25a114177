"""Lines to paragraphs, as a person would number them, over columns and pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from explorer.ingest.pdf.furniture import Place, body_size
from explorer.ingest.pdf.wire import Line, Page
from explorer.ingest.pdf.words import label_of
from explorer.values import dataclass, field

_BULLET = re.compile(r"[•◦▪■●‣⁃∙·□➢➤✓✔\ufffd\ue000-\uf8ff](?=\s|\w|\")|[–—\-*o](?=\s+\S)")
_NUMBERED = re.compile(
    r"(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]|\[\d{1,3}\]|\(\d{1,3}\)|§\s?\d+"
    r"|\d{1,3}(?:\.\d{1,3}){1,4}\.?|(?:Article|Section|Art\.|Sec\.)\s+\d+[.:]?)\s+\S"
)
_ENDS = re.compile(r"[.!?:;…。！？」』][\"'”’»)\]⁰¹²³⁴⁵⁶⁷⁸⁹]*\Z")
_MIDDLE = re.compile(r"(?:[a-zà-ÿ0-9,;\-\u2010\u00ad–—]|\b(?:the|of|and|in|to|a|an|for|by|with))\Z")
_SPLIT = re.compile(r"\w[-\u2010\u00ad]\Z|\w\.-\Z")
_CAPTION = re.compile(
    r"(?:Figure|Fig\.|Table|Tab\.|Abb\.|Abbildung|Tabelle|Tableau|Figura|Chart|Map|Box|図|表)"
    r"\s?\d+(?:[.\-]\d+)?\s?[.:–—|]"
)
_MOST_FLOATED = 80
_GAP = 1.28
_WIDE_GAP = 1.9
_SAME_SIZE = 0.07
_BLANK = 0.25  # a blank's width, in parts of the letters' size
_INDENT = 0.6
_FLUSH_PT = 1.5
_MOST_INDENT = 7.0
_NOTE_SIZE = 0.93
_LEAST_LINES = 5


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together; `page` is where it begins, from 1. `notes` follow it.

    `right` is the right edge of the column that its last line stands in, in points.
    """

    lines: list[Line]
    page: int
    right: float = 0.0
    labels: set[str] = field(default_factory=set)
    notes: list[Paragraph] = field(default_factory=list)
    is_note: bool = False
    indented: bool = False

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def floats(self) -> bool:
        """Whether it stands where there was room, within another paragraph perhaps."""
        return self.lines[0].row or _CAPTION.match(self.lines[0].text) is not None

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


def paragraphs_of(pages: Sequence[Page], dropped: set[Place]) -> list[Paragraph]:
    """Return a document's paragraphs in reading order; notes stand in those they follow."""
    return _Builder(pages, dropped).build()


class _Builder:
    """Knows the document's usual size, leading and margins."""

    def __init__(self, pages: Sequence[Page], dropped: set[Place]) -> None:
        self._pages = [
            [line for n, line in enumerate(page.lines) if (at, n) not in dropped]
            for at, page in enumerate(pages)
        ]
        self._numbers = [page.number for page in pages]
        self._body = body_size(pages)
        self._leading = _leadings(self._pages)
        self._right = _right_edges(self._pages)
        self._edge = 0.0  # of the column being read

    def build(self) -> list[Paragraph]:
        found: list[Paragraph] = []
        for number, lines in zip(self._numbers, self._pages, strict=True):
            body, notes = self._without_notes(lines)
            labels = {label for note in notes if (label := label_of(note.lines[0].text))}
            for note in notes:
                note.page = number
            here: list[Paragraph] = []
            for region in _regions(body):
                self._edge = self._right_of(region)
                for lines_of_one in self._parted(region):
                    one = Paragraph(lines_of_one, number, self._edge, set(labels))
                    one.indented = self._is_indented(one.lines, region)
                    here.append(one)
            found = self._joined(found, here)
            if found:
                found[-1].notes += notes
            else:
                found += notes
        return found

    def _without_notes(self, lines: list[Line]) -> tuple[list[Line], list[Paragraph]]:
        """Part a page's lines from the footnotes at the foot of its columns."""
        body: list[Line] = []
        notes: list[Paragraph] = []
        for region in _regions(lines):
            cut = self._notes_begin(region)
            body += region[:cut]
            for line in region[cut:]:
                new = not notes or label_of(line.text) is not None or line is region[cut]
                if new:
                    notes.append(Paragraph([line], 0, is_note=True))
                else:
                    notes[-1].lines.append(line)
        return body, notes

    def _notes_begin(self, region: list[Line]) -> int:
        """Return the index of the first line of a column's notes; its length where none is."""
        cut = len(region)
        while cut and self._is_small(region[cut - 1]):
            cut -= 1
        for at in range(cut, len(region)):
            marked = label_of(region[at].text) is not None
            if marked or (region[at].under_rule and at == cut):
                return at
        return len(region)

    def _is_small(self, line: Line) -> bool:
        return not line.row and not line.aside and line.size < _NOTE_SIZE * self._body

    def _parted(self, region: list[Line]) -> Iterator[list[Line]]:
        """Part the lines of one column into paragraphs."""
        now: list[Line] = []
        for at, line in enumerate(region):
            follows = region[at + 1] if at + 1 < len(region) else None
            if now and self._begins(now, line, follows):
                yield now
                now = []
            now.append(line)
        if now:
            yield now

    def _begins(self, now: list[Line], line: Line, follows: Line | None) -> bool:
        """Whether a line begins a paragraph after the lines of one."""
        last = now[-1]
        if last.row or line.row or last.aside != line.aside or "…" in last.text[-8:]:
            return True
        if _BULLET.match(line.text) or _CAPTION.match(line.text):
            return True
        runs_on = _runs_on(last, line)
        if _differ(last.size, line.size) or last.bold != line.bold:
            return not (runs_on and abs(last.size - line.size) < 0.25 * line.size)
        gap = last.y - line.y
        leading = self._leading_of(line)
        if gap > _GAP * leading and not (runs_on and gap < _WIDE_GAP * leading):
            return True
        if self._is_big(line):
            return False  # a heading of several lines
        return self._begins_by_shape(now, line, follows, runs_on)

    def _begins_by_shape(
        self, now: list[Line], line: Line, follows: Line | None, runs_on: bool
    ) -> bool:
        """Tell by indents, by a line end where there was room, and by list numbers."""
        last = now[-1]
        ended = bool(_ENDS.search(last.text))
        could_fit = _could_fit(last, line, self._edge)
        if _NUMBERED.match(line.text) and (ended or could_fit):
            return True
        left = now[1].x0 if len(now) > 1 else now[0].x0
        indent = (line.x0 - left) / line.size
        if len(now) == 1:
            shape = self._second_line(last, line, follows, indent, ended and could_fit)
        elif _INDENT < indent < _MOST_INDENT:
            shape = not runs_on
        elif indent < -_INDENT:
            shape = not runs_on or could_fit
        else:
            shape = None
        if shape is not None:
            return shape
        return could_fit and not runs_on

    def _second_line(
        self, first: Line, line: Line, follows: Line | None, indent: float, done: bool
    ) -> bool | None:
        """Tell from a paragraph's first line and the next; None where neither is indented."""
        if _INDENT < indent < _MOST_INDENT:
            if _NUMBERED.match(first.text) or _BULLET.match(first.text):
                return False
            if done:
                return True
            if follows is not None and abs(follows.x0 - line.x0) < 0.3 * line.size:
                return False  # it hangs: all lines but the first are indented
            return bool(_ENDS.search(first.text))
        if indent < -_INDENT:
            return done  # the first line was indented, as first lines are
        return None

    def _right_of(self, region: list[Line]) -> float:
        """Return the right edge of a column; a short one has that of others where it is."""
        own = _edge_of(region)
        if len(region) >= _LEAST_LINES:
            return own
        return max(own, self._right.get(_column(region), own))

    def _leading_of(self, line: Line) -> float:
        return self._leading.get(round(line.size * 2), 1.22 * line.size)

    def _is_big(self, line: Line) -> bool:
        return line.size > 1.12 * self._body

    def _is_indented(self, lines: list[Line], region: list[Line]) -> bool:
        same = [one.x0 for one in region if not _differ(one.size, lines[0].size)]
        return lines[0].x0 - min(same) > _INDENT * lines[0].size

    def _joined(self, found: list[Paragraph], more: list[Paragraph]) -> list[Paragraph]:
        """Append the paragraphs of a page; what goes on over its top or a column's is one."""
        for one in more:
            before = self._continued_by(found, one)
            if before is None:
                found.append(one)
            else:
                before.lines += one.lines
                before.labels |= one.labels
                before.right = one.right
        return found

    def _continued_by(self, found: list[Paragraph], one: Paragraph) -> Paragraph | None:
        """Return the paragraph that goes on in one, over a picture or a table perhaps."""
        back = len(found) - 1
        while back > 0 and found[back].floats and len(found) - back < _MOST_FLOATED:
            back -= 1
        if back < 0 or not self._goes_on(found[back], one):
            return None
        floated = back < len(found) - 1
        return None if floated and _ENDS.search(found[back].last.text) else found[back]

    def _goes_on(self, before: Paragraph, after: Paragraph) -> bool:
        last, line = before.last, after.lines[0]
        apart = before.page == after.page and last.region == line.region
        if apart or before.is_note or last.row or line.row or last.aside or line.aside:
            return False
        if _differ(last.size, line.size) or last.bold != line.bold or self._is_big(line):
            return False
        if _BULLET.match(line.text) or before.floats or after.floats:
            return False
        if _runs_on(last, line):
            return True
        if _NUMBERED.match(line.text) or _could_fit(last, line, before.right):
            return False
        if _ENDS.search(last.text):
            # The last line of a paragraph hardly ever fills a justified column.
            filled = all(one.x1 > before.right - _FLUSH_PT for one in before.lines[-4:])
            goes_on = filled or (before.indented and not after.indented)
            return goes_on and len(before.lines) > 1
        return True


def _regions(lines: Sequence[Line]) -> list[list[Line]]:
    regions: list[list[Line]] = []
    for line in lines:
        if regions and regions[-1][0].region == line.region:
            regions[-1].append(line)
        else:
            regions.append([line])
    return regions


def _runs_on(last: Line, line: Line) -> bool:
    """Whether a sentence goes on from one line to the next, by its letters."""
    if _SPLIT.search(last.text) and line.text[:1].isalnum():
        return True
    first = line.text.lstrip("(“\"'‘")[:1]
    return first.islower() and bool(_MIDDLE.search(last.text)) and not _ENDS.search(last.text)


def _differ(one: float, other: float) -> bool:
    return abs(one - other) > _SAME_SIZE * max(one, other)


def _leadings(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    """Return the usual distance of baselines by twice the size, in points."""
    gaps: dict[int, Counter[float]] = defaultdict(Counter)
    for lines in pages:
        for above, below in itertools.pairwise(lines):
            if above.region != below.region or _differ(above.size, below.size) or below.row:
                continue
            gap = above.y - below.y
            if 0.8 * below.size < gap < 3.2 * below.size:
                gaps[round(below.size * 2)][round(gap * 2) / 2] += 1
    return {size: _usual(counts, size / 2) for size, counts in gaps.items()}


def _usual(counts: Counter[float], size: float) -> float:
    """Return the commonest gap; of two that are nearly as common the smaller."""
    most = max(counts.values())
    if sum(counts.values()) < 3:
        return min(*counts, 1.45 * size)
    return min(gap for gap, count in counts.items() if count * 2 >= most)


def _could_fit(last: Line, line: Line, right: float) -> bool:
    """Whether the first word of a line had room at the end of the one before."""
    return last.x1 + _BLANK * last.size + line.first_pt < right


def _column(region: Sequence[Line]) -> int:
    """Return a column's left edge, coarsely: columns of several pages share it."""
    return round(min(line.x0 for line in region) / 12)


def _edge_of(region: Sequence[Line]) -> float:
    """Return where the longest lines end; one that sticks out of many does not count."""
    ends = sorted(line.x1 for line in region if not line.aside)
    if not ends:
        return 0.0
    return ends[-2] if len(ends) >= 8 and ends[-1] - ends[-2] < 20 else ends[-1]


def _right_edges(pages: Sequence[Sequence[Line]]) -> dict[int, float]:
    edges: dict[int, float] = {}
    for lines in pages:
        for region in _regions(lines):
            if len(region) >= _LEAST_LINES:
                at = _column(region)
                edges[at] = max(edges.get(at, _edge_of(region)), _edge_of(region))
    return edges
