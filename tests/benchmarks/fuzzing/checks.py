"""What must be true after an import of a damaged file, held against what it said of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from explorer.store.project import Project
from tests.benchmarks.fuzzing.forked import ESCAPED, Ended
from tests.benchmarks.soundness import count, faults_of
from tests.support.dump import rows

_FAULT = re.compile(r"Traceback|a fault in the program|panicked|Segmentation|Warning:|left out: ")
_TABLE = re.compile(r": ([\d,]+) rows?: ([\d,]+) events? .*?([\d,]+) rejected$", re.MULTILINE)
_TABLE_PLAIN = re.compile(r": ([\d,]+) rows?: ([\d,]+) events?, .*; ([\d,]+) rejected$", re.M)
_DOCUMENT = re.compile(r": ([\d,]+) paragraphs?\b")
_REMEDY = re.compile(r"[.?!…”)] [A-Z]\S+ \S+")
_METER = re.compile(r"^[\d,]+ of [\d,]+ documents, ")  # what takes long is told of
_MOST_LINE = 600


@dataclass(frozen=True, slots=True)
class Verdict:
    """`outcome` is imported, refused or wrong; `why` says what is wrong."""

    outcome: str
    why: str = ""


def misbehaved(ended: Ended, codes: tuple[int, ...] = (0, 1)) -> str:
    """Return how a call ended as none may: hung, killed, with a traceback or an odd code."""
    if ended.code is None:
        frames = [line.strip() for line in ended.err.splitlines() if 'File "' in line]
        return f"hung: ended after {ended.took_s:.0f} s in {', '.join(frames[:5])}"
    if ended.code == ESCAPED or ended.code not in codes:
        return f"exit code {ended.code}: {_last(ended.err)}"
    said = _FAULT.search(ended.out + ended.err)
    if said is not None:
        return next(line for line in (ended.out + ended.err).splitlines() if said[0] in line)
    if ended.code and not ended.err.strip():
        return f"exit code {ended.code} and not a word why"
    return ""


def judged(ended: Ended, name: str, base: Path, project: Path) -> Verdict:
    """Judge an import of the file `name` into `project`, which was a copy of `base`."""
    if why := misbehaved(ended):
        return Verdict("wrong", why)
    table = _TABLE.search(ended.out) or _TABLE_PLAIN.search(ended.out)
    is_in = table is not None or _DOCUMENT.search(ended.out) is not None
    said_no = [line for line in ended.err.splitlines() if line.startswith("refused: ")]
    if is_in and not said_no:
        new = [int(words.replace(",", "")) for words in table.groups()] if table else None
        why = _wrong_import(ended, new, base, project)
        return Verdict("wrong", why) if why else Verdict("imported")
    is_there = ended.code == 0 and ended.out.endswith(": nothing was added\n")
    why = "" if is_there else _wrong_refusal(ended, said_no, name)
    why = why or _changed(base, project)
    return Verdict("wrong", why) if why else Verdict("refused")


def _wrong_import(ended: Ended, new: list[int] | None, base: Path, project: Path) -> str:
    events = _count(base, "event")
    paragraphs = _count(base, "paragraph")
    if new is None:
        if ended.code:
            return f"exit code {ended.code} for a document that came in"
        faults = faults_of(
            project, lambda made: count(made, "source") == _count(base, "source") + 1
        )
        return ", ".join(faults)
    read, made, rejected = new
    if read != made + rejected:
        return f"{read} rows are not {made} events and {rejected} rejects"
    if ended.code != (rejected > 0):
        return f"exit code {ended.code} with {rejected} rejects"
    rows_in = (paragraphs + made, paragraphs + made + 1)  # names of columns are a paragraph, too
    return ", ".join(
        faults_of(
            project,
            lambda now: count(now, "event") <= events + made and count(now, "paragraph") in rows_in,
        )
    )


def _wrong_refusal(ended: Ended, said: list[str], name: str) -> str:
    lines = [line for line in ended.err.splitlines() if line.strip() and not _METER.search(line)]
    if ended.code != 1:
        return f"exit code {ended.code} though nothing came in: {_last(ended.out)}"
    if len(said) != 1 or len(lines) != 1:
        return f"not one line: {' | '.join(lines)[:_MOST_LINE]}"
    if name not in said[0]:
        return f"the file is not named: {said[0][:_MOST_LINE]}"
    if len(said[0]) > _MOST_LINE:
        return f"a line of {len(said[0]):,} characters: {said[0][:_MOST_LINE]}"
    if _REMEDY.search(said[0]) is None:
        return f"no remedy: {said[0]}"
    return ""


def _changed(base: Path, project: Path) -> str:
    if project.read_bytes() == base.read_bytes():
        return ""
    if rows(project) != rows(base):
        return "the project has other rows though nothing came in"
    return ", ".join(faults_of(project, lambda made: True)) or "the project's bytes changed"


def _count(path: Path, table: str) -> int:
    with Project.open(path, read_only=True) as project:
        return count(project, table)


def _last(words: str) -> str:
    lines = words.strip().splitlines()
    return lines[-1][:_MOST_LINE] if lines else "nothing said"
