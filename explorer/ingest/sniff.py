"""What kind of file this is, by its name and by its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum

from explorer.errors import InputProblem


class Format(StrEnum):
    """A format this program reads as a document."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"

    @property
    def media_type(self) -> str:
        return {"txt": "text/plain", "md": "text/markdown", "html": "text/html"}[self.value]


_SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".asc", ".log", ""), Format.TEXT),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), Format.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), Format.HTML),
}
# First bytes: what the file is, and what to do with it.
_SIGNATURES = (
    (b"%PDF-", "a PDF", "Save or print its text as .txt and import that"),
    (b"PK\x03\x04", "a Word, Excel or zip file", "Save its text as .txt or .html and import that"),
    (b"PK\x05\x06", "an empty zip file", "Choose a text"),
    (b"\xd0\xcf\x11\xe0", "an old Office file", "Save its text as .txt or .html and import that"),
    (b"{\\rtf", "an RTF file", "Save its text as .txt or .html and import that"),
    (b"SQLite format 3\0", "a database or a project", "Open a project instead of importing it"),
    (b"\x89PNG", "a picture", "Only text can be read"),
    (b"\xff\xd8\xff", "a picture", "Only text can be read"),
    (b"GIF8", "a picture", "Only text can be read"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and import what is in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and import what is in it"),
    (b"\x7fELF", "a program", "Only text can be read"),
    (b"MZ\x90\0", "a program", "Only text can be read"),
)
_TABLES = frozenset((".csv", ".tsv", ".xls", ".xlsx", ".ods", ".json", ".jsonl", ".ics"))
_OFFICE = frozenset((".pdf", ".doc", ".docx", ".odt", ".rtf", ".epub", ".ppt", ".pptx", ".pages"))
_MARKUP_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"<[a-zA-Z!/][^>]*>")
_READ = "It reads .txt, .md and .html"
_SNIFFED_BYTES = 4096


def refuse_foreign(data: bytes, where: str) -> None:
    """Raise InputProblem where the first bytes are of a kind of file that is no text."""
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise InputProblem(f"this is {what}, not a text", where=where, remedy=remedy)


def sniff(data: bytes, suffix: str, where: str, wanted: str | None = None) -> Format:
    """Return the format to read a file by; `wanted` is the person's own word for it.

    The suffix decides, save that a page is a page whatever it is called.
    """
    refuse_foreign(data, where)
    if wanted is not None:
        return _by_word(wanted, where)
    head = data[:_SNIFFED_BYTES].replace(b"\0", b"")
    if _MARKUP_START.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return Format.HTML
    found = _SUFFIXES.get(suffix.casefold())
    if found is None:
        raise _unsupported(suffix.casefold(), where)
    if found is Format.HTML and not _ANY_TAG.search(data.replace(b"\0", b"")):
        return Format.TEXT
    return found


def _by_word(wanted: str, where: str) -> Format:
    found = _SUFFIXES.get("." + wanted.casefold().lstrip("."))
    if found is None:
        raise InputProblem(
            f"there is no format {wanted!r}", where=where, remedy="Say txt, md or html"
        )
    return found


def _unsupported(suffix: str, where: str) -> InputProblem:
    if suffix in _TABLES:
        return InputProblem(
            f"tables ({suffix}) are not read in this version", where=where, remedy=_READ
        )
    if suffix in _OFFICE:
        remedy = "Save its text as .txt or .html and import that"
        return InputProblem(f"{suffix} files are not read", where=where, remedy=remedy)
    remedy = f"{_READ}; if this is one of these, say so with --format"
    return InputProblem(f"{suffix} files are not read", where=where, remedy=remedy)
