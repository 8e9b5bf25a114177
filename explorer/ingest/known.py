"""Texts that shipped packs know: recognised by the hash of the text, never by likeness."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from explorer.domain.marks import Pack
from explorer.domain.records import Document
from explorer.ingest.pack import SUFFIX, parse_pack
from explorer.paths import shipped_data
from explorer.values import dataclass

_ALIKE_SHARE = 0.8


@dataclass(frozen=True, slots=True)
class _Head:
    """What a pack says of one source, read without its marks."""

    title: str
    text_sha256: str
    paragraphs: int
    file_name: str | None = None
    paragraph_sha256: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Heads:
    sources: tuple[_Head, ...]


def packs_for(document: Document, folder: Path | None = None) -> tuple[Pack, ...]:
    """Return the shipped packs that were made for this very text.

    A pack that does not name the text's hash is not parsed.
    """
    wanted = document.text_sha256
    found = (
        parse_pack(data, path.name) for path, data in _shipped(folder) if wanted.encode() in data
    )
    return tuple(pack for pack in found if any(s.text_sha256 == wanted for s in pack.sources))


def near_miss(document: Document, folder: Path | None = None) -> str | None:
    """Return a line on a document that looks like a known text and is not, or None.

    It looks like one when four of five of the known text's paragraphs are the same, or
    when it has the file name and the number of paragraphs. Nothing is anchored then.
    """
    here = {_sha256(document.text[start:end]) for start, end, _ in document.paragraphs}
    for _, data in _shipped(folder):
        for known in _heads(data).sources:
            if known.text_sha256 == document.text_sha256:
                return None
            same = sum(digest in here for digest in known.paragraph_sha256)
            if _looks_like(document, known, same):
                return _line(document, known, same)
    return None


def _looks_like(document: Document, known: _Head, same: int) -> bool:
    if known.paragraph_sha256 and same >= _ALIKE_SHARE * len(known.paragraph_sha256):
        return True
    named = bool(known.file_name) and document.file_name == known.file_name
    return named and (same > 0 or len(document.paragraphs) == known.paragraphs)


def _line(document: Document, known: _Head, same: int) -> str:
    if same == known.paragraphs == len(document.paragraphs):
        count = f" (all {same} paragraphs are the same, but not what stands between them)"
    else:
        count = f" ({same} of {known.paragraphs} paragraphs are the same)" if same else ""
    name = document.file_name or document.title
    return f"{name} differs from the text the pack was made for{count}: nothing was anchored"


def _shipped(folder: Path | None) -> Iterator[tuple[Path, bytes]]:
    root = shipped_data() if folder is None else folder
    for path in sorted(root.rglob(f"*{SUFFIX}")):
        yield path, path.read_bytes()


def _heads(data: bytes) -> _Heads:
    import msgspec

    return msgspec.json.decode(data, type=_Heads)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
