"""Pack files: the way there and back, and what is refused with its place."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.kinds import Status
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
from explorer.errors import InputProblem
from explorer.ingest import known, pack
from explorer.ingest.document import read_text

_SHA = hashlib.sha256(b"Japan").hexdigest()
_TEXT = "Japan met Korea.\n\nThey agreed.\n\nThe end came.\n\nAll went home.\n\nNobody wrote."


def _pack(text: str = _TEXT) -> Pack:
    document = read_text(text, "talks.txt")
    digests = tuple(
        hashlib.sha256(text[start:end].encode()).hexdigest()
        for start, end, _ in document.paragraphs
    )
    anchor = Anchor("talks", 1, 0, 5, _SHA)
    return Pack(
        sources=(
            PackSource(
                *("talks", "The “talks”", document.text_sha256, len(digests)),
                published="2024-07",
                file_name="talks.txt",
                paragraph_sha256=digests,
            ),
        ),
        actors=(
            ActorMark("japan", "Japan", "state", ("日本",), (anchor,)),
            ActorMark("korea", "Korea", "state"),
        ),
        events=(
            EventMark(
                *("meeting", "Japan meets Korea", "talks", Status.OCCURRED),
                dates=(DateMark("2024-07-28~", (anchor,)),),
                participations=(ParticipationMark("japan", "host", (anchor,)),),
                evidence=(anchor,),
            ),
        ),
        relationships=(RelationshipMark(*("jk", "japan", "meets", "korea"), evidence=(anchor,)),),
    )


def test_comes_back_equal_and_always_the_same_bytes() -> None:
    data = pack.pack_json(_pack())
    assert pack.parse_pack(data, "a.pack.json") == _pack()
    assert pack.pack_json(pack.parse_pack(data, "a.pack.json")) == data


def test_one_mark_stands_on_one_line_without_the_texts_words() -> None:
    lines = pack.pack_json(_pack()).decode().splitlines()
    assert sum('"key"' in line for line in lines) == 5
    assert all(line.count('"key"') <= 1 for line in lines)
    assert "agreed" not in "".join(lines)
    assert f'"evidence": [["talks", 1, 0, 5, "{_SHA}"]]' in "".join(lines)


def test_an_empty_pack_comes_back() -> None:
    empty = Pack((), (), (), ())
    assert pack.parse_pack(pack.pack_json(empty), "a") == empty


def test_evidence_may_be_written_as_objects() -> None:
    values = json.loads(pack.pack_json(_pack()))
    names = ("source", "paragraph", "start", "end", "sha256")
    for actor in values["actors"]:
        actor["evidence"] = [
            dict(zip(names, item, strict=True)) for item in actor.get("evidence", [])
        ]
    assert pack.parse_pack(json.dumps(values).encode(), "a") == _pack()


def _set(path: str, value: object) -> bytes:
    """Return the pack's JSON with the value at a path of keys and numbers replaced."""
    values: Any = json.loads(pack.pack_json(_pack()))
    *steps, last = path.split(".")
    inner = values
    for step in steps:
        inner = inner[int(step) if step.isdigit() else step]
    inner[int(last) if last.isdigit() else last] = value
    return json.dumps(values).encode()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (_set("version", 2), "version 2, but this program reads version 1. Update Sourceline"),
        (_set("version", True), "version True"),
        (_set("format", "other"), "not a pack"),
        (_set("extra", 1), r"unknown field `extra` - at `\$`"),
        (_set("actors.0.nam", 1), r"unknown field `nam` - at `\$.actors\[0\]`"),
        (_set("actors.0.name", 1), r"Expected `str`.*\$.actors\[0\].name"),
        (_set("actors.0.name", " "), r"\$.actors\[0\].name"),
        (_set("actors.1.key", "japan"), r"“japan” stands twice - at `\$.actors\[1\].key`"),
        (_set("events.0.status", "maybe"), r"maybe.*\$.events\[0\].status"),
        (_set("events.0.kind", ""), r"\$.events\[0\].kind"),
        (_set("events.0.dates.0.edtf", "28 July"), r"\$.events\[0\].dates\[0\].edtf"),
        (_set("events.0.participations.0.actor", "x"), r"participations\[0\].actor"),
        (
            _set("relationships.0.object", "x"),
            r"“x” in the pack - at `\$.relationships\[0\].object",
        ),
        (_set("events.0.evidence.0", ["x", 1, 0, 5, _SHA]), "no source “x”"),
        (_set("events.0.evidence.0", ["talks", 6, 0, 5, _SHA]), "no paragraph 6"),
        (_set("events.0.evidence.0", ["talks", 1, 5, 5, _SHA]), "hold no words"),
        (_set("events.0.evidence.0", ["talks", 1, -1, 5, _SHA]), "hold no words"),
        (_set("events.0.evidence.0", ["talks", 1, 0, 5, "x"]), "SHA-256"),
        (_set("events.0.evidence.0", ["talks", 1, 0, 5]), r"\$.events\[0\].evidence\[0\]"),
        (_set("events.0.participations.0.role", ""), r"participations\[0\].role"),
        (_set("events.0.dates.0.words", "\0"), r"dates\[0\].words"),
        (_set("actors.0.aliases", ["a\0"]), r"\$.actors\[0\].aliases\[0\]"),
        (_set("sources.0.publisher", "\0"), r"\$.sources\[0\].publisher"),
        (_set("review", "rejected"), "rejected marks"),
        (_set("sources.0.text_sha256", "x"), r"\$.sources\[0\].text_sha256"),
        (_set("sources.0.published", "soon"), r"\$.sources\[0\].published"),
        (_set("sources.0.paragraph_sha256", ["x"]), "paragraph_sha256"),
        (pack.pack_json(_pack()).replace(b'"version": 1', b'"version": 1, "version": 1'), "twice"),
        (pack.pack_json(_pack())[:-5], "not JSON"),
        (b"[" * 100_000, "not a pack"),
        (b"\xff\xfe", "not a pack"),
        (b"[]", "not a pack"),
        (b'{"format": "sourceline-pack", "version": 1}', "sources"),
        (b'"\\ud800 "', "."),
    ],
)
def test_refusals_name_the_file_and_the_place(data: bytes, what: str) -> None:
    with pytest.raises(InputProblem, match=what) as caught:
        pack.parse_pack(data, "a.pack.json")
    assert caught.value.line().startswith("a.pack.json: ")


def test_refuses_two_chosen_dates() -> None:
    claim = json.loads(pack.pack_json(_pack()))["events"][0]["dates"][0]
    with pytest.raises(InputProblem, match="more than one date"):
        pack.parse_pack(_set("events.0.dates", [claim, claim]), "a")


def test_refuses_a_pack_that_is_too_big(tmp_path: Path) -> None:
    path = tmp_path / "a.pack.json"
    with path.open("wb") as file:
        file.truncate(pack.MOST_BYTES + 1)
    with pytest.raises(InputProblem, match="bigger than 64 MB"):
        pack.read_pack(path)


@given(st.binary(max_size=200))
def test_any_bytes_are_a_pack_or_a_refusal(data: bytes) -> None:
    with pytest.raises(InputProblem):
        pack.parse_pack(data, "a")


def test_a_known_text_is_recognised_by_its_hash_alone(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.pack.json").write_bytes(pack.pack_json(_pack()))
    (tmp_path / "b.pack.json").write_bytes(b"not JSON, and never parsed: " + b"[" * 100)
    document = read_text(_TEXT, "renamed.txt")
    assert known.packs_for(document, tmp_path) == (_pack(),)
    assert known.packs_for(read_text(_TEXT + " ", "talks.txt"), tmp_path) == ()


def test_a_text_that_nearly_is_a_known_one_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "a.pack.json").write_bytes(pack.pack_json(_pack()))
    changed = _TEXT.replace("agreed", "disagreed")
    assert known.near_miss(read_text(changed, "copy"), tmp_path) == (
        "copy differs from the text the pack was made for (4 of 5 paragraphs are the same): "
        "nothing was anchored"
    )
    line_ends = known.near_miss(read_text(_TEXT.replace("\n", "\r\n"), "copy"), tmp_path)
    assert line_ends is not None
    assert "all 5 paragraphs are the same, but not what stands between them" in line_ends
    assert known.near_miss(read_text(_TEXT, "talks.txt"), tmp_path) is None
    assert known.near_miss(read_text("Other words.", "other.txt"), tmp_path) is None


def test_the_shipped_packs_can_be_read() -> None:
    assert known.packs_for(read_text("Words no pack knows.", "x")) == ()
    assert known.near_miss(read_text("Words no pack knows.", "x")) is None
