"""The bytes of a table: plain, in a gzip file, or as the one file in a zip archive."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from explorer.errors import InputProblem
from explorer.paths import shown_name
from explorer.values import dataclass

TABLE_SUFFIXES = (
    *(".csv", ".tsv", ".tab", ".jsonl", ".ndjson", ".json", ".geojson"),
    *(".xlsx", ".xlsm", ".xls", ".ods", ".parquet"),
)
# A table of text packs to a tenth, seldom to a hundredth; past this it is a trap.
_MOST_TIMES = 200
_FREE_BYTES = 50_000_000  # below this any ratio goes
_PACKED = (b"PK\x03\x04", b"\x1f\x8b")
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Container:
    """A file, and how its table's bytes are got at; `name` is the table's own name."""

    path: Path
    name: str
    packing: str  # "", "gzip" or "zip"

    @property
    def where(self) -> str:
        return shown_name(self.path)

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.casefold()

    @contextmanager
    def opened(self) -> Iterator[IO[bytes]]:
        """Open the table's bytes; raises InputProblem where the packing is broken or a trap."""
        try:
            with self.path.open("rb") as file:
                if self.packing == "gzip":
                    with gzip.GzipFile(fileobj=file) as inner:
                        yield _buffered(inner, self)
                elif self.packing == "zip":
                    with _unzipped(file, self.name) as inner:
                        yield _buffered(inner, self)
                else:
                    yield file
        except FileNotFoundError as error:
            raise InputProblem("no such file", where=self.where, remedy="Check the name") from error
        except (zipfile.BadZipFile, zlib.error, EOFError, gzip.BadGzipFile) as error:
            raise InputProblem(
                f"the packed file is damaged ({error})", where=self.where, remedy="Fetch it again"
            ) from error
        except (RuntimeError, NotImplementedError) as error:  # a password, an odd method
            raise InputProblem(
                f"cannot be unpacked ({error})", where=self.where, remedy="Unpack it, import that"
            ) from error
        except OSError as error:
            raise InputProblem(
                f"cannot be read ({error.strerror or error})",
                where=self.where,
                remedy="Copy it to another place and import that",
            ) from error


def container_of(path: Path) -> Container:
    """Look at a file's first bytes, and into a zip archive for the one table in it."""
    where = shown_name(path)
    try:
        if not path.is_file():
            what = "this is a folder" if path.is_dir() else "no such file"
            raise InputProblem(what, where=where, remedy="Name a file")
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as error:
        raise InputProblem(
            f"cannot be read ({error.strerror})",
            where=where,
            remedy="Copy it to another place and import that",
        ) from error
    if not head:
        raise InputProblem(
            "the file is empty: there is no table in it", where=where, remedy="Choose another"
        )
    if head.startswith(_PACKED[1]):
        name = path.stem if path.suffix.casefold() in (".gz", ".gzip") else where
        return Container(path, name, "gzip")
    if head == _PACKED[0] and path.suffix.casefold() not in (".xlsx", ".xlsm", ".ods"):
        return Container(path, _only_member(path, where), "zip")
    return Container(path, where, "")


def _only_member(path: Path, where: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = members(archive)
    except zipfile.BadZipFile as error:
        raise InputProblem(
            f"the packed file is damaged ({error})", where=where, remedy="Fetch it again"
        ) from error
    if "[Content_Types].xml" in names:
        raise InputProblem(
            "this is an Office file under another name", where=where, remedy="Rename it to .xlsx"
        )
    tables = [name for name in names if is_table_member(name)] if len(names) > 1 else names
    if len(tables) != 1:
        what = f"{len(tables)} tables" if tables else f"{len(names)} files"
        raise InputProblem(
            f"there are {what} in it, not one table",
            where=where,
            remedy="Unpack it and import the folder",
        )
    return tables[0]


def members(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of an archive's files, but for those that macOS adds."""
    return [
        info.filename
        for info in archive.infolist()
        if not info.is_dir() and not info.filename.startswith("__MACOSX/")
    ]


def is_table_member(name: str) -> bool:
    """Whether a file in an archive is called as a table is."""
    return name.casefold().endswith(TABLE_SUFFIXES)


@contextmanager
def _unzipped(file: IO[bytes], name: str) -> Iterator[IO[bytes]]:
    """Open a zip archive's member; where its place lies outside the file, the archive is bad."""
    with zipfile.ZipFile(file) as archive:
        try:
            inner = archive.open(name)
        except (OSError, ValueError, KeyError) as error:
            raise zipfile.BadZipFile(str(error)) from error
        with inner:
            yield inner


def _buffered(inner: IO[bytes] | gzip.GzipFile, container: Container) -> IO[bytes]:
    return io.BufferedReader(_Guarded(inner, container), _BLOCK)


class _Guarded(io.RawIOBase):
    """Unpacked bytes, counted: what grows beyond reason is refused before it fills the disk."""

    def __init__(self, inner: IO[bytes] | gzip.GzipFile, container: Container) -> None:
        self._inner = inner
        self._container = container
        self._most = max(_FREE_BYTES, container.path.stat().st_size * _MOST_TIMES)
        self._read = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._inner.read(len(buffer))
        self._read += len(data)
        if self._read > self._most:
            raise InputProblem(
                f"unpacks to more than {_MOST_TIMES} times its size",
                where=self._container.where,
                remedy="Unpack it yourself if you trust it, and import that",
            )
        buffer[: len(data)] = data
        return len(data)
