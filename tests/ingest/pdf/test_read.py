"""PDFs come out as a person would number their paragraphs, each with its page."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from reportlab.lib import colors
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from explorer.domain.records import Document
from explorer.ingest.document import read_document
from tests.support.pdfs import (
    BODY,
    HEADING,
    HEIGHT,
    INDENTED,
    TITLE,
    WIDTH,
    Draw,
    drawn,
    lines,
    paragraphs,
    read_here,
    together,
    typeset,
)

_PROSE = (
    "the minister said that talks would go on in Tokyo until both governments had agreed on how "
    "forces were to be commanded and who would pay for the bases that stand on the southern "
    "islands since nineteen fifty one while reporters waited outside for hours and heard nothing "
    "new about missiles treaties elections exercises or the budget of the following fiscal year"
)


def _texts(count: int, seed: int = 1, most: int = 90) -> list[str]:
    """Return paragraphs of prose, each of some sentences."""
    chance, words_known = random.Random(seed), _PROSE.split()
    made = []
    for number in range(count):
        words = [chance.choice(words_known) for _ in range(chance.randint(30, most))]
        for at in range(9, len(words) - 3, 12):
            words[at] += "."
            words[at + 1] = words[at + 1].capitalize()
        made.append(f"Paragraph {number} says that " + " ".join(words) + ".")
    return made


def _read(tmp_path: Path, data: bytes) -> Document:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    return read_document(path)


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process: that of the reader's own is tested apart."""
    monkeypatch.setattr("explorer.ingest.pdf.read.read_pages", read_here)


def _paragraphs(document: Document) -> list[str]:
    return [document.text[start:end] for start, end, _ in document.paragraphs]


def _levels(document: Document) -> list[int]:
    return [level for _, _, level in document.paragraphs]


@pytest.mark.parametrize("style", [BODY, INDENTED], ids=["gaps", "indents"])
@pytest.mark.parametrize("columns", [1, 2, 3])
def test_paragraphs_run_over_columns_and_pages(tmp_path: Path, columns: int, style: object) -> None:
    texts = _texts(24, seed=columns)
    document = _read(tmp_path, typeset(paragraphs(texts, style), columns))  # type: ignore[arg-type]  # a style
    assert _paragraphs(document) == texts
    assert document.pages[0] == 1
    assert list(document.pages) == sorted(document.pages)
    assert max(document.pages) > 1


def test_running_heads_and_page_numbers_are_no_paragraphs(tmp_path: Path) -> None:
    texts = _texts(30, seed=7)

    def decorate(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(50, HEIGHT - 35, "Annual Report on the Talks")
        canvas.drawRightString(WIDTH - 50, HEIGHT - 35, f"Chapter {canvas.getPageNumber()}")
        canvas.drawCentredString(WIDTH / 2, 28, f"- {canvas.getPageNumber()} -")

    document = _read(tmp_path, typeset(paragraphs(texts), 1, decorate))
    assert _paragraphs(document) == texts
    assert any("“Annual Report on the Talks" in note for note in document.notes)


def test_words_that_stand_once_on_a_page_are_text(tmp_path: Path) -> None:
    """One page has nothing to compare with, and a year at its foot is no page number."""
    document = _read(
        tmp_path, drawn(together(lines("Head", y=800), lines("Some words of the text.")))
    )
    assert _paragraphs(document) == ["Head", "Some words of the text."]


def test_hyphens_at_line_ends_are_undone_and_those_of_words_kept(tmp_path: Path) -> None:
    page = lines(
        "The inter-",
        "national conference on self-",
        "defence was held in 2019-",
        "2020 by the U.S.-",
        "Japan alliance; its pre-",
        "and post-war commis-",
        "sions met. International law and coop\u00ad",
        "eration were the themes.",
    )
    assert _paragraphs(_read(tmp_path, drawn(page))) == [
        "The international conference on self-defence was held in 2019-2020 by the U.S.-Japan"
        " alliance; its pre- and post-war commissions met. International law and cooperation"
        " were the themes."
    ]


def test_headings_by_size_and_weight(tmp_path: Path) -> None:
    flow = [
        Paragraph("A Title of the Whole", TITLE),
        Paragraph("What happened", HEADING),
        *paragraphs(_texts(2)),
        Paragraph("<b>A bold line</b>", BODY),
        *paragraphs(_texts(2, seed=3)),
    ]
    document = _read(tmp_path, typeset(flow))
    assert _levels(document) == [1, 2, 0, 0, 3, 0, 0]
    assert document.title == "A Title of the Whole"


def test_tables_are_rows(tmp_path: Path) -> None:
    rows = [["Year", "State", "What"], ["1951", "Japan", "Treaty"], ["1960", "", "Revised"]]
    ruled = Table(rows, style=TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)]))
    long = "What was said there was long, so that it runs over more than one line of its cell"
    bare = Table(
        [
            ["Name", "Account", "Day"],
            ["Kim", Paragraph(long, BODY), "3 May"],
            ["Abe", "Nothing", "4 May"],
            ["Lee", Paragraph(long, BODY), "5 May"],
        ],
        colWidths=[60, 180, 60],
    )
    flow: list[Flowable] = [*paragraphs(["Before."]), ruled, *paragraphs(["Between."]), bare]
    document = _read(tmp_path, typeset([*flow, *paragraphs(["After."])]))
    assert _paragraphs(document) == [
        "Before.",
        *("Year | State | What", "1951 | Japan | Treaty", "1960 | | Revised"),
        "Between.",
        "Name | Account | Day",
        *(f"Kim | {long} | 3 May", "Abe | Nothing | 4 May", f"Lee | {long} | 5 May"),
        "After.",
    ]
    assert "What\n1951" in document.text


def test_lists_are_items(tmp_path: Path) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 11)
        items = (("•", 0), ("•", 2), ("•", 3), ("1.", 5), ("2.", 6))
        for sign, line in items:
            canvas.drawString(72, 740 - 14 * line, sign)
        texts = (
            "First item of the list, which is long enough to be broken over",
            "a second line that is indented",
            "Second item",
            "Third item",
            "",
            "Numbered one",
            "Numbered two",
        )
        for line, text in enumerate(texts):
            canvas.drawString(90, 740 - 14 * line, text)

    page = together(lines("There are three items:", y=760), draw)
    assert _paragraphs(_read(tmp_path, drawn(page))) == [
        "There are three items:",
        "First item of the list, which is long enough to be broken over a second line that is"
        " indented",
        "Second item",
        "Third item",
        "1. Numbered one",
        "2. Numbered two",
    ]


def _with_note(texts: Sequence[str], mark: str, note: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(72, 760)
        text.setFont("Times-Roman", 11)
        text.setLeading(14)
        for line in texts[:-1]:
            text.textLine(line)
        before, after = texts[-1].split("^")
        text.textOut(before)
        text.setFont("Times-Roman", 7)
        text.setRise(4)
        text.textOut(mark)
        text.setRise(0)
        text.setFont("Times-Roman", 11)
        text.textOut(after)
        canvas.drawText(text)
        canvas.line(72, 118, 200, 118)
        foot = canvas.beginText(80, 106)
        foot.setFont("Times-Roman", 6)
        foot.setRise(3)
        foot.textOut(mark)
        foot.setRise(0)
        foot.setFont("Times-Roman", 8.5)
        foot.textOut(note)
        canvas.drawText(foot)

    return draw


def test_footnotes_follow_and_their_marks_are_out_of_the_words(tmp_path: Path) -> None:
    first = _with_note(
        ["The two sides met in Tokyo and agreed on a plan for the bases", "that Japan^ will share"],
        "1",
        "See the statement of the ministers.",
    )
    second = lines("with the United States over a length of ten years at least.")
    document = _read(tmp_path, drawn(first, second))
    assert _paragraphs(document) == [
        "The two sides met in Tokyo and agreed on a plan for the bases that Japan will share"
        " with the United States over a length of ten years at least.",
        "1 See the statement of the ministers.",
    ]
    assert document.pages == (1, 1)


def test_powers_are_no_note_marks(tmp_path: Path) -> None:
    page = _with_note(["An area of 20 km^ was searched."], "2", "Said the police.")
    assert _paragraphs(_read(tmp_path, drawn(page)))[0] == "An area of 20 km² was searched."


def test_turned_pages_and_lines(tmp_path: Path) -> None:
    words = ("A page that is turned has its words", "turned with it and is read as usual.")

    def sideways(canvas: Canvas) -> None:
        canvas.rotate(90)
        lines(*words, x=60, y=-60)(canvas)

    def by_its_entry(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        lines(*words, y=400)(canvas)

    def with_a_stamp(canvas: Canvas) -> None:
        lines(*words)(canvas)
        canvas.rotate(90)
        lines("Stamp", x=300, y=-30)(canvas)

    for page in (sideways, by_its_entry):
        assert _paragraphs(_read(tmp_path, drawn(page))) == [" ".join(words)]
    assert _paragraphs(_read(tmp_path, drawn(with_a_stamp))) == [" ".join(words), "Stamp"]


def test_japanese_lines_are_joined_without_blanks(tmp_path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("HeiseiMin-W3"))
    page = lines(
        "防衛省は七月二十八日、日米安全保障協議委員会を東京で開",
        "き、在日米軍を再編する計画を発表した。",
        "",
        "二段落目はここから始まる。",
        font="HeiseiMin-W3",
        leading=18,
    )
    assert _paragraphs(_read(tmp_path, drawn(page))) == [
        "防衛省は七月二十八日、日米安全保障協議委員会を東京で開き、在日米軍を再編する計画を発表した。",
        "二段落目はここから始まる。",
    ]


def test_numbers_beside_the_lines_are_left_out(tmp_path: Path) -> None:
    texts = [
        f"Q. Did you say in the year {1990 + n} that you were there at all?" for n in range(12)
    ]

    def numbers(canvas: Canvas) -> None:
        for at in range(12):
            canvas.drawRightString(60, 760 - 14 * at, str(at + 1))

    assert _paragraphs(_read(tmp_path, drawn(together(lines(*texts), numbers)))) == texts


def test_what_the_file_says_of_itself(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("On Talks")
        canvas.setAuthor("Jane Doe; John Roe")
        lines("Words.")(canvas)

    document = _read(tmp_path, drawn(page, lang="en-GB"))
    assert (document.title, document.author) == ("On Talks", "Jane Doe and John Roe")
    assert (document.published, document.language) == (None, "en-GB")
    assert document.media_type == "application/pdf"
    assert "the file was made on 2000-01-01, which is no publication date" in document.notes


def test_a_title_no_one_gave_is_the_biggest_words(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.setTitle("Microsoft Word - draft_final.docx")
        lines("The Real Title", size=20)(canvas)
        lines("Words of the text that follow.", "And go on.", y=700)(canvas)

    assert _read(tmp_path, drawn(page)).title == "The Real Title"


@pytest.mark.parametrize(
    ("properties", "published"),
    [
        ("<prism:publicationDate>2019-05-02</prism:publicationDate>", "2019-05-02"),
        ("<xmp:CreateDate>2019-05-02</xmp:CreateDate>", None),
        ("<dc:date><rdf:Seq><rdf:li>2019</rdf:li></rdf:Seq></dc:date>", None),
    ],
)
def test_only_a_date_of_publication_is_one(
    tmp_path: Path, properties: str, published: str | None
) -> None:
    packet = (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        ' xmlns:prism="http://prismstandard.org/namespaces/basic/2.0/">'
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">In the Packet</rdf:li></rdf:Alt>'
        "</dc:title>"
        "<dc:creator><rdf:Seq><rdf:li>Jane Doe</rdf:li></rdf:Seq></dc:creator>"
        f"<dc:publisher>A House</dc:publisher>{properties}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>   '
    )
    document = _read(tmp_path, _with_packet(drawn(lines("Words.")), packet.encode()))
    assert (document.title, document.author) == ("In the Packet", "Jane Doe")
    assert document.publisher == "A House"
    assert document.published == published


def _with_packet(pdf: bytes, packet: bytes) -> bytes:
    """Append a metadata stream and a catalog that names it, as an update of the file does."""
    out = io.BytesIO(pdf)
    out.seek(0, io.SEEK_END)
    trailer = pdf[pdf.rindex(b"trailer") :]
    size = int(trailer.split(b"/Size", 1)[1].split()[0])
    root = trailer.split(b"/Root", 1)[1].split()[0].decode()
    catalog = pdf[pdf.index(f"\n{root} 0 obj".encode()) :]
    body = catalog[catalog.index(b"<<") : catalog.index(b"endobj")].rsplit(b">>", 1)[0]
    places = {}
    for number, data in (
        (size, b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream"
         % (len(packet), packet)),
        (int(root), b"%s /Metadata %d 0 R >>" % (body, size)),
    ):  # fmt: skip
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, data))
    start = out.tell()
    out.write(b"xref\n")
    for number, place in places.items():
        out.write(b"%d 1\n%010d 00000 n \n" % (number, place))
    before = pdf[pdf.rindex(b"startxref") :].split()[1].decode()
    out.write(
        f"trailer\n<< /Size {size + 1} /Root {root} 0 R /Prev {before} >>\n"
        f"startxref\n{start}\n%%EOF\n".encode()
    )
    return out.getvalue()
