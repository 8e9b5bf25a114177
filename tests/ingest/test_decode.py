"""Encodings: what files from real desks come in."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.errors import InputProblem
from explorer.ingest.decode import decode

_ENGLISH = "The minister said: “We can’t wait — café talks resume in São Paulo.” Naïve? No…"
_FRENCH = (
    "Le président a déclaré que l’État était prêt à négocier. « Nous avons été très clairs », "
    "a-t-il ajouté à Genève, où l’été s’achève."
)
_GERMAN = (
    "Die Kanzlerin erklärte am Donnerstag, man müsse die Größe der Übung prüfen. Österreich "
    "und die Schweiz äußerten sich zurückhaltend."
)
_SPANISH = "¿Cuándo? «Mañana», dijo el señor Núñez; las maniobras comenzarán en agosto."
_JAPANESE = "防衛省は九日、自衛隊と在日米軍の統合司令部について発表した。会談は東京で行われた。"
_SHORT_WESTERN = (
    *("Café — “no”", "It’s over", "Price: £30, 20 °C", "naïve", "© 2024 Reuters", "Zürich"),
    *("Größe", "l’été", "½ cup · 3 × 4 = 12 €", "5 µm", "• first\n• second", "see § 5 and ¶ 7"),
    *("Jan–Mar 2024", "ŒUVRE, cœur", "TÊTE-À-TÊTE", "10–12½%"),
)
_SHORT_JAPANESE = ("東京で会談", "アメリカ", "「はい」と言った。", "U.S.軍と自衛隊が協議")
_PLAIN_FIRST = "A first line of ordinary English.\r\n\r\n"


def _cases() -> list[tuple[str, str]]:
    western = (_ENGLISH, _FRENCH, _GERMAN, _SPANISH, *_SHORT_WESTERN, _GERMAN * 3000)
    japanese = (_JAPANESE, *_SHORT_JAPANESE, _JAPANESE * 300)
    return [
        *(("cp1252", text) for text in western),
        *((name, text) for name in ("cp932", "euc_jp") for text in japanese),
        *((name, _JAPANESE) for name in ("utf_16_le", "utf_16_be", "iso2022_jp", "utf-8")),
        *((name, text) for name in ("utf_16_le", "utf_16_be") for text in (_ENGLISH, "Hi\n")),
        *((name, _ENGLISH) for name in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        ("cp1250", "Minister ogłosił, że ćwiczenia rozpoczną się w Łodzi. Żołnierze są gotowi."),
        ("cp1251", "Министр обороны заявил, что учения начнутся в августе."),
        ("koi8_r", "Министр обороны заявил, что учения начнутся в августе. Начало в Москве."),
        ("cp1254", "Bakan görüşmelerin İstanbul'da süreceğini söyledi. Şimdilik çok güzel."),
        ("cp1253", "Ο υπουργός άμυνας ανακοίνωσε ότι η άσκηση θα αρχίσει τον Αύγουστο."),
        ("gb18030", "国防部长说，演习将于八月开始。双方在东京举行会谈。"),
        ("cp949", "국방부 장관은 훈련이 8월에 시작될 것이라고 말했다."),
    ]


@pytest.mark.parametrize("before", ["", _PLAIN_FIRST], ids=["alone", "after plain lines"])
@pytest.mark.parametrize(
    ("encoding", "text"), _cases(), ids=lambda value: value[:20].encode("unicode_escape").decode()
)
def test_reads_a_text_in_its_encoding(encoding: str, text: str, before: str) -> None:
    assert decode((before + text).encode(encoding), "a.txt").text == before + text


def test_says_what_it_guessed_and_only_then() -> None:
    assert decode(_FRENCH.encode("cp1252"), "a.txt").notes == (
        "the file does not say its encoding; it was read as cp1252",
    )
    assert decode(_FRENCH.encode(), "a.txt").notes == ()


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<html><head><meta charset="Shift_JIS"></head>', "cp932"),
        ("<meta http-equiv=Content-Type content='text/html; charset=iso-2022-jp'>", "iso2022_jp"),
        ('<?xml version="1.0" encoding="EUC-JP"?><html>', "euc_jp"),
        ('<meta charset="iso-8859-1">', "cp1252"),
    ],
)
def test_believes_what_a_page_states(head: str, encoding: str) -> None:
    text = head + ("“quoted”" if encoding == "cp1252" else "日本")
    assert decode(text.encode(encoding), "a.html", markup=True).text == text


def test_a_page_that_states_the_wrong_encoding_is_still_read() -> None:
    page = '<meta charset="utf-8"><p>' + _FRENCH
    assert decode(page.encode("cp1252"), "a.html", markup=True).text == page


def test_stray_bytes_in_long_utf8_are_shown_and_told() -> None:
    data = (_JAPANESE * 5).encode() + b"\xff"
    decoded = decode(data, "a.txt")
    assert decoded.text == _JAPANESE * 5 + "\N{REPLACEMENT CHARACTER}"
    assert decoded.notes


@pytest.mark.parametrize(
    "data",
    [
        b"some\0thing with a NUL",
        b"<p>a\0b</p>",
        bytes(range(256)),
        b"\xff\xfeA",  # UTF-16 by its mark, cut in half
        b"\xef\xbb\xbf\xff\xff",
        b"\x01\x02\x03\x04\x05\x06\x07",
    ],
)
def test_refuses_what_is_no_text(data: bytes) -> None:
    with pytest.raises(InputProblem, match=r"^a\.txt: "):
        decode(data, "a.txt")


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])))
def test_utf8_comes_back_letter_for_letter(text: str) -> None:
    assert decode(text.encode(), "a.txt").text == text.removeprefix("\ufeff")


@given(st.text(st.characters(codec="utf-16", exclude_categories=["Cc", "Cs"])))
def test_utf16_with_a_mark_comes_back_letter_for_letter(text: str) -> None:
    assert decode(text.encode("utf-16"), "a.txt").text == text


@given(st.binary(max_size=400))
def test_any_bytes_are_a_text_or_a_refusal(data: bytes) -> None:
    try:
        decoded = decode(data, "a.txt")
    except InputProblem:
        return
    assert "\0" not in decoded.text
