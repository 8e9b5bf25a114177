"""Elements in, paragraphs out: what a reader of a page sees, in its order.

A `Walker` takes the events of a parser (it is a target for lxml's) or of a tree, so
depth costs it nothing: libxml2 keeps 2,048 levels of a tree, but names every one of
20,000 as it meets them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from explorer.ingest.blocks import Blocks

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


class Walker:
    """Collects paragraphs from `start`, `data` and `end` calls; `close` ends the last."""

    def __init__(self) -> None:
        self.blocks = Blocks()
        self._pieces: list[str] = []
        self._unseen_depth = 0
        self._verbatim_depth = 0
        self._heading = 0
        self._in_row = False
        self._after_row = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        if self._unseen_depth or tag in _UNSEEN or _hidden(attributes):
            self._unseen_depth += 1
        elif tag == "br":
            self._pieces.append("\n")
        elif tag in ("td", "th"):
            if "".join(self._pieces).strip():
                self._pieces.append(" | ")
        elif tag in _BLOCKS:
            self._flush()
            self._heading = int(tag[1]) if tag[0] == "h" and tag[1:].isdigit() else 0
            self._verbatim_depth += tag in _VERBATIM
            self._in_row = tag == "tr"
            self._after_row = self._after_row and tag in ("tr", "tbody", "tfoot")

    def data(self, words: str) -> None:
        if not self._unseen_depth:
            self._pieces.append(words if self._verbatim_depth else _SPACE.sub(" ", words))

    def end(self, tag: str) -> None:
        if self._unseen_depth:
            self._unseen_depth -= 1
        elif tag in _BLOCKS:
            self._flush()
            self._heading = 0
            if tag in _VERBATIM and self._verbatim_depth:
                self._verbatim_depth -= 1

    def close(self) -> Blocks:
        self._flush()
        return self.blocks

    def _flush(self) -> None:
        words = "".join(self._pieces)
        self._pieces = []
        if not words.strip():
            return
        if self._verbatim_depth:
            self.blocks.add(words.strip("\r\n"))
        else:
            words = _BREAK.sub("\n", _SPACE_RUN.sub(" ", words))
            for part in _EMPTY_LINE.split(words):
                self.blocks.add(part, self._heading, row=self._in_row and self._after_row)
        self._after_row, self._in_row = self._in_row, False


def _hidden(attributes: Mapping[str, str]) -> bool:
    return "hidden" in attributes or bool(_NO_DISPLAY.search(attributes.get("style") or ""))
