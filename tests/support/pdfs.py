"""Small PDFs, drawn for the tests: by the word, or by reportlab's own setting of paragraphs."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence

from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from explorer.ingest.pdf.wire import Facts, Page
from explorer.ingest.pdf.worker import words

WIDTH, HEIGHT = A4
_SHEET = getSampleStyleSheet()
BODY = ParagraphStyle(
    "body", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6, alignment=TA_JUSTIFY
)
INDENTED = ParagraphStyle("indented", parent=BODY, firstLineIndent=12, spaceAfter=0)
HEADING = _SHEET["Heading2"]
TITLE = _SHEET["Title"]

Draw = Callable[[Canvas], None]


def drawn(*pages: Draw, **options: object) -> bytes:
    """Return a PDF whose pages are drawn by the given functions."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(
    *texts: str, x: float = 72, y: float = 760, leading: float = 14, font: str = "Times-Roman",
    size: float = 11,
) -> Draw:  # fmt: skip
    """Return what draws lines of words, each below the last."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, text in enumerate(texts):
            canvas.drawString(x, y - number * leading, text)

    return draw


def together(*parts: Draw) -> Draw:
    """Return what draws several things on one page."""

    def draw(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return draw


def typeset(flow: Sequence[Flowable], columns: int = 1, every_page: Draw | None = None) -> bytes:
    """Return a PDF with paragraphs set in columns, over as many pages as it takes."""
    out = io.BytesIO()
    gutter = 16.0
    width = (WIDTH - 100 - gutter * (columns - 1)) / columns
    frames = [
        Frame(50 + at * (width + gutter), 60, width, HEIGHT - 120, 0, 0, 0, 0)
        for at in range(columns)
    ]

    def decorate(canvas: Canvas, _: object) -> None:
        if every_page is not None:
            every_page(canvas)

    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    document.addPageTemplates([PageTemplate("page", frames, onPage=decorate)])
    document.build(list(flow))
    return out.getvalue()


def paragraphs(texts: Sequence[str], style: ParagraphStyle = BODY) -> list[Flowable]:
    """Return texts as paragraphs to be set."""
    return [Paragraph(text, style) for text in texts]


def read_here(data: bytes, where: str) -> tuple[Facts, list[Page]]:
    """Return what the process that reads PDFs would say, without one."""
    facts, *said = words(data, 1)
    assert isinstance(facts, Facts), facts
    return facts, [word for word in said if isinstance(word, Page)]
