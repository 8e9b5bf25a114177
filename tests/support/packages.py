"""Small books and Word documents, written part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import docx
from docx.oxml import parse_xml

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MORE = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
)

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file of parts, in their order."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return out.getvalue()


def word_of(*blocks: str) -> bytes:
    """Return a Word document whose body is the given WordprocessingML."""
    document = docx.Document()
    body = document.element.body
    for block in blocks:
        root = parse_xml(f"<w:body {_W} {_MORE}>{block}</w:body>")
        for child in list(root):
            body.insert(len(body) - 1, child)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def part_of(package: bytes, name: str) -> bytes:
    """Return the bytes of one part."""
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        return parts.read(name)


def with_part(package: bytes, name: str, data: bytes) -> bytes:
    """Return a package in which one part has other bytes."""
    with zipfile.ZipFile(io.BytesIO(package)) as old:
        parts = {info.filename: old.read(info) for info in old.infolist()}
    return zipped({**parts, name: data})


def book_of(
    chapters: Mapping[str, str],
    metadata: str = "<dc:title>A Book</dc:title>",
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a book; chapters are XHTML bodies by name, in the order of the spine."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>'
        for n, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(chapters)))
    opf = (
        '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">'
        '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"'
        f' xmlns:opf="http://www.idpf.org/2007/opf">{metadata}</metadata>'
        f"<manifest>{items}</manifest><spine>{spine}</spine></package>"
    )
    pages = {
        f"OEBPS/{name}": '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head><body>{body}</body></html>'
        for name, body in chapters.items()
    }
    fixed = {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER}
    return zipped({**fixed, "OEBPS/book.opf": opf, **pages, **(more or {})})
