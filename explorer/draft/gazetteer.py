"""What is known of names before a document is read: the lists in `resources/gazetteer`.

They are facts written down for this project; no list holds anything of a document.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from explorer.draft.wordset import word_set
from explorer.paths import resource
from explorer.values import dataclass

ABBREVIATIONS = word_set(
    "Mr. Mrs. Ms. Dr. Prof. Rev. Hon. Gen. Lt. Col. Maj. Capt. Sgt. Cpl. Pvt. Adm. Cmdr."
    " Brig. Sen. Rep. Gov. St. Mt. Ft. Jr. Sr. Inc. Corp. Co. Ltd. Bros. vs. Fr."
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A known name.

    `kind` is a kind of actor, or "place", "region"; `form` says how it names the actor:
    "name", "demonym" (of its people) or "capital" (a city that stands for the government).
    """

    name: str
    kind: str
    form: str = "name"


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """`names` maps a name's words, as written, to what it names."""

    names: dict[tuple[str, ...], Entry]
    capitals: dict[tuple[str, ...], Entry]
    longest: int
    given: frozenset[str]
    titles: dict[tuple[str, ...], str]
    words: dict[str, frozenset[str]]

    def is_actor_name(self, word: str) -> bool:
        """Whether one word is the name of a state, a region or an organisation."""
        entry = self.names.get((word,))
        return entry is not None and entry.kind != "place"

    def has(self, section: str, word: str) -> bool:
        """Whether a word is in a section of the word lists."""
        return word in self.words[section]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Read the lists, once."""
    names: dict[tuple[str, ...], Entry] = {}
    capitals: dict[tuple[str, ...], Entry] = {}
    for kind, forms in rows("places.tsv"):
        for form in forms.split(";"):
            names.setdefault(tuple(_words(form)), Entry(form, kind))
    for row in rows("organisations.tsv"):
        kind, name, others = (*row, "", "")[:3]
        for form in (name, *_split(others)):
            names[tuple(_words(form))] = Entry(name, kind)
    for row in rows("states.tsv"):
        _add_state(names, capitals, row)
    titles = {
        tuple(_words(form)): kind for kind, forms in rows("titles.txt") for form in forms.split(";")
    }
    for words in [words for words in names if any("'" in word for word in words)]:
        names.setdefault(tuple(word.replace("'", "’") for word in words), names[words])
    longest = max(map(len, names))
    return Gazetteer(names, capitals, longest, _given(), titles, _sections())


def _add_state(
    names: dict[tuple[str, ...], Entry], capitals: dict[tuple[str, ...], Entry], row: list[str]
) -> None:
    name, demonyms, cities, others = (*row, "", "", "", "")[:4]
    for form in _split(demonyms):
        names.setdefault(tuple(_words(form)), Entry(name, "state", "demonym"))
    for form in (name, *_split(others)):
        names[tuple(_words(form))] = Entry(name, "state")
    for form in _split(cities):
        names.setdefault(tuple(_words(form)), Entry(form, "place"))
        capitals[tuple(_words(form))] = Entry(name, "state", "capital")


def _given() -> frozenset[str]:
    return frozenset(word for line in lines("given_names.txt") for word in line.split())


def _sections() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    current: set[str] = set()
    for line in lines("words.txt"):
        if line.startswith("["):
            current = found.setdefault(line[1 : line.index("]")], set())
        else:
            current.update(line.split())
    return {name: frozenset(words) for name, words in found.items()}


def _words(form: str) -> list[str]:
    """Cut a name as `explorer.draft.text` cuts it: at blanks, with possessives apart."""
    apart = form.replace("'s", " 's").replace("’s", " ’s").replace(",", " ,")
    return apart.replace("s' ", "s ' ").replace("s’ ", "s ’ ").split()


def _split(field: str) -> list[str]:
    return [item for item in field.split(";") if item]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a list, cut at tabs."""
    for line in lines(name):
        yield line.split("\t")


def lines(name: str, folder: str = "gazetteer") -> Iterator[str]:
    """Yield the lines of a list that are neither empty nor a remark."""
    text = resource(folder, name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line
