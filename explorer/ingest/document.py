"""A file in, a document with numbered paragraphs out.

What the text of a document is
------------------------------
- Plain text: the file's own characters as decoded, without the byte order mark; line
  ends are left as they are. Paragraphs are spans in it.
- Markdown and HTML: the words a reader sees, put together from the paragraphs, which an
  empty line parts (`explorer.ingest.markdown`, `explorer.ingest.web`).

`sha256` is of the file's bytes, `text_sha256` of the text as UTF-8.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from explorer.domain.dates import parse
from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest.blocks import Span, one_line
from explorer.ingest.decode import decode
from explorer.ingest.facts import edtf_day, web_address
from explorer.ingest.files import read_bytes
from explorer.ingest.sniff import Format, sniff
from explorer.paths import shown_name


@dataclass(frozen=True, slots=True)
class _Read:
    """What a format's reader found, before it is a document."""

    text: str
    paragraphs: list[Span]
    title: str | None = None
    stated: dict[str, str | None] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def read_document(
    path: Path, *, published: str | None = None, format: str | None = None
) -> Document:
    """Read a .txt, .md or .html file.

    Parameters
    ----------
    published
        The publication date as the person knows it, EDTF; it goes before the document's own.
    format
        "txt", "md" or "html", where the suffix does not tell.

    Raises
    ------
    InputProblem
        Names the file, the reason and the remedy: it is missing, unreadable, empty, too
        big, of a kind that is not read, not a text, or `published` is no EDTF date.
    """
    day = None if published is None else parse(published).text
    data, name = read_bytes(path), shown_name(path)
    kind = sniff(data, path.suffix, name, format)
    decoded = decode(data, name, markup=kind is Format.HTML)
    found = _READERS[kind](decoded.text)
    if not found.paragraphs:
        raise _no_text(name)
    return Document(
        title=found.title or name,
        text=found.text,
        paragraphs=tuple(found.paragraphs),
        sha256=hashlib.sha256(data).hexdigest(),
        text_sha256=_text_sha256(found.text, name),
        file_name=name,
        media_type=kind.media_type,
        encoding=decoded.encoding,
        publisher=found.stated.get("publisher"),
        url=found.stated.get("url"),
        published=day or found.stated.get("published"),
        language=found.stated.get("language"),
        notes=(*decoded.notes, *found.notes),
    )


def read_text(text: str, title: str, *, published: str | None = None) -> Document:
    """Read pasted words as a plain text; raises InputProblem where there are none."""
    day = None if published is None else parse(published).text
    if "\0" in text:
        raise InputProblem("this is not a text", where=title, remedy="Paste words")
    found = _plain(text)
    if not found.paragraphs:
        raise _no_text(title)
    digest = _text_sha256(text, title)
    return Document(
        title=one_line(title) or found.title or "Pasted text",
        text=text,
        paragraphs=tuple(found.paragraphs),
        sha256=digest,
        text_sha256=digest,
        file_name="",
        published=day,
    )


def _plain(text: str) -> _Read:
    from explorer.ingest.plain import paragraph_spans

    spans = paragraph_spans(text)
    titled = bool(spans) and spans[0][2] > 0
    return _Read(text, spans, one_line(text[slice(*spans[0][:2])]) if titled else None)


def _markdown(text: str) -> _Read:
    from explorer.ingest.markdown import is_plain_enough, read_markdown

    if not is_plain_enough(text):
        found = _plain(text)
        note = "too long to be read as Markdown: its marks stay in the text"
        return _Read(found.text, found.paragraphs, found.title, notes=(note,))
    read = read_markdown(text)
    fields = read.fields
    title = fields.get("title") or read.blocks.first_heading()
    return _Read(
        read.blocks.text,
        read.blocks.spans,
        one_line(title) if title else None,
        {
            "publisher": _field(fields, "publisher", "site", "source", "author"),
            "published": _day(fields),
            "url": web_address(_field(fields, "url", "canonical", "link")),
            "language": _field(fields, "lang", "language"),
        },
    )


def _html(text: str) -> _Read:
    from explorer.ingest.web import read_page

    page = read_page(text)
    stated = page.stated
    return _Read(
        page.blocks.text,
        page.blocks.spans,
        stated.title or page.blocks.first_heading() or stated.page_title,
        {
            "publisher": stated.publisher,
            "published": stated.published,
            "url": stated.url,
            "language": stated.language,
        },
        page.notes,
    )


_READERS = {Format.TEXT: _plain, Format.MARKDOWN: _markdown, Format.HTML: _html}


def _field(fields: dict[str, str], *names: str) -> str | None:
    return next((fields[name] for name in names if fields.get(name)), None)


def _day(fields: dict[str, str]) -> str | None:
    """Return the front matter's date: EDTF as written, or the day of an ISO time."""
    written = _field(fields, "published", "date")
    if written is None:
        return None
    try:
        return parse(written).text
    except InputProblem:
        return edtf_day(written)


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
