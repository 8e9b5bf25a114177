"""Bytes in, text out, with the name of the encoding they were read by.

In order: byte order mark, UTF-16 by its NUL bytes, an encoding the document states,
strict UTF-8, and only then a guess. Nothing is dropped: offsets into the text are
stable because the text is kept as decoded, newlines and all.
"""

from __future__ import annotations

import codecs
import re

from explorer.errors import InputProblem
from explorer.ingest.guess import guess_encoding, guess_utf16, looks_binary
from explorer.values import dataclass

_BOMS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What the web means by these labels (WHATWG Encoding Standard, section 4.2).
_WEB_LABELS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
_STATED = re.compile(
    rb"""(?:<\?xml[^>]{0,200}?\bencoding|<meta[^>]{0,400}?\bcharset)\s*=\s*["']?\s*([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_JIS_ESCAPE = re.compile(rb"\x1b(?:\$[@B]|\([BJ])")
_STATED_WITHIN_BYTES = 8192
_STRAY_SHARE = 0.01


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was read by, and what a reader should know of that."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, where: str, *, markup: bool = False) -> Decoded:
    """Decode a document's bytes.

    Parameters
    ----------
    where
        The file's name, for the problem's line.
    markup
        Whether a `<meta charset>` or an XML prolog in the bytes counts.

    Raises
    ------
    InputProblem
        The bytes are not a text, or not in the encoding that their byte order mark names.
    """
    found = (
        _marked(data, where)
        or _wide(data, where)
        or (_stated(data) if markup else None)
        or _seven_bit_japanese(data)
        or _utf8(data)
        or _guessed(data)
    )
    if found is None or looks_binary(found.text):
        raise not_text(where)
    return found


def not_text(where: str) -> InputProblem:
    return InputProblem(
        "this is not a text, or its encoding cannot be told",
        where=where,
        remedy="Save it as UTF-8 text and import that",
    )


def _marked(data: bytes, where: str) -> Decoded | None:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return Decoded(data[len(mark) :].decode(encoding), encoding)
            except UnicodeDecodeError as error:
                raise InputProblem(
                    f"begins as {encoding} but is not valid from byte {error.start + len(mark)} on",
                    where=where,
                    remedy="Save it as UTF-8 text and import that",
                ) from error
    return None


def _wide(data: bytes, where: str) -> Decoded | None:
    """Read UTF-16 without a mark; any other file with NUL bytes is no text."""
    encoding = guess_utf16(data)
    if encoding is not None:
        return Decoded(data.decode(encoding), encoding, (_said(encoding),))
    if b"\0" in data:
        raise not_text(where)
    return None


def _stated(data: bytes) -> Decoded | None:
    match = _STATED.search(data[:_STATED_WITHIN_BYTES])
    if match is None:
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    # A page that says UTF-16 in ASCII letters is not UTF-16 (HTML standard, 13.2.3.2).
    name = "utf-8" if name.startswith(("utf-16", "utf-32", "utf-7")) else name
    return _strict(data, _WEB_LABELS.get(name, name))


def _seven_bit_japanese(data: bytes) -> Decoded | None:
    return _strict(data, "iso2022_jp") if _JIS_ESCAPE.search(data) else None


def _utf8(data: bytes) -> Decoded | None:
    exact = _strict(data, "utf-8")
    if exact is not None:
        return exact
    mended = data.decode("utf-8", errors="replace")
    stray = mended.count("\N{REPLACEMENT CHARACTER}")
    wide = sum(1 for character in mended if character > "\x7f")
    if wide < 50 or stray > wide * _STRAY_SHARE:
        return None
    return Decoded(mended, "utf-8", (f"{stray} places are not valid UTF-8 and are shown as �",))


def _guessed(data: bytes) -> Decoded | None:
    for encoding in guess_encoding(data):
        found = _strict(data, encoding)
        if found is not None:
            return Decoded(found.text, encoding, (_said(encoding),))
    return None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):  # LookupError: "hex", "rot13" and their like
        return None


def _said(encoding: str) -> str:
    return f"the file does not say its encoding; it was read as {encoding}"
