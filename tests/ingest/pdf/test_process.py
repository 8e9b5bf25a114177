"""A page that hangs, dies or babbles costs that page, not the file, and never the program."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pytest
from reportlab.pdfgen.canvas import Canvas

from explorer.errors import ExplorerBug, InputProblem
from explorer.ingest.document import read_document
from explorer.ingest.pdf import process
from explorer.ingest.pdf.process import Limits, read_pages
from tests.support.pdfs import drawn, lines

_QUICK = Limits(start_s=60, page_s=0.7, file_s=100, kills=3)


@pytest.fixture
def acted(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process is one that does what it is told."""
    monkeypatch.setattr(process, "_MODULE", "tests.support.pdf_worker")


@pytest.mark.parametrize(
    ("deed", "trouble"),
    [("hang", "took more than 1 sec"), ("die", "memory"), ("babble", "damaged"), ("cut", "memory")],
)
@pytest.mark.usefixtures("acted")
def test_one_bad_page_is_named_and_the_others_come_in(deed: str, trouble: str) -> None:
    facts, pages = read_pages(f"{deed} 2 3".encode(), "a.pdf", _QUICK)
    assert facts.pages == 3
    assert [page.number for page in pages] == [1, 2, 3]
    assert [bool(page.lines) for page in pages] == [True, False, True]
    assert trouble in pages[1].trouble


@pytest.mark.usefixtures("acted")
def test_a_bad_last_page_ends_it() -> None:
    _, pages = read_pages(b"die 2 2", "a.pdf", _QUICK)
    assert [bool(page.lines) for page in pages] == [True, False]


@pytest.mark.usefixtures("acted")
def test_too_many_bad_pages_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = Limits(kills=1)
    _, pages = read_pages(b"die 2 5", "a.pdf", limits)
    assert [page.trouble for page in pages[2:]] == ["it was not come to"] * 3


@pytest.mark.usefixtures("acted")
def test_a_bug_in_the_process_is_a_bug_here() -> None:
    with pytest.raises(ExplorerBug, match="a bug"):
        read_pages(b"bug 1 2", "a.pdf", _QUICK)


def test_a_page_that_takes_too_long_is_left_out(tmp_path: Path) -> None:
    endless = b"0 0 m 1 1 l S " * 700_000

    def slow(canvas: Canvas) -> None:
        canvas._code.append("%ENDLESS")  # what is drawn is put in the file below

    data = drawn(lines("Words before."), slow, lines("Words after."), pageCompression=0)
    start = data.index(b"%ENDLESS")
    head, tail = data[: data.rindex(b"obj", 0, start)], data[data.index(b"endobj", start) :]
    packed = zlib.compress(endless)
    stream = b"obj\n<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream\n"
    path = tmp_path / "a.pdf"
    path.write_bytes(head + stream % (len(packed), packed) + tail)
    _, pages = read_pages(path.read_bytes(), "a.pdf", _QUICK)
    assert [bool(page.lines) for page in pages] == [True, False, True]
    assert "took more than" in pages[1].trouble


def test_the_process_runs_where_a_folder_holds_foreign_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pdfminer.py").write_text("raise SystemExit('run!')")
    (tmp_path / "a.pdf").write_bytes(drawn(lines("Words.")))
    monkeypatch.chdir(tmp_path)
    assert read_document(tmp_path / "a.pdf").text == "Words."


def _encrypted(password: str) -> bytes:
    from reportlab.lib.pdfencrypt import StandardEncryption

    lock = StandardEncryption(password, ownerPassword="owner", canPrint=0)
    return drawn(lines("Words."), encrypt=lock)


def _picture() -> bytes:
    from reportlab.lib.utils import ImageReader

    pixels = b"P6 2 2 255 " + bytes(12)

    def page(canvas: Canvas) -> None:
        canvas.drawImage(ImageReader(io.BytesIO(pixels)), 0, 0, 500, 700)

    return drawn(page)


def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path) -> None:
    good = drawn(lines("Words."), lines("More."))
    cases = {
        _encrypted("secret"): "protected by a password. Open it with the password",
        _picture(): r"pages are pictures, scanned perhaps.* Run text recognition \(OCR\)",
        drawn(lambda canvas: None): "there is no text in it",
        b"%PDF-1.4\n" + b"\0" * 500: "damaged or cut off",
        good[:300]: "damaged|no text|no page",
    }
    path = tmp_path / "a.pdf"
    for data, what in cases.items():
        path.write_bytes(data)
        with pytest.raises(InputProblem, match=rf"^a\.pdf: .*(?:{what})"):
            read_document(path)


def test_an_empty_password_is_none(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(_encrypted(""))
    assert read_document(path).text == "Words."


def test_a_file_cut_at_its_end_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    good = drawn(lines("Words."), lines("More."))
    path.write_bytes(good[: good.rindex(b"\nxref\n")])
    assert "Words." in read_document(path).text
