"""Parquet files, read by DuckDB; what lies within a value is a column of its own, `source.url`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from explorer.errors import InputProblem
from explorer.ingest.tables.binary import chunked
from explorer.ingest.tables.container import Container
from explorer.ingest.tables.json_cells import ROLE, roles_of
from explorer.ingest.tables.rows import CHUNK_ROWS, Rows

_GLOB = "*?[]{}"
_MOST_DEPTH = 20


class _Field(NamedTuple):
    """A column by its path, and the way to its value from that of the file's own column."""

    name: str
    column: int
    keys: tuple[str, ...] = ()
    of_roles: bool = False

    def value(self, row: Sequence[Any]) -> Any:
        found = row[self.column]
        for key in self.keys:
            found = None if found is None else found.get(key)
        return roles_of(found or ()) if self.of_roles else found


def _fields(of: _Field, kind: Any) -> Iterator[_Field]:
    """Yield a column, or in place of one with named parts its parts; `kind` is DuckDB's type."""
    if kind.id == "struct" and len(of.keys) < _MOST_DEPTH:
        for key, inner in kind.children:
            path = of._replace(name=f"{of.name}.{key}", keys=(*of.keys, key))
            yield from _fields(path, inner)
        return
    yield of
    inside = kind.children[0][1] if kind.id == "list" else None
    if inside is not None and inside.id == "struct" and ROLE in dict(inside.children):
        yield of._replace(name=f"{of.name}.{ROLE}", of_roles=True)


def parquet_columns(container: Container) -> tuple[str, ...]:
    """Return a Parquet file's columns; raises InputProblem."""
    with _Parquet(container) as found:
        return found.columns


def parquet_rows(container: Container) -> Iterator[Rows]:
    """Yield a Parquet file's rows; raises InputProblem."""
    with _Parquet(container) as found:
        yield from chunked(found.rows(), 1)


class _Parquet:
    """A Parquet file read by DuckDB, which reaches for nothing on the network."""

    def __init__(self, container: Container) -> None:
        try:
            import duckdb
        except ImportError as error:
            raise InputProblem(
                "Parquet files need DuckDB, which is not installed",
                where=container.where,
                remedy="Install it with: pip install 'sourceline[parquet]'",
            ) from error
        self._duckdb = duckdb
        self._container = container
        self._folder = TemporaryDirectory(prefix="sourceline-")
        try:
            self._connection = duckdb.connect(config={"autoinstall_known_extensions": "false"})
            self._connection.execute("SET TimeZone = 'UTC'")  # else moments are written as here
            query = "SELECT * FROM read_parquet(?)"
            self._result = self._connection.execute(query, [self._path()])
            self._fields = [
                field
                for at, (name, kind, *_) in enumerate(self._result.description or ())
                for field in _fields(_Field(str(name), at), kind)
            ]
        except (duckdb.Error, OSError) as error:
            self._folder.cleanup()
            raise self._problem(error) from error
        self.columns = tuple(field.name for field in self._fields)

    def _path(self) -> str:
        """Return the file's path, by a link where DuckDB would take it for a pattern."""
        path = self._container.path.absolute()
        if not any(sign in str(path) for sign in _GLOB):
            return str(path)
        link = Path(self._folder.name) / "table.parquet"
        link.symlink_to(path)
        return str(link)

    def rows(self) -> Iterator[Sequence[Any]]:
        try:
            while found := self._result.fetchmany(CHUNK_ROWS):
                yield from ([field.value(row) for field in self._fields] for row in found)
        except self._duckdb.Error as error:
            raise self._problem(error) from error

    def _problem(self, error: Exception) -> InputProblem:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        where = self._container.where
        return InputProblem(
            f"cannot be read as Parquet ({reason.replace(self._path(), where)})",
            where=where,
            remedy="Get it again, or have it saved as .csv and import that",
        )

    def __enter__(self) -> _Parquet:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._folder.cleanup()
