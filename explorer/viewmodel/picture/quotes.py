"""The numbered source quotes that a picture carries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.domain.ids import EventId, Mark, MarkKind, RelationshipId
from explorer.values import dataclass
from explorer.viewmodel.session import Session
from explorer.viewmodel.timeline.words import tip_words


@dataclass(frozen=True, slots=True)
class NumberedQuote:
    """A mark's leading quote under its number; `place` is "¶3, 2024-07-28" or the like.

    `head` names the mark where its number does not stand on the picture; `url` is where
    the source can be read, or "".
    """

    number: int
    mark: Mark
    quote: str
    place: str
    source: str
    head: str = ""
    url: str = ""


def anchor_of(mark: Mark) -> str:
    """Return the name by which a link finds a mark's quote on the page."""
    return f"{mark.kind}-{mark.id}"


def mark_words(session: Session, mark: Mark) -> tuple[str, str]:
    """Return a mark's name, and its date or kind."""
    if mark.kind is not MarkKind.RELATIONSHIP:
        return tip_words(session, mark)
    corpus = session.corpus
    link = corpus.relationships[RelationshipId(mark.id)]
    ends = (corpus.actors[end].name for end in (link.subject, link.object))
    return f" {link.predicate} ".join(ends), _edtf(session, mark)


def numbered_quotes(
    session: Session, marks: Sequence[Mark], heads: Mapping[Mark, str] | None = None
) -> tuple[NumberedQuote, ...]:
    """Number the marks from 1 in their order and give each its first quote.

    A mark without evidence keeps its number and says so.
    """
    named = heads or {}
    return tuple(
        _quote(session, number, mark, named.get(mark, "")) for number, mark in enumerate(marks, 1)
    )


def _quote(session: Session, number: int, mark: Mark, head: str) -> NumberedQuote:
    evidence = session.corpus.evidence(mark)
    date = _edtf(session, mark)
    if not evidence:
        return NumberedQuote(
            number, mark, "", ", ".join(filter(None, ["no source", date])), "", head
        )
    first = evidence[0]
    more = f"+{len(evidence) - 1} more" if len(evidence) > 1 else ""
    place = ", ".join(part for part in (first.place, date, more) if part)
    source = session.corpus.sources[first.source_id]
    url = source.url if (source.url or "").startswith(("http://", "https://")) else ""
    return NumberedQuote(number, mark, first.quote, place, source.title, head, url or "")


def _edtf(session: Session, mark: Mark) -> str:
    if mark.kind is MarkKind.EVENT:
        date = session.corpus.event(EventId(mark.id)).date
    elif mark.kind is MarkKind.RELATIONSHIP:
        date = session.corpus.relationships[RelationshipId(mark.id)].date
    else:
        return ""
    return date.text if date is not None else "undated"
