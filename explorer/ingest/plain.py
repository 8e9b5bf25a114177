"""Paragraphs and headings of plain text.

Where empty lines part the text, what stands between them is a block. The lines of a
block are one paragraph when they look wrapped by hand, and a paragraph each when they
are long, or are items of a list, or are indented at the first word. Where no empty
line parts the text, each line is a paragraph, unless the lines look wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from explorer.ingest.blocks import Span, trimmed
from explorer.ingest.headings import heading_levels
from explorer.values import dataclass

_LINE_OR_ENDS = re.compile(r"(?P<line>[^\n\r\f\v\x85\u2028\u2029]+)|[\n\r\f\v\x85\u2028\u2029]+")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*\Z")
_RULE_CHARS = frozenset("-=_~#+•—* \t")
_ITEM = re.compile(r"\s*(?:[-*•‣◦–—]\s|\(?(?:\d{1,3}|[a-zA-Z])[.)]\s)")
_ENDS = re.compile(r"[.!?…:;。！？」』][\"'”’»)\]]*\s*\Z")
_OPENS = re.compile(r"\s*[「『（【]")
_WRAP_CHARS = 100
_LONG_BLOCK_LINES = 200


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    words: str

    @property
    def indent(self) -> int:
        return len(self.words) - len(self.words.lstrip())


def paragraph_spans(text: str) -> list[Span]:
    """Return the paragraphs of a plain text, in order, without white space at their ends."""
    marked: list[Span] = []
    blocks = _blocks(text)
    for block in blocks:
        doubtful = len(blocks) == 1
        marked += _with_underlines(block, doubtful)
    spans = [(*trimmed(text, start, end), level) for start, end, level in marked]
    return heading_levels(text, [span for span in spans if span[0] < span[1]])


def _blocks(text: str) -> list[list[_Line]]:
    """Part the lines at empty ones and at page breaks."""
    blocks: list[list[_Line]] = [[]]
    for match in _LINE_OR_ENDS.finditer(text):
        words = match[0]
        if match["line"] and words.strip():
            blocks[-1].append(_Line(match.start(), match.end(), words))
        elif match["line"] or len(words.replace("\r\n", "\n")) > 1 or words in "\f\v\u2029":
            blocks.append([])
    return [block for block in blocks if block]


def _with_underlines(block: list[_Line], doubtful: bool) -> Iterator[Span]:
    """Yield a block's paragraphs; a line above a rule of = or - is a heading, the rule is not."""
    rest: list[_Line] = []
    for line in block:
        rule = _UNDERLINE.match(line.words)
        if rule and len(rest) == 1 and _could_be_underlined(rest[0], rule[1]):
            yield rest[0].start, rest[0].end, 1 if "=" in rule[1] else 2
            rest = []
        elif not _is_rule(line.words.strip()):
            rest.append(line)
    for group in _grouped(rest, doubtful):
        yield group[0].start, group[-1].end, 0


def _could_be_underlined(title: _Line, rule: str) -> bool:
    words = title.words.strip()
    said = rule.startswith("-") and _ENDS.search(words)
    return len(words) <= 120 and len(rule) >= len(words) // 2 and not said


def _is_rule(words: str) -> bool:
    return len(words) >= 3 and _RULE_CHARS.issuperset(words)


def _grouped(lines: list[_Line], doubtful: bool) -> Iterable[list[_Line]]:
    """Group a block's lines into paragraphs; `doubtful` asks for proof that they are wrapped."""
    if not _wrapped(lines) or (doubtful and not _surely_wrapped(lines)):
        return ([line] for line in lines)
    indents = _opening_indents(lines)
    groups: list[list[_Line]] = []
    for line in lines:
        if not groups or _ITEM.match(line.words) or line.indent in indents:
            groups.append([line])
        else:
            groups[-1].append(line)
    return groups


def _opening_indents(lines: list[_Line]) -> frozenset[int]:
    """Return the indents that begin a paragraph: those of few lines, the first among them."""
    flush = min(line.indent for line in lines)
    deeper = [line.indent for line in lines if line.indent > flush]
    items = any(_ITEM.match(line.words) for line in lines)
    if items or len(deeper) * 2 > len(lines) or lines[0].indent == flush:
        return frozenset()
    return frozenset(deeper)


def _surely_wrapped(lines: list[_Line]) -> bool:
    """Whether lines fill a measure and run on in small letters, as only wrapped ones do."""
    lengths = sorted(len(line.words.strip()) for line in lines)
    run_on = sum(1 for line in lines[1:] if line.words.lstrip()[:1].islower())
    return lengths[len(lengths) // 2] >= 40 and run_on >= 0.3 * (len(lines) - 1)


def _wrapped(lines: list[_Line]) -> bool:
    """Whether line ends in a block are only where the line was full."""
    if not 2 <= len(lines) <= _LONG_BLOCK_LINES:
        return False
    if any(len(line.words) > _WRAP_CHARS for line in lines):
        return False
    if any(line.words.startswith("\u3000") for line in lines[1:]):
        return False
    before_last = lines[:-1]
    ended = sum(1 for line in before_last if _ENDS.search(line.words))
    if any(_OPENS.match(line.words) for line in lines[1:]) and ended:
        return False
    return ended < max(2, 0.8 * len(before_last))
