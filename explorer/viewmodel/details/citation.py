"""A quote with where it stands, as plain text to paste."""

from __future__ import annotations

from dataclasses import replace

from explorer.domain.dates import say
from explorer.domain.records import Evidence, Source, place_words
from explorer.viewmodel.details.quotes import addresses, lit_quote
from explorer.viewmodel.session import Session

_HASH_SHOWN = 12


def cite(
    source: Source, quote: str, paragraph: int, start: int, end: int, page: int | None = None
) -> str:
    """Return “quote” — author, title, publisher, date, ¶n, p. m, characters a–b, hash, address.

    `start` and `end` are half-open offsets in the paragraph, as the project keeps them.
    What the source does not give is left out; of the SHA-256 of its file the first
    twelve figures stand.
    """
    words = " ".join(quote.split())
    published = None if source.published is None else say(source.published)
    parts = [
        source.author,
        source.title,
        source.publisher,
        published or "no publication date",
        place_words(paragraph, page),
        f"characters {start:,}–{end:,}",
        f"SHA-256 {source.sha256[:_HASH_SHOWN]}",
        source.url,
    ]
    return f"“{words}” — " + ", ".join(part for part in parts if part)


def cite_evidence(session: Session, item: Evidence) -> str:
    """Return the citation of one piece of evidence."""
    source = session.corpus.sources[item.source_id]
    if source.url is None:
        source = replace(source, url=_row_address(session, item))
    return cite(source, item.quote, item.paragraph, item.start, item.end, item.page)


def _row_address(session: Session, item: Evidence) -> str | None:
    """Return the address that the selected event's row of a table gives as its source."""
    for mark in session.state.selection:
        words = session.corpus.evidence(mark)
        row = [each for each in words if each.paragraph_id == item.paragraph_id]
        if found := addresses(row):
            return found[0]
    return None


def current_citation(session: Session) -> str | None:
    """Return the citation of the quote that is lit, or None where none is."""
    item = lit_quote(session)
    return None if item is None else cite_evidence(session, item)
