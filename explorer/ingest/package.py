"""Zip packages (.docx, .epub) opened with suspicion: what is in one, and no more than is safe.

What a package says of its sizes is held against limits before anything is unpacked; what
unpacks to more than it says is refused by the reader of zip files itself.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import NoReturn

from explorer.errors import InputProblem

_MOST_FILES = 20_000
_MOST_BYTES = 400_000_000
_MOST_PART_BYTES = 100_000_000
# Text shrinks to a tenth, and never to a three-hundredth; small parts may be all blanks.
_MOST_RATIO = 300
_SMALL_BYTES = 1_000_000
_UNPACK = "Unpack it and import what is in it"
_AS_WORD = "Save it as .docx and import that"
_DAMAGED = "Get it again, or save it anew from the program it comes from"


class Package:
    """The parts of a zip file, by name; raises InputProblem for what is damaged or unsafe."""

    def __init__(self, data: bytes, where: str) -> None:
        self._where = where
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            self._damaged(error)
        self._parts = {info.filename: info for info in self._zip.infolist()}
        self._refuse_bombs()

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._parts)

    def read(self, name: str) -> bytes:
        """Return a part's bytes; raises InputProblem where it is missing, damaged or locked."""
        info = self._parts.get(name)
        if info is None:
            raise InputProblem(f"damaged: {name} is missing", where=self._where, remedy=_DAMAGED)
        if info.flag_bits & 1:
            raise InputProblem(
                "it is protected by a password",
                where=self._where,
                remedy="Save it without a password and import that",
            )
        if info.file_size > _MOST_PART_BYTES:
            self._too_big(f"{name} alone is {info.file_size // 1_000_000:,} MB")
        try:
            return self._zip.read(info)
        except (
            *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError),
            *(NotImplementedError, RuntimeError),
        ) as error:
            self._damaged(error)

    def _refuse_bombs(self) -> None:
        infos = self._zip.infolist()
        if len(infos) > _MOST_FILES:
            self._too_big(f"{len(infos):,} files")
        total = sum(info.file_size for info in infos)
        if total > _MOST_BYTES:
            self._too_big(f"{total // 1_000_000:,} MB")
        for info in infos:
            if info.file_size > max(_SMALL_BYTES, _MOST_RATIO * info.compress_size):
                times = info.file_size // max(info.compress_size, 1)
                self._too_big(f"{info.filename} grows {times:,} times")

    def _too_big(self, what: str) -> NoReturn:
        raise InputProblem(
            f"it would unpack to more than any document holds ({what}), so it was not opened",
            where=self._where,
            remedy="Import it only if you trust it: save its text as .txt first",
        )

    def _damaged(self, error: BaseException) -> NoReturn:
        raise InputProblem(
            f"it is damaged or cut off ({error})", where=self._where, remedy=_DAMAGED
        ) from error


def kind_of_package(data: bytes, where: str) -> str:
    """Return "docx" or "epub" for a zip file; raises InputProblem for any other."""
    package = Package(data, where)
    if "META-INF/container.xml" in package:
        return "epub"
    if "[Content_Types].xml" in package:
        if any(name.startswith("word/") for name in package.names):
            return "docx"
        if any(name.startswith("xl/") for name in package.names):
            raise InputProblem("this is a workbook, not a text", where=where, remedy=_AS_WORD)
        if any(name.startswith("ppt/") for name in package.names):
            remedy = "Save it as .pdf and import that"
            raise InputProblem("this is a presentation, not a text", where=where, remedy=remedy)
    if "mimetype" in package and b"opendocument.text" in package.read("mimetype"):
        raise InputProblem("OpenDocument texts are not read", where=where, remedy=_AS_WORD)
    raise InputProblem("this is a zip file, not a text", where=where, remedy=_UNPACK)
