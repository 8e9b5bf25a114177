"""Elements in, paragraphs out: what a reader of a page sees, in its order.

A `Walker` takes the events of a parser (it is a target for lxml's) or of a tree, so
depth costs it nothing: libxml2 keeps 2,048 levels of a tree, but names every one of
20,000 as it meets them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.ingest.blocks import Blocks
from explorer.values import dataclass, field

_UNSEEN = frozenset(
    {
        *("script", "style", "template", "noscript", "head", "svg", "iframe", "object"),
        *("canvas", "audio", "video", "select", "datalist", "noframes", "noembed", "map", "title"),
        *("rp", "rt"),  # how a Japanese word is read aloud is no part of the sentence
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd"),
        *("details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure"),
        *("footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "legend"),
        *("li", "listing", "main", "menu", "nav", "ol", "option", "p", "plaintext", "pre"),
        *("search", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "xmp"),
    }
)
_VERBATIM = frozenset(("pre", "listing", "xmp", "plaintext", "textarea"))
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_SPACE_RUN = re.compile("  +")
_EMPTY_LINE = re.compile(r"\n{2,}")
_BREAK = re.compile(r" ?\n ?")


# A cell of more than one paragraph and this long is a column of prose, not a cell.
_PROSE_CHARS = 240
_DEEPEST_ROW = 30
CELL_END = " | "


@dataclass(slots=True)
class _Row:
    """A table's row being heard: the paragraphs of each cell, with their heading levels."""

    cells: list[list[tuple[str, int]]] = field(default_factory=list)

    def as_line(self) -> str | None:
        """Return the row as one line; None where it holds prose, as tables for layout do."""
        full = [cell for cell in self.cells if cell]
        if len(full) < 2 or any(_is_prose(cell) for cell in full):
            return None
        words = (" ".join(" ".join(words for words, _ in cell).split()) for cell in self.cells)
        return _SPACE_RUN.sub(" ", CELL_END.join(words)).strip(" |")


class Walker:
    """Collects paragraphs from `start`, `data` and `end` calls; `close` ends the last."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self._pieces: list[str] = []
        self._unseen_depth = 0
        self._verbatim_depth = 0
        self._heading = 0
        self._rows: list[_Row] = []
        self._too_deep = 0
        self._after_row = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen_depth or tag in _UNSEEN or _hidden(attributes):
            self._unseen_depth += 1
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in ("td", "th"):
            self._flush()
            if self._rows:
                self._rows[-1].cells.append([])
        elif tag in _BLOCKS:
            self._flush()
            self._heading = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
            self._verbatim_depth += tag in _VERBATIM
            if tag == "tr":
                self._begin_row()
            elif tag == "table":
                self._after_row = False

    def data(self, words: str) -> None:
        if not self._unseen_depth:
            self._pieces.append(words if self._verbatim_depth else _SPACE.sub(" ", words))

    def end(self, tag: str) -> None:
        if self._unseen_depth:
            self._unseen_depth -= 1
        elif tag in _BLOCKS or tag in ("td", "th"):
            self._flush()
            self._heading = 0
            if tag in _VERBATIM and self._verbatim_depth:
                self._verbatim_depth -= 1
            if tag == "tr" and self._too_deep:
                self._too_deep -= 1
            elif tag == "tr" and self._rows:
                self._end_row(self._rows.pop())
            elif tag == "table":
                self._after_row = False

    def close(self) -> Blocks:
        self._flush()
        while self._rows:
            self._end_row(self._rows.pop())
        return self.blocks

    def _flush(self) -> None:
        words = "".join(self._pieces)
        self._pieces = []
        if not words.strip():
            return
        if self._verbatim_depth:
            self._paragraph(words.strip("\r\n"), 0)
        else:
            words = _BREAK.sub("\n", _SPACE_RUN.sub(" ", words))
            for part in _EMPTY_LINE.split(words):
                self._paragraph(part, self._heading)

    def _paragraph(self, words: str, heading: int) -> None:
        """Put a paragraph where it stands: in the cell that is open, else in the text."""
        if not words.strip():
            return
        if self._rows:
            row = self._rows[-1]
            row.cells = row.cells or [[]]  # words of a row that stand in no cell
            row.cells[-1].append((words, heading))
        else:
            self.blocks.add(words, heading)
            self._after_row = False

    def _begin_row(self) -> None:
        if len(self._rows) < _DEEPEST_ROW:
            self._rows.append(_Row())
        else:  # what it holds goes to the cell that it is nested in
            self._too_deep += 1

    def _end_row(self, row: _Row) -> None:
        line = row.as_line()
        if line is None:
            for cell in row.cells:
                for words, heading in cell:
                    self._paragraph(words, heading)
        elif self._rows:
            self._paragraph(line, 0)
        else:
            self.blocks.add(line, row=self._after_row)
            self._after_row = True


def _is_prose(cell: list[tuple[str, int]]) -> bool:
    return len(cell) > 1 and sum(len(words) for words, _ in cell) > _PROSE_CHARS


def _hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_NO_DISPLAY.search(attributes.get("style") or ""))
