"""A PDF in, its paragraphs out, each with the page it begins on.

A paragraph that runs over a column or a page is one. Running heads and feet and page numbers
are no part of the text. A footnote is a paragraph behind the one that runs over its page's
end; the raised number that calls it is left out of the words. A table's row is a paragraph.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.errors import InputProblem
from explorer.ingest.blocks import Blocks, one_line
from explorer.ingest.facts import edtf_day
from explorer.ingest.pdf.drawn import UNKNOWN
from explorer.ingest.pdf.furniture import furniture, furniture_words
from explorer.ingest.pdf.headings import levels_of, title_of
from explorer.ingest.pdf.paragraphs import Paragraph, paragraphs_of
from explorer.ingest.pdf.process import read_pages
from explorer.ingest.pdf.wire import Facts, Page
from explorer.ingest.pdf.words import (
    Vocabulary,
    joined,
    plain_label,
    without_bullet,
    without_marks,
)
from explorer.ingest.read import Read, Said, listed, stated_names, stated_title

_OCR = "Run text recognition (OCR) over it, with ocrmypdf for example, and import the result"
_MOST_UNKNOWN = 0.3


def read_pdf(data: bytes, where: str) -> Read:
    """Return a PDF's words and what it says of itself.

    Raises InputProblem where it is locked, damaged, or pictures of pages only. A page
    that cannot be read is named in the notes, and the others come in.
    """
    facts, pages = read_pages(data, where)
    dropped = furniture(pages)
    found = paragraphs_of(pages, dropped)
    blocks, numbers = _put_together(found, pages)
    if not blocks.spans:
        raise _wordless(pages, where)
    _refuse_unknown(pages, where)
    said = Said(
        title=stated_title(facts.title),
        author=stated_names(*facts.authors),
        publisher=facts.publisher or None,
        published=edtf_day(facts.published),
        language=facts.language or None,
    )
    name = title_of(found)
    notes = tuple(_notes(facts, pages, furniture_words(pages, dropped)))
    return Read(
        blocks.text, blocks.spans, said, name and one_line(name), notes, pages=tuple(numbers)
    )


def _put_together(found: list[Paragraph], pages: Sequence[Page]) -> tuple[Blocks, list[int]]:
    vocabulary = Vocabulary(line.text for page in pages for line in page.lines)
    blocks, numbers = Blocks(), []
    levels = levels_of(found)
    before: Paragraph | None = None
    for one, level in zip(found, levels, strict=True):
        for each in (one, *one.notes):
            text = joined([line.text for line in each.lines], vocabulary)
            text = plain_label(text) if each.is_note else without_marks(text, each.labels)
            text = text if each.lines[0].row else without_bullet(text)
            follows = before is not None and before.last.row and each.lines[0].row
            count = len(blocks.spans)
            blocks.add(text, 0 if each.is_note else level, row=follows)
            if len(blocks.spans) > count:
                numbers.append(each.page)
                before = each
    return blocks, numbers


def _notes(facts: Facts, pages: Sequence[Page], heads: str) -> list[str]:
    """Return what a person should hear: what is not in the text, and why."""
    notes = ["the file is cut off: what is left of it was read"] if facts.cut else []
    for page in pages:
        if page.trouble:
            how = "is not whole" if page.lines else "was left out"
            notes.append(f"page {page.number} {how}: {page.trouble}")
    bare = [page.number for page in pages if page.pictures and not page.letters]
    if bare:
        pictures = "is a picture" if len(bare) == 1 else "are pictures"
        noun = "page" if len(bare) == 1 else "pages"
        notes.append(f"{noun} {listed(bare)} {pictures} without text. {_OCR}")
    if heads:
        notes.append(f"running heads and feet left out: {heads}")
    unknown = sum(page.unknown for page in pages)
    if unknown:
        places = "place" if unknown == 1 else "places"
        notes.append(f"{unknown:,} {places} with a letter that does not say what it is: {UNKNOWN}")
    if facts.created:
        notes.append(f"the file was made on {facts.created}, which is no publication date")
    return notes


def _refuse_unknown(pages: Sequence[Page], where: str) -> None:
    unknown, letters = sum(p.unknown for p in pages), sum(p.letters for p in pages)
    if unknown > _MOST_UNKNOWN * letters:
        raise InputProblem(
            "its letters do not say what they are, so there is no text in it",
            where=where,
            remedy=_OCR,
        )


def _wordless(pages: Sequence[Page], where: str) -> InputProblem:
    troubled = next((page for page in pages if page.trouble), None)
    if troubled is not None:
        return InputProblem(
            f"no page of it can be read (page {troubled.number}: {troubled.trouble})",
            where=where,
            remedy="Print it to a new PDF, or save its text as .txt, and import that",
        )
    if any(page.pictures for page in pages):
        return InputProblem(
            "its pages are pictures, scanned perhaps: there is no text in it",
            where=where,
            remedy=_OCR,
        )
    return InputProblem("there is no text in it", where=where, remedy="Choose a PDF with words")
