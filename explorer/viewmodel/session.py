"""A project being looked at: its port, its corpus, the state, and one signal.

Every pane holds the session, reads `state` and `corpus`, and rebuilds its scene when
`changed` says that something it shows is different. Gestures become calls of
`viewmodel.commands`, which end in `update`.
"""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

import numpy as np

from explorer.index.corpus import Bools, Corpus, corpus_of
from explorer.index.select import select
from explorer.values import dataclass, fields, replace
from explorer.viewmodel.signal import Signal
from explorer.viewmodel.state import State
from explorer.viewmodel.words import LookingUp, WordsAsked

if TYPE_CHECKING:
    from collections.abc import Callable

    from explorer.columns.values import Rows
    from explorer.domain.filters import Filter
    from explorer.domain.ids import SourceId
    from explorer.domain.operations import Operation
    from explorer.domain.records import Paragraph
    from explorer.viewmodel.ports import ProjectPort


PATIENT = "review"
FINDING = "finding"
PATIENCE_MS = 180  # how long the other panes let a review go on before they follow
LONG_SOURCE = 3_000  # paragraphs
STRETCH = 300


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, and who began it.

    `what` holds names of `State` fields, "corpus" when the project's marks did, and FINDING
    when words began or ceased to be looked up.
    `origin` names the pane or command; a pane may ignore its own echo.
    """

    what: frozenset[str]
    origin: str

    @property
    def can_wait(self) -> bool:
        """Whether only the pane where the person works must show it at once.

        A decision of a review is the one: the next is made a moment later.
        """
        return self.origin == PATIENT

    def touches(self, *names: str) -> bool:
        return not self.what.isdisjoint(names)


class Session:
    """One project, one state; created by `app`, passed to every pane."""

    def __init__(self, project: ProjectPort, state: State | None = None) -> None:
        self.project = project
        self.state = state or State()
        self.corpus: Corpus = corpus_of(project)
        self.changed: Signal[Change] = Signal()
        self.words = WordsAsked()
        self._mask: Bools | None = None
        self._counted: tuple[Bools, int, int] | None = None
        self._paragraphs: dict[SourceId, tuple[Paragraph, ...]] = {}
        self._stretch: tuple[tuple[SourceId, int, int], tuple[Paragraph, ...]] | None = None

    @property
    def matches(self) -> Bools:
        """The filter's mask over the corpus's rows; shape (n,), kept until either changes."""
        if self._mask is None:
            wanted = self.state.filter
            self._mask = select(self.corpus, wanted, self.word_rows(wanted.words))
        return self._mask

    @property
    def matching(self) -> tuple[int, int]:
        """How many events pass the filter, and how many of these have no date; kept with it."""
        mask = self.matches
        if self._counted is None or self._counted[0] is not mask:
            undated = mask[self.corpus.columns.dated :]
            counts = int(np.count_nonzero(mask)), int(np.count_nonzero(undated))
            self._counted = (mask, *counts)
        return self._counted[1:]

    def word_rows(self, words: str) -> Rows | Bools | None:
        """Return the rows of the events that hold all the words, as `select` takes them."""
        asked = words.strip()
        if not asked:
            return None
        if not self.words.knows(self.corpus, asked):
            found = self.project.rows_with(asked, self.corpus.columns)
            self.words.keep(self.corpus, asked, found)
        return self.words.known(self.corpus, asked)

    def _found(self, corpus: Corpus, words: str, rows: Rows) -> None:
        """Put words into the filter that were looked up beside the window."""
        if self.words.finding != words:
            return
        self.words.finding = ""
        if corpus is self.corpus:  # else an edit came between: they are asked for again
            self.words.keep(corpus, words, rows)
        self.update(self.words.origin, filter=replace(self.state.filter, words=words))
        self.changed.emit(Change(frozenset({FINDING}), self.words.origin))

    def find_no_more(self, origin: str) -> None:
        """Let go of words that are being looked up."""
        if self.words.finding:
            self.words.ask("", None, origin)
            self.changed.emit(Change(frozenset({FINDING}), origin))

    def paragraphs(self, source_id: SourceId) -> tuple[Paragraph, ...]:
        """Return a source's paragraphs; kept, since a source's text never changes."""
        if source_id not in self._paragraphs:
            self._paragraphs[source_id] = self.project.paragraphs(source_id)
        return self._paragraphs[source_id]

    def at_hand(self, source_id: SourceId) -> tuple[Paragraph, ...]:
        """Return a source's paragraphs; of a long table the stretch that was last looked at."""
        first, last = self.stretch(source_id, 1)
        if last - first + 1 >= self.corpus.sources[source_id].paragraph_count:
            return self.paragraphs(source_id)
        kept = self._stretch
        if kept is not None and kept[0][0] == source_id:
            return kept[1]
        return self.paragraphs_between(source_id, first, last)

    def around(self, source_id: SourceId, number: int) -> tuple[Paragraph, ...]:
        """Return the paragraphs that are shown together with one."""
        return self.paragraphs_between(source_id, *self.stretch(source_id, number))

    def paragraph(self, source_id: SourceId, number: int) -> Paragraph | None:
        """Return one paragraph of a source; of a long one only those about it are read."""
        found = self.around(source_id, number)
        at = number - (found[0].number if found else number)
        if 0 <= at < len(found) and found[at].number == number:
            return found[at]
        return next((each for each in found if each.number == number), None)

    def stretch(self, source_id: SourceId, number: int) -> tuple[int, int]:
        """Return which paragraphs of a source are shown together with one, inclusive.

        All of them, but for a source so long that nobody scrolls through it: a table.
        """
        source = self.corpus.sources.get(source_id)
        count = 0 if source is None else source.paragraph_count
        if count <= LONG_SOURCE or not self.corpus.is_large:
            return 1, max(count, 1)
        first = (number - 1) // STRETCH * STRETCH + 1
        return first, min(first + STRETCH - 1, count)

    def paragraphs_between(
        self, source_id: SourceId, first: int, last: int
    ) -> tuple[Paragraph, ...]:
        """Return the paragraphs of a stretch; the last one read is kept."""
        source = self.corpus.sources.get(source_id)
        if source is None or last - first + 1 >= source.paragraph_count:
            return self.paragraphs(source_id)
        key = source_id, first, last
        if self._stretch is None or self._stretch[0] != key:
            self._stretch = key, self.project.paragraphs(source_id, first, last)
        return self._stretch[1]

    def seen_as(self, state: State, matches: Bools | None = None) -> Session:
        """Return a look at the same corpus under another state, for a picture of it.

        `matches` stands in for the filter's mask; shape (n,). Nobody listens to the copy.
        """
        other = copy(self)
        other.state, other.changed = state, Signal()
        other._mask = matches if state.filter == self.state.filter or matches is not None else None
        return other

    def update(self, origin: str, **changes: Any) -> None:
        """Replace fields of the state; says so once, and only what really differs.

        A mark that is gone is neither selected nor hovered: a pane that follows a moment
        later may still show it.
        """
        if (wanted := changes.get("filter")) is not None and self._ask_first(wanted, origin):
            changes["filter"] = replace(wanted, words=self.state.filter.words)
        if (hover := changes.get("hover")) is not None and not self.corpus.has(hover):
            changes["hover"] = None
        if chosen := changes.get("selection"):
            changes["selection"] = tuple(mark for mark in chosen if self.corpus.has(mark))
        old, self.state = self.state, replace(self.state, **changes)
        what = {
            f.name for f in fields(State) if getattr(old, f.name) != getattr(self.state, f.name)
        }
        if "filter" in what:
            self._mask = None
        if what:
            self.changed.emit(Change(frozenset(what), origin))

    def _ask_first(self, wanted: Filter, origin: str) -> bool:
        """Whether a filter's words must be looked up first: they join the filter when found."""
        words, corpus = wanted.words.strip(), self.corpus
        known = self.words.take_up(corpus, words)
        if not words or known or self.words.look_up is None or not corpus.is_large:
            return False
        work = self._looking_up(words, lambda rows: self._found(corpus, words, rows))
        self.words.ask(words, work, origin)
        self.changed.emit(Change(frozenset({FINDING}), origin))
        return True

    def words_ahead(self, words: str) -> LookingUp | None:
        """Return work that finds words before a filter asks for them; None where it is at once."""
        corpus, words = self.corpus, words.strip()
        if not words or not corpus.is_large or self.words.knows(corpus, words):
            return None

        def put(rows: Rows) -> None:
            if corpus is self.corpus:  # else an edit came between
                self.words.expect(corpus, words, rows)

        return self._looking_up(words, put)

    def _looking_up(self, words: str, put: Callable[[Rows], None]) -> LookingUp:
        columns, project = self.corpus.columns, self.project

        def work(check: Callable[[], None]) -> Callable[[], None]:
            rows = project.rows_with(words, columns, check)
            return lambda: put(rows)

        return work

    def apply(self, operation: Operation, origin: str) -> None:
        """Carry out an operation and read the project again."""
        self.project.apply(operation)
        self.reload(origin)

    def undo(self, origin: str) -> str | None:
        name = self.project.undo()
        if name is not None:
            self.reload(origin)
        return name

    def redo(self, origin: str) -> str | None:
        name = self.project.redo()
        if name is not None:
            self.reload(origin)
        return name

    def reload(self, origin: str, corpus: Corpus | None = None) -> None:
        """Read the project again; marks that are gone leave the selection.

        `corpus` is the project's as another thread has just read it.
        """
        self.corpus = corpus_of(self.project, self.corpus) if corpus is None else corpus
        self._mask = None
        self._paragraphs = {
            key: value for key, value in self._paragraphs.items() if key in self.corpus.sources
        }
        kept = tuple(mark for mark in self.state.selection if self.corpus.has(mark))
        hover = self.state.hover
        old, self.state = (
            self.state,
            replace(
                self.state,
                selection=kept,
                hover=hover if hover is not None and self.corpus.has(hover) else None,
                source=self.state.source if self.state.source in self.corpus.sources else None,
            ),
        )
        what = {
            f.name for f in fields(State) if getattr(old, f.name) != getattr(self.state, f.name)
        }
        self.changed.emit(Change(frozenset(what | {"corpus"}), origin))
