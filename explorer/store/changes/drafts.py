"""Drafts: proposals of a program, for a person to decide on."""

from __future__ import annotations

from explorer.domain.marks import Draft
from explorer.errors import AlreadyThere, InputProblem
from explorer.store.drafted import add_draft
from explorer.store.journal import Recorder


def add(recorder: Recorder, draft: Draft) -> str:
    """Add what a draft of sources here proposes anew; returns the name for the Edit menu."""
    titles = []
    for source in draft.pack.sources:
        sql = "SELECT title FROM source WHERE text_sha256 = ?"
        titles += [row[0] for row in recorder.raw.execute(sql, (source.text_sha256,))]
    if not titles:
        raise InputProblem("the draft is of texts that are not in this project")
    add_draft(recorder, draft)
    if not recorder.steps:
        raise AlreadyThere("there is nothing new to propose")
    return f"Draft “{titles[0]}”" if len(titles) == 1 else f"Draft {len(titles)} texts"
