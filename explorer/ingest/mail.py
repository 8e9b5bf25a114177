"""A mail in (.eml), its words out: the plain body where there is a real one, else the page.

The subject is the title, the sender the author, and the day it was sent, by the sender's
own clock, the publication date. Attachments are named and not read. Nothing that a body
names is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses, parsedate_to_datetime

from explorer.errors import InputProblem
from explorer.ingest.blocks import Blocks, one_line
from explorer.ingest.decode import decode
from explorer.ingest.read import Read, Said, stated_names
from explorer.ingest.texts import read_plain
from explorer.ingest.web import read_whole

_MOST_HEADER_CHARS = 20_000
_MOST_PARTS = 1_000
_MOST_NAMED = 12
# A plain body this much shorter than the page beside it only says that there is a page.
_STUB_SHARE = 0.25
_STUB_CHARS = 400
_SEALED = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"))
_SIGNATURES = frozenset(
    ("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")
)
_LINE_END = re.compile(r"\r\n?")


def read_mail(data: bytes, where: str) -> Read:
    """Return a mail's words and what its headers say.

    Raises InputProblem where it is encrypted, nested past reason, or has no words.
    """
    try:
        mail = BytesParser(policy=policy.compat32).parsebytes(data)
        bodies, attached = _sorted_out(mail, where)
    except RecursionError as error:
        raise InputProblem(
            "its parts are nested past reason", where=where, remedy="Save its text as .txt"
        ) from error
    texts = [found for body in bodies if (found := _words_of(body, where)).paragraphs]
    if not texts:
        raise _wordless(attached, where)
    text, paragraphs = _together(texts)
    said, notes = _headers(mail)
    notes += [note for found in texts for note in found.notes]
    notes += [f"attached and not read: {_names(attached)}"] if attached else []
    return Read(text, paragraphs, said, notes=tuple(notes), encoding=texts[0].encoding)


def _sorted_out(mail: Message, where: str) -> tuple[list[Message], list[str]]:
    """Return the parts that hold the mail's own words, and the names of those that do not."""
    bodies: list[Message] = []
    attached: list[str] = []
    for count, part in enumerate(_leaves(mail)):
        if count > _MOST_PARTS:
            raise InputProblem(
                f"it has more than {_MOST_PARTS:,} parts", where=where, remedy="Save it as .txt"
            )
        kind = part.get_content_type()
        if kind in _SEALED and "sign" not in str(part.get_param("smime-type") or ""):
            raise InputProblem(
                "it is encrypted",
                where=where,
                remedy="Open it in the mail program and save its text as .txt",
            )
        name = part.get_filename()
        is_body = kind in ("text/plain", "text/html") and not name
        if is_body and part.get_content_disposition() != "attachment":
            bodies.append(part)
        elif kind not in _SIGNATURES and (name or not part.get("Content-ID")):
            attached.append(_shown(part, name))
    return bodies, attached


def _leaves(part: Message) -> Iterator[Message]:
    """Yield what is no container, in order; of the ways to say one thing, the best alone."""
    kind = part.get_content_type()
    if kind == "multipart/encrypted" or not part.is_multipart() or kind == "message/rfc822":
        yield part
        return
    children = [child for child in part.get_payload() if isinstance(child, Message)]
    if kind != "multipart/alternative":
        for child in children:
            yield from _leaves(child)
        return
    ways = [list(_leaves(child)) for child in children]
    plain = next((way for way in ways if way and _is(way[0], "text/plain")), None)
    page = next((way for way in ways if any(_is(leaf, "text/html") for leaf in way)), None)
    if plain and page and _is_stub(plain[0], page):
        plain = None
    best = plain or page or (ways[-1] if ways else [])
    yield from best
    for way in ways:  # what hangs from the other ways, as a calendar's invitation does
        yield from (leaf for leaf in way if way is not best and leaf.get_filename())


def _is(part: Message, kind: str) -> bool:
    return part.get_content_type() == kind and not part.get_filename()


def _is_stub(plain: Message, page: list[Message]) -> bool:
    words = _text(plain, "").strip()
    if len(words) > _STUB_CHARS:
        return False
    markup = next(leaf for leaf in page if _is(leaf, "text/html"))
    whole = read_whole(_text(markup, "", markup=True)).blocks
    return len(words) < _STUB_SHARE * len(whole.text)


def _words_of(part: Message, where: str) -> Read:
    if part.get_content_type() == "text/html":
        blocks = read_whole(_text(part, where, markup=True)).blocks
        return Read(blocks.text, blocks.spans)
    text = _LINE_END.sub("\n", _text(part, where))
    if str(part.get_param("format") or "").casefold() == "flowed":
        text = _flowed(text, str(part.get_param("delsp") or "").casefold() == "yes")
    return read_plain(text)


def _text(part: Message, where: str, *, markup: bool = False) -> str:
    """Return a part's text: by the encoding it states, else by what its bytes say."""
    data = part.get_payload(decode=True)
    data = data if isinstance(data, bytes) else str(part.get_payload()).encode(errors="replace")
    stated = part.get_content_charset()
    if stated and stated not in ("us-ascii", "unknown-8bit"):
        try:
            return data.decode(stated).replace("\0", "")
        except (UnicodeDecodeError, LookupError):
            pass  # what it states is wrong: the bytes are asked below
    return decode(data, where, markup=markup).text if data.strip() else ""


def _flowed(text: str, delete_space: bool) -> str:
    """Undo format=flowed (RFC 3676): a line that ends with a blank goes on in the next."""
    lines: list[str] = []
    depth, goes_on = 0, False
    for line in text.split("\n"):
        quoted = len(line) - len(line.lstrip(">"))
        words = line[quoted:].removeprefix(" ")
        if goes_on and quoted == depth and words != "-- ":
            lines[-1] += words
        else:
            lines.append(">" * quoted + (" " if quoted else "") + words)
        depth, goes_on = quoted, words.endswith(" ") and words != "-- "
        if goes_on and delete_space:
            lines[-1] = lines[-1][:-1]
    return "\n".join(line.rstrip(" ") for line in lines)


def _together(texts: list[Read]) -> tuple[str, list[tuple[int, int, int]]]:
    """Return one body as it stands, several with an empty line between their paragraphs."""
    if len(texts) == 1:
        return texts[0].text, texts[0].paragraphs
    blocks = Blocks()
    for found in texts:
        for start, end, level in found.paragraphs:
            blocks.add(found.text[start:end], level)
    return blocks.text, blocks.spans


def _headers(mail: Message) -> tuple[Said, list[str]]:
    sender = _people(mail, "From")
    sent = _day_sent(mail)
    said = Said(
        title=one_line(_decoded(mail.get("Subject"))) or None,
        author=stated_names(*sender),
        published=sent,
    )
    notes = []
    if sent:
        notes.append(f"sent {sent}, which stands as its publication date")
    for header, word in (("To", "to"), ("Cc", "copy to")):
        if people := _people(mail, header):
            more = f" and {len(people) - _MOST_NAMED} others" if len(people) > _MOST_NAMED else ""
            notes.append(f"{word} {', '.join(people[:_MOST_NAMED])}{more}")
    return said, notes


def _people(mail: Message, header: str) -> list[str]:
    """Return the names in a header; the address of who has none."""
    lines = [str(line)[:_MOST_HEADER_CHARS] for line in mail.get_all(header, [])]
    found = getaddresses(lines)
    return [name for name in (_decoded(n) or _decoded(a) for n, a in found) if name]


def _decoded(words: object) -> str:
    """Return a header's words with its encoded ones decoded, as well as they can be."""
    line = str(words or "")[:_MOST_HEADER_CHARS]
    try:
        pieces = decode_header(line)
    except (HeaderParseError, ValueError):
        return " ".join(line.split())
    texts = []
    for piece, encoding in pieces:
        if isinstance(piece, str):
            texts.append(piece)
            continue
        try:
            texts.append(piece.decode(encoding or "utf-8"))
        except (UnicodeDecodeError, LookupError):
            texts.append(piece.decode("cp1252", errors="replace"))
    return " ".join("".join(texts).replace("\0", "").split())


def _day_sent(mail: Message) -> str | None:
    try:
        sent = parsedate_to_datetime(str(mail.get("Date")))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return f"{sent.year:04d}-{sent.month:02d}-{sent.day:02d}"


def _shown(part: Message, name: str | None) -> str:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        subject = _decoded(first.get("Subject")) if isinstance(first, Message) else ""
        return f"the mail “{one_line(subject, 80)}”" if subject else "a mail"
    return one_line(_decoded(name), 80) or part.get_content_type()


def _names(attached: list[str]) -> str:
    more = len(attached) - _MOST_NAMED
    return ", ".join(attached[:_MOST_NAMED]) + (f" and {more} others" if more > 0 else "")


def _wordless(attached: list[str], where: str) -> InputProblem:
    if not attached:
        return InputProblem(
            "there is no text in it", where=where, remedy="Choose a mail with words in it"
        )
    return InputProblem(
        f"it holds no words of its own, only {_names(attached)}",
        where=where,
        remedy="Save what is attached and import that",
    )
