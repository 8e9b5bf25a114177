"""Markdown to paragraphs: the words a reader sees, without the marks.

Emphasis marks, link targets, list bullets and table rules are left out, since nobody
quotes them. Headings keep their level, a list item, quoted paragraph, code block or
table row is a paragraph each. A line end inside a paragraph becomes a blank, a forced
one stays. Front matter between two `---` lines gives title, publisher, date and so on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.ingest.blocks import Blocks
from explorer.ingest.web import read_page
from explorer.values import dataclass, field

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT = re.compile(r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)?(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*:[ \t]+(.*\S)[ \t]*\Z")
_MOST_FRONT_CHARS = 20_000
_EMPTY_LINE = re.compile(r"\n[ \t\r]*\n")
_MOST_BLOCK_CHARS = 100_000
_MOST_CHARS = 3_000_000


@dataclass(frozen=True, slots=True)
class MarkdownText:
    """A Markdown text's paragraphs, and the fields of its front matter in small letters."""

    blocks: Blocks
    fields: dict[str, str] = field(default_factory=dict)


def is_plain_enough(text: str) -> bool:
    """Whether the parser ends in reasonable time; its inline rules slow down with length."""
    if len(text) > _MOST_CHARS:
        return False
    return max(len(block) for block in _EMPTY_LINE.split(text)) <= _MOST_BLOCK_CHARS


def read_markdown(text: str) -> MarkdownText:
    """Return the paragraphs of a Markdown text."""
    from markdown_it import MarkdownIt

    text, fields = _front_matter(text)
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = Blocks()
    _Reader(blocks).read(parser.parse(text))
    return MarkdownText(blocks, fields)


class _Reader:
    """Turns block tokens into paragraphs."""

    def __init__(self, blocks: Blocks) -> None:
        self.blocks = blocks
        self._heading = 0
        self._row: list[str] | None = None
        self._after_row = False

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            self._read(token)

    def _read(self, token: Token) -> None:
        if token.type == "heading_open":
            self._heading = int(token.tag[1])
        elif token.type == "heading_close":
            self._heading = 0
        elif token.type in ("table_open", "table_close"):
            self._after_row = False
        elif token.type == "tr_open":
            self._row = []
        elif token.type == "tr_close":
            self._end_row()
        elif token.type == "inline":
            self._words(inline_words(token.children or []))
        elif token.type in ("fence", "code_block"):
            self.blocks.add(token.content.strip("\n"))
        elif token.type == "html_block":
            self._html(token.content)

    def _words(self, words: str) -> None:
        if self._row is None:
            self.blocks.add(words, self._heading)
        else:
            self._row.append(words)

    def _end_row(self) -> None:
        cells, self._row = self._row or [], None
        if any(cells):
            self.blocks.add(" | ".join(cells), row=self._after_row)
            self._after_row = True

    def _html(self, markup: str) -> None:
        found = read_page(markup).blocks
        text = found.text
        for start, end, level in found.spans:
            self.blocks.add(text[start:end], level)


def inline_words(tokens: list[Token]) -> str:
    """Return the words of inline tokens: text, code and what an image is called."""
    pieces: list[str] = []
    for token in tokens:
        if token.type in ("text", "code_inline", "text_special"):
            pieces.append(token.content)
        elif token.type == "softbreak":
            pieces.append(" ")
        elif token.type == "hardbreak":
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(inline_words(token.children or []))
        elif token.type == "html_inline":
            pieces.append("\n" if token.content.startswith("<br") else "")
    return "".join(pieces)


def _front_matter(text: str) -> tuple[str, dict[str, str]]:
    """Part front matter from the text: plain `key: value` lines, nothing is evaluated."""
    match = _FRONT.match(text[:_MOST_FRONT_CHARS])
    if match is None:
        return text, {}
    fields: dict[str, str] = {}
    lines = (match[1] or "").splitlines()
    for line in lines:
        found = _FIELD.match(line)
        if found:
            fields.setdefault(found[1].casefold(), _unquoted(found[2]))
    if lines and not fields:
        return text, {}
    return text[match.end() :], fields


def _unquoted(value: str) -> str:
    for mark in ('"', "'"):
        if len(value) > 1 and value[0] == value[-1] == mark:
            return value[1:-1].strip()
    return value.split(" #")[0].strip()
