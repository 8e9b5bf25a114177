"""XML parsed with suspicion: no DTD, no entity but the five of XML itself, no network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from explorer.errors import InputProblem

if TYPE_CHECKING:
    from lxml import etree


def safe_parser(**more: Any) -> etree.XMLParser:
    """Return a parser that loads nothing and expands nothing."""
    from lxml import etree

    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False,
        huge_tree=False, **more,
    )  # fmt: skip


def parse_part(data: bytes, name: str, where: str) -> etree._Element:
    """Return the root of an XML part; raises InputProblem where it is not well formed."""
    from lxml import etree

    try:
        return etree.fromstring(data, safe_parser(remove_comments=True, remove_pis=True))
    except etree.XMLSyntaxError as error:
        raise InputProblem(
            f"damaged: {name} is not well formed ({error.msg})",
            where=where,
            remedy="Get it again, or save it anew from the program it comes from",
        ) from error


def local(element: etree._Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
