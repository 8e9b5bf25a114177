"""Damage, drawn from a `Random`: bytes in, other bytes and perhaps another name out."""

from __future__ import annotations

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable
from functools import cache
from random import Random

from tests.benchmarks.fuzzing.seeds import seeds
from tests.support.packages import zipped

_ENCODINGS = (
    *("utf-16", "utf-16-be", "utf-16-le", "utf-32", "cp1252", "cp1251", "shift_jis", "gb18030"),
    *("utf-7", "utf-8-sig", "koi8-r", "cp500"),
)
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_ODD = (
    *("=cmd|' /C calc'!A0", "@SUM(1+1)*cmd", "<script>alert(1)</script>", "<b><i><u></b>"),
    *(f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]><x>&l9;</x>', "&#0;&#xD800;&#x110000;&bogus;"),
    *('<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>', "\u202e\u200b\ufeff"),
    *("[" * 50_000, '{"a":' * 50_000, "<div>" * 5_000, ">" * 5_000, "(" * 5_000, "* " * 2_000),
    *('"', "'", "\r", "\r\r\n", "\u2028", "\x0b", "\x1a", "\x7f", "\\ud800", "\ud800", "\t", ","),
    *("1e400", "-1", "NaN", "Infinity", "99999999999999999999", "-99999-13-45", "0000-00-00"),
    *("9999-12-31/..", "Y-17E7", "2024-02-30", "null", "true", "\U0010ffff", "a\u0301" * 500),
)
_HUGE = (1_000, 100_000, 1_200_000)
_BOMB_BYTES = 120_000_000

Bytes = Callable[[Random, bytes], bytes]


def mutated(random: Random, kind: str) -> tuple[str, bytes]:
    """Return a damaged file of a kind, as its name's end and its bytes."""
    data, suffix = seeds()[kind], kind
    for _ in range(random.choice((1, 1, 1, 2, 3, 6))):
        data = _inside(random, data) if random.random() < 0.6 else _plain(random, data)
    if random.random() < 0.07:
        suffix = random.choice([*seeds(), "xls", "ods", "tab", "zip", "gz", "htm", ""])
    return suffix, data


def damaged(random: Random, data: bytes) -> bytes:
    """Return bytes damaged as a disk or a broken copy would."""
    for _ in range(random.choice((1, 1, 2, 5, 40))):
        data = random.choice((_flip, _flip, _cut, _double, _zeroed, _lie))(random, data)
    return data


def _inside(random: Random, data: bytes) -> bytes:
    """Damage what is packed, so that the packing's own sum does not tell at once."""
    if data.startswith(b"\x1f\x8b"):
        try:
            return gzip.compress(_plain(random, gzip.decompress(data)), mtime=0)
        except (OSError, EOFError, zlib.error):
            return _plain(random, data)
    if not data.startswith(b"PK"):
        return _plain(random, data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = {info.filename: package.read(info) for info in package.infolist()}
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError):
        return _plain(random, data)
    if not parts:
        return data
    name = random.choice(sorted(parts))
    what = random.random()
    if what < 0.06:
        del parts[name]
    elif what < 0.08:
        parts[name] = _bomb()
    elif what < 0.14:
        other = random.choice(("../../evil", "/etc/x", "a" * 300, " ", "b\n\ud800", name.upper()))
        parts[other.encode(errors="replace").decode()] = parts.pop(name)
    else:
        parts[name] = _plain(random, parts[name])
    return zipped(parts)


@cache
def _bomb() -> bytes:
    return b" " * _BOMB_BYTES


def _plain(random: Random, data: bytes) -> bytes:
    return random.choice(_MUTATIONS)(random, data)


def _flip(random: Random, data: bytes) -> bytes:
    found = bytearray(data)
    for _ in range(random.choice((1, 3, 20)) if found else 0):
        found[random.randrange(len(found))] ^= 1 << random.randrange(8)
    return bytes(found)


def _cut(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    return random.choice((data[:at], data[at:], data[: at // 50]))


def _slice(random: Random, data: bytes) -> tuple[int, int]:
    first = random.randrange(len(data) + 1)
    return first, min(len(data), first + random.choice((1, 8, 100, 2_000)))


def _double(random: Random, data: bytes) -> bytes:
    first, last = _slice(random, data)
    return data[:last] + data[first:last] * random.choice((1, 2, 50)) + data[last:]


def _dropped(random: Random, data: bytes) -> bytes:
    first, last = _slice(random, data)
    return data[:first] + data[last:]


def _zeroed(random: Random, data: bytes) -> bytes:
    first, last = _slice(random, data)
    return data[:first] + random.choice((b"\0", b"\xff")) * (last - first) + data[last:]


def _spliced(random: Random, data: bytes) -> bytes:
    other = seeds()[random.choice(sorted(seeds()))]
    first, last = _slice(random, other)
    at = random.randrange(len(data) + 1)
    return data[:at] + random.choice((other, other[first:last])) + data[at:]


def _odd(random: Random, data: bytes) -> bytes:
    """Put something odd where a word, a cell or a value begins or ends."""
    at = random.randrange(len(data) + 1)
    border = random.choice((b",", b'"', b">", b" ", b"\n", b"\t", b":", b""))
    at = max(0, data.find(border, at) + len(border)) if border else at
    odd = random.choice(_ODD).encode(errors="surrogatepass")
    first, last = (at, at) if random.random() < 0.5 else (at, at + random.randrange(12))
    return data[:first] + odd + data[last:]


def _huge(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    unit = random.choice((b"x", b"x ", "é".encode(), b"9", b"\n", b",", b"<", b"\0", b"A. "))
    return data[:at] + unit * (random.choice(_HUGE) // len(unit)) + data[at:]


def _encoded(random: Random, data: bytes) -> bytes:
    text = data.decode("utf-8", errors="replace")
    return text.encode(random.choice(_ENCODINGS), errors="replace")


def _lie(random: Random, data: bytes) -> bytes:
    """Write another number where one may stand: a length, a count, an offset."""
    found = bytearray(data)
    if len(found) > 8:
        at = random.choice((random.randrange(64), random.randrange(len(found) - 4), len(found) - 8))
        at = min(at, len(found) - 4)
        number = random.choice((0, 1, 0x7FFFFFFF, 0xFFFFFFFF, random.getrandbits(32)))
        found[at : at + 4] = number.to_bytes(4, random.choice(("little", "big")))
    return bytes(found)


_MUTATIONS: tuple[Bytes, ...] = (
    *(_flip, _cut, _double, _dropped, _zeroed, _spliced, _odd, _odd, _odd, _huge, _encoded, _lie),
)
