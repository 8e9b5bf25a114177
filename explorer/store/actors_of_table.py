"""The actors of a table found among a project's, or added to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from explorer.domain.kinds import Origin, Review
from explorer.domain.tables import TableActor
from explorer.store.bulk import insert_rows
from explorer.store.journal import Recorder

_UNSAID = "group"
_COLUMNS = ("id", "key", "name", "kind", "other_names")
_MADE_BY = (("origin", f"'{Origin.IMPORTED.value}'"), ("review", f"'{Review.ACCEPTED.value}'"))


class Cast:
    """Finds actors by key, or by name and kind; one whose kind is not said, by its name alone.

    `ids` has the id of each actor that was met, by its number in the table.
    """

    def __init__(self, recorder: Recorder, take: Callable[[str, int], int]) -> None:
        self._recorder = recorder
        self._raw = recorder.raw
        self._take = take
        self.ids: list[int] = []
        self.added = 0
        # Whether two actors of the table are one here.
        self.is_doubled = False
        self._met: set[int] = set()
        # New actors that no words stand behind yet.
        self.unmentioned: set[int] = set()
        self._by_key: dict[str, int] = {}
        self._by_name: dict[tuple[str, str], int] = {}
        self._keyless: set[int] = set()
        rows = self._raw.execute("SELECT id, key, name, kind FROM actor ORDER BY id DESC")
        for id, key, name, kind in rows:
            self._know(id, key, name, kind)
        self._first_new = take("actor", 0)

    def meet(self, actors: Sequence[TableActor]) -> None:
        """Take in the actors that a batch brings."""
        new: list[tuple[int, str | None, str, str, str]] = []
        aliases: list[tuple[int, str]] = []
        for actor in actors:
            id = self._find(actor)
            if id is None:
                id = self._take("actor", 1)
                kind = actor.kind or _UNSAID
                names = [name for name in dict.fromkeys(actor.aliases) if name != actor.name]
                new.append((id, actor.key, actor.name, kind, "\n".join(names)))
                aliases += [(id, name) for name in names]
                self._know(id, actor.key, actor.name, kind)
                self.unmentioned.add(id)
            self.is_doubled |= id in self._met
            self._met.add(id)
            self.ids.append(id)
        insert_rows(self._raw, "actor", _COLUMNS, new, _MADE_BY)
        first = self._take("alias", len(aliases))
        rows = [(id, *alias) for id, alias in enumerate(aliases, first)]
        insert_rows(self._raw, "alias", ("id", "actor_id", "name"), rows)
        self.added += len(new)

    def _know(self, id: int, key: str | None, name: str, kind: str) -> None:
        self._by_name[name, kind] = self._by_name[name, ""] = id
        if key is None:
            self._keyless.add(id)
        else:
            self._by_key[key] = id

    def _find(self, actor: TableActor) -> int | None:
        if actor.key is None:
            return self._by_name.get((actor.name, actor.kind))
        id = self._by_key.get(actor.key)
        if id is not None:
            return id
        id = self._by_name.get((actor.name, actor.kind))
        if id not in self._keyless or id is None:
            return None
        self._keyless.discard(id)
        self._by_key[actor.key] = id
        self._recorder.update("actor", id, key=actor.key)
        return id

    def index_names(self) -> None:
        """Put the new actors into full text."""
        self._raw.execute(
            "INSERT INTO actor_fts (rowid, name, other_names)"
            " SELECT id, name, other_names FROM actor WHERE id >= ?",
            (self._first_new,),
        )
