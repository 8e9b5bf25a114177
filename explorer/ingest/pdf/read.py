"""PDF files, refused with a remedy until they are read."""

from __future__ import annotations

from explorer.errors import InputProblem
from explorer.ingest.read import Read


def read_pdf(data: bytes, where: str) -> Read:
    """Raise InputProblem: its text is not read yet."""
    remedy = "Save or print its text as .txt and import that"
    raise InputProblem(f"this is a PDF of {len(data):,} bytes, not a text", where=where,
                       remedy=remedy)  # fmt: skip
