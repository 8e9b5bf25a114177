"""What the panel says in words: labels of links, its heading, what was left out."""

from __future__ import annotations

import re

from explorer.domain.dates import EdtfDate, say, sort_key
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Status
from explorer.index.corpus import Corpus
from explorer.index.graph import Link
from explorer.viewmodel.graph.scope import Scope

_PLAIN = re.compile(r"(\d{4})(-\d\d){0,2}")
_SINCE = re.compile(r"(\d{4})(-\d\d){0,2}/\.\.")
_FROM = re.compile(r"(\d{4})(-\d\d){0,2}/")
_SPAN = re.compile(r"(\d{4})(?:-\d\d){0,2}/(\d{4})(?:-\d\d){0,2}")
_SHORTER = {"agreement with": "agreement", "shares information with": "shares information"}

EMPTY = ("Who is linked to whom appears here.", "Click a link to read the words behind it.")
UNLINKED = ("No one is linked to anyone here yet.", "Links appear when the sources tell of them.")


def link_words(link: Link) -> tuple[str, str]:
    """Return a link's label and the note after it: its date, "planned", or nothing."""
    text = _SHORTER.get(link.predicate, link.predicate)
    if link.folded:
        return text, f"+{len(link.folded)}"
    if link.planned:
        return text, "planned"
    dates = sorted((each.date for each in link.relationships if each.date), key=sort_key)
    notes = list(dict.fromkeys(short_date(date) for date in dates))
    if len(notes) > 2:
        return text, f"{len(notes)} dates"
    return text, ", ".join(notes)


def short_date(date: EdtfDate) -> str:
    """Return a date as briefly as a label allows: by its years, never finer than given."""
    if found := _PLAIN.fullmatch(date.text):
        return found[1]
    if found := _SINCE.fullmatch(date.text):
        return f"since {found[1]}"
    if found := _SPAN.fullmatch(date.text):
        return found[1] if found[1] == found[2] else f"{found[1]}–{found[2]}"
    if found := _FROM.fullmatch(date.text):
        return f"from {found[1]}"
    if date.text[:1] in "{[" and (members := date.text.count(",") + 1) > 2:
        return f"{members} dates" if date.text[0] == "{" else f"one of {members} dates"
    return say(date)


def link_title(corpus: Corpus, link: Link) -> str:
    """Return a line as sentences without dates: "Lloyd Austin represents United States"."""
    return "; ".join(
        f"{corpus.actors[each.subject].name} {each.predicate} {corpus.actors[each.object].name}"
        for each in (link, *link.folded)
    )


def heading(scope: Scope) -> str:
    """Return "18 actors · 21 links", or "15 of 107 actors" where not all are drawn."""
    if links_drawn(scope) < scope.total_links:
        return f"{len(scope.actors):,} of {_count(scope.total_actors, 'actor')}"
    actors = _count(len(scope.actors), "actor")
    return f"{actors} · {_count(links_drawn(scope), 'link')}" if scope.actors else actors


def links_drawn(scope: Scope) -> int:
    """Return how many links the drawn lines stand for."""
    return sum(line.types for line in scope.links)


def left_out(scope: Scope) -> str:
    """Return what is not drawn, as one sentence; empty where all is."""
    drawn = links_drawn(scope)
    if drawn < scope.total_links:
        return f"{drawn:,} of {scope.total_links:,} links, the ones with most quotes"
    return ""


def remarks(scope: Scope, corpus: Corpus) -> str:
    """Return what a reader may miss: that no link has a date, and who has no link at all."""
    parts = []
    links = [each for link in scope.links for each in link.relationships]
    if links and not any(each.date for each in links):
        parts.append("Links carry no date: the text gives none.")
        if any(each.status is Status.PLANNED for each in links):
            parts.append("Dashed: planned.")
    alone = [a for a in scope.actors if all(a not in link.pair for link in scope.links)]
    if len(alone) == 1:
        parts.append(f"{corpus.actors[alone[0]].name} has no link.")
    return " ".join(parts)


def no_path(corpus: Corpus, ends: tuple[ActorId, ActorId]) -> str:
    """Return that two actors are not connected."""
    first, second = (corpus.actors[actor].name for actor in ends)
    return f"No links lead from {first} to {second}."


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}" if number == 1 else f"{number:,} {word}s"
