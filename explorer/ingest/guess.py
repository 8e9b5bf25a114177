"""Which encoding bytes that do not say so are in.

charset-normalizer proposes; what it proposes is judged by how the text would read.
Left alone it takes Windows-1252 for cp1250 or cp1257 (French and German read the same
in all three, only some quotation marks do not), and a few bytes for Big5.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatch

_EAST_ASIAN = ("cp932", "euc_jp", "gb18030", "cp949", "big5")
_ALL_EAST_ASIAN = (
    *("big5", "big5hkscs", "cp932", "cp949", "cp950", "euc_jis_2004", "euc_jisx0213", "euc_jp"),
    *("euc_kr", "gb18030", "gb2312", "gbk", "hz", "johab"),
    *("shift_jis", "shift_jis_2004", "shift_jisx0213"),
)
# The code page of a language that Windows-1252 cannot write.
_CODE_PAGE = {
    **dict.fromkeys(("Polish", "Czech", "Slovak", "Hungarian", "Croatian", "Slovene"), "cp1250"),
    "Romanian": "cp1250",
    "Turkish": "cp1254",
    **dict.fromkeys(("Lithuanian", "Latvian", "Estonian"), "cp1257"),
}
_LATIN = re.compile(
    r"cp(1250|1252|1254|1257|1258|437|775|850|852|857|858|86\d|1140|500|037|1026|273)"
    r"|iso8859_(1|2|3|4|9|10|13|14|15|16)|latin_1|mac_(?!cyrillic|greek).*|hp_roman8|ascii"
)
_WIDE_RUN = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\uff00-\uffef]+")
_KANA = re.compile("[\u3041-\u30ff]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_EVERYDAY = re.compile("[\t\n\r -~\u00a0-\u017f\u2010-\u2026\u3000-\u30ff\uff01-\uff5e]")
# The figures count as letters to the re module.
_SYMBOL_IN_WORD = re.compile(
    r"(?<=[^\W\d_])(?:[^\w\s'’‘\-–—·.,/&@­\"“”\x00-\x7f]|[¹²³¼½¾])(?=[^\W\d_])"
)
_STRANGE_LATIN = re.compile("[ƒ‚ˆ‰†‡˜¤¦¨¯¸¬\u0080-\u009f]|[À-ÖØ-öø-ÿŠŒŽšœžŸ]{3,}")
_SAMPLE_BYTES = 200_000
_GOOD = 0.9


def guess_utf16(data: bytes) -> str | None:
    """Return the byte order of UTF-16 without a mark, or None where it is not that."""
    if len(data) < 2 or len(data) % 2:
        return None
    sample = data[:_SAMPLE_BYTES]
    shares = {name: _everyday_share(sample, name) for name in ("utf-16-le", "utf-16-be")}
    best = max(shares, key=lambda name: shares[name])
    # Without a NUL it is UTF-16 only when all of it is East Asian.
    nul_count = sample.count(0)
    plain = nul_count == 0 and (_is_utf8(sample) or not _all_wide(sample, best))
    # A NUL here and there among plain letters is damage, not the half of a letter.
    plain |= 0 < nul_count * 10 <= len(sample) and sample.isascii()
    if shares[best] < 0.1 or plain:
        return None
    try:
        text = data.decode(best)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else best


def guess_encoding(data: bytes) -> list[str]:
    """Return the encodings worth trying for bytes that are not UTF-8, best first."""
    sample = _telling_bytes(data)
    western = _western_share(sample)
    wide = _best_wide(sample, western)
    if wide is not None:
        return [wide, "cp1252"]
    proposed, language_page = _proposals(sample, western)
    if western is not None and western >= _GOOD and language_page is None:
        return ["cp1252", *proposed]
    first = [language_page] if language_page else []
    return [*first, *proposed, "cp1252"]


def looks_binary(text: str) -> bool:
    """Whether a decoded text holds a NUL, or control characters as no text does."""
    if "\0" in text:
        return True
    sample = text[:_SAMPLE_BYTES]
    controls = sum(1 for c in sample if c < " " and c not in "\t\n\r\f\v\x1b")
    return controls > max(2, len(sample) // 50)


def _telling_bytes(data: bytes) -> bytes:
    """Return the lines that are not plain ASCII, cut to a size that is quick to judge."""
    lines = (line for line in data.splitlines(keepends=True) if not line.isascii())
    sample = bytearray()
    for line in lines:
        sample += line
        if len(sample) >= _SAMPLE_BYTES:
            break
    return bytes(sample[:_SAMPLE_BYTES])


def _read(sample: bytes, encoding: str) -> str | None:
    """Decode a sample that may have been cut inside its last character."""
    try:
        return codecs.getincrementaldecoder(encoding)().decode(sample)
    except UnicodeDecodeError:
        return None


def _is_utf8(sample: bytes) -> bool:
    return _read(sample, "utf-8") is not None


def _all_wide(sample: bytes, encoding: str) -> bool:
    return all(c > "\u2fff" or c == "\u2026" for c in _read(sample, encoding) or "a")


def _everyday_share(sample: bytes, encoding: str) -> float:
    text = _read(sample, encoding)
    if not text or any(unicodedata.category(c) in ("Cn", "Co") for c in text[:2000]):
        return 0.0
    return len(_EVERYDAY.findall(text)) / len(text)


def _western_share(sample: bytes) -> float | None:
    """Return how much of what is not ASCII reads well as Windows-1252, 0 to 1."""
    text = _read(sample, "cp1252")
    if text is None:
        return None
    wide = sum(1 for c in text if c > "\x7f")
    odd = sum(len(m) for m in _STRANGE_LATIN.findall(text)) + len(_SYMBOL_IN_WORD.findall(text))
    return 1 - odd / wide if wide else 1.0


def _wide_share(text: str) -> float:
    """Return how much of the East Asian text stands in words, 0 to 1.

    One such character between Latin letters is an accented letter read wrongly.
    """
    total = good = 0
    for match in _WIDE_RUN.finditer(text):
        start, end = match.span()
        neighbours = text[start - 1 : start] + text[end : end + 1]
        lonely = end - start == 1 and any(c.isascii() and c.isalpha() for c in neighbours)
        total += end - start
        good += 0 if lonely else end - start - len(_HALF_KANA.findall(match[0]))
    others = sum(1 for c in text if c > "\x7f") - total
    private = sum(1 for c in text if "\ue000" <= c <= "\uf8ff")
    total += private + max(0, others - total)
    return good / total if total else 0.0


def _best_wide(sample: bytes, western: float | None) -> str | None:
    texts = {name: text for name in _EAST_ASIAN if (text := _read(sample, name)) is not None}
    shares = {name: _wide_share(text) for name, text in texts.items()}
    good = [name for name in texts if shares[name] >= _GOOD]
    if not good or (western is not None and western > max(shares.values())):
        return None
    if western is not None and all(sum(map(len, _WIDE_RUN.findall(texts[n]))) < 2 for n in good):
        return None  # one character is no evidence
    kana = {name: len(_KANA.findall(texts[name])) / len(texts[name]) for name in good}
    japanese = [name for name in good if name in ("cp932", "euc_jp") and kana[name] >= 0.1]
    if japanese:
        return max(japanese, key=lambda name: kana[name])
    return _library_choice(sample, good)


def _library_choice(sample: bytes, among: list[str]) -> str | None:
    from charset_normalizer import from_bytes

    alike = {"euc_jis_2004": "euc_jp", "shift_jis_2004": "cp932", "big5hkscs": "big5"}
    ranked = [alike.get(match.encoding, match.encoding) for match in from_bytes(sample)]
    if ranked and ranked[0] in among:
        return ranked[0]
    # Its first choice reads as none of these: it is no East Asian text after all.
    return next((name for name in ranked[:3] if name in among), None)


def _proposals(sample: bytes, western: float | None) -> tuple[list[str], str | None]:
    """Return charset-normalizer's choices, and the code page of the language it hears."""
    from charset_normalizer import from_bytes

    # Where an East Asian encoding reads well, `_best_wide` has found it.
    matches = list(from_bytes(sample, cp_exclusion=[*_ALL_EAST_ASIAN]))
    names = [match.encoding for match in matches if not _LATIN.fullmatch(match.encoding)]
    if not matches:
        return names, None
    best = matches[0]
    page = _CODE_PAGE.get(best.language) if _LATIN.fullmatch(best.encoding) else None
    if page == "cp1254":  # but for six letters it is Windows-1252; in Turkish it is never that
        return names, page
    if page is None or (western is not None and western >= _GOOD and not _clearer(matches, page)):
        return names, None
    return names, page


def _clearer(matches: list[CharsetMatch], page: str) -> bool:
    coherence = {match.encoding: match.coherence for match in matches}
    return coherence.get(page, 0.0) > coherence.get("cp1252", 0.0) + 0.05
