"""Readers of what is characters: plain text, Markdown and web pages."""

from __future__ import annotations

from explorer.domain.dates import parse
from explorer.errors import InputProblem
from explorer.ingest.blocks import one_line
from explorer.ingest.facts import edtf_day, web_address
from explorer.ingest.read import Read, Said


def read_plain(text: str) -> Read:
    """Return a text's own paragraphs; its first line is its name where it is a heading."""
    from explorer.ingest.plain import paragraph_spans

    spans = paragraph_spans(text)
    titled = bool(spans) and spans[0][2] > 0
    name = one_line(text[slice(*spans[0][:2])]) if titled else None
    return Read(text, spans, name=name)


def read_markdown_text(text: str) -> Read:
    """Return the words of a Markdown text, with what its front matter says."""
    from explorer.ingest.markdown import is_plain_enough, read_markdown

    if not is_plain_enough(text):
        found = read_plain(text)
        note = "too long to be read as Markdown: its marks stay in the text"
        return Read(found.text, found.paragraphs, name=found.name, notes=(note,))
    read = read_markdown(text)
    fields = read.fields
    title, heading = fields.get("title"), read.blocks.first_heading()
    said = Said(
        title=one_line(title) if title else None,
        author=_field(fields, "author", "authors", "byline"),
        publisher=_field(fields, "publisher", "site", "source"),
        published=_day(fields),
        url=web_address(_field(fields, "url", "canonical", "link")),
        language=_field(fields, "lang", "language"),
    )
    name = one_line(heading) if heading else None
    return Read(read.blocks.text, read.blocks.spans, said, name)


def read_html(text: str) -> Read:
    """Return the main words of a web page, with what its metadata say."""
    from explorer.ingest.web import read_page

    page = read_page(text)
    stated = page.stated
    said = Said(
        title=stated.title,
        author=stated.author,
        publisher=stated.publisher,
        published=stated.published,
        url=stated.url,
        language=stated.language,
    )
    name = page.blocks.first_heading() or stated.page_title
    return Read(page.blocks.text, page.blocks.spans, said, name, page.notes)


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
