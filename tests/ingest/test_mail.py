"""Mails: the words once, the headers as what they are, attachments by name."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from explorer.domain.records import Document
from explorer.errors import InputProblem
from explorer.ingest.document import read_document

_PAGE = (
    "<html><head><style>p {}</style></head><body><p>The talks were held in Tokyo &amp; Seoul.</p>"
    "<p>They were long, and nothing was agreed on the first day of the three.</p>"
    "<img src='http://tracker.example/p.gif'></body></html>"
)
_PLAIN = "The talks were held\nin Tokyo.\n\nNothing was agreed.\n"


def _mail(**headers: str) -> EmailMessage:
    mail = EmailMessage()
    given = {
        "From": "Jané Doe <jane@example.org>",
        "To": "Desk <desk@example.org>, ann@example.org",
        "Subject": "Talks in 東京",
        "Date": "Sun, 28 Jul 2024 23:30:00 +0900",
        "Message-ID": "<1@example.org>",
        **headers,
    }
    for name, value in given.items():
        mail[name] = value
    return mail


def _read(tmp_path: Path, mail: EmailMessage | bytes, name: str = "a.eml") -> Document:
    path = tmp_path / name
    path.write_bytes(mail if isinstance(mail, bytes) else mail.as_bytes())
    return read_document(path)


def _paragraphs(document: Document) -> list[str]:
    return [document.text[start:end] for start, end, _ in document.paragraphs]


def test_headers_are_metadata_and_the_body_is_the_text(tmp_path: Path) -> None:
    mail = _mail(Cc="Eve <eve@example.org>")
    mail.set_content(_PLAIN)
    document = _read(tmp_path, mail)
    assert (document.title, document.author) == ("Talks in 東京", "Jané Doe")
    assert document.published == "2024-07-28"
    assert document.media_type == "message/rfc822"
    assert _paragraphs(document) == ["The talks were held\nin Tokyo.", "Nothing was agreed."]
    assert document.notes == (
        "sent 2024-07-28, which stands as its publication date",
        "to Desk, ann@example.org",
        "copy to Eve",
    )


def test_a_page_alone_goes_through_the_reader_of_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr("socket.socket.connect", refuse)
    mail = _mail()
    mail.set_content(_PAGE, subtype="html")
    assert _paragraphs(_read(tmp_path, mail)) == [
        "The talks were held in Tokyo & Seoul.",
        "They were long, and nothing was agreed on the first day of the three.",
    ]


def test_of_two_ways_the_plain_one_unless_it_only_points_to_the_other(tmp_path: Path) -> None:
    mail = _mail()
    mail.set_content(_PLAIN)
    mail.add_alternative(_PAGE, subtype="html")
    assert _paragraphs(_read(tmp_path, mail))[1] == "Nothing was agreed."
    stub = _mail()
    stub.set_content("Open in a browser.")
    stub.add_alternative(_PAGE, subtype="html")
    assert "Seoul" in _read(tmp_path, stub).text


def test_attachments_are_named_and_not_read(tmp_path: Path) -> None:
    mail = _mail()
    mail.set_content(_PLAIN)
    mail.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="plän.pdf")
    mail.add_attachment("SECRET", filename="notes.txt")
    inner = _mail(Subject="An older one")
    inner.set_content("OLDER")
    mail.add_attachment(inner)
    document = _read(tmp_path, mail)
    assert "SECRET" not in document.text
    assert "OLDER" not in document.text
    assert document.notes[-1] == (
        "attached and not read: plän.pdf, notes.txt, the mail “An older one”"
    )


def test_flowed_lines_are_joined(tmp_path: Path) -> None:
    body = b"One long paragraph that \r\nflows over lines.\r\n\r\n> A quote that \r\n> flows.\r\n"
    head = b"From: a@b.example\r\nContent-Type: text/plain; format=flowed\r\n\r\n"
    assert _paragraphs(_read(tmp_path, head + body)) == [
        "One long paragraph that flows over lines.",
        "> A quote that flows.",
    ]


def test_odd_headers_and_charsets_do_no_harm(tmp_path: Path) -> None:
    data = (
        b"From: =?utf-8?q?=FF?= <\r\nDate: never\r\nSubject: =?x-none?b?!!?= words\r\n"
        b"Content-Type: text/plain; charset=x-none\r\n\r\nCaf\xe9 words that are here.\r\n"
    )
    document = _read(tmp_path, data)
    assert document.text.strip() == "Café words that are here."
    assert document.published is None


@pytest.mark.parametrize("name", ["a.eml", "a.txt", "a"])
def test_a_mail_is_one_whatever_it_is_called(tmp_path: Path, name: str) -> None:
    mail = _mail(**{"MIME-Version": "1.0"})
    mail.set_content(_PLAIN)
    assert _read(tmp_path, mail, name).media_type == "message/rfc822"


def test_refusals(tmp_path: Path) -> None:
    sealed = _mail()
    sealed.set_content(b"x", maintype="application", subtype="pkcs7-mime")
    bare = _mail()
    bare.set_content("")
    bare.add_attachment(b"x", maintype="image", subtype="png", filename="scan.png")
    deep = b"From: a\r\n" + b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(3000)
    )
    cases: list[tuple[EmailMessage | bytes, str]] = [
        (sealed, "encrypted"),
        (bare, r"only scan\.png\. Save what is attached"),
        (b"just words, and no headers\r\n", "called a mail"),
        (b"From a@b Mon\nFrom: a\nDate: b\n\nx", "mailbox"),
        (deep, "nested|no text"),
    ]
    for mail, what in cases:
        with pytest.raises(InputProblem, match=rf"^a\.eml: .*{what}"):
            _read(tmp_path, mail)
