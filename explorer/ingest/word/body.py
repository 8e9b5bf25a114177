"""The paragraphs and tables of a Word document's body, in order.

Word parts a text by more than paragraphs: content controls, smart tags (it wraps dates and
names in them), tracked changes, text boxes. All is walked by the names of the elements, so
that nothing a reader sees is lost: insertions are kept, deletions left out, and of a drawing
written in two ways, for new and for old programs, the first is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from explorer.ingest.blocks import Blocks
from explorer.ingest.word.styles import Styles, attribute, is_on, outline_level
from explorer.ingest.xml import local
from explorer.values import dataclass, field

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNSEEN = frozenset(
    {
        *("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "instrText", "delText", "rt"),
        *("delInstrText", "tblPr", "tblGrid", "trPr", "tcPr", "sectPr", "fldData", "ffData"),
    }
)
_BREAKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_CALLS = {"footnoteReference": "footnote", "endnoteReference": "endnote"}
_BLANKS = re.compile(r"[ \u00a0]{2,}| ?\n ?")
_EMPTY_LINE = re.compile(r"\n[\s]*\n")
_CELL_END = " | "
# A cell of more than one paragraph and this long is a column of prose, not a cell.
_PROSE_CHARS = 240
_HEADING_CHARS = 100
_ENDS = (".", "!", "?", ":", ";", ",", "…", "。")


@dataclass(slots=True)
class _Words:
    """One paragraph being read."""

    pieces: list[str] = field(default_factory=list)
    boxes: list[_Element] = field(default_factory=list)
    all_bold: bool = True

    def add(self, words: str, bold: bool) -> None:
        self.pieces.append(words)
        self.all_bold = self.all_bold and (bold or not words.strip())


class Body:
    """Reads block by block; `called` are the notes called so far, `title` the titled words."""

    def __init__(self, styles: Styles) -> None:
        self.called: dict[tuple[str, str], None] = {}
        self.title: str | None = None
        self._styles = styles
        self._hidden = False
        self._changed = False
        self._elsewhere = False
        self._open: _Words | None = None  # a paragraph whose end was deleted goes on
        self._bold: list[int] = []
        self._has_headings = False

    def read(self, body: _Element, blocks: Blocks) -> None:
        """Add all paragraphs and table rows under an element, in order."""
        self._blocks(body, blocks)
        if self._open is not None:
            self._add(blocks, self._open, 0)
            self._open = None
        if not self._has_headings:
            self._take_bold_for_headings(blocks)

    def words_in(self, element: _Element) -> str:
        """Return a note's words as one paragraph."""
        inner = Blocks()
        self._blocks(element, inner)
        return " ".join(" ".join(inner.text.split()).split(" "))

    def notes(self) -> tuple[str, ...]:
        """Return what was left out, or taken in, that a reader should know of."""
        said = (
            (self._changed, "tracked changes: what was inserted is in, what was deleted is not"),
            (self._hidden, "hidden words left out"),
            (self._elsewhere, "a document that is embedded in it was not read"),
        )
        return tuple(line for happened, line in said if happened)

    def _blocks(self, parent: _Element, blocks: Blocks) -> None:
        for child in parent:
            kind = local(child)
            if kind == "p":
                self._paragraph(child, blocks)
            elif kind == "tbl":
                self._table(child, blocks)
            elif kind == "altChunk":
                self._elsewhere = True
            elif kind == "AlternateContent":
                self._blocks(_first_way(child), blocks)
            elif kind not in _UNSEEN:
                self._blocks(child, blocks)

    def _paragraph(self, element: _Element, blocks: Blocks) -> None:
        properties = next((c for c in element if local(c) == "pPr"), None)
        words, self._open = self._open or _Words(), None
        style = _style(properties)
        self._inline(element, words, self._styles.is_bold(style))
        if properties is not None and _end_is_deleted(properties):
            self._changed, self._open = True, words
            return
        direct = None if properties is None else outline_level(properties)
        level = self._styles.level(style) if direct is None else direct
        if self.title is None and self._styles.is_title(style):
            self.title = _tidy("".join(words.pieces)) or None
        self._add(blocks, words, level)

    def _add(self, blocks: Blocks, words: _Words, level: int) -> None:
        for part in _EMPTY_LINE.split(_tidy("".join(words.pieces))):
            if part.strip():
                if words.all_bold and _could_be_heading(part):
                    self._bold.append(len(blocks.spans))
                self._has_headings = self._has_headings or level > 0
                blocks.add(part, level)
        for box in words.boxes:
            self._blocks(box, blocks)

    def _inline(self, parent: _Element, words: _Words, bold: bool) -> None:
        for child in parent:
            kind = local(child)
            if kind == "t":
                words.add(child.text or "", bold)
            elif kind in _BREAKS:
                words.add(_BREAKS[kind], bold)
            elif kind in _CALLS:
                self.called[_CALLS[kind], attribute(child, "id")] = None
            elif kind == "r":
                self._run(child, words, bold)
            elif kind == "AlternateContent":
                self._inline(_first_way(child), words, bold)
            elif kind == "txbxContent":
                words.boxes.append(child)
            elif kind == "sym":
                words.add(_symbol(child), bold)
            elif kind in ("del", "moveFrom"):
                self._changed = True
            elif kind and kind not in _UNSEEN:
                self._changed = self._changed or kind in ("ins", "moveTo")
                self._inline(child, words, bold)

    def _run(self, run: _Element, words: _Words, bold: bool) -> None:
        properties = next((c for c in run if local(c) == "rPr"), None)
        if properties is not None:
            if is_on(properties, "vanish"):
                self._hidden = True
                return
            bold = (bold and not _is_off(properties, "b")) or is_on(properties, "b")
        self._inline(run, words, bold)

    def _table(self, table: _Element, blocks: Blocks) -> None:
        follows = False
        for row in _named(table, "tr"):
            if any(local(c) == "del" for p in row if local(p) == "trPr" for c in p):
                self._changed = True
                continue
            cells = [self._cell(cell) for cell in _named(row, "tc")]
            full = [cell for cell in cells if cell.spans]
            if len(full) == 1 or any(_is_prose(cell) for cell in full):
                for cell in full:
                    _copy(cell, blocks)
                follows = False
            else:
                line = _CELL_END.join(" ".join(cell.text.split()) for cell in cells)
                line = re.sub(r" {2,}", " ", line).strip(" |")
                before = len(blocks.spans)
                blocks.add(line, row=follows)
                follows = follows or len(blocks.spans) > before

    def _cell(self, cell: _Element) -> Blocks:
        """Return a cell's paragraphs; none for what a cell above it covers."""
        inner = Blocks()
        merged = (c for p in cell if local(p) == "tcPr" for c in p if local(c) == "vMerge")
        if any(attribute(mark, "val") in ("", "continue") for mark in merged):
            return inner
        bold, self._bold = self._bold, []
        self._blocks(cell, inner)
        self._bold = bold
        return inner

    def _take_bold_for_headings(self, blocks: Blocks) -> None:
        """Where no style says heading, short bold paragraphs with text below are headings."""
        bold = set(self._bold)
        last = len(blocks.spans) - 1
        if len(bold) * 2 > len(blocks.spans):
            return
        for index in sorted(bold):
            if index < last and index + 1 not in bold:
                start, end, _ = blocks.spans[index]
                blocks.spans[index] = (start, end, 1)


def _style(properties: _Element | None) -> str:
    for child in properties if properties is not None else ():
        if local(child) == "pStyle":
            return attribute(child, "val")
    return ""


def _end_is_deleted(properties: _Element) -> bool:
    marks = (c for p in properties if local(p) == "rPr" for c in p)
    return any(local(mark) in ("del", "moveFrom") for mark in marks)


def _is_off(properties: _Element, name: str) -> bool:
    return any(local(c) == name for c in properties) and not is_on(properties, name)


def _first_way(element: _Element) -> _Element:
    """Return the newest way of what is written in several, which nobody sees twice."""
    return next((child for child in element if local(child) == "Choice"), element)


def _named(parent: _Element, name: str) -> Iterator[_Element]:
    """Yield the rows of a table or the cells of a row, also from within content controls."""
    for child in parent:
        kind = local(child)
        if kind == name:
            yield child
        elif kind in ("sdt", "sdtContent", "customXml", "ins", "moveTo"):
            yield from _named(child, name)


def _is_prose(cell: Blocks) -> bool:
    return len(cell.spans) > 1 and len(cell.text) > _PROSE_CHARS


def _copy(cell: Blocks, blocks: Blocks) -> None:
    text, before = cell.text, None
    for start, end, level in cell.spans:
        blocks.add(text[start:end], level, row=before is not None and start - before == 1)
        before = end


def _tidy(words: str) -> str:
    """Fold blanks, and take soft hyphens and what stands for no character out."""
    words = words.replace("\u00ad", "").replace("\0", "").replace("\u200b", "")
    return _BLANKS.sub(lambda found: "\n" if "\n" in found[0] else " ", words).strip()


def _symbol(element: _Element) -> str:
    """Return a symbol's character, or nothing for a place in a font of ornaments."""
    code = attribute(element, "char")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return "" if "\ue000" <= character <= "\uf8ff" else character


def _could_be_heading(words: str) -> bool:
    return len(words) <= _HEADING_CHARS and "\n" not in words and not words.endswith(_ENDS)
