"""One actor that is two: some of its mentions, and what stands on them, go to a new one."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.ids import Mark
from explorer.domain.kinds import Review
from explorer.domain.operations import SplitActor
from explorer.errors import InputProblem
from explorer.store.anchors import Words
from explorer.store.changes.rows import known, required
from explorer.store.evidence import set_words, standing
from explorer.store.journal import Recorder
from explorer.values import dataclass

_COPIED = {
    "participation": ("event_id", "role", "origin", "review"),
    "relationship": (
        *("subject_id", "predicate", "object_id", "status", "edtf"),
        *("start_min", "start_max", "end_min", "end_max", "origin", "review"),
    ),
}
_ENDS = {"participation": ("actor_id",), "relationship": ("subject_id", "object_id")}


def split(recorder: Recorder, wanted: SplitActor) -> str:
    """Give some mentions and aliases of an actor to a new one, accepted.

    A participation or a relationship goes along where all its words hold moved mentions
    and none that stay. Where only some do, each of the two actors has one, with its words.
    """
    old, raw = wanted.actor_id, recorder.raw
    row = known(raw, Mark.actor(old))
    name = required(wanted.new.name, "the actor's name")
    mentions = {id: words for words, id in standing(raw, ("actor_id", old)).items()}
    moved: set[int] = set(wanted.evidence_ids)
    _check(row.name, mentions, moved)
    (origin,) = raw.execute("SELECT origin FROM actor WHERE id = ?", (old,)).fetchone()
    new = recorder.insert(
        "actor",
        name=name,
        kind=required(wanted.new.kind, "the actor's kind"),
        origin=origin,
        review=Review.ACCEPTED.value,
    )
    for id in sorted(moved):
        recorder.update("evidence", id, actor_id=new)
    _move_aliases(recorder, old, new, name, wanted.aliases)
    goes = [words for id, words in mentions.items() if id in moved]
    stays = [words for id, words in mentions.items() if id not in moved]
    for table, ends in _ENDS.items():
        for end in ends:
            _Division(recorder, table, end, old, new).divide(goes, stays)
    return f"Split “{row.name}”"


def _check(name: str, mentions: dict[int, Words], moved: set[int]) -> None:
    where = f"actor “{name}”"
    if not moved:
        raise InputProblem("no mentions are chosen", where=where, remedy="Choose some")
    if not moved <= set(mentions):
        raise InputProblem("what is chosen are not its mentions", where=where)
    if moved == set(mentions):
        raise InputProblem(
            "nothing would be left of it", where=where, remedy="Choose fewer, or rename it"
        )


def _move_aliases(
    recorder: Recorder, old: int, new: int, name: str, aliases: Sequence[str]
) -> None:
    rows = recorder.raw.execute(
        "SELECT id, name FROM alias WHERE actor_id = ? ORDER BY id", (old,)
    ).fetchall()
    for id, alias in rows:
        if alias == name:
            recorder.delete("alias", [(id, id)])
        elif alias in aliases:
            recorder.update("alias", id, actor_id=new)


@dataclass(frozen=True, slots=True)
class _Division:
    """Rows of a table that name an actor in a column, divided between it and a new one."""

    recorder: Recorder
    table: str
    end: str
    old: int
    new: int

    def divide(self, goes: Sequence[Words], stays: Sequence[Words]) -> None:
        raw = self.recorder.raw
        sql = f"SELECT id FROM {self.table} WHERE {self.end} = ? ORDER BY id"
        for (id,) in raw.execute(sql, (self.old,)).fetchall():
            words = list(standing(raw, (f"{self.table}_id", id)))
            held = [w for w in words if _holds(w, goes) and not _holds(w, stays)]
            if held and len(held) == len(words):
                self.recorder.update(self.table, id, **{self.end: self.new})
            elif held:
                self._part(id, words, held)

    def _part(self, id: int, words: list[Words], held: list[Words]) -> None:
        """Make a second row for the new actor, and give it its words."""
        raw = self.recorder.raw
        columns = _COPIED[self.table]
        sql = f"SELECT {', '.join(columns)} FROM {self.table} WHERE id = ?"
        values = dict(zip(columns, raw.execute(sql, (id,)).fetchone(), strict=True))
        second = self.recorder.insert(self.table, **{**values, self.end: self.new})
        owner = f"{self.table}_id"
        set_words(self.recorder, (owner, id), [item for item in words if item not in held])
        set_words(self.recorder, (owner, second), held)


def _holds(words: Words, mentions: Sequence[Words]) -> bool:
    """Whether any of the mentions touches the words."""
    return any(
        mention.paragraph_id == words.paragraph_id
        and mention.start < words.end
        and words.start < mention.end
        for mention in mentions
    )
