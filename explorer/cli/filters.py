"""The filters that every listing, picture and export shares: from words to a `Filter`."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

import click

from explorer.cli.group import usage
from explorer.values import dataclass

if TYPE_CHECKING:
    from explorer.domain.filters import Filter, Period
    from explorer.domain.ids import ActorId, SourceId
    from explorer.domain.records import Actor
    from explorer.index.corpus import Corpus

F = TypeVar("F", bound=Callable[..., Any])

_MATCHES = ("any", "all", "none")
_STATUSES = ("occurred", "announced", "planned", "ongoing")
_REVIEWS = ("accepted", "pending", "all")


@dataclass(frozen=True, slots=True)
class Asked:
    """The filter options as they were written; empty means not given."""

    actors: tuple[str, ...] = ()
    match: str = "any"
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    sources: tuple[int, ...] = ()
    start: str | None = None
    end: str | None = None
    words: str = ""
    review: str = "accepted"

    @property
    def is_empty(self) -> bool:
        """Whether nothing but perhaps the review scope was asked for."""
        return self == Asked(match=self.match, review=self.review)


_OPTIONS = (
    click.option("--actor", "actors", metavar="NAME", multiple=True, help="By a name or an alias."),
    click.option(
        *("--match", "match"),
        type=click.Choice(_MATCHES),
        default="any",
        help="How several actors combine.",
    ),
    click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Such as talks."),
    click.option("--status", "statuses", type=click.Choice(_STATUSES), multiple=True),
    click.option("--source", "sources", metavar="ID", type=int, multiple=True),
    click.option("--from", "start", metavar="EDTF", help="From the start of this date."),
    click.option("--to", "end", metavar="EDTF", help="To the end of this date."),
    click.option("--text", "words", metavar="WORDS", default="", help="With all these words."),
    click.option(
        "--review",
        type=click.Choice(_REVIEWS),
        default="accepted",
        help="Which state of review; accepted unless told.",
    ),
)


def filter_options(command: F) -> F:
    """Give a command the filter options; it gets them as one `asked`."""

    def gathered(*args: Any, **options: Any) -> Any:
        asked = {name: options.pop(name) for name in Asked.__slots__ if name in options}
        return command(*args, asked=Asked(**asked), **options)

    gathered.__doc__, gathered.__name__ = command.__doc__, command.__name__
    gathered.__click_params__ = list(getattr(command, "__click_params__", []))  # type: ignore[attr-defined]  # where click keeps them
    for option in reversed(_OPTIONS):
        gathered = option(gathered)
    return gathered  # type: ignore[return-value]  # the same command, with more options


def resolve(asked: Asked, corpus: Corpus) -> Filter:
    """Return the filter that the options mean in a project.

    An unknown actor, kind, source or date ends the command with exit code 2 and names
    what comes near.
    """
    from explorer.domain.filters import Filter, Match, ReviewScope
    from explorer.domain.kinds import Status

    return Filter(
        actors=frozenset(_actor(name, corpus.snapshot.actors) for name in asked.actors),
        match=Match(asked.match),
        kinds=frozenset(_kind(kind, corpus.kinds) for kind in asked.kinds) or None,
        statuses=frozenset(map(Status, asked.statuses)) or None,
        sources=frozenset(_source(number, corpus) for number in asked.sources) or None,
        period=_period(asked.start, asked.end),
        words=asked.words.strip(),
        review=ReviewScope(asked.review),
    )


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _actor(name: str, actors: Iterable[Actor]) -> ActorId:
    by_name: dict[str, list[Actor]] = {}
    by_alias: dict[str, list[Actor]] = {}
    for actor in actors:
        by_name.setdefault(_folded(actor.name), []).append(actor)
        for alias in actor.aliases:
            by_alias.setdefault(_folded(alias), []).append(actor)
    wanted = _folded(name)
    numbered = re.fullmatch(r"actor:(\d+)", wanted)
    if numbered:
        return _numbered(int(numbered[1]), chain.from_iterable(by_name.values()))
    found = by_name.get(wanted) or by_alias.get(wanted) or []
    if len({actor.id for actor in found}) > 1:
        several = [f"{actor.name} ({actor.kind or 'actor'}; actor:{actor.id})" for actor in found]
        usage(f"“{name}” is a name of {_either(several)}: say which, by its name or its number")
    if not found:
        usage(f"there is no actor “{name}”{_near(name, (*by_name, *by_alias), by_name, by_alias)}")
    return found[0].id


def _numbered(number: int, actors: Iterable[Actor]) -> ActorId:
    found = next((actor.id for actor in actors if actor.id == number), None)
    if found is None:
        usage(f"there is no actor:{number}")
    return found


def _near(
    name: str,
    known: Iterable[str],
    by_name: dict[str, list[Actor]],
    by_alias: dict[str, list[Actor]],
) -> str:
    folded = _folded(name)
    close = difflib.get_close_matches(folded, list(known), n=3, cutoff=0.6)
    close += [other for other in by_name if folded and folded in other][:3]
    names = [(by_name.get(one) or by_alias[one])[0].name for one in close]
    return f". Did you mean {_either(names)}?" if names else ""


def _kind(kind: str, known: tuple[str, ...]) -> str:
    if kind.casefold() not in known:
        usage(f"there is no kind of event “{kind}”. There are {', '.join(known)}")
    return kind.casefold()


def _source(number: int, corpus: Corpus) -> SourceId:
    found = next((id for id in corpus.sources if id == number), None)
    if found is None:
        known = ", ".join(str(id) for id in corpus.sources) or "none yet"
        usage(f"there is no source {number}. The project's sources are {known}")
    return found


def _period(start: str | None, end: str | None) -> Period | None:
    """Return `[start of from, end of to)`; open where one is not given."""
    from explorer.domain.filters import Period

    if start is None and end is None:
        return None
    first = None if start is None else _window(start, "--from")[0]
    last = None if end is None else _window(end, "--to")[1]
    if first is not None and last is not None and first >= last:
        usage(f"the period ends ({end}) before it begins ({start})")
    label = start if start == end else f"{start or '..'}/{end or '..'}"
    return Period(first, last, label or "")


def check_date(text: str, option: str) -> None:
    """End the command with exit code 2 where an option's value is no EDTF date."""
    from explorer.domain.dates import parse
    from explorer.errors import InputProblem

    try:
        parse(text)
    except InputProblem as problem:
        usage(f"{option}: {problem.line()}")


def _window(text: str, option: str) -> tuple[int | None, int | None]:
    from explorer.domain.dates import window
    from explorer.errors import InputProblem

    try:
        return window(text)
    except InputProblem as problem:
        usage(f"{option}: {problem.line()}")


def _either(names: Iterable[str]) -> str:
    different = list(dict.fromkeys(names))[:3]
    return " or ".join(", ".join(different).rsplit(", ", 1))
