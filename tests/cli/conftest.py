"""A runner that gives exit code, output and errors, and a small project to run on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from explorer.cli.main import cli
from explorer.domain.kinds import Origin, Review, Status
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
)
from explorer.ingest.document import read_document
from explorer.ingest.pack import pack_json

PARAGRAPHS = (
    "Japan and Korea met in Tokyo on 28 July 2024.",
    "=Japan will build a new base.",
    "Lloyd Austin said that the tests go on.",
)


@dataclass(frozen=True)
class Result:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Result]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*args: object) -> Result:
        code = cli.main([str(arg) for arg in args], standalone_mode=False)
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return runs


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "talks.txt"
    path.write_text("\n\n".join(PARAGRAPHS), encoding="utf-8")
    return path


def anchor(words: str) -> Anchor:
    number, text = next((n, t) for n, t in enumerate(PARAGRAPHS, 1) if words in t)
    start = text.index(words)
    digest = hashlib.sha256(words.encode()).hexdigest()
    return Anchor("talks", number, start, start + len(words), digest)


def pack_of(document: Path, review: Review = Review.ACCEPTED) -> Pack:
    read = read_document(document)

    def event(key: str, words: str, status: Status, *actors: str, date: str | None) -> EventMark:
        quote = (anchor(words),)
        dates = () if date is None else (DateMark(date, quote),)
        parts = tuple(ParticipationMark(actor, "party", quote) for actor in actors)
        return EventMark(key, words, "talks", status, dates, parts, quote)

    return Pack(
        (PackSource("talks", "The talks", read.text_sha256, len(read.paragraphs)),),
        (
            ActorMark("japan", "Japan", "state", ("Nippon", "日本"), (anchor("Japan"),)),
            ActorMark("korea", "South Korea", "state", ("Korea",), (anchor("Korea"),)),
            ActorMark("austin", "Lloyd Austin", "person", ("Austin",), (anchor("Lloyd Austin"),)),
        ),
        (
            event(
                "met", "Japan and Korea met", Status.OCCURRED, "japan", "korea", date="2024-07-28"
            ),
            event("base", "=Japan will build", Status.PLANNED, "japan", date=None),
            event("tests", "the tests go on", Status.ONGOING, "austin", date="-0043-03-15"),
        ),
        (
            RelationshipMark(
                *("jk", "japan", "talks with", "korea"), evidence=(anchor("Japan and Korea"),)
            ),
        ),
        Origin.CURATED,
        review,
    )


@pytest.fixture
def pack(tmp_path: Path, document: Path) -> Path:
    path = tmp_path / "talks.pack.json"
    path.write_bytes(pack_json(pack_of(document)))
    return path


@pytest.fixture
def project(tmp_path: Path, document: Path, pack: Path, run: Run) -> Path:
    path = tmp_path / "p.sourceline"
    assert run("new", path).code == 0
    assert run("import", path, document, "--pack", pack).code == 0
    return path
