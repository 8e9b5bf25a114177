"""Rows that did not come in: counted, the first kept for the person, all written to a file."""

from __future__ import annotations

import csv
import os
from pathlib import Path
from types import TracebackType
from typing import IO

from explorer.domain.spreadsheet import safe_cell
from explorer.domain.tables import Reject
from explorer.errors import InputProblem
from explorer.ingest.tables.rows import shown

_COLUMNS = ("line", "column", "reason", "row")


class Rejects:
    """Takes rejects one by one; `path` is the CSV file they go to, or None.

    The file has its name once the block is left without an error, or with none that a person
    can mend: an import that was stopped leaves no half of it. Raises InputProblem where it
    cannot be written, or is there already.
    """

    def __init__(self, path: Path | None, table: str, keep: int) -> None:
        self.count = 0
        self.first: list[Reject] = []
        self._keep = keep
        self._path = path
        self._file: IO[str] | None = None
        if path is None:
            return
        if path.exists():
            raise InputProblem("is there already", where=str(path), remedy="Choose another name")
        self._temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
        try:
            self._file = self._temporary.open("w", encoding="utf-8-sig", newline="")
        except OSError as error:
            raise self._problem(error) from error
        self._writer = csv.writer(self._file)
        self._writer.writerow(_COLUMNS)

    def add(self, reject: Reject) -> None:
        """Take one."""
        self.count += 1
        if len(self.first) < self._keep:
            self.first.append(reject)
        if self._file is not None:
            words = (safe_cell(word) for word in reject[1:])
            self._writer.writerow((reject.line, *words))

    @staticmethod
    def said(reject: Reject) -> str:
        """Return what is wrong with a row, with its column and its beginning."""
        column = f"{reject.column}: " if reject.column else ""
        return f"{column}{reject.reason} ({shown(reject.text, 60)})"

    def __enter__(self) -> Rejects:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is None or self._path is None:
            return
        self._file.close()
        try:
            if self.count and (error is None or isinstance(error, InputProblem)):
                self._temporary.replace(self._path)
            else:
                self._temporary.unlink(missing_ok=True)
        except OSError as failure:
            raise self._problem(failure) from failure

    def _problem(self, error: OSError) -> InputProblem:
        return InputProblem(
            f"the rejects cannot be written ({error.strerror})",
            where=str(self._path),
            remedy="Choose another place",
        )
