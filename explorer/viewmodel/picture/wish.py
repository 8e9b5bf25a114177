"""From a session and a wish to a page: which marks, how large, with which words around them."""

from __future__ import annotations

from enum import StrEnum
from math import ceil
from typing import Any, Protocol

from explorer.domain.ids import Mark, MarkKind
from explorer.errors import InputProblem
from explorer.values import dataclass, field, replace
from explorer.viewmodel.details.quotes import is_exact
from explorer.viewmodel.picture.caption import filter_line
from explorer.viewmodel.picture.page import (
    BESIDE_GAP_PX,
    MARGIN_PX,
    KeyItem,
    Words,
    chrome_px,
    compose,
    quotes_px,
    quotes_with_room,
)
from explorer.viewmodel.picture.page_scene import Page
from explorer.viewmodel.picture.quotes import NumberedQuote
from explorer.viewmodel.session import Session
from explorer.viewmodel.type import Measurer

LEAST_WIDTH_PX = 480.0
LEAST_HEIGHT_PX = 320.0
WIDTH_PX = 1600.0
# As tall as pages get by themselves: painted at twice the size, it still fits a painter's
# 32,000 px, and a PDF's 200 inches.
TALLEST_PX = 15_900.0
_QUOTES_PART = 0.4  # of the room that view and quotes share, where both want more
_BESIDE_LEAST_PX = 360.0
_LEAST_VIEW_PX = 80.0
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

    @property
    def quotes_title(self) -> str: ...

    def natural_px(self) -> tuple[float, float | None]:
        """Return the size it would like; a height of None is what it needs at that width."""

    def useful_px(self, width_px: float) -> float:
        """Return how much of a width it can use."""

    def scene(self, width_px: float, height_px: float | None, marks: tuple[Mark, ...]) -> Any:
        """Return the scene, with the numbers of `marks` from 1 on it where it prints any."""

    def wanted_px(self, width_px: float) -> float:
        """Return the height below which it has to leave something out."""

    def size_px(self, scene: Any) -> tuple[float, float]: ...

    def marks(self, scene: Any) -> tuple[Mark, ...]:
        """Return what is on the scene and has quotes, in the order of their numbers."""

    def beyond(self, scene: Any) -> int:
        """Return how many more are on the scene, of which no quote is asked for."""

    def key(self, scene: Any) -> tuple[KeyItem, ...]: ...

    def quotes(self, marks: tuple[Mark, ...]) -> tuple[NumberedQuote, ...]: ...

    def subject(self) -> str:
        """Return what the picture is of, for its title."""

    def subtitle(self, scene: Any) -> str: ...

    def left_out(self, scene: Any, marks: tuple[Mark, ...]) -> str:
        """Return how many are shown of how many, and what became of the others."""


def lay_picture(body: Body, wish: Wish, project: str, measurer: Measurer) -> Page[Any]:
    """Return the page of a wish. Its height grows with the quotes unless it has a size.

    It does not grow past `TALLEST_PX`: what has no room there is counted as left out.
    """
    maker = _Maker(body, wish, project, measurer)
    if wish.size_px is not None:
        return maker.sized(*wish.size_px)
    return maker.natural()


@dataclass(frozen=True)
class _Maker:
    body: Body
    wish: Wish
    project: str
    measurer: Measurer

    def natural(self) -> Page[Any]:
        body = self.body
        width, height = body.natural_px()
        scene = body.scene(width, height, ())
        page_px = body.size_px(scene)[0] + 2 * MARGIN_PX
        if self.wish.parts.show_title or self.wish.parts.filters:
            page_px = max(page_px, LEAST_WIDTH_PX)
        if body.size_px(scene)[1] > TALLEST_PX:
            return self.sized(page_px, TALLEST_PX)
        marks = body.marks(scene)
        if self.wish.parts.quotes:
            scene, marks = self._with_numbers(width, height, marks)
        size = body.size_px(scene)
        words = self._words(scene, marks)
        most = max(size[1], LEAST_HEIGHT_PX)
        if self.wish.extent is Extent.SEEN and quotes_px(words, page_px, self.measurer) > most:
            return self._cut(body.scene(width, height, ()), page_px, most)
        page = self._composed(scene, marks, size, page_px)
        return page if page.height_px <= TALLEST_PX else self.sized(page_px, TALLEST_PX)

    def _cut(self, bare: Any, width: float, quotes_height: float) -> Page[Any]:
        """Print as many quotes below what was seen as have room in a height."""
        words = self._words(bare, self.body.marks(bare))
        tall = chrome_px(words, width, self.measurer) + quotes_height
        return self._numbered(bare, width, ceil(self.body.size_px(bare)[1] + tall))

    def sized(self, width: float, height: float) -> Page[Any]:
        """Share a fixed height: the quotes get what the view does not want, or a part of it.

        Only marks whose quotes have room carry a number.
        """
        _check_size(width, height)
        body, inner = self.body, width - 2 * MARGIN_PX
        quotes_beside = self._quotes_beside(inner)
        view_width = body.useful_px(inner) if quotes_beside else inner
        trial = body.scene(view_width, height * 0.6, ())
        marks = body.marks(trial)
        words = self._words(trial, marks)
        room = height - chrome_px(words, width, self.measurer)
        if room < _LEAST_VIEW_PX:
            raise InputProblem(
                f"{width:g} × {height:g} has no room for a picture under its title and filter",
                remedy="Make it larger, shorten the title, or leave parts out.",
            )
        view_height = room
        if not quotes_beside:
            spare = max(room - body.wanted_px(inner), room * _QUOTES_PART)
            quotes = quotes_px(words, width, self.measurer, spare)
            view_height = max(room - quotes, _LEAST_VIEW_PX)
        bare = body.scene(view_width, view_height, ())
        return self._numbered(bare, width, height, quotes_beside)

    def _numbered(self, bare: Any, width: float, height: float, beside: bool = False) -> Page[Any]:
        """Compose a page of a fixed height; marks whose quotes have room carry numbers."""
        body, size = self.body, self.body.size_px(bare)
        marks, inner = body.marks(bare), width - 2 * MARGIN_PX
        words = self._words(bare, marks)
        room = height - chrome_px(words, width, self.measurer)
        wide = inner - size[0] - BESIDE_GAP_PX if beside else inner
        tall = room if beside else room - size[1]
        printed = quotes_with_room(words, wide, tall, self.measurer)
        if not printed:
            return self._composed(bare, marks, size, width, height, beside)
        scene, marks = self._with_numbers(*size, marks, printed)
        return self._composed(scene, marks, size, width, height, beside)

    def _with_numbers(
        self,
        width: float,
        height: float | None,
        marks: tuple[Mark, ...],
        printed: int | None = None,
    ) -> tuple[Any, tuple[Mark, ...]]:
        """Return the scene with numbers, of the first `printed` marks, and all marks left on it.

        Numbers take room: the last undated ones may have lost theirs.
        """
        scene = self.body.scene(width, height, marks[:printed])
        drawn = frozenset(self.body.marks(scene))
        return scene, tuple(mark for mark in marks if mark in drawn)

    def _quotes_beside(self, inner: float) -> bool:
        left = inner - self.body.useful_px(inner) - BESIDE_GAP_PX
        return self.wish.parts.quotes and left >= _BESIDE_LEAST_PX

    def _composed(
        self,
        scene: Any,
        marks: tuple[Mark, ...],
        size: tuple[float, float],
        width: float,
        height: float | None = None,
        beside: bool = False,
    ) -> Page[Any]:
        words = self._words(scene, marks)
        if height is None:
            height = compose(words, scene, size, width, self.measurer, beside=beside).height_px
        words = replace(
            words, footer=(_FOOTER, f"{ceil(width)} × {ceil(height)} · {self.wish.theme}")
        )
        return compose(words, scene, size, width, self.measurer, height, beside=beside)

    def _words(self, scene: Any, marks: tuple[Mark, ...]) -> Words:
        body, parts = self.body, self.wish.parts
        quotes = body.quotes(marks) if parts.quotes else ()
        titles = list(dict.fromkeys(quote.source for quote in quotes if quote.source))
        return Words(
            title=(parts.title or body.subject()) if parts.show_title else "",
            subtitle=body.subtitle(scene) if parts.show_title else "",
            claims=(
                filter_line(body.session) if parts.filters else "",
                body.left_out(scene, body.marks(scene)) if parts.left_out else "",
                self.project if parts.filters else "",
            ),
            key=body.key(scene) if parts.key else (),
            quotes=quotes,
            unquoted=body.beyond(scene) if quotes else 0,
            quotes_title=body.quotes_title,
            quotes_note=", ".join(titles),
            quotes_check=_check(body.session, quotes) if titles else "",
            footer=(_FOOTER, ""),
        )


def _check_size(width: float, height: float) -> None:
    if width < LEAST_WIDTH_PX or height < LEAST_HEIGHT_PX:
        raise InputProblem(
            f"a picture of {width:g} × {height:g} is too small to read",
            remedy=f"Make it at least {LEAST_WIDTH_PX:g} × {LEAST_HEIGHT_PX:g}.",
        )


def marks_line(marks: tuple[Mark, ...]) -> str:
    """Return "21 events and 50 relationships"."""
    words = []
    for kind, noun in ((MarkKind.EVENT, "event"), (MarkKind.RELATIONSHIP, "relationship")):
        found = sum(mark.kind is kind for mark in marks)
        if found:
            words.append(f"{found:,} {noun}{'' if found == 1 else 's'}")
    return " and ".join(words)


def _check(session: Session, quotes: tuple[NumberedQuote, ...]) -> str:
    exact = all_exact(session, quotes)
    checked = "All checked: exact." if exact else "Some are no longer exact: run verify."
    return f"; ¶ is the paragraph. {checked}"


def all_exact(session: Session, quotes: tuple[NumberedQuote, ...]) -> bool:
    """Whether every quote still stands in its source, letter for letter."""
    for quote in quotes:
        for item in session.corpus.evidence(quote.mark)[:1]:
            if not is_exact(session, item):
                return False
    return True
