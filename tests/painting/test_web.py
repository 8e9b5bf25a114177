"""Actors tied by shared events, painted: the same strokes in pixels and as vectors."""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from explorer.export.picture import make_picture
from explorer.export.targets import svg_bytes
from explorer.painting import web
from explorer.viewmodel.picture.wish import View, Wish
from explorer.viewmodel.session import Session
from tests.support.projects import ProjectBuilder

NAMES = ("Japan", "Korea", "Fiji", "Peru")


@pytest.fixture
def session(qapp: object) -> Session:
    del qapp
    builder = ProjectBuilder()
    for one, other in combinations(NAMES, 2):
        builder.event(f"{one} meets {other}", "2019-10-24", actors=(one, other))
    return builder.session()


def svg(session: Session) -> str:
    return svg_bytes(make_picture(session, Wish(View.RELATIONSHIPS))).decode()


def test_an_svg_has_every_line_and_disc(session: Session) -> None:
    found = svg(session)
    strokes = re.findall(r'<path d="((?:M[\d. ]+L[\d. ]+)+)" class', found)
    web_lines = max(strokes, key=len)
    assert web_lines.count("M") == len(list(combinations(NAMES, 2)))
    assert found.count("<circle") >= len(NAMES)


def test_discs_too_many_to_be_drawn_one_by_one_are_points(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = svg(session).count("<circle")
    monkeypatch.setattr(web, "_FINE", 1)
    found = svg(session)
    (spots,) = re.findall(r'<path d="((?:M[\d. ]+h0)+)"', found)
    assert spots.count("M") == len(NAMES)
    assert found.count("<circle") == whole - len(NAMES)
