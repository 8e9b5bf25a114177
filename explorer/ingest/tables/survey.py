"""One pass over a table's bytes before it is read: its hash, its size, its encoding.

The whole file is looked at, so that a letter in its last row counts as much as one in
its first. What then cannot be decoded is a matter of its row: that row is rejected.
"""

from __future__ import annotations

import codecs
import hashlib
from collections.abc import Callable

from explorer.errors import InputProblem
from explorer.ingest.decode import not_text
from explorer.ingest.guess import guess_encoding, guess_utf16, looks_binary
from explorer.ingest.tables.container import Container
from explorer.values import dataclass

_BLOCK = 1 << 20
_TELLING_BYTES = 400_000
# A file of UTF-8 with so many right lines among those that are not plain ASCII is UTF-8.
_MOST_WRONG = 0.5
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True)
class Survey:
    """`sha256` is of the file as it lies on the disk, `size` of the table's unpacked bytes."""

    sha256: str
    size: int
    encoding: str
    notes: tuple[str, ...] = ()


def survey(container: Container, check: Callable[[], None], wanted: str | None = None) -> Survey:
    """Hash a table's file and find its encoding, or take the one that a person says.

    `check` is called now and then; it raises where the person has cancelled.
    """
    digest = file_digest(container, check)
    with container.opened() as file:
        first = file.read(_BLOCK)
        if wanted is not None:
            return Survey(digest, _rest(file, first, check), _named(wanted, container.where))
        marked = next((name for mark, name in _MARKS if first.startswith(mark)), None)
        wide = None if marked else guess_utf16(first[: len(first) & ~1])
        if marked or wide:
            return Survey(digest, _rest(file, first, check), marked or wide or "")
        lines = _Lines()
        size = lines.take_all(first, file.read, check)
    if looks_binary(first.decode("latin-1").replace("\0", "")):
        raise not_text(container.where)
    return _judged(lines, digest, size, container.where)


def _judged(lines: _Lines, digest: str, size: int, where: str) -> Survey:
    if lines.wrong == 0 or lines.wrong <= lines.wide * _MOST_WRONG:
        return Survey(digest, size, "utf-8")
    for encoding in guess_encoding(bytes(lines.sample)):
        try:
            bytes(lines.sample).decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
        note = f"the file does not say its encoding; it was read as {encoding}"
        return Survey(digest, size, encoding, (note,))
    raise not_text(where)


class _Lines:
    """What the lines that are not plain ASCII tell of an encoding."""

    def __init__(self) -> None:
        self.wide = 0
        self.wrong = 0
        self.sample = bytearray()

    def take_all(
        self, block: bytes, read: Callable[[int], bytes], check: Callable[[], None]
    ) -> int:
        """Look at a file block by block, lines kept whole; returns its bytes."""
        size, rest = 0, b""
        while block:
            check()
            size += len(block)
            if block.isascii() and not rest:
                rest = b"" if block.endswith(b"\n") else block[block.rfind(b"\n") + 1 :]
            else:
                whole = rest + block
                end = whole.rfind(b"\n") + 1
                self._take(whole[:end])
                rest = whole[end:]
            block = read(_BLOCK)
        self._take(rest)
        return size

    def _take(self, data: bytes) -> None:
        if data.isascii():
            return
        valid = _is_utf8(data)
        if valid and self.wrong == 0 and len(self.sample) >= _TELLING_BYTES:
            self.wide += 1
            return
        for line in data.splitlines(keepends=True):
            if not line.isascii():
                self.wide += 1
                self.wrong += not valid and not _is_utf8(line)
                if len(self.sample) < _TELLING_BYTES:
                    self.sample += line


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _named(wanted: str, where: str) -> str:
    try:
        found = codecs.lookup(wanted)
        "".encode(found.name)
    except (LookupError, TypeError) as error:
        raise InputProblem(
            f"there is no encoding {wanted!r}", where=where, remedy="Say utf-8, cp1252 or the like"
        ) from error
    return found.name


def _rest(file: object, first: bytes, check: Callable[[], None]) -> int:
    size, read = len(first), file.read  # type: ignore[attr-defined]
    while block := read(_BLOCK):
        check()
        size += len(block)
    return size


def file_digest(container: Container, check: Callable[[], None]) -> str:
    """Return the SHA-256 of a file as it lies on the disk, packed or not."""
    digest = hashlib.sha256()
    with Container(container.path, container.name, "").opened() as file:
        while block := file.read(_BLOCK):
            check()
            digest.update(block)
    return digest.hexdigest()
