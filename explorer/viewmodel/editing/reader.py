"""What reading words finds in them, by shape; `app` fits it over the drafter."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from explorer.domain.kinds import Status
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date that words give: `[start, end)` of the text that was read.

    `said` and `anchor` are given for a relative one, as in `operations.Dating`.
    """

    edtf: str
    start: int
    end: int
    said: str | None = None
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class FoundName:
    """Who is named at `[start, end)` of the paragraph, and in which role, "" for none."""

    name: str
    kind: str
    role: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FoundEvent:
    """What a sentence reports."""

    title: str
    kind: str
    status: Status
    date: FoundDate | None
    names: tuple[FoundName, ...]


class WordReader(Protocol):
    """Reads words for a form. Nothing it finds is kept until a person saves the form."""

    def dates(self, text: str, published: str | None) -> tuple[FoundDate, ...]:
        """Return the dates in a text; `published` (EDTF) anchors relative ones."""

    def event(
        self, paragraphs: Sequence[str], index: int, start: int, end: int, published: str | None
    ) -> FoundEvent | None:
        """Return what the words `[start, end)` of a paragraph report; None for nothing.

        `paragraphs` are the source's up to that one: a date may have been told before.
        """

    def kind_of(self, name: str) -> str:
        """Return the kind of actor that a name speaks of."""


class NoReader:
    """Finds nothing: every field is the person's to fill."""

    def dates(self, text: str, published: str | None) -> tuple[FoundDate, ...]:
        return ()

    def event(
        self, paragraphs: Sequence[str], index: int, start: int, end: int, published: str | None
    ) -> FoundEvent | None:
        return None

    def kind_of(self, name: str) -> str:
        return "organisation"
