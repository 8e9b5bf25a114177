"""A book in (.epub), the words of its chapters out, in the order of the spine.

No library with a licence that fits reads EPUB, and there is not much to read: a zip file, one
XML part that names the package, the package's metadata and spine, and XHTML, which goes
through the walk that web pages go through.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from explorer.errors import InputProblem
from explorer.ingest.blocks import Blocks, one_line
from explorer.ingest.decode import decode
from explorer.ingest.facts import edtf_day, web_address
from explorer.ingest.package import Package
from explorer.ingest.read import Read, Said, stated_names, stated_title
from explorer.ingest.web import read_whole
from explorer.ingest.xml import local, parse_part
from explorer.values import dataclass

if TYPE_CHECKING:
    from lxml.etree import _Element

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/xml"))
# A date in the package that says "made" or "changed" is not when the book came out.
_PUBLISHED_EVENTS = frozenset((None, "", "publication", "original-publication", "issued"))
_NO_YEAR = re.compile(r"\s*0[01]0[01]\b")  # what a well-known manager of books writes for none
_OPF_EVENT = "{http://www.idpf.org/2007/opf}event"
_OPF_ROLE = "{http://www.idpf.org/2007/opf}role"


@dataclass(frozen=True, slots=True)
class _Item:
    name: str
    media_type: str
    properties: frozenset[str]


def read_book(data: bytes, where: str) -> Read:
    """Return a book's chapters as one text.

    Raises InputProblem where it is damaged, locked, or has no words.
    """
    package = Package(data, where)
    opf_name = _package_name(package, where)
    opf = parse_part(package.read(opf_name), opf_name, where)
    spine = _spine(opf, opf_name)
    _refuse_locked(package, {item.name for item in spine}, where)
    blocks = Blocks()
    missing = 0
    for item in spine:
        if item.name not in package:
            missing += 1
        elif "nav" not in item.properties and item.media_type in _PAGES:
            markup = decode(package.read(item.name), f"{where}, {item.name}", markup=True).text
            _append(blocks, read_whole(markup).blocks)
    if not blocks.spans:
        raise InputProblem(
            "there is no text in it, perhaps only pictures of pages",
            where=where,
            remedy="Run text recognition (OCR) over it and import the result",
        )
    notes = [f"{missing} of its parts are missing and are left out"] if missing else []
    name = blocks.first_heading()
    return Read(blocks.text, blocks.spans, _said(opf), name and one_line(name), tuple(notes))


def _append(blocks: Blocks, more: Blocks) -> None:
    text, before = more.text, None
    for start, end, level in more.spans:
        blocks.add(text[start:end], level, row=before is not None and start - before == 1)
        before = end


def _package_name(package: Package, where: str) -> str:
    container = parse_part(package.read(_CONTAINER), _CONTAINER, where)
    for element in container.iter():
        if local(element) == "rootfile" and (path := element.get("full-path")):
            return str(path)
    raise InputProblem(
        "damaged: it does not say which of its parts is the book",
        where=where,
        remedy="Get it again, or save it anew from the program it comes from",
    )


def _spine(opf: _Element, opf_name: str) -> list[_Item]:
    """Return the parts in reading order; one that is named twice stands once."""
    items: dict[str, _Item] = {}
    order: dict[str, None] = {}
    for element in opf.iter():
        kind = local(element)
        if kind == "item" and element.get("id") and element.get("href"):
            name = _resolved(opf_name, element.get("href"))
            properties = frozenset((element.get("properties") or "").split())
            items[element.get("id")] = _Item(name, element.get("media-type") or "", properties)
        elif kind == "itemref":
            order[element.get("idref") or ""] = None
    return [items[id] for id in order if id in items]


def _resolved(base: str, href: str) -> str:
    """Return a part's name in the package; an address outside it names nothing there."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def _refuse_locked(package: Package, names: set[str], where: str) -> None:
    """Raise where chapters are encrypted; scrambled fonts are no matter."""
    if _ENCRYPTION not in package:
        return
    locked = {
        unquote(element.get("URI") or "")
        for element in parse_part(package.read(_ENCRYPTION), _ENCRYPTION, where).iter()
        if local(element) == "CipherReference"
    }
    if locked & names:
        raise InputProblem(
            "it is locked by its shop (DRM)",
            where=where,
            remedy="Ask the publisher for a copy that is not, or type what you quote",
        )


def _said(opf: _Element) -> Said:
    refined = _refinements(opf)
    titles = [(refined.get((e.get("id"), "title-type")), e) for e in _all(opf, "title")]
    main = next((e for kind, e in titles if kind == "main"), None)
    first = main if main is not None else next((e for _, e in titles), None)
    authors = [_words(e) for e in _all(opf, "creator") if _writes(e, refined)]
    publisher = next((_words(e) for e in _all(opf, "publisher") if _words(e)), None)
    language = next((_words(e) for e in _all(opf, "language") if _words(e)), None)
    addresses = (web_address(_words(e)) for e in (*_all(opf, "identifier"), *_all(opf, "source")))
    return Said(
        title=stated_title(_words(first)) if first is not None else None,
        author=stated_names(*authors),
        publisher=publisher if publisher and publisher.casefold() != "unknown" else None,
        published=_published(opf),
        language=None if language in (None, "und", "UND") else language,
        url=next((address for address in addresses if address), None),
    )


def _refinements(opf: _Element) -> dict[tuple[str | None, str], str]:
    """Return what EPUB 3 says of an element apart from it: (id, property) -> words."""
    return {
        ((element.get("refines") or "").lstrip("#"), element.get("property") or ""): _words(element)
        for element in opf.iter()
        if local(element) == "meta" and element.get("refines")
    }


def _writes(creator: _Element, refined: dict[tuple[str | None, str], str]) -> bool:
    role = creator.get(_OPF_ROLE) or refined.get((creator.get("id"), "role"))
    return role in (None, "", "aut", "cre")


def _published(opf: _Element) -> str | None:
    for element in _all(opf, "date"):
        words = _words(element)
        if element.get(_OPF_EVENT) in _PUBLISHED_EVENTS and not _NO_YEAR.match(words):
            day = edtf_day(words)
            if day:
                return day
    return None


def _all(opf: _Element, name: str) -> Iterator[_Element]:
    """Yield the metadata's elements of a name, as `dc:title`."""
    for element in opf.iter():
        if local(element) == name and "purl.org/dc" in str(element.tag):
            yield element


def _words(element: _Element) -> str:
    return one_line("".join(element.itertext()))
