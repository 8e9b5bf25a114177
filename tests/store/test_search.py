"""Words are found where they stand, whatever is typed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.ids import EventId, Mark, MarkKind
from explorer.domain.operations import ImportDocument
from explorer.domain.records import Hit
from explorer.store import search as searching
from explorer.store import wording
from explorer.store.project import Project
from explorer.store.terms import Term, full_text, terms
from tests.store.texts import CHRONICLE, PACK, TALKS, connection_of, document
from tests.support.words import all_with, events_with

JAPANESE = "彼は日米安全保障条約に署名した。\nNATO と日米 Talks in 2024\nキャンプ座間"
SIGNS = "何*と[何]か？\n何も\nF-15戦闘機"
ACCENTS = "Le café d’Orly.\nNothing\nThe Düsseldorf CAFE\u0301 and the café au lait."


def paragraphs(hits: tuple[Hit, ...]) -> list[tuple[int | None, str]]:
    return [(hit.paragraph, hit.quote) for hit in hits if hit.mark is None]


def test_hits_in_events_actors_and_paragraphs(full: Project) -> None:
    hits = full.search("tokyo")
    assert [hit.mark for hit in hits] == [Mark.event(1), None, None]
    event, first, second = hits
    assert (event.quote, event.start, event.end) == ("Talks in Tokyo", 9, 14)
    assert (event.source_id, event.paragraph) == (1, 1)
    assert (first.source_id, first.quote, first.start) == (1, "Tokyo", 21)
    assert first.context == "Austin met Kihara in Tokyo on 28 July 2024."
    assert second.source_id == 2


def test_offsets_bound_the_words(full: Project) -> None:
    for words in ("kihara", "28 jul", '"ministers met"', "rul"):
        for hit in full.search(words):
            if hit.mark is None and hit.source_id is not None and hit.paragraph is not None:
                text = full.paragraphs(hit.source_id)[hit.paragraph - 1].text
                assert text[hit.start : hit.end] == hit.quote
                assert hit.quote
    assert paragraphs(full.search("28 jul")) == [(1, "28 July"), (1, "28 July")]


def test_the_place_shown_is_where_most_words_stand_together(empty: Project) -> None:
    text = "Free trade, and more.\nHeading\nShips and a free and open sea."
    empty.apply(ImportDocument(document(text)))
    assert paragraphs(empty.search("free and open")) == [(3, "free and open")]
    (hit,) = empty.search("open free")
    assert (hit.start, hit.end) == (12, 16)


def test_an_actor_is_found_by_its_other_names(full: Project) -> None:
    (hit,) = full.search("nippon")
    assert hit.mark is not None
    assert hit.mark.kind is MarkKind.ACTOR
    assert (hit.quote, hit.start, hit.end, hit.context) == ("Japan", 0, 0, "Nippon")
    assert full.search("austin")[0].context == ""


def test_accents_and_case_are_no_matter(empty: Project) -> None:
    empty.apply(ImportDocument(document(ACCENTS)))
    assert paragraphs(empty.search("cafe")) == [(1, "café"), (3, "CAFE\u0301")]
    assert paragraphs(empty.search("DUSSELDORF")) == [(3, "Düsseldorf")]
    assert paragraphs(empty.search("café lait")) == [(3, "CAFE\u0301")]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("日米", [(1, "日米"), (2, "日米")]),
        ("条約", [(1, "条約")]),
        ("日米 talks", [(2, "日米")]),
        ("座", [(3, "座")]),
        ("キャンプ", [(3, "キャンプ")]),
        ("日本", []),
        ("日米 2025", []),
    ],
)
def test_japanese_is_found_inside_a_run(
    empty: Project, words: str, found: list[tuple[int, str]]
) -> None:
    empty.apply(ImportDocument(document(JAPANESE)))
    assert paragraphs(empty.search(words)) == found


@pytest.mark.parametrize(
    ("words", "found"),
    [("何*", [1]), ("[何]か", [1]), ("f-15戦", [3]), ("何?", []), ("何", [1, 2])],
)
def test_no_sign_stands_for_another(empty: Project, words: str, found: list[int]) -> None:
    empty.apply(ImportDocument(document(SIGNS)))
    assert [hit.paragraph for hit in empty.search(words)] == found
    assert len(all_with(empty, words).paragraphs) == len(found)


def test_only_the_last_word_may_be_a_beginning(full: Project) -> None:
    assert events_with(full, "talks tok") == {1}
    assert events_with(full, "tal tokyo") == frozenset()
    assert events_with(full, '"talks in" tok') == {1}
    assert events_with(full, '"talks tokyo"') == frozenset()


def test_events_by_words_in_title_actors_and_quotes(full: Project) -> None:
    assert events_with(full, "talks") == {1}  # title
    assert events_with(full, "lloyd") == {1}  # an actor's name
    assert events_with(full, "kihara") == {1}  # a quote
    assert events_with(full, "28 july") == {1}  # a date's quote
    assert events_with(full, "talks lloyd kihara") == {1}  # one in each
    assert events_with(full, "talks rules") == frozenset()
    assert events_with(full, "ja") == {2}
    assert events_with(full, "— …") == frozenset()


def test_what_is_rejected_is_not_found(full: Project) -> None:
    with connection_of(full).writing() as raw:
        raw.execute("UPDATE event SET review = 'rejected' WHERE id = 1")
        raw.execute("UPDATE actor SET review = 'rejected' WHERE key = 'japan'")
    assert events_with(full, "talks") == frozenset()
    assert [hit for hit in full.search("nippon") if hit.mark] == []
    assert [hit for hit in full.search("talks") if hit.mark] == []


def test_the_limit_is_for_each_kind(full: Project) -> None:
    assert len([hit for hit in full.search("tokyo", 1) if hit.mark is None]) == 1
    assert full.search("tokyo", 0) == ()


def test_long_paragraphs_are_shown_in_part(empty: Project) -> None:
    empty.apply(ImportDocument(document("before " * 50 + "needle" + " after" * 50)))
    (hit,) = empty.search("needle")
    assert hit.context.startswith("…before")
    assert hit.context.endswith("after…")
    assert len(hit.context) < 140


def test_terms() -> None:
    assert terms('U.S. "joint head" 日米 tok') == (
        Term("U.S.", '"U.S."'),
        Term("joint head", '"joint head"'),
        Term("日米", None),
        Term("tok", '"tok" *'),
    )
    assert terms(" — \0 \ud800 ") == ()


@pytest.fixture(scope="module")
def library() -> Iterator[Project]:
    with Project.in_memory() as project:
        project.apply(ImportDocument(document(JAPANESE)))
        project.apply(ImportDocument(document(ACCENTS, "b.txt")))
        yield project


def test_all_hits_are_the_first_hundred_and_the_rest(empty: Project) -> None:
    lines = [f"Line {n} of the harbour report." for n in range(250)]
    empty.apply(ImportDocument(document("\n".join(lines))))
    first = empty.search("harb", 100)
    assert len(first) == 100
    found = all_with(empty, "harb")
    assert len(found.paragraphs) == 250
    read = empty.hits("harb", found)
    assert [hit.paragraph for hit in read] == list(range(1, 251))
    assert set(first) <= set(read)
    assert {hit.quote for hit in read} == {"harbour"}


VOCABULARY = (
    *("ja", "jade", "JAPAN", "japans", "jar", "java", "jáva", "jb", "zebra", "U.S", "日米"),
    "_jar_",
)


@pytest.fixture(scope="module")
def dictionary() -> Iterator[Project]:
    with Project.in_memory() as project:
        lines = [f"{one} {other}" for one in VOCABULARY for other in VOCABULARY]
        project.apply(ImportDocument(document("\n".join(lines))))
        yield project


@given(
    st.lists(
        st.sampled_from((*VOCABULARY, "j", "z", "日", "u", "nothing")), min_size=1, max_size=2
    ),
    st.sampled_from((" ", "-")),
    st.sampled_from(((1, 1, 1), (1, 2), (2, 64, 512))),
    st.integers(0, 2),
    st.sampled_from(((0, 1), (0, 300), (10, 3), (300, 4), (300, 300))),
)
def test_a_beginning_finds_what_one_query_for_it_finds(
    dictionary: Project,
    words: list[str],
    between: str,
    lots: tuple[int, ...],
    quick: int,
    few: tuple[int, int],
) -> None:
    """However few words that begin so are asked for, or rows read, at a time."""
    typed = between.join(words)
    wanted = terms(typed)
    match, scans = full_text(wanted), [term.text.lower() for term in wanted if not term.match]
    where = ["instr(lower(text), ?) > 0"] * len(scans)
    if match is not None:
        where.append("id IN (SELECT rowid FROM paragraph_fts WHERE paragraph_fts MATCH ?)")
    sql = f"SELECT id FROM paragraph WHERE {' AND '.join(where)} ORDER BY id"
    with connection_of(dictionary).reading() as raw:
        plain = [id for (id,) in raw.execute(sql, (*scans, *filter(None, [match])))]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(wording, "_LOTS", lots)
        patch.setattr(searching, "_PIECE", 7)
        patch.setattr(wording, "_QUICK", quick)
        patch.setattr(searching, "_FEW", few[0])
        patch.setattr(searching, "_LOT", few[1])
        assert all_with(dictionary, typed).paragraphs.tolist() == plain
        first = dictionary.search(typed, 10)
    assert {hit.id for hit in first} <= set(plain)
    assert len(first) == min(10, len(plain))


class Enough(Exception):
    """Raised to stop a search."""


def stop() -> None:
    raise Enough


DEEDS: dict[str, Callable[[Project, str], object]] = {
    "first": lambda project, words: project.search(words, 10_000, stop),
    "all": lambda project, words: all_with(project, words, stop),
    "events": lambda project, words: events_with(project, words, stop),
}


@pytest.mark.parametrize("deed", DEEDS.values(), ids=DEEDS)
def test_a_search_can_be_stopped_and_the_next_is_whole(
    tmp_path: Path, deed: Callable[[Project, str], object]
) -> None:
    with Project.create(tmp_path / "p.sourceline") as project:
        lines = [f"Line {n} of the harbour report 日米." for n in range(3_000)]
        project.apply(ImportDocument(document("\n".join(lines))))
        for words in ("harb", "日米", "line harb"):
            with pytest.raises(Enough):
                deed(project, words)
            assert len(all_with(project, words).paragraphs) == 3_000
            assert len(project.search(words, 100)) == 100


def test_nobody_waits_for_a_search_in_a_file(tmp_path: Path) -> None:
    with Project.create(tmp_path / "p.sourceline") as project:
        lines = [f"Line {n} of the harbour report." for n in range(3_000)]
        project.apply(ImportDocument(document("\n".join(lines))))
        written: list[str] = []

        def write() -> None:
            other = document("Another text.", "other.txt")
            written.append(project.apply(ImportDocument(other)))

        def check() -> None:
            if not written:
                thread = threading.Thread(target=write)
                thread.start()
                thread.join(30)
                assert not thread.is_alive()

        assert len(all_with(project, "harb", check).paragraphs) == 3_000
        assert written == ["Import other.txt"]
        assert paragraphs(project.search("another")) == [(1, "Another")]


typed = st.text() | st.text(alphabet='"*^-+():{}ANDORT NEAR日米ée\0\ud800', max_size=40)


@given(words=typed)
def test_nothing_typed_can_fail(library: Project, words: str) -> None:
    for hit in library.search(words):
        assert hit.source_id is not None
        assert hit.paragraph is not None
        text = library.paragraphs(hit.source_id)[hit.paragraph - 1].text
        assert text[hit.start : hit.end] == hit.quote != ""
    assert events_with(library, words) == frozenset()


def test_a_pasted_page_can_be_searched_for(full: Project) -> None:
    page = "Austin met Kihara in Tokyo on 28 July 2024. " * 400
    assert paragraphs(full.search(page)) != []
    assert events_with(full, page * 3) <= {EventId(1)}


@pytest.fixture(scope="module")
def marked() -> Iterator[Project]:
    with Project.in_memory() as project:
        project.apply(ImportDocument(document(TALKS), (PACK,)))
        project.apply(ImportDocument(document(CHRONICLE, "c.txt"), (PACK,)))
        yield project


words_of_the_full_project = st.lists(
    st.sampled_from(["austin", "tokyo", "japan", "talks", "rules", "met", "nippon", "28", "lloyd"]),
    min_size=1,
    max_size=3,
)


@given(words=words_of_the_full_project)
def test_events_by_words_agree_with_plain_sql(marked: Project, words: list[str]) -> None:
    sql = """
    SELECT event.id FROM event WHERE ' ' || lower(
      title
      || ' ' || coalesce((SELECT group_concat(name || ' ' || other_names, ' ') FROM participation
          JOIN actor ON actor.id = actor_id WHERE event_id = event.id), '')
      || ' ' || coalesce((SELECT group_concat(quote, ' ') FROM evidence
          WHERE event_id = event.id
          OR participation_id IN (SELECT id FROM participation WHERE event_id = event.id)
          OR date_claim_id IN (SELECT id FROM date_claim WHERE event_id = event.id)), '')
      ) || ' ' LIKE ?"""
    with connection_of(marked).reading() as raw:
        found = [
            {row[0] for row in raw.execute(sql, (f"% {word}{'' if is_last else ' '}%",))}
            for word, is_last in (
                (word, index == len(words) - 1) for index, word in enumerate(words)
            )
        ]
    assert events_with(marked, " ".join(words)) == set.intersection(*found)
