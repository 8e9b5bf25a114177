"""The process that reads a PDF: the file on standard input, its pages on standard output.

pdfminer is Python, so nothing in a file runs; but a page can keep it busy for hours or fill
the memory. So it works apart, says which page it is at, and is killed where it takes too
long. `python -m explorer.ingest.pdf.worker FIRST` reads from that page on.
"""

from __future__ import annotations

import io
import logging
import sys
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING, BinaryIO

from explorer.ingest.pdf.wire import Done, Page, Refusal, Started, Word, framed

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

MOST_PAGES = 20_000
_MOST_MEMORY_BYTES = 3_000_000_000
_MOST_DEPTH = 3_000


def main(data: bytes, first: int, out: BinaryIO) -> None:
    """Write all that is found out, value by value, as soon as it is known."""
    for word in words(data, first):
        out.write(framed(word))
        out.flush()


def words(data: bytes, first: int) -> Iterator[Word]:
    """Yield the facts, then the pages from `first` (1 is the first) on, or a refusal."""
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    from explorer.ingest.pdf.facts import facts_of

    try:
        document = PDFDocument(PDFParser(io.BytesIO(data)))
        pages = list(islice(PDFPage.create_pages(document), MOST_PAGES))
        facts = facts_of(document, len(pages))
    except PDFPasswordIncorrect:
        yield Refusal("locked")
        return
    except (PDFException, PSException, *_ODD) as error:
        yield Refusal(_said(error))
        return
    yield facts
    resources = PDFResourceManager()
    for number, page in enumerate(pages, 1):
        if number >= first:
            yield Started(number)
            yield _page(page, number, resources)
    yield Done()


# What pdfminer raises on files that are not as they should be, beside what it means to.
_ODD = (
    *(ValueError, TypeError, KeyError, IndexError, AttributeError, AssertionError),
    *(RecursionError, MemoryError, OverflowError, ZeroDivisionError, NotImplementedError),
)


def _page(page: PDFPage, number: int, resources: PDFResourceManager) -> Page:
    from msgspec.structs import replace
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfinterp import PDFPageInterpreter
    from pdfminer.psexceptions import PSException

    from explorer.ingest.pdf.glyphs import Pen, TooMuch
    from explorer.ingest.pdf.page import lines_of

    pen = Pen(resources)
    trouble = ""
    try:
        PDFPageInterpreter(resources, pen).process_page(page)
    except TooMuch:
        trouble = "it draws more letters than any page has"
    except (PDFException, PSException, *_ODD) as error:
        trouble = _said(error)
    if not hasattr(pen, "drawn"):
        return Page(number, 0, 0, trouble=trouble or "it is damaged")
    return replace(lines_of(pen.drawn, number), trouble=trouble)


def _said(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:120]


def limit_memory() -> None:
    """Let the system refuse what no document needs, where it can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    wanted = _MOST_MEMORY_BYTES if most < 0 else min(most, _MOST_MEMORY_BYTES)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(_MOST_DEPTH)
    limit_memory()
    main(sys.stdin.buffer.read(), int(sys.argv[1]), sys.stdout.buffer)
