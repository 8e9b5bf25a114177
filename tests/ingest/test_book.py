"""Books: chapters in the order of the spine, and what the package says of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest.document import read_document
from tests.support.packages import CONTAINER, book_of, zipped

_METADATA = (
    "<dc:title id='s'>A Subtitle</dc:title><dc:title id='t'>The Long War</dc:title>"
    "<meta refines='#t' property='title-type'>main</meta>"
    "<meta refines='#s' property='title-type'>subtitle</meta>"
    "<dc:creator id='a'>Jane Doe</dc:creator><dc:creator id='b'>Tom Translator</dc:creator>"
    "<meta refines='#a' property='role'>aut</meta><meta refines='#b' property='role'>trl</meta>"
    "<dc:publisher>A House</dc:publisher><dc:language>en</dc:language>"
    "<dc:date>2019-05-02T00:00:00Z</dc:date>"
    "<dc:identifier>https://books.example/1</dc:identifier>"
    "<meta property='dcterms:modified'>2023-01-01T00:00:00Z</meta>"
)


def _read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.epub"
    path.write_bytes(data)
    return read_document(path)


def _paragraphs(document: Document) -> list[str]:
    return [document.text[start:end] for start, end, _ in document.paragraphs]


def test_chapters_come_in_the_order_of_the_spine(tmp_path: Path) -> None:
    chapters = {
        "z.xhtml": "<h1>One</h1><p>It began&nbsp;in <i>Tokyo</i>.</p>",
        "a%20b.xhtml": "<h1>Two</h1><table><tr><td>1951</td><td>Treaty</td></tr>"
        "<tr><td>1960</td><td>Revised</td></tr></table>",
    }
    document = _read(
        tmp_path,
        book_of(
            chapters,
            _METADATA,
            {"OEBPS/a b.xhtml": f"<html><body>{chapters['a%20b.xhtml']}</body></html>"},
        ),
    )
    assert _paragraphs(document) == [
        *("One", "It began\N{NO-BREAK SPACE}in Tokyo."),
        *("Two", "1951 | Treaty", "1960 | Revised"),
    ]
    assert [level for _, _, level in document.paragraphs] == [1, 0, 1, 0, 0]
    assert "Treaty\n1960" in document.text
    assert (document.title, document.author) == ("The Long War", "Jane Doe")
    assert (document.publisher, document.published) == ("A House", "2019-05-02")
    assert (document.language, document.url) == ("en", "https://books.example/1")
    assert document.media_type == "application/epub+zip"


def test_only_a_date_of_publication_is_one(tmp_path: Path) -> None:
    chapter = {"a.xhtml": "<p>Words.</p>"}
    for dates, published in (
        ("<dc:date opf:event='modification'>2023</dc:date>", None),
        ("<dc:date opf:event='publication'>1998</dc:date>", "1998"),
        ("<dc:date>0101-01-01T00:00:00+00:00</dc:date>", None),
        ("<dc:date>soon</dc:date>", None),
    ):
        assert _read(tmp_path, book_of(chapter, dates)).published == published


def test_what_is_not_well_formed_is_read_as_html(tmp_path: Path) -> None:
    document = _read(tmp_path, book_of({"a.xhtml": "<p>One<br>line<p>Two &copy; &nosuch;"}))
    assert _paragraphs(document) == ["One\nline", "Two © &nosuch;"]


def test_how_words_are_read_aloud_is_left_out(tmp_path: Path) -> None:
    ruby = "<p><ruby>日本<rp>(</rp><rt>にほん</rt><rp>)</rp></ruby>の会談。</p>"
    assert _paragraphs(_read(tmp_path, book_of({"a.xhtml": ruby}))) == ["日本の会談。"]


def test_entities_and_addresses_reach_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    page = (
        f"<!DOCTYPE html [<!ENTITY s SYSTEM '{secret.as_uri()}'><!ENTITY a 'ha'>"
        "<!ENTITY b '&a;&a;&a;'>]><html><body><p>Words &s; &b; here.</p>"
        "<img src='http://tracker.example/p.gif'/></body></html>"
    )
    document = _read(tmp_path, book_of({"a.xhtml": ""}, more={"OEBPS/a.xhtml": page}))
    assert "SECRET" not in document.text
    assert "haha" not in document.text
    assert document.text.startswith("Words")
    outside = book_of({"../../secret.txt": "<p>x</p>"}).replace(b"OEBPS/../../", b"OEBPS/aaaaaa")
    with pytest.raises(InputProblem):
        _read(tmp_path, outside)


def test_refusals(tmp_path: Path) -> None:
    lock = (
        "<encryption xmlns:enc='http://www.w3.org/2001/04/xmlenc#'><enc:EncryptedData>"
        "<enc:CipherData><enc:CipherReference URI='OEBPS/{}'/></enc:CipherData>"
        "</enc:EncryptedData></encryption>"
    )
    chapter = {"a.xhtml": "<p>Words.</p>"}
    scrambled = {"META-INF/encryption.xml": lock.format("font.otf")}
    assert _read(tmp_path, book_of(chapter, more=scrambled)).text == "Words."
    good = book_of(chapter)
    cases = {
        book_of(chapter, more={"META-INF/encryption.xml": lock.format("a.xhtml")}): "locked",
        book_of({"a.xhtml": "<img src='p.png'/>"}): "no text in it",
        zipped({"META-INF/container.xml": "<container/>"}): "damaged",
        zipped({"META-INF/container.xml": CONTAINER}): r"book\.opf is missing",
        zipped({"META-INF/container.xml": CONTAINER, "OEBPS/book.opf": "<pack"}): "not well",
        good[: len(good) // 2]: "damaged",
        b"words": "called an epub file",
    }
    for data, what in cases.items():
        with pytest.raises(InputProblem, match=rf"^a\.epub: .*{what}"):
            _read(tmp_path, data)
