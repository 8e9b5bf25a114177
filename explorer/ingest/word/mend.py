"""Word documents that are not quite as they should be, made so before they are opened.

Programs that take a picture out leave the tie to it behind, and the strict form of the
format has other names for the same things; both are common and lose no word.
"""

from __future__ import annotations

import io
import posixpath
import zipfile

from explorer.ingest.package import Package
from explorer.ingest.xml import local, parse_part

_STRICT = b"http://purl.oclc.org/ooxml/"
_NAMES = (
    (
        b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
)
_XML = (".xml", ".rels")


def mended(data: bytes, where: str) -> bytes:
    """Return a package without ties to parts that it lacks, with the usual names.

    Raises InputProblem where it is damaged otherwise.
    """
    package = Package(data, where)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made:
        for name in package.names:
            part = package.read(name)
            if name.endswith(_XML) and _STRICT in part:
                for strict, usual in _NAMES:
                    part = part.replace(strict, usual)
            if name.endswith(".rels"):
                part = _without_loose_ties(part, name, package, where)
            made.writestr(name, part)
    return out.getvalue()


def _without_loose_ties(part: bytes, name: str, package: Package, where: str) -> bytes:
    from lxml import etree

    root = parse_part(part, name, where)
    folder = posixpath.dirname(posixpath.dirname(name))
    for tie in list(root):
        if local(tie) == "Relationship" and tie.get("TargetMode") != "External":
            target = (tie.get("Target") or "").partition("#")[0]
            if posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/") not in package:
                root.remove(tie)
    whole: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return whole
