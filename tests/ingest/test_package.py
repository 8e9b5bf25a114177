"""Zip packages that would unpack past reason are refused before they are unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from explorer.errors import InputProblem
from explorer.ingest import package
from explorer.ingest.package import Package, kind_of_package
from tests.support.packages import zipped


def test_bombs_are_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"word/document.xml": b"\0" * 20_000_000})

    def refuse(*_: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "read", refuse)
    with pytest.raises(InputProblem, match=r"a\.docx: it would unpack .* grows 1,0\d\d times"):
        Package(bomb, "a.docx")


def test_many_big_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_MOST_BYTES", 1000)
    with pytest.raises(InputProblem, match="unpack"):
        Package(zipped({"a": "x" * 600, "b": "y" * 600}), "a.docx")
    monkeypatch.setattr(package, "_MOST_FILES", 1)
    with pytest.raises(InputProblem, match="2 files"):
        Package(zipped({"a": "", "b": ""}), "a.docx")


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    data = bytearray(zipped({"a.xml": "word " * 1000}))
    size = (5000).to_bytes(4, "little")
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = (5).to_bytes(4, "little")
    with pytest.raises(InputProblem, match="damaged"):
        Package(bytes(data), "a.docx").read("a.xml")


def test_a_locked_part_and_a_missing_one() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a.xml", "words")
    data = bytearray(out.getvalue())
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + at] |= 1
    with pytest.raises(InputProblem, match="password"):
        Package(bytes(data), "a.docx").read("a.xml")
    with pytest.raises(InputProblem, match=r"b\.xml is missing"):
        Package(bytes(data), "a.docx").read("b.xml")


@pytest.mark.parametrize(
    ("parts", "what"),
    [
        ({"a.txt": "x"}, "a zip file"),
        ({"[Content_Types].xml": "", "xl/workbook.xml": ""}, "a workbook"),
        ({"[Content_Types].xml": "", "ppt/slide.xml": ""}, "a presentation"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "OpenDocument"),
    ],
)
def test_other_packages_are_called_by_what_they_are(parts: dict[str, str], what: str) -> None:
    with pytest.raises(InputProblem, match=what):
        kind_of_package(zipped(parts), "a.zip")
