"""What the process that reads a PDF says to the one that asked: values, in MessagePack."""

from __future__ import annotations

import msgspec

HEAD_BYTES = 4
MOST_FRAME_BYTES = 64_000_000


class Line(msgspec.Struct, frozen=True, array_like=True):
    """One line of text in a page's reading order.

    `x0`, `x1` and `y` (the baseline) are in points, `first_pt` is the width of its first
    word; it stands in the `region`-th column or wide stretch of its page. `row` says that it
    is the row of a table, its cells parted by ` | `; `aside` that it runs another way.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    first_pt: float
    region: int
    row: bool = False
    under_rule: bool = False
    aside: bool = False


class Page(msgspec.Struct, frozen=True, array_like=True, tag="page"):
    """A page's lines; `number` counts from 1. `trouble` is why there are none, or fewer."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...] = ()
    pictures: int = 0
    unknown: int = 0
    letters: int = 0
    furniture: tuple[str, ...] = ()
    trouble: str = ""


class Facts(msgspec.Struct, frozen=True, array_like=True, tag="facts"):
    """What a file says of itself, before its pages; `cut` says that its end is missing."""

    pages: int
    title: str = ""
    authors: tuple[str, ...] = ()
    publisher: str = ""
    published: str = ""
    created: str = ""
    language: str = ""
    cut: bool = False


class Refusal(msgspec.Struct, frozen=True, array_like=True, tag="refusal"):
    """Why nothing of a file can be read: "locked", or what is damaged."""

    what: str


class Started(msgspec.Struct, frozen=True, array_like=True, tag="started"):
    """A page is being read from now on."""

    number: int


class Done(msgspec.Struct, frozen=True, array_like=True, tag="done"):
    """All pages have been read."""


class Bug(msgspec.Struct, frozen=True, array_like=True, tag="bug"):
    """What went wrong that should not have: a traceback."""

    traceback: str


Word = Page | Facts | Refusal | Started | Done | Bug

_ENCODER = msgspec.msgpack.Encoder()
_DECODER: msgspec.msgpack.Decoder[Word] = msgspec.msgpack.Decoder(Word)


def framed(word: Word) -> bytes:
    """Return a value with its length before it."""
    data = _ENCODER.encode(word)
    return len(data).to_bytes(HEAD_BYTES, "big") + data


def unframed(data: bytes) -> Word:
    """Return a value from its bytes; raises msgspec.ValidationError for what is none."""
    return _DECODER.decode(data)
