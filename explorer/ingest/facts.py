"""What a page says of itself: title, author, publisher, date, language, address.

Only what it states in its own metadata counts (meta elements, JSON-LD, a time element
marked as the publication's). Dates in the text or in the address are no statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from explorer.domain.dates import parse
from explorer.errors import InputProblem
from explorer.ingest.blocks import one_line
from explorer.ingest.read import stated_names
from explorer.values import dataclass, field

_DATE_NAMES = (
    *("article:published_time", "og:article:published_time", "datepublished", "dc.date.issued"),
    *("dcterms.issued", "citation_publication_date", "citation_date", "dc.date", "dcterms.date"),
    *("parsely-pub-date", "publish-date", "publication_date", "pubdate", "date"),
)
_TITLE_NAMES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title")
_PUBLISHER_NAMES = (
    *("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    *("citation_journal_title", "application-name"),
)
_AUTHOR_NAMES = (
    *("citation_author", "author", "article:author", "dc.creator", "dcterms.creator"),
    *("parsely-author", "sailthru.author", "byl", "byline"),
)
_ISO_DAY = re.compile(r"\s*(\d{4})(?:([-/])(\d\d)(?:\2(\d\d))?)?(?:[T ]\d\d?:.*)?\s*\Z", re.DOTALL)
_LANGUAGE = re.compile(r"[a-zA-Z]{2,3}(?:[-_][a-zA-Z0-9]{2,8})*\Z")
_MOST_JSON_CHARS = 1_000_000
_MOST_META = 2_000


@dataclass(slots=True)
class Facts:
    """Collects a page's statements of itself as its elements go by."""

    meta: dict[str, str] = field(default_factory=dict)
    authors: dict[str, list[str]] = field(default_factory=dict)
    json: list[str] = field(default_factory=list)
    title: str = ""
    language: str | None = None
    canonical: str | None = None

    def element(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "meta":
            for kind in ("property", "name", "itemprop", "http-equiv"):
                self._keep(attributes.get(kind), attributes.get("content"))
        elif tag == "html":
            self.language = _language(attributes.get("lang") or attributes.get("xml:lang"))
        elif tag == "link" and "canonical" in (attributes.get("rel") or "").casefold().split():
            self.canonical = self.canonical or web_address(attributes.get("href"))
        elif tag == "time" and _marks_publication(attributes):
            self._keep("datepublished", attributes.get("datetime"))

    def _keep(self, name: str | None, value: str | None) -> None:
        if name and value and value.strip() and len(self.meta) < _MOST_META:
            name, value = name.strip().casefold(), value.strip()
            if name in _AUTHOR_NAMES and "://" not in value:
                self.authors.setdefault(name, []).append(value)
            self.meta.setdefault(name, value)

    def stated(self) -> Stated:
        """Return what the page states, the most explicit statement first."""
        articles = [found for text in self.json for found in _articles(text)]
        title = _first(_texts(articles, "headline"), self._named(_TITLE_NAMES))
        publisher = _first(_publishers(articles), self._named(_PUBLISHER_NAMES))
        days = (*_texts(articles, "datePublished"), *self._named(_DATE_NAMES))
        language = self.language or _language(self.meta.get("content-language"))
        return Stated(
            title=one_line(title) if title else None,
            author=stated_names(*_authors(articles)) or self._authors(),
            page_title=one_line(self.title) or None,
            publisher=one_line(publisher) if publisher else None,
            published=next((day for text in days if (day := edtf_day(text))), None),
            language=language or _language(self.meta.get("og:locale")),
            url=self.canonical or web_address(self.meta.get("og:url")),
        )

    def _authors(self) -> str | None:
        named = (self.authors[name] for name in _AUTHOR_NAMES if name in self.authors)
        return next((names for found in named if (names := stated_names(*found))), None)

    def _named(self, names: tuple[str, ...]) -> list[str]:
        return [self.meta[name] for name in names if name in self.meta]


@dataclass(frozen=True, slots=True)
class Stated:
    """A page's own word on itself; None where it says nothing."""

    title: str | None
    author: str | None
    page_title: str | None
    publisher: str | None
    published: str | None
    language: str | None
    url: str | None


def edtf_day(text: str) -> str | None:
    """Return an ISO date or time as an EDTF day, month or year; None for anything else."""
    match = _ISO_DAY.match(text)
    if match is None:
        return None
    edtf = "-".join(part for part in (match[1], match[3], match[4]) if part)
    try:
        return parse(edtf).text
    except InputProblem:
        return None


def _first(*groups: list[str]) -> str | None:
    return next((text for group in groups for text in group), None)


def _marks_publication(attributes: Mapping[str, str]) -> bool:
    words = f"{attributes.get('itemprop', '')} {attributes.get('class', '')}".casefold().split()
    return "pubdate" in attributes or not {"datepublished", "published"}.isdisjoint(words)


def _language(tag: str | None) -> str | None:
    tag = (tag or "").strip()
    return tag.replace("_", "-") if _LANGUAGE.match(tag) else None


def web_address(href: str | None) -> str | None:
    """Return an address on the web as it is written; None for anything else, `javascript:` too."""
    href = (href or "").strip()
    return href if re.match(r"https?://\S{3,2000}\Z", href) else None


def _articles(text: str) -> Iterator[dict[str, Any]]:
    """Yield the works that a piece of JSON-LD describes."""
    import msgspec

    if len(text) > _MOST_JSON_CHARS:
        return
    try:
        found = msgspec.json.decode(text.strip())
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return
    top = found if isinstance(found, list) else [found]
    for item in top:
        if isinstance(item, dict):
            graph = item.get("@graph")
            nodes = graph if isinstance(graph, list) else [item]
            yield from (node for node in nodes if isinstance(node, dict) and _is_article(node))


def _is_article(node: dict[str, Any]) -> bool:
    kind = str(node.get("@type", ""))
    return any(word in kind for word in ("Article", "Report", "Posting", "Page", "Document"))


def _texts(nodes: list[dict[str, Any]], key: str) -> list[str]:
    values = [node.get(key) for node in nodes]
    return [value for value in values if isinstance(value, str) and value.strip()]


def _publishers(nodes: list[dict[str, Any]]) -> list[str]:
    makers = [node.get("publisher") for node in nodes]
    return _texts([maker for maker in makers if isinstance(maker, dict)], "name")


def _authors(nodes: list[dict[str, Any]]) -> list[str]:
    """Return the names of the first work's authors, which are texts, nodes or lists of them."""
    for node in nodes:
        given = node.get("author")
        each = given if isinstance(given, list) else [given]
        names = [one.get("name") if isinstance(one, dict) else one for one in each]
        texts = [name for name in names if isinstance(name, str) and "://" not in name]
        if texts:
            return texts
    return []
