"""What a PDF says of itself: its information dictionary and its XMP packet.

A PDF's CreationDate is when the file was made; only what a packet calls a date of
publication is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from explorer.errors import InputProblem
from explorer.ingest.pdf.wire import Facts
from explorer.ingest.xml import local, parse_part

if TYPE_CHECKING:
    from lxml.etree import _Element
    from pdfminer.pdfdocument import PDFDocument

_MOST_CHARS = 1_000
_MOST_PACKET_BYTES = 2_000_000
_PACKET_END = re.compile(rb"<\?xpacket end=.*\Z", re.DOTALL)
_PDF_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?")
# In PRISM and Dublin Core's terms these are when the work came out.
_PUBLISHED = ("publicationDate", "coverDate", "issued", "onlineDate")


def facts_of(document: PDFDocument, pages: int, *, cut: bool = False) -> Facts:
    """Return what a document says; odd values are left out, nothing is raised."""
    info: dict[str, Any] = {}
    for each in reversed(document.info):
        info.update(each)
    packet = _packet(document)
    named = _names(packet, "creator") or _split(_text(info.get("Author")))
    published = next((day for name in _PUBLISHED for day in _texts(packet, name)), "")
    return Facts(
        pages,
        title=_first(_texts(packet, "title")) or _text(info.get("Title")),
        authors=tuple(named),
        publisher=_first(_texts(packet, "publisher")),
        published=published,
        created=_day(_text(info.get("CreationDate"))) or _first(_texts(packet, "CreateDate"))[:10],
        language=_text(document.catalog.get("Lang")),
        cut=cut,
    )


def _packet(document: PDFDocument) -> _Element | None:
    from pdfminer.pdftypes import PDFStream, resolve1

    stream = resolve1(document.catalog.get("Metadata"))
    if not isinstance(stream, PDFStream):
        return None
    data = stream.get_data()
    if len(data) > _MOST_PACKET_BYTES or b"<!" in data:  # a packet has no declarations
        return None
    try:
        return parse_part(_PACKET_END.sub(b"", data).strip(), "its metadata", "")
    except InputProblem:
        return None


def _texts(packet: _Element | None, name: str) -> list[str]:
    """Return the values of a property: its own words, or those of the list it holds."""
    found: list[str] = []
    for element in _elements(packet):
        if local(element) == name and "ns.adobe.com/pdf" not in str(element.tag):
            items = [e for e in element.iter() if local(e) == "li"] or [element]
            words = (_tidy("".join(item.itertext())) for item in items)
            found += [word for word in words if word]
        for key, value in element.attrib.items():
            if str(key).rpartition("}")[2] == name and _tidy(str(value)):
                found.append(_tidy(str(value)))
    return found


def _names(packet: _Element | None, name: str) -> list[str]:
    return list(dict.fromkeys(_texts(packet, name)))


def _elements(packet: _Element | None) -> Iterator[_Element]:
    if packet is not None:
        yield from packet.iter()


def _split(names: str) -> list[str]:
    return [name.strip() for name in names.split(";") if name.strip()]


def _first(words: list[str]) -> str:
    return words[0] if words else ""


def _text(value: Any) -> str:
    from pdfminer.pdftypes import resolve1
    from pdfminer.utils import decode_text

    value = resolve1(value)
    if not isinstance(value, bytes | str):
        return ""
    try:
        return _tidy(decode_text(value) if isinstance(value, bytes) else value)
    except (UnicodeDecodeError, ValueError):
        return ""


def _tidy(words: str) -> str:
    return " ".join(words.replace("\0", "").split())[:_MOST_CHARS]


def _day(words: str) -> str:
    match = _PDF_DATE.match(words)
    if match is None:
        return ""
    return "-".join(part for part in match.groups() if part)
