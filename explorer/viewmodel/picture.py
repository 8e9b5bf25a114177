"""From a session and a wish to a page: which marks, how large, with which words around them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import ceil
from typing import Any, Protocol

from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.errors import InputProblem
from explorer.viewmodel.caption import count, counts_line, filter_line
from explorer.viewmodel.page import MARGIN_PX, KeyItem, Words, chrome_px, compose, quotes_px
from explorer.viewmodel.page_scene import Page
from explorer.viewmodel.quotes import NumberedQuote
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import Measurer, TextStyle
from explorer.viewmodel.wording import elide

LEAST_WIDTH_PX = 480.0
LEAST_HEIGHT_PX = 320.0
WIDTH_PX = 1600.0
_QUOTES_PART = 0.4  # of the room that view and quotes share, where both want more
_NOTE_STYLE = TextStyle.CAPTION
_FOOTER = "Made with Sourceline. Dates are printed no finer than the source gives them."


class View(StrEnum):
    """What a picture is of."""

    TIMELINE = "timeline"
    RELATIONSHIPS = "relationships"
    SOURCE = "source"
    WINDOW = "window"


class Extent(StrEnum):
    """How much of it: as on the screen, what is selected, or all that passes the filter."""

    SEEN = "seen"
    SELECTION = "selection"
    EVERYTHING = "everything"


@dataclass(frozen=True, slots=True)
class Parts:
    """What is printed around the view; each is optional. No `title` means one is made."""

    title: str = ""
    show_title: bool = True
    key: bool = True
    filters: bool = True
    left_out: bool = True
    quotes: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """A picture to be made.

    `size_px` is the whole page's; None makes it as large as it needs. `theme` is only
    named here, in the footer.
    """

    view: View = View.TIMELINE
    extent: Extent = Extent.EVERYTHING
    size_px: tuple[float, float] | None = None
    parts: Parts = field(default_factory=Parts)
    theme: str = "light"


class Body(Protocol):
    """A view that can be laid out at any size; its scene goes to the view's own painter."""

    @property
    def session(self) -> Session: ...

    def natural_px(self) -> tuple[float, float | None]:
        """Return the size it would like; a height of None is what it needs at that width."""

    def scene(self, width_px: float, height_px: float | None, marks: tuple[Mark, ...]) -> Any:
        """Return the scene, with the numbers of `marks` from 1 on it where it prints any."""

    def wanted_px(self, width_px: float) -> float:
        """Return the height below which it has to leave something out."""

    def size_px(self, scene: Any) -> tuple[float, float]: ...

    def marks(self, scene: Any) -> tuple[Mark, ...]:
        """Return what is on the scene and has quotes, in the order of their numbers."""

    def key(self, scene: Any) -> tuple[KeyItem, ...]: ...

    def quotes(self, marks: tuple[Mark, ...]) -> tuple[NumberedQuote, ...]: ...

    def subject(self) -> str:
        """Return what the picture is of, for its title."""


def lay_picture(body: Body, wish: Wish, project: str, measurer: Measurer) -> Page[Any]:
    """Return the page of a wish. Its height grows with the quotes unless it has a size."""
    if wish.size_px is not None:
        return _sized(body, wish, project, measurer, *wish.size_px)
    width, height = body.natural_px()
    first = body.scene(width, height, ())
    marks = body.marks(first)
    scene = body.scene(width, height, marks)
    page_px = body.size_px(scene)[0] + 2 * MARGIN_PX
    words = _words(body, wish, project, scene, marks, measurer, page_px)
    if wish.parts.show_title or wish.parts.filters:
        page_px = max(page_px, LEAST_WIDTH_PX)
    page = compose(words, scene, body.size_px(scene), page_px, measurer)
    return compose(_dated(words, wish, page), scene, body.size_px(scene), page_px, measurer)


def _sized(
    body: Body, wish: Wish, project: str, measurer: Measurer, width: float, height: float
) -> Page[Any]:
    """Share a fixed height: the quotes get what the view does not want, or a part of it."""
    if width < LEAST_WIDTH_PX or height < LEAST_HEIGHT_PX:
        raise InputProblem(
            f"a picture of {width:g} × {height:g} is too small to read",
            remedy=f"Make it at least {LEAST_WIDTH_PX:g} × {LEAST_HEIGHT_PX:g}.",
        )
    inner = width - 2 * MARGIN_PX
    scene = body.scene(inner, height * 0.6, ())
    words = _words(body, wish, project, scene, body.marks(scene), measurer, width)
    room = height - chrome_px(words, width, measurer)
    spare = max(room - body.wanted_px(inner), room * _QUOTES_PART)
    quotes = min(quotes_px(words, width, measurer), spare)
    view_px = max(room - quotes, LEAST_HEIGHT_PX / 4)
    marks = body.marks(body.scene(inner, view_px, ()))
    scene = body.scene(inner, view_px, marks)
    words = _words(body, wish, project, scene, marks, measurer, width)
    size = body.size_px(scene)
    page = compose(words, scene, size, width, measurer, height)
    return compose(_dated(words, wish, page), scene, size, width, measurer, height)


def _words(
    body: Body,
    wish: Wish,
    project: str,
    scene: Any,
    marks: tuple[Mark, ...],
    measurer: Measurer,
    width_px: float,
) -> Words:
    session, parts = body.session, wish.parts
    events = [EventId(mark.id) for mark in marks if mark.kind is MarkKind.EVENT]
    claims = [filter_line(session)] if parts.filters else []
    if parts.left_out and wish.view is not View.RELATIONSHIPS:
        claims.append(counts_line(count(session, events)))
    if parts.filters:
        claims += [""] * (2 - len(claims)) + [project]
    quotes = body.quotes(marks) if parts.quotes else ()
    return Words(
        title=(parts.title or body.subject()) if parts.show_title else "",
        subtitle=_subtitle(marks) if parts.show_title else "",
        claims=tuple(claims),
        key=body.key(scene) if parts.key else (),
        quotes=quotes,
        quotes_title="Source quotes" if wish.view is not View.SOURCE else "What the numbers mark",
        quotes_note=_note(session, quotes, measurer, width_px),
        footer=(_FOOTER, ""),
    )


def _subtitle(marks: tuple[Mark, ...]) -> str:
    words = []
    for kind, noun in ((MarkKind.EVENT, "event"), (MarkKind.RELATIONSHIP, "relationship")):
        found = sum(mark.kind is kind for mark in marks)
        if found:
            words.append(f"{found:,} {noun}{'' if found == 1 else 's'}")
    return " and ".join(words) + " with the words they came from" if words else ""


def _note(
    session: Session, quotes: tuple[NumberedQuote, ...], measurer: Measurer, width_px: float
) -> str:
    titles = list(dict.fromkeys(quote.source for quote in quotes if quote.source))
    if not titles:
        return ""
    exact = all_exact(session, quotes)
    checked = "All checked: exact." if exact else "Some are no longer exact: run verify."
    shown = elide(", ".join(titles), width_px * 0.6, _NOTE_STYLE, measurer)
    return f"{shown}; ¶ is the paragraph. {checked}"


def all_exact(session: Session, quotes: tuple[NumberedQuote, ...]) -> bool:
    """Whether every quote still stands in its source, letter for letter."""
    for quote in quotes:
        for item in session.corpus.evidence(quote.mark)[:1]:
            text = session.paragraphs(item.source_id)[item.paragraph - 1].text
            if text[item.start : item.end] != item.quote:
                return False
    return True


def _dated(words: Words, wish: Wish, page: Page[Any]) -> Words:
    size = f"{ceil(page.width_px):,} × {ceil(page.height_px):,} · {wish.theme}"
    return replace(words, footer=(_FOOTER, size.replace(",", "")))
