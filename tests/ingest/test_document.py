"""Files in, documents or one line of refusal out."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest import files
from explorer.ingest.document import read_document, read_text

_WORDS = "Plain words, é and 日本, of a small text."


def _file(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def _check(document: Document) -> None:
    last = 0
    assert document.paragraphs
    for start, end, heading in document.paragraphs:
        assert last <= start < end <= len(document.text)
        assert 0 <= heading <= 6
        last = end
    assert document.text_sha256 == hashlib.sha256(document.text.encode()).hexdigest()


def test_text_is_kept_as_decoded(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf" + f"  {_WORDS}\r\n\r\nTwo\rThree\n".encode()
    document = read_document(_file(tmp_path, "a.txt", data))
    assert document.text == f"  {_WORDS}\r\n\r\nTwo\rThree\n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert (document.title, document.file_name) == ("a.txt", "a.txt")
    assert (document.media_type, document.encoding) == ("text/plain", "utf-8")
    assert document.published is None
    _check(document)


def test_the_format_follows_suffix_and_content(tmp_path: Path) -> None:
    page = "<!DOCTYPE html><p>Hello &amp; you</p>"
    assert read_document(_file(tmp_path, "a.txt", page)).media_type == "text/html"
    assert read_document(_file(tmp_path, "a.HTM", page)).text == "Hello & you"
    assert read_document(_file(tmp_path, "b.html", "1 < 2, plain")).media_type == "text/plain"
    assert read_document(_file(tmp_path, "b.markdown", "# T\n\n*x*")).text == "T\n\nx"
    assert read_document(_file(tmp_path, "README", "words")).media_type == "text/plain"
    assert read_document(_file(tmp_path, "c.rst", "*x*"), format="md").text == "x"


def test_titles(tmp_path: Path) -> None:
    body = "Body text that says something real and goes on for a while."
    cases = {
        "a.txt": (f"The Road to War\n\n{body}", "The Road to War"),
        "b.txt": (f"{body}\n", "b.txt"),
        "c.md": (f"{body}\n\n# Late *title*", "Late title"),
        "d.md": (f"---\ntitle: Mine\n---\n# Other\n\n{body}", "Mine"),
        "e.html": (f"<title>T - Site</title><h1>T</h1><p>{body}</p>", "T"),
        "f.html": (f"<title>Only this</title><p>{body}</p>", "Only this"),
    }
    for name, (text, title) in cases.items():
        assert read_document(_file(tmp_path, name, text)).title == title


def test_publication_dates_are_stated_or_given_never_found(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.md", "---\ndate: 2024-07-28T10:00:00Z\n---\nOn 1 May 2020 it began.")
    assert read_document(path).published in ("2024-07-28", "2024-07-28T10:00:00Z")
    assert read_document(path, published="2024-07").published == "2024-07"
    plain = _file(tmp_path, "2024-07-28.txt", "On 1 May 2020 it began.")
    assert read_document(plain).published is None
    with pytest.raises(InputProblem):
        read_document(plain, published="last month")


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("a.txt", b"", "empty"),
        ("a.txt", b" \n\n \t", "no text"),
        ("a.html", b"<html><body></body></html>", "no text"),
        ("a.md", b"---\ntitle: x\n---\n", "no text"),
        ("a.pdf", b"%PDF-1.7 ...", "damaged"),
        ("a.pdf", b"words", "called a pdf file"),
        ("a.docx", b"PK\x03\x04abc", "damaged"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0", "picture"),
        ("a.csv", b"a,b\n1,2\n", "tables"),
        ("a.docx", b"just words", "called a docx file"),
        ("a.odt", b"just words", r"\.odt files are not read"),
        ("a.txt", b"a\0b", "not a text"),
        ("a.txt", b"SQLite format 3\0", "project"),
    ],
)
def test_refusals_name_the_file_and_the_reason(
    tmp_path: Path, name: str, data: bytes, what: str
) -> None:
    with pytest.raises(InputProblem, match=rf"^{name}: .*{what}"):
        read_document(_file(tmp_path, name, data))


def test_refuses_what_is_no_file(tmp_path: Path) -> None:
    for path, what in (
        (tmp_path, "folder"),
        (tmp_path / "none.txt", "no such file"),
        (Path("a\0b.txt"), "cannot be read"),
        (Path("/dev/null"), "not a file"),
        (tmp_path / ("x" * 300), "cannot be read"),
    ):
        with pytest.raises(InputProblem, match=what):
            read_document(path)
    fifo = tmp_path / "pipe.txt"
    os.mkfifo(fifo)
    with pytest.raises(InputProblem, match="not a file"):
        read_document(fifo)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_refuses_what_may_not_be_read(tmp_path: Path) -> None:
    path = _file(tmp_path, "a.txt", "words")
    path.chmod(0)
    with pytest.raises(InputProblem, match="may not be read"):
        read_document(path)


def test_refuses_what_is_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(files.MOST_BYTES + 1)
    with pytest.raises(InputProblem, match="bigger than 50 MB"):
        read_document(path)


def test_ten_megabytes_in_one_line(tmp_path: Path) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        document = read_document(_file(tmp_path, name, "word " * 2_000_000))
        assert document.paragraphs == ((0, 9_999_999, 0),)


def test_pasted_words() -> None:
    document = read_text("One.\n\nTwo.", "A note")
    assert (document.title, document.text, len(document.paragraphs)) == (
        "A note",
        "One.\n\nTwo.",
        2,
    )
    _check(document)
    words = "Monday, 16 September 2019\n\nBy Jane Doe\n\nOil was hit. Much of it burned."
    assert read_text(words).title == "Oil was hit. Much of it burned."
    assert read_text("2 May 2020").title == "2 May 2020"
    for text in ("", " \n", "a\0b", "half \ud800"):
        with pytest.raises(InputProblem):
            read_text(text, "A note")


def test_the_article_has_nine_paragraphs_and_one_heading(shared: Path) -> None:
    document = read_document(shared / "article.txt")
    assert [level for _, _, level in document.paragraphs] == [0, 1, 0, 0, 0, 0, 0, 0, 0]
    assert (document.title, document.published) == ("article.txt", None)


_PIECES = st.sampled_from(
    [
        *(b"<p>", b"</p>", b"# ", b"\n\n", b"---\n", b"a: b\n", b"words ", b"<html>", b"\xff\xfe"),
        *(b"\xe3\x81\x82", b"\x82\xa0", b"[x](", b"| a |\n|---|\n", b"\0"),
        *(b"<meta charset=utf-16>", b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"),
        *(b"From: a <b@c>\r\n", b"Content-Type: multipart/mixed; boundary=b\r\n", b"\r\n"),
        *(b"--b\r\n", b"--b--\r\n", b"Date: 1 Jan 2020\n", b"Subject: =?utf-8?b?4p?=\n"),
        *(b"Content-Transfer-Encoding: base64\n", b"Content-Type: text/html\n", b"MIME-Version:\n"),
    ]
)


@settings(deadline=None)  # the first page loads what reads pages
@given(
    st.one_of(st.binary(max_size=300), st.lists(_PIECES, max_size=30).map(b"".join)),
    st.sampled_from(
        [".txt", ".md", ".markdown", ".html", ".htm", ".eml", ".docx", ".epub", ".bin", ""]
    ),
)
def test_any_bytes_are_a_document_or_a_refusal(data: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = _file(Path(folder), f"a{suffix}", data)
        try:
            document = read_document(path)
        except InputProblem:
            return
    _check(document)


def test_only_an_address_on_the_web_is_a_url(tmp_path: Path) -> None:
    for url, kept in (("https://a.example/b", True), ("javascript:alert(1)", False)):
        page = f"---\nurl: {url}\n---\n\nWords."
        assert read_document(_file(tmp_path, "a.md", page)).url == (url if kept else None)
