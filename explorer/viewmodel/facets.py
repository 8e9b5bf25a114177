"""What each choice of a filter would give: counts that follow the other choices.

A count beside a kind, a status or a source says how many events would show with it
ticked: its own group's restriction is lifted, all the others hold.
"""

from __future__ import annotations

from explorer.domain.filters import Filter
from explorer.domain.ids import SourceId
from explorer.domain.kinds import STATUS_LABELS, Status, event_kind_label
from explorer.index.corpus import Bools
from explorer.index.counts import kind_counts, source_counts, status_counts
from explorer.index.select import select
from explorer.values import dataclass, replace
from explorer.viewmodel.session import Session


@dataclass(frozen=True, slots=True)
class KindRow:
    """`index` is the kind's place in `Corpus.kinds`, which gives its colour."""

    key: str
    label: str
    index: int
    chosen: bool
    count: int


@dataclass(frozen=True, slots=True)
class StatusRow:
    status: Status
    label: str
    chosen: bool
    count: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    id: SourceId
    title: str
    chosen: bool
    count: int


def mask_without(session: Session, lifted: Filter) -> Bools:
    """Return the mask under `lifted`, a filter that differs from the one in force."""
    if lifted == session.state.filter:
        return session.matches
    return select(session.corpus, lifted, session.word_rows(lifted.words))


def kind_rows(session: Session) -> tuple[KindRow, ...]:
    """Return the kinds in their fixed order; all are chosen while none is held back."""
    wanted = session.state.filter
    mask = mask_without(session, replace(wanted, kinds=None))
    corpus = session.corpus
    counts = kind_counts(corpus.columns, mask)
    return tuple(
        KindRow(
            key,
            event_kind_label(key),
            index,
            wanted.kinds is None or key in wanted.kinds,
            int(counts[index]),
        )
        for index, key in enumerate(corpus.kinds)
    )


def status_rows(session: Session) -> tuple[StatusRow, ...]:
    """Return the statuses in the order of the word list."""
    wanted = session.state.filter
    mask = mask_without(session, replace(wanted, statuses=None))
    counts = status_counts(session.corpus.columns, mask)
    return tuple(
        StatusRow(
            status,
            STATUS_LABELS[status],
            wanted.statuses is None or status in wanted.statuses,
            counts[status],
        )
        for status in Status
    )


def source_rows(session: Session) -> tuple[SourceRow, ...]:
    """Return the sources in the order they came in."""
    wanted = session.state.filter
    mask = mask_without(session, replace(wanted, sources=None))
    columns = session.corpus.columns
    counts = dict(
        zip(columns.arrays["source_id"].tolist(), source_counts(columns, mask), strict=True)
    )
    return tuple(
        SourceRow(
            source.id,
            source.title,
            wanted.sources is None or source.id in wanted.sources,
            int(counts[source.id]),
        )
        for source in session.corpus.snapshot.sources
    )


def short_count(count: int) -> str:
    """Return a count for a narrow column: "8,412", "72 k", "2.91 M"."""
    if count < 10_000:
        return f"{count:,}"
    if count < 1_000_000:
        return f"{count // 1000} k"
    return f"{count / 1e6:.3g} M"
