"""Word documents: every word a reader sees, once, and none that was deleted."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import docx
import pytest

from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest.document import read_document
from tests.support.packages import part_of, with_part, word_of, zipped


def _read(tmp_path: Path, data: bytes, name: str = "a.docx") -> Document:
    path = tmp_path / name
    path.write_bytes(data)
    return read_document(path)


def _paragraphs(document: Document) -> list[str]:
    return [document.text[start:end] for start, end, _ in document.paragraphs]


def _run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def test_headings_paragraphs_and_properties(tmp_path: Path) -> None:
    made = docx.Document()
    made.add_heading("The Talks", 0)
    made.add_heading("In Tokyo", 2)
    made.add_paragraph("The ministers met on 28 July 2024.")
    made.add_paragraph("An item", style="List Bullet")
    known = made.core_properties
    known.title, known.author = "Talks of July", "Jane Doe; John Roe"
    known.created, known.language = datetime(2024, 8, 1, tzinfo=UTC), "en-GB"
    out = io.BytesIO()
    made.save(out)
    document = _read(tmp_path, out.getvalue())
    assert _paragraphs(document) == [
        "The Talks",
        "In Tokyo",
        "The ministers met on 28 July 2024.",
        "An item",
    ]
    assert [level for _, _, level in document.paragraphs] == [1, 2, 0, 0]
    assert (document.title, document.author) == ("Talks of July", "Jane Doe and John Roe")
    assert (document.published, document.language) == (None, "en-GB")
    assert document.notes == ("made on 2024-08-01, which is no publication date",)
    assert document.media_type.endswith("wordprocessingml.document")


def test_a_title_no_one_gave_is_none(tmp_path: Path) -> None:
    made = docx.Document()
    made.core_properties.title = "Microsoft Word - Document1"
    made.add_paragraph("The Real Title", style="Title")
    made.add_paragraph("Words.")
    out = io.BytesIO()
    made.save(out)
    assert _read(tmp_path, out.getvalue()).title == "The Real Title"


def test_insertions_and_smart_tags_are_in_and_deletions_are_not(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        word_of(
            f"<w:p>{_run('before ')}<w:ins w:id='1' w:author='x'>{_run('INSERTED ')}</w:ins>"
            f"<w:del w:id='2' w:author='x'><w:r><w:delText>DELETED </w:delText></w:r></w:del>"
            f"<w:moveFrom w:id='3' w:author='x'>{_run('MOVED ')}</w:moveFrom>"
            f"<w:smartTag w:element='date' w:uri='x'>{_run('5 January 1919')}</w:smartTag>"
            f"<w:sdt><w:sdtContent>{_run(' within')}</w:sdtContent></w:sdt>"
            f"<w:fldSimple w:instr='DATE'>{_run(' field')}</w:fldSimple></w:p>"
            "<w:sdt><w:sdtContent>"
            f"<w:p>{_run('A controlled paragraph.')}</w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert _paragraphs(document) == [
        "before INSERTED 5 January 1919 within field",
        "A controlled paragraph.",
    ]
    assert any("tracked changes" in note for note in document.notes)


def test_a_deleted_paragraph_end_joins_two(tmp_path: Path) -> None:
    mark = "<w:pPr><w:rPr><w:del w:id='1' w:author='x'/></w:rPr></w:pPr>"
    document = _read(
        tmp_path, word_of(f"<w:p>{mark}{_run('One ')}</w:p><w:p>{_run('whole.')}</w:p>")
    )
    assert _paragraphs(document) == ["One whole."]


def test_text_boxes_stand_once_after_their_paragraph(tmp_path: Path) -> None:
    box = f"<w:txbxContent><w:p>{_run('In the box.')}</w:p></w:txbxContent>"
    document = _read(
        tmp_path,
        word_of(
            f"<w:p>{_run('Around it.')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'>"
            f"<w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback>"
            f"<w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
            f"</w:r></w:p><w:p>{_run('After.')}</w:p>"
        ),
    )
    assert _paragraphs(document) == ["Around it.", "In the box.", "After."]


def test_tables_are_rows_and_tables_of_prose_are_not(tmp_path: Path) -> None:
    made = docx.Document()
    table = made.add_table(rows=3, cols=3)
    for row, words in zip(
        table.rows, (("", "2023", "2024"), ("Japan", "1", ""), ("Korea", "2", "4")), strict=True
    ):
        for cell, word in zip(row.cells, words, strict=True):
            cell.text = word
    table.cell(1, 1).merge(table.cell(2, 1))
    made.add_paragraph("Between.")
    column = made.add_table(rows=1, cols=2)
    for cell in column.rows[0].cells:
        cell.text = "A long paragraph of a newsletter that is set in columns. " * 5
        cell.add_paragraph("And a second one.")
    out = io.BytesIO()
    made.save(out)
    document = _read(tmp_path, out.getvalue())
    long = ("A long paragraph of a newsletter that is set in columns. " * 5).strip()
    assert _paragraphs(document) == [
        "2023 | 2024",
        "Japan | 1 2",
        "Korea | | 4",
        "Between.",
        *(long, "And a second one.", long, "And a second one."),
    ]
    assert "2023 | 2024\nJapan" in document.text


def test_small_things_inside_a_paragraph(tmp_path: Path) -> None:
    document = _read(
        tmp_path,
        word_of(
            f"<w:p>{_run('co')}<w:r><w:softHyphen/></w:r>{_run('operate')}"
            f"<w:r><w:noBreakHyphen/></w:r>{_run('now')}<w:r><w:tab/></w:r>{_run('then')}"
            f"<w:r><w:br/></w:r>{_run('below')}<w:r><w:sym w:font='Wingdings' w:char='F04A'/></w:r>"
            f"{_run('HIDDEN', '<w:vanish/>')}</w:p>"
            f"<w:p>{_run('First')}<w:r><w:br/><w:br/></w:r>{_run('Second')}</w:p>"
        ),
    )
    assert _paragraphs(document) == ["cooperate-now\tthen\nbelow", "First", "Second"]
    assert "hidden words left out" in document.notes


def test_bold_lines_are_headings_only_where_no_style_is(tmp_path: Path) -> None:
    body = f"<w:p>{_run('Words of the text, long enough, go on here and end.')}</w:p>"
    bold = f"<w:p>{_run('What Happened', '<w:b/>')}</w:p>"
    levels = [level for _, _, level in _read(tmp_path, word_of(bold, body, bold, body)).paragraphs]
    assert levels == [1, 0, 1, 0]
    styled = "<w:p><w:pPr><w:pStyle w:val='Heading1'/></w:pPr>" + _run("A") + "</w:p>"
    levels = [level for _, _, level in _read(tmp_path, word_of(styled, bold, body)).paragraphs]
    assert levels == [1, 0, 0]


def test_loose_ties_and_the_strict_form_lose_no_word(tmp_path: Path) -> None:
    good = word_of(f"<w:p>{_run('Words.')}</w:p>")
    ties = part_of(good, "word/_rels/document.xml.rels")
    image = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    loose = b'<Relationship Id="rX" Type="%s" Target="NULL"/></Relationships>' % image
    torn = with_part(good, "word/_rels/document.xml.rels", ties.replace(b"</Relationships>", loose))
    assert _read(tmp_path, torn).text == "Words."
    strict = good
    for name in ("word/document.xml", "_rels/.rels", "word/_rels/document.xml.rels"):
        part = part_of(strict, name)
        for usual, other in (
            (b"officeDocument/2006/relationships", b"officeDocument/relationships"),
            (b"wordprocessingml/2006/main", b"wordprocessingml/main"),
        ):
            part = part.replace(
                b"http://schemas.openxmlformats.org/" + usual,
                b"http://purl.oclc.org/ooxml/" + other,
            )
        strict = with_part(strict, name, part)
    assert _read(tmp_path, strict).text == "Words."


def test_notes_follow_the_text_in_the_order_they_are_called(tmp_path: Path) -> None:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    good = word_of(
        f"<w:p>{_run('Japan')}<w:r><w:footnoteReference w:id='3'/></w:r>{_run(' agreed')}"
        f"<w:r><w:footnoteReference w:id='2'/></w:r>{_run('.')}</w:p>"
    )
    ties = part_of(good, "word/_rels/document.xml.rels")
    tie = f'<Relationship Id="rN" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    types = part_of(good, "[Content_Types].xml")
    made = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    override = f'<Override PartName="/word/footnotes.xml" ContentType="{made}"/></Types>'
    notes = (
        "<w:footnotes xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:footnote w:type='separator' w:id='0'><w:p><w:r><w:separator/></w:r></w:p></w:footnote>"
        f"<w:footnote w:id='2'><w:p>{_run('Second called.')}</w:p></w:footnote>"
        f"<w:footnote w:id='3'><w:p>{_run('First')}</w:p><w:p>{_run('called.')}</w:p></w:footnote>"
        "</w:footnotes>"
    )
    whole = with_part(good, "word/footnotes.xml", notes.encode())
    whole = with_part(
        whole,
        "word/_rels/document.xml.rels",
        ties.replace(b"</Relationships>", tie.encode()),
    )
    whole = with_part(whole, "[Content_Types].xml", types.replace(b"</Types>", override.encode()))
    assert _paragraphs(_read(tmp_path, whole)) == [
        "Japan agreed.",
        "1 First called.",
        "2 Second called.",
    ]


def test_damage_and_disguise_are_refused_with_a_reason(tmp_path: Path) -> None:
    good = word_of(f"<w:p>{_run('Words.')}</w:p>")
    cases = {
        good[: len(good) // 2]: "damaged",
        with_part(good, "word/document.xml", b"<w:document"): "damaged",
        good.replace(b"PK\x03\x04", b"PK\x03\x05").replace(
            b"PK\x03\x05", b"PK\x03\x04", 1
        ): "damaged",
        zipped({"[Content_Types].xml": "<Types/>", "word/x": ""}): "damaged",
        word_of("<w:p/>"): "only pictures",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"): "password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600: "old Office file",
    }
    for data, what in cases.items():
        with pytest.raises(InputProblem, match=rf"^a\.docx: .*{what}"):
            _read(tmp_path, data)


def test_entities_are_not_expanded_and_nothing_is_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("SECRET")
    good = word_of(f"<w:p>{_run('Words.')}</w:p>")
    bomb = (
        f"<!DOCTYPE w [<!ENTITY s SYSTEM '{secret.as_uri()}'><!ENTITY a 'ha'>"
        "<!ENTITY b '&a;&a;&a;&a;'>]><w:document xmlns:w="
        "'http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r>"
        "<w:t>Words &s; &b; more.</w:t></w:r></w:p></w:body></w:document>"
    )

    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    text = _read(tmp_path, with_part(good, "word/document.xml", bomb.encode())).text
    assert "SECRET" not in text
    assert "ha" not in text
    assert text.startswith("Words")
