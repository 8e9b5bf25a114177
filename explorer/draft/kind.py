"""What kind of thing a name names: by its words, and by the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from explorer.draft.gazetteer import gazetteer
from explorer.draft.guess import (
    is_of_common_words,
    kind_of_many,
    kind_of_neighbours,
    kind_of_one,
)
from explorer.draft.text import Token
from explorer.draft.wordset import word_set

_ACRONYM = re.compile(r"^(?:[A-Z]{2,6}|(?:[A-Z]\.){2,})$")
_PERSON_WORD = re.compile(
    r"^(?:[A-Z]\.|(?:[A-Z][’']|Mc|Mac|Fitz|Al-|al-|El-|el-)?[^\W\d_]+(?:-[^\W\d_]+)?\.?)$"
)
_PARTICLES = word_set("de la le van von der den di da dos del bin ibn al el ben y zu du des")


_SUFFIXES = word_set(", Jr. Jr Sr. Sr II III IV")
_BY_BIRTH = word_set("Jr. Jr Sr. Sr")


def without_suffix(words: Sequence[str]) -> tuple[str, ...]:
    """Return a person's name without what comes after the surname: "Jr.", "III"."""
    end = len(words)
    while end > 1 and words[end - 1] in _SUFFIXES:
        end -= 1
    return (*words[: end - 1], words[end - 1].rstrip(",")) if end else ()


def kind_of_words(words: tuple[str, ...], titled: bool = False) -> tuple[str, bool]:
    """Return the kind that the words tell, and whether they do so for sure."""
    lists = gazetteer()
    entry = lists.names.get(words)
    if titled and (entry is None or entry.kind == "place"):
        return "person", True
    if all(lists.has("people", word) or word == "Roman" for word in words):
        return "demonym", True
    if entry is not None:
        return ("demonym" if entry.form == "demonym" else entry.kind), True
    if len(words) > 1 and words[-1] in _BY_BIRTH:
        return "person", True
    last, first = words[-1], words[0]
    bodily = any(lists.has(name, last) for name in ("organisation", "force", "place"))
    if len(words) > 1 and first in lists.given and _reads_as_person(words) and not bodily:
        return "person", True
    for kind in ("organisation", "force", "place", "thing"):
        if lists.has(kind, last) and len(words) > 1:
            return kind, True
    if "of" in words or "for" in words:
        return _kind_of_head(words)
    if len(words) > 1 and lists.has("place_first", first):
        return "place", True
    if any(any(c.isdigit() for c in word) for word in words):
        return "thing", True
    if len(words) == 1:
        return _kind_of_one(words[0])
    likely = kind_of_many(words)
    if likely is not None:
        return likely, True
    bodily = any(lists.has("organisation", word) or (word,) in lists.names for word in words)
    is_person = _reads_as_person(words) and not bodily and not is_of_common_words(words)
    return ("person" if is_person else "organisation"), False


def _kind_of_one(word: str) -> tuple[str, bool]:
    lists = gazetteer()
    if _ACRONYM.match(word):
        return "organisation", False
    if word in lists.given:
        return "person", False
    for kind in ("organisation", "force", "place", "thing"):
        if lists.has(kind, word):
            return kind, False
    return kind_of_one(word) or "organisation", False


def _kind_of_head(words: tuple[str, ...]) -> tuple[str, bool]:
    """A name with "of" is what the word before it is: University of Oslo, Battle of Verdun."""
    lists = gazetteer()
    joint = min(words.index(word) for word in ("of", "for") if word in words)
    head = words[joint - 1] if joint else words[-1]
    for kind in ("organisation", "force", "thing", "place"):
        if lists.has(kind, head):
            return kind, True
    return "organisation", False


def _reads_as_person(words: tuple[str, ...]) -> bool:
    if not 2 <= len(words) <= 5:
        return False
    return all(word in _PARTICLES or _PERSON_WORD.match(word) for word in words) and not any(
        _ACRONYM.match(word) and len(word) > 3 for word in words
    )


def kind_of_place_in_text(tokens: Sequence[Token], begin: int, end: int) -> str | None:
    """Return the kind that the words around tokens `[begin, end)` tell, if they do."""
    before = tokens[begin - 1].low if begin else ""
    before2 = tokens[begin - 2].low if begin > 1 else ""
    after = tokens[end].low if end < len(tokens) else ""
    after2 = tokens[end + 1].low if end + 1 < len(tokens) else ""
    if before in _PERSON_BEFORE or (after in _PERSON_AFTER and before not in _PLACE_BEFORE):
        return "person"
    if before in _BODY_BEFORE or after in _BODY_AFTER:
        return "organisation"
    if before in ("the", "a", "an") and end - begin > 1:
        return "organisation"
    if before in _THING_BEFORE or (before in "\"“`'‘" and after in "\"”'’" and before):
        return "thing"
    if before == "of" and before2 in _PLACE_OF:
        return "place"
    if before in _PLACE_BEFORE and before2 not in _VERB_IN and end - begin < 3:
        return "place"
    if after == "," and after2 in ("who", "whose", "aged"):
        return "person"
    return kind_of_neighbours(tokens, begin, end)


_PERSON_BEFORE = word_set(
    "singer actor actress guitarist drummer bassist vocalist writer author poet novelist"
    " composer producer director painter artist player footballer pitcher quarterback striker"
    " goalkeeper captain coach manager brother sister father mother son daughter wife husband"
    " uncle cousin nephew friend lawyer judge spokesman spokeswoman spokesperson analyst"
    " activist journalist scientist professor historian philosopher architect engineer"
    " physicist mathematician economist politician diplomat dictator emperor king queen prince"
    " princess leader founder co-founder member successor predecessor colleague rapper"
    " keyboardist musician songwriter comedian presenter host broadcaster boxer wrestler"
    " swimmer golfer by named president minister chancellor premier senator governor mayor"
    " general admiral colonel commander secretary ambassador envoy commissioner candidate deputy"
    " lawmaker diplomat chief head chairman chairwoman director pope bishop archbishop cardinal"
    " monarch sultan chef surgeon nurse teacher officer constable sergeant suspect defendant"
    " plaintiff victim gunman attacker speaker treasurer congressman congresswoman"
)
_PERSON_AFTER = word_set(
    "said says told tells wrote writes born died sang joked added replied explained recalled"
    " himself herself married who whose resigned retired tweeted remarked insisted"
)
_BODY_BEFORE = word_set(
    "company firm band group club team airline manufacturer airframer label broadcaster"
    " newspaper magazine network agency party organisation organization militia charity bank"
)
_BODY_AFTER = word_set(
    "spokesman spokeswoman spokesperson officials executives employees shareholders fans"
    " members fighters forces troops soldiers militants leaders ceo shares"
)
_THING_BEFORE = word_set(
    "album single song film movie novel book show series game opera play entitled titled"
    " magazine episode sitcom musical track poem essay"
)
_PLACE_BEFORE = word_set("in at near from around outside inside across throughout toward towards")
_PLACE_OF = word_set(
    "city town village province district state county capital port region island suburb north"
    " south east west coast outskirts municipality governorate area northeast northwest"
    " southeast"
)
_VERB_IN = word_set("interested confidence believe shares stake interest")
