"""HTML to paragraphs: the words by a plain walk, which of them are main text by trafilatura.

trafilatura tells an article from the navigation round it, but on short pages it runs
paragraphs together and puts blanks before full stops. So it only chooses among the
walk's paragraphs, whose words are the page's own. Where it finds too little, all stay.

Nothing in a page is run, and nothing it names is fetched. The text is what a reader
sees: entities decoded, no scripts, styles or comments; paragraphs parted by an empty
line, table rows by a line end with ` | ` between cells.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from html.entities import html5

from explorer.ingest.blocks import Blocks
from explorer.ingest.facts import Facts, Stated
from explorer.ingest.main_text import main_blocks
from explorer.ingest.walk import Walker
from explorer.ingest.xml import safe_parser
from explorer.values import dataclass

# Past these trafilatura takes minutes or finds nothing, and the walk is as good.
_MOST_CHARS = 3_000_000
_MOST_ELEMENTS = 30_000
_MOST_DEPTH = 200
_INTERNAL_DTD = re.compile(r"<!DOCTYPE[^\[>]{0,500}\[[^\]]*\]\s*>", re.IGNORECASE)
_PROLOG = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>", re.IGNORECASE)
_NAMED = re.compile(r"&([A-Za-z]\w{1,30});")
_XML_NAMES = frozenset(("amp", "lt", "gt", "quot", "apos"))
_CHUNK_CHARS = 1 << 20


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's paragraphs, and what it states of itself."""

    blocks: Blocks
    stated: Stated
    notes: tuple[str, ...] = ()


def read_page(markup: str) -> PageText:
    """Return the paragraphs of an HTML page, perhaps none; never raises for bad markup."""
    markup = _INTERNAL_DTD.sub("", markup, count=1)
    page = _walk(markup)
    whole = page.close()
    stated = page.facts.stated()
    main = _main_text(markup) if whole.spans and page.is_plain(len(markup)) else None
    kept = None if main is None else main_blocks(whole, main)
    if kept is None:
        return PageText(whole, stated)
    chars, of_chars = len(kept.text), len(whole.text)
    if chars * 2 > of_chars:
        return PageText(kept, stated)
    note = f"main text only: {chars:,} of the page's {of_chars:,} characters"
    return PageText(kept, stated, (note,))


def read_whole(markup: str) -> PageText:
    """Return all paragraphs of a piece of XHTML or HTML, as a chapter of a book is."""
    markup = _INTERNAL_DTD.sub("", markup, count=1)
    page = _walk_xhtml(markup) or _walk(markup)
    return PageText(page.close(), page.facts.stated())


class _Page(Walker):
    """A walker that also hears what the page says of itself, and how big it is."""

    def __init__(self) -> None:
        super().__init__()
        self.facts = Facts()
        self.elements = 0
        self.deepest = 0
        self._depth = 0
        self._keeping: list[str] | None = None

    def is_plain(self, chars: int) -> bool:
        small = self.elements <= _MOST_ELEMENTS and chars <= _MOST_CHARS
        return small and self.deepest <= _MOST_DEPTH

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        self._depth += 1
        self.deepest = max(self.deepest, self._depth)
        self.facts.element(tag, attributes)
        if tag == "title" or (tag == "script" and "ld+json" in (attributes.get("type") or "")):
            self._keeping = []
        super().start(tag, attributes)

    def data(self, words: str) -> None:
        if self._keeping is not None:
            self._keeping.append(words)
        super().data(words)

    def end(self, tag: str) -> None:
        self._depth -= 1
        if self._keeping is not None and tag in ("title", "script"):
            kept, self._keeping = "".join(self._keeping), None
            if tag == "script":
                self.facts.json.append(kept)
            else:
                self.facts.title = self.facts.title or kept
        super().end(tag)


def _walk(markup: str) -> _Page:
    from lxml import etree

    page = _Page()
    parser = etree.HTMLParser(target=page, encoding="utf-8", huge_tree=True, no_network=True)
    try:
        for at in range(0, len(markup), _CHUNK_CHARS):
            parser.feed(markup[at : at + _CHUNK_CHARS].encode())
        parser.close()
    except etree.LxmlError:
        # What was heard up to here stands; a page without any is refused by the caller.
        logging.getLogger(__name__).debug("the page ends early", exc_info=True)
    return page


class _XhtmlPage:
    """Hands a page what an XML parser hears, without namespaces."""

    def __init__(self, page: _Page) -> None:
        self._page = page

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        plain = {name.rpartition("}")[2]: value for name, value in attributes.items()}
        self._page.start(tag.rpartition("}")[2].casefold(), plain)

    def data(self, words: str) -> None:
        self._page.data(words)

    def end(self, tag: str) -> None:
        self._page.end(tag.rpartition("}")[2].casefold())

    def close(self) -> None:
        """Ends the parse; the page is closed by whoever reads it."""


def _walk_xhtml(markup: str) -> _Page | None:
    """Walk what is well-formed XML: there, unlike in HTML, `<title/>` has an end."""
    from lxml import etree

    page = _Page()
    parser = safe_parser(target=_XhtmlPage(page), encoding="utf-8")
    try:
        parser.feed(_NAMED.sub(_character, _PROLOG.sub("", markup, count=1)).encode())
        parser.close()
    except etree.LxmlError:
        return None
    return page


def _character(entity: re.Match[str]) -> str:
    """Return the character of an entity that XML does not know by itself."""
    return entity[0] if entity[1] in _XML_NAMES else html5.get(f"{entity[1]};", entity[0])


def _main_text(markup: str) -> str | None:
    import lxml.html
    import trafilatura
    from lxml import etree

    # What it cannot extract the walk has; its warnings would go to standard error.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True
    )
    try:
        tree = lxml.html.document_fromstring(markup.encode(), parser=parser)
        return trafilatura.extract(
            tree, output_format="xml", include_comments=False, with_metadata=False
        )
    except (etree.LxmlError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        logging.getLogger(__name__).debug("no main text; the whole is read", exc_info=True)
        return None
