"""What kind of file this is, by its name and by its first bytes."""

from __future__ import annotations

import re
from enum import StrEnum

from explorer.errors import InputProblem
from explorer.ingest.package import kind_of_package


class Format(StrEnum):
    """A format this program reads as a document."""

    TEXT = "txt"
    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    WORD = "docx"
    MAIL = "eml"
    BOOK = "epub"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]

    @property
    def is_text(self) -> bool:
        """Whether the file is characters, so that its encoding must be told."""
        return self in (Format.TEXT, Format.MARKDOWN, Format.HTML)


_MEDIA_TYPES = {
    Format.TEXT: "text/plain",
    Format.MARKDOWN: "text/markdown",
    Format.HTML: "text/html",
    Format.PDF: "application/pdf",
    Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.MAIL: "message/rfc822",
    Format.BOOK: "application/epub+zip",
}
_SUFFIXES = {
    **dict.fromkeys((".txt", ".text", ".asc", ".log", ""), Format.TEXT),
    **dict.fromkeys((".md", ".markdown", ".mdown", ".mkd"), Format.MARKDOWN),
    **dict.fromkeys((".html", ".htm", ".xhtml", ".xht"), Format.HTML),
    ".pdf": Format.PDF,
    **dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), Format.WORD),
    ".eml": Format.MAIL,
    ".epub": Format.BOOK,
}
# What the program reads, as `(name, suffixes)`; the usual suffix of a format first.
READABLE = tuple(
    (name, tuple(suffix for suffix, found in _SUFFIXES.items() if suffix and found in formats))
    for name, formats in (
        ("PDF", (Format.PDF,)),
        ("Word", (Format.WORD,)),
        ("Web pages", (Format.HTML,)),
        ("Text and Markdown", (Format.TEXT, Format.MARKDOWN)),
        ("Mail", (Format.MAIL,)),
        ("Books (EPUB)", (Format.BOOK,)),
    )
)
SUFFIXES = frozenset(suffix for _, suffixes in READABLE for suffix in suffixes)

_AS_WORD = "Save it as .docx and import that"
# First bytes: what the file is, and what to do with it.
_SIGNATURES = (
    (b"PK\x05\x06", "an empty zip file", "Choose a text"),
    (b"{\\rtf", "an RTF file", _AS_WORD),
    (b"SQLite format 3\0", "a database or a project", "Open a project instead of importing it"),
    (b"\x89PNG", "a picture", "Only text can be read"),
    (b"\xff\xd8\xff", "a picture", "Only text can be read"),
    (b"GIF8", "a picture", "Only text can be read"),
    (b"II*\0", "a picture", "Only text can be read"),
    (b"MM\0*", "a picture", "Only text can be read"),
    (b"%!PS", "a PostScript file", "Turn it into a PDF and import that"),
    (b"\x1f\x8b", "a gzip archive", "Unpack it and import what is in it"),
    (b"BZh", "a bzip2 archive", "Unpack it and import what is in it"),
    (b"Rar!", "a RAR archive", "Unpack it and import what is in it"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "Unpack it and import what is in it"),
    (b"\x7fELF", "a program", "Only text can be read"),
    (b"MZ\x90\0", "a program", "Only text can be read"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLES = frozenset((".csv", ".tsv", ".xls", ".xlsx", ".ods", ".json", ".jsonl", ".ics"))
_OFFICE = frozenset((".doc", ".odt", ".rtf", ".ppt", ".pptx", ".pages", ".wps"))
_MARKUP_START = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])",
    re.IGNORECASE | re.DOTALL,
)
_ANY_TAG = re.compile(rb"<[a-zA-Z!/][^>]*>")
_HEADER = re.compile(rb"[!-9;-~]{1,70}:[ \t]*[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*")
# Two of these among the first lines are the headers of a mail, whatever the file is called.
_TRACES = re.compile(
    rb"^(?:received|return-path|message-id|mime-version|delivered-to|x-mailer|from|date):",
    re.IGNORECASE | re.MULTILINE,
)
_SURE_TRACES = frozenset((b"received", b"return-path", b"message-id", b"mime-version"))
_READ = "It reads .pdf, .docx, .html, .md, .txt, .eml and .epub"
_SNIFFED_BYTES = 4096
_PDF_WITHIN_BYTES = 1024


def refuse_foreign(data: bytes, where: str) -> None:
    """Raise InputProblem where the first bytes are of a kind of file that is not read."""
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise InputProblem(f"this is {what}, not a text", where=where, remedy=remedy)
    if data.startswith(_OLE):
        raise _old_office(data, where)


def sniff(data: bytes, suffix: str, where: str, wanted: str | None = None) -> Format:
    """Return the format to read a file by; `wanted` is the person's own word for it.

    What the bytes say for certain goes before the suffix: a PDF, a page or a book is one
    whatever it is called. Else the suffix decides, where the bytes do not belie it.
    """
    refuse_foreign(data, where)
    certain = _by_bytes(data, where)
    if wanted is not None:
        return _agreed(_by_word(wanted, where), certain, where)
    if certain is not None:
        return certain
    found = _SUFFIXES.get(suffix.casefold())
    if found is None:
        raise _unsupported(suffix.casefold(), where)
    if found is Format.HTML and not _ANY_TAG.search(data.replace(b"\0", b"")):
        return Format.TEXT
    if found is Format.MAIL and not _begins_with_headers(data):
        raise _belied("a mail", where)
    if found in (Format.PDF, Format.WORD, Format.BOOK):
        raise _belied(f"{'an' if found is Format.BOOK else 'a'} {found.value} file", where)
    return found


def _by_bytes(data: bytes, where: str) -> Format | None:
    if b"%PDF-" in data[:_PDF_WITHIN_BYTES]:
        return Format.PDF
    if data.startswith(b"PK\x03\x04"):
        return {"docx": Format.WORD, "epub": Format.BOOK}[kind_of_package(data, where)]
    head = data[:_SNIFFED_BYTES].replace(b"\0", b"")
    if _MARKUP_START.match(head.lstrip(b"\xef\xbb\xbf\xff\xfe")):
        return Format.HTML
    if head.startswith(b"From ") and _begins_with_headers(head.partition(b"\n")[2]):
        remedy = "Save each as .eml and import those"
        raise InputProblem("this is a mailbox of mails, not one mail", where=where, remedy=remedy)
    return Format.MAIL if _is_surely_mail(head) else None


def _agreed(wanted: Format, certain: Format | None, where: str) -> Format:
    """Return the person's word for the format, where the bytes allow it."""
    if certain is not None and not (wanted.is_text and (certain.is_text or certain is Format.MAIL)):
        return certain
    if certain is None and not wanted.is_text and wanted is not Format.MAIL:
        raise _belied(f"a {wanted.value} file", where)
    return wanted


def _begins_with_headers(data: bytes) -> bool:
    head = data[:_SNIFFED_BYTES].lstrip(b"\xef\xbb\xbf\r\n")
    return _HEADER.match(head) is not None


def _is_surely_mail(head: bytes) -> bool:
    if not _begins_with_headers(head):
        return False
    names = {found[0][:-1].lower() for found in _TRACES.finditer(_header_block(head))}
    return len(names) >= 3 and not names.isdisjoint(_SURE_TRACES)


def _header_block(head: bytes) -> bytes:
    return re.split(rb"\r?\n\r?\n", head.lstrip(b"\xef\xbb\xbf\r\n"), maxsplit=1)[0]


def _old_office(data: bytes, where: str) -> InputProblem:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return InputProblem(
            "it is protected by a password",
            where=where,
            remedy="Open it with the password, save it without one and import that",
        )
    if "__nameid_version".encode("utf-16-le") in data:
        remedy = "Save it as .eml and import that"
        return InputProblem("this is an Outlook message, which is not read", where=where,
                            remedy=remedy)  # fmt: skip
    return InputProblem("this is an old Office file, not a text", where=where, remedy=_AS_WORD)


def _belied(what: str, where: str) -> InputProblem:
    return InputProblem(
        f"it is called {what}, but its content is not that",
        where=where,
        remedy="Save it again from the program it comes from; if it is plain words, "
        "say so with --format txt",
    )


def _by_word(wanted: str, where: str) -> Format:
    found = _SUFFIXES.get("." + wanted.casefold().lstrip("."))
    if found is None:
        known = ", ".join(Format)
        raise InputProblem(f"there is no format {wanted!r}", where=where, remedy=f"Say {known}")
    return found


def _unsupported(suffix: str, where: str) -> InputProblem:
    if suffix in _TABLES:
        return InputProblem(
            f"tables ({suffix}) are not read in this version", where=where, remedy=_READ
        )
    if suffix in _OFFICE:
        return InputProblem(f"{suffix} files are not read", where=where, remedy=_AS_WORD)
    remedy = f"{_READ}; if this is one of these, say so with --format"
    return InputProblem(f"{suffix} files are not read", where=where, remedy=remedy)
