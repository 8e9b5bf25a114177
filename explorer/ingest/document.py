"""A file in, a document with numbered paragraphs out.

What the text of a document is
------------------------------
- Plain text: the file's own characters as decoded, without the byte order mark; line
  ends are left as they are. Paragraphs are spans in it. A mail's plain body likewise.
- All else: the words a reader sees, put together from the paragraphs, which an empty
  line parts; the rows of a table stand on lines of their own, cells parted by ` | `.

`sha256` is of the file's bytes, `text_sha256` of the text as UTF-8.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from explorer.domain.dates import parse
from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest.beside import said_beside
from explorer.ingest.blocks import one_line
from explorer.ingest.decode import decode
from explorer.ingest.files import read_bytes
from explorer.ingest.headings import names_nothing
from explorer.ingest.read import Read
from explorer.ingest.sniff import Format, sniff
from explorer.ingest.texts import read_html, read_markdown_text, read_plain
from explorer.paths import shown_name

_PASTED = "Pasted text"


def read_document(
    path: Path, *, published: str | None = None, format: str | None = None
) -> Document:
    """Read a .pdf, .docx, .html, .md, .txt, .eml or .epub file.

    Parameters
    ----------
    published
        The publication date as the person knows it, EDTF; it goes before the document's own.
    format
        One of these words, where the suffix does not tell.

    What the document does not say of itself is taken from a file beside it (`ingest.beside`).

    Raises
    ------
    InputProblem
        Names the file, the reason and the remedy: it is missing, unreadable, empty, too
        big, of a kind that is not read, damaged, locked, without words, or `published` is
        no EDTF date.
    """
    day = None if published is None else parse(published).text
    data, name = read_bytes(path), shown_name(path)
    kind = sniff(data, path.suffix, name, format)
    found = _read(kind, data, name)
    if not found.paragraphs:
        raise _no_text(name)
    beside, note = said_beside(path)
    said = found.said.or_else(beside)
    return Document(
        title=said.title or found.name or name,
        text=found.text,
        paragraphs=tuple(found.paragraphs),
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=_text_sha256(found.text, name),
        file_name=name,
        media_type=kind.media_type,
        encoding=found.encoding,
        publisher=said.publisher,
        url=said.url,
        published=day or said.published,
        language=said.language,
        notes=(*found.notes, *filter(None, (note,))),
        author=said.author,
        pages=found.pages,
    )


def read_text(text: str, title: str = "", *, published: str | None = None) -> Document:
    """Read pasted words as a plain text; raises InputProblem where there are none.

    Without a title the text's first heading is its title, else its first words are.
    """
    day = None if published is None else parse(published).text
    where = title or _PASTED
    if "\0" in text:
        raise InputProblem("this is not a text", where=where, remedy="Paste words")
    found = read_plain(text)
    if not found.paragraphs:
        raise _no_text(where)
    digest = _text_sha256(text, where)
    words = [text[start:end] for start, end, _ in found.paragraphs]
    first = next((line for line in words if not names_nothing(line)), words[0])
    return Document(
        title=one_line(title) or found.name or one_line(first, 60) or _PASTED,
        text=text,
        paragraphs=tuple(found.paragraphs),
        sha256=digest,
        text_sha256=digest,
        file_name="",
        published=day,
    )


def _read(kind: Format, data: bytes, name: str) -> Read:
    if kind.is_text:
        decoded = decode(data, name, markup=kind is Format.HTML)
        found = _OF_TEXT[kind](decoded.text)
        notes = (*decoded.notes, *found.notes)
        return replace(found, notes=notes, encoding=decoded.encoding)
    return _OF_BYTES[kind](data, name)


def _word(data: bytes, name: str) -> Read:
    from explorer.ingest.word.read import read_word

    return read_word(data, name)


def _mail(data: bytes, name: str) -> Read:
    from explorer.ingest.mail import read_mail

    return read_mail(data, name)


def _book(data: bytes, name: str) -> Read:
    from explorer.ingest.book import read_book

    return read_book(data, name)


def _pdf(data: bytes, name: str) -> Read:
    from explorer.ingest.pdf.read import read_pdf

    return read_pdf(data, name)


_OF_TEXT: dict[Format, Callable[[str], Read]] = {
    Format.TEXT: read_plain,
    Format.MARKDOWN: read_markdown_text,
    Format.HTML: read_html,
}
_OF_BYTES: dict[Format, Callable[[bytes, str], Read]] = {
    Format.WORD: _word,
    Format.MAIL: _mail,
    Format.BOOK: _book,
    Format.PDF: _pdf,
}


def _text_sha256(text: str, where: str) -> str:
    try:
        return hashlib.sha256(text.encode()).hexdigest()
    except UnicodeEncodeError as error:
        raise InputProblem(
            f"character {error.start} is half of a character",
            where=where,
            remedy="Copy the words again, or save them as UTF-8",
        ) from error


def _no_text(where: str) -> InputProblem:
    return InputProblem(
        "there is no text in it", where=where, remedy="Choose a file with words in it"
    )
