"""Running heads and feet, page numbers and watermarks: what stands on pages, not in the text.

It is told by comparing pages: the same words, but for figures, at the same height.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from statistics import median

from explorer.ingest.pdf.wire import Line, Page

_EDGE_LINES = 4
_EDGE_SHARE = 0.21
_SAME_PT = 4.0
_FIGURES = re.compile(r"\d+")
_NUMBER = re.compile(
    r"[-–—|•\[(\s]*(?:page|p\.|seite|página|pagina|S\.|第)?\s*(?P<n>\d{1,4}|[ivxlc]{1,7})\s*"
    r"(?:(?:of|von|de|di|sur|/|\|)\s*\d{1,4}|ページ|頁)?[-–—|•\])\s]*\Z",
    re.IGNORECASE,
)
_OF = re.compile(r"\d{1,4}\s*(?:/|of|von|de|sur)\s*\d{1,4}|page\s+\d|^[-–—]\s*\d+\s*[-–—]$", re.I)
_WITH_NUMBER = re.compile(r"(?:(\d{1,4})\s+\D.*|.*\D\s+(\d{1,4}))\Z", re.DOTALL)
_LABEL = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3}(?=[\s.)])")
_PLAIN = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SHOWN = 3

# A page's index and a line's in it.
Place = tuple[int, int]


def furniture(pages: Sequence[Page]) -> set[Place]:
    """Return the places of lines that are no part of the text."""
    edges = {(at, n): line for at, page in enumerate(pages) for n, line in _edge(page)}
    found = _repeated(edges, len(pages)) | _numbers(edges, pages)
    found |= _numbered_heads(edges) | _echoes(edges, pages)
    found = {place for at, page in enumerate(pages) for place in _outermost(page, at, found)}
    everywhere = {
        (at, n): line
        for at, page in enumerate(pages)
        for n, line in enumerate(page.lines)
        if not line.row
    }
    return found | _watermarks(everywhere, len(pages))


def furniture_words(pages: Sequence[Page], places: set[Place]) -> str:
    """Return what was left out, a few of the words at most; empty where only numbers were."""
    counts: Counter[str] = Counter()
    first: dict[str, str] = {}
    texts = [pages[at].lines[n].text for at, n in sorted(places)]
    for text in (*texts, *(words for page in pages for words in page.furniture)):
        if key := _key(text):
            first.setdefault(key, text)
            counts[key] += 1
    shown = [f"“{_short(first[key])}”" for key, _ in counts.most_common(_SHOWN)]
    more = len(counts) - len(shown)
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"


def _edge(page: Page) -> list[tuple[int, Line]]:
    """Return the lines near a page's upper and lower edge, with their index."""
    if not page.lines:
        return []
    ranked = sorted(enumerate(page.lines), key=lambda pair: -pair[1].y)
    heights = [line.y for line in page.lines]
    low, high = _extent(page, heights)
    room = (high - low) * _EDGE_SHARE
    upper = [(n, line) for n, line in ranked[: 2 * _EDGE_LINES] if line.y >= high - room]
    lower = [(n, line) for n, line in ranked[-2 * _EDGE_LINES :] if line.y <= low + room]
    return [*_few_levels(upper), *_few_levels(lower[::-1])]


def _extent(page: Page, heights: list[float]) -> tuple[float, float]:
    """Return the page's lower and upper edge; of a turned page, those of its words."""
    if min(heights) < 0 or max(heights) > page.height:
        return min(heights), max(heights)
    return 0.0, page.height


def _few_levels(lines: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Keep what stands on the outermost few heights; a height may hold several pieces."""
    kept: list[tuple[int, Line]] = []
    levels: list[float] = []
    for n, line in lines:
        if not levels or abs(levels[-1] - line.y) > _SAME_PT:
            levels.append(line.y)
        if len(levels) > _EDGE_LINES:
            break
        kept.append((n, line))
    return kept


def _outermost(page: Page, at: int, found: set[Place]) -> list[Place]:
    """Return what of a page's furniture no word of the text stands outside of, nor close to."""
    kept: list[Place] = []
    for upper in (True, False):
        ranked = sorted(enumerate(page.lines), key=lambda pair: pair[1].y, reverse=upper)
        here: list[tuple[int, Line]] = []
        inner: Line | None = None
        for n, line in ranked:
            if (at, n) not in found:
                inner = line
                break
            here.append((n, line))
        while here and inner is not None and not _apart(here[-1][1], inner):
            here.pop()
        kept += ((at, n) for n, _ in here)
    return kept


def _apart(line: Line, inner: Line) -> bool:
    """Whether furniture stands further from the text than a text's lines from each other."""
    if abs(line.y - inner.y) > 1.5 * max(line.size, inner.size):
        return True
    return bool(_NUMBER.match(line.text)) and abs(line.y - inner.y) > 1.25 * line.size


def _watermarks(lines: dict[Place, Line], pages: int) -> set[Place]:
    """Return lines that stand letter for letter in one place on most pages."""
    groups: dict[tuple[str, float, float], list[Place]] = defaultdict(list)
    for place, line in lines.items():
        groups[line.text, round(line.x0), round(line.y)].append(place)
    most = max(3.0, 0.6 * pages)
    return {p for group in groups.values() if len({at for at, _ in group}) >= most for p in group}


def _repeated(lines: dict[Place, Line], pages: int) -> set[Place]:
    """Return lines whose words, but for figures, stand at one height on several pages."""
    groups: dict[str, list[Place]] = defaultdict(list)
    for place, line in lines.items():
        key = _key(line.text)
        if key:
            groups[key].append(place)
    found: set[Place] = set()
    for places in groups.values():
        for group in _same_height(places, lines):
            on = {at for at, _ in group}
            if _are_notes(group, lines):
                continue
            if len(on) >= (2 if pages <= 6 else 3):
                found.update(group)
    return found


def _are_notes(group: list[Place], lines: dict[Place, Line]) -> bool:
    """Whether lines that are alike are footnotes: their numbers do not rise with the pages."""
    if any(lines[place].under_rule for place in group) and all(
        _LABEL.match(lines[place].text) for place in group
    ):
        return True
    numbers = [(at, _LABEL.match(lines[at, n].text)) for at, n in group]
    shifts = {int(found[0].translate(_PLAIN)) - at for at, found in numbers if found}
    return len(shifts) > 1


def _same_height(places: list[Place], lines: dict[Place, Line]) -> list[list[Place]]:
    groups: list[list[Place]] = []
    for place in sorted(places, key=lambda each: lines[each].y):
        if groups and abs(lines[groups[-1][-1]].y - lines[place].y) <= _SAME_PT:
            groups[-1].append(place)
        else:
            groups.append([place])
    return groups


def _key(text: str) -> str:
    """Return words with every figure the same; nothing for a number alone, which counts."""
    if _NUMBER.match(text):
        return ""
    return _FIGURES.sub("#", " ".join(text.casefold().split()))


def _numbers(edges: dict[Place, Line], pages: Sequence[Page]) -> set[Place]:
    """Return the page numbers: they rise with the pages, or stand alone at the foot."""
    shifts: dict[tuple[int, bool], list[Place]] = defaultdict(list)
    alone: list[Place] = []
    for (at, n), line in edges.items():
        match = _NUMBER.match(line.text)
        if match is None:
            continue
        value = _value(match["n"])
        if value is not None:
            shifts[value - at, match["n"].isdigit()].append((at, n))
        if _OF.search(line.text):
            alone.append((at, n))
    found = set(alone)
    for places in shifts.values():
        if len({at for at, _ in places}) >= 2:
            found.update(places)
    return found | _lone_numbers(edges, pages)


def _numbered_heads(edges: dict[Place, Line]) -> set[Place]:
    """Return heads that name a chapter and the page: the numbers rise with the pages."""
    shifts: dict[int, list[Place]] = defaultdict(list)
    for (at, n), line in edges.items():
        match = _WITH_NUMBER.match(line.text)
        if match is not None:
            shifts[int(match[1] or match[2]) - at].append((at, n))
    found: set[Place] = set()
    for places in shifts.values():
        for group in _same_height(places, edges):
            if len({at for at, _ in group}) >= 3:
                found.update(group)
    return found


def _echoes(edges: dict[Place, Line], pages: Sequence[Page]) -> set[Place]:
    """Return heads that say a heading of their page again, at the height of other heads."""
    headings: dict[tuple[int, str], Line] = {}
    for at, page in enumerate(pages):
        for line in page.lines:
            kept = headings.setdefault((at, _bare(line.text)), line)
            if (line.size, line.bold) > (kept.size, kept.bold):
                headings[at, _bare(line.text)] = line
    heads = []
    for (at, n), line in edges.items():
        for near in (at - 1, at, at + 1):
            other = headings.get((near, _bare(line.text)))
            if other is not None and (other.size, other.bold) > (line.size, line.bold):
                heads.append((at, n))
                break
    groups = _same_height(heads, edges)
    return {place for group in groups if len({at for at, _ in group}) >= 2 for place in group}


def _bare(text: str) -> str:
    """Return a heading without its number, to be held against another."""
    return re.sub(r"[\W\d_]+", "", text.casefold())


def _lone_numbers(edges: dict[Place, Line], pages: Sequence[Page]) -> set[Place]:
    """Return numbers that stand lower or higher than all other words of their page, apart."""
    found: set[Place] = set()
    for (at, n), line in edges.items():
        others = [one.y for m, one in enumerate(pages[at].lines) if m != n]
        if _NUMBER.match(line.text) and others:
            apart = min(abs(line.y - y) for y in others)
            outermost = line.y < min(others) or line.y > max(others)
            if outermost and apart > 2.2 * line.size and not line.bold:
                found.add((at, n))
    return found


def _value(words: str) -> int | None:
    if words.isdigit():
        return int(words)
    values = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}
    figures = [values[letter] for letter in words.casefold()]
    pairs = zip(figures, [*figures[1:], 0], strict=True)
    return sum(-value if value < after else value for value, after in pairs)


def body_size(pages: Sequence[Page]) -> float:
    """Return the size, in points, that most letters have; 10 where there are none."""
    counts: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            if not line.aside:
                counts[round(line.size * 2) / 2] += len(line.text) // (2 if line.row else 1)
    if not counts:
        return 10.0
    size = counts.most_common(1)[0][0]
    near = [line.size for page in pages for line in page.lines if abs(line.size - size) <= 0.25]
    return median(near) if near else size
