"""The quotes of a mark, which of them is lit, and stepping from one to the next."""

from __future__ import annotations

import re
from collections.abc import Iterable

from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.domain.records import Evidence
from explorer.index.corpus import Corpus
from explorer.viewmodel.passage.build import event_evidence
from explorer.viewmodel.session import Session

_ADDRESS = re.compile(r"https?://\S{1,2000}", re.IGNORECASE)


def quotes_of(corpus: Corpus, mark: Mark) -> tuple[Evidence, ...]:
    """Return a mark's quotes in the order of the text; an event's dates' own ones too."""
    if mark.kind is not MarkKind.EVENT:
        return corpus.evidence(mark)
    own = corpus.evidence(mark)
    dates = [item for item in event_evidence(corpus.event(EventId(mark.id))) if item not in own]
    return (*own, *sorted(dates, key=_place)) if dates else own


def _place(item: Evidence) -> tuple[int, int, int]:
    return item.source_id, item.paragraph, item.start


def lit_quote(session: Session) -> Evidence | None:
    """Return the quote that is lit: the one chosen, else the first of the leading mark."""
    mark = session.state.leading
    if mark is None or not session.corpus.has(mark):
        return None
    quotes = quotes_of(session.corpus, mark)
    chosen = session.state.evidence
    return next((item for item in quotes if item.id == chosen), quotes[0] if quotes else None)


def step_quote(session: Session, step: int, origin: str) -> None:
    """Light the next (+1) or previous (-1) quote of the leading mark; nothing at the ends."""
    mark, lit = session.state.leading, lit_quote(session)
    if mark is None or lit is None:
        return
    quotes = quotes_of(session.corpus, mark)
    at = quotes.index(lit) + step
    if 0 <= at < len(quotes):
        session.update(origin, evidence=quotes[at].id)


def is_exact(session: Session, item: Evidence) -> bool:
    """Whether the words still stand where the evidence says, letter for letter."""
    paragraph = session.paragraph(item.source_id, item.paragraph)
    return paragraph is not None and paragraph.text[item.start : item.end] == item.quote


def addresses(items: Iterable[Evidence]) -> tuple[str, ...]:
    """Return the quotes that are web addresses, as the link of a table's row is."""
    quotes = dict.fromkeys(item.quote for item in items)
    return tuple(quote for quote in quotes if _ADDRESS.fullmatch(quote))
