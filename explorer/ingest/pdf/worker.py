"""The process that reads a PDF: the file on standard input, its pages on standard output.

pdfminer is Python, so nothing in a file runs; but a page can keep it busy for hours or fill
the memory. So it works apart, says which page it is at, and is killed where it takes too
long. `python -m explorer.ingest.pdf.worker FIRST` reads from that page on.
"""

from __future__ import annotations

import io
import logging
import os
import re
import sys
import threading
import traceback
from collections.abc import Iterator
from itertools import islice
from time import sleep
from typing import TYPE_CHECKING, BinaryIO

from explorer.ingest.pdf.wire import Bug, Done, Page, Refusal, Started, Word, framed

if TYPE_CHECKING:
    from pdfminer.pdfinterp import PDFResourceManager
    from pdfminer.pdfpage import PDFPage

MOST_PAGES = 20_000
_MOST_MEMORY_BYTES = 2_000_000_000
_CATALOG = re.compile(rb"(\d+)\s+(\d+)\s+obj\s*<<[^>]{0,2000}/Type\s*/Catalog\b")
_MOST_DEPTH = 3_000


def main(data: bytes, first: int, out: BinaryIO) -> None:
    """Write all that is found out, value by value, as soon as it is known.

    What goes wrong that should not have is written too, for whoever asked to log.
    """
    try:
        for word in words(data, first):
            out.write(framed(word))
            out.flush()
    except Exception:
        out.write(framed(Bug(traceback.format_exc())))
        raise


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
        whole = _with_end(data)
        document = PDFDocument(PDFParser(io.BytesIO(whole)))
        pages = list(islice(PDFPage.create_pages(document), MOST_PAGES))
        facts = facts_of(document, len(pages), cut=whole is not data)
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


def _with_end(data: bytes) -> bytes:
    """Return a file that was cut off with an end that names its catalog, where it has one."""
    if b"startxref" in data[-2048:]:
        return data
    catalog = _CATALOG.search(data)
    if catalog is None:
        return data
    return data + b"\ntrailer\n<< /Root %s %s R >>\nstartxref\n0\n%%%%EOF\n" % catalog.groups()


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

    from explorer.ingest.pdf.drawn import TooMuch
    from explorer.ingest.pdf.page import lines_of
    from explorer.ingest.pdf.pen import Pen

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


def end_with_parent() -> None:
    """End where whoever asked is gone: a page that hangs would keep this process for ever."""

    def watch() -> None:
        while os.getppid() == parent:
            sleep(1.0)
        os._exit(1)

    parent = os.getppid()
    threading.Thread(target=watch, daemon=True).start()


if __name__ == "__main__":
    end_with_parent()
    logging.disable(logging.CRITICAL)
    sys.setrecursionlimit(_MOST_DEPTH)
    limit_memory()
    main(sys.stdin.buffer.read(), int(sys.argv[1]), sys.stdout.buffer)
