"""A Word document in (.docx), its words out, as they stand with all changes accepted.

The running heads and feet are no part of the text; foot- and endnotes follow it, numbered as
they are called. What was hidden, and the remarks in the margin, is left out and said so.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from datetime import datetime
from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.ingest.blocks import Blocks, one_line
from explorer.ingest.package import Package
from explorer.ingest.read import Read, Said, stated_names, stated_title
from explorer.ingest.word.body import Body
from explorer.ingest.word.mend import mended
from explorer.ingest.word.styles import Styles
from explorer.ingest.xml import local, parse_part

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.opc.part import Part
    from lxml.etree import _Element

_NOTES = ("footnote", "endnote")
_AGAIN = "Open it in a word processor, save it as .docx again and import that"
_MAIN = (
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


def read_word(data: bytes, where: str) -> Read:
    """Return a Word document's words and what its properties say.

    Raises InputProblem where it is damaged or has no words.
    """
    Package(data, where)  # refuses what is damaged or would unpack past reason
    word = _opened(data, where)
    parts = _parts(word)
    styles = Styles(_element(parts, "styles", where))
    body = Body(styles)
    blocks = Blocks()
    body.read(word.element.body, blocks)
    _append_notes(body, parts, blocks, where)
    if not blocks.spans:
        raise InputProblem(
            "there is no text in it, perhaps only pictures",
            where=where,
            remedy="Run text recognition (OCR) over the pictures and import the result",
        )
    said, made = _said(word)
    name = body.title or blocks.first_heading()
    notes = (*body.notes(), *_remarks(parts, where), *made)
    return Read(blocks.text, blocks.spans, said, name and one_line(name), notes)


def _opened(data: bytes, where: str) -> WordDocument:
    """Return a document, mended where it does not open as it is."""
    from docx.opc.exceptions import OpcError
    from docx.opc.part import PartFactory
    from docx.parts.document import DocumentPart
    from lxml import etree

    for kind in _MAIN:  # documents with macros, and templates, are documents
        PartFactory.part_type_for.setdefault(kind, DocumentPart)
    odd = (
        *(OpcError, etree.XMLSyntaxError, KeyError, ValueError, AttributeError),
        *(zipfile.BadZipFile, zlib.error, EOFError, RuntimeError),
    )
    try:
        return _document_in(data)
    except odd:
        whole = mended(data, where)
    try:
        return _document_in(whole)
    except odd as error:
        raise InputProblem(
            f"it is damaged, or not as Word writes it ({error})", where=where, remedy=_AGAIN
        ) from error


def _document_in(data: bytes) -> WordDocument:
    from docx.package import Package as WordPackage
    from docx.parts.document import DocumentPart

    part = WordPackage.open(io.BytesIO(data)).main_document_part
    if not isinstance(part, DocumentPart) or part.element.body is None:
        raise ValueError("no text part")
    document: WordDocument = part.document
    return document


def _parts(word: WordDocument) -> dict[str, Part]:
    """Return the parts beside the text by the last word of how they are tied to it."""
    found: dict[str, Part] = {}
    for tie in word.part.rels.values():
        if not tie.is_external:
            found.setdefault(tie.reltype.rpartition("/")[2], tie.target_part)
    return found


def _element(parts: dict[str, Part], name: str, where: str) -> _Element | None:
    part = parts.get(name)
    return None if part is None else parse_part(part.blob, f"its {name}", where)


def _append_notes(body: Body, parts: dict[str, Part], blocks: Blocks, where: str) -> None:
    """Add the notes that the text calls, in the order it calls them."""
    called = list(body.called)
    elements: dict[tuple[str, str], _Element] = {}
    for kind in _NOTES:
        root = _element(parts, f"{kind}s", where)
        for element in root if root is not None else ():
            id = next((v for k, v in element.attrib.items() if k.endswith("}id")), "")
            elements[kind, str(id)] = element
    for number, call in enumerate(called, 1):
        if call in elements:
            words = body.words_in(elements[call])
            blocks.add(f"{number} {words}" if words else "")


def _remarks(parts: dict[str, Part], where: str) -> tuple[str, ...]:
    root = _element(parts, "comments", where)
    count = 0 if root is None else sum(local(child) == "comment" for child in root)
    if not count:
        return ()
    return (f"{count} comment{'s' if count > 1 else ''} in the margin left out",)


def _said(word: WordDocument) -> tuple[Said, tuple[str, ...]]:
    known = word.core_properties
    said = Said(
        title=stated_title(known.title),
        author=stated_names(known.author),
        language=known.language or None,
    )
    made = known.created
    if not isinstance(made, datetime):
        return said, ()
    return said, (f"made on {made:%Y-%m-%d}, which is no publication date",)
